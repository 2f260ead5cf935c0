"""Writing a reading to a file as it stands, in any form: counted, and stopped without a trace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.errors import OpenError
from reader.export.document import document
from reader.export.forms import FORMS, WARC
from reader.saving import saving

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.library.library import Library
    from reader.progress import Work
    from reader.reading import Reading
    from reader.sources.memory import Capture


def deliver(
    reading: Reading,
    source: str,
    form: str,
    file: Path,
    *,
    over: bool,
    library: Library,
    urls: Iterable[str | None],
    work: Work,
    got: datetime | None = None,
) -> None:
    """Write a reading to a file, whole or not at all.

    Args:
        reading: followed as far as wanted.
        source: what was asked for, as given.
        form: one of `forms.NAMES`.
        file: where to write.
        over: whether it may take the place of a file that is there.
        library: what has the pages of a WARC file.
        urls: the addresses of those pages, by their identity, the article's first.
        work: counts the pages; where it is stopped, nothing is left of the file.
        got: when the article's page was got, where that was earlier.

    Raises:
        OpenError: none of the pages is kept of which a WARC file would be made.
        FileExistsError: there is a file, and it may not be replaced.
        OSError: it cannot be written.
        StoppedError: the work was stopped.
    """
    now = datetime.now(UTC)
    found = document(reading, source, now, got)
    with saving(file, over=over) as out:
        if form == WARC:
            from reader.export.warc import Records

            records = Records(out, now)
            for url, capture in pages(library, urls):
                work.check()
                work.at(url)
                if capture is not None:
                    records.add(capture)
                work.did(url)
            if not records.pages:
                raise OpenError("None of its pages is kept, so there is nothing to put into a WARC file.")
            records.describe(found)
        else:
            out.write(FORMS[form].write(found).encode())
        work.seal()


def pages(library: Library, urls: Iterable[str | None]) -> Iterator[tuple[str, Capture | None]]:
    """The newest page of each address: its own, else the copy from an archive; None where none is kept."""
    for url in dict.fromkeys(urls):
        if url is not None:
            found = library.latest(url)
            versions = library.versions(url) if found is None else ()
            yield url, found or (library.capture(versions[-1].id) if versions else None)
