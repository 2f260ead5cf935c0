"""What a terminal shows for the bytes that it gets, and what it answers to a program's questions.

The screen is pyte's. What pyte cannot parse is cut out first; none of it draws anything.
"""

from __future__ import annotations

import re

import pyte

UNDRAWN = re.compile(
    rb"\x1b[P_^X].*?\x1b\\"  # device control, application, privacy strings
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system commands: titles, hyperlinks, the clipboard
    rb"|\x1b\[[<>=][0-9;:]*[ -/]*[@-~]"  # private: the kitty keyboard protocol, device attributes
    rb"|\x1b\[\?[0-9;]*(?:u|\$p|n|r|s|S)"  # questions; modes put by and taken up again
    rb"|\x1b\[[0-9;]*(?: q|t)",  # cursor shape, window reports
    re.DOTALL,
)
UNFINISHED = re.compile(rb"\x1b(?:[P_^X\]](?:(?!\x1b\\|\x07).)*|\[[0-9;:<>=?!$ ]*)?\Z", re.DOTALL)
FRAME_MARK = re.compile(rb"\x1b\[\?2026([hl])")
QUESTION = re.compile(
    rb"\x1b\[(?P<csi>[<>=?]?[0-9;]*[ $]?)(?P<final>[cnptuqS])|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
    rb"|\x1b_Gi=(?P<image>[0-9]+)[^;\x1b]*,a=q[^\x1b]*\x1b\\"
)

CELL_WIDTH, CELL_HEIGHT = 8, 16
"""Pixels of a cell, as told to programs that ask."""

SYNCHRONIZED = b"2026"
UNSUPPORTED_MODES = frozenset({b"2048", b"1016"})
"""In-band resize and pixel mouse: with these the window's signal and cell positions are used, as in most terminals."""


class Emulator:
    """A terminal's screen. Feed it what a program wrote; read the lines.

    Attributes:
        drawing: whether a synchronized frame has begun and not ended.
        ground: each part of the background's colour, in hex.
        graphics: "kitty" or "sixel" for what it can, "silent" for a terminal that answers no question at all.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._rows = [""] * rows
        self.drawing = False
        self.ground = b"0000"
        self.graphics = ""

    def feed(self, data: bytes) -> None:
        """Take the next bytes; a sequence or character that they end inside is kept for the next call."""
        data = self._rest + data
        unfinished = UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:cut], data[cut:]
        for mark in FRAME_MARK.finditer(data):
            self.drawing = mark[1] == b"h"
        self._stream.feed(UNDRAWN.sub(b"", data))

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; what was drawn stays until the program draws anew."""
        self._screen.resize(lines=rows, columns=columns)
        self._rows = [""] * rows
        self._screen.dirty.update(range(rows))

    def lines(self) -> list[str]:
        """The rows as they stand, padded with blanks to the full width."""
        columns, rows = self.size
        for row in self._screen.dirty & set(range(rows)):
            cells = self._screen.buffer[row]
            self._rows[row] = "".join(cells[column].data for column in range(columns))
        self._screen.dirty.clear()
        return list(self._rows)

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor, from 1."""
        return self._screen.cursor.y + 1, self._screen.cursor.x + 1

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._screen.columns, self._screen.lines


def answers(data: bytes, screen: Emulator) -> tuple[bytes, bytes]:
    """What a terminal replies to the questions in `data`, and the tail of `data` that may be a question cut short."""
    replies = []
    unfinished = UNFINISHED.search(data)
    rest = data[unfinished.start() :] if unfinished else b""
    if screen.graphics == "silent":
        return b"", rest
    for question in QUESTION.finditer(data):
        if question["colour"]:
            shade = screen.ground if question["colour"] == b"11" else b"d0d0"
            replies.append(b"\x1b]%s;rgb:%s\x1b\\" % (question["colour"], b"/".join([shade] * 3)))
        elif question["image"]:
            replies.append(b"\x1b_Gi=%s;OK\x1b\\" % question["image"] if screen.graphics == "kitty" else b"")
        else:
            replies.append(_csi_answer(question["csi"], question["final"], screen))
    return b"".join(replies), rest


def _csi_answer(parameters: bytes, final: bytes, screen: Emulator) -> bytes:
    match final:
        case b"c" if parameters in (b"", b"0"):
            return b"\x1b[?62;4;22c" if screen.graphics == "sixel" else b"\x1b[?62;22c"
        case b"c" if parameters in (b">", b">0"):
            return b"\x1b[>41;390;0c"
        case b"n" if parameters == b"5":
            return b"\x1b[0n"
        case b"n" if parameters in (b"6", b"?6"):
            return b"\x1b[%d;%dR" % screen.cursor
        case b"p" if parameters.startswith(b"?") and parameters.endswith(b"$"):
            mode = parameters.strip(b"?$")
            return b"\x1b[?%s;%d$y" % (mode, 0 if mode in UNSUPPORTED_MODES else 2)
        case b"t":
            return _window_answer(parameters, screen)
        case b"u" if parameters == b"?":
            return b"\x1b[?0u"
        case b"q" if parameters in (b">", b">0"):
            return b"\x1bP>|%s\x1b\\" % (b"kitty(0.32.2)" if screen.graphics == "kitty" else b"harness(1)")
        case b"S" if screen.graphics == "sixel" and parameters in (b"?1;1;0", b"?2;1;0"):
            return b"\x1b[?1;0;64S" if parameters == b"?1;1;0" else b"\x1b[?2;0;1000;1000S"
    return b""


def _window_answer(parameters: bytes, screen: Emulator) -> bytes:
    columns, rows = screen.size
    match parameters:
        case b"14":
            return b"\x1b[4;%d;%dt" % (rows * CELL_HEIGHT, columns * CELL_WIDTH)
        case b"16":
            return b"\x1b[6;%d;%dt" % (CELL_HEIGHT, CELL_WIDTH)
        case b"18":
            return b"\x1b[8;%d;%dt" % (rows, columns)
    return b""
