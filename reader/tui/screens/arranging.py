"""How the panes stand: beside the article, in a drawer under it, or put away; and which of them takes the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from reader.tui.screens.desk import SMALLEST, Desk
from reader.tui.trail import Drawer, Focus, Panes

if TYPE_CHECKING:
    from textual.events import DescendantFocus, Resize
    from textual.widget import Widget


class Arranging(Desk, part=True):
    """Showing, hiding and focusing the panes."""

    _holds_link = False

    def arrange_panes(self, panes: Panes) -> None:
        """Let the panes stand like this."""
        self.panes = panes
        self.set_class(not panes.sources, "-no-sources")
        self.set_class(not panes.preview, "-no-preview")
        self.set_class(panes.zen, "-zen")
        for drawer in Drawer:
            self.set_class(panes.drawer is drawer, f"-drawer-{drawer}")
        if not self.is_shown(panes.focus):
            self.panes = panes._replace(focus=Focus.PAGE)
        wanted = self.pane_of(self.panes.focus)
        if self.focused is not wanted:
            self.set_focus(wanted, scroll_visible=False)
        self.show_hints_of(self.panes.focus)

    def show_hints_of(self, focus: Focus) -> None:
        """Let the footer show the keys of a pane."""
        if self.trail is not None:
            self.footer.hint(focus, deeper=bool(self.trail.behind))

    def pane_of(self, focus: Focus) -> Widget:
        """The widget that takes the keys."""
        if focus is Focus.PAGE:
            return self.page
        return self.sources if focus is Focus.SOURCES else self.preview

    def is_shown(self, focus: Focus) -> bool:
        """Whether a pane can be seen as the panes stand now."""
        if focus is Focus.PAGE:
            return True
        if self.is_narrow:
            return self.panes.drawer == focus.value
        shown = self.panes.sources if focus is Focus.SOURCES else self.panes.preview
        return shown and not self.panes.zen

    def action_toggle_sources(self) -> None:
        """Go to the sources, shown first where they are not; there, put them away."""
        if self.panes.focus is Focus.SOURCES:
            self._put_away(Focus.SOURCES)
        else:
            self._reveal(Focus.SOURCES, goes_there=True)

    def action_toggle_preview(self) -> None:
        """Show or hide the preview; the keys stay with the article."""
        if self.is_shown(Focus.PREVIEW):
            self._put_away(Focus.PREVIEW)
        else:
            self._reveal(Focus.PREVIEW, goes_there=False)

    def action_focus_pane(self, name: str) -> None:
        """Give the keys to a pane, which is shown first where it is not."""
        self._reveal(Focus(name), goes_there=True)

    def action_zen(self) -> None:
        """The article alone, or everything again."""
        self.arrange_panes(self.panes._replace(zen=not self.panes.zen, drawer=Drawer.SHUT, focus=Focus.PAGE))

    def close_drawer(self) -> bool:
        """Close what stands before the article; False where nothing does."""
        if self.panes.drawer is Drawer.SHUT and self.panes.focus is Focus.PAGE:
            return False
        self.arrange_panes(self.panes._replace(drawer=Drawer.SHUT, focus=Focus.PAGE))
        return True

    def _put_away(self, focus: Focus) -> None:
        if self.is_narrow:
            self.close_drawer()
        else:
            stays = self.panes.focus if self.panes.focus is not focus else Focus.PAGE
            self.arrange_panes(beside(self.panes, focus, shown=False)._replace(focus=stays))

    def _reveal(self, focus: Focus, *, goes_there: bool) -> None:
        panes = self.panes._replace(focus=focus if goes_there else Focus.PAGE)
        if focus is not Focus.PAGE and self.is_narrow:
            panes = panes._replace(drawer=Drawer(focus.value), zen=False)
            self._holds_link = self.page.selected_in_sight
        elif focus is not Focus.PAGE:
            panes = beside(panes, focus, shown=True)._replace(zen=False)
        self.arrange_panes(panes)

    def on_side_shown(self) -> None:
        """The drawer came: a selected link that was on the screen before stays there."""
        if self._holds_link:
            self._holds_link = False
            self.page.call_later(self._bring_back_link)  # it learns of its new size first

    def _bring_back_link(self) -> None:
        self.page.select_link(self.page.place.link)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A pane took the keys, by mouse or by Tab."""
        for focus in Focus:
            if event.widget is self.focused and event.widget.id == focus:
                self.panes = self.panes._replace(focus=focus)
                self.show_hints_of(focus)

    def on_resize(self, event: Resize) -> None:
        """Another size: what is no longer shown gives the keys back, and a terminal too small is told so."""
        if not self.is_shown(self.panes.focus):
            self.arrange_panes(self.panes._replace(focus=Focus.PAGE))
        words = too_small(*event.size)
        row = next(iter(self.query("#small").results(Static)), None)
        if row is None and words:
            row = Static(id="small")
            self.mount(row, before=self.footer)
        if row is not None:
            row.display = bool(words)
            row.update(Content(words))


def too_small(width: int, height: int) -> str:
    """What is said of a terminal in which not everything has room: at most 38 cells; empty where all has."""
    least_width, least_height = SMALLEST
    if width < least_width and height < least_height:
        return f"Pullquote wants {least_width}×{least_height}; this is {width}×{height}."
    if width < least_width:
        return f"Pullquote wants {least_width} columns, has {width}."
    return f"Pullquote wants {least_height} rows, has {height}." if height < least_height else ""


def beside(panes: Panes, which: Focus, *, shown: bool) -> Panes:
    """The panes with the sources or the preview shown beside the article, or put away."""
    return panes._replace(sources=shown) if which is Focus.SOURCES else panes._replace(preview=shown)
