"""What goes into the library comes out of it again, whatever it is; what others put there comes out clean."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.clean import block, is_clean, line
from reader.library.library import Library
from reader.library.records import Cited, Facts, Judged, Mark, Place
from reader.sources.drift import fingerprint
from reader.sources.memory import LIVE, Archived, Capture, Content, Copy, Liveness, Remembered
from reader.sources.model import Page
from reader.voices.corrections import Correction
from tests.library.making import NOW, Clock, capture, facts, filled, remembered

if TYPE_CHECKING:
    from pathlib import Path

    from reader.voices.corrections import CorrectionStore

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(line)
any_text = st.text(max_size=40)
past = st.integers(0, int(NOW.timestamp())).map(lambda one: datetime.fromtimestamp(one, UTC))
times = st.datetimes(
    datetime(1, 1, 2),  # noqa: DTZ001 - what is drawn has a zone
    datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=-7)))),
).map(lambda one: one.replace(microsecond=0))
copies = st.builds(Copy, texts, texts, past, texts)
records = st.builds(
    Remembered,
    url=st.integers(0, 3).map(lambda n: f"https://tide.example/{n}"),
    first_seen=past,
    liveness=st.sampled_from(Liveness),
    strikes=st.integers(0, 9),
    struck=st.none() | past,
    content=st.sampled_from(Content),
    archived=st.sampled_from(Archived),
    checked=st.none() | past,
    last_ok=st.none() | past,
    why=texts,
    phase=st.none() | texts,
    status=st.none() | st.integers(100, 599),
    final_url=st.none() | texts,
    etag=st.none() | texts,
    last_modified=st.none() | texts,
    media_type=st.none() | texts,
    drifted=st.none() | past,
    copy=st.none() | copies,
    job=st.none() | texts,
    title=st.none() | texts,
    byline=st.none() | texts,
    site=st.none() | texts,
    published=st.none() | times,
    manual=st.none() | st.booleans(),
)
captures = st.builds(
    Capture,
    page=st.builds(
        Page,
        url=texts,
        final_url=texts,
        status=st.integers(100, 599),
        content_type=st.none() | texts,
        body=st.binary(max_size=200),
        hops=st.lists(st.tuples(st.integers(300, 399), texts), max_size=3).map(tuple),
        truncated=st.booleans(),
        etag=st.none() | texts,
        last_modified=st.none() | texts,
    ),
    got=past,
    origin=st.just(LIVE) | texts,
    text=st.none() | any_text.map(lambda one: block(one, tabs=True)),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(None, clock=Clock())


def test_every_field_of_what_is_remembered_is_tried() -> None:
    drawn = {name for name in Remembered.__dataclass_fields__ if name in repr(records)}
    assert drawn == {one.name for one in fields(Remembered)}


@given(one=records)
def test_what_is_remembered_comes_back(library: Library, one: Remembered) -> None:
    library.keep(one)
    assert library.recall(one.url) == one  # on its way
    assert library.settle(10)
    assert library.recall(one.url) == one  # from the file
    assert one in library.known()
    assert not library._writer.lost


@given(one=captures)
def test_a_page_comes_back(library: Library, one: Capture) -> None:
    before = len(library.versions("https://pages.example/"))
    library.keep(remembered("https://pages.example/"), one)
    versions = library.versions("https://pages.example/")
    assert not library._writer.lost
    kept = library.capture(max(version.id for version in versions if version.origin == one.origin))
    assert kept is not None
    same_text = one.text is not None and kept.text is not None and fingerprint(kept.text) == fingerprint(one.text)
    if len(versions) > before:
        assert kept == one
    else:
        assert kept.page.body == one.page.body or same_text


@given(words=st.lists(any_text, min_size=5, max_size=5), when=st.none() | times, number=st.integers(0, 10**9))
def test_whatever_a_page_says_is_kept_clean(
    library: Library, words: list[str], when: datetime | None, number: int
) -> None:
    key = "https://odd.example/"
    library.opened(key, Facts(words[0], words[1], words[2], words[3], when, words[4], "html", number), None)
    library.followed(key, [Cited(None, words[0], words[1])], [Judged("q1", None, "verbatim", words[2], words[3])])
    entry = library.article(key)
    assert not library._writer.lost
    assert entry is not None
    assert entry.facts.published == when
    assert entry.facts.commentary == number
    shown = (entry.facts.address, entry.facts.title, entry.facts.byline, library.cited(key)[0].name)
    assert all(one is None or (is_clean(one) and "\n" not in one) for one in shown)


@given(
    place=st.builds(Place, st.integers(0, 9999), st.integers(-1, 9999), texts, st.floats(0, 1)),
    marks=st.dictionaries(st.sampled_from("abcxyz"), st.builds(Mark, st.integers(0, 999), st.integers(0, 999))),
)
def test_a_place_and_marks_come_back(library: Library, place: Place, marks: dict[str, Mark]) -> None:
    key = "https://marks.example/"
    library.forget(key)
    library.opened(key, facts(key))
    library.left(key, place)
    for letter, mark in marks.items():
        library.mark(key, letter, mark)
    assert library.place(key) == place
    assert library.marks(key) == marks
    for letter in marks:
        library.mark(key, letter, None)
    assert library.marks(key) == {}


def test_one_has_read_as_far_as_one_has_been(library: Library) -> None:
    key = "https://far.example/"
    library.opened(key, facts(key))
    library.left(key, Place(9, 0, read=0.9))
    library.left(key, Place(0, 0, read=0.2))
    assert library.place(key) == Place(0, 0, read=0.9)


def test_corrections_come_back_with_their_article(library: Library) -> None:
    key = "https://voices.example/"
    library.keep_corrections(key, [Correction("before it was opened", quoted=True)])
    library.opened(key, facts(key))
    library.keep_corrections(key, [Correction("a", quoted=True), Correction("b", quoted=False)])
    library.keep_corrections(key, [Correction("b", quoted=True), Correction("c", quoted=False)])
    assert sorted(library.corrections(key), key=lambda one: one.block) == [
        Correction("b", quoted=True),
        Correction("c", quoted=False),
    ]
    store: CorrectionStore = library
    assert store.corrections("https://other.example/") == ()
    library.forget(key)
    assert library.corrections(key) == ()


def test_a_hostile_file_gives_clean_and_bounded_values(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    filled(file, 1).close()
    db = sqlite3.connect(file)
    evil = "\x1b]0;PWN\x07 \u202eevil\n" + "x" * 100_000
    db.execute(
        "UPDATE article SET title = ?, byline = x'00ff', site = x'37', published = 1e300, commentary = -5", (evil,)
    )
    db.execute("UPDATE article SET first_opened = 'soon', last_opened = 99999999999999999, block = 3, offset = 'x'")
    db.execute(
        "UPDATE source SET liveness = ?, title = ?, strikes = 'many', checked = -99999999999999999", (evil, evil)
    )
    db.execute("UPDATE source SET copy_url = ?, copy_taken = 'then', status = 'ok'", (evil,))
    db.execute("UPDATE capture SET hops = ?, final_url = ?, status = -1", ("[" * 5000, evil))
    db.execute("UPDATE body SET data = x'78da00'")
    db.execute("UPDATE text SET title = ?", (evil,))
    db.commit()
    db.close()
    library = Library(file, clock=Clock())
    (entry,) = library.articles()
    assert is_clean(entry.facts.title or "")
    assert len(entry.facts.title or "") <= 8000
    assert (entry.facts.byline, entry.facts.site, entry.facts.commentary) == (None, None, 0)
    assert entry.last_opened == NOW
    found = library.recall("https://wire.example/0")
    assert found is not None
    assert (found.liveness, found.strikes, found.checked, found.copy, found.status) == (
        Liveness.UNKNOWN,
        0,
        None,
        None,
        None,
    )
    assert is_clean(found.title or "")
    assert library.capture(1) is None
    assert library.latest("https://tide.example/0") is None
    assert all(is_clean(one.title or "") and is_clean(one.snippet) for one in library.search("quay"))
    assert library.close()


def test_a_bomb_in_the_file_is_not_unpacked(tmp_path: Path) -> None:
    import zlib

    file = tmp_path / "library.db"
    filled(file, 1).close()
    stream = zlib.compressobj(1)
    bomb = b"".join(stream.compress(bytes(1 << 20)) for _ in range(80)) + stream.flush()
    db = sqlite3.connect(file)
    db.execute("UPDATE body SET data = ?", (bomb,))
    db.commit()
    db.close()
    library = Library(file, clock=Clock())
    assert library.capture(1) is None
    assert library.close()


def test_the_same_bytes_and_the_same_text_are_kept_once(library: Library) -> None:
    for n in range(3):
        library.keep(remembered(f"https://wire{n}.example/"), capture(f"https://wire{n}.example/", "Agency copy."))
    count = library._read(lambda db: db.execute("SELECT count(*) FROM body WHERE hash = ?", (_sha(b"Agency copy."),)))
    assert count.fetchone() == (1,)


def test_another_advertisement_makes_no_version_and_another_word_does(library: Library) -> None:
    url = "https://drift.example/"
    later = NOW + timedelta(0)
    library.keep(remembered(url), capture(url, "The quay is let.", b"one", NOW - timedelta(days=2)))
    library.keep(remembered(url), capture(url, "The quay  is let!", b"two", later))
    library.keep(remembered(url), capture(url, "The quay is not let.", b"three", later))
    first, second = library.versions(url)
    assert (first.got, first.seen) == (NOW - timedelta(days=2), later)
    assert second.words == 5
    assert [(one := library.capture(version.id)) and one.page.body for version in (first, second)] == [b"one", b"three"]


def test_the_oldest_are_let_go_first_but_not_what_is_marked(tmp_path: Path) -> None:
    import os

    clock = Clock()
    library = Library(tmp_path / "library.db", clock=clock, limit=150_000)

    def open_one(name: str) -> None:
        clock.now += timedelta(minutes=1)
        url = f"https://{name}.example/"
        library.opened(url, facts(url), capture(url, f"All of {name}.", os.urandom(30_000), clock.now))
        source = f"https://source-of-{name}.example/"
        library.keep(remembered(source), capture(source, f"What {name} cites.", os.urandom(1000), clock.now))
        library.followed(url, [Cited(source, "X", "ok")], [])

    open_one("marked")
    library.set_kept("https://marked.example/", kept=True)
    for n in range(9):
        open_one(f"n{n}")
    assert library.settle(10)
    there = [name for name in ("marked", *(f"n{n}" for n in range(9))) if library.latest(f"https://{name}.example/")]
    assert there == ["marked", "n6", "n7", "n8"]
    assert library.latest("https://source-of-marked.example/") is not None
    assert library.latest("https://source-of-n0.example/") is None
    assert len(library.versions("https://n0.example/")) == 1  # that it was there stays known
    assert library.search('"All of n0"') == ()
    assert library.count() == 10
    bytes_kept = library._read(lambda db: db.execute("SELECT bytes FROM room").fetchone()[0])
    summed = "SELECT (SELECT total(size) FROM body) + (SELECT total(size) FROM text)"
    assert bytes_kept == library._read(lambda db: db.execute(summed).fetchone()[0]) <= 150_000
    open_one("n0")
    assert library.latest("https://n0.example/") is not None
    assert library.close()


def test_what_is_forgotten_is_gone_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    library = Library(file, clock=Clock())
    for name in ("secret", "open"):
        url = f"https://{name}.example/"
        library.opened(url, facts(url, f"{name} title"), capture(url, f"The {name} text of it.", name.encode() * 50))
        library.keep(remembered("https://shared.example/"), capture("https://shared.example/", "Shared words."))
        library.keep(remembered(f"https://only-{name}.example/"), capture(f"https://only-{name}.example/", f"{name} x"))
        library.followed(
            url, [Cited("https://shared.example/", "S", "ok"), Cited(f"https://only-{name}.example/", "O", "ok")], []
        )
    for name in ("earlier", "killed"):  # cited by a text that has been another since; by one that was not noted yet
        url = f"https://secret-{name}.example/"
        library.keep(remembered(url), capture(url, f"The secret that was {name}."))
    library.forget("https://secret.example/")
    assert library.settle(10)
    assert not library._writer.lost
    assert library.search("secret") == ()
    assert library.recall("https://only-secret.example/") is None
    assert library.recall("https://only-open.example/") is not None
    assert library.latest("https://shared.example/") is not None
    assert library.close()
    assert b"secret" not in file.read_bytes()


def _sha(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
