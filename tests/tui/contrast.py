"""The contrast of every pair of ink and ground that the program draws: `python -m tests.tui.contrast` prints the table.

The least contrast that a pair must have is 4.5 (WCAG 2.2, AA); the themes in the terminal's own colours are left out,
for what these look like is the terminal's choice.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.tui.palette import contrast, in_256, tones
from reader.tui.themes import THEMES

_GROUNDS = ("background", "surface", "panel", "quoted-ground")
_INKS = ("ink", "text-muted", "text-primary", "text-accent", "text-success", "text-warning", "text-error")
_MARKS = ("chosen", "blurred", "lit", "found", "hint")
PAIRS = (
    *((ink, ground) for ink in _INKS for ground in (*_GROUNDS, "chosen")),
    ("ink", "code-ground"),
    *((f"{mark}-ink", mark) for mark in _MARKS),
    *((f"{cursor}-foreground", f"{cursor}-background") for cursor in ("block-cursor", "block-cursor-blurred")),
)
"""Ink and ground, as the style sheets and the contents of the panes name them. Reverse is the same pair again."""


class Measured(NamedTuple):
    """The contrast of one pair in a theme: in 24 bits, and where the terminal has 256 colours."""

    ink: str
    ground: str
    full: float
    of_256: float


def colored() -> list[Theme]:
    """Every theme with colours of its own, ours first."""
    return [theme for theme in (*THEMES, *BUILTIN_THEMES.values()) if not theme.ansi]


def variables(theme: Theme, *, coarse: bool = False) -> dict[str, str]:
    """What the app gives its style sheets in a theme."""
    found = theme.to_color_system().generate() | theme.variables
    return found | tones(found, theme, coarse=coarse)


def measured(theme: Theme) -> list[Measured]:
    """Every pair in a theme."""
    full, coarse = variables(theme), variables(theme, coarse=True)
    result = []
    for ink, ground in PAIRS:
        colors = [[Color.parse(found[name]) for name in (ink, ground)] for found in (full, coarse)]
        assert all(color.a == 1 for pair in colors for color in pair), (theme.name, ink, ground)
        result.append(Measured(ink, ground, contrast(*colors[0]), contrast(*map(in_256, colors[1]))))
    return result


def main() -> None:
    """Print for each theme its least contrasts, and every pair of our own themes."""
    print(f"{'theme':<30}{'least':>7}{'in 256':>8}  pair")
    for theme in colored():
        least = min(measured(theme), key=lambda one: one.full)
        of_256 = min(one.of_256 for one in measured(theme))
        print(f"{theme.name:<30}{least.full:>7.2f}{of_256:>8.2f}  {least.ink} on {least.ground}")
    own = [theme for theme in THEMES if not theme.ansi]
    short = [theme.name.removeprefix("pullquote-") for theme in own]
    print(f"\n{'pair':<64}" + "".join(f"{name[:11]:>12}" for name in short))
    for row in zip(*map(measured, own), strict=True):
        print(f"{row[0].ink + ' on ' + row[0].ground:<64}" + "".join(f"{one.full:>12.2f}" for one in row))


if __name__ == "__main__":
    main()
