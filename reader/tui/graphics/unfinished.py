"""Control sequences that come in pieces, as over a slow line: what is begun waits for its end, and becomes no keys.

Textual takes for keys what is not finished a tenth of a second after it began. An Escape by itself is left to that: it
may be the key, which must not be slow.
"""

from __future__ import annotations

from reader.article.patterns import pattern

SECONDS = 1.0
"""How long the rest of a sequence is waited for."""

LONGEST = 4096
"""Characters of a sequence at most; what is longer is none."""

# ECMA-48: a control sequence with its parameters, or a string (of a device, of the system, of an application) and the
# first half of what ends it. Of a string there must be a character: Alt with that letter begins like one.
_BEGUN = pattern(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x1b\x07]+\x1b?)\Z")


class Unfinished:
    """Holds back the sequence that what was typed ends in, if that is not finished."""

    def __init__(self) -> None:
        self._begun = ""
        self._since = 0.0

    def whole(self, came: str, now: float) -> str:
        """What `came` with what was held before it, but for a sequence at its end; `now` is in seconds."""
        before, came = self._begun, self._begun + came
        begun = _BEGUN.search(came, max(0, len(came) - LONGEST))
        self._begun = begun[0] if begun else ""
        if not (before and self._begun.startswith(before)):
            self._since = now
        return came[: len(came) - len(self._begun)]

    def left(self, now: float) -> str:
        """What was held and has waited long enough: no more of it is to come."""
        if now - self._since < SECONDS:
            return ""
        left, self._begun = self._begun, ""
        return left
