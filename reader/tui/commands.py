"""The command palette: every action that is valid where one is, most used first, and where one can go to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.command import CommandPalette, Hit, Provider
from textual.content import Content

from reader.tui.keytops import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.command import Hits
    from textual.dom import DOMNode

_MOST_USED = (
    "link.open",
    "list.open",
    "preview.open",
    "find.open",
    "app.library",
    "view.cycle",
    "pane.sources",
    "pane.preview",
    "article.export",
    "view.contents",
    "quote.differences",
    "source.unfold",
    "source.browser",
    "trail.back",
    "app.feeds",
    "app.help",
)
"""The ids that stand first before anything is typed."""

_MOTIONS = (
    *("down", "up", "left", "right", "top", "bottom", "page_down", "page_up"),
    *("next", "previous", "next_pane", "previous_pane", "older", "newer", "percent"),
)
"""The second part of the ids whose keys everybody tries first: these stand there only once something is typed."""

RECENT, USED, CITED, OTHER = 4.0, 3.0, 2.0, 1.0
"""What stands above what, before anything is typed: within each, by an order of its own, one hundredth lower each."""


class Command(NamedTuple):
    """One action: its binding's id, what it does, the keys it has, and where it runs."""

    id: str
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
            found[binding.id] = Command(binding.id, words, keys, binding.action, node)
        return list(found.values())

    async def discover(self) -> Hits:
        """All but the motions, before anything is typed: what is used most comes first."""
        for number, command in enumerate(self.commands()):
            if command.id.partition(".")[2] in _MOTIONS:
                continue
            used = command.id in _MOST_USED
            score = ranked(USED, _MOST_USED.index(command.id)) if used else ranked(OTHER, number)
            yield Hit(score, _display(Content(command.words), command), self._run(command), text=command.words)

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


def ranked(rank: float, number: int) -> float:
    """The score of the hit of that number, from 0, of a rank."""
    return rank - number / 100


class Palette(CommandPalette):
    """Textual's own, in which Enter and the arrows wait for what was typed before them to be looked up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("end", "command_list('last')", "last command", id="palette.bottom", show=False, priority=True),
        Binding("home", "command_list('first')", "first command", id="palette.top", show=False, priority=True),
    ]

    keys_await = (CommandPalette._GATHER_COMMANDS_GROUP,)  # noqa: SLF001 - it has no other name


def _display(words: Content, command: Command) -> Content:
    return Content.assemble(words, "  ", (command.keys, "$text-accent"))
