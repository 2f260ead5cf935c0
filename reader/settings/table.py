"""The one table of settings: from it come the checks, the commented file, what is printed, and the manual.

The fields of `Settings` are its rows: a name, a default whose type is the setting's, and beside it one sentence for the
person and what the value may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.choices import IMAGES, PREFETCH, PRESETS, VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | bool | int | tuple[str, ...]
T = TypeVar("T", str, bool, int, tuple[str, ...])


class Setting(NamedTuple):
    """One row of the table.

    Attributes:
        name: its name in the file.
        default: what holds where nothing is said; its type is the setting's.
        doc: one sentence for the person.
        words: the only values it may have, where there are such.
        least: of a number.
        most: of a number.
        secret: never printed.
        later: a change of the file holds from the next start on, not at once.
    """

    name: str
    default: Value
    doc: str
    words: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    secret: bool = False
    later: bool = False

    @property
    def kind(self) -> str:
        """What it must be, in words that follow "must be"."""
        if self.words:
            return f"one of {', '.join(self.words)}"
        if isinstance(self.default, bool):
            return "true or false"
        if isinstance(self.default, int):
            return f"a whole number from {self.least} to {self.most}"
        if isinstance(self.default, tuple):
            return 'a list of texts, such as ["a", "b"]'
        return "a text in quotation marks"


_ROWS: list[Setting] = []
"""Each row as it is found below, without its name."""


def _row(
    default: T,
    doc: str,
    *,
    words: tuple[str, ...] = (),
    span: tuple[int, int] = (0, 0),
    secret: bool = False,
    later: bool = False,
) -> T:
    _ROWS.append(Setting("", default, doc, words, *span, secret, later))
    return default


class Settings(NamedTuple):
    """What a person may set; each field's sentence stands beside it, and `SETTINGS` lists them.

    Attributes:
        keys: a binding's id to the keys that replace its own, separated by commas.
    """

    view: str = _row(
        "side by side",
        "How the two voices are shown at first; side by side only where there is room, else together.",
        words=VIEWS,
    )
    theme: str = _row(
        "auto", "The colours: \"auto\" fits the terminal; or a theme of Pullquote's own, or any of Textual's."
    )
    width: int = _row(76, "Columns of the text at most.", span=(30, 160))
    ascii: bool = _row(default=False, doc="Draw signs and bars with ASCII characters only.", later=True)
    images: str = _row(
        "auto",
        "How a picture is drawn when you ask for it; auto takes the best that the terminal says it can.",
        words=IMAGES,
        later=True,
    )
    animations: bool = _row(default=False, doc="Let things move smoothly; TEXTUAL_ANIMATIONS=none forbids it.")
    mouse: bool = _row(default=True, doc="Take the mouse; false leaves it to the terminal, for selecting.", later=True)
    plain: bool = _row(
        default=False,
        doc="Linear text and commands of one line in the place of the screen: for screen readers.",
        later=True,
    )
    keys_preset: str = _row("default", "The keys to start from; [keys] changes single ones.", words=PRESETS)
    browser: str = _row("", "The command that opens an address; empty: $BROWSER, then the desktop's own.")
    prefetch: str = _row("all", "Which of an article's sources are fetched by themselves.", words=PREFETCH)
    log: bool = _row(default=True, doc="Keep the request log from run to run.", later=True)
    library: str = _row("", "The file that keeps what was read; empty: in the folder for data.", later=True)
    library_size: int = _row(500, "Megabytes that the library may take.", span=(1, 1_000_000), later=True)
    wayback: bool = _row(default=True, doc="Look for dead pages in the Wayback Machine.", later=True)
    timegates: tuple[str, ...] = _row((), "Addresses of further archives that speak Memento.", later=True)
    save_key: str = _row("", "Your access key for saving pages at the Internet Archive.", secret=True, later=True)
    save_secret: str = _row("", "The secret that belongs to save_key.", secret=True, later=True)
    keys: Mapping[str, str] = {}


SETTINGS = tuple(row._replace(name=name) for name, row in zip(Settings._fields, _ROWS, strict=False))
"""Every setting but the keys, in the order in which they are shown."""
