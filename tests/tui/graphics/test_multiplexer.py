"""tmux: what it tells of itself and of its terminal, and what it must be given for that."""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.graphics.kitty import deleted, sent
from reader.tui.graphics.multiplexer import for_terminal, is_multiplexed, lets_images_through

if TYPE_CHECKING:
    from pathlib import Path

WRAPPED = re.compile("\x1bPtmux;((?:[^\x1b]|\x1b\x1b)*)\x1b\\\\")


@given(st.binary(min_size=1, max_size=9000))
def test_each_command_is_handed_on_by_itself_and_whole(png: bytes) -> None:
    commands = sent(7, png, 40, 12) + deleted(7)
    wrapped = for_terminal(commands)
    assert WRAPPED.sub("", wrapped) == ""
    assert "".join(one.replace("\x1b\x1b", "\x1b") for one in WRAPPED.findall(wrapped)) == commands
    assert len(WRAPPED.findall(wrapped)) == commands.count("\x1b_G")
    assert for_terminal("") == ""


@pytest.mark.parametrize(
    ("environment", "multiplexed"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, True),
        ({"TERM": "screen-256color"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "xterm", "STY": "1.pts-0"}, True),
        ({}, False),
    ],
)
def test_who_stands_between_is_told_by_the_environment(environment: dict[str, str], multiplexed: bool) -> None:
    assert is_multiplexed(environment) is multiplexed


@pytest.mark.parametrize(
    ("told", "through"),
    [
        ("on;kitty(0.32.2)", True),
        ("1;kitty(0.32.2)", True),
        ("0;kitty(0.32.2)", False),
        ("all;ghostty 1.1.0", True),
        ("off;kitty(0.32.2)", False),
        ("on;kitty(0.26.5)", False),
        ("on;XTerm(379)", False),
        ("on;", False),
        ("", False),
    ],
)
async def test_images_go_through_where_tmux_says_so(
    told: str, through: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text(f"#!/bin/sh\necho '{told}'\n")
    tmux.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert await lets_images_through({"TMUX": "/tmp/tmux-0/default,1,0"}) is through
    assert await lets_images_through({"TERM": "screen"}) is False


async def test_a_tmux_that_does_not_answer_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began = tmp_path / "began"
    os.mkfifo(began)
    tmux = tmp_path / "tmux"
    tmux.write_text(f"#!/bin/sh\necho $$ > '{began}'\nexec sleep 600\n")
    tmux.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    asking = asyncio.create_task(lets_images_through({"TMUX": "/tmp/tmux-0/default,1,0"}))
    told = await asyncio.to_thread(began.read_text)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    with suppress(psutil.NoSuchProcess):
        psutil.Process(int(told)).wait(10)


async def test_without_tmux_nothing_goes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await lets_images_through({"TMUX": "/tmp/tmux-0/default,1,0"}) is False
