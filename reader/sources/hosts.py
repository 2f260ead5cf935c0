"""Host names for people: an international one in its own letters, where these can be mistaken for nothing else.

What is ASCII on the wire (`xn--80ak6aa92e.com`) may look like another name once its letters are shown. So they are
shown only where every label is of one script, as in the "highly restrictive" level of Unicode Technical Standard 39
but without Latin letters beside others, and where no label as a whole can pass for a Latin one. Scripts that run from
right to left are not shown: beside dots, digits and a path it depends on the terminal in which order they stand.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from reader.article.clean import line

# fmt: off
_SCRIPTS = {name: name for name in (
    "LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ETHIOPIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI",
    "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "KHMER",
    "HANGUL", "BOPOMOFO", "HIRAGANA", "KATAKANA",
)} | {"CJK": "HAN", "IDEOGRAPHIC": "HAN", "KATAKANA-HIRAGANA": "KATAKANA"}
"""The first word of a character's Unicode name to its script: those in everyday use (Unicode Standard Annex 31, table
5) that run from left to right. No mark shared by scripts is among them, nor any sign that is no letter of one."""
# fmt: on

_TOGETHER = tuple(frozenset(one) for one in (["HAN", "HIRAGANA", "KATAKANA"], ["HAN", "HANGUL"], ["HAN", "BOPOMOFO"]))
"""Scripts that one language writes in the same word."""

_LOOKALIKES = frozenset(
    "аҫсԁеҽгһіјкӏмопрԛѕтуүѵԝѡхьъ"  # Cyrillic: a c c d e e r h i j k l m o n p q s t y y v w w x b b
    "αγεηικμνορστυχωϳϲ"  # Greek: a y e n i k u v o p o t u x w j c
    "ագզէհյլոպռսւցքօ"  # Armenian: w q q t h j l n w n u l g p o
    "一丨丶〇口工ノーロエニ"  # Han and Katakana: strokes that pass for a hyphen, an l, a dot, an o, an I or a slash
)
"""Letters that look like Latin ones, or like the signs of an address, in lower case and without their marks."""

_OTHER_LATIN = frozenset("əɛɔơưșțǎǐǒǔǖǘǚǜ")
_NOT_AS_LATIN = frozenset("ıĸ")
"""An i without its dot and a small k: of the accented letters of European languages those easily taken for others."""


def shown(host: str) -> str:
    """The host as a person should see it: in Unicode where that is unambiguous, else as it is.

    `idna.encode(shown(host))` is the host again.

    Args:
        host: ASCII, as in a canonical address, with or without a port.
    """
    if "xn--" not in host:
        return host
    name, colon, port = host.partition(":")
    readable = _decoded(name)
    return f"{readable}{colon}{port}" if readable is not None and _is_unambiguous(readable) else host


def _decoded(name: str) -> str | None:
    import idna

    try:
        labels = [idna.decode(one) if one.startswith("xn--") else one for one in name.split(".")]
        readable = ".".join(labels)
        encoded = [idna.encode(one).decode("ascii") if not one.isascii() else one for one in labels]
    except (UnicodeError, IndexError):
        return None
    return readable if ".".join(encoded) == name and line(readable) == readable else None


def _is_unambiguous(name: str) -> bool:
    labels = name.split(".")
    home = _scripts(labels[-1])
    return all(one.isascii() or (_is_of_one_script(one) and not _passes_for_latin(one, home)) for one in labels)


def _is_of_one_script(label: str) -> bool:
    scripts = _scripts(label)
    if None in scripts or (len(scripts) > 1 and not any(scripts <= one for one in _TOGETHER)):
        return False
    zeros = {ord(one) - unicodedata.decimal(one) for one in label if one.isdecimal()}
    doubled = any(one == other and unicodedata.category(one)[0] == "M" for one, other in pairwise(label))
    return len(zeros) <= 1 and not doubled and any(one.isalpha() for one in label)


def _scripts(label: str) -> frozenset[str | None]:
    """The scripts of a label's characters, None among them for one of no script that is shown; digits have none."""
    return frozenset(_script(one) for one in label if one not in "0123456789-_")


def _script(character: str) -> str | None:
    script = _SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0])
    return None if script == "LATIN" and not _is_plain_latin(character) else script


def _is_plain_latin(character: str) -> bool:
    """Whether it is a letter of today's languages: phonetic signs and small capitals look too much like ASCII."""
    if character in _NOT_AS_LATIN:
        return False
    return character <= "\u017e" or "\u1e00" <= character <= "\u1eff" or character in _OTHER_LATIN


def _passes_for_latin(label: str, home: frozenset[str | None]) -> bool:
    """Whether all its letters look like Latin ones, and its top-level domain does not say which script is meant."""
    letters = [unicodedata.normalize("NFD", one)[0] for one in label if one.isalpha()]
    return _LOOKALIKES.issuperset(letters) and not _scripts(label) & home
