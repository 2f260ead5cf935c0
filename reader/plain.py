"""An article as linear text: roles in words, no drawing characters, links numbered, sources listed at the end.

For pipes and for screen readers, which get no use out of panes and bars.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reader.article.model import Because, Kind, Voice
from reader.sources.model import SourceKind
from reader.verdicts import verdict_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article.model import Article, Block
    from reader.reading import Reading

    Numbers = dict[str, list[tuple[int, int]]]


def linear(reading: Reading) -> str:
    """The whole article as linear text; each change of voice is announced in words."""
    article = reading.article
    parts = [_heading(article)] if article.title else []
    numbers = _numbers(reading)
    said: tuple[Voice, str | None] | None = None
    for block in article.blocks:
        if block.kind == Kind.HEADING and block.text == article.title:
            continue
        role = (block.voice, block.quotation)
        if role != said and block.kind != Kind.RULE:
            parts.append(_role(block, reading))
            said = role
        if text := _text(block, numbers):
            parts.append(text)
    parts += ["\n".join(_sources(reading))] * bool(reading.sources)
    return "\n\n".join(parts) + "\n"


def _heading(article: Article) -> str:
    published = article.published.date().isoformat() if article.published else None
    details = [one for one in (article.site, article.byline, published) if one]
    return "\n".join(["title: " + (article.title or ""), *(["from: " + ", ".join(details)] if details else [])])


def _role(block: Block, reading: Reading) -> str:
    if block.voice != Voice.QUOTED:
        return f"{block.voice.value}:"
    quotation = reading.quotation(block.quotation)
    source = reading.tracked.get((reading.source_of(quotation) or "") if quotation else "")
    name = source.source.name if source else "an unnamed source"
    guess = " (a guess)" if block.because == Because.PROSE else ""
    verdict = verdict_words(reading.finding(quotation)) if quotation else "unverifiable"
    return f"quoted{guess} from {name}, {verdict}:"


def _text(block: Block, numbers: Numbers) -> str:
    if block.kind == Kind.RULE:
        return ""
    if block.kind == Kind.HEADING:
        return f"heading: {_numbered(block, numbers)}"
    if block.kind == Kind.FIGURE:
        alt = block.figure.alt if block.figure else ""
        words = dict.fromkeys(one for one in (alt, block.text) if one)  # a caption may be the alternative text again
        return "picture: " + ". ".join(words) if words else ""
    if block.kind == Kind.LIST_ITEM:
        marker = {"•": "-", "": " "}.get(block.marker, block.marker)
        return f"{'  ' * max(0, block.level - 1)}{marker} {_numbered(block, numbers)}"
    if block.kind == Kind.TABLE:
        return "table:\n" + block.text.replace("\t", ", ")
    return _numbered(block, numbers)


def _numbers(reading: Reading) -> Numbers:
    found: Numbers = defaultdict(list)
    for number, source in enumerate(reading.sources, 1):
        for mention in source.mentions:
            found[mention.block].append((mention.end, number))
    return found


def _numbered(block: Block, numbers: Numbers) -> str:
    text = block.text
    for end, number in sorted(numbers.get(block.id, ()), reverse=True):
        text = f"{text[:end]} [{number}]{text[end:]}"
    return text


def _sources(reading: Reading) -> Iterator[str]:
    yield "sources:"
    for number, source in enumerate(reading.sources, 1):
        tracked = reading.tracked[source.id]
        where = source.url if source.kind == SourceKind.LINK else "named without a link"
        yield f"[{number}] {source.name}, {tracked.state.value}: {where}"
