"""Finding the article in the page, and leaving the page's furniture behind."""

from __future__ import annotations

import tracemalloc

import pytest

from reader.article import parse
from reader.article.model import Article, Kind
from reader.errors import UnreadableError

LEAD = "The harbour board voted on Tuesday, after a long evening, to keep the old ferry for one more winter."
BODY = "".join(
    f"<p>Paragraph {n} of the report says, at some length, what the members said, and what they meant by it.</p>"
    for n in range(1, 9)
)
TEASERS = "".join(
    f"<li><h3><a href='/other/{n}'>Another story of the paper, number {n}</a></h3>"
    "<p>It has a summary, too, of a line.</p></li>"
    for n in range(6)
)


def page(article: str, around: str = "") -> Article:
    head = "<title>Board keeps ferry | The Bay Courier</title><meta property='og:site_name' content='The Bay Courier'>"
    return parse(
        f"<!doctype html><html><head>{head}</head><body>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>"
        f"{article}{around}"
        "<footer><p>All rights reserved by the paper, in every country and for all time.</p></footer></body>",
        "text/html",
    )


def test_the_article_is_told_from_the_page() -> None:
    article = page(
        f"<main><article><h1>Board keeps ferry</h1>"
        f"<div class=byline>By Ada Roe</div><time>May 3</time><p>{LEAD}</p>{BODY}"
        "<div class='share-buttons'><a href=/s>Share</a> this with your friends</div>"
        "<aside><p>Sign up for our letter, which is sent each day, at six.</p></aside></article></main>",
        f"<div class=sidebar><ul>{TEASERS}</ul></div>",
    )
    assert article.text.startswith(LEAD)
    assert article.text.endswith("what they meant by it.")
    assert len(article.blocks) == 9
    assert article.found > 0.7
    assert article.title == "Board keeps ferry"


def test_stories_listed_under_the_article_are_left_out() -> None:
    article = page(f"<div id=story><p>{LEAD}</p>{BODY}<ul>{TEASERS}</ul></div>")
    assert "Another story" not in article.text
    assert "Paragraph 8" in article.text


def test_a_lead_in_a_box_of_its_own_is_kept() -> None:
    article = page(f"<div><div class=summary>{LEAD}</div><div class=text>{BODY}</div></div>")
    assert article.blocks[0].text == LEAD


def test_a_name_that_misleads_does_not_lose_the_article() -> None:
    article = page(f"<div class='page has-sidebar widget'><div class='popup'><p>{LEAD}</p>{BODY}</div></div>")
    assert LEAD in article.text


def test_headings_that_are_not_the_title_stay() -> None:
    article = page(f"<article><h1>Board keeps ferry</h1><p>{LEAD}</p><h2>What comes next</h2>{BODY}</article>")
    assert [b.text for b in article.blocks if b.kind is Kind.HEADING] == ["What comes next"]


def test_quotations_in_boxes_of_unlikely_names_are_kept() -> None:
    quotation = "<div class='widget social'><blockquote><p>We will sail, they said, in any sea.</p></blockquote></div>"
    article = page(f"<article><p>{LEAD}</p>{quotation}{BODY}</article>")
    assert len(article.quotations) == 1


def test_a_page_of_one_paragraph_is_read() -> None:
    assert parse("<p>One paragraph, and no more.</p>", "text/html").text == "One paragraph, and no more."


def test_a_page_that_hides_all_its_text_is_read_nevertheless() -> None:
    assert LEAD in parse(f"<body><div style='display:none'><p>{LEAD}</p>{BODY}</div></body>", "text/html").text
    assert LEAD in parse(f"<body><noscript><p>{LEAD}</p>{BODY}</noscript></body>", "text/html").text


