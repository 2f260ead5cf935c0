"""What the preview says of a source, as content: never as markup, for most of it was written by strangers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from rich.cells import cell_len
from textual.content import Content

from reader.article.clean import line
from reader.article.extent import extent
from reader.request_lines import size_of
from reader.sources.failures import answer_words
from reader.sources.model import SourceKind, State
from reader.tui.fitting import fitted
from reader.tui.panes.address import broken_address, split_address
from reader.tui.panes.evidence import evidence_lines
from reader.tui.panes.looked import TONES, history_lines, quoted_lines
from reader.tui.panes.quoting import passage_text
from reader.tui.signs import is_document, sign_of, sign_of_source

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.sources.model import Source, Tracked
    from reader.tui.panes.looked import Looked
    from reader.tui.panes.room import Room

_QUIET = "$text-muted"
_PHASES = {
    "dns": "looking up the name of its host",
    "connect": "calling its host",
    "tls": "a secure connection to its host",
    "http": "asking for the page",
    "body": "asking for the page, which began to come",
    "parse": "reading what came",
}
_ELSEWHERE = "o opens it in the browser, y copies its address."
_ALLOW = "--allow-host"
"""What stands in the sentence that says which rule of the network's guard an address broke."""


class Preview(NamedTuple):
    """The parts of a preview: what is known of the source, the quotations from it, the passage that fits, its past.

    What that is known from stands above the passage where something is amiss, else below it.
    """

    facts: Content
    quoted: Content = Content("")
    passage: Content = Content("")
    evidence: Content = Content("")
    history: Content = Content("")


def nothing_chosen() -> Preview:
    """What stands there before a source is chosen."""
    return Preview(Content.styled("Tab goes from link to link; what each leads to appears here.", _QUIET))


def preview(source: Source, tracked: Tracked | None, looked: Looked | None, room: Room) -> Preview:
    """What is known of a source now, and what was found in it and of it once somebody looked."""
    article = tracked.article if tracked else None
    title = (article.title if article else None) or (file_of(tracked) if tracked else None) or source.name
    if room.compact:
        lines = [Content.styled(fitted(title, room.width, plain=room.plain), "bold")]
    else:
        lines = [Content.styled(title, "bold")]
        if article is not None:
            lines.append(Content.styled(credits_of(article, source, room), _QUIET))
        lines += address_lines(source, tracked, room)
    lines.append(state_line(source, tracked, plain=room.plain))
    lines += [Content.styled(line, _QUIET) for line in help_lines(source, tracked)]
    seen = evidence_lines(tracked, room) if tracked is not None and not room.compact else []
    known = [Content.styled(line, _QUIET) for line in seen]
    fine = tracked is not None and tracked.state == "ok" and not (tracked.remembered and tracked.remembered.drifted)
    facts = Content("\n").join(lines if fine else [*lines, *known])
    evidence = Content("\n").join(known if fine else [])
    if looked is None:
        return Preview(facts, evidence=evidence)
    text = passage_text(article, looked.passages, room.width, plain=room.plain) if article else Content("")
    if room.compact:
        return Preview(facts, passage=text)
    return Preview(facts, quoted_lines(looked.quoted, room), text, evidence, history_lines(looked.steps, room))


def file_of(tracked: Tracked) -> str | None:
    """The name of a document's file, which is all that it has for a title; None for a page."""
    if not is_document(tracked):
        return None
    name = unquote(urlsplit(tracked.final_url or "").path.rpartition("/")[2])
    return line(name) or None


def credits_of(article: Article, source: Source, room: Room) -> str:
    """Site, author, date and length in one row, the last left out first where they do not fit."""
    published = article.published
    date = f"{published.day} {published:%b %Y}" if published else None
    parts = [article.site or source.name, extent(article), article.byline, date, f"{article.words:,} words"]
    found = list(dict.fromkeys(part for part in parts if part))
    dot = " - " if room.plain else " · "
    while len(found) > 1 and cell_len(dot.join(found)) > room.width:
        found.pop()
    return fitted(dot.join(found), room.width, plain=room.plain)


def address_lines(source: Source, tracked: Tracked | None, room: Room) -> list[Content]:
    """The address that answered, else the one that is linked to; its host comes first and stands out."""
    url = (tracked.final_url if tracked else None) or source.url
    if url is None:
        return []
    host, rest = split_address(url)
    lines: list[Content] = []
    left = len(host)
    for row in broken_address(host, rest, room.width, ellipsis="..." if room.plain else "…"):
        lines.append(Content.assemble((row[:left], "$text-accent"), (row[left:], _QUIET)))
        left = max(0, left - len(row))
    return lines


def state_line(source: Source, tracked: Tracked | None, *, plain: bool) -> Content:
    """The state: its sign, then words for it."""
    sign = sign_of_source(tracked) if tracked else sign_of(state_of(source, tracked))
    words = sign.words
    if tracked and is_document(tracked):
        least = "more than " if tracked.truncated else ""
        across = f"{tracked.pixels[0]:,} by {tracked.pixels[1]:,} pixels, " if tracked.pixels else ""
        words = f"{kind_of(tracked.media_type or '')}, {across}{least}{size_of(tracked.size)}"
    elif tracked and tracked.truncated:
        words += "; only the beginning of it, it is very long"
    return Content.assemble((f"{sign.plain if plain else sign.sign} {words}", TONES[sign.tone]))


def help_lines(source: Source, tracked: Tracked | None) -> list[str]:
    """What was tried and what came back where it failed, and the keys that help."""
    state = state_of(source, tracked)
    if tracked is not None and is_document(tracked):
        return ["", _ELSEWHERE]
    if source.kind is SourceKind.NAMED or source.url is None or state in (State.QUEUED, State.FETCHING):
        return []
    if tracked is not None and tracked.article is not None and (tracked.error is None or tracked.from_archive):
        return []
    if state is State.SKIPPED and source.acts is not None:
        why = source.acts.partition(", so ")[0].rstrip(".")
        return ["", f"Left alone: {why[:1].lower()}{why[1:]}. r fetches it.", "", _ELSEWHERE]
    came = what_came(tracked)
    if state is State.OFFLINE:
        return ["", *came, "", _ELSEWHERE]
    if tracked is not None and tracked.error is not None and _ALLOW in tracked.error.message:
        return ["", *came, "", _ELSEWHERE]
    again = "r fetches it" if state is State.SKIPPED else "r tries again"
    return ["", *came, *([""] if came else []), f"{again}, {_ELSEWHERE}"]


def what_came(tracked: Tracked | None) -> list[str]:
    """What was tried, and what came back; last the sentence that says most."""
    if tracked is None:
        return []
    if tracked.error is not None:
        tried = _PHASES.get(tracked.error.phase)
        return [*([f"Tried: {tried}."] if tried else []), tracked.error.message]
    if tracked.http_status is not None and tracked.http_status >= HTTPStatus.BAD_REQUEST:
        return [f"It answered {answer_words(tracked.http_status)}."]
    return []


def state_of(source: Source, tracked: Tracked | None) -> State:
    """The state of a source, also before anything was tried."""
    if tracked is not None:
        return tracked.state
    return State.NAMED if source.kind is SourceKind.NAMED else State.QUEUED


def kind_of(media_type: str) -> str:
    """A kind of document in a person's words."""
    if media_type == "application/pdf":
        return "a PDF document"
    kind, _, more = media_type.partition("/")
    name = {"image": "a picture", "audio": "a recording", "video": "a film"}.get(kind)
    if name is None:
        return media_type
    form = more.removeprefix("x-").partition("+")[0]
    return f"{name} ({form.upper()})" if form.isalnum() else name
