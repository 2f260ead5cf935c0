"""Articles of arbitrary text, for what must hold of any."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.article import clean
from reader.article.model import Article, Block, Fact, Form, Format, Kind, Link, Mark, Metadata, Quotation, Span, Voice

NASTY = st.sampled_from([
    "</p><script>alert(1)</script>", "<!--", "]]>", "&lt;b&gt;", "&#60;i>", '" onclick="x', "' style='x",
    "<img src=x>", "![x](http://e.example/)", "[a]: http://e.example", "[^n]: no", "```", "~~~", "- no", "1. no",
    "1) no", "# no", "> no", "===", "---", "***", "|a|b|", "<http://e.example>", "**no**", "_no_", "\\", "`", "+ no",
    "$x$", "    code", ":::", "</style>", "</title>", "<q>", "{", "}", "\\end{document}", "%", "@misc{x,", '"',
    "http://e.example/",
])  # fmt: skip
TEXTS = (
    st.lists(NASTY | st.text(max_size=8), min_size=1, max_size=3)
    .map(lambda parts: clean.line(" ".join(parts)))
    .filter(lambda text: bool(text.split()))
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """A title, a paragraph with marks, links and an inline quotation, a block quotation, a list, a table."""
    title, text, quoted, item, cell = (draw(TEXTS) for _ in range(5))
    a, b, c, d, e, f = sorted(draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    spans = tuple(
        Span(start, end, mark)
        for start, end, mark in ((a, b, Mark.EMPHASIS), (c, d, Mark.STRONG), (e, f, Mark.CODE))
        if start < end
    )
    links = (Link(b, c, "https://e.example/?a=1&b=(2)", text[b:c]),) if b < c else ()
    blocks = (
        Block("b1", Kind.HEADING, title, level=1),
        Block("b2", Kind.PARAGRAPH, text, spans, links),
        Block("b3", Kind.PARAGRAPH, quoted, voice=Voice.QUOTED, quotation="q2"),
        Block("b4", Kind.LIST_ITEM, item, marker="•", level=1),
        Block("b5", Kind.TABLE, f"{cell}\t{item}\n{item}\t{cell}", level=1),
        Block("b6", Kind.HEADING, item, level=3),
    )
    quotations = (
        *((Quotation("q1", Form.INLINE, ("b2",), d, e),) if d < e else ()),
        Quotation("q2", Form.BLOCK, ("b3",), 0, len(quoted)),
    )
    facts = Metadata(title=(Fact(title, "t"),), byline=(Fact(item, "t"),), site=(Fact(cell, "t"),))
    return Article(blocks, facts, Format.HTML, "https://t.example/", quotations)
