"""Whose words the paragraphs of one reading are: decided again as sources arrive and as the reader says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.article.model import Attribution, Because, Kind, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.article.model import Article
    from reader.quotes.checking import Candidate
    from reader.sources.model import Source
    from reader.voices.corrections import Correction

_SAID = {True: "you said that it is quoted", False: "you said that it is the author's"}


class Voicing:
    """The voices of one article. Not safe to use from several threads at once.

    Attributes:
        article: the article in its present voices.
    """

    def __init__(self, article: Article, corrections: Sequence[Correction] = ()) -> None:
        """`corrections` are what the reader said when the article was open before."""
        self._given = article
        self._said: dict[str, bool] = {}
        self._before: list[dict[str, bool]] = []
        self._found: dict[str, Source] = {}
        self.article = article
        if corrections:
            from reader.voices.corrections import said_of

            self._said = said_of(article, corrections)
            self._understand()

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What the reader said so far."""
        from reader.voices.corrections import to_corrections

        return to_corrections(self._given, self._said)

    def correct(self, blocks: Iterable[str], *, quoted: bool) -> None:
        """The reader says whose words some blocks (by their ids) are."""
        self._before.append(dict(self._said))
        self._said |= dict.fromkeys(blocks, quoted)
        self._understand()

    def undo(self) -> bool:
        """Take back what the reader said last; False where nothing was said in this run."""
        if not self._before:
            return False
        self._said = self._before.pop()
        self._understand()
        return True

    def look(self, candidates: Sequence[Candidate], sources: Mapping[str, Source]) -> bool:
        """Look for the guessed paragraphs in what was read of the sources; gives whether a new one was found."""
        from reader.quotes.standing import standing
        from reader.voices.hearing import is_guessed

        if not is_guessed(self._given):
            return False

        prose = {
            block.id: block.text
            for block in self._given.blocks
            if block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and block.voice is not Voice.FURNITURE
        }
        found = {block: sources[source] for block, source in standing(prose, candidates).items()}
        if found.keys() == self._found.keys():
            return False
        self._found = found
        self._understand()
        return True

    def _understand(self) -> None:
        from reader.api import understand
        from reader.voices.hearing import Settled

        settled = {
            block: Settled(quoted=True, because=Because.SOURCE, why=f"stands word for word in {source.name}")
            for block, source in self._found.items()
        } | {block: Settled(quoted, Because.READER, _SAID[quoted]) for block, quoted in self._said.items()}
        self.article = understand(self._given, settled, {one: _from(source) for one, source in self._found.items()})


def _from(source: Source) -> Attribution:
    from reader.voices.outlets import outlet_of

    outlet = outlet_of(urlsplit(source.url or "").hostname or "")
    return Attribution(source.url, outlet, because="found in the source")
