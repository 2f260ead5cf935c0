"""The whole page, for when the article was not found."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.certainty import LEAST
from reader.article.model import Format, Kind
from reader.article.whole import whole_page
from reader.errors import UnreadableError

PARAGRAPH = (
    "<p>The harbour board voted on Tuesday, after a long evening, to keep the old ferry for one more winter.</p>"
)
PAGE = (
    "<!doctype html><title>Board keeps ferry</title><style>p{}</style><body><nav><a href=/news>News</a></nav>"
    f"<article><h1>Board keeps ferry</h1><blockquote><p>We will sail in any weather the bay sends.</p></blockquote>"
    f"{PARAGRAPH * 6}<div class=share>Share this</div>"
    "</article><script>x()</script><div style='display:none'>Secret</div><footer>All rights reserved.</footer>"
)


def test_nothing_that_the_page_shows_is_left_out() -> None:
    whole = whole_page(PAGE, "text/html", "https://bay.example/a")
    assert [block.text for block in whole.blocks][:2] == ["News", "Board keeps ferry"]
    assert [block.text for block in whole.blocks][-2:] == ["Share this", "All rights reserved."]
    assert whole.blocks[0].links[0].url == "https://bay.example/news"
    assert not {"x()", "Secret", "p{}"} & set(whole.text.split("\n\n"))


def test_it_is_the_same_page_with_its_metadata_and_quotations() -> None:
    whole, article = whole_page(PAGE.encode(), "text/html; charset=utf-8"), parse(PAGE, "text/html")
    assert whole.metadata == article.metadata
    assert len(whole.quotations) == len(article.quotations) == 1
    assert whole.found == LEAST


def test_blocks_that_the_article_has_the_whole_page_has_too() -> None:
    article = parse(PAGE, "text/html")
    assert {block.text for block in article.blocks} <= {block.text for block in whole_page(PAGE, "text/html").blocks}


def test_a_page_that_hides_everything_is_shown() -> None:
    assert whole_page("<body><div hidden>What is hidden.</div></body>", "text/html").text == "What is hidden."


def test_other_formats_are_read_as_ever() -> None:
    text = "# Ferry\n\nThe board *voted*.\n"
    assert whole_page(text, "text/markdown") == parse(text, "text/markdown")
    assert whole_page(b"The board voted.\n\nIt rained.\n", "text/plain").format is Format.TEXT


def test_a_saved_page_is_shown_whole() -> None:
    mhtml = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bay.example/a\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        f"Content-Location: https://bay.example/a\r\n\r\n{PAGE}\r\n--x--\r\n"
    )
    assert "All rights reserved." in whole_page(mhtml.encode(), "multipart/related").text


def test_headings_and_lists_keep_their_kind() -> None:
    kinds = [block.kind for block in whole_page("<body><h1>One</h1><ul><li>Two</ul></body>", "text/html").blocks]
    assert kinds == [Kind.HEADING, Kind.LIST_ITEM]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        whole_page("<!doctype html><body><script>x()</script></body>", "text/html")
