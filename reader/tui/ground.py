"""Whether the terminal is dark or light: asked of it while the interface is imported, so that nobody waits for it.

The question is xterm's OSC 11, which asks for the colour of the background. Terminals that do not know it stay silent;
all know the one after it (primary device attributes), whose answer says that no other is to come.
"""

from __future__ import annotations

import os
import select
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_COLOR = pattern(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)[^\x07\x1b]*(?:\x07|\x1b\\)")
_ATTRIBUTES = pattern(rb"\x1b\[\?[\d;]*c")
_DARK_BELOW = 0.5
_SILENT = ("dumb", "linux")
"""Terminals that answer nothing, and may show the question."""


class Ground(NamedTuple):
    """What is known of the terminal's background.

    Attributes:
        dark: whether it is dark; where the terminal does not say, it is taken to be.
        late: whether an answer may still come, among the keys.
        typed: what the person typed meanwhile.
    """

    dark: bool = True
    late: bool = False
    typed: str = ""


class GroundQuestion:
    """The question, from when it is asked until the answer is read; the terminal echoes nothing meanwhile."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._told = by_environment(environment)
        self._may_ask = environment.get("TERM", "dumb") not in _SILENT
        self._terminal: int | None = None
        self._before: list[Any] = []

    def ask(self) -> None:
        """Ask, unless the environment tells already or there is no terminal to ask."""
        if self._told is None and self._may_ask:
            with suppress(OSError, ImportError):
                self._terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
                self._write(self._terminal)

    def answer(self) -> Ground:
        """What has come by now; waits for nothing, and leaves the terminal as it was."""
        terminal, self._terminal = self._terminal, None
        if terminal is None:
            return Ground(dark=self._told is not False)
        came = b""
        with suppress(OSError):
            while select.select([terminal], [], [], 0)[0] and (piece := os.read(terminal, 4096)):
                came += piece
        self._put_back(terminal)
        return read_answer(came)

    def _write(self, terminal: int) -> None:
        import termios

        self._before = termios.tcgetattr(terminal)
        quiet = termios.tcgetattr(terminal)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSANOW, quiet)
        os.write(terminal, _QUESTION)

    def _put_back(self, terminal: int) -> None:
        import termios

        with suppress(OSError, termios.error):
            if self._before:
                termios.tcsetattr(terminal, termios.TCSANOW, self._before)
        os.close(terminal)


class LateAnswer:
    """Takes an answer that came after the interface had begun from among the keys, which Textual makes of it.

    What is no part of an answer is the person's: an answer that was cut short takes none of their keys but those that
    it could hold itself.
    """

    _COLOR_ENDS = frozenset(("alt+backslash", "backslash", "ctrl+g"))
    _STARTS: ClassVar[Mapping[str, frozenset[str]]] = {
        "alt+right_square_bracket": _COLOR_ENDS,
        "alt+left_square_bracket": frozenset(("c",)),
    }
    _ESCAPE = "circumflex_accent"
    """What Textual makes of an escape by itself."""

    _WITHIN = frozenset((*"0123456789abcdefrg", "semicolon", "colon", "slash", "question_mark", _ESCAPE))

    def __init__(self) -> None:
        self._ends: frozenset[str] = frozenset()
        self._escaped = False
        self.over = False

    def takes(self, key: str) -> bool:
        """Whether a key is part of the answer."""
        if key in self._ends:
            self.over = "c" in self._ends  # the last part has come
            self._ends = frozenset()
            return True
        if self._ends and key in self._WITHIN:
            return True
        escaped, self._escaped = self._escaped, key == self._ESCAPE and not self.over
        self._ends = frozenset() if self.over else self._STARTS.get(f"alt+{key}" if escaped else key, frozenset())
        return bool(self._ends) or self._escaped


def by_environment(environment: Mapping[str, str]) -> bool | None:
    """Whether `$COLORFGBG` ("15;0", "0;default;15") says that the background is dark; None where it says nothing."""
    last = environment.get("COLORFGBG", "").rpartition(";")[2]
    return int(last) in (*range(7), 8) if last.isdecimal() and len(last) <= 2 else None


def read_answer(came: bytes) -> Ground:
    """What a terminal said; `came` is everything that was read from it, keys that were typed included."""
    color = _COLOR.search(came)
    dark = True
    if color is not None:
        red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in color.groups())
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < _DARK_BELOW
    rest = _ATTRIBUTES.sub(b"", _COLOR.sub(b"", came))
    typed = rest.decode(errors="ignore").partition("\x1b")[0]
    late = color is None and _ATTRIBUTES.search(came) is None
    return Ground(dark, late, "".join(character for character in typed if character.isprintable()))
