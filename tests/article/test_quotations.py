"""Block quotations, however a page sets them: what is one, what is none, and whom it credits."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.model import Kind, Voice
from tests.article.pages import FILLER, inner, read


def quoted(body: str) -> list[list[str]]:
    """For each quotation the texts of its blocks."""
    article = read(body)
    return [[article.block(name).text for name in one.blocks] for one in article.quotations]


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote><p>We sail at noon.</p></blockquote>",
        "<blockquote class='wp-block-quote'><p>We sail at noon.</p></blockquote>",
        "<div class='quote'><p>We sail at noon.</p></div>",
        "<p class='blockquote'>We sail at noon.</p>",
        "<figure class='quote'><p>We sail at noon.</p></figure>",
        "<div class='Quote'><blockquote>We sail at noon.</blockquote></div>",
        "<p>&gt; We sail at noon.</p>",
        "<figure class='wp-block-pullquote'><blockquote><p>We sail at noon.</p></blockquote></figure>",
    ],
)
def test_what_is_set_as_a_quotation_is_one(body: str) -> None:
    assert quoted(body) == [["We sail at noon."]]


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote class='webkit-indent-blockquote'><p>We sail at noon.</p></blockquote>",
        "<blockquote style='margin: 0 0 0 40px; border: none; padding: 0px;'><p>We sail at noon.</p></blockquote>",
        "<blockquote><img src=/a.jpg alt='The pier'></blockquote>",
        "<blockquote><form><p>Get the timetable by mail.</p></form></blockquote>",
        "<blockquote><ul><li><a href=/1>The first of them</a><li><a href=/2>The second</a></ul></blockquote>",
        "<blockquote class='wp-embedded-content'><a href=/2>Why the ferry sails</a></blockquote>",
        "<div class='quote'>BAYF 17.20 +0.3</div>",
        "<p>&gt; 50 000 tickets</p>",
        "<blockquote> </blockquote>",
    ],
)
def test_what_only_looks_like_a_quotation_is_none(body: str) -> None:
    article = read(body)
    assert not article.quotations
    assert all((block.voice, block.depth, block.quotation) == (Voice.COMMENTARY, 0, None) for block in article.blocks)


def test_pictures_that_are_set_in_are_the_article_s_own() -> None:
    (block,) = inner("<blockquote><img src=/a.jpg alt='The pier'></blockquote>")
    assert (block.kind, block.voice) == (Kind.FIGURE, Voice.COMMENTARY)


def test_an_article_that_is_set_in_as_a_whole_is_no_quotation_but_those_in_it_are() -> None:
    page = f"<body><blockquote>{FILLER}{FILLER}<blockquote>We sail at noon.</blockquote>{FILLER}</blockquote></body>"
    article = parse(page, "text/html")
    assert [block.depth for block in article.blocks] == [0, 0, 1, 0]
    assert [one.blocks for one in article.quotations] == [("b3",)]


@pytest.mark.parametrize(
    ("before", "attribute"),
    [("<p>Ada Roe has a fine piece on the ferry today.</p>", ""), ("", " cite='https://courier.example/1'")],
)
def test_a_post_that_quotes_nearly_all_of_another_still_quotes(before: str, attribute: str) -> None:
    page = f"<body><article>{before}<blockquote{attribute}>{FILLER * 3}</blockquote></article></body>"
    assert [len(one.blocks) for one in parse(page, "text/html").quotations] == [3]


def test_quotations_nest() -> None:
    article = read(
        "<blockquote><p>He wrote:</p><blockquote>We sail.<blockquote>Aye.</blockquote></blockquote></blockquote>"
    )
    (one,) = article.quotations
    assert [(article.block(name).text, article.block(name).depth) for name in one.blocks] == [
        ("He wrote:", 1),
        ("We sail.", 2),
        ("Aye.", 3),
    ]


NAME = "Ada Roe, The Courier"


@pytest.mark.parametrize(
    "body",
    [
        f"<blockquote><p>We sail.</p><cite>{NAME}</cite></blockquote>",
        f"<blockquote><p>We sail.</p><footer>— {NAME}</footer></blockquote>",
        f"<blockquote><p>We sail.</p><p class='attribution'>{NAME}</p></blockquote>",
        f"<blockquote><p>We sail.</p><p>— {NAME}</p></blockquote>",
        f"<blockquote><p>We sail.<br>-- {NAME}</p></blockquote>",
        f"<blockquote><p>“We sail.” — {NAME}</p></blockquote>",
        f"<blockquote><p>We sail.</p></blockquote><p>— {NAME}</p>",
        f"<blockquote><p>We sail.</p></blockquote>\n<div><cite>{NAME}</cite></div>",
        f"<div><blockquote><p>We sail.</p></blockquote></div><p>— <a href='/1'>{NAME}</a></p>",
        f"<figure><blockquote>We sail.</blockquote><figcaption>{NAME}</figcaption></figure>",
        f"<figure class='quote'><p>We sail at noon.</p><figcaption>― {NAME}</figcaption></figure>",
        f"<div class='quote'><p>We sail at noon.</p><p class='author'>{NAME}</p></div>",
        f"<div class='Quote'><blockquote>We sail.</blockquote><div class='Quote-source'>By {NAME}</div></div>",
    ],
)
def test_the_credit_is_found_wherever_it_stands(body: str) -> None:
    article = read(body)
    (one,) = article.quotations
    assert one.credit == NAME
    assert NAME in article.block(one.blocks[-1]).text
    assert article.text.count(NAME) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote><p>We sail.</p></blockquote><p>— But they never did sail, did they.</p>",
        "<blockquote><p>We sail.</p></blockquote><p>Ada Roe disagrees.</p>",
        "<blockquote><p>— Who goes there</p><p>— I do, said Ada Roe</p></blockquote>",
        "<blockquote><p>We sail - and more of it</p></blockquote>",
        "<blockquote><p>In <cite>The Ferry</cite> it says so.</p></blockquote>",
        "<blockquote><p>— Ada Roe</p></blockquote>",
        "<blockquote><p>He was late. — so were we all, that day</p></blockquote>",
    ],
)
def test_what_credits_nobody_is_no_credit(body: str) -> None:
    assert read(body).quotations[0].credit is None


def test_a_link_in_the_credit_keeps_its_place() -> None:
    article = read("<blockquote><p>We sail.</p></blockquote><p>— Ada Roe, <a href='/1'>The Courier</a></p>")
    last = article.block(article.quotations[0].blocks[-1])
    assert [(last.text[link.start : link.end], link.url) for link in last.links] == [
        ("The Courier", "https://blog.example/1")
    ]


REPEATED = "in every weather that the bay can send it, whatever the board has said"


@pytest.mark.parametrize(
    "body",
    [
        f"<aside class='pullquote'>{REPEATED}</aside>",
        f"<figure class='wp-block-pullquote'><blockquote><p>“{REPEATED}”</p></blockquote></figure>",
        f"<div class='pullQuote'><p>{REPEATED}</p><cite>Ada Roe</cite></div>",
        f"<blockquote class='pull-quote'>{REPEATED.replace('the board', 'the [harbour] board')}</blockquote>",
    ],
)
def test_a_pull_quote_is_left_out_since_it_stands_in_the_text(body: str) -> None:
    assert not inner(body)
    assert not read(body).quotations


def test_a_quotation_that_repeats_the_article_is_furniture() -> None:
    article = read(f"<blockquote>{REPEATED}</blockquote>")
    assert not article.quotations
    assert [(block.text, block.voice, block.depth) for block in article.blocks[1:-1]] == [
        (REPEATED, Voice.FURNITURE, 0)
    ]
    assert "repeats" in article.blocks[1].why


@pytest.mark.parametrize(
    "body",
    [
        f"<p>She wrote:</p><blockquote>{REPEATED}</blockquote>",
        f"<blockquote cite='https://courier.example/1'>{REPEATED}</blockquote>",
        f"<blockquote><a href='https://courier.example/1'>{REPEATED}</a></blockquote>",
        "<blockquote>whatever the board has said</blockquote>",
    ],
)
def test_a_quotation_that_the_author_takes_up_again_stays_one(body: str) -> None:
    assert len(read(body).quotations) == 1


def test_lines_quoted_as_in_mail_are_quotations() -> None:
    assert quoted(
        "<p>&gt; We sail at noon, and<br>&gt; we sail in the rain.<br>That is not so.</p>"
        "<p>&gt; One more line of it.</p>\n<p>&gt; And one <b>more</b> line.</p><p>It is not.</p>"
    ) == [["We sail at noon, and\nwe sail in the rain."], ["One more line of it.", "And one more line."]]


def test_a_mail_that_is_preformatted_is_quotations_and_paragraphs() -> None:
    article = read(
        "<pre>On Friday Ada wrote:\n"
        "&gt; The ferry is late again, and the board does not care for it, so\n"
        "&gt; says <a href='/paper'>the paper</a>.\n&gt;\n"
        "&gt;&gt; It was on time when I was a girl.\n\nI do not think so.</pre>"
    )
    assert [(block.kind, block.text, block.depth) for block in article.blocks[1:-1]] == [
        (Kind.PARAGRAPH, "On Friday Ada wrote:", 0),
        (Kind.PARAGRAPH, "The ferry is late again, and the board does not care for it, so says the paper.", 1),
        (Kind.PARAGRAPH, "It was on time when I was a girl.", 2),
        (Kind.PARAGRAPH, "I do not think so.", 0),
    ]
    assert article.blocks[2].links[0].anchor == "the paper"


def test_commands_after_a_prompt_stay_a_listing() -> None:
    (block,) = inner("<pre>&gt; x &lt;- c(1, 2)\n&gt; mean(x)\n[1] 1.5</pre>")
    assert (block.kind, block.text) == (Kind.CODE, "> x <- c(1, 2)\n> mean(x)\n[1] 1.5")
