"""E-mail and newsletters: the body that was meant to be read, and what the header says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article import clean, mime
from reader.article.addresses import Addresses
from reader.article.drafting import Draft
from reader.article.fragment import write_fragment
from reader.article.languages import language_tag
from reader.article.model import Article, Because, Fact, Format, Metadata, Voice
from reader.article.text import write_text
from reader.article.unwrapping import unflowed
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from email.message import Message

_DEPTH_LIMIT = 20
_UNSURE = 0.5
_BODIES_AT_MOST = 20

_ADDRESSEE = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>")
_ADDRESS_ONLY = re.compile(r"\s*(?P<address>[^\s<>()]+@[^\s<>()]+)\s*(?:\((?P<name>[^()]*)\))?")
_LIST_NAME = re.compile(r"\s*(?P<name>[^<>]+?)\s*<")
_ANGLED = re.compile(r"<\s*(https?://[^<>\s]+)\s*>")
_LIST_FIELDS = ("list-id", "list-post", "list-unsubscribe")


def parse_mail(data: bytes, url: str | None = None) -> Article:
    """The article that a mail holds; a page that a browser saved as one (MHTML) is read as the page.

    Raises:
        UnreadableError: it is too large or too complex, or there is no text in it.
    """
    from reader.article import mhtml

    message = mime.parse(data)
    if page := mhtml.page_in(message):
        return mhtml.parse_page(message, page, url)
    draft = Draft()
    for part in _bodies(message)[:_BODIES_AT_MOST]:
        _write(draft, part, url)
    if not any(block.text for block in draft.blocks):
        raise UnreadableError("There is no text in the mail; what is attached to it is not read.")
    return Article(
        blocks=tuple(draft.blocks),
        metadata=_facts(message),
        format=Format.MAIL,
        url=url,
        quotations=tuple(draft.quotations),
    )


def _bodies(part: Message, depth: int = 0) -> list[Message]:
    """The parts to be read, in order: of alternatives the HTML one, of the rest all texts that are not attached."""
    kind = mime.kind_of(part)
    if kind.startswith("multipart/"):
        inside = [_bodies(one, depth + 1) for one in mime.parts_of(part)] if depth < _DEPTH_LIMIT else []
        if kind == "multipart/alternative":
            return _richest([bodies for bodies in inside if bodies])
        if kind == "multipart/related":
            return next((bodies for bodies in inside if bodies), [])
        return [body for bodies in inside for body in bodies]
    attached = (part.get_content_disposition() or "") == "attachment"
    return [part] if kind in {"text/html", "text/plain"} and not attached and mime.text_of(part).strip() else []


def _richest(alternatives: list[list[Message]]) -> list[Message]:
    marked_up = (bodies for bodies in alternatives if any(mime.kind_of(body) == "text/html" for body in bodies))
    return next(marked_up, alternatives[0] if alternatives else [])


def _write(draft: Draft, part: Message, url: str | None) -> None:
    text = mime.text_of(part)
    if mime.kind_of(part) == "text/html":
        write_fragment(draft, text, url)
        return
    first = len(draft.blocks)
    if mime.parameter(part, "format").lower() == "flowed":
        write_text(draft, unflowed(text, delete_space=mime.parameter(part, "delsp").lower() == "yes"))
    else:
        write_text(draft, text)
    # A plain text says of what it marks with ">" whose words it is, and of nothing else.
    draft.blocks[first:] = [
        block._replace(because=Because.PROSE, confidence=_UNSURE) if block.voice is Voice.COMMENTARY else block
        for block in draft.blocks[first:]
    ]


def _facts(message: Message) -> Metadata:
    title = mime.header(message, "subject")
    name, address = _sender(message)
    published = mime.date_of(mime.header(message, "date"))
    archived = _ANGLED.search(mime.header(message, "archived-at"))
    canonical = Addresses(None).link(archived[1]) if archived else None
    language = language_tag(mime.header(message, "content-language"))
    return Metadata(
        title=(Fact(title, "Subject"),) if title else (),
        byline=(Fact(name or address, "From"),) if name or address else (),
        site=_sites(message, address),
        published=(Fact(published, "Date"),) if published else (),
        language=(Fact(language, "Content-Language"),) if language else (),
        canonical=(Fact(canonical, "Archived-At"),) if canonical else (),
    )


def _sender(message: Message) -> tuple[str, str]:
    """The name and the address of whom it is from."""
    raw = mime.raw_header(message, "from")
    found = _ADDRESSEE.match(raw) or _ADDRESS_ONLY.match(raw)
    if not found:
        return clean.line(mime.decoded_words(raw)), ""
    name = clean.line(mime.decoded_words(found["name"] or "")).strip("\"'")
    return name.replace('\\"', '"'), clean.line(found["address"])


def _sites(message: Message, address: str) -> tuple[Fact[str], ...]:
    """The list or newsletter that sent it; the domain of a person's own address is no site."""
    named = _LIST_NAME.match(mime.raw_header(message, "list-id"))
    name = clean.line(mime.decoded_words(named["name"])).strip('"') if named else ""
    domain = address.rpartition("@")[2].lower() if "@" in address else ""
    is_list = any(mime.raw_header(message, field) for field in _LIST_FIELDS)
    claims = [("List-Id", name), ("From domain", domain if is_list else "")]
    return tuple(Fact(value, origin) for origin, value in claims if value)
