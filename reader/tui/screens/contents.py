"""The table of contents, over the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.tui.foot import Foot
from reader.tui.heading import credits_of
from reader.tui.screens.chosen_from import ChosenFrom
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from reader.article.model import Article, Block


class ContentsScreen(ChosenFrom[int | None], inherit_bindings=False):
    """What is open, in full, over its headings; gives the place in the list of the one that was chosen, or None."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "next heading", id="contents.down", show=False),
        Binding("k,up", "move(-1)", "previous heading", id="contents.up", show=False),
        Binding("escape,q,t", "dismiss(None)", "close", id="contents.close", show=False),
    ]

    def __init__(self, article: Article, label: str, headings: Sequence[Block]) -> None:
        super().__init__()
        self._article = article
        self._label = label
        self._headings = headings

    def compose(self) -> ComposeResult:
        """The whole title, which the row above the article may have cut, over the list."""
        top = min((block.level for block in self._headings), default=0)
        title = self._article.title or self._label
        known = credits_of(self._article)
        credited = f"\n{' · '.join(known)}" if known else ""
        with Vertical(id="contents", classes="sheet"):
            yield Static(Content.assemble((title, "bold"), (credited, "$text-muted")), id="contents-about")
            if self._headings:
                yield OptionList(
                    *(Option(Content("  " * (one.level - top) + one.text)) for one in self._headings), compact=True
                )
                yield Foot("Enter goes there · Esc closes", classes="sheet-foot")
            else:
                yield Foot("No headings · Esc closes", classes="sheet-foot")

    def on_resize(self, event: Resize) -> None:
        """Leave room for a long title over the list."""
        for headings in self.query(OptionList):
            headings.styles.max_height = max(2, event.size.height // 2)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A heading was chosen."""
        self.dismiss(event.option_index)
