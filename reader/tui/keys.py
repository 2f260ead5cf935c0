"""The one table of keys: from it come the bindings, the footer, the help screen and the palette.

The reading pane brings the keys of its movements; all others stand here, in the scope of the screen or of a pane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

from reader.tui.keytops import names, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import BindingType


class Key(NamedTuple):
    """One binding: its id, its keys (set apart by commas), its action, and what it does in a few words."""

    id: str
    keys: str
    action: str
    words: str
    priority: bool = False


APP = (
    Key("app.palette", "colon,ctrl+p", "command_palette", "all commands"),
    Key("app.quit", "ctrl+q", "quit", "quit at once", priority=True),
    Key("app.suspend", "alt+z", "suspend", "suspend the program: the shell's fg brings it back"),
    Key("app.interrupt", "ctrl+c", "help_quit", "how to quit"),
)

SCREEN = (
    Key("source.unfold", "i", "unfold", "the source's passage under the paragraph"),
    Key("source.browser", "o", "browser", "open in the browser"),
    Key("source.copy", "y", "copy_address", "copy the address"),
    Key("source.again", "r", "again", "fetch this source again"),
    Key("source.again_all", "R", "again_all", "fetch all sources again"),
    Key("source.vouch", "exclamation_mark", "vouch", "this source is gone, or is there after all, whatever was found"),
    Key("archive.show", "a", "archived", "the source's copy in an archive"),
    Key("archive.save", "A", "save_copy", "ask an archive to save this page"),
    Key("quote.differences", "D", "differences", "the quotation and its source, word by word"),
    Key("quote.left_out", "e", "left_out", "what an omission left out"),
    Key("quote.next_wrong", "greater_than_sign", "next_wrong(1)", "next quotation that is not verbatim"),
    Key("quote.previous_wrong", "less_than_sign", "next_wrong(-1)", "previous quotation that is not verbatim"),
    Key("quote.copy", "Y", "copy_quotation", "copy the quotation with its source"),
    Key("article.export", "W", "export", "write it to a file, with sources and verdicts"),
    Key("words.flip", "x", "flip", "this paragraph is (not) quoted"),
    Key("words.range", "X", "flip_range", "the same from here to there: again ends the range"),
    Key("words.undo", "ctrl+z", "undo", "take back what you said last, of words or of a source"),
    Key("words.why", "c", "why", "why a paragraph is taken for quoted, or not"),
    Key("network.prefetch", "P", "prefetch", "which sources are fetched by themselves"),
    Key("network.requests", "w", "requests", "every request of this run"),
    Key("trail.back", "backspace,H,alt+left", "back", "back to where you were"),
    Key("trail.forward", "L,alt+right", "forward", "forward again"),
    Key("view.cycle", "s", "cycle_view", "the next way to see the two voices"),
    Key("view.zen", "z", "zen", "the article alone"),
    Key("view.wider", "plus,equals_sign", "measure(4)", "a wider column of text"),
    Key("view.narrower", "minus", "measure(-4)", "a narrower column of text"),
    Key("view.contents", "t", "contents", "table of contents"),
    Key("view.picture", "I", "picture", "the picture on the screen, large"),
    Key("view.whole", "v", "whole", "the whole page, where the article was not found, and back"),
    Key("view.entries", "E", "entries", "the articles to choose from, where there are several"),
    Key("find.open", "slash", "find", "find in the article"),
    Key("find.next", "n", "find_next(1)", "next match"),
    Key("find.previous", "N", "find_next(-1)", "previous match"),
    Key("pane.sources", "l", "toggle_sources", "to the sources; there, put them away"),
    Key("pane.preview", "p", "toggle_preview", "show or hide the preview"),
    Key("focus.article", "1,alt+1", "focus_pane('page')", "to the article"),
    Key("focus.sources", "2,alt+2", "focus_pane('sources')", "to the sources"),
    Key("focus.preview", "3,alt+3", "focus_pane('preview')", "to the preview"),
    Key("app.feeds", "F", "app.feeds", "the feeds, and what is new in them"),
    Key("app.library", "B", "library", "the library: all that was read"),
    Key("app.help", "question_mark,f1", "help", "help: all keys"),
    Key("app.escape", "escape", "escape", "close, clear or give up"),
    Key("app.leave", "q", "leave", "back; at the start, quit"),
    Key("app.mouse", "M", "mouse", "the mouse to the terminal, for selecting there, and back"),
    Key("text.copy", "ctrl+c,super+c", "copy_text", "copy what is marked with the mouse"),
)

SOURCES = (
    Key("list.down", "j,down", "move(1)", "next source"),
    Key("list.up", "k,up", "move(-1)", "previous source"),
    Key("list.page_down", "space,pagedown", "page(1)", "a page of sources down"),
    Key("list.page_up", "b,pageup", "page(-1)", "a page of sources up"),
    Key("list.top", "g,home", "edge(0)", "first source"),
    Key("list.bottom", "G,end", "edge(-1)", "last source"),
    Key("list.open", "enter", "open", "open this source here"),
    Key("list.next_pane", "tab", "app.focus_next", "next pane"),
    Key("list.previous_pane", "shift+tab", "app.focus_previous", "previous pane"),
)

PREVIEW = (
    Key("preview.down", "j,down", "scroll_down", "a line down"),
    Key("preview.up", "k,up", "scroll_up", "a line up"),
    Key("preview.page_down", "space,pagedown", "page_down", "a page down"),
    Key("preview.page_up", "b,pageup", "page_up", "a page up"),
    Key("preview.top", "g,home", "scroll_home", "to the top"),
    Key("preview.bottom", "G,end", "scroll_end", "to the bottom"),
    Key("preview.open", "enter", "open", "open this source here"),
    Key("preview.next", "J", "step(1)", "the next source, in the preview"),
    Key("preview.previous", "K", "step(-1)", "the previous source, in the preview"),
    Key("preview.next_pane", "tab", "app.focus_next", "next pane"),
    Key("preview.previous_pane", "shift+tab", "app.focus_previous", "previous pane"),
)

LIBRARY = (
    Key("library.down", "j,down", "move(1)", "next row"),
    Key("library.up", "k,up", "move(-1)", "previous row"),
    Key("library.top", "g,home", "edge(-1)", "first row"),
    Key("library.bottom", "G,end", "edge(1)", "last row"),
    Key("library.articles", "1", "shelf(0)", "the articles"),
    Key("library.sources", "2", "shelf(1)", "the sources of all articles"),
    Key("library.dead", "3", "shelf(2)", "the dead sources"),
    Key("library.changed", "4", "shelf(3)", "the sources that changed since they were cited"),
    Key("library.outlets", "5", "shelf(4)", "the outlets: how often cited, how often faithful"),
    Key("library.found", "6", "shelf(5)", "what was found"),
    Key("library.next", "tab", "next_shelf(1)", "next list"),
    Key("library.previous", "shift+tab", "next_shelf(-1)", "previous list"),
    Key("library.line", "slash", "line", "filter the articles; Enter finds the words in every text"),
    Key("library.keep", "m", "keep", "never let the pages of this article go, or let them go"),
    Key("library.forget", "delete,d", "forget", "forget this article"),
    Key("library.undo", "ctrl+z", "undo", "bring back the article that was forgotten last"),
    Key("library.recheck", "R", "recheck('all')", "ask for all sources again, those of every article"),
    Key("library.recheck_due", "r", "recheck('due')", "ask again for the sources that are due"),
    Key("library.recheck_dead", "D", "recheck('dead')", "ask again for the sources that are lost"),
    Key("library.export", "W", "export", "write this article to a file, with sources and verdicts"),
    Key("library.feeds", "F", "app.feeds", "the feeds, and what is new in them"),
    Key("library.help", "question_mark,f1", "help", "help: all keys"),
    Key("library.leave", "escape,q,B", "leave", "back"),
)

START = (
    Key("start.library", "f2", "app.library", "the library: all that was read"),
    Key("start.feeds", "f3", "app.feeds", "the feeds, and what is new in them"),
    Key("start.files", "tab,down", "to_files", "to the files"),
    Key("start.line", "shift+tab,escape", "to_line", "to the line"),
    Key("start.help", "f1", "help", "help: all keys"),
)

GROUPS: Mapping[str, str] = {
    "move": "Moving",
    "page": "Moving",
    "half": "Moving",
    "table": "Moving",
    "link": "Links",
    "quotation": "Jumping",
    "heading": "Jumping",
    "voice": "Jumping",
    "jump": "Jumping",
    "mark": "Marks",
    "select": "Selecting",
    "hints": "Links",
    "paragraph": "Whose words",
    "words": "Whose words",
    "list": "In the list of sources",
    "preview": "In the preview",
    "quote": "The quotation",
    "source": "The source",
    "archive": "The source",
    "article": "The article",
    "network": "The network",
    "trail": "Back and forward",
    "view": "The view",
    "find": "Finding",
    "pane": "Panes",
    "focus": "Panes",
    "app": "Program",
    "text": "Program",
    "start": "Opening an article",
    "library": "In the library",
    "feeds": "In the feeds",
}
"""The first part of an id to the heading it stands under on the help screen."""

FOOTERS: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "page": (
        (("link.next",), "link"),
        (("link.open",), "open"),
        (("pane.preview",), "preview"),
        (("quotation.next", "quotation.previous"), "quote"),
        (("view.cycle",), "voices"),
        (("find.open",), "find"),
        (("pane.sources",), "sources"),
        (("app.help",), "help"),
    ),
    "opening": (
        (("app.leave",), "quit"),
        (("app.help",), "help"),
    ),
    "asked": (
        (("app.leave",), "back"),
        (("app.help",), "help"),
    ),
    "unread": (
        (("source.again",), "try again"),
        (("app.leave",), "quit"),
        (("app.help",), "help"),
    ),
    "sources": (
        (("list.open",), "open here"),
        (("source.browser",), "browser"),
        (("source.copy",), "copy"),
        (("source.again",), "again"),
        (("app.escape",), "article"),
        (("network.requests",), "requests"),
        (("app.help",), "help"),
    ),
    "preview": (
        (("preview.open",), "open here"),
        (("preview.next", "preview.previous"), "next source"),
        (("source.browser",), "browser"),
        (("source.copy",), "copy"),
        (("source.again",), "again"),
        (("focus.article",), "article"),
        (("app.help",), "help"),
    ),
    "library": (
        (("library.line",), "finds"),
        (("library.leave",), "back"),
        (("library.keep",), "keeps"),
        (("library.forget",), "forgets"),
        (("library.recheck",), "asks again"),
        (("library.export",), "writes"),
        (("library.help",), "help"),
    ),
    "start": (
        (("start.files",), "list"),
        (("start.library",), "library"),
        (("start.feeds",), "feeds"),
        (("app.quit",), "quits"),
        (("start.help",), "help"),
    ),
}
"""The pane in focus to the ids in its footer, most useful first, and their words.

