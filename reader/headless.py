"""The headless face: `check` and `--plain`, which read, follow the sources as far as asked, and print."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.article.clean import line
from reader.article.model import Format
from reader.errors import OpenError, PullquoteError
from reader.opening import STANDARD_INPUT, Given, is_address, take
from reader.plain import linear
from reader.report import is_wrong, report, to_json
from reader.report_lines import to_lines, to_markdown
from reader.session import Session
from reader.terminals import keyboard_from_terminal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from reader.article.model import Article
    from reader.options import Options
    from reader.reading import Reading
    from reader.sources.model import Tracked


SECONDS_TO_CLOSE = 10.0
"""How long the end waits for what is still to be written into the library; nobody waits for the screen."""

_LONGEST_LINE = 1 << 16

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
    return asyncio.run(_check([(one, taken(one, base)) for one in where], base, options, form, seconds))


def print_plain(where: str, base: str | None, options: Options) -> None:
    """Print an article as linear text, once its sources are followed as far as `PATIENCE` allows.

    Raises:
        OpenError: it could not be had.
        UnreadableError: it is no article.
    """
    asked = taken(where, base)
    sys.stdout.write(_fitted(asyncio.run(_plain(lambda session: opened(session, asked, base), options))))


def print_demo(options: Options, *, flattened: bool) -> None:
    """Print the demo's article as linear text; `flattened` loses its marks first, to show the guess."""
    from reader import demo

    text = Given(demo.flattened().encode(), "text/plain")
    with demo.Site() as site:
        options = options._replace(routes=site.routes())
        opening = (lambda session: session.parse(text)) if flattened else (lambda session: session.open(demo.ADDRESS))
        sys.stdout.write(_fitted(asyncio.run(_plain(opening, options))))


def talk(where: str | None, base: str | None, options: Options) -> None:
    """The linear face as the whole program: print an article and take commands of one line.

    Raises:
        OpenError: the article could not be had.
        UnreadableError: it is no article.
        SettingsError: there is no keyboard.
    """
    asked = taken(where, base) if where is not None else None
    _require_keyboard()
    asyncio.run(_talk((lambda session: opened(session, asked, base)) if asked is not None else None, where, options))


def talk_demo(options: Options, *, flattened: bool) -> None:
    """The same with the demo's article."""
    from reader import demo

    _require_keyboard()
    text = Given(demo.flattened().encode(), "text/plain")
    with demo.Site() as site:
        options = options._replace(routes=site.routes(), log=None)  # its requests never leave this machine
        opening = (lambda session: session.parse(text)) if flattened else (lambda session: session.open(demo.ADDRESS))
        asyncio.run(_talk(opening, "the demo", options))


def _require_keyboard() -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        keyboard_from_terminal()


async def _talk(opening: Callable[[Session], Awaitable[Article]] | None, name: str | None, options: Options) -> None:
    from reader.plain.talking import Talk

    session = Session(options, tell=tell)
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def typed() -> None:
        """What the terminal has, which is a line; nothing at the end of input."""
        data = os.read(0, _LONGEST_LINE)
        lines.put_nowait(data.decode(errors="replace") if data else None)

    async def hear(prompt: str) -> str | None:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        return await lines.get()

    def say(words: str) -> None:
        sys.stdout.write(f"{_fitted(words)}\n\n")
        sys.stdout.flush()

    # Neither a thread, which would hold up the end, nor readline, which writes escape sequences.
    asyncio.get_running_loop().add_reader(0, typed)
    try:
        await Talk(session, say, hear).run(await opening(session) if opening else None, name or "")
    finally:
        asyncio.get_running_loop().remove_reader(0)
        await session.close()


def taken(where: str, base: str | None) -> str | Given:
    """Standard input is read before there is an event loop, so that Ctrl+C ends the wait for it."""
    return take(where, base) if where == STANDARD_INPUT else where


async def opened(session: Session, asked: str | Given, base: str | None) -> Article:
    """The article that was asked for. Raises OpenError and UnreadableError."""
    return await (session.open(asked, base) if isinstance(asked, str) else session.parse(asked))


async def _check(
    where: Sequence[tuple[str, str | Given]], base: str | None, options: Options, form: str, seconds: float
) -> Outcome:
    session = Session(options, tell=tell)
    deadline = asyncio.get_running_loop().time() + seconds
    wrong = False
    unread: list[PullquoteError] = []
    try:
        for one, asked in where:
            try:
                async with asyncio.timeout_at(deadline):
                    article = await opened(session, asked, base)
            except TimeoutError:
                unread.append(OpenError(f"{one} could not be opened in time; give more with --timeout."))
                continue
            except PullquoteError as error:
                unread.append(error)
                continue
            reading = session.reading(article, _ignore)
            await follow(reading, deadline)
            found = report(reading, one, await asyncio.to_thread(_lines, asked, article))
            wrong = wrong or is_wrong(found)
            sys.stdout.write(_printed(found, form))
            sys.stdout.flush()
    finally:
        await session.close(SECONDS_TO_CLOSE)
    return Outcome(wrong, tuple(unread))


async def _plain(opening: Callable[[Session], Awaitable[Article]], options: Options) -> str:
    session = Session(options, tell=tell)
    deadline = asyncio.get_running_loop().time() + PATIENCE
    try:
        reading = session.reading(await opening(session), _ignore)
        await follow(reading, deadline)
        return linear(reading)
    finally:
        await session.close(SECONDS_TO_CLOSE)


def _fitted(words: str) -> str:
    """Broken to the width of the terminal; as it is where another program takes it."""
    if not sys.stdout.isatty():
        return words
    import shutil

    from reader.plain.wrapping import wrapped

    return wrapped(words, shutil.get_terminal_size().columns)


async def follow(reading: Reading, deadline: float) -> None:
    """Follow the sources until the loop's clock shows the deadline, and say so where that was too early."""
    try:
        async with asyncio.timeout_at(deadline):
            await reading.follow()
    except TimeoutError:
        print("pullquote: the time is up; sources still on their way are reported as such.", file=sys.stderr)
        await reading.conclude()


def tell(sentence: str) -> None:
    """Say on standard error what is wrong with the library."""
    print(f"pullquote: {line(sentence)}", file=sys.stderr)


def _lines(asked: str | Given, article: Article) -> dict[str, int]:
    """On which line of the file each quotation begins, where the article is a text in a file."""
    if article.format not in (Format.MARKDOWN, Format.TEXT) or not isinstance(asked, str) or is_address(asked):
        return {}
    from reader.article.charset import decode
    from reader.quotes.linenumbers import line_numbers

    try:
        return line_numbers(decode(take(asked).data), article)
    except OpenError:  # it is gone since
        return {}


def _printed(found: dict[str, Any], form: str) -> str:
    if form == "json":
        return to_json(found, indent=None)
    return to_markdown(found) if form == "markdown" else to_lines(found)


def _ignore(_tracked: Tracked) -> None:
    """Nobody watches: the report is made at the end."""
