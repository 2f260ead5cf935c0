"""The linear face as the whole program: it says something, takes a line, and says the next thing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.article.clean import line as cleaned
from reader.errors import PullquoteError
from reader.plain.commands import help_text, understood
from reader.plain.listing import entries, quotation_lines, quotations, source_lines, sources
from reader.plain.place import Place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from reader.article.model import Article
    from reader.reading import Reading
    from reader.session import Session
    from reader.sources.model import Tracked

PROMPT = "> "
NOTHING_OPEN = "Nothing is open. Type open and an address or a file."
UNKNOWN = "There is no such command; help lists them."


class Talk:
    """A conversation about articles.

    Args:
        session: opens articles and fetches their sources.
        say: prints one answer.
        hear: gives the next line that was typed, or None at the end.
    """

    def __init__(
        self, session: Session, say: Callable[[str], None], hear: Callable[[str], Awaitable[str | None]]
    ) -> None:
        self._session = session
        self._say = say
        self._hear = hear
        self._trail: list[Place] = []
        self._following: set[asyncio.Task[None]] = set()

    async def run(self, article: Article | None, name: str) -> None:
        """Talk until the person has had enough; `article` is open at the start."""
        self._say(self._opened(article, name) if article else f"{NOTHING_OPEN} Help lists the commands.")
        try:
            while (line := await self._hear(PROMPT)) is not None:
                command, rest = understood(cleaned(line))
                if command == "quit":
                    break
                self._say(await self._answer(command, rest))
        finally:
            for task in self._following:
                task.cancel()
            await asyncio.gather(*self._following, return_exceptions=True)

    async def _answer(self, command: str, rest: str) -> str:
        if command in ("", "help"):
            return help_text() if command else UNKNOWN
        if command == "open" and not rest.isdecimal():
            return await self._open(rest)
        if not self._trail:
            return NOTHING_OPEN
        if command in ("open", "article", "source", "heading"):
            return await self._by_number(command, rest)
        return self._about(self._trail[-1], command, rest)

    def _about(self, here: Place, command: str, rest: str) -> str:
        """The answers that need no waiting."""
        many = max(1, int(rest)) if rest.isdecimal() else 1
        answers: dict[str, Callable[[], str]] = {
            "next": lambda: here.forward(many),
            "previous": lambda: here.backward(many),
            "read": here.rest,
            "again": lambda: here.go_to(max(here.at, 0)),
            "top": lambda: here.go_to(0),
            "find": lambda: here.find(rest),
            "contents": here.contents,
            "quotations": lambda: "\n".join(quotations(here.reading)) or "Nothing is quoted here.",
            "sources": lambda: "\n".join(sources(here.reading)) or "This article has no sources.",
            "where": here.where,
            "back": self._back,
        }
        return answers[command]()

    async def _by_number(self, command: str, rest: str) -> str:
        here = self._trail[-1]
        reading = here.reading
        found = {
            "article": reading.article.entries,
            "heading": here.headings(),
        }.get(command, reading.sources)
        number = int(rest) if rest.isdecimal() else 0
        if not 1 <= number <= len(found):
            what = "source" if command == "open" else command
            return (
                f"Give the number of {'an' if what == 'article' else 'a'} {what}, from 1 to {len(found)}." * bool(found)
                or f"There is no {what} here."
            )
        if command == "heading":
            return here.go_to(here.headings()[number - 1])
        if command == "article":
            return await self._open_entry(number)
        if command == "source":
            return await self._tell_source(reading, number)
        return await self._open_source(reading, number)

    async def _open(self, where: str) -> str:
        if not where:
            return "Say what to open: a source's number, an address or a file."
        try:
            return self._opened(await self._session.open(where), where)
        except PullquoteError as error:
            return cleaned(str(error))

    async def _open_entry(self, number: int) -> str:
        entry = self._trail[-1].reading.article.entries[number - 1]
        if entry.article is not None:
            return self._opened(entry.article, entry.title)
        return await self._open(entry.url) if entry.url else f"{entry.title} has no address of its own."

    async def _open_source(self, reading: Reading, number: int) -> str:
        source = reading.sources[number - 1]
        if source.url is None:
            return f"{source.name} is only named; there is nothing to open."
        tracked = reading.tracked[source.id]
        if tracked.article is None:
            self._say(f"Fetching {source.name}.")
            tracked = await reading.again(source.id)
        if tracked.article is None:
            return "\n".join(source_lines(reading, number, source))
        return self._opened(tracked.article, source.name)

    async def _tell_source(self, reading: Reading, number: int) -> str:
        source = reading.sources[number - 1]
        lines = source_lines(reading, number, source)
        article = reading.tracked[source.id].article
        if article is not None:
            details = [one for one in (article.title, article.site, article.byline) if one]
            lines += [f"  {', '.join(details)}, {article.words} words"]
            if (passage := await asyncio.to_thread(reading.passage, source.id)) is not None:
                lines += ["passage:", article.block(passage.block).text[passage.start : passage.end]]
        for i, quotation in enumerate(reading.article.quotations, 1):
            if reading.source_of(quotation) == source.id:
                lines += quotation_lines(reading, i, quotation)
        return "\n".join(lines)

    def _opened(self, article: Article, name: str) -> str:
        place = Place(self._session.reading(article, _ignore), cleaned(name))
        self._trail.append(place)
        task = asyncio.create_task(place.reading.follow())
        self._following.add(task)
        task.add_done_callback(self._following.discard)
        choice = "\n".join(entries(place.reading))
        return "\n\n".join(one for one in (place.opening(), choice, place.forward()) if one)

    def _back(self) -> str:
        if len(self._trail) == 1:
            return "There is nothing to go back to."
        self._trail.pop()
        here = self._trail[-1]
        return f"Back in {here.title}.\n\n{here.go_to(max(here.at, 0))}"


def _ignore(_tracked: Tracked) -> None:
    """Nothing is said of what arrives until the person asks."""
