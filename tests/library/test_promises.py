"""What is promised of the library's file: nothing that was done is lost, whatever happens around it."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryError
from reader.library.health import KEPT, back_up, backups
from reader.library.library import Library
from reader.library.records import ArticleSort
from reader.library.schema import APPLICATION, MIGRATIONS
from tests.library.making import NOW, Clock, capture, facts, filled, remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "own" / "library.db"


@pytest.fixture
def told() -> list[str]:
    return []


def worker(*words: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "tests.library.worker", *map(str, words)]
    return subprocess.run(argv, capture_output=True, text=True, timeout=timeout)


def titles(library: Library) -> list[str | None]:
    return [one.facts.title for one in library.articles(sort=ArticleSort.FIRST, descending=False)][::-1]


@pytest.mark.slow
def test_q1_three_processes_write_at_once(file: Path) -> None:
    argv = [sys.executable, "-m", "tests.library.worker", "write", str(file)]
    workers = [
        subprocess.Popen([*argv, name, "150"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in ("ann", "bob", "cem")
    ]
    ends = [(one.communicate(timeout=100), one.returncode) for one in workers]
    assert [status for _, status in ends] == [0, 0, 0], ends
    library = Library(file)
    assert len(library.sources(limit=1000)) == 450
    assert len(library.search("quay", limit=1000)) == 450
    library.close()
    print("longest wait in seconds:", [out.strip() for (out, _), _ in ends])


def test_q1_the_second_instance_sees_what_the_first_did(file: Path) -> None:
    first, second = filled(file, 1), Library(file, clock=Clock())
    first.keep(remembered("https://courier.example/"), capture("https://courier.example/", "The tide is out."))
    first.settle()
    seen = second.recall("https://courier.example/")
    assert seen is not None
    assert [hit.url for hit in second.search("tide")] == ["https://courier.example/"]
    second.forget("https://tide.example/0")
    second.settle()
    assert first.articles() == ()
    assert first.close()
    assert second.close()


def test_q1_who_was_kept_waiting_writes_as_soon_as_there_is_room(
    file: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(file, 1).close()
    monkeypatch.setattr("reader.library.connection.PATIENCE", 0.05)
    holder = sqlite3.connect(file, isolation_level=None)
    library = Library(file, clock=Clock(), tell=told.append, retry=600)
    holder.execute("BEGIN IMMEDIATE")
    library.keep(remembered("https://late.example/"))
    assert not library.settle(10)
    assert library.recall("https://late.example/") is not None
    holder.execute("ROLLBACK")
    holder.close()
    while not library.settle(5):
        pass
    assert len(library.sources()) == 2
    assert library.close()
    assert told == []


@pytest.mark.slow
def test_q2_killed_a_hundred_times_it_loses_at_most_the_last_action(file: Path) -> None:
    done = worker("kill", file, 100, timeout=100)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100
    print("actions:", done.stdout.strip())


def _garbage(file: Path) -> None:
    file.write_bytes(os.urandom(9000))


def _header(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[3] ^= 0xFF
    file.write_bytes(data)


def _page(file: Path) -> None:
    """A page of the table of sources becomes zeros: only who reads it notices."""
    db = sqlite3.connect(file)
    (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'source'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    data = bytearray(file.read_bytes())
    data[(root - 1) * size : root * size] = bytes(size)
    file.write_bytes(data)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


DAMAGES = [_garbage, _header, _page, _cut, _empty]


@pytest.mark.parametrize("damage", DAMAGES)
def test_q4_what_is_damaged_is_moved_aside_and_the_backup_opened(
    file: Path, told: list[str], damage: Callable[[Path], None]
) -> None:
    filled(file).close()
    assert back_up(file, NOW)
    damage(file)
    library = Library(file, clock=Clock(), tell=told.append)
    assert len(library.articles()) == len(library.sources()) == 5
    assert library.recall("https://wire.example/3") is not None
    library.keep(remembered("https://after.example/"))
    assert library.settle(10)
    assert library.close()
    assert len(told) == 1
    assert "the backup of 2026-03-14 was opened instead" in told[0]
    aside = list(file.parent.glob("library.db.broken-*Z"))
    assert len(aside) == (0 if damage is _empty else 1)


@pytest.mark.parametrize("damage", [_garbage, _header, _cut])
def test_q4_without_a_backup_a_new_library_is_begun_and_the_damaged_one_kept(
    file: Path, told: list[str], damage: Callable[[Path], None]
) -> None:
    filled(file).close()
    damage(file)
    left = file.read_bytes()
    library = Library(file, clock=Clock(), tell=told.append)
    assert library.articles() == ()
    assert library.close()
    assert "there is no backup; a new library was begun" in told[0]
    (aside,) = file.parent.glob("library.db.broken-*Z")
    assert aside.read_bytes() == left


def test_q4_a_damaged_backup_is_passed_over(file: Path, told: list[str]) -> None:
    filled(file, 2).close()
    assert back_up(file, NOW)
    assert back_up(file, NOW + timedelta(days=1))
    _garbage(backups(file)[-1])
    _garbage(file)
    library = Library(file, clock=Clock(), tell=told.append)
    assert library.count() == 2
    assert library.close()
    assert "the backup of 2026-03-14" in told[0]


def test_q4_damage_is_never_backed_up_and_three_backups_are_kept(file: Path) -> None:
    filled(file).close()
    for day in range(5):
        assert back_up(file, NOW + timedelta(days=day))
    assert [one.name[-10:] for one in backups(file)] == ["2026-03-16", "2026-03-17", "2026-03-18"]
    assert len(backups(file)) == KEPT
    _page(file)
    assert not back_up(file, NOW + timedelta(days=9))
    assert backups(file)[-1].name.endswith("2026-03-18")
    assert not list(file.parent.glob("*.new*"))


def test_q4_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    foreign, notes = tmp_path / "places.sqlite", tmp_path / "notes.txt"
    db = sqlite3.connect(foreign)
    db.execute("CREATE TABLE moz_places(url)")
    db.close()
    notes.write_text("Buy milk. " * 200)
    for one, words in ((foreign, "another program's database"), (notes, "is no library")):
        before = one.read_bytes()
        with pytest.raises(LibraryError, match=words):
            Library(one)
        assert one.read_bytes() == before


def test_q5_killed_in_the_middle_of_a_migration_it_is_as_it_was(file: Path) -> None:
    filled(file).close()
    done = worker("migrate", file)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert len(backups(file)) == 1
    library = Library(file, clock=Clock())
    assert set(titles(library)) == {f"Article {n}" for n in range(5)}
    assert library.close()
    db = sqlite3.connect(file)
    assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert "mood" not in str(db.execute("SELECT sql FROM sqlite_master WHERE name = 'article'").fetchone())
    db.close()


def test_q5_an_older_file_is_backed_up_and_brought_up_to_date(file: Path) -> None:
    filled(file).close()
    step: Callable[[sqlite3.Connection], object] = lambda db: db.execute("ALTER TABLE article ADD COLUMN mood TEXT")  # noqa: E731
    migrations = (*MIGRATIONS, step)
    library = Library(file, clock=Clock(), migrations=migrations)
    assert library.count() == 5
    assert library.close()
    assert len(backups(file)) == 1
    db = sqlite3.connect(file)
    assert db.execute("PRAGMA user_version").fetchone() == (len(migrations),)
    assert db.execute("SELECT mood FROM article LIMIT 1").fetchone() == (None,)
    db.close()


def test_q5_a_newer_file_is_only_read(file: Path, told: list[str]) -> None:
    filled(file).close()
    db = sqlite3.connect(file)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = file.read_bytes()
    library = Library(file, clock=Clock(), tell=told.append)
    library.keep(remembered("https://new.example/"))
    library.opened("https://new.example/", facts("https://new.example/"))
    assert library.count() == 5
    assert library.recall("https://new.example/") is None
    assert library.close()
    assert file.read_bytes() == before
    assert len(told) == 1
    assert "newer Pullquote" in told[0]


def on_a_full_disk(file: Path, told: list[str]) -> Library:
    """A library that may not grow by a page, and tries again soon."""
    library = filled(file)
    library._tell = told.append
    with library._writing_lock:
        (pages,) = library._writing_db.execute("PRAGMA page_count").fetchone()
        library._writing_db.execute(f"PRAGMA max_page_count = {pages}")
    library._writer._retry = 0.05
    return library


def test_q6_a_full_disk_is_said_once_reading_goes_on_and_what_waits_is_written_later(
    file: Path, told: list[str]
) -> None:
    library = on_a_full_disk(file, told)
    for n in range(20):
        url = f"https://late.example/{n}"
        library.keep(remembered(url), capture(url, os.urandom(9000).hex()))
    assert not library.settle()
    assert library.count() == 5
    assert library.recall("https://late.example/3") is not None
    assert told == ["Not saved: the disk is full."]
    with library._writing_lock:
        library._writing_db.execute("PRAGMA max_page_count = 100000")
    while not library.settle(5):
        pass
    assert told == ["Not saved: the disk is full.", "The library is written again; nothing was lost."]
    assert len(library.sources()) == 25
    assert library.close()


def full_disk(folder: Path) -> bool:
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)], capture_output=True)
    return done.returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = full_disk(folder)
    yield folder if mounted else None
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True)


def test_q6_on_a_disk_that_is_really_full(small_disk: Path | None, tmp_path: Path, told: list[str]) -> None:
    """Where nothing can be mounted, a limit on the file's size stands in for the end of the disk."""
    library = Library((small_disk or tmp_path) / "library.db", tell=told.append, retry=0.05)
    if small_disk is None:
        with library._writing_lock:
            library._writing_db.execute("PRAGMA max_page_count = 90")
    n = 0
    while library.settle(10):
        url = f"https://late.example/{n}"
        library.keep(remembered(url), capture(url, os.urandom(20_000).hex()))
        n += 1
    assert told == ["Not saved: the disk is full."]
    assert len(library.sources(limit=1000)) >= n // 2
    assert not library.close()
    assert Library((small_disk or tmp_path) / "library.db", tell=told.append).close()


