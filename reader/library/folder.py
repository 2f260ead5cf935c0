"""Where the library lies on the disk: its folder and its file are the person's own, and nobody else reads them."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "library.db"

NOWHERE = ":memory:"
"""What names no file: nothing is kept."""

_OWN_FOLDER, _OWN_FILE = 0o700, 0o600


def chosen(named: str) -> Path | None:
    """The library's file, as the command line or the settings name it; None where nothing is to be kept."""
    if named == NOWHERE:
        return None
    return Path(named).expanduser() if named else path()


def path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the library lies: `pullquote/library.db` in the folder for the user's data."""
    folder = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(folder) / "pullquote" / NAME


def prepare(file: Path) -> bool:
    """Make the library's folder and an empty file where they are not there yet; True where the file was made.

    Raises:
        LibraryError: others could read or change what lies there, or it cannot be made.
    """
    try:
        _make(file.parent)
        _require_own(file.parent)
        made = _create(file)
        _require_own_file(file)
        journal = Path(f"{file}-journal")
        if os.path.lexists(journal):  # SQLite would take over what stands in it
            _require_own_file(journal)
    except OSError as error:
        raise LibraryError(
            f"The library {file} cannot be used ({error.strerror}); check its folder, or name another with --library."
        ) from None
    return made


def _make(folder: Path) -> None:
    """Make a folder and those above it, each the person's own whatever the umask."""
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with suppress(FileExistsError):  # another instance was as quick
            one.mkdir(_OWN_FOLDER)
            one.chmod(_OWN_FOLDER)


def _require_own(folder: Path) -> None:
    itself, target = folder.lstat(), folder.stat()
    if stat.S_ISLNK(itself.st_mode) and itself.st_uid != os.geteuid():
        raise LibraryError(
            f"The library's folder {folder} is a link that another account made; remove it, or name a file "
            "elsewhere with --library."
        )
    open_to_all = target.st_mode & stat.S_IWOTH and not target.st_mode & stat.S_ISVTX
    if open_to_all or (target.st_uid not in (os.geteuid(), 0) and not target.st_mode & stat.S_ISVTX):
        raise LibraryError(
            f"Other accounts can change what lies in {folder}; make it your own (chmod 700), or name a file "
            "elsewhere with --library."
        )


def _create(file: Path) -> bool:
    try:
        made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, _OWN_FILE)
    except FileExistsError:
        return False
    try:
        os.fchmod(made, _OWN_FILE)
    finally:
        os.close(made)
    return True


def _require_own_file(file: Path) -> None:
    found = file.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise LibraryError(f"{file} is a link, a folder or a device, and no file; name a file with --library.")
    if found.st_uid != os.geteuid():
        raise LibraryError(f"{file} belongs to another account; name a file of your own with --library.")
    if found.st_mode & 0o077:
        file.chmod(found.st_mode & _OWN_FILE)  # what the person made read-only stays so
