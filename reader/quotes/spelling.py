"""American and British spelling: by the endings of words that differ, and by the words that do."""

from __future__ import annotations

import re

from reader.article.names import words

_ENDINGS = (
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ite|ites|able|ful|er|ers|less|hood|hoods|ist|ists)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=(?:e|es|ed|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2}l)ys(?=(?:e|es|ed|ing|er|ers)$)"), "yz"),
    (re.compile(r"(?<=[a-z][bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=[a-z]{2})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[a-z]{4})ll(?=(?:ed|ing|er|ers)$)"), "l"),
)
_WORDS = dict(
    pair.split("/")
    for pair in words("""
    programme/program programmes/programs grey/gray cheque/check cheques/checks tyre/tire tyres/tires kerb/curb
    plough/plow ploughs/plows licence/license licences/licenses practise/practice practised/practiced storey/story
    storeys/stories aluminium/aluminum sceptic/skeptic sceptics/skeptics sceptical/skeptical mould/mold
    jewellery/jewelry judgement/judgment ageing/aging enrol/enroll fulfil/fulfill skilful/skillful manoeuvre/maneuver
    whilst/while amongst/among towards/toward learnt/learned burnt/burned spelt/spelled
    """)
)


def american(word: str) -> str:
    """A word, in small letters, as an American would spell it; not always a word, but the same for both spellings."""
    if not word.isascii() or not word.isalpha():
        return word
    word = _WORDS.get(word, word)
    for ending, written in _ENDINGS:
        word = ending.sub(written, word)
    return word
