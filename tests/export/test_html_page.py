"""The HTML page: readable, self-contained, and nothing of the text is markup."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from reader.export.html_page import to_html
from tests.export.articles import articles
from tests.export.samples import post, unread

if TYPE_CHECKING:
    from reader.article.model import Article

TAGS = frozenset({
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "a", "sup", "blockquote", "footer",
    "span", "ul", "ol", "li", "ins", "del", "q", "em", "strong", "code", "table", "tr", "th", "td", "section",
})  # fmt: skip
ATTRIBUTES = frozenset({"lang", "charset", "http-equiv", "content", "name", "href", "rel", "class", "id", "cite"})


class Seen(HTMLParser):
    """What a parser makes of the page: its tags, its attributes, its text and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.hrefs: list[str] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.others = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name == "href":
                self.hrefs.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, _data: str) -> None:
        self.others += 1

    def unknown_decl(self, _data: str) -> None:
        self.others += 1

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def test_a_quotation_stands_with_its_source_its_verdict_and_what_was_changed() -> None:
    page = to_html(post())
    quotation = page[page.index("<blockquote") : page.index("</blockquote>")]
    assert 'cite="https://courier.example/quay"' in quotation
    assert "let for nine years" in quotation
    assert '<span class="verdict altered">altered (number)</span>' in quotation
    assert "number: <del>two</del> <ins>nine</ins>" in quotation
    assert '<span class="quoted">The harbour master was asked by nobody at all</span>' in page
    assert "<em>So</em>" in page
    assert "<th>Year</th>" in page


def test_sources_are_listed_with_what_became_of_them() -> None:
    seen = Seen(to_html(post()))
    assert "“Quay let”, A. Reporter; fetched; accessed 2026-03-04" in seen.text
    assert "410 Gone" in seen.text
    assert "Reuters; named in the text, no link" in seen.text
    assert "https://lost.example/page" in seen.hrefs


def test_every_reference_leads_to_its_note() -> None:
    seen = Seen(to_html(post()))
    within = {one[1:] for one in seen.hrefs if one.startswith("#")}
    assert within
    assert within <= set(seen.ids)
    assert len(seen.ids) == len(set(seen.ids))


def test_the_page_asks_for_nothing_and_its_policy_allows_its_style_alone() -> None:
    page = to_html(post())
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    assert f"style-src &#x27;sha256-{b64encode(sha256(style.encode()).digest()).decode()}&#x27;" in page
    assert "default-src &#x27;none&#x27;" in page
    assert not re.search(r"url\(|@import|@font-face|\bsrc=|\bstyle=", page)
    assert "prefers-color-scheme: dark" in style


@pytest.mark.slow
@settings(max_examples=80)
@given(articles())
def test_nothing_of_the_text_becomes_markup(article: Article) -> None:
    found = unread(article)
    seen = Seen(to_html(found))
    assert set(seen.tags) <= TAGS
    assert seen.names <= ATTRIBUTES
    assert seen.others == 0
    assert {one for one in seen.hrefs if one[0] != "#"} <= {"https://t.example/", "https://e.example/?a=1&b=(2)"}
    for block in found["blocks"]:
        if block["kind"] != "paragraph" or block["quotation"]:
            for cell in block["text"].replace("\n", "\t").split("\t"):
                assert " ".join(cell.split()) in seen.text


def test_only_web_addresses_are_links() -> None:
    found = post()
    found["blocks"][0]["links"] = [
        {"start": 0, "end": 3, "url": "javascript:alert(1)", "anchor": "The", "target": None}
    ]
    found["sources"][0]["url"] = "file:///etc/passwd"
    page = to_html(found)
    assert "javascript:" not in page
    assert "file:" not in page
