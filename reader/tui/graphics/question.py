"""What the terminal can show of a picture: the question, asked when the first one is wanted, and the answers to it.

Five questions go at once: kitty's graphics protocol (a query that keeps nothing), the terminal's name and version
(XTVERSION), the size of a cell in pixels (a window report), the colours and the size of a sixel bitmap (XTSMGRAPHICS),
and the primary device attributes. Every terminal answers the last, so that its answer says that no other is to come.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTION = (
    "\x1b7"  # the cursor is put back, should a terminal print what it does not know
    "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
    "\x1b[>q"
    "\x1b[16t"
    "\x1b[?1;1;0S\x1b[?2;1;0S"
    "\x1b8\x1b[c"
)

# Neither none nor too many: a cell of no pixels divides nothing, and what is longer is no number of anything here.
_COUNT = "[1-9][0-9]{0,4}"
_ANSWER = re.compile(
    r"\x1b_Gi=31;(?P<kitty>[^\x1b]*)\x1b\\"
    r"|\x1bP>\|(?P<name>[^\x1b]*)\x1b\\"
    rf"|\x1b\[6;(?P<high>{_COUNT});(?P<wide>{_COUNT})t"
    r"|\x1b\[6(?:;\d*)*t"
    rf"|\x1b\[\?1;0;(?P<colors>{_COUNT})S"
    rf"|\x1b\[\?2;0;(?P<widest>{_COUNT});\d+S"
    r"|\x1b\[\?[12](?:;\d*)*S"
    r"|\x1b\[\?(?P<attributes>[\d;]*)c"
)
_CUT_SHORT = re.compile(r"\x1b(?:_[^\x1b]*\x1b?|P[^\x1b]*\x1b?|\[[?\d;]*)?\Z")
_SIXEL = "4"
_VERSION = re.compile(r"(?P<name>[\w-]+)\D*(?P<major>\d+)(?:\.(?P<minor>\d+))?", re.ASCII)
_LONGEST_NAME = 100
"""Characters of a name and version that are looked at; the expression takes their square."""
_PLACEHOLDERS_SINCE = {"kitty": (0, 28), "ghostty": (1, 0)}
"""The terminals that draw an image where its placeholders stand; others that know the protocol print those."""


class Answer(NamedTuple):
    """What a terminal said.

    Attributes:
        kitty: whether it draws kitty's images, where placeholders stand in the text.
        sixel: whether it draws sixels.
        cell: the pixels of a cell, across and down, or None where it did not say.
        colors: colours of a sixel bitmap at most.
        widest: pixels of a sixel bitmap at most, across; 0: as many as one likes.
    """

    kitty: bool = False
    sixel: bool = False
    cell: tuple[int, int] | None = None
    colors: int = 256
    widest: int = 0


class Listener:
    """Takes a terminal's answers from among what the person types. Fed on the thread that reads the keyboard."""

    def __init__(self) -> None:
        self._answered: Callable[[Answer], None] | None = None
        self._asked = False
        self._answer = Answer()
        self._may_place = self._knows_kitty = False
        self._rest = ""

    def listen(self, answered: Callable[[Answer], None]) -> None:
        """The question is about to be asked; `answered` is called, on the other thread, once all answers are there."""
        self._answered, self._asked = answered, True

    def give_up(self) -> None:
        """Nobody waits any more; what comes late is still no key."""
        self._answered = None

    def typed(self, came: str) -> str:
        """What the person typed of all that `came`; an answer that may be cut short waits for its end."""
        if not self._asked:
            return came
        typed = _ANSWER.sub(self._note, self._rest + came)
        cut = _CUT_SHORT.search(typed) if self._answered is not None else None
        self._rest = typed[cut.start() :] if cut else ""
        return typed[: cut.start()] if cut else typed

    def left(self) -> str:
        """What was taken for the beginning of an answer, and was none: nothing followed."""
        left, self._rest = self._rest, ""
        return left

    def _note(self, answer: re.Match[str]) -> str:
        said = answer.groupdict()
        if said["kitty"] is not None:
            self._knows_kitty = said["kitty"] == "OK"
        elif said["name"] is not None:
            self._may_place = has_placeholders(said["name"])
        elif said["wide"] is not None:
            self._answer = self._answer._replace(cell=(int(said["wide"]), int(said["high"])))
        elif said["colors"] is not None:
            self._answer = self._answer._replace(colors=int(said["colors"]))
        elif said["widest"] is not None:
            self._answer = self._answer._replace(widest=int(said["widest"]))
        elif said["attributes"] is not None:
            self._end(_SIXEL in said["attributes"].split(";")[1:])
        return ""

    def _end(self, sixel: bool) -> None:  # noqa: FBT001 - of one meaning
        answered, self._answered = self._answered, None
        if answered is not None:
            answered(self._answer._replace(kitty=self._knows_kitty and self._may_place, sixel=sixel))


def has_placeholders(name: str) -> bool:
    """Whether a terminal of that name and version, as in "kitty(0.32.2)", draws images at placeholders."""
    found = _VERSION.match(name[:_LONGEST_NAME])
    if found is None:
        return False
    since = _PLACEHOLDERS_SINCE.get(found["name"].lower())
    return since is not None and (int(found["major"]), int(found["minor"] or 0)) >= since
