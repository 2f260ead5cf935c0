"""Finding words in what the page shows, and keeping the match one is at in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page.revoicing import Revoicing

if TYPE_CHECKING:
    from reader.tui.page.search import Match


class Found(Revoicing, part=True):
    """A page in which words are found. A match that is on the screen stays there whatever the layout becomes."""

    _query: str = ""
    _sees_match = False

    def find(self, query: str) -> tuple[int, int]:
        """Find words in what the page shows, over line breaks; an empty query clears.

        Capitals count only where the query has one and they are found so. The first match at or below the top of the
        screen becomes the current one.

        Returns:
            Which match is the current one, from 1, and how many there are; (0, 0) for none.
        """
        self._query = query
        found = self._look_up()
        if not found and query != query.lower():
            self._query = query.lower()
            found = self._look_up()
        top = self._top
        self._marks.match = next((each for each in found if self._page.row_of(*each[:2]) >= top), None)
        if self._marks.match is None and found:
            self._marks.match = found[0]
        return self._go_to_match(found)

    def find_next(self, step: int = 1) -> tuple[int, int]:
        """Go to the next match (or the one `step` further), round the end; gives what `find` gives."""
        found = self._found()
        if not found:
            return 0, 0
        current = self._marks.match
        number = found.index(current) if current in found else (-1 if step > 0 else 0)
        self._marks.match = found[(number + step) % len(found)]
        return self._go_to_match(found)

    def _hold(self) -> None:
        """Keep the text at the top there, as far as the match that was on the screen stays on it."""
        match, saw = self._marks.match, self._sees_match
        super()._hold()
        if match is not None and saw and self._page.shows(match.block):
            self._reveal(*match)
            self._sees_match = True  # it was on the screen until the terminal clipped it

    def _tell(self) -> None:
        super()._tell()
        match = self._marks.match
        self._sees_match = match is not None and self._top <= self._page.row_of(*match[:2]) < self._bottom

    def _look_up(self) -> list[Match]:
        from reader.tui.page.search import find

        shown = (i for i in range(len(self._article.blocks)) if self._page.shows(i))
        found = find(self._article, self._query, shown)
        matches: dict[int, list[Match]] = {}
        for match in found:
            matches.setdefault(match.block, []).append(match)
        self._marks.matches = matches
        return found

    def _found(self) -> list[Match]:
        return [match for matches in self._marks.matches.values() for match in matches]

    def _go_to_match(self, found: list[Match]) -> tuple[int, int]:
        self._repaint()
        match = self._marks.match
        if match is None:
            return 0, 0
        self._depart()
        self._reveal(*match)
        self._sees_match = True
        return found.index(match) + 1, len(found)
