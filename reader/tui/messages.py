"""What the background tells the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article
    from reader.sources.model import Tracked


class SourceChanged(Message):
    """More is known of a source of an article."""

    def __init__(self, article: Article, tracked: Tracked) -> None:
        super().__init__()
        self.article = article
        self.tracked = tracked


class QuotationJudged(Message):
    """Something else was found of a quotation of an article."""

    def __init__(self, article: Article, quotation_id: str) -> None:
        super().__init__()
        self.article = article
        self.quotation_id = quotation_id


class Told(Message):
    """Something is to be told that no key asked for, such as that a disk is full."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class SavingWent(Message):
    """An archive that was asked to save a page said how that goes, in a sentence."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class VoicesChanged(Message):
    """A source showed whose words a paragraph of an article is."""

    def __init__(self, article: Article) -> None:
        super().__init__()
        self.article = article


class OpenRequested(Message):
    """The person asks to open an article from the start screen or the library.

    Attributes:
        where: an address or a path.
        come_back: is called when that screen is there again, with the reason where the article cannot be read.
        passage: the words at which to open it, or an empty text.
        over: whether it is to be opened over an article, too.
    """

    def __init__(
        self, where: str, come_back: Callable[[str | None], None], passage: str = "", *, over: bool = False
    ) -> None:
        super().__init__()
        self.where = where
        self.come_back = come_back
        self.passage = passage
        self.over = over


class LibraryRequested(Message):
    """The person asks for the library."""
