"""What the elements of a page become."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.model import Block, Figure, Kind, Mark, Voice
from tests.article.pages import FILLER, inner, read


def marked(block: Block) -> list[tuple[str, Mark]]:
    return [(block.text[span.start : span.end], span.mark) for span in block.spans]


def test_white_space_collapses_as_in_a_browser_and_spans_stay_exact() -> None:
    (block,) = inner(
        "<p>  One <b> bold\n <i>both</i></b>,<a href='x?a=1&amp;b=2'> a \n link </a>and <code>c</code>.</p>"
    )
    assert block.text == "One bold both, a link and c."
    assert marked(block) == [("bold both", Mark.STRONG), ("both", Mark.EMPHASIS), ("c", Mark.CODE)]
    (link,) = block.links
    assert (link.url, link.anchor) == ("https://blog.example/posts/x?a=1&b=2", "a link")
    assert block.text[link.start : link.end] == "a link"


def test_line_breaks_are_kept_and_two_make_a_paragraph() -> None:
    blocks = inner("<p>Roses are red, <br> violets are blue.<br><br>The next verse is here, too.</p>")
    assert [block.text for block in blocks] == [
        "Roses are red,\nviolets are blue.",
        "The next verse is here, too.",
    ]


def test_short_quotations_get_their_marks_and_their_cite() -> None:
    (block,) = inner("<p>She said <q cite='/speech'>we said <q>no</q> twice</q> to them.</p>")
    assert block.text == "She said “we said ‘no’ twice” to them."
    assert marked(block) == [("“we said ‘no’ twice”", Mark.QUOTE), ("‘no’", Mark.QUOTE)]
    assert block.spans[0].cite == "https://blog.example/speech"


def test_headings_lists_and_rules() -> None:
    blocks = inner(
        "<h2>A heading of it</h2><ol start=3><li>three<li>four <ul><li>nested</ul></ol>"
        "<hr><hr><ul><li><p>one</p><p>more</p></li></ul>"
    )
    assert [(b.kind, b.text, b.level, b.marker) for b in blocks] == [
        (Kind.HEADING, "A heading of it", 2, ""),
        (Kind.LIST_ITEM, "three", 1, "3."),
        (Kind.LIST_ITEM, "four", 1, "4."),
        (Kind.LIST_ITEM, "nested", 2, "•"),
        (Kind.RULE, "", 0, ""),
        (Kind.LIST_ITEM, "one", 1, "•"),
        (Kind.LIST_ITEM, "more", 1, ""),
    ]


def test_code_keeps_its_lines() -> None:
    (block,) = inner("<pre><code class='language-py'>if a:\n\tb  =  1\n\n<a href='/d'>done</a>\n</code></pre>")
    assert (block.kind, block.text, block.marker) == (Kind.CODE, "if a:\n    b  =  1\n\ndone", "py")
    assert block.text[block.links[0].start : block.links[0].end] == "done"


def test_a_table_is_rows_and_cells() -> None:
    (caption, block) = inner(
        "<table><caption>Crossings by year, all piers</caption><thead><tr><th>Year<th>Count</thead>"
        "<tr><td>2019<td><a href='/n'>12 000</a><tr><td><td>9<br>000</table>"
    )
    assert caption.text == "Crossings by year, all piers"
    assert (block.kind, block.level) == (Kind.TABLE, 1)
    assert block.text == "Year\tCount\n2019\t12 000\n\t9 000"
    assert block.text[block.links[0].start : block.links[0].end] == "12 000"


def test_a_table_that_only_lays_out_is_no_table() -> None:
    blocks = inner(
        "<table><tr><td><p>A paragraph, left.</p></td><td><blockquote>A quotation.</blockquote></td></tr></table>"
    )
    assert [(b.kind, b.text) for b in blocks] == [
        (Kind.PARAGRAPH, "A paragraph, left."),
        (Kind.PARAGRAPH, "A quotation."),
    ]


@pytest.mark.parametrize(
    ("body", "image", "alt", "caption"),
    [
        (
            "<figure><img src='h.jpg' alt='Harbour'><figcaption>The <b>harbour</b></figcaption></figure>",
            "https://blog.example/posts/h.jpg",
            "Harbour",
            "The harbour",
        ),
        (
            "<p><img src='data:image/gif;base64,R0' data-src='/l.jpg' alt='Late'></p>",
            "https://blog.example/l.jpg",
            "Late",
            "",
        ),
        ("<img srcset='/a.jpg 1x, /b.jpg 2x' alt=''>", "https://blog.example/a.jpg", "", ""),
        (
            "<div><img src=/w.jpg alt=W><p class='wp-caption-text'>In winter</p></div>",
            "https://blog.example/w.jpg",
            "W",
            "In winter",
        ),
    ],
)
def test_pictures(body: str, image: str, alt: str, caption: str) -> None:
    (block,) = inner(body)
    assert block.kind is Kind.FIGURE
    assert block.figure == Figure(image, alt)
    assert block.text == caption


def test_a_linked_picture_lends_its_link_to_the_caption() -> None:
    (block,) = inner("<figure><a href='/big'><img src=h.jpg alt=H></a><figcaption>The harbour</figcaption></figure>")
    assert [(link.url, link.anchor) for link in block.links] == [("https://blog.example/big", "The harbour")]


def test_pixels_that_count_visits_are_no_pictures_and_emoji_are_letters() -> None:
    (block,) = inner("<p>Well <img class='emoji' alt='🙂' src=/e.png> then.<img src=/t.gif width=1 height=1></p>")
    assert block.text == "Well 🙂 then."


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    blocks = inner("<a href='/both'><p>The first one here.</p><p>And the second one.</p></a>")
    assert [[link.anchor for link in block.links] for block in blocks] == [
        ["The first one here."],
        ["And the second one."],
    ]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "", "  "])
def test_what_leads_nowhere_is_no_link(href: str) -> None:
    (block,) = inner(f'<p>A <a href="{href}">word</a> of it.</p>')
    assert block.text == "A word of it."
    assert not block.links


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("http://[broken/", "http://[broken/"),
        ("#note", "https://blog.example/posts/1#note"),
        ("//courier.example?x", "https://courier.example/?x"),
        ("mailto:desk@courier.example", "mailto:desk@courier.example"),
    ],
)
def test_addresses_are_made_absolute_and_broken_ones_do_no_harm(href: str, url: str) -> None:
    (block,) = inner(f'<p>A <a href="{href}">word</a> of it.</p>')
    assert [link.url for link in block.links] == [url]


def test_the_base_element_counts() -> None:
    page = f"<base href='/elsewhere/'><article>{FILLER}<p>A <a href='x'>word</a> of it.</p>{FILLER}</article>"
    article = parse(page, "text/html", "https://blog.example/posts/1")
    assert [link.url for block in article.blocks for link in block.links] == ["https://blog.example/elsewhere/x"]


def test_hidden_text_and_scripts_are_left_out() -> None:
    (block,) = inner(
        "<p>Seen<span style='display: none'> unseen</span>.</p><div hidden>Not this.</div><script>x()</script>"
    )
    assert block.text == "Seen."


def test_a_block_quotation_with_all_that_is_in_it() -> None:
    article = read(
        "<p>He wrote:</p><blockquote cite='/source'><h3>Of it</h3><p>First <a href='/a'>words</a>.</p>"
        "<blockquote>Deeper.</blockquote><ul><li>item</ul>"
        "<footer>— Ada Roe, <cite>The Courier</cite></footer></blockquote>"
        "<p>I disagree with all of it.</p><blockquote>Another one.</blockquote>"
    )
    first, second = article.quotations
    assert (first.id, first.cite, first.credit) == ("q1", "https://blog.example/source", "Ada Roe, The Courier")
    inside = [article.block(name) for name in first.blocks]
    assert [(b.text, b.depth) for b in inside] == [
        ("Of it", 1),
        ("First words.", 1),
        ("Deeper.", 2),
        ("item", 1),
        ("— Ada Roe, The Courier", 1),
    ]
    assert all((b.voice, b.confidence, b.quotation) == (Voice.QUOTED, 1.0, "q1") for b in inside)
    assert (first.start, first.end) == (0, len(inside[-1].text))
    assert [article.block(name).text for name in second.blocks] == ["Another one."]
    outside = [b for b in article.blocks if not b.depth]
    assert all(b.voice is Voice.COMMENTARY and b.quotation is None and not b.why for b in outside)


def test_a_short_page_that_is_one_quotation_is_kept() -> None:
    article = parse(f"<body><blockquote>{FILLER}{FILLER}</blockquote></body>", "text/html")
    assert [block.voice for block in article.blocks] == [Voice.QUOTED, Voice.QUOTED]
    assert len(article.quotations) == 1


def test_an_empty_quotation_is_none() -> None:
    article = read("<blockquote> </blockquote><blockquote>Words.</blockquote>")
    assert [(q.id, len(q.blocks)) for q in article.quotations] == [("q1", 1)]


def test_entities_do_not_smuggle_escapes() -> None:
    article = parse(
        "<title>T&#27;]0;x&#7;</title><meta name=author content='A&#27;[2J Roe'><h1>H&#155;</h1>"
        f"{FILLER}<p>te&#27;[31mxt <a href='http://courier.example/&#27;]8;;'>an&#8238;chor</a>"
        f"<img src='/&#27;.jpg' alt='al&#27;t'></p>{FILLER}<pre>co&#27;de</pre>{FILLER}",
        "text/html",
    )
    shown = repr(article)
    assert not any(escape in shown for escape in ("\\x1b", "\\x07", "\\x9b", "\\u202e"))
    link = next(link for block in article.blocks for link in block.links)
    assert link.anchor == "anchor"


def test_white_space_that_is_none_in_html_survives() -> None:
    (block,) = inner("<p>a\u00a0\u00a0b \u2003 c\t\n d\f e  <b> f </b> g</p>")
    assert block.text == "a\u00a0\u00a0b \u2003 c d e f g"


def test_a_figure_is_one_picture_for_each_of_its_images() -> None:
    once = inner("<figure><figcaption><a href='/x'><img src='/i.jpg' alt='A'></a> A caption</figcaption></figure>")
    assert [(b.kind, b.text, b.figure and b.figure.image) for b in once] == [
        (Kind.FIGURE, "A caption", "https://blog.example/i.jpg")
    ]
    two = inner("<figure><img src='/i.jpg'><img src='/j.jpg'><img src='/i.jpg'><figcaption>Both</figcaption></figure>")
    assert [(b.text, b.figure and b.figure.image) for b in two] == [
        ("Both", "https://blog.example/i.jpg"),
        ("", "https://blog.example/j.jpg"),
    ]
