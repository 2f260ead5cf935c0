"""Where the program is looked at: a terminal, a web page, or neither."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping


def in_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether `pullquote serve` started this: the screen is drawn in a web page, and keys come from there."""
    return environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def has_screen() -> bool:
    """Whether what is written to standard output is looked at by a person, and not taken by another program."""
    return in_browser() or sys.stdout.isatty()


def keyboard_from_terminal() -> None:
    """Standard input was the article, or is nothing that keys come from; from here on it is the keyboard.

    Raises:
        SettingsError: there is no terminal.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise SettingsError("There is no terminal to read keys from; use --plain to print instead.") from None
    if terminal != 0:  # it is, where standard input was closed
        os.dup2(terminal, 0)
        os.close(terminal)
    if sys.__stdin__ is None:
        raise SettingsError("Standard input is closed; leave it open, or use --plain to print instead.")


def needs_ascii(environment: Mapping[str, str] = os.environ, encoding: str | None = None) -> bool:
    """Whether signs must be ASCII: NO_COLOR is set, or the terminal is not known to take UTF-8."""
    found = (encoding or getattr(sys.__stdout__, "encoding", None) or "").lower().replace("-", "")
    return bool(environment.get("NO_COLOR")) or found != "utf8"
