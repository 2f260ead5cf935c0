"""The command palette: every action that a key has here and now, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from reader.tui.keytops import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.command import Hits
    from textual.dom import DOMNode


class Command(NamedTuple):
    """One action: what it does, the keys it has, and where it runs."""

    words: str
    keys: str
    action: str
    node: DOMNode


class KeyCommands(Provider):
    """One command for each binding with an id."""

    def commands(self) -> list[Command]:
        """What can be done on the screen beneath the palette, in the pane in focus."""
        found: dict[str, Command] = {}
        for key, (node, binding, enabled, _) in self.screen.active_bindings.items():
            if binding.id is None or not enabled or binding.action.endswith("command_palette"):
                continue
            earlier = found.get(binding.id)
            keys = f"{earlier.keys} {shown(key)}" if earlier else shown(key)
            words = binding.description[:1].upper() + binding.description[1:]
            found[binding.id] = Command(words, keys, binding.action, node)
        return list(found.values())

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in self.commands():
            yield DiscoveryHit(_display(Content(command.words), command), self._run(command), text=command.words)

    async def search(self, query: str) -> Hits:
        """Those that match what is typed."""
        matcher = self.matcher(query)
        for command in self.commands():
            if score := matcher.match(command.words):
                yield Hit(
                    score, _display(matcher.highlight(command.words), command), self._run(command), text=command.words
                )

    def _run(self, command: Command) -> Callable[[], object]:
        async def run() -> None:
            await self.app.run_action(command.action, command.node)

        return run


def cited_sources() -> type[Provider]:
    """The sources of the article, which nothing needs before the palette opens."""
    from reader.tui.destinations import CitedSources

    return CitedSources


def recent_articles() -> type[Provider]:
    """What was read last."""
    from reader.tui.destinations import RecentArticles

    return RecentArticles


def _display(words: Content, command: Command) -> Content:
    return Content.assemble(words, "  ", (command.keys, "$text-accent"))
