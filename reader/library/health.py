"""The health of the library's file: it is opened whole, restored from a backup, or begun anew, and never in silence.

A backup is made once a day; the newest three are kept, numbered, so that a clock that was wrong confuses nothing.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import sqlite3
import struct
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import LibraryError
from reader.library import gone
from reader.library.connection import as_library_error, connect, damage, is_damage
from reader.library.folder import NAME, prepare
from reader.library.schema import APPLICATION, is_foreign, migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

KEPT = 3
"""Backups that are kept."""

SECONDS = 120.0
"""How long a backup may take: it begins anew whenever another instance writes."""

_PAGES, _PAUSE = 4096, 0.01
"""Pages that are copied at a time, and the seconds between, in which others write: nobody waits for a backup."""

_BACKUP = re.compile(r"\.backup-(\d{6})-(\d{4}-\d{2}-\d{2})")
_UNFINISHED = ".new"
_BEGINNING = b"SQLite format 3\0"  # of every database (sqlite.org/fileformat)
_HEAD = struct.Struct(">16sH50xI")  # that, the size of a page, and further on the application's number
_LEAST_PAGE = 512
_TABLES = ("article", "mention", "verdict", "mark", "correction", "source", "step", "capture", "feed", "entry", "gone")


class Health(NamedTuple):
    """How the file was found: whether it may only be read, and what the person must be told."""

    reads_only: bool
    told: tuple[str, ...]


def open_whole(file: Path, now: datetime, migrations: Sequence[Callable[[sqlite3.Connection], None]]) -> Health:
    """See to it that there is a library of today's tables in the file.

    A damaged file is moved aside and the newest whole backup takes its place. An older one is backed up, then brought
    up to date. A newer one is only read.

    Raises:
        LibraryError: the file is not ours to touch, or cannot be used.
    """
    _require_library(file)
    prepare(file)
    try:
        with _alone(file):
            return _found(file, now, migrations)
    except OSError as error:
        raise LibraryError(
            f"The library {file} cannot be used ({error.strerror}); check its disk, or name another with --library."
        ) from None


def _require_library(file: Path) -> None:
    """Leave a file that is no library as it is: its bytes are looked at before SQLite is, and nothing is laid beside.

    Where a journal lies beside it, the bytes are not what the file holds.
    """
    if not file.is_file() or file.with_name(f"{file.name}-journal").is_file():
        return
    with suppress(OSError), file.open("rb") as data:
        head, size = data.read(_HEAD.size), file.stat().st_size
        if len(head) == _HEAD.size and head.startswith(_BEGINNING):
            page, application = _HEAD.unpack(head)[1:]
            if application != APPLICATION and (application or size > max(page, _LEAST_PAGE)):
                raise LibraryError(f"{file} is another program's database; name another file with --library.")
        elif head and file.name != NAME and not backups(file):
            raise LibraryError(f"{file} is no library, or is damaged; name another with --library.")


def _found(file: Path, now: datetime, migrations: Sequence[Callable[[sqlite3.Connection], None]]) -> Health:
    told = []
    if file.stat().st_size == 0 and backups(file):
        told.append(_restore(file, now, f"The library {file} was empty"))
    try:
        return _checked(file, now, migrations, told)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise as_library_error(error, file) from None
        if file.name != NAME and not backups(file):
            raise LibraryError(f"{file} is no library, or is damaged; name another with --library.") from None
    told.append(_restore(file, now, f"The library {file} was damaged"))
    try:
        return _checked(file, now, migrations, told)
    except sqlite3.DatabaseError as error:
        raise as_library_error(error, file) from None


def set_aside(file: Path, now: datetime) -> tuple[str, ...]:
    """Restore a file that turned out to be damaged while it was in use; gives the sentences for the person."""
    with _alone(file):
        if _is_whole(file):
            return ()  # another instance was as quick, and has restored it
        return (_restore(file, now, f"The library {file} is damaged"),)


def backups(file: Path) -> list[Path]:
    """The backups of a library, oldest first."""
    found = [one for one in file.parent.glob(f"{_escaped(file.name)}.backup-*") if _BACKUP.fullmatch(one.suffix)]
    return sorted(found, key=lambda one: one.suffix)


def is_due(file: Path, now: datetime) -> bool:
    """Whether no backup was made today; one of a day to come was made when a clock was wrong."""
    made = backups(file)
    return not made or not made[-1].name.endswith(f"{now:%Y-%m-%d}")


def back_up_daily(file: Path, now: datetime) -> bool:
    """Make the backup of the day, unless another instance has; as `back_up` otherwise."""
    with _alone(file, "backup"):
        return not is_due(file, now) or _back_up(file, now)


def back_up(file: Path, now: datetime) -> bool:
    """Make a backup; False where what would have been backed up is damaged, and so is kept nowhere.

    Raises:
        sqlite3.Error: it could not be made, and no trace of it is left.
        OSError: likewise.
    """
    with _alone(file, "backup"):
        return _back_up(file, now)


def renew(file: Path, now: datetime) -> None:
    """Make a backup, and remove those before it; none is made where there was none. As `back_up` otherwise."""
    with _alone(file, "backup"):
        before = backups(file)
        if before and _back_up(file, now):
            for old in before:
                old.unlink(missing_ok=True)


def _back_up(file: Path, now: datetime) -> bool:
    made = backups(file)
    number = 1 + (_number(made[-1]) if made else 0)
    for stale in file.parent.glob(f"{_escaped(file.name)}.backup-*{_UNFINISHED}"):
        stale.unlink(missing_ok=True)
    whole = file.with_name(f"{file.name}.backup-{number:06}-{now:%Y-%m-%d}")
    unfinished = whole.with_name(whole.name + _UNFINISHED)
    try:
        prepare(unfinished)
        with closing(connect(file, reads_only=True)) as source, closing(connect(unfinished)) as copy:
            source.backup(copy, pages=_PAGES, progress=_until(time.monotonic() + SECONDS), sleep=_PAUSE)
            if gone.is_known(copy):  # what is forgotten, though it may come back, is in no backup
                gone.purge(copy)
        # The copy is looked through, not the library: nobody waits for the copy.
        if not _is_whole(unfinished):
            return False
        unfinished.replace(whole)
    finally:
        for one in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            one.unlink(missing_ok=True)
    for old in backups(file)[:-KEPT]:
        old.unlink(missing_ok=True)
    return True


def _checked(
    file: Path, now: datetime, migrations: Sequence[Callable[[sqlite3.Connection], None]], told: list[str]
) -> Health:
    with closing(connect(file)) as db:
        if is_foreign(db):
            raise LibraryError(f"{file} is another program's database; name another file with --library.")
        version = version_of(db)
        if version > len(migrations):
            told.append(
                f"The library {file} was written by a newer Pullquote: it is only read, and nothing new is kept."
            )
            return Health(reads_only=True, told=tuple(told))
        if 0 < version < len(migrations) and not back_up(file, now):
            raise damage()
        migrate(db, migrations)
        for table in _TABLES:
            db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    return Health(reads_only=False, told=tuple(told))


def _restore(file: Path, now: datetime, what_happened: str) -> str:
    """Put the newest whole backup in the place of the file; gives the sentence for the person."""
    aside = file.with_name(f"{file.name}.broken-{now:%Y%m%dT%H%M%SZ}")
    while aside.exists():
        aside = aside.with_name(aside.name + "+")
    moved = f"it lies in {aside.name} now"
    if file.stat().st_size:
        file.replace(aside)
        with suppress(FileNotFoundError):
            file.with_name(f"{file.name}-journal").replace(f"{aside}-journal")
    else:
        moved = "nothing was in it"
    for one in reversed(backups(file)):
        if not _is_whole(one):
            continue
        fresh = file.with_name(file.name + _UNFINISHED)
        fresh.unlink(missing_ok=True)
        prepare(fresh)
        shutil.copyfile(one, fresh)
        fresh.replace(file)
        match = _BACKUP.fullmatch(one.suffix)
        return f"{what_happened} ({moved}); the backup of {match[2] if match else 'before'} was opened instead."
    file.unlink(missing_ok=True)
    prepare(file)
    return f"{what_happened} ({moved}) and there is no backup; a new library was begun."


def _until(deadline: float) -> Callable[[int, int, int], None]:
    def progress(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > deadline:
            raise TimeoutError

    return progress


def _is_whole(file: Path) -> bool:
    try:
        with closing(connect(file, reads_only=True)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)) and version_of(db) > 0
    except sqlite3.Error:
        return False


@contextmanager
def _alone(file: Path, what: str = "open") -> Iterator[None]:
    """Let no other instance do this meanwhile."""
    lock = os.open(f"{file}.{what}-lock", os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _number(backup: Path) -> int:
    match = _BACKUP.fullmatch(backup.suffix)
    return int(match[1]) if match else 0


def _escaped(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)
