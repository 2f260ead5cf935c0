"""The two themes of Pullquote's own: ink on dark, ink on paper."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="pullquote-dark",
    primary="#8fb4d9",
    secondary="#7f9cb8",
    accent="#e3b261",
    warning="#e0b354",
    error="#e0777d",
    success="#8fc49a",
    foreground="#d6d3cb",
    background="#16181c",
    surface="#1b1e23",
    panel="#22262c",
    dark=True,
    variables={
        "block-cursor-background": "#2d3b4b",
        "block-cursor-foreground": "#f2efe7",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#242a31",
        "block-cursor-blurred-foreground": "#d6d3cb",
        "footer-key-foreground": "#e3b261",
        "input-selection-background": "#8fb4d9 35%",
        "scrollbar": "#343a43",
        "scrollbar-hover": "#454d58",
        "scrollbar-active": "#8fb4d9",
        "scrollbar-background": "#16181c",
        "scrollbar-background-hover": "#16181c",
        "scrollbar-background-active": "#16181c",
        "scrollbar-corner-color": "#16181c",
    },
)

LIGHT = Theme(
    name="pullquote-light",
    primary="#2b5f92",
    secondary="#4d6f92",
    accent="#8a5a00",
    warning="#8a6100",
    error="#a8323a",
    success="#2f6f42",
    foreground="#23262b",
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#e9e5da",
    dark=False,
    variables={
        "block-cursor-background": "#d5e3f0",
        "block-cursor-foreground": "#14181d",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e9e5da",
        "block-cursor-blurred-foreground": "#23262b",
        "footer-key-foreground": "#8a5a00",
        "input-selection-background": "#2b5f92 25%",
        "scrollbar": "#cdc8ba",
        "scrollbar-hover": "#b8b2a2",
        "scrollbar-active": "#2b5f92",
        "scrollbar-background": "#faf8f3",
        "scrollbar-background-hover": "#faf8f3",
        "scrollbar-background-active": "#faf8f3",
        "scrollbar-corner-color": "#faf8f3",
    },
)

THEMES = (DARK, LIGHT)


def names() -> tuple[str, ...]:
    """Every theme that may be set, Textual's among them, in order."""
    return tuple(sorted({*BUILTIN_THEMES, *(theme.name for theme in THEMES)}))
