"""A quotation and its source, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.quotes.differences import Whose, differences
from reader.tui.foot import Foot
from reader.tui.judged import mark_of
from reader.tui.screens.sheet import Sheet
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.quotes.checking import Finding

# A change is told by signs too, not only by colour.
_SIGNS = {Whose.QUOTATION: ("[-", "-]", "$text-error strike"), Whose.SOURCE: ("{+", "+}", "$text-success")}
_OPENLY = "$text-muted"
_FEW = 8  # words left out that are shown; of more only how many they are, as e unfolds them


class DifferencesScreen(Sheet[None], inherit_bindings=False):
    """What is printed in the quotation only, and what in its source only, in one text."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,D", "dismiss(None)", "close", id="differences.close", show=False),
    ]

    def __init__(self, name: str, quote: str, passage: str, finding: Finding, *, plain: bool = False) -> None:
        super().__init__()
        self._whose = name
        self._quote = quote
        self._passage = passage
        self._finding = finding
        self._plain = plain

    def compose(self) -> ComposeResult:
        """Whose it is and what was found, over the words."""
        mark = mark_of(self._finding)
        name = Content.styled(f"{mark.plain if self._plain else mark.sign} {self._whose}", "bold")
        about = Content.assemble(name, (f"\n{mark.words}", "$text-muted"))
        with Vertical(classes="sheet"):
            yield Static(about, id="differences-about")
            with VerticalScroll(id="differences-words"):
                yield Static(compared(self._quote, self._passage))
            yield Foot("[-quoted-] {+source+} · {… left out …} · Esc closes", classes="sheet-foot")


def compared(quote: str, passage: str) -> Content:
    """The quotation with the words of its source put in where they differ."""
    parts: list[Content] = []
    for piece in differences(quote, passage):
        if piece.whose is Whose.BOTH:
            parts.append(Content(piece.text))
        elif piece.whose is Whose.MARK:
            parts.append(Content.styled(piece.text, _OPENLY))
        elif piece.whose is Whose.LEFT_OUT:
            parts.append(Content.styled(_left_out(piece.text), _OPENLY))
        else:
            before, after, style = _SIGNS[piece.whose]
            parts.append(Content.styled(f"{before}{piece.text}{after}", style))
    return Content(" ").join(parts)


def _left_out(text: str) -> str:
    words = len(text.split())
    return f"{{… {words} words left out …}}" if words > _FEW else f"{{… {text} …}}"
