"""What is printed where the program ends by a mistake in it: where in the code, and nothing of what was read.

An exception's message and the values in its frames may hold addresses and text of strangers; neither is used.
"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

STATUS = 1
"""Exit status after a crash."""

_FIRST, _LAST = 4, 10
"""Frames that are told of a long traceback: some of the outermost, more of the innermost."""

_MOST_ERRORS = 4


def report(error: BaseException) -> str:
    """The report of a crash: what kind of error it was, and where; its causes after it."""
    lines = ["pullquote: Pullquote ended because of a mistake in it, not because of anything you did.", ""]
    for one in _with_causes(error):
        lines.append(_kind(one))
        lines += [f"  {place}" for place in _places(one.__traceback__)]
    lines += ["", _versions(), "Start it again; your files are as they were. If it ends again, please report these"]
    lines += ["lines where you got Pullquote: they say where in it the mistake is, and nothing of what you read."]
    return "\n".join(lines)


def _with_causes(error: BaseException | None) -> list[BaseException]:
    """The error, then what it arose from, step by step; of several at once the first."""
    found: list[BaseException] = []
    while error is not None and len(found) < _MOST_ERRORS and not any(error is one for one in found):
        found.append(error)
        if isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        else:
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(traceback: TracebackType | None) -> list[str]:
    """Module, line and function of each frame, the outermost first. Never a path: it may tell a person's name."""
    places = list(_frames(traceback))
    left_out = len(places) - _FIRST - _LAST
    if left_out > 0:
        places[_FIRST:-_LAST] = [f"... {left_out} more"]
    return places


def _frames(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        frame = traceback.tb_frame
        yield f"{frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno} in {frame.f_code.co_qualname}"
        traceback = traceback.tb_next


def _versions() -> str:
    from importlib.metadata import PackageNotFoundError, version

    from reader import __version__

    try:
        textual = version("textual")
    except PackageNotFoundError:
        textual = "not found"
    return f"Pullquote {__version__}, Python {platform.python_version()}, Textual {textual}, {platform.system()}"
