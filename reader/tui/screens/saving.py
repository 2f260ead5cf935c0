"""Before a page is handed to an archive: which, to whom, how many more are allowed; it is done only on a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.tui.foot import Foot
from reader.tui.screens.sheet import Sheet
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.sources.archives.saving import Quota
    from reader.sources.model import Source


class SavingScreen(Sheet[bool], inherit_bindings=False):
    """Asks whether a page is to be handed to the archive; its result is the answer."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "dismiss(True)", "save it", id="saving.yes", show=False),
        Binding("n,escape,q", "dismiss(False)", "leave it", id="saving.no", show=False),
    ]

    def __init__(self, source: Source, quota: Quota) -> None:
        super().__init__()
        self._source = source
        self._quota = quota

    def compose(self) -> ComposeResult:
        """What is asked, and what it means."""
        quota = self._quota
        about = Content.assemble(
            (f"Have {self._source.name} saved by the Internet Archive?", "bold"),
            "\n\n",
            (self._source.url or "", "$text-accent"),
            "\n\nThe copy will be public, and the archive learns that you asked for it.",
            f"\nSaved with your keys today: {quota.today:,} of {quota.limit:,}; {quota.available} free now.",
        )
        with Vertical(classes="sheet"):
            yield Static(about, id="saving-about")
            yield Foot("y saves it · Esc leaves it", classes="sheet-foot")
