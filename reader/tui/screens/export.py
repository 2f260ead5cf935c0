"""Where an export goes: its form and the name of its file, over the article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.export.forms import CHOICES
from reader.tui.foot import Foot
from reader.tui.screens.sheet import Sheet
from reader.tui.screens.typed import CleanInput
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Export(NamedTuple):
    """What was chosen: the name of a form, a file, and whether it may take the place of one that is there."""

    form: str
    file: Path
    over: bool


class ExportScreen(Sheet[Export | None], inherit_bindings=False):
    """A list of the forms over the name of the file; gives what was chosen, or None."""

    CSS_PATH = style_path("sheets.tcss")
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", id="export.close", show=False),
        Binding("tab,shift+tab", "turn", "to the name, to the forms", id="export.turn", show=False),
    ]

    def __init__(self, stem: str) -> None:
        """`stem` is the proposed name without its ending."""
        super().__init__()
        self._stem = stem
        self._asked_over: Path | None = None

    def compose(self) -> ComposeResult:
        """The forms, the file's name, what stands in its way."""
        with Vertical(id="export", classes="sheet"):
            yield Static("Export this article, with its sources and verdicts, as")
            yield OptionList(*(Option(Content(words)) for words, _ in CHOICES.values()), compact=True)
            yield CleanInput(value=self._stem + self._form(0)[1], select_on_focus=False, id="export-file")
            yield Static(id="export-notice")
            yield Foot("Enter goes on, then writes · Esc closes", classes="sheet-foot")

    def action_turn(self) -> None:
        """From the forms to the name, and back."""
        name = self.query_one(Input)
        (self.query_one(OptionList) if name.has_focus else name).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another form: the name ends as its files do, unless the person gave it another ending."""
        name = self.query_one(Input)
        for suffix in sorted((suffix for _, suffix in CHOICES.values()), key=len, reverse=True):
            if name.value.endswith(suffix):
                name.value = name.value.removesuffix(suffix) + self._form(event.option_index)[1]
                return

    def on_option_list_option_selected(self) -> None:
        """The form is chosen; the name is next."""
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        """Another name: what was said of the last one is over."""
        self._asked_over = None
        self.query_one("#export-notice", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write, but over a file that is there only where Enter is pressed a second time."""
        if not event.value.strip():
            return
        try:
            file = Path(event.value.strip()).expanduser()
            there = file.exists()
        except (OSError, ValueError, RuntimeError):
            self.query_one("#export-notice", Static).update("No file can have that name.")
            return
        if there and self._asked_over != file:
            self._asked_over = file
            self.query_one("#export-notice", Static).update("That file is there already. Enter again writes over it.")
            return
        self.dismiss(Export(self._form(self.query_one(OptionList).highlighted or 0)[0], file, there))

    def _form(self, place: int) -> tuple[str, str]:
        """A form's name, and how the names of its files end."""
        name = list(CHOICES)[place]
        return name, CHOICES[name][1]
