"""What came when a source was asked for, and what it makes of the source. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.canonical import identity
from reader.sources.failures import answer_words
from reader.sources.model import SourceKind, State
from reader.sources.transitions import Seen

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.errors import FetchError
    from reader.sources.memory import Capture, Remembered
    from reader.sources.model import Page, Source, Tracked
    from reader.sources.states import Outcome as Settled


class Answer(NamedTuple):
    """What came when it was asked for: a page or why there is none; what was known before, and read already."""

    page: Page | None
    error: FetchError | None
    before: Remembered | None
    stored: Capture | None
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source, before it is remembered.

    Attributes:
        tracked: what is to be shown.
        seen: what the attempt showed, by itself.
        before: what was remembered before it.
        capture: the page to keep, or None.
    """

    tracked: Tracked
    seen: Seen
    before: Remembered | None
    capture: Capture | None = None


def seen_on(source: Source, page: Page, media: str, article: Article | None, settled: Settled) -> Seen:
    """What an answer showed, seen by itself.

    Args:
        source: that was asked for.
        page: the answer.
        media: the essence of its content type.
        article: what was read from it, or None.
        settled: what it says of the source (`reader.sources.states.settle`).
    """
    state, failure = settled
    words = f" with {article.words:,} words of text" if article is not None else ""
    return Seen(
        identity(source.url or ""),
        state,
        failure.message if failure is not None else f"The server answered {answer_words(page.status)}{words}.",
        failure.phase if failure is not None else None,
        page.status,
        page.final_url,
        media,
        article is not None,
        page.etag,
        page.last_modified,
        title=article.title if article is not None else None,
        byline=article.byline if article is not None else None,
        site=article.site if article is not None else None,
        published=article.published if article is not None else None,
    )


def sha256_of(page: Page) -> str:
    """SHA-256 of the bytes of a page, in hexadecimal."""
    return sha256(page.body).hexdigest()


def asked_for(tracked: Tracked) -> Tracked:
    """A source whose copy was asked for: what was fetched of it before is not what is shown now."""
    return replace(tracked, error=None) if tracked.from_archive else tracked


def is_of(tracked: Tracked, page: Page) -> bool:
    """Whether a page is what a source's address leads to; one that is being asked for has its own answer."""
    source = tracked.source
    wanted = source.kind is not SourceKind.NAMED and tracked.state is not State.FETCHING
    return wanted and source.url is not None and identity(source.url) == identity(page.url)
