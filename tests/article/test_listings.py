"""Listings: the language, and what is no line of them."""

from __future__ import annotations

import pytest

from reader.article.model import Kind
from tests.article.pages import inner


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<pre><code class='language-Python'>x = 1</code></pre>", "python"),
        ("<pre class='lang-c++'>x = 1</pre>", "c++"),
        ("<pre class='brush: js; gutter: true'>x = 1</pre>", "js"),
        ("<pre class='sourceCode haskell'><code>x = 1</code></pre>", "haskell"),
        ("<pre><code class='hljs rust'>x = 1</code></pre>", "rust"),
        ("<div class='highlight highlight-source-shell'><pre>x = 1</pre></div>", "shell"),
        ("<div class='language-ruby highlighter-rouge'><div class='highlight'><pre>x = 1</pre></div></div>", "ruby"),
        ("<pre data-lang='go'>x = 1</pre>", "go"),
        ("<pre class='language-plaintext'>x = 1</pre>", ""),
        ("<pre>x = 1</pre>", ""),
    ],
)
def test_the_language_is_what_highlighters_leave(markup: str, language: str) -> None:
    (block,) = inner(markup)
    assert (block.kind, block.text, block.marker) == (Kind.CODE, "x = 1", language)


def test_line_numbers_are_no_listing() -> None:
    (block,) = inner(
        "<table><tr><td class='gutter'><pre class='lineno'>1\n2</pre></td>"
        "<td class='code'><pre>x = 1\ny = 2</pre></td></tr></table>"
    )
    assert block.text == "x = 1\ny = 2"