Without an article it is "opening", "asked" where the start screen asked for it, "unread" where it cannot be read.
"""

OFFERS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "table": (("table.left", "table.right"), "table"),
    "picture": (("view.picture",), "picture"),
}
"""What the article's footer begins with while such a thing is on the screen."""


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Textual's bindings for some rows of the table."""
    return [Binding(key.keys, key.action, key.words, id=key.id, priority=key.priority, show=False) for key in keys]


def page_keys() -> tuple[Key, ...]:
    """The keys that the reading pane brings with it, in the order of their headings."""
    from reader.tui.page.pane import ReadingPane

    found: dict[str, Key] = {}
    inherited = [one for base in reversed(ReadingPane.__mro__) for one in base.__dict__.get("BINDINGS", [])]
    for binding in Binding.make_bindings(inherited):
        if binding.id is not None:
            earlier = found.get(binding.id)
            before = earlier.keys.split(",") if earlier else []
            keys = ",".join(dict.fromkeys([*before, binding.key]))  # a class repeats what it inherits
            found[binding.id] = Key(binding.id, keys, binding.action, binding.description)
    order = list(GROUPS)
    return tuple(sorted(found.values(), key=lambda key: order.index(key.id.partition(".")[0])))


def table() -> dict[str, tuple[Key, ...]]:
    """Every scope with its keys."""
    from reader.tui.feedkeys import FEEDS
    from reader.tui.modes import HINTS, SELECT

    return {
        "app": APP,
        "screen": SCREEN,
        "page": page_keys(),
        "select": SELECT,
        "hints": HINTS,
        "sources": SOURCES,
        "preview": PREVIEW,
        "start": START,
        "library": LIBRARY,
        "feeds": FEEDS,
    }


def in_force(keys: Iterable[Key], own: Mapping[str, str]) -> list[Key]:
    """The keys with the person's own in the place of the table's."""
    return [key._replace(keys=own.get(key.id, key.keys)) for key in keys]


def top_of(binding: str, own: Mapping[str, str]) -> str:
    """The first key of a binding of the whole screen, as it is printed on its top."""
    keys = next(key.keys for key in in_force((*APP, *SCREEN), own) if key.id == binding)
    return shown(names(keys)[0])
