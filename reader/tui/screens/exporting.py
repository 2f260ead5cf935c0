"""Writing the article that is open to a file, with its sources and verdicts as they stand now."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from datetime import datetime

    from reader.progress import Work
    from reader.reading import Reading
    from reader.session import Session
    from reader.tui.screens.export import Export


class Exporting(Desk, part=True):
    """The export of what is open."""

    def action_export(self) -> None:
        """Choose a form and a file, and write it; while that goes on, stop it."""
        from reader.export.forms import file_name
        from reader.tui.screens.export import ExportScreen

        reading = self.reading
        if reading is None:
            return

        def chosen(export: Export | None) -> None:
            if export is not None:
                from reader.progress import Work

                work = Work(f"Writing {export.file.name}", "written", 1 + len(reading.sources))
                self.work.begin(work, partial(self._export, reading, export, work))

        self.app.push_screen(ExportScreen(file_name(reading.article.title)), chosen)

    async def _export(self, reading: Reading, export: Export, work: Work) -> str:
        said = await self.background.result(write(self.session, reading, export, work))
        on_the_way = sum(not one.state.settled for one in reading.tracked.values())
        waiting = "1 source still on its way" if on_the_way == 1 else f"{on_the_way} sources still on their way"
        return f"{said}, {waiting}." if on_the_way else f"{said}."


async def write(
    session: Session,
    reading: Reading,
    export: Export,
    work: Work,
    where: str | None = None,
    got: datetime | None = None,
) -> str:
    """Write a reading as was chosen, under the address that it was opened by; gives what is said of it then.

    `got` is when the article's page was got, where that was earlier. Raises OpenError, StoppedError.
    """
    from reader.errors import OpenError
    from reader.export.delivering import deliver
    from reader.shelf import identity_of

    article = reading.article
    key = session.opened_as(reading.given).key or identity_of(article.url)
    urls = (key, *(identity_of(one.url) for one in reading.sources))
    write = partial(
        deliver,
        reading,
        where or article.url or article.title or "",
        export.form,
        export.file,
        over=export.over,
        library=await session.shelf.library(),
        urls=urls,
        work=work,
        got=got,
    )
    try:
        await asyncio.to_thread(write)
    except FileExistsError:
        raise OpenError(f"{export.file} appeared meanwhile and was left as it is.") from None
    except OSError as error:
        raise OpenError(f"{export.file} could not be written ({error.strerror}).") from None
    return f"Written: {export.file}"
