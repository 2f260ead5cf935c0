"""Lists of subscriptions as OPML (2.0, http://opml.org/spec2.opml), as feed readers exchange them.

Such a list is a stranger's file. Only http(s) addresses are taken from it: other readers were made to run what stood in
the place of an address (a command after a bar, `exec:`, `filter:`), or to read files. Nothing is fetched for it, and a
document type, which could declare entities, is refused before one is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from reader.article.clean import line
from reader.article.feed_xml import NOT_XML
from reader.errors import SettingsError
from reader.sources.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.sources.feedstore import Feed

LARGEST = 1 << 20
"""Bytes of a list."""

MOST = 5_000
"""Subscriptions in a list."""

_DEEPEST = 50
_SHOWN = 60


class Subscription(NamedTuple):
    """A feed in a list: its address, its title (perhaps empty) and its folders, outermost first, between slashes."""

    url: str
    title: str
    folder: str = ""


class Refused(NamedTuple):
    """What was not taken: the line on which it stands, what stood there, and why, in a sentence."""

    line: int
    words: str
    why: str


class Outlines(NamedTuple):
    """What is in a list."""

    taken: tuple[Subscription, ...]
    refused: tuple[Refused, ...]


class _Reader:
    """Notes what the parser passes."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.taken: dict[str, Subscription] = {}
        self.refused: list[Refused] = []
        self._folders: list[str] = []
        self._depth = 0
        self._entries = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != "opml":
            raise SettingsError(f"This is no OPML: it begins with <{line(name)[:_SHOWN]}>.")
        if self._depth > _DEEPEST:
            raise self._error("it is nested too deeply")
        said = {key.lower(): value for key, value in attributes.items()}
        title = line(said.get("title") or said.get("text") or "")
        is_feed = name == "outline" and "xmlurl" in said
        if is_feed:
            self._entries += 1
            if self._entries > MOST:
                raise self._error(f"it has more than {MOST:,} feeds")
            self._take(said["xmlurl"], title)
        self._folders.append("" if is_feed or name != "outline" else title.replace("/", "∕"))

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._folders.pop()

    def _doctype(self, *_: object) -> None:
        raise self._error("it has a document type, which could make it anything")

    def _take(self, written: str, title: str) -> None:
        try:
            url = canonical(written)
        except ValueError as error:
            self.refused.append(Refused(self.parser.CurrentLineNumber, line(written)[:_SHOWN], str(error)))
            return
        folder = "/".join(one for one in self._folders if one)
        self.taken.setdefault(url, Subscription(url, title, folder))

    def _error(self, why: str) -> SettingsError:
        return SettingsError(f"The list was not read: {why} (line {self.parser.CurrentLineNumber}).")


def read_opml(data: bytes) -> Outlines:
    """The feeds in a list, each address once, and what was refused.

    Raises:
        SettingsError: it is too large, no OPML, or no well-formed XML; nothing of it is to be taken then.
    """
    if len(data) > LARGEST:
        raise SettingsError(f"The list was not read: it is larger than {LARGEST >> 20} MB.")
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise SettingsError(f"The list was not read: it is no well-formed XML ({why}, line {error.lineno}).") from None
    except (ValueError, LookupError):  # an encoding that Python does not know, or one of several bytes
        raise SettingsError("The list was not read: its encoding is not known; save it as UTF-8.") from None
    return Outlines(tuple(reader.taken.values()), tuple(reader.refused))


def write_opml(feeds: Iterable[Feed]) -> str:
    """The subscriptions as OPML, in their folders."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>Subscriptions</title></head>",
        "  <body>",
        *_outlines([(one.folder.split("/") if one.folder else [], one) for one in feeds], "    "),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _outlines(feeds: Sequence[tuple[list[str], Feed]], indent: str) -> Iterator[str]:
    for folders, feed in feeds:
        if not folders:
            title = quoteattr(_bare(feed.title) or feed.url)
            yield f'{indent}<outline type="rss" text={title} title={title} xmlUrl={quoteattr(feed.url)}/>'
    for name in dict.fromkeys(folders[0] for folders, _ in feeds if folders):
        yield f"{indent}<outline text={quoteattr(_bare(name))}>"
        yield from _outlines([(one[1:], feed) for one, feed in feeds if one[:1] == [name]], indent + "  ")
        yield f"{indent}</outline>"


def _bare(text: str) -> str:
    return NOT_XML.sub("", line(text))
