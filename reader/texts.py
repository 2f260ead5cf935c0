"""What was read of the sources of one reading, ready to be searched for what is quoted from them."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from reader.quotes.checking import ENOUGH_WORDS, Candidate
from reader.quotes.comparing import AskingCandidate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reader.article.model import Article
    from reader.quotes.candidates import Dated
    from reader.quotes.comparing import Comparer
    from reader.sources.memory import Memory
    from reader.sources.model import Tracked

T = TypeVar("T")


class Texts:
    """What was read of the sources so far, ready to be searched. It remembers how it was: texts come one by one.

    Safe to use from several threads.

    Attributes:
        earlier: source id to what the source said on earlier days, as far as that was asked for.
    """

    def __init__(
        self,
        tracked: Mapping[str, Tracked],
        earlier: Mapping[str, Sequence[Dated]] | None = None,
        memory: Memory | None = None,
        comparer: Comparer | None = None,
    ) -> None:
        """`memory` is asked for what `earlier` does not give; `comparer` compares, where that is not done here."""
        self._tracked = tracked
        self._memory = memory
        self._candidate = Candidate if comparer is None else partial(AskingCandidate, comparer=comparer)
        self._turn = Lock()
        self.earlier: dict[str, Sequence[Dated]] = dict(earlier or {})
        self._looked: dict[str, Article] = {}
        self._read: dict[str, tuple[Article, Candidate]] = {}

    def candidates(self) -> list[Candidate]:
        """Every source that has text."""
        found = []
        for source_id, tracked in list(self._tracked.items()):
            article = tracked.article
            if article is None:
                continue
            kept = self._read.get(source_id)
            if kept is None or kept[0] is not article:
                whole = tracked.whole and article.words >= ENOUGH_WORDS
                earlier = self.earlier.get(source_id, ())
                read = tracked.evidence.got.date() if tracked.evidence is not None else None
                candidate = self._candidate(source_id, article.text, complete=whole, earlier=earlier, read=read)
                kept = self._read[source_id] = (article, candidate)
            found.append(kept[1])
        return found

    def by_all(self, work: Callable[[list[Candidate]], T]) -> T:
        """What some work makes of every source that has text: done again until nothing is missing that it looks at.

        Raises:
            ClosingError: nothing is found out any more.
        """
        with self._turn:
            while True:
                candidates = self.candidates()
                found = work(candidates)
                if not [one for one in candidates if one.ask()]:
                    return found

    def look_back(self, sources: Iterable[str]) -> bool:
        """Ask memory once what these sources said before; gives whether one of them said something else."""
        if self._memory is None:
            return False
        from reader.versions import earlier_texts

        changed = False
        for source_id in sources:
            tracked = self._tracked[source_id]
            if tracked.article is None or self._looked.get(source_id) is tracked.article:
                continue
            self._looked[source_id] = tracked.article
            found = earlier_texts(self._memory, tracked)
            if found or self.earlier.get(source_id):
                self.earlier[source_id] = found
                self._read.pop(source_id, None)
                changed = True
        return changed
