"""The tones that the page is painted in: what each names, and how it looks in the colours of reader/tui/palette.py."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.color import Color as RichColor
    from textual.widget import Widget


class Tone(Enum):
    """What some of the page is."""

    # whose words
    COMMENTARY = auto()
    QUOTED = auto()
    FURNITURE = auto()
    NOTE = auto()
    GUESS = auto()

    # what kind of text
    HEADING = auto()
    SUBHEADING = auto()
    CODE_BLOCK = auto()
    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()
    INLINE = auto()

    # the words of code
    KEYWORD = auto()
    STRING = auto()
    NUMBER = auto()
    COMMENT = auto()
    DEFINED = auto()

    # what can be followed
    LINK = auto()
    NAMED = auto()
    SELECTED = auto()
    CURRENT = auto()
    HINT = auto()

    # what was looked for
    LIT = auto()
    FOUND = auto()
    FOUND_HERE = auto()

    # what stands beside the text
    BAR = auto()
    HERE = auto()
    MARKER = auto()
    LABEL = auto()
    QUIET = auto()
    RULE = auto()
    SIGN = auto()
    GOOD = auto()
    WARN = auto()
    BAD = auto()


_LOOKS = {
    # Quoted text has its own ink and lies on its own ground, behind its bar.
    Tone.COMMENTARY: "$ink on $background",
    Tone.QUOTED: "$text-accent on $quoted-ground",
    Tone.FURNITURE: "$text-muted on $background",
    Tone.NOTE: "$text-muted on $background",
    Tone.GUESS: "italic",
    Tone.HEADING: "bold",
    Tone.SUBHEADING: "bold italic",
    Tone.CODE_BLOCK: "$ink on $code-ground",
    Tone.EMPHASIS: "italic",
    Tone.STRONG: "bold",
    Tone.CODE: "on $code-ground",
    Tone.INLINE: "$text-accent",
    Tone.KEYWORD: "$text-primary",
    Tone.STRING: "$text-success",
    Tone.NUMBER: "$text-warning",
    Tone.COMMENT: "italic $text-muted",
    Tone.DEFINED: "bold",
    Tone.LINK: "underline $text-primary",
    Tone.NAMED: "underline",
    Tone.SELECTED: "reverse",
    Tone.CURRENT: "reverse",
    Tone.HINT: "bold $hint-ink on $hint",
    Tone.LIT: "$lit-ink on $lit",
    Tone.FOUND: "$found-ink on $found",
    Tone.FOUND_HERE: "bold $hint-ink on $hint",
    Tone.BAR: "$text-accent",
    Tone.HERE: "$text-primary",
    Tone.MARKER: "$text-primary",
    Tone.LABEL: "bold $text-accent",
    Tone.QUIET: "$text-muted",
    Tone.RULE: "$rule",
    Tone.SIGN: "$text-primary",
    Tone.GOOD: "bold $text-success",
    Tone.WARN: "bold $text-warning",
    Tone.BAD: "bold $text-error",
}

_DIM_IN_ANSI = frozenset({Tone.QUIET, Tone.FURNITURE, Tone.NOTE})
"""The terminal's own colours have no quiet ink."""

_OF_BADGE = {"good": Tone.GOOD, "warn": Tone.WARN, "bad": Tone.BAD}


def badge_tone(style: str) -> Tone:
    """The tone for a badge's style."""
    return _OF_BADGE.get(style, Tone.QUIET)


class Tones:
    """The styles of the tones in a widget's theme, each made when it is first painted and kept until that changes.

    They are no component classes: Textual styles those of a widget again at every change of its classes, focus or
    size, and reading and matching a rule for each would take a third of the time between import and first frame.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[Tone, ...], Style] = {}

    def clear(self) -> None:
        """Forget every style; the next look-ups see the new theme."""
        self._styles.clear()

    def style(self, *tones: Tone) -> Style:
        """The style of the first tone with the others laid over it."""
        style = self._styles.get(tones)
        if style is None:
            style = Style.combine(self._own(tone) for tone in tones)
            self._styles[tones] = style
        return style

    def _own(self, tone: Tone) -> Style:
        """A tone by itself: no more than it sets."""
        app = self._widget.app
        style = look(_LOOKS[tone], app.theme_variables)
        return style + Style(dim=True) if app.native_ansi_color and tone in _DIM_IN_ANSI else style

    def selection(self) -> Style:
        """The style of text selected with the mouse."""
        return self._widget.screen.get_component_rich_style("screen--selection", partial=True)


def look(words: str, variables: Mapping[str, str]) -> Style:
    """The style that words such as "bold $hint-ink on $hint" name in a theme, whose variables are opaque colours."""
    written, _, ground = words.partition("on ")
    parts = written.split()
    return Style(
        color=_color(next((part for part in parts if part.startswith("$")), ""), variables),
        bgcolor=_color(ground, variables),
        bold="bold" in parts or None,
        italic="italic" in parts or None,
        underline="underline" in parts or None,
        reverse="reverse" in parts or None,
    )


def _color(name: str, variables: Mapping[str, str]) -> RichColor | None:
    return Color.parse(variables[name[1:]]).rich_color if name else None
