"""`pullquote export`: opens an article, follows its sources, and writes it in one form, whole or not at all."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from reader.errors import OpenError, SettingsError
from reader.export.delivering import pages
from reader.export.document import document
from reader.export.forms import FORMS, NAMES, WARC, form_of
from reader.headless import SECONDS_TO_CLOSE, follow, opened, taken, tell
from reader.opening import is_address
from reader.saving import saving
from reader.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.export.document import Document
    from reader.library.library import Library
    from reader.library.records import ArticleEntry
    from reader.opening import Given
    from reader.options import Options
    from reader.sources.memory import Capture
    from reader.sources.model import Tracked


class Out(NamedTuple):
    """Where an export goes: a file, or standard output; and whether it may replace a file that is there."""

    file: str | None
    force: bool = False


def export(where: str, base: str | None, options: Options, *, form: str, to: Out, seconds: float) -> None:
    """Write an article in one form.

    Args:
        where: an address, a file or "-".
        base: the address that a file was published at.
        options: how the session behaves.
        form: one of `reader.export.forms.NAMES`.
        to: where it goes.
        seconds: for all of it; sources that are still on their way then are exported as such.

    Raises:
        SettingsError: the file cannot be written, or is there already and may not be replaced.
        OpenError: the article could not be had.
        UnreadableError: it is no article.
    """
    _require_place(form, to, where)
    asked = taken(where, base)
    with _opened(to) as out:
        if form == WARC:
            from reader.export.warc import Records

            records = Records(out, datetime.now(UTC))
            records.describe(asyncio.run(_document(where, asked, base, options, seconds, got=records.add)))
        else:
            found = asyncio.run(_document(where, asked, base, options, seconds))
            out.write(FORMS[form].write(found).encode())


def export_kept(library: Library, entry: ArticleEntry, options: Options, *, form: str, to: Out) -> None:
    """Write an article of the library as it is kept there, in one form; no request is made.

    Args:
        library: what it is in.
        entry: the article.
        options: how the session behaves: offline, with that library.
        form: one of `reader.export.forms.NAMES`.
        to: where it goes.

    Raises:
        SettingsError: the file cannot be written, or is there already and may not be replaced.
        OpenError: its page is not kept any more.
    """
    _require_place(form, to, entry.facts.address)
    found = asyncio.run(_kept(entry, options))
    with _opened(to) as out:
        if form == WARC:
            from reader.export.warc import write_warc

            write_warc(out, _captures(library, entry), datetime.now(UTC), found)
        else:
            out.write(FORMS[form].write(found).encode())


def form_for(named: str | None, output: str | None) -> str:
    """The form that was asked for, by its name or by the end of the file's. Raises SettingsError."""
    form = named or form_of(output or "")
    if form is None:
        raise SettingsError(
            f"Say with --format what to write: {', '.join(NAMES)}; or end the name of the file with it."
        )
    return form


def _require_place(form: str, to: Out, where: str) -> None:
    """Say at once what would only be found out once everything was fetched."""
    if to.file is None:
        if form == WARC and sys.stdout.isatty():
            raise SettingsError("A WARC file is not for a terminal; name a file with -o, or pipe it on.")
        return
    if not is_address(where) and _is_same_file(to.file, where):
        raise SettingsError(f"{to.file} is the article itself; name another file with -o.")
    if not to.force and Path(to.file).expanduser().is_file():
        raise _exists(to.file)


def _is_same_file(one: str, other: str) -> bool:
    try:
        return Path(one).expanduser().samefile(Path(other).expanduser())
    except (OSError, ValueError, RuntimeError):  # one of them is not there, or is no name of a file
        return False


def _exists(file: str) -> SettingsError:
    return SettingsError(f"{file} is there already; name another file with -o, or replace it with --force.")


async def _kept(entry: ArticleEntry, options: Options) -> Document:
    session = Session(options, tell=tell)
    try:
        opened = await session.kept(entry.facts.address)
        if opened is None:
            raise OpenError(f"The page of {entry.facts.address} is not kept any more; open it again, then export it.")
        reading = session.reading(opened.article, _ignore)
        await reading.follow()
        return document(reading, entry.facts.address, datetime.now(UTC), opened.kept)
    finally:
        await session.close(SECONDS_TO_CLOSE)


def _captures(library: Library, entry: ArticleEntry) -> Iterator[Capture]:
    """The pages of an article and of its sources, the newest of each: its own, else the copy from an archive."""
    for _, found in pages(library, (entry.key, *(one.url for one in library.cited(entry.key)))):
        if found is not None:
            yield found


@contextmanager
def _opened(to: Out) -> Iterator[BinaryIO]:
    if to.file is None:
        yield sys.stdout.buffer
        return
    try:
        with saving(Path(to.file).expanduser(), over=to.force) as out:
            yield out
    except FileExistsError:
        raise _exists(to.file) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SettingsError(f"{to.file} cannot be written ({reason}); name another file with -o.") from None


async def _document(
    where: str,
    asked: str | Given,
    base: str | None,
    options: Options,
    seconds: float,
    got: Callable[[Capture], None] | None = None,
) -> Document:
    session = Session(options, got=got, tell=tell)
    deadline = asyncio.get_running_loop().time() + seconds
    try:
        try:
            async with asyncio.timeout_at(deadline):
                article = await opened(session, asked, base)
        except TimeoutError:
            raise OpenError(f"{where} could not be opened in time; give more with --timeout.") from None
        reading = session.reading(article, _ignore)
        await follow(reading, deadline)
        return document(reading, where, datetime.now(UTC))
    finally:
        await session.close(SECONDS_TO_CLOSE)


def _ignore(_tracked: Tracked) -> None:
    """Nobody watches: it is written at the end."""
