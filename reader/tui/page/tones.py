"""The tones that the page is painted in: names for what styles/page.tcss gives colours to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from rich.style import Style
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.widget import Widget


class Tone(StrEnum):
    """A class under the reading pane in the style sheet."""

    COMMENTARY = "page--commentary"
    QUOTED = "page--quoted"
    FURNITURE = "page--furniture"
    GUESS = "page--guess"
    NOTE = "page--note"
    HEADING = "page--heading"
    SUBHEADING = "page--subheading"
    CODE_BLOCK = "page--code-block"
    EMPHASIS = "page--emphasis"
    STRONG = "page--strong"
    CODE = "page--code"
    KEYWORD = "page--keyword"
    STRING = "page--string"
    NUMBER = "page--number"
    COMMENT = "page--comment"
    DEFINED = "page--defined"
    INLINE = "page--inline"
    LINK = "page--link"
    NAMED = "page--named"
    LIT = "page--lit"
    FOUND = "page--found"
    FOUND_HERE = "page--found-here"
    SELECTED = "page--selected"
    CURRENT = "page--current"
    HINT = "page--hint"
    BAR = "page--bar"
    HERE = "page--here"
    MARKER = "page--marker"
    LABEL = "page--label"
    QUIET = "page--quiet"
    RULE = "page--rule"
    SIGN = "page--sign"
    GOOD = "page--good"
    WARN = "page--warn"
    BAD = "page--bad"


_BASES = frozenset({Tone.COMMENTARY, Tone.QUOTED, Tone.FURNITURE, Tone.NOTE})
_OF_BADGE = {"good": Tone.GOOD, "warn": Tone.WARN, "bad": Tone.BAD}


def badge_tone(style: str) -> Tone:
    """The tone for a badge's style."""
    return _OF_BADGE.get(style, Tone.QUIET)


class Tones:
    """The styles of a widget's tones, each looked up when it is first painted and kept until the theme changes.

    They are component classes in all but this: Textual styles those of a widget again at every change of its classes,
    focus or size, which for the page's would take a third of the time to the first frame.
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
        """A tone by itself: a base with its ground, any other with no more than it sets."""
        node = DOMNode(classes=tone)
        node._attach(self._widget)  # noqa: SLF001 - what Textual does for a component class, but for each at every change
        self._widget.app.stylesheet.apply(node, animate=False)
        whole, partial = node.styles.rich_style, node.styles.partial_rich_style
        if tone in _BASES:
            return whole
        # A colour that lets the ground through, or is chosen by it, is only right in the whole style.
        return partial + Style(color=whole.color) if partial.color else partial

    def selection(self) -> Style:
        """The style of text selected with the mouse."""
        return self._widget.screen.get_component_rich_style("screen--selection", partial=True)