@pytest.mark.parametrize("body", ["", "<script>x()</script>", "<img src=x>", "<p> &nbsp; </p>", "<!-- only this -->"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        parse(f"<!doctype html><body>{body}</body>", "text/html")


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def test_of_several_articles_the_one_under_the_page_s_title_is_read() -> None:
    short = f"<article><h1>Board keeps ferry</h1><p>{LEAD}</p></article>"
    others = "".join(f"<article><h2>Tale {n}</h2>{BODY}</article>" for n in range(4))
    article = page(f"<div>{short}<div>{others}</div></div>")
    assert texts(article) == [LEAD]


def test_an_article_that_is_cut_into_pieces_is_read_whole() -> None:
    pieces = (
        f"<div class=piece><p>{LEAD}</p>{BODY * 2}</div><figure><img src=/a.png></figure><div class=piece>{BODY}</div>"
    )
    assert page(f"<section>{pieces}</section>").text.count("Paragraph 8") == 3


def test_a_window_that_holds_the_article_is_the_article() -> None:
    stream = "".join(f"<li><a href=/{n}>Tale {n}</a><div>{LEAD} {LEAD}</div></li>" for n in range(7))
    article = page(
        f"<div><ul class=stream>{stream}</ul></div><div class=modal><article><p>{LEAD}</p>{BODY}</article></div>"
    )
    assert "Paragraph 8" in article.text
    assert "Tale 3" not in article.text


@pytest.mark.parametrize(
    "heading",
    ["More from the Courier", "Related", "You may also like", "Lesen Sie auch", "Leia também", "Читайте также"],
)
def test_a_heading_over_links_goes_with_its_links(heading: str) -> None:
    links = "".join(f"<li>Read <a href=/{n}>what became of boat number {n}</a></li>" for n in range(4))
    article = page(
        f"<article><p>{LEAD}</p>{BODY}<div><h3>{heading}</h3></div><ul>{links}</ul><p>{LEAD} Twice.</p></article>"
    )
    assert "boat number" not in article.text
    assert heading not in article.text
    assert article.text.endswith("Twice.")


def test_a_heading_over_the_author_s_own_text_stays() -> None:
    article = page(f"<article><p>{LEAD}</p><h2>Related problems</h2>{BODY}</article>")
    assert "Related problems" in texts(article)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Also: <a href=/x>See what the other paper says of boats</a></p>",
        "<p>[Related: <a href=/x>What became of the last ferry</a>]</p>",
        "<p><a href=/x>FERRY KEPT BY THE BOARDs OF ALL HARBOURS, REPORTS SAY</a></p>",
        "<div class='next-prev'><h5><a href=/y>Another tale</a></h5><p>A line about it, no more than that.</p></div>",
        "<p>Advert</p>",
    ],
)
def test_lines_that_lead_elsewhere_are_left_out(line: str) -> None:
    assert len(page(f"<article><p>{LEAD}</p>{line}{BODY}</article>").blocks) == 9


@pytest.mark.parametrize(
    "line", ["Related accounts are few.", "Read more slowly, and you will see that.", "Also: it rained."]
)
def test_sentences_that_only_begin_like_such_lines_stay(line: str) -> None:
    assert line in texts(page(f"<article><p>{LEAD}</p><p>{line}</p>{BODY}</article>"))


@pytest.mark.parametrize(
    "line",
    [
        "<p>(Reporting by Ada Roe; editing by Ivo Lund)</p>",
        "<p>Ada Roe writes on boats and on harbours, and has for years. Follow her on the usual networks.</p>",
    ],
)
def test_credits_and_biographies_at_the_end_are_left_out(line: str) -> None:
    assert len(page(f"<article><p>{LEAD}</p>{BODY}{line}</article>").blocks) == 9


def test_a_list_of_sources_at_the_end_stays_with_its_links() -> None:
    sources = "".join(
        f"<li><a href='https://site{n}.example/'>The account of harbour {n}, in full</a></li>" for n in range(4)
    )
    article = page(f"<div class=entry><p>{LEAD}</p>{BODY}<ul class=sources>{sources}</ul></div>")
    assert sum(len(block.links) for block in article.blocks) == 4


