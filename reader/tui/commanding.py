"""An app with the command palette, of which nothing is loaded before it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App

from reader.tui.parts import InParts

if TYPE_CHECKING:
    from textual.command import Provider


def key_commands() -> type[Provider]:
    """What can be done."""
    from reader.tui.commands import KeyCommands

    return KeyCommands


def cited_sources() -> type[Provider]:
    """The sources of the article."""
    from reader.tui.destinations import CitedSources

    return CitedSources


def typed_address() -> type[Provider]:
    """The address that is typed."""
    from reader.tui.destinations import TypedAddress

    return TypedAddress


def recent_articles() -> type[Provider]:
    """What was read last."""
    from reader.tui.destinations import RecentArticles

    return RecentArticles


class Commanding(InParts, App[None], part=True):
    """Has the palette."""

    COMMANDS: ClassVar[set[Any]] = {key_commands, typed_address, cited_sources, recent_articles}

    def action_command_palette(self) -> None:
        """Open the palette."""
        from reader.tui.commands import Palette

        if not isinstance(self.screen, Palette):
            what = "what to do, a source, an article, or an address"
            self.push_screen(Palette(placeholder=what, id="--command-palette"))
