"""Telling the words of code apart, with Pygments. In the parser's process: a hostile text may keep a lexer for ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.parsing.tasks import Piece

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 40_000
"""Code points of code that are still told apart."""

_GUESSES = (
    (
        re.compile(r"\A\s*(?:#!.*\bpython|from [\w.]+ import |import \w+$|def \w+\(|class \w+[(:])", re.MULTILINE),
        "python",
    ),
    (re.compile(r"\A\s*(?:#!.*\b(?:ba|z|da)?sh\b|\$ \w)"), "console"),
    (re.compile(r"\A\s*<(?:!doctype|html|\?xml|[a-z]+[ >])", re.IGNORECASE), "html"),
    (re.compile(r"\A\s*[\[{]\s*[\"\]}\[{]"), "json"),
    (re.compile(r"\A(?:diff --git |--- \S)"), "diff"),
    (re.compile(r"\A\s*(?:const|let|var) \w+ =|\A\s*function \w*\("), "javascript"),
    (re.compile(r"\A\s*(?:SELECT|INSERT INTO|CREATE TABLE|UPDATE) ", re.IGNORECASE), "sql"),
    (re.compile(r"\A\s*#include\s*[<\"]"), "c"),
    (re.compile(r"\A\s*\[[\w.-]+\]\s*\n\s*[\w.-]+\s*="), "ini"),
)
"""What a text begins with to what it likely is; nothing else is guessed."""


def pieces(text: str, language: str) -> list[Piece]:
    """The words of `text` that are worth a tone; none where its language is not known, or where it is too long.

    Args:
        text: the code.
        language: what its page calls the language, or empty.
    """
    lexer = _lexer(language or next((name for pattern, name in _GUESSES if pattern.search(text)), ""))
    if lexer is None or len(text) > LONGEST:
        return []
    found: list[Piece] = []
    for start, token, value in lexer.get_tokens_unprocessed(text):
        kind = _kind(str(token))
        if kind and value.strip():
            found.append(Piece(start, start + len(value), kind))
    return found


def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language.lower()) if language else None
    except ClassNotFound:
        return None


def _kind(token: str) -> str:
    """The kind of a Pygments token ("Token.Literal.String.Doc"), of those that have a tone; else empty."""
    if token.startswith("Token.Comment") or token in ("Token.Generic.Output", "Token.Literal.String.Doc"):
        return "comment"
    if token.startswith(("Token.Keyword", "Token.Operator.Word", "Token.Name.Tag", "Token.Generic.Prompt")):
        return "keyword"
    if token.startswith(("Token.Literal.String", "Token.Generic.Inserted")):
        return "string"
    if token.startswith(("Token.Literal.Number", "Token.Generic.Deleted", "Token.Name.Builtin")):
        return "number"
    return "defined" if token.startswith(("Token.Name.Function", "Token.Name.Class")) else ""