def test_q7_the_files_are_the_persons_own_whatever_the_umask(file: Path) -> None:
    before = os.umask(0)
    try:
        library = filled(file)
        assert back_up(file, NOW)
    finally:
        os.umask(before)
    for one in file.parent.iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert library.close()


def test_q7_a_file_that_others_could_read_is_closed_to_them(file: Path) -> None:
    filled(file).close()
    file.chmod(0o644)
    assert Library(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_the_person_made_read_only_stays_so_and_that_is_said(file: Path, told: list[str]) -> None:
    filled(file).close()
    file.chmod(0o444)
    with Library(file, tell=told.append, retry=0.05) as library:
        assert stat.S_IMODE(file.stat().st_mode) == 0o400
        with library._writing_lock:  # whoever is root may write it all the same
            library._writing_db.execute("PRAGMA query_only = ON")
        library.forget("https://tide.example/0")
        assert not library.settle(10)
        assert library.count() == 5
    assert told == ["Not saved: its file is read-only."]


def test_q7_a_folder_or_a_file_that_is_anothers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tmp_path / "real"
    real.mkdir(0o700)
    (tmp_path / "link").symlink_to(real)
    assert Library(tmp_path / "link" / "library.db").close()  # the person's own link
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    with pytest.raises(LibraryError, match="Other accounts can change"):
        Library(open_to_all / "library.db")
    assert not list(open_to_all.iterdir())
    (real / "elsewhere.db").symlink_to(tmp_path / "victim")
    with pytest.raises(LibraryError, match="a link"):
        Library(real / "elsewhere.db")
    assert not (tmp_path / "victim").exists()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(LibraryError, match="a link that another account made"):
        Library(tmp_path / "link" / "library.db")


@pytest.mark.parametrize("years", [-10, 10])
def test_q8_a_clock_that_jumps_confuses_nothing(file: Path, years: int) -> None:
    clock = Clock()
    library = filled(file, clock=clock)
    assert back_up(file, NOW)
    clock.now = NOW + timedelta(days=365 * years)
    url = "https://jump.example/"
    library.keep(remembered(url, clock.now), capture(url, got=clock.now))
    library.opened(url, facts(url))
    assert back_up(file, clock.now)
    clock.now = NOW + timedelta(hours=1)
    assert library.close()
    library = Library(file, clock=clock)
    found = library.recall(url)
    assert found is not None
    assert found.checked is not None
    assert found.checked <= clock.now
    entries = library.articles()
    assert len(entries) == 6
    assert all(one.last_opened <= clock.now for one in entries)
    assert library.versions(url)[0].seen <= clock.now
    assert back_up(file, clock.now)
    assert len(backups(file)) == 3
    assert library.close()


def test_what_is_ours_says_so(file: Path) -> None:
    filled(file).close()
    db = sqlite3.connect(file)
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)  # nothing of a WAL stays in the file
    db.close()


