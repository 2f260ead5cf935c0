"""`pullquote recheck`: asks again for what is remembered, or for the sources of an article, and prints the outcome."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.article.clean import line
from reader.errors import SettingsError
from reader.headless import SECONDS_TO_CLOSE, tell
from reader.progress import Work
from reader.recheck import Rechecked, Which, addresses, now, recheck, remembered
from reader.session import Session
from reader.shelf import identity_of
from reader.sources.references import gather
from reader.vocabulary import many

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.article.model import Article
    from reader.options import Options
    from reader.sources.memory import Memory
    from reader.sources.model import Source


def run(
    where: Sequence[str],
    options: Options,
    which: Which,
    *,
    older: float | None = None,
    as_json: bool = False,
    memory: Memory | None = None,
) -> bool:
    """Ask again and print; gives whether something is worse than it was.

    Args:
        where: articles whose sources are meant; none for what is remembered.
        options: how the session behaves.
        which: of what is remembered.
        older: only what was last asked for so many days ago.
        as_json: one JSON object a source, one a line.
        memory: what is remembered; without it, what the library has.

    Raises:
        SettingsError: nothing is remembered, and no article is named.
        OpenError, UnreadableError: an article could not be read.
    """
    if memory is None and options.library is None and not where:
        raise SettingsError("Nothing is remembered without a library; name an article whose sources are meant.")
    found: dict[str, Rechecked] = {}
    try:
        asyncio.run(_recheck(where, options, which, older, memory, found))
    except KeyboardInterrupt:
        _print(found, as_json=as_json)  # what was done until then is remembered, so it is said
        raise
    _print(found, as_json=as_json)
    return any(one.is_news for one in found.values())


async def _recheck(
    where: Sequence[str],
    options: Options,
    which: Which,
    older: float | None,
    memory: Memory | None,
    found: dict[str, Rechecked],
) -> None:
    session = Session(options, tell=tell)
    memory = session.memory = memory or session.memory

    work = Work("Asking again", "asked for again", 0)

    def heard(one: Rechecked) -> None:
        found[one.url] = one
        work.did(one.url)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{work.name}: {work.count} …\x1b[K")
            sys.stderr.flush()

    try:
        if where:
            for one in where:
                article = await session.open(one)
                sources = gather(article)
                work.total += sum(source.url is not None for source in sources)
                try:
                    await recheck(session, sources, heard, published=article.published)
                finally:
                    _note_cited(session, article, sources, found)
        elif memory is not None:
            age = timedelta(days=older) if older is not None else None
            chosen = await asyncio.to_thread(remembered, memory, which, age, now())
            work.total = len(chosen)
            await recheck(session, addresses(one.url for one in chosen), heard)
    finally:
        if sys.stderr.isatty() and found:
            with suppress(OSError):
                sys.stderr.write("\r\x1b[K")
        await session.close(SECONDS_TO_CLOSE)


def _note_cited(session: Session, article: Article, sources: Sequence[Source], found: Mapping[str, Rechecked]) -> None:
    """Note in the library what the article cites, so that its sources are an article's; its verdicts stand."""
    from reader.library.records import Cited

    key, library = session.opened_as(article).key, session.shelf.memory.opened
    if key is None or library is None:
        return
    before = {one.url: one for one in library.cited(key)}
    cited = []
    for source in sources:
        url = identity_of(source.url)
        known = before.get(url, Cited(url, source.name, "queued" if url else "named"))
        heard = found.get(source.url or "")
        cited.append(known._replace(name=source.name, state=heard.tracked.state.value if heard else known.state))
    library.note_cited(key, cited)


def _print(found: dict[str, Rechecked], *, as_json: bool) -> None:
    for one in found.values():
        print(_json(one) if as_json else _line(one))
    if not as_json:
        print(_summary(found))


def _line(one: Rechecked) -> str:
    tracked = one.tracked
    was = f" (was {one.before})" if one.before is not None and one.before is not tracked.state else ""
    lines = [f"{tracked.state:<9} {line(one.url)}{was}"]
    if tracked.error is not None:
        lines.append(f"          {line(tracked.error.message)}")
    if tracked.copy is not None:
        lines.append(f"          a copy of {tracked.copy.taken:%-d %b %Y}: {line(tracked.copy.url)}")
    return "\n".join(lines)


def _summary(found: dict[str, Rechecked]) -> str:
    news = sum(one.is_news for one in found.values())
    return (
        f"{many(len(found), 'source')} asked for again; {news} of them gone or changed since."
        if found
        else "Nothing is due."
    )


def _json(one: Rechecked) -> str:
    tracked = one.tracked
    drifted = tracked.remembered.drifted if tracked.remembered is not None else None
    return json.dumps({
        "url": one.url,
        "before": one.before,
        "state": tracked.state,
        "http_status": tracked.http_status,
        "error": tracked.error._asdict() if tracked.error else None,
        "drifted": drifted.isoformat() if drifted is not None else None,
        "archive": tracked.copy.url if tracked.copy else None,
    })  # fmt: skip