def test_headings_in_loose_text_stay() -> None:
    article = page(
        f"<div>{LEAD}<br><br><h2>What comes next</h2>{LEAD} Again.<br><br><h2>And then</h2>{LEAD} Thrice.</div>"
    )
    assert [b.text for b in article.blocks if b.kind is Kind.HEADING] == ["What comes next", "And then"]


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><div class=gallery><img src=a.png></div><figcaption><p>The ferry at dusk</p></figcaption></figure>",
        "<div class='image-ct'><div><img src=/a.png></div><div class=caption><p>The ferry at dusk</p></div></div>",
        "<div class='image top'><img src=/a.png><p>The ferry at dusk</p></div>",
    ],
)
def test_a_picture_keeps_its_caption(figure: str) -> None:
    article = page(f"<article><p>{LEAD}</p>{figure}{BODY}</article>")
    assert [b.text for b in article.blocks if b.kind is Kind.FIGURE] == ["The ferry at dusk"]
    assert texts(article).count("The ferry at dusk") == 1


def test_a_caption_without_its_picture_is_left_out() -> None:
    figure = "<figure><div class=placeholder></div><figcaption>The ferry at dusk</figcaption></figure>"
    assert "dusk" not in page(f"<article><p>{LEAD}</p>{figure}{BODY}</article>").text


def test_a_caption_that_is_set_twice_is_read_once() -> None:
    caption = "The ferry at dusk, as it was seen from the harbour wall"
    again = f"<div class='caption-full'>{caption}</div>"
    article = page(f"<article><p>{LEAD}</p><div><img src=/a.png>{again}</div><div>{again}</div>{BODY}</article>")
    assert texts(article).count(caption) == 1


@pytest.mark.parametrize(
    "line",
    [
        (
            "<div class=caption-cut>The old ferry at the north quay on a grey Tuesday in May, shortly before the vote"
            " that kept it for one more winter, seen ... more</div>"
        ),
        (
            "<p>The old ferry at the north quay on a grey Tuesday in May, shortly before the vote that kept it for one"
            " more winter, seen from the harbour wall.</p>"
        ),
    ],
    ids=["cut short", "a line of the controls"],
)
def test_what_repeats_a_caption_is_left_out(line: str) -> None:
    caption = (
        "The old ferry at the north quay on a grey Tuesday in May, shortly before the vote that kept it for one more"
        " winter, seen from the harbour wall."
    )
    pictures = f"<ul><li><img src=a.jpg><div class=caption>{caption}</div></li></ul>{line}"
    assert page(f"<article>{pictures}<p>{LEAD}</p>{BODY}</article>").text.count("grey Tuesday") == 1


def test_pictures_behind_the_text_that_lead_elsewhere_are_left_out() -> None:
    behind = "<a href=/2019/another><img src=a.jpg alt='Another story'></a><a href=b-large.jpg><img src=b.jpg></a>"
    article = page(f"<article><p>{LEAD}</p>{BODY}<div>{behind}</div></article>")
    assert [block.figure.image for block in article.blocks if block.figure] == ["b.jpg"]


def test_the_words_of_a_drawing_are_part_of_the_picture() -> None:
    labels = "".join(
        f"<div class='g-Layer_1 g-aiAbs'><p class=g-pstyle0>{year}</p></div>" for year in range(1998, 2006)
    )
    drawing = f"<div id=g-box class=g-artboard><img src=chart.png>{labels}</div>"
    article = page(f"<article><p>{LEAD}</p>{BODY}{drawing}</article>")
    assert "2001" not in article.text
    assert article.blocks[-1].figure is not None


def test_a_byline_under_the_picture_is_left_out() -> None:
    picture = (
        "<figure><img src=a.jpg><figcaption>The old ferry at the north quay on a grey Tuesday in May, shortly before"
        " the vote.</figcaption></figure>"
    )
    article = page(
        f"<article>{picture}<div>The Bay Wire<br>Published Tuesday, May 3</div><p>{LEAD}</p>{BODY}</article>"
    )
    assert "Published" not in article.text
    assert article.text.startswith("The old ferry at the north quay")


def test_what_stands_over_the_title_is_left_out_of_loose_text() -> None:
    loose = f"{LEAD}<br><br>{LEAD.replace('ferry', 'boat')}<br><br>" * 3
    article = page(f"<div class=story><div>A</div><div>+</div><div>Review</div><h1>Board keeps ferry</h1>{loose}</div>")
    assert article.blocks[0].text == LEAD


