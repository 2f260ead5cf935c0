"""Handing an address to the person's browser: one argument of one command, never a shell.

Characters with a meaning to a shell that are legal in an address, such as `$` and `;`, stay as they are: no shell sees
them. What is legal nowhere in an address is percent-encoded by `canonical`, and so is the apostrophe.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")

_SHELLS = frozenset(("sh", "bash", "dash", "zsh", "ksh", "fish", "csh", "tcsh"))

SECONDS = 5.0
"""How long a browser's starter is waited for; a browser that stays in front is left running."""

CONSOLE = ("www-browser", "lynx", "w3m", "links", "links2", "elinks", "browsh", "carbonyl")
"""Browsers that draw in the terminal they are started from."""


class NoBrowserError(Exception):
    """There is nothing that could show the address; `str()` is a sentence for the person."""


class Browser(NamedTuple):
    """A command, and whether it draws in the terminal."""

    words: list[str]
    in_terminal: bool


def browser(setting: str | None, environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Browser:
    """What opens an address: the setting, else `$BROWSER`, else the desktop's own.

    `$BROWSER` may list several, set apart by colons; the first that is there is taken. One that draws in the terminal
    is taken only where the person set it.

    Raises:
        NoBrowserError: there is none, or what is set cannot be used.
    """
    given = [setting] if setting else [one for one in environment.get("BROWSER", "").split(os.pathsep) if one.strip()]
    path = environment.get("PATH")
    for one in given:
        words = _words(one)
        if found := shutil.which(words[0], path=path):
            return Browser(words, not {Path(words[0]).name, Path(found).resolve().name}.isdisjoint(CONSOLE))
    if given:
        raise NoBrowserError(f"There is no command {_words(given[0])[0]} here, which is set as the browser.")
    if platform == "darwin":
        return Browser(["open"], in_terminal=False)
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if has_display and shutil.which("xdg-open", path=path):
        return Browser(["xdg-open"], in_terminal=False)
    console = next((one for one in CONSOLE if shutil.which(one, path=path)), None)
    if console is not None:
        raise NoBrowserError(f"There is only {console} here, which needs this terminal; set it as $BROWSER to use it.")
    raise NoBrowserError("There is no browser here (no $BROWSER, no display).")


def arguments(words: list[str], url: str) -> list[str]:
    """The command with the address as one item: in the place of an item `%s`, else as the last.

    Raises:
        ValueError: it is no http(s) address.
        NoBrowserError: there is a `%s` inside of an item, which another program may take for code.
    """
    from reader.sources.canonical import canonical

    address = canonical(url)
    if any("%s" in one and one != "%s" for one in words):
        raise NoBrowserError("In the browser command that is set, %s must stand by itself, as a word.")
    if words and Path(words[0]).name in _SHELLS and any(one.startswith("-") and one.endswith("c") for one in words[1:]):
        raise NoBrowserError("A shell command is no browser: to it the address would be code. Set the browser itself.")
    if "%s" in words:
        return [address if one == "%s" else one for one in words]
    return [*words, address]


def start(words: list[str], environment: Mapping[str, str] = os.environ) -> None:
    """Start a browser with a window of its own. Blocks until its starter is done, five seconds at the most.

    Raises:
        NoBrowserError: it cannot be started, or says that it failed.
    """
    with _reason_told(words):
        process = subprocess.Popen(  # noqa: S603 - the person's own command; the address is one argument of it
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
    with suppress(subprocess.TimeoutExpired):
        _require_success(words, process.wait(SECONDS))


def run_in_terminal(words: list[str]) -> None:
    """Run a browser in this terminal, which must be a plain one meanwhile. Blocks until the person quits it.

    Raises:
        NoBrowserError: it cannot be started, or says that it failed.
    """
    with _keys_for_the_other(), _reason_told(words):
        status = subprocess.call(words)  # noqa: S603 - as above
    _require_success(words, status)


async def off_the_loop(work: Callable[[], T]) -> T:
    """The result of something that blocks. On a daemon thread: asyncio's own would be waited for when the app ends."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - it belongs to who waits for the result
            future.set_exception(error)

    threading.Thread(target=run, name="browser", daemon=True).start()
    return await asyncio.wrap_future(future)


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError:
        raise NoBrowserError("The browser command that is set has a quotation mark without its pair.") from None
    if words[-1:] == ["&"]:
        words.pop()  # as in `firefox %s &`, which is what it does anyway
    if not words:
        raise NoBrowserError("The browser command that is set is empty.")
    return words


@contextmanager
def _reason_told(words: list[str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoBrowserError(f"The browser {words[0]} cannot be started ({error.strerror}).") from None


def _require_success(words: list[str], status: int) -> None:
    if status > 0:
        raise NoBrowserError(f"The browser command {words[0]} failed (status {status}).")


@contextmanager
def _keys_for_the_other() -> Iterator[None]:
    """Ctrl+C goes to every program of a terminal; let it end only the one in front, as a shell does.

    Not by ignoring it: that would be inherited.
    """
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
