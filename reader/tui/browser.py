"""Handing an address to the person's browser: one argument of one command, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 5.0
"""How long a browser's starter is waited for; a browser that stays in front is left running."""


class NoBrowserError(Exception):
    """There is nothing that could show the address; `str()` is a sentence for the person."""


def command(
    setting: str | None, environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> list[str]:
    """The command that opens an address: the setting, else `$BROWSER`, else the desktop's own.

    `$BROWSER` may list several, set apart by colons; the first is taken.

    Raises:
        NoBrowserError: there is none, or the one that is set cannot be understood.
    """
    given = setting or environment.get("BROWSER", "").split(os.pathsep)[0]
    if given:
        try:
            return shlex.split(given)
        except ValueError:
            raise NoBrowserError("The browser command that is set has a quotation mark without its pair.") from None
    if platform == "darwin":
        return ["open"]
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if has_display and shutil.which("xdg-open", path=environment.get("PATH")):
        return ["xdg-open"]
    raise NoBrowserError("There is no browser here (no $BROWSER, no display).")


def arguments(browser: list[str], url: str) -> list[str]:
    """The command with the address as one item: in the place of an item `%s`, else as the last.

    Raises:
        ValueError: it is no http(s) address.
    """
    from reader.sources.canonical import canonical

    address = canonical(url)
    if "%s" in browser:
        return [address if item == "%s" else item for item in browser]
    return [*browser, address]


def open_address(setting: str | None, url: str, environment: Mapping[str, str] = os.environ) -> None:
    """Open an address in the browser. Blocks until its starter is done, five seconds at the most.

    Raises:
        NoBrowserError: there is no browser, or it cannot be started.
        ValueError: it is no http(s) address.
    """
    words = arguments(command(setting, environment), url)
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own command; the address is one argument of it
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
    except OSError as error:
        raise NoBrowserError(f"The browser {words[0]} cannot be started ({error.strerror}).") from None
    with suppress(subprocess.TimeoutExpired):
        process.wait(SECONDS)
