"""The headless face: `check` and `--plain`, which read, follow the sources as far as asked, and print."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from unicodedata import category

from reader.article.clean import line
from reader.errors import OpenError, PullquoteError
from reader.opening import STANDARD_INPUT, Given, take
from reader.plain import linear
from reader.report import is_wrong, report, to_lines, to_markdown
from reader.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from reader.article.model import Article
    from reader.options import Options
    from reader.reading import Reading
    from reader.sources.model import Tracked


PATIENCE = 30.0
"""Seconds for which linear text waits for the sources; offline it waits for none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check came to: whether something in an article is wrong, and the articles that could not be read."""

    wrong: bool
    unread: tuple[PullquoteError, ...]


def check(where: Sequence[str], base: str | None, options: Options, *, form: str, seconds: float) -> Outcome:
    """Check each article and print its report.

    Args:
        where: addresses, files or "-".
        base: the address that a file was published at.
        options: how the session behaves.
        form: "json" (one object a line), "markdown" or "lines".
        seconds: for the whole check; sources that are still on their way then are reported as such.
    """
    return asyncio.run(_check([(one, _taken(one, base)) for one in where], base, options, form, seconds))


def print_plain(where: str, base: str | None, options: Options) -> None:
    """Print an article as linear text, once its sources are followed as far as `PATIENCE` allows.

    Raises:
        OpenError: it could not be had.
        UnreadableError: it is no article.
    """
    asked = _taken(where, base)
    sys.stdout.write(asyncio.run(_plain(lambda session: _opened(session, asked, base), options)))


def print_demo(options: Options, *, flattened: bool) -> None:
    """Print the demo's article as linear text; `flattened` loses its marks first, to show the guess."""
    from reader import demo

    text = Given(demo.flattened().encode(), "text/plain")
    with demo.Site() as site:
        options = replace(options, routes=site.routes())
        opening = (lambda session: session.parse(text)) if flattened else (lambda session: session.open(demo.ADDRESS))
        sys.stdout.write(asyncio.run(_plain(opening, options)))


def _taken(where: str, base: str | None) -> str | Given:
    """Standard input is read before there is an event loop, so that Ctrl+C ends the wait for it."""
    return take(where, base) if where == STANDARD_INPUT else where


async def _opened(session: Session, asked: str | Given, base: str | None) -> Article:
    return await (session.open(asked, base) if isinstance(asked, str) else session.parse(asked))


async def _check(
    where: Sequence[tuple[str, str | Given]], base: str | None, options: Options, form: str, seconds: float
) -> Outcome:
    session = Session(options, tell=_tell)
    deadline = asyncio.get_running_loop().time() + seconds
    wrong = False
    unread: list[PullquoteError] = []
    try:
        for one, asked in where:
            try:
                async with asyncio.timeout_at(deadline):
                    article = await _opened(session, asked, base)
            except TimeoutError:
                unread.append(OpenError(f"{one} could not be opened in time; give more with --timeout."))
                continue
            except PullquoteError as error:
                unread.append(error)
                continue
            reading = session.reading(article, _ignore)
            await _follow(reading, deadline)
            found = report(reading, one)
            wrong = wrong or is_wrong(found)
            sys.stdout.write(_printed(found, form))
            sys.stdout.flush()
    finally:
        await session.close()
    return Outcome(wrong, tuple(unread))


async def _plain(opening: Callable[[Session], Awaitable[Article]], options: Options) -> str:
    session = Session(options, tell=_tell)
    deadline = asyncio.get_running_loop().time() + PATIENCE
    try:
        reading = session.reading(await opening(session), _ignore)
        await _follow(reading, deadline)
        return linear(reading)
    finally:
        await session.close()


async def _follow(reading: Reading, deadline: float) -> None:
    try:
        async with asyncio.timeout_at(deadline):
            await reading.follow()
    except TimeoutError:
        print("pullquote: the time is up; sources still on their way are reported as such.", file=sys.stderr)
        await reading.conclude()


def _tell(sentence: str) -> None:
    print(f"pullquote: {line(sentence)}", file=sys.stderr)


def _printed(found: dict[str, Any], form: str) -> str:
    if form == "json":
        return _one_line(found) + "\n"
    return to_markdown(found) if form == "markdown" else to_lines(found)


def _one_line(found: dict[str, Any]) -> str:
    """The report as JSON. What was asked for stands in it as it was given, so what steers a terminal is escaped."""
    text = json.dumps(found, ensure_ascii=False)
    steering = [one for one in set(text) if not (one.isprintable() or category(one) == "Zs")]
    return text.translate({ord(one): json.dumps(one)[1:-1] for one in steering})


def _ignore(_tracked: Tracked) -> None:
    """Nobody watches: the report is made at the end."""
