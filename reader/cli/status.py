"""How a command ends: its exit status, and what is said on standard error."""

from __future__ import annotations

import sys

OK, WRONG, USAGE, UNREADABLE = 0, 1, 2, 3
"""Exit status: nothing is wrong; a quotation or source is; the command line or settings are; no article was read."""

INTERRUPTED = 130


def complain(sentence: str, status: int = OK) -> int:
    """Say a sentence, made safe for a terminal; returns the status."""
    from reader.article.clean import line

    if sys.stderr is not None:
        print(f"pullquote: {line(sentence)}", file=sys.stderr)
    return status


def crashed(error: Exception) -> int:
    """Report a mistake of ours; returns the status."""
    from reader import crash

    if sys.stderr is not None:
        print(crash.report(error), file=sys.stderr)
    return crash.STATUS
