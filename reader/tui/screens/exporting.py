"""Writing the article that is open to a file, with its sources and verdicts as they stand now."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.footer import Line
from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from reader.reading import Reading
    from reader.tui.screens.export import Export


class Exporting(Desk, inherit_bindings=False):
    """The export of what is open."""

    def action_export(self) -> None:
        """Choose a form and a file, and write it."""
        from reader.export.forms import file_name
        from reader.tui.screens.export import ExportScreen

        reading = self.reading
        if reading is None:
            return

        def chosen(export: Export | None) -> None:
            if export is not None:
                self.run_alone(partial(self._export, reading, export), "export")

        self.app.push_screen(ExportScreen(file_name(reading.article.title)), chosen)

    async def _export(self, reading: Reading, export: Export) -> None:
        line = Line(f"Writing {export.file.name} …", brief="Writing …")
        self.footer.keep(line)
        try:
            await self.background.result(asyncio.to_thread(_write, reading, export))
        except FileExistsError:
            self.say(f"{export.file} appeared meanwhile and was left as it is.")
        except OSError as error:
            self.say(f"{export.file} could not be written ({error.strerror}).")
        else:
            on_the_way = sum(not one.state.settled for one in reading.tracked.values())
            rest = f", {on_the_way} sources still on their way" if on_the_way else ""
            self.say(f"Written: {export.file}{rest}.")
        finally:
            self.footer.release(line)


def _write(reading: Reading, export: Export) -> None:
    from datetime import UTC, datetime

    from reader.export.document import document
    from reader.export.forms import FORMS
    from reader.saving import saving

    article = reading.article
    found = document(reading, article.url or article.title or "", datetime.now(UTC))
    with saving(export.file, over=export.over) as out:
        out.write(FORMS[export.form].write(found).encode())
