"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_AS_THE_UMASK_SAYS = 0o666


@contextmanager
def saving(file: Path, *, over: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which has its name once the block ends; where that raises, nothing is left of it.

    Args:
        file: where it is to be. What is no regular file (a pipe, a device) is written to as it is.
        over: whether it may take the place of one that is there.

    Raises:
        FileExistsError: there is one, and it may not.
        OSError: it cannot be written.
    """
    if file.exists() and not file.is_file():
        with file.open("wb") as out:
            yield out
        return
    file = Path(os.path.realpath(file))  # a link stays, and what it leads to is replaced
    if not over and os.path.lexists(file):
        raise FileExistsError(17, "File exists", str(file))
    beside = file.with_name(f".{file.name[:_LONGEST]}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _AS_THE_UMASK_SAYS)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if over:
            with suppress(FileNotFoundError):
                beside.chmod(file.stat().st_mode & 0o777)
            beside.replace(file)
        else:
            _name(beside, file)
    finally:
        beside.unlink(missing_ok=True)


_LONGEST = 200  # characters of the name, so that what is added still fits


def _name(beside: Path, file: Path) -> None:
    """Give the file its name only where nothing has it, in one step; some file systems have no such step."""
    try:
        os.link(beside, file)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(file):
            raise FileExistsError(17, "File exists", str(file)) from None
        beside.replace(file)
