"""Pictures on a terminal: what it can show, asked of it once, and how a decoded picture becomes rows of cells."""

from __future__ import annotations

_COLORFUL = ("truecolor", "256")


def why_none(setting: str, color_system: str | None, *, plain: bool) -> str:
    """Why no picture is shown, whatever the terminal would say; empty where one may be.

    Args:
        setting: what the person set for images; it loads nothing to look at that.
        color_system: what the terminal can of colours, as Rich names it.
        plain: whether only ASCII is drawn, or nothing in colour.
    """
    if setting == "off":
        return "Pictures are off in your settings (images)."
    if plain:
        return "Pictures need colours and UTF-8: here their words are all that is shown."
    if setting == "auto" and color_system not in _COLORFUL:
        return "Pictures need 256 colours: here their words are all that is shown."
    return ""
