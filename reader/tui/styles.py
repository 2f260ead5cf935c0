"""Where the style sheets lie: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKED = Path(__file__).resolve().parents[1] / "_styles"
_CHECKOUT = Path(__file__).resolve().parents[2] / "styles"


def style_path(name: str) -> Path:
    """The path of the style sheet of that file name ("app.tcss")."""
    packed = _PACKED / name
    return packed if packed.exists() else _CHECKOUT / name
