"""The stops of Tab: the links of an article, the sources that it names without one, the pictures that can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page.view import PageLink

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.sources.model import Source


def stops_of(article: Article, sources: tuple[Source, ...], *, pictures: bool = False) -> tuple[PageLink, ...]:
    """The stops in document order; figures whose pictures can be had are among them where `pictures` are shown.

    A mention that overlaps a link is that link: it says which source the link is of. Any other mention is a stop of its
    own.
    """
    mentions: dict[int, list[tuple[int, int, str]]] = {}
    for source in sources:
        for mention in source.mentions:
            index = article.index.get(mention.block)
            if index is not None:
                mentions.setdefault(index, []).append((mention.start, mention.end, source.id))
    stops: list[PageLink] = []
    for index, block in enumerate(article.blocks):
        here = mentions.get(index, [])
        if pictures and block.figure is not None and block.figure.image:
            stops.append(PageLink(index, 0, 0, block.figure.image, None, picture=True))
        for link in block.links:
            of = [each for each in here if each[0] < link.end and link.start < each[1]]
            exact = next((each for each in of if each[:2] == (link.start, link.end)), of[0] if of else None)
            target = article.index.get(link.target) if link.target else None
            stops.append(PageLink(index, link.start, link.end, link.url, exact[2] if exact else None, target))
        for start, end, source_id in here:
            if start < end and not any(start < link.end and link.start < end for link in block.links):
                stops.append(PageLink(index, start, end, None, source_id))
    return tuple(sorted(stops, key=lambda stop: (stop.block, stop.start, stop.end)))
