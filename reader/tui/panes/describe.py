"""What the preview says of a source, as content: never as markup, for most of it was written by strangers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.sources.model import SourceKind, State
from reader.tui.signs import is_document, sign_of

if TYPE_CHECKING:
    from reader.article.model import Article, Block
    from reader.quotes.passage import Passage
    from reader.sources.model import Source, Tracked

TONES = {"good": "$text-success", "warn": "$text-warning", "bad": "$text-error", "quiet": "$foreground 60%"}
_QUIET = "$foreground 60%"
_PHASES = {
    "policy": "nothing, by this reader's own rules",
    "dns": "looking up the name of its host",
    "connect": "calling its host",
    "tls": "a secure connection to its host",
    "http": "asking for the page",
    "body": "asking for the page, which began to come",
    "parse": "reading what came",
}
_AROUND = 1
_ENOUGH = 280


class Preview(NamedTuple):
    """The two parts of a preview: what is known of the source, and the passage that fits."""

    facts: Content
    passage: Content


def nothing_chosen() -> Preview:
    """What stands there before a source is chosen."""
    return Preview(Content.styled("Tab goes from link to link; what each leads to appears here.", _QUIET), Content(""))


def preview(source: Source, tracked: Tracked | None, passage: Passage | None, *, plain: bool = False) -> Preview:
    """What is known of a source now, and its passage nearest to the sentence that refers to it."""
    article = tracked.article if tracked else None
    title = article.title if article else None
    lines = [Content.styled(title or source.name, "bold")]
    if article is not None:
        lines.append(Content.styled(credits_of(article, source), _QUIET))
    lines += [*address_lines(source, tracked), state_line(source, tracked, plain=plain)]
    lines += [Content.styled(line, _QUIET) for line in help_lines(source, tracked)]
    text = passage_text(article, passage) if article else Content("")
    return Preview(Content("\n").join(lines), text)


def credits_of(article: Article, source: Source) -> str:
    """Site, author, date and length in one line."""
    published = article.published
    date = f"{published.day} {published:%b %Y}" if published else None
    parts = (article.site or source.name, article.byline, date, f"{article.words:,} words")
    return " · ".join(dict.fromkeys(part for part in parts if part))


def address_lines(source: Source, tracked: Tracked | None) -> list[Content]:
    """The address that answered, else the one that is linked to; its host comes first and stands out."""
    url = (tracked.final_url if tracked else None) or source.url
    if url is None:
        return []
    host, rest = split_address(url)
    return [Content.assemble((host, "$text-accent"), (rest, _QUIET))]


def split_address(url: str) -> tuple[str, str]:
    """The host of an address, and what follows it."""
    _, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return host.rpartition("@")[2].removeprefix("www."), (slash + path).removesuffix("/")


def state_line(source: Source, tracked: Tracked | None, *, plain: bool) -> Content:
    """The state: its sign, then words for it."""
    state = state_of(source, tracked)
    sign = sign_of(state)
    words = sign.words
    if tracked and is_document(tracked):
        words = f"{kind_of(tracked.media_type or '')}, {size_of(tracked.size)}"
    elif tracked and tracked.truncated:
        words += "; only the beginning of it, it is very long"
    return Content.assemble((f"{sign.plain if plain else sign.sign} {words}", TONES[sign.tone]))


def help_lines(source: Source, tracked: Tracked | None) -> list[str]:
    """What was tried and what came back where it failed, and the keys that help."""
    state = state_of(source, tracked)
    if tracked is not None and is_document(tracked):
        return ["", "o opens it in the browser, y copies its address."]
    if source.kind is SourceKind.NAMED or source.url is None or state in (State.QUEUED, State.FETCHING):
        return []
    if tracked is not None and tracked.article is not None and tracked.error is None:
        return []
    return ["", *what_came(tracked), "", "r tries again, o opens it in the browser, y copies its address."]


def what_came(tracked: Tracked | None) -> list[str]:
    """What was tried, and what came back."""
    if tracked is None:
        return []
    if tracked.error is not None:
        tried = _PHASES.get(tracked.error.phase, tracked.error.phase)
        return [f"Tried: {tried}.", tracked.error.message]
    if tracked.http_status is not None and tracked.http_status >= HTTPStatus.BAD_REQUEST:
        return [f"It answered {status_words(tracked.http_status)}."]
    return []


def status_words(status: int) -> str:
    """An HTTP status with its phrase: "404 Not Found"."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def state_of(source: Source, tracked: Tracked | None) -> State:
    """The state of a source, also before anything was tried."""
    if tracked is not None:
        return tracked.state
    return State.NAMED if source.kind is SourceKind.NAMED else State.QUEUED


def passage_text(article: Article, passage: Passage | None) -> Content:
    """The passage, lit, with its paragraph around it and a neighbour where that is short; else the beginning."""
    if passage is None:
        texts = [block.text for block in article.blocks if block.text and block.kind != "heading"]
        return Content("\n\n").join(
            [
                Content.styled("No passage of it comes near to this sentence. It begins:", _QUIET),
                *(Content(text) for text in texts[:3]),
            ]
        )
    place = article.index[passage.block]
    text = article.blocks[place].text
    parts = [Content(text).stylize("$text-accent on $accent 18%", passage.start, passage.end)]
    if len(text) < _ENOUGH:
        before = article.blocks[max(0, place - _AROUND) : place]
        after = article.blocks[place + 1 : place + 1 + _AROUND]
        parts = [*_dim(before), *parts, *_dim(after)]
    return Content("\n\n").join(parts)


def _dim(blocks: tuple[Block, ...]) -> list[Content]:
    return [Content.styled(block.text, "$foreground 75%") for block in blocks if block.text]


def kind_of(media_type: str) -> str:
    """A kind of document in a person's words."""
    if media_type == "application/pdf":
        return "a PDF document"
    kind = media_type.partition("/")[0]
    return {"image": "a picture", "audio": "a recording", "video": "a film"}.get(kind, media_type)


def size_of(size: int) -> str:
    """A number of bytes in a person's units."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
