"""The way one came: articles opened from one another, each kept exactly as it was left. Pure values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.reading import Reading
    from reader.tui.page.view import Place


class Focus(StrEnum):
    """Which pane takes the keys."""

    PAGE = "page"
    SOURCES = "sources"
    PREVIEW = "preview"


class Drawer(StrEnum):
    """What the drawer of a narrow terminal holds."""

    SHUT = "shut"
    SOURCES = "sources"
    PREVIEW = "preview"


class Panes(NamedTuple):
    """How the panes stand.

    Attributes:
        sources: whether the sources are shown where there is room beside the article.
        preview: whether the preview is shown there.
        drawer: what is open where there is no such room.
        zen: whether the article stands alone.
        chosen: the id of the chosen source.
        focus: which pane takes the keys.
    """

    sources: bool = True
    preview: bool = True
    drawer: Drawer = Drawer.SHUT
    zen: bool = False
    chosen: str | None = None
    focus: Focus = Focus.PAGE


class Lit(NamedTuple):
    """A piece of the passage that an article was opened at: code points of a block."""

    block: str
    start: int
    end: int


class Visit(NamedTuple):
    """An article on the trail and how it was left; `place` is None until it was left once."""

    reading: Reading
    label: str
    panes: Panes
    place: Place | None = None
    lit: tuple[Lit, ...] = ()


class Trail(NamedTuple):
    """Where one is, what lies behind (oldest first) and what lies ahead (next first)."""

    here: Visit
    behind: tuple[Visit, ...] = ()
    ahead: tuple[Visit, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The names along the way, ending here."""
        return (*(visit.label for visit in self.behind), self.here.label)

    def left(self, place: Place, panes: Panes) -> Trail:
        """The trail with the way one leaves the article that is open."""
        return self._replace(here=self.here._replace(place=place, panes=panes))

    def open(self, visit: Visit) -> Trail:
        """On to another article; what lay ahead is forgotten."""
        return Trail(visit, (*self.behind, self.here))

    def back(self) -> Trail | None:
        """One step back, or None at the start."""
        if not self.behind:
            return None
        return Trail(self.behind[-1], self.behind[:-1], (self.here, *self.ahead))

    def forward(self) -> Trail | None:
        """One step forward, or None at the end."""
        if not self.ahead:
            return None
        return Trail(self.ahead[0], (*self.behind, self.here), self.ahead[1:])
