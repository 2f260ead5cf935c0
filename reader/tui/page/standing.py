"""Where the quotations stand on a page, and which of them one is at. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.article.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article.model import Article, Quotation
    from reader.tui.page.rows import Layout

_FIRST = 3
"""Words of a quotation inside a sentence that are set off where it is the current one."""


class Standing(NamedTuple):
    """A quotation on the page: its number in the article, and its rows, those of its label or folded line included."""

    number: int
    rows: range

    def is_seen(self, top: int, bottom: int) -> bool:
        """Whether some of it stands in rows `top` to before `bottom`."""
        return self.rows.start < bottom and top < self.rows.stop


class Spot(NamedTuple):
    """A quotation, said by where it begins: it stays the same one where the article is given other voices.

    Attributes:
        block: the id of its first block.
        start: the code point in that block.
        inline: whether it is one inside a sentence, which may begin where a block quotation does.
    """

    block: str
    start: int
    inline: bool


def spot_of(quotation: Quotation) -> Spot:
    """Where a quotation begins."""
    return Spot(quotation.blocks[0], quotation.start, quotation.form is Form.INLINE)


def standings(article: Article, layout: Layout) -> Iterator[Standing]:
    """Every quotation that is on the page, in the article's order."""
    for number, one in enumerate(article.quotations):
        first, last = article.index[one.blocks[0]], article.index[one.blocks[-1]]
        label = layout.labels.get(one.id)
        if label is not None:
            yield Standing(number, range(label, max(label + 1, layout.rows_of(last).stop)))
        elif one.form is Form.INLINE and layout.shows(first) and layout.shows(last):
            end = layout.row_of(last, max(one.start if first == last else 0, one.end - 1))
            yield Standing(number, range(layout.row_of(first, one.start), end + 1))


def first_seen(found: Sequence[Standing], top: int, bottom: int) -> Standing | None:
    """The first of which some stands in rows `top` to before `bottom`; None where there is none."""
    return next((one for one in found if one.is_seen(top, bottom)), None)


def first_words(text: str, start: int, end: int) -> int:
    """Where the first few words of `text[start:end]` end."""
    words = text[start:end].split(None, _FIRST)
    rest = len(words[_FIRST]) if len(words) > _FIRST else 0
    return start + len(text[start : end - rest].rstrip())
