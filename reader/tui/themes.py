"""Pullquote's own themes: dark, light, high in contrast, safe for the colour-blind, and in the terminal's own colours.

Two inks carry the meaning in all of them: a warm one for quoted text, a cool one for what can be followed. Warm and
cool stay apart for every kind of colour blindness; good and bad are told apart by signs first. What else the page needs
is mixed from these in reader/tui/palette.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping


class Inks(NamedTuple):
    """The colours of a theme: text, grounds from the lowest to the highest, and the inks with a meaning."""

    text: str
    ground: str
    surface: str
    panel: str
    bar: str
    quoted: str
    link: str
    good: str
    warn: str
    bad: str


def _theme(name: str, inks: Inks, *, dark: bool, least_contrast: float = 4.5) -> Theme:
    bar = {f"scrollbar{part}": inks.ground for part in ("-background", "-background-hover", "-background-active")}
    return Theme(
        name=name,
        primary=inks.link,
        secondary=inks.link,
        accent=inks.quoted,
        warning=inks.warn,
        error=inks.bad,
        success=inks.good,
        foreground=inks.text,
        background=inks.ground,
        surface=inks.surface,
        panel=inks.panel,
        dark=dark,
        variables={
            "block-cursor-text-style": "none",
            "footer-key-foreground": inks.quoted,
            "input-selection-background": f"{inks.link} 35%",
            "scrollbar": inks.bar,
            "scrollbar-hover": inks.link,
            "scrollbar-active": inks.link,
            "scrollbar-corner-color": inks.ground,
            "least-contrast": f"{least_contrast}",
            **bar,
        },
    )


def _terminal(name: str, inks: Mapping[str, str], *, dark: bool) -> Theme:
    """A theme in the sixteen colours that the terminal has been given; text and ground are its own."""
    link, on = inks["link"], inks["on"]
    marked = ("block-cursor", "input-selection", "screen-selection")
    bars = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    plain = ("block-cursor-blurred-background", "block-cursor-blurred-foreground", "input-cursor-background", *bars)
    return Theme(
        name=name,
        ansi=True,
        primary=link,
        secondary=link,
        accent=inks["quoted"],
        warning=inks["warn"],
        error=inks["bad"],
        success=inks["good"],
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=dark,
        variables={
            **BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables,
            **dict.fromkeys(plain, "ansi_default"),
            **{f"{one}-background": link for one in marked},
            **{f"{one}-foreground": on for one in marked},
            "block-cursor-text-style": "none",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": link,
            "scrollbar-active": link,
            "footer-key-foreground": inks["quoted"],
        },
    )


_DARK = Inks(
    "#d6d3cb", "#16181c", "#1b1e23", "#22262c", "#343a43", "#e3b261", "#8fb4d9", "#8fc49a", "#e0b354", "#e58a8f"
)
_LIGHT = Inks(
    "#23262b", "#faf8f3", "#f3f0e8", "#e9e5da", "#cdc8ba", "#7a4f00", "#275a8c", "#2a653c", "#785400", "#a02f37"
)
_CONTRAST = Inks(
    "#ffffff", "#000000", "#0d0d0d", "#1c1c1c", "#8c8c8c", "#ffd24d", "#8cd3ff", "#7dffa0", "#ffd24d", "#ffa8a8"
)
_CONTRAST_LIGHT = Inks(
    "#000000", "#ffffff", "#f6f6f6", "#ececec", "#6e6e6e", "#5c3a00", "#00406e", "#0b4a20", "#5c3a00", "#7a0012"
)
# After Okabe and Ito: orange and sky blue carry the meaning; good is blue, bad is vermilion, nothing is red or green.
_SAFE = Inks(
    "#dcdcdc", "#15171a", "#1b1e22", "#23272c", "#3a3f46", "#e69f00", "#56b4e9", "#56b4e9", "#f0e442", "#f0834a"
)
_SAFE_LIGHT = Inks(
    "#1f2328", "#fbfaf7", "#f3f2ed", "#e8e6df", "#c9c6bd", "#8a4b00", "#005a8f", "#005a8f", "#6b5900", "#a33f00"
)

DARK = _theme("pullquote-dark", _DARK, dark=True)
LIGHT = _theme("pullquote-light", _LIGHT, dark=False)
TERMINAL = _terminal(
    "pullquote-terminal",
    {
        "link": "ansi_bright_cyan",
        "quoted": "ansi_yellow",
        "good": "ansi_bright_green",
        "warn": "ansi_bright_yellow",
        "bad": "ansi_bright_red",
        "on": "ansi_black",
    },
    dark=True,
)
TERMINAL_LIGHT = _terminal(
    "pullquote-terminal-light",
    {
        "link": "ansi_blue",
        "quoted": "ansi_magenta",
        "good": "ansi_green",
        "warn": "ansi_magenta",
        "bad": "ansi_red",
        "on": "ansi_bright_white",
    },
    dark=False,
)

THEMES = (
    DARK,
    LIGHT,
    _theme("pullquote-contrast", _CONTRAST, dark=True, least_contrast=7),
    _theme("pullquote-contrast-light", _CONTRAST_LIGHT, dark=False, least_contrast=7),
    _theme("pullquote-blue-orange", _SAFE, dark=True),
    _theme("pullquote-blue-orange-light", _SAFE_LIGHT, dark=False),
    TERMINAL,
    TERMINAL_LIGHT,
)
"""Every theme of our own; Textual's are there too."""

AUTO = "auto"
"""The setting that lets the terminal decide."""


def names() -> tuple[str, ...]:
    """Every theme that may be set, Textual's among them, in order."""
    return AUTO, *sorted({*BUILTIN_THEMES, *(theme.name for theme in THEMES)})


def automatic(color_system: str | None, *, dark: bool) -> str:
    """The name of the theme that fits a terminal.

    Args:
        color_system: how many colours it has, in the words of `rich.console.Console.color_system`.
        dark: whether its background is dark.
    """
    if color_system == "standard":
        return (TERMINAL if dark else TERMINAL_LIGHT).name
    return (DARK if dark else LIGHT).name
