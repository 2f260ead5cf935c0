"""What an answer says of a source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.article.model import Article, Block, Fact, Kind, Metadata
from reader.errors import FetchError
from reader.sources.failures import OfflineError
from reader.sources.model import Page, State
from reader.sources.states import failed, settle

URL = "https://courier.example/2031/harbour"
PAGE = Page(URL, URL, 200, "text/html", b"<html><p>text")
PERMANENT, TEMPORARY = 301, 302


def article(words: int = 400, title: str = "The harbour") -> Article:
    block = Block("b1", Kind.PARAGRAPH, " ".join(["word"] * words))
    return Article((block,), Metadata(title=(Fact(title, "title element"),)))


def answered(status: int, body: bytes = b"") -> Page:
    return replace(PAGE, status=status, body=body)


def led_to(url: str, *statuses: int) -> Page:
    return replace(PAGE, final_url=url, hops=tuple((status, url) for status in statuses))


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (401, State.WALLED, "401 Unauthorized"),
        (402, State.WALLED, "402 Payment Required"),
        (451, State.WALLED, "451 Unavailable For Legal Reasons"),
        (403, State.BLOCKED, "403 Forbidden to a reader that is not a browser"),
        (429, State.BLOCKED, "429 Too Many Requests"),
        (999, State.BLOCKED, "999"),
        (404, State.STRIKE, "404 Not Found today"),
        (410, State.DEAD, "410 Gone"),
        (400, State.STRIKE, "400 Bad Request"),
        (500, State.STRIKE, "500 Internal Server Error"),
        (503, State.STRIKE, "503 Service Unavailable"),
        (304, State.STRIKE, "304 Not Modified"),
    ],
)
def test_an_error_status(status: int, state: State, words: str) -> None:
    found, failure = settle(answered(status), None)
    assert found is state
    assert failure is not None
    assert failure.phase == "http"
    assert words in failure.message


@pytest.mark.parametrize(
    "body", [b"<title>Just a moment...</title>", b'<script src="/cdn-cgi/challenge-platform/x.js">']
)
def test_a_503_with_a_challenge_is_a_block(body: bytes) -> None:
    assert settle(answered(503, body), None)[0] is State.BLOCKED


def test_a_page_with_enough_words_is_ok() -> None:
    assert settle(PAGE, article(150)) == (State.OK, None)


def test_a_page_with_few_words_is_thin_and_says_how_many() -> None:
    state, failure = settle(PAGE, article(149))
    assert state is State.THIN
    assert failure is not None
    assert "149 words" in failure.message


def test_a_page_that_could_not_be_read_is_thin() -> None:
    assert settle(PAGE, None)[0] is State.THIN


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "video/mp4"])
def test_what_is_no_text_is_ok_without_an_article(content_type: str) -> None:
    assert settle(replace(PAGE, content_type=content_type, body=b"\x00\x01"), None) == (State.OK, None)


@pytest.mark.parametrize(
    ("page", "state"),
    [
        (led_to("https://wire.example/harbour", PERMANENT), State.MOVED),
        (led_to("https://courier.example/archive/harbour", PERMANENT, 308), State.MOVED),
        (led_to("https://courier.example/archive/harbour", PERMANENT, TEMPORARY), State.OK),
        (led_to("http://www.courier.example/2031/harbour/", PERMANENT), State.OK),
        (led_to("https://courier.example/2031/harbour?utm_source=x", PERMANENT), State.OK),
        (led_to("https://courier.example/", PERMANENT), State.SOFT404),
        (led_to("https://wire.example/", TEMPORARY), State.SOFT404),
        (led_to("https://courier.example/404.html", TEMPORARY), State.SOFT404),
        (led_to("https://courier.example/errors/page-not-found", TEMPORARY), State.SOFT404),
        (led_to("https://courier.example/road-404-closed", TEMPORARY), State.OK),
        (replace(PAGE, url="https://courier.example/404/x", final_url="https://courier.example/404/x"), State.OK),
    ],
)
def test_redirects(page: Page, state: State) -> None:
    assert settle(page, article())[0] is state


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("404 Not Found", State.SOFT404),
        ("Page not found - The Courier", State.SOFT404),
        ("Just a moment...", State.BLOCKED),
        ("Access Denied", State.BLOCKED),
        ("Subscribe to read | The Courier", State.WALLED),
        ("Found: the page that was not there", State.OK),
        ("Why 404 pages make us laugh", State.OK),
    ],
)
def test_a_page_that_only_pretends_is_known_by_its_title(title: str, state: State) -> None:
    assert settle(PAGE, article(title=title))[0] is state


def test_a_page_that_says_it_is_for_subscribers_is_walled() -> None:
    body = b'<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
    assert settle(replace(PAGE, body=body), article())[0] is State.WALLED


@pytest.mark.parametrize("phase", ["dns", "connect", "tls", "http", "body"])
def test_no_page_is_a_strike(phase: str) -> None:
    state, failure = failed(FetchError(phase, "It broke."))
    assert (state, failure) == (State.STRIKE, (phase, "It broke."))


def test_what_is_refused_on_purpose_is_skipped_and_offline_is_offline() -> None:
    assert failed(FetchError("policy", "No."))[0] is State.SKIPPED
    assert failed(OfflineError())[0] is State.OFFLINE
