"""What the reading pane tells the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.tui.graphics.drawn import Drawn
    from reader.tui.page.view import PageLink


class LinkSelected(Message, namespace="reading_pane"):
    """The selected link changed; None where no link is selected any more."""

    def __init__(self, link: PageLink | None) -> None:
        super().__init__()
        self.link = link


class LinkOpened(Message, namespace="reading_pane"):
    """A link was opened, by Enter, a click, its hint or its number."""

    def __init__(self, link: PageLink) -> None:
        super().__init__()
        self.link = link


class QuotationOpened(Message, namespace="reading_pane"):
    """Enter was pressed and no link is selected: what is meant is the quotation one is at."""


class Scrolled(Message, namespace="reading_pane"):
    """The page moved; `progress` is the part of the article seen, 0 to 1."""

    def __init__(self, progress: float) -> None:
        super().__init__()
        self.progress = progress


class NumberTyped(Message, namespace="reading_pane"):
    """The digits of a link's number so far; empty when done or abandoned."""

    def __init__(self, digits: str) -> None:
        super().__init__()
        self.digits = digits


class LetterAwaited(Message, namespace="reading_pane"):
    """The next key is the letter of a mark to set or to go to, of which there are `letters`; None: no more."""

    def __init__(self, what: Literal["set", "go"] | None, letters: str) -> None:
        super().__init__()
        self.what = what
        self.letters = letters


class LettersAwaited(Message, namespace="reading_pane"):
    """A link is chosen by the letters over it: what of them is typed so far, or None where that is over."""

    def __init__(self, typed: str | None) -> None:
        super().__init__()
        self.typed = typed


class MarksChanged(Message, namespace="reading_pane"):
    """A mark was set."""


class SelectionMoved(Message, namespace="reading_pane"):
    """Text is being selected by keys: `words` of it so far, `open` while it grows; None where it is over."""

    def __init__(self, words: int | None, *, grows: bool = False) -> None:
        super().__init__()
        self.words = words
        self.grows = grows


class SelectionTaken(Message, namespace="reading_pane"):
    """The text selected by keys is to be copied."""


class InSight(Message, namespace="reading_pane"):
    """Something else is on the screen: a table that is wider than the page, the first picture's block (index)."""

    def __init__(self, *, wide_table: bool, figure: int | None) -> None:
        super().__init__()
        self.wide_table = wide_table
        self.figure = figure


class CodeSeen(Message, namespace="reading_pane"):
    """Blocks (indices) of code are on the screen whose words have no tones yet."""

    def __init__(self, article: Article, blocks: tuple[int, ...]) -> None:
        super().__init__()
        self.article = article
        self.blocks = blocks


class PictureWanted(Message, namespace="reading_pane"):
    """The picture of a block (its id) is to be fetched from an address and drawn within `room` (columns, rows).

    `again`: it is drawn already, in another size.
    """

    def __init__(self, block: str, url: str, room: tuple[int, int], *, again: bool) -> None:
        super().__init__()
        self.block = block
        self.url = url
        self.room = room
        self.again = again


class PictureDropped(Message, namespace="reading_pane"):
    """A picture is shown no more."""

    def __init__(self, drawn: Drawn) -> None:
        super().__init__()
        self.drawn = drawn


class Revoiced(Message, namespace="reading_pane"):
    """The article is shown in other voices than before."""

    def __init__(self, article: Article) -> None:
        super().__init__()
        self.article = article
