"""What an answer, or its absence, says of a source. Pure."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.sources.canonical import host, identity
from reader.sources.failures import NoNetworkError, OfflineError, answer_words
from reader.sources.media import PDF, is_text, media_type
from reader.sources.model import Failure, State

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.errors import FetchError
    from reader.sources.model import Page

ENOUGH_WORDS = 150
"""Words below which a page is called thin."""

_PERMANENT = frozenset((301, 308))
_NOT_FOUND_PATH = re.compile(r"/(?:404|not-?_?found|page-?_?not-?_?found|error-?_?404)(?:[./]|$)", re.IGNORECASE)
_NOT_FOUND_TITLE = re.compile(
    r"(?:error )?404\b|page (?:not found|no longer (?:available|exists))|(?:page )?not found$|no such page"
    r"|(?:sorry, )?(?:this|that|the) (?:page|article|story) (?:could not|cannot|can.t) be found",
    re.IGNORECASE,
)
_CHALLENGE_TITLE = re.compile(
    r"just a moment|access denied|are you (?:a )?(?:robot|human)|attention required|client challenge"
    r"|security check(?:point)?|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser"
    r"|too many requests|429\b|robot or human|ddos-guard",
    re.IGNORECASE,
)
_WALL_TITLE = re.compile(r"(?:subscribe|sign in|log in) to (?:read|continue)|subscription required", re.IGNORECASE)
_CHALLENGE = re.compile(
    rb"challenge-platform|cf-chl-|cf_chl_|_Incapsula_Resource|px-captcha|captcha-delivery|ddos-guard", re.IGNORECASE
)
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,300})", re.IGNORECASE)
_NOT_FREE = re.compile(rb'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false', re.IGNORECASE)
_HEAD = 64 << 10

Outcome = tuple[State, Failure | None]


def failed(error: FetchError) -> tuple[State, Failure]:
    """The state of a source for which no page was had."""
    failure = Failure(error.phase, str(error))
    if isinstance(error, (OfflineError, NoNetworkError)):
        return State.OFFLINE, failure
    return (State.SKIPPED if error.phase == "policy" else State.STRIKE), failure


def settle(page: Page, article: Article | None) -> Outcome:
    """The state of a source that answered.

    Args:
        page: the answer.
        article: what was read from it, or None where it is no text or could not be read.
    """
    if page.status >= HTTPStatus.MULTIPLE_CHOICES or page.status < HTTPStatus.OK:
        return _refused(page)
    media = media_type(page.content_type, page.body)
    if not is_text(media) or media == PDF:  # a document is there however few words can be read of it
        return _here(page)
    title = (article.title or "") if article is not None else ""
    return _pretending(page, title) or _thin(page, article) or _here(page)


def _refused(page: Page) -> Outcome:
    status, answer = page.status, answer_words(page.status)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED):
        return _http(State.WALLED, f"The server answered {answer}: the page is for subscribers or members.")
    if status == HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS:
        return _http(State.WALLED, f"The server answered {answer}: it may not show the page here.")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _http(State.BLOCKED, f"The server answered {answer} and wants to be asked less often.")
    if status == HTTPStatus.FORBIDDEN or status > _LAST_STATUS or (status == _BUSY and _challenges(page)):
        return _http(State.BLOCKED, f"The server answered {answer} to a reader that is not a browser.")
    if status == HTTPStatus.NOT_FOUND:
        return _http(State.STRIKE, f"The server answered {answer} today; the page may come back.")
    if status == HTTPStatus.GONE:
        return _http(State.DEAD, f"The server answered {answer}: the page has been taken away for good.")
    return _http(State.STRIKE, f"The server answered {answer} and sent no page.")


_BUSY = HTTPStatus.SERVICE_UNAVAILABLE
_LAST_STATUS = 599


def _pretending(page: Page, title: str) -> Outcome | None:
    """A page that says 200 and is not the page that was asked for."""
    title = title.strip()
    path = urlsplit(page.final_url).path
    if page.hops and path in ("", "/") and urlsplit(page.url).path not in ("", "/"):
        return _http(State.SOFT404, f"The address leads to the front page of {host(page.final_url)} instead.")
    if (page.hops and _NOT_FOUND_PATH.search(path)) or _NOT_FOUND_TITLE.match(title):
        return _http(State.SOFT404, "The server answered 200 OK with a page that says the page was not found.")
    if _CHALLENGE_TITLE.match(title):
        return _http(State.BLOCKED, "The server answered with a test for people instead of the page.")
    if _WALL_TITLE.match(title):
        return _http(State.WALLED, "The server answered with a request to subscribe or sign in.")
    if _NOT_FREE.search(page.body):
        return _http(State.WALLED, "The page says that it is for subscribers, so this may be only a part of it.")
    return None


def _thin(page: Page, article: Article | None) -> Outcome | None:
    if article is not None and not article.found:
        return State.THIN, Failure("parse", "There is no article on the page; what it says of itself is shown.")
    words = article.words if article is not None else 0
    if words >= ENOUGH_WORDS:
        return None
    if article is None:
        return State.THIN, Failure("parse", "No text could be read on the page.")
    state = State.MOVED if _has_moved(page) else State.THIN
    return state, Failure("parse", f"Only {words} words of text could be read on the page.")


def _here(page: Page) -> Outcome:
    return (State.MOVED if _has_moved(page) else State.OK), None


def _has_moved(page: Page) -> bool:
    """Whether its address is another for good; a new scheme, "www." or a closing slash is no other address."""
    if not page.hops or not all(status in _PERMANENT for status, _ in page.hops):
        return False
    return _place(page.url) != _place(page.final_url)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(identity(url))
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def _challenges(page: Page) -> bool:
    head = page.body[:_HEAD]
    title = _TITLE.search(head)
    if title is not None and _CHALLENGE_TITLE.match(title[1].decode("utf-8", "replace").strip()):
        return True
    return bool(_CHALLENGE.search(head))


def _http(state: State, message: str) -> Outcome:
    return state, Failure("http", message)
