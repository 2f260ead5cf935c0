"""The one door for remote text: what passes is fit for a terminal, a log, the clipboard and the window title.

Apply it after HTML parsing, never before: an entity such as `&#27;` is harmless until the parser makes it a character.
Only invisible and steering characters go; letters, punctuation and typographic characters are never altered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.patterns import pattern

if TYPE_CHECKING:
    import re

MARKS_IN_A_ROW = 4

# Line ends of every kind, in the order in which the alternatives must be tried.
_LINE_ENDS = pattern("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# But for single spaces, which stay.
_SPACES = pattern("[ \t\n](?:[ \t\n]+|(?<! ))")

# C0 but tab and line feed, DEL and C1; format characters but the two joiners; surrogates; fillers and selectors that
# show nothing (Hangul fillers, Khmer inherent vowels, Mongolian selectors, combining grapheme joiner, the tag plane).
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# What is sure to be clean, so that most texts need one search: no marks, no joiners, nothing invisible in these ranges.
# They are European alone: to compile the tens of thousands of Chinese characters takes as long as to read a page.
_UNSURE = pattern(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf"
    "\u2100-\u2bff]"
)
_BAD = pattern(f"[{_INVISIBLE}]+")
_JOINER = pattern("[\u200c\u200d]")
# Combining marks are no word characters to `re`; a run of five such characters above Latin is looked at more closely.
_MAYBE_MARKS = pattern(r"[^\w\x00-\u02ff][^\w\x00-\u02ff]{4,}")

_BEFORE_JOINER = frozenset({"Ll", "Lu", "Lt", "Lo", "Lm", "Mn", "Mc", "So", "Sk"})
_AFTER_JOINER = frozenset({"Ll", "Lu", "Lt", "Lo", "Lm", "So", "Sm"})


def line(text: str) -> str:
    """The text as one line: clean, every run of ASCII white space one space, none at the ends."""
    # What is printable holds no white space but plain spaces.
    if text.isprintable() and "  " not in text and (text.isascii() or is_clean(text)):
        return text.strip()
    return _SPACES.sub(" ", block(text, tabs=True)).strip()


def block(text: str, *, tabs: bool = False) -> str:
    """The text clean, with its line feeds; every other kind of line end becomes one.

    Args:
        text: anything, lone surrogates included.
        tabs: keep tabs (a table's cells are set apart by them); otherwise each becomes a space.
    """
    if not is_clean(text):
        text = _LINE_ENDS.sub("\n", text)
        text = _BAD.sub("", text)
        text = _JOINER.sub(_keep_between_letters, text)
        text = _MAYBE_MARKS.sub(_thin_marks, text)
    return text if tabs or "\t" not in text else text.replace("\t", " ")


def is_clean(text: str) -> bool:
    """Whether `block(text, tabs=True)` would leave it as it is; may say False of clean text, never True of unclean."""
    if text.isascii() and text.isprintable():
        return True
    unsure = _UNSURE.search(text)
    if unsure is None:
        return True
    if text.isascii():
        return False
    at = unsure.start()
    return not (
        _BAD.search(text, at) or _JOINER.search(text, at) or _MAYBE_MARKS.search(text, max(0, at - MARKS_IN_A_ROW))
    )


def _keep_between_letters(joiner: re.Match[str]) -> str:
    """A joiner shapes Persian and Indic words and builds emoji; anywhere else it only hides."""
    from unicodedata import category

    text, at = joiner.string, joiner.start()
    before = category(text[at - 1]) if at else ""
    after = category(text[at + 1]) if at + 1 < len(text) else ""
    return joiner[0] if before in _BEFORE_JOINER and after in _AFTER_JOINER else ""


def _thin_marks(run: re.Match[str]) -> str:
    from unicodedata import category

    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if category(character)[0] == "M" else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
