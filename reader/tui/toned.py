"""An app whose style sheets and contents may name the colours of reader/tui/palette.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from reader.tui.palette import tones
from reader.tui.parts import InParts
from reader.tui.themes import AUTO, THEMES, automatic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter


class Toned(InParts, App[None], part=True):
    """Mixes the colours anew for each theme.

    Attributes:
        plain: whether what the interface draws is drawn in ASCII.
        on_dark: whether the terminal's background is dark.
    """

    plain = False
    on_dark = True

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through last."""
        filters = list(super().get_line_filters())
        if self.plain:
            from reader.tui.ascii import AsciiFilter

            filters.append(AsciiFilter())
        return filters

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, made legible, and our own."""
        variables = super().get_css_variables()
        coarse = self.console.color_system == "256"
        self.theme_variables = variables | tones(variables, self.current_theme, coarse=coarse)
        return self.theme_variables

    def take_theme(self, name: str) -> None:
        """Show a theme, of ours or of Textual's; "auto" is the one that fits the terminal."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = automatic(self.console.color_system, dark=self.on_dark) if name == AUTO else name
