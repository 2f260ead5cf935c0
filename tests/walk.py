"""A walk through the program in a terminal: keys pressed one after another, and the screen looked at after each."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from wcwidth import wcswidth

from tests.terminal import Terminal, TerminalError

if TYPE_CHECKING:
    from collections.abc import Iterable

STRAY = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ufffd]"  # controls, and what stands for bytes that are no text
    r"|\[\??[0-9;]*[0-9;][ABCDHJKhlm](?![a-z])"  # the rest of a sequence whose escape was lost
    r"|\[/|\[(?:bold|dim|italic|link|@click|\$)"  # markup
    r"|Traceback|Exception"
)
"""What no screen of an honest page shows."""


SECONDS = 20.0
"""The longest that an answer is waited for."""

PAUSE = "pause"
"""In the place of a key: let the one before be answered, where that changes no character."""


class Step(NamedTuple):
    """Keys to press, and what tells that the program has answered.

    Attributes:
        keys: by their names in `tests.terminal.KEYS`, or as they are typed.
        shown: what a row of the screen holds then.
        gone: what no row holds any more.
        beside: what the row that holds `shown` holds as well, wherever in it.

    With neither, any change of the screen is an answer.
    """

    keys: tuple[str, ...]
    shown: str = ""
    gone: str = ""
    beside: str = ""


def steps(*rows: tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[Step, ...]:
    """Steps from rows of keys (names set apart by blanks), what is shown, what is gone, and what is shown beside."""
    return tuple(Step(tuple(keys.split(" ")), *rest) for keys, *rest in rows)


def walk(terminal: Terminal, path: Iterable[Step], *, honest: bool = True) -> int:
    """Go the path, looking at the screen at every step; returns how many keys were pressed.

    `honest`: the pages themselves hold nothing that looks like an escape or like markup.

    Raises:
        TerminalError: a step was not answered, or the screen holds what it must not; the message shows the screen.
    """
    pressed = 0
    for step in path:
        if not (step.shown or step.gone):
            terminal.settle(0.1)  # what the step before began must not be taken for the answer
        before = terminal.screen()
        assert not (step.shown or step.gone) or not _answered(before, before, step), f"{step} asks for nothing new"
        for key in step.keys:
            if key == PAUSE:
                terminal.settle(0.2)
            else:
                terminal.press(key)
        pressed += len(step.keys)
        terminal.wait_until(partial(_stands, terminal, before, step), f"{step} was not answered", timeout=SECONDS)
        look(terminal, f"after {step}", honest=honest)
    return pressed


def look(terminal: Terminal, when: str, *, honest: bool = True) -> None:
    """Raise TerminalError where the screen holds what no screen may."""
    screen = terminal.screen()
    wrong = [row for row in screen if wcswidth(row) != terminal.size[0] or (honest and STRAY.search(row))]
    if wrong:
        raise TerminalError("\n".join([f"{when} these rows are wrong:", *map(repr, wrong), "of", *screen]))


def redrawn(terminal: Terminal) -> list[str]:
    """The screen as it is when all of it is drawn anew: what was left behind by mistake is gone from it."""
    columns, rows = terminal.size
    for size in ((columns - 1, rows), (columns, rows)):
        before = terminal.screen()
        terminal.resize(*size)
        terminal.wait_change(before)
        terminal.settle(0.1)
    return terminal.screen()


def _stands(terminal: Terminal, before: list[str], step: Step) -> bool:
    return not terminal.drawing and _answered(terminal.screen(), before, step)


def _answered(screen: list[str], before: list[str], step: Step) -> bool:
    if not (step.shown or step.gone):
        return screen != before
    return any(step.shown in row and step.beside in row for row in screen) and not (
        step.gone and any(step.gone in row for row in screen)
    )