def test_the_article_s_own_contents_stay() -> None:
    contents = "<ul><li><a href=#vote>The vote</a></li><li><a href=#boat>The boat</a></li></ul>"
    parts = f"<h2 id=vote>The vote</h2>{BODY}<h2 id=boat>The boat</h2>{BODY}"
    article = page(f"<article><h1>Board keeps ferry</h1>{contents}<p>{LEAD}</p>{parts}</article>")
    assert [block.text for block in article.blocks[:2]] == ["The vote", "The boat"]
    assert article.block(article.blocks[0].links[0].target or "").text == "The vote"


@pytest.mark.parametrize("anchor", ["vote", "tools", "credits", "related", "follow", "tags"])
def test_a_heading_is_not_what_its_anchor_is_called(anchor: str) -> None:
    article = page(
        f"<article><h1>Board keeps ferry</h1><p>{LEAD}</p>{BODY}<h2 id={anchor}>The boat</h2>{BODY}</article>"
    )
    assert "The boat" in [block.text for block in article.blocks]


def test_formulas_are_text() -> None:
    formula = (
        "<mjx-container class='CtxtMenu_Attached_0'><mjx-assistive-mml><math><mi>x</mi><mo>=</mo><mn>2</mn></math>"
    )
    article = page(
        f"<article><p>{LEAD}</p><p>So {formula}</mjx-assistive-mml></mjx-container> holds.</p>{BODY}</article>"
    )
    assert any(text.startswith("So x") and text.endswith("holds.") for text in texts(article))


def test_comments_are_left_out_even_where_they_quote() -> None:
    comment = (
        f"<li class=comment><blockquote>{LEAD}</blockquote><p>{LEAD} I do not think so, and I have said so.</p></li>"
    )
    article = page(f"<article><p>{LEAD}</p>{BODY * 3}</article><section id=comments><ol>{comment * 2}</ol></section>")
    assert "I do not think so" not in article.text


def test_notes_in_a_side_column_are_kept() -> None:
    noted = f"<p>{LEAD}<a href='#fn1'><sup>1</sup></a></p>"
    article = page(
        f"<article>{noted}{BODY}</article><aside class=sidebar><p id=fn1>1. The minutes say more of it.</p></aside>"
    )
    assert "minutes say more" in article.text


class TestFound:
    def test_an_article_is_found_with_confidence(self) -> None:
        assert page(f"<main><article><h1>Board keeps ferry</h1><p>{LEAD}</p>{BODY}</article></main>").found > 0.8

    def test_a_page_of_links_is_not(self) -> None:
        assert page(f"<div><ul>{TEASERS}</ul></div>").found < 0.6

    def test_a_line_among_others_is_not(self) -> None:
        assert page(f"<div><p>{LEAD}</p></div><ul>{TEASERS}</ul>").found < 0.6


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "body",
    [
        "<h3>Related</h3><ul><li><a href=/x>what became of it all</a></li></ul>" * 15_000,
        "<div class=sidebar>" * 2_900 + "<blockquote>It sails.</blockquote>",
        "<figure><img src=a.png>" * 2_900,
        "<div class=image><img src=a.png>" * 2_900,
        "<div><h2><a href=/x>A headline of a kind</a></h2>" * 2_500,
        "<div class=caption>The same caption again and again, of one boat</div>" * 15_000,
    ],
    ids=["lists", "side columns", "figures", "picture boxes", "headlines", "captions"],
)
def test_pages_made_to_be_slow_are_read_in_linear_time(body: str) -> None:
    assert LEAD in parse(f"<body><p>{LEAD}</p>{BODY}{body}", "text/html").text


def test_memory_grows_with_the_page_and_no_faster() -> None:
    assert peak(f"<body>{BODY * 400}") < 2.5 * peak(f"<body>{BODY * 200}")


def peak(page: str) -> int:
    """The most memory that reading the page takes, in bytes."""
    parse(page, "text/html")
    tracemalloc.start()
    try:
        parse(page, "text/html")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