def test_q4_damage_that_is_met_while_reading_is_mended_at_once(file: Path, told: list[str]) -> None:
    filled(file, 300).close()
    assert back_up(file, NOW)
    data = bytearray(file.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    start = 0
    while (at := data.find(b"https://wire.example/250", start)) >= 0:  # in tables and indices
        first = at // size * size
        data[first : first + size] = bytes(size)
        start = first + size
    file.write_bytes(data)
    library = Library(file, clock=Clock(), tell=told.append)
    assert told == []  # nothing that is looked at on opening is damaged
    assert library.recall("https://wire.example/250") is not None
    assert len(library.sources(limit=1000)) == 300
    library.keep(remembered("https://after.example/"))
    assert library.close()
    assert len(told) == 1
    assert "is damaged" in told[0]
    assert "the backup of 2026-03-14 was opened instead" in told[0]


def test_q4_damage_that_is_met_while_writing_is_mended_at_once(file: Path, told: list[str]) -> None:
    filled(file, 3).close()
    assert back_up(file, NOW)
    library = Library(file, clock=Clock(), tell=told.append)
    _garbage(file)
    library.keep(remembered("https://after.example/"))
    assert library.settle(10)
    assert len(library.sources()) == 4
    assert library.close()
    assert "the backup of 2026-03-14 was opened instead" in told[0]
    assert len(told) == 1


def test_a_change_that_cannot_be_made_keeps_no_other_from_being_made(file: Path, told: list[str]) -> None:
    library = filled(file)

    def broken(*_: object) -> None:
        raise TypeError

    library._write(broken)
    library._write(lambda _: None, broken)
    library.keep(remembered("https://after.example/"))
    assert library.settle(10)
    assert library.recall("https://after.example/") is not None
    assert library.close()
    assert told == []


def test_q6_what_had_to_be_given_up_is_said(file: Path, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.writer.MOST", 3)
    library = on_a_full_disk(file, told)
    for n in range(9):
        url = f"https://late.example/{n}"
        library.keep(remembered(url), capture(url, os.urandom(90_000).hex()))
    assert not library.settle()
    with library._writing_lock:
        library._writing_db.execute("PRAGMA max_page_count = 100000")
    while not library.settle(5):
        pass
    assert library.close()
    assert told == [
        "Not saved: the disk is full.",
        "The library is written again; what came first meanwhile was not kept.",
    ]
