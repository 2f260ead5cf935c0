"""An app whose style sheets and contents may name the colours of reader/tui/palette.py."""

from __future__ import annotations

from textual.app import App

from reader.tui.palette import tones


class Toned(App[None], inherit_bindings=False):
    """Mixes the colours anew for each theme."""

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, made legible, and our own."""
        variables = super().get_css_variables()
        coarse = self.console.color_system == "256"
        self.theme_variables = variables | tones(variables, self.current_theme, coarse=coarse)
        return self.theme_variables
