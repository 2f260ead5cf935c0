"""A program between us and the terminal: what it is, and whether it lets kitty's images through.

tmux tells what it knows: whether it hands on what is meant for the terminal (`allow-passthrough`, off unless the person
set it), and which terminal that is. Nothing is asked of the terminal itself: its answer would come to tmux, or, as
keys, to whichever pane is active then.
"""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from subprocess import DEVNULL, PIPE
from typing import TYPE_CHECKING

from reader.tui.graphics.question import has_placeholders

if TYPE_CHECKING:
    from collections.abc import Mapping

_KNOWN = "#{allow-passthrough};#{client_termtype}"
_PASSES = ("on", "all", "1")
"""How tmux says it from 3.4 on, and in 3.3."""

_PATIENCE = 1.0
"""Seconds in which tmux must have told it."""


def is_multiplexed(environment: Mapping[str, str]) -> bool:
    """Whether another program stands between us and the terminal."""
    within = any(name in environment for name in ("TMUX", "STY"))
    return within or environment.get("TERM", "").startswith(("screen", "tmux"))


async def lets_images_through(environment: Mapping[str, str]) -> bool:
    """Whether it is tmux, hands on what is meant for the terminal, and that draws images at placeholders."""
    tmux = shutil.which("tmux") if "TMUX" in environment else None
    if tmux is None:
        return False
    command = (tmux, "display-message", "-p", _KNOWN)
    with suppress(OSError, TimeoutError):
        process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        try:
            said, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
        finally:
            if process.returncode is None:  # it does not answer, or nobody waits for it any more
                process.kill()
                await process.wait()
        passes, _, terminal = said.decode(errors="replace").strip().partition(";")
        return passes in _PASSES and has_placeholders(terminal)
    return False


def for_terminal(commands: str) -> str:
    """Commands (device or application strings) as tmux hands them on, each by itself."""
    ended = commands.split("\x1b\\")[:-1]
    return "".join(f"\x1bPtmux;{one.replace(chr(27), chr(27) * 2)}\x1b\x1b\\\x1b\\" for one in ended)
