"""On which lines of a text the quotations of its article begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.quotes.linenumbers import line_numbers

DRAFT = """---
title: The quay
---

# The quay

The [Courier, of all papers](https://courier.example/the/quay) had it first; the mayor said that “nobody
asked *us* for a bridge” and that [“nobody asked the river”](https://river.example/nobody), either.

> The north quay has been let
> for nine years.

- An item says “nobody asked *us* for a bridge” again,
  and “on the next line there is one more”.
"""


def test_each_quotation_has_the_line_on_which_it_begins() -> None:
    article = reader.read(DRAFT, "text/markdown")
    found = line_numbers(DRAFT, article)
    lines = [(article.block(one.blocks[0]).text[one.start :][:12], found[one.id]) for one in article.quotations]
    assert lines == [
        ("nobody asked", 7),
        ("nobody asked", 8),
        ("The north qu", 10),
        ("nobody asked", 13),
        ("on the next ", 14),
    ]


def test_what_is_not_there_has_no_line() -> None:
    article = reader.read(DRAFT, "text/markdown")
    assert line_numbers("Something else.\n", article) == {}
    assert line_numbers("", article) == {}


@given(st.lists(st.text("ab “”\n>[](*", max_size=40), max_size=6))
def test_every_line_is_one_of_the_text(paragraphs: list[str]) -> None:
    text = "\n\n".join(["# A title", *paragraphs, "She said “nobody has asked for a bridge” here."])
    article = reader.read(text, "text/markdown")
    found = line_numbers(text, article)
    assert set(found) <= {one.id for one in article.quotations}
    assert all(1 <= one <= 1 + text.count("\n") for one in found.values())
