"""One connection to the library's file.

The journal is a rollback journal that is truncated, with every commit synced. Not WAL: before SQLite 3.51.3 two
processes that checkpoint and reset a WAL at the same moment can lose a commit, and the SQLite that comes with a
Python is mostly older (3.40 in Debian 12). A commit takes milliseconds more so; a thread of its own pays for them.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from reader.errors import LibraryError

if TYPE_CHECKING:
    from pathlib import Path

MEMORY: Final = ":memory:"

PATIENCE = 5.0
"""Seconds for which another instance's write is waited for."""

_DAMAGE = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_HOPELESS = frozenset((
    sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_RANGE, sqlite3.SQLITE_MISUSE,
))  # fmt: skip
_SETTINGS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is forgotten does not stay on the disk
    "PRAGMA trusted_schema = OFF",  # the file may be somebody else's
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
)


def connect(file: Path | None, *, reads_only: bool = False) -> sqlite3.Connection:
    """Connect to a file that is there, or to a new library in memory.

    The connection begins no transaction by itself, and may be used by any thread, one at a time.

    Raises:
        sqlite3.Error: it cannot be opened, or is damaged.
    """
    if file is None:
        db = sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False)
    else:
        mode = "ro" if reads_only else "rw"  # never "rwc": the file is made with care, or not at all
        address = f"{file.absolute().as_uri()}?mode={mode}"
        db = sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
    try:
        for setting in _SETTINGS[1:] if reads_only else _SETTINGS:
            db.execute(setting)
        if reads_only:
            db.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        db.close()
        raise
    return db


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is damaged."""
    return _code(error) in _DAMAGE


def damage() -> sqlite3.DatabaseError:
    """The error that SQLite itself gives for a damaged file, for damage that was found otherwise."""
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def why_unwritten(error: sqlite3.Error) -> str:
    """Why something could not be written, in words."""
    known = {sqlite3.SQLITE_FULL: "the disk is full", sqlite3.SQLITE_READONLY: "its file is read-only"}
    return known.get(_code(error), str(error))


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the error says that another instance was writing all the time."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_hopeless(error: sqlite3.Error) -> bool:
    """Whether the change itself is what is wrong: it would fail the next time as well."""
    return _code(error) in _HOPELESS or isinstance(error, sqlite3.ProgrammingError)


def as_library_error(error: sqlite3.Error, file: Path | None) -> LibraryError:
    """The error as a sentence for the person."""
    if is_busy(error):
        return LibraryError(f"Another Pullquote was writing to the library {file} all the time; try again.")
    return LibraryError(f"The library {file} cannot be read ({error}); name another with --library.")


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
