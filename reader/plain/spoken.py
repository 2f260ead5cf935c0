"""One block of an article in words: its role where that changes, what it is, its text with the links numbered."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reader.article.certainty import DOUBTFUL
from reader.article.clean import line
from reader.article.extent import begins_page, extent
from reader.article.model import Attribution, Because, Kind, Voice
from reader.vocabulary import in_words

if TYPE_CHECKING:
    from reader.article.model import Article, Block, Quotation
    from reader.reading import Reading

    Numbers = dict[str, list[tuple[int, int]]]


UNNAMED = "an unnamed source"
_UNSURE = "this may not be the article."
_NONE = "there is no article on the page, only what it says of itself."


def heading(article: Article) -> str:
    """The title, where the article is from, and whether it may be none; empty where there is nothing to say."""
    published = article.published.date().isoformat() if article.published else None
    details = [one for one in (article.site, extent(article), article.byline, published) if one]
    doubt = "" if article.found >= DOUBTFUL else _UNSURE if article.found else _NONE
    lines = [("title", article.title or ""), *(("from", ", ".join(details)) for _ in details[:1]), ("note", doubt)]
    return "\n".join(f"{name}: {words}" for name, words in lines if words)


def link_numbers(reading: Reading) -> Numbers:
    """Block id to (end, number) of each link in it; a source's number is its place in the list."""
    found: Numbers = defaultdict(list)
    for number, source in enumerate(reading.sources, 1):
        for mention in source.mentions:
            found[mention.block].append((mention.end, number))
    return found


def spoken(reading: Reading, index: int, numbers: Numbers, *, alone: bool = False) -> str:
    """A block in words; empty where there is nothing to say of it.

    Args:
        reading: the reading of the article.
        index: which of its blocks.
        numbers: as `link_numbers` gives them.
        alone: nothing was read before it, so that its role is said even where it is that of the block before.
    """
    blocks = reading.article.blocks
    block = blocks[index]
    text = _text(block, reading.article, numbers)
    if not text:
        return ""
    before = next((one for one in reversed(blocks[:index]) if _text(one, reading.article, numbers)), None)
    if page := begins_page(reading.article, index):
        text = f"page {page}:\n\n{text}"
    if not alone and before is not None and (before.voice, before.quotation) == (block.voice, block.quotation):
        return text
    return f"{_role(block, reading)}\n\n{text}"


def numbered(block: Block, numbers: Numbers) -> str:
    """A block's text with the number of each link behind it."""
    text = block.text
    for end, number in sorted(numbers.get(block.id, ()), reverse=True):
        text = f"{text[:end]} [{number}]{text[end:]}"
    return text


def whom(reading: Reading, quotation: Quotation) -> str:
    """Whom a quotation is from: its source; else whom or what address the article names; else where it was found."""
    finding, names = reading.finding(quotation), {one.id: one.name for one in reading.sources}
    given = quotation.attribution or Attribution()
    credit = (quotation.credit or "").lstrip("—–―- ")
    known = (names.get(reading.source_of(quotation) or ""), given.outlet, credit, given.speaker, given.url)
    found = names.get(finding.found_in or "", "")
    last = f"probably {found}" if finding.guessed and found else found
    return next((line(one) for one in (*known, quotation.cite, last) if one), UNNAMED)


def _role(block: Block, reading: Reading) -> str:
    if block.voice != Voice.QUOTED:
        return f"{block.voice.value}:"
    quotation = reading.quotation(block.quotation)
    name = whom(reading, quotation) if quotation else UNNAMED
    guess = ", a guess" if block.because == Because.PROSE else ""
    verdict = in_words(reading.finding(quotation)) if quotation else "unverifiable"
    return f"quoted from {name}, {verdict}{guess}:"


def _text(block: Block, article: Article, numbers: Numbers) -> str:
    if block.kind == Kind.RULE or (block.kind == Kind.HEADING and block.text == article.title):
        return ""
    if block.kind == Kind.HEADING:
        return f"heading, level {block.level}: {numbered(block, numbers)}"
    if block.kind == Kind.FIGURE:
        alt = block.figure.alt if block.figure else ""
        words = dict.fromkeys(one for one in (alt, block.text) if one)  # a caption may be the alternative text again
        return "picture: " + ". ".join(words) if words else "picture, of which nothing is said"
    if block.kind == Kind.LIST_ITEM:
        return f"{_item(block)}: {numbered(block, numbers)}"
    if block.kind == Kind.TABLE:
        return _table(block)
    if block.kind == Kind.CODE:
        return f"code{', ' * bool(block.marker)}{block.marker}:\n{block.text}\nend of code"
    return numbered(block, numbers)


def _item(block: Block) -> str:
    level = f", level {block.level}" if block.level > 1 else ""
    if not block.marker:
        return f"list item goes on{level}"
    number = "" if block.marker == "•" else f" {block.marker.rstrip('.')}"
    return f"list item{number}{level}"


def _table(block: Block) -> str:
    """Row by row, each cell with its column's name where the table has a row of names."""
    rows = [line.split("\t") for line in block.text.split("\n")]
    names = rows[block.level - 1] if block.level else []
    rest = rows[block.level :]
    lines = [f"table, {max(map(len, rows))} columns, {len(rest)} rows:"]
    lines += [f"columns: {', '.join(name or 'no name' for name in names)}"] * bool(names)
    for number, row in enumerate(rest, 1):
        cells = [f"{names[i]}: {cell}" if i < len(names) and names[i] else cell for i, cell in enumerate(row) if cell]
        lines.append(f"row {number}: {'; '.join(cells) or 'empty'}")
    return "\n".join([*lines, "end of table"])
