"""The floor: a Textual app with one Static that shows the word it is given; Page Down redraws the whole screen."""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Static


def page(word: str) -> str:
    """Text that fills a screen of 120 by 40."""
    return "\n".join(f"{word} {row} " + f"{word.lower()} " * 9 for row in range(40))


class BareApp(App[None]):
    """One Static."""

    BINDINGS: ClassVar = [("pagedown", "turn", "Turn"), ("q", "quit", "Quit")]
    turned = False

    def compose(self) -> ComposeResult:
        """The Static."""
        yield Static(page(sys.argv[1]), markup=False)

    def action_turn(self) -> None:
        """Show the other text."""
        self.turned = not self.turned
        self.query_one(Static).update(page("Glasswort" if self.turned else sys.argv[1]))


if __name__ == "__main__":
    BareApp().run()
