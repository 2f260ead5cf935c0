"""Documents to export: a post of our own that quotes two pages, and any article that a test makes up."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import reader
from reader.errors import FetchError
from reader.export.document import document
from reader.reading import Reading
from reader.sources.model import Page, Validators

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.export.document import Document

MADE = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

POST = """\
<html lang="en"><head><title>The quay is nobody's</title><meta name="author" content="Ruth Okafor, Ines Müller">
<meta property="og:site_name" content="Tidewatch"><meta property="article:published_time" content="2024-03-12"></head>
<body><article><h1>The quay is nobody's</h1>
<p>The council says the quay is sold.
The <a href="https://courier.example/quay">Courier</a> says that it is let:</p>
<blockquote cite="https://courier.example/quay"><p>The north quay has been let for nine years, two people who saw the
papers said.</p></blockquote>
<p>“The harbour master was asked by nobody at all”, wrote
<a href="https://wire.example/master?a=1&amp;b=2">the wire</a>,
and the <a href="https://lost.example/page">minutes</a> are gone. <em>So</em> which is it? Reuters knows as little.</p>
<ul><li>One <strong>thing</strong></li><li>and <code>another</code></li></ul>
<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2023</td><td>12</td></tr></table>
<p>It goes on for a while after that, as such things do, with nothing said that matters to anybody who reads it.</p>
</article></body></html>
"""

SAID = "The north quay has been let for two years, two people who saw the papers said. "
ASKED = "The harbour master was asked by nobody at all, the board found when it met. "

PAGES = {
    "https://courier.example/quay": f"<title>Quay let</title><meta name=author content='A. Reporter'><p>{SAID * 30}",
    "https://wire.example/master?a=1&b=2": f"<title>Master & board {{100%}}</title><p>{ASKED * 30}",
}


class Pages:
    """A web of a few pages."""

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
        if url not in PAGES:
            raise FetchError("http", "The server answered 410 Gone.", status=410)
        return Page(url, url, 200, "text/html", PAGES[url].encode())

    async def close(self) -> None:
        pass


async def parsed(page: Page, _background: bool) -> Article:
    return reader.read(page.body, page.content_type, page.final_url)


def reading_of(article: Article, web: Pages | None = None) -> Reading:
    return Reading(article, web, parsed, lambda _: None)


def post(source: str = "post.html") -> Document:
    """The document of the post, its sources followed."""

    async def followed() -> Document:
        reading = reading_of(reader.read(POST, "text/html", "https://tidewatch.example/quay"), Pages())
        await reading.follow()
        return document(reading, source, MADE)

    return asyncio.run(followed())


def unread(article: Article) -> Document:
    """The document of an article of which no source was fetched."""
    return document(reading_of(article), "made up", MADE)
