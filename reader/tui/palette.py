"""The colours that the style sheets name, mixed from a theme's own so that every text can be read on every ground.

Contrast is that of WCAG 2.2, success criterion 1.4.3 (AA: 4.5 for text of a usual size). A theme whose inks fall short,
as some that come with Textual do, has them brightened or darkened as little as is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.theme import Theme

AA = 4.5
"""The least contrast of text of a usual size."""

_STEP = 0.04
_QUIET = 0.36
"""How far quiet text is mixed with its ground, where contrast lets it."""

_RULE, _STRONG_RULE = 0.2, 0.5
"""How far a line is mixed with the ink: it parts things and is not read. Where contrast is high it is too."""

_INKS = {
    "text-primary": "primary",
    "text-accent": "accent",
    "text-success": "success",
    "text-warning": "warning",
    "text-error": "error",
}

_GROUNDS = {
    "quoted-ground": ("accent", 0.06),
    "chosen": ("primary", 0.2),
    "lit": ("primary", 0.35),
    "found": ("warning", 0.35),
    "hint": ("warning", 1.0),
}
"""What is mixed into the background, and how much of it."""

_CALM = ("background", "surface", "panel", "quoted-ground", "chosen")
"""The grounds on which text of every tone stands."""

_WHITE, _BLACK = Color(255, 255, 255), Color(0, 0, 0)
_MIDDLE = 0.18
"""The luminance on which black and white are equally legible, about."""

_TERMINAL = {
    "ink": "ansi_default",
    "rule": "ansi_bright_black",
    "text-muted": "ansi_default",
    "quoted-ground": "ansi_default",
    "code-ground": "ansi_default",
    "blurred": "ansi_default",
    "blurred-ink": "ansi_default",
}


def luminance(color: Color) -> float:
    """The relative luminance of a colour, as WCAG defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def in_256(color: Color) -> Color:
    """The colour that a terminal with 256 colours shows in the place of this one."""
    return Color(*color.rich_color.downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def legible(ink: Color, grounds: Iterable[Color], least: float = AA, *, coarse: bool = False) -> Color:
    """An ink moved towards white or black as little as makes it legible on every ground, as far as one can be.

    Args:
        ink: the colour that is wanted.
        grounds: what it will stand on.
        least: the contrast to reach.
        coarse: as measured on a terminal with 256 colours.
    """
    lights = [luminance(in_256(ground) if coarse else ground) for ground in grounds]
    end = _WHITE if sum(lights) < _MIDDLE * len(lights) else _BLACK
    for step in range(round(1 / _STEP) + 1):
        mixed = ink.blend(end, step * _STEP, alpha=1)
        light = luminance(in_256(mixed) if coarse else mixed)
        if all((max(light, one) + 0.05) / (min(light, one) + 0.05) >= least for one in lights):
            return mixed
    return end


def tones(variables: Mapping[str, str], theme: Theme, *, coarse: bool = False) -> dict[str, str]:
    """Our variables for a theme, in addition to Textual's and in the place of some of them.

    Args:
        variables: what Textual generates for the theme.
        theme: the theme.
        coarse: for a terminal with 256 colours: grounds are greys, of which it has many and near to one another.
    """
    if theme.ansi:
        cursor, on = variables["block-cursor-background"], variables["block-cursor-foreground"]
        marks = ("chosen", "lit", "found", "hint")
        return _TERMINAL | dict.fromkeys(marks, cursor) | dict.fromkeys((f"{one}-ink" for one in marks), on)
    base = Color.parse(variables["background"])
    own = {name: Color.parse(variables[name]) for name in ("surface", "panel", "foreground", *_INKS.values())}
    found = {name: base.blend(own[ink], part, alpha=1) for name, (ink, part) in _GROUNDS.items()}
    found |= {"background": base, **{one: base.blend(own[one], own[one].a, alpha=1) for one in ("surface", "panel")}}
    if coarse:
        found |= {name: _grey(found[name]) for name in _CALM}
    least = float(variables.get("least-contrast", AA))
    grounds = [found[name] for name in _CALM]
    ink = legible(base.blend(own["foreground"], own["foreground"].a, alpha=1), grounds, least, coarse=coarse)
    quiet = ink.blend(found["background"], _QUIET, alpha=1)
    inks = {"ink": ink, "text-muted": quiet} | {name: own[color] for name, color in _INKS.items()}
    result = {name: legible(color, grounds, least, coarse=coarse) for name, color in inks.items()}
    for name in ("chosen", "panel", *_GROUNDS):
        best = max(ink, found["background"], key=lambda one: contrast(one, found[name]))
        result[f"{name}-ink"] = legible(best, (found[name],), least, coarse=coarse)
    result["rule"] = found["background"].blend(ink, _RULE if least <= AA else _STRONG_RULE, alpha=1)
    result |= found | {"code-ground": found["surface"], "blurred": found["panel"], "blurred-ink": result["panel-ink"]}
    for name, mark in (("block-cursor", "chosen"), ("block-cursor-blurred", "blurred")):
        result |= {f"{name}-background": result[mark], f"{name}-foreground": result[f"{mark}-ink"]}
    return {name: color.hex for name, color in result.items()}


def _grey(color: Color) -> Color:
    """The grey that is as light as a colour."""
    level = round(255 * luminance(color) ** (1 / 2.2))
    return Color(level, level, level)
