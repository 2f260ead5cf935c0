"""Layouts of pages as sites have them: what of the article is kept, and what around it is left out."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.model import Article, Kind

TITLE = "Board keeps the ferry"
STORY = (
    "The harbour board met on Tuesday evening in the old customs house, and it was late before anybody went home.",
    "Nobody had expected the vote to be close, the chairman said, since the ferry had been paid for twice already.",
    "In the gallery sat forty people, most of them pilots, who had come to hear what would become of their pier.",
    "The clerk read the letter aloud, slowly, and then read it again because some had not understood the figures.",
    "What the letter proposed was simple: one boat fewer in winter, two more in summer, and no change to the fares.",
    "By ten o'clock, with rain on the windows, the motion passed by a single voice, and the pilots left in silence.",
    "A second meeting is planned for the spring, when the accounts are closed and the new engine has been tried.",
    "Until then the timetable stays as it was, with the first boat at six and the last one shortly before midnight.",
)
NAV = "<div id=hd><a href=/>Other home</a> | <a href=/n>Other news</a> | <a href=/s>Other sport</a></div>"


def each(form: str, texts: tuple[str, ...] = STORY) -> str:
    return "".join(form.format(text, n=n) for n, text in enumerate(texts))


PARAGRAPHS = each("<p>{0}</p>")
OTHER = "".join(f"<p>Other {text}</p>" for text in STORY)


def page(body: str) -> Article:
    html = f"<!doctype html><html><head><title>{TITLE} - The Bay Courier</title></head><body>{NAV}{body}</body></html>"
    return parse(html, "text/html", "https://courier.example/2024/ferry")


REPLIES = "".join(
    f"<div class=c><b>reader{n}</b><p>Other ferries, as I have said before, are fine things, and the board is wrong"
    f" about every one of them, number {n}, whatever it says.</p></div>"
    for n in range(40)
)
BOXES = each("<div class='row'><p>{0}</p></div><div class='ad-slot'><p>Other boats, a house, and a car</p></div>")
CELLS = f"""<table width=100%><tr><td width=150><font size=1><a href=/a>Other stories</a><br>
<a href=/b>Other letters, all of them</a></font></td><td><font size=5><b>{TITLE}</b></font><br>
<font face=Arial>{"<br><br>".join(STORY)}</font></td></tr></table>"""
SCROLLED = f"<div class=story><h1>{TITLE}</h1>{PARAGRAPHS}</div>" + "".join(
    f"<div class=story><h1>Other {n}</h1>{OTHER}</div>" for n in range(3)
)
HIDDEN = (
    "<div style='display:none'><p>Other text that nobody sees, and that is long enough to be a paragraph.</p></div>"
    "<p aria-hidden=true>Other text for the eye alone, as it stands in the article a second time.</p>"
    "<p class=sr-only>Other text for the ear alone</p><template><p>Other text of a template</p></template>"
)
LAYOUTS = {
    "paragraphs are line breaks in a cell, in fonts": CELLS,
    "paragraphs are boxes": f"<div class=story><h1>{TITLE}</h1>{each('<div>{0}</div>')}</div>",
    "advertisements between the pieces": f"<div id=main><h1>{TITLE}</h1>{BOXES}</div>",
    "comments that outweigh it": f"<div class=post><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></div>"
    f"<div id=comments><h3>40 comments</h3>{REPLIES}</div>",
    "comments of another name that outweigh it": f"<div class=post><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></div>"
    f"<div id=talk><h3>40 voices</h3>{REPLIES}</div>",
    "comments inside of its element": f"<article><h1>{TITLE}</h1>{PARAGRAPHS}"
    f"<div class=comments>{REPLIES}</div></article>",
    "other articles, loaded below it": f"<div id=feed>{SCROLLED}</div>",
    "what is hidden": f"<article><h1>{TITLE}</h1>{PARAGRAPHS}{HIDDEN}</article>",
    "a lead in the header": f"<section><header><h1>{TITLE}</h1><p class=lead>{STORY[0]}</p><p>By <b>Ana Ruiz</b></p>"
    f"</header><section class=text>{each('<p>{0}</p>', STORY[1:])}</section></section>",
    "all in a form": f"<form id=aspnet><div id=body><h1>{TITLE}</h1>{PARAGRAPHS}</div><div class=login>Other names"
    "</div></form>",
    "answers to a question": f"<h1>{TITLE}</h1>" + each("<div class=answer><div class=text><p>{0}</p></div></div>"),
    "a list of terms": f"<div><h1>{TITLE}</h1><dl>{each('<dt>Term {n}</dt><dd>{0}</dd>')}</dl></div>",
    "slides": f"<div><h1>{TITLE}</h1><div class=slideshow>"
    + each("<div class=slide><h3>Slide {n}</h3><p>{0}</p></div>")
    + "</div></div>",
}


@pytest.mark.parametrize("body", LAYOUTS.values(), ids=LAYOUTS)
def test_the_article_is_kept_and_nothing_else(body: str) -> None:
    text = page(body).text
    assert [one for one in STORY if one not in text] == []
    assert "Other" not in text


def test_comments_that_outweigh_the_article_make_it_no_less_sure() -> None:
    post = f"<div class=post><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></div>"
    assert page(f"{post}<div id=talk><h3>40 voices</h3>{REPLIES}</div>").found == pytest.approx(page(post).found)


def test_a_short_article_beside_a_long_list_of_others() -> None:
    others = "".join(f"<li><a href=/{n}>Other headline of the paper, number {n}</a></li>" for n in range(20))
    article = page(
        f"<div class=news><h2>{TITLE}</h2><p>{STORY[0]}</p><p>{STORY[1]}</p></div>"
        f"<div class=side><h4>Latest news</h4><ul>{others}</ul></div>"
    )
    assert [block.text for block in article.blocks] == list(STORY[:2])


def test_a_table_of_data_in_a_table_that_lays_out_the_page_stays_one() -> None:
    data = (
        "<table><tr><th>Boat<th>Year</tr>" + "".join(f"<tr><td>Boat {n}<td>19{n}0</tr>" for n in range(9)) + "</table>"
    )
    article = page(
        f"<table><tr><td><a href=/>Other things</a></td><td><h1>{TITLE}</h1>{PARAGRAPHS}{data}</td></tr></table>"
    )
    assert [block.kind for block in article.blocks] == [Kind.PARAGRAPH] * len(STORY) + [Kind.TABLE]


def test_a_discussion_of_a_page_that_has_hardly_more_is_its_article() -> None:
    text = page(f"<div><h1>{TITLE}</h1><a href=/x>courier.example</a></div><div id=comments>{REPLIES}</div>").text
    assert "number 39" in text


def test_a_picture_that_is_loaded_late_has_its_own_address() -> None:
    late = "<figure><img data-srcset='/pier.jpg 800w, /p2.jpg 2x' src='/blank.gif' alt='The pier'></figure>"
    article = page(f"<article><h1>{TITLE}</h1>{PARAGRAPHS}{late}</article>")
    assert [block.figure.image for block in article.blocks if block.figure] == ["https://courier.example/pier.jpg"]
