"""The article and its sources for reference managers: CSL-JSON and BibTeX, read back."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from reader.export.bibtex import escaped, to_bibtex
from reader.export.citations import authors_of, citations
from reader.export.csl import to_csl
from tests.export.articles import TEXTS, articles
from tests.export.samples import post, unread

if TYPE_CHECKING:
    from reader.article.model import Article

# The variables that csl-data.json (1.0.2) documents, as far as they are written here, with what each holds. The schema
# itself is in no package that tests could take it from.
STRINGS = frozenset({"id", "title", "container-title", "URL", "archive", "archive_location", "language", "note"})
TYPES = frozenset({"webpage", "article", "article-newspaper", "post-weblog", "post", "report"})
NAME_PARTS = frozenset({"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"})


def complaints(items: Any) -> list[str]:
    """What in CSL items is not as the schema has it."""
    found = [] if isinstance(items, list) else ["no array"]
    for item in items:
        found += [f"{key} is missing" for key in ("id", "type") if key not in item]
        found += [] if item.get("type") in TYPES else [f"type {item.get('type')}"]
        for key, value in item.items():
            if key in STRINGS:
                found += [] if isinstance(value, str) else [f"{key} is no string"]
            elif key == "author":
                found += [f"a name of {one}" for one in value if not (one and set(one) <= NAME_PARTS)]
            elif key in ("issued", "accessed"):
                found += [] if _is_date(value) else [f"{key} is {value}"]
            elif key != "type":
                found.append(f"{key} is no variable")
    return found


def _is_date(value: Any) -> bool:
    parts = value.get("date-parts") if set(value) == {"date-parts"} else None
    return (
        isinstance(parts, list)
        and 1 <= len(parts) <= 2
        and all(1 <= len(one) <= 3 and all(isinstance(part, int) for part in one) for one in parts)
    )


def archived() -> dict[str, Any]:
    found = post()
    found["sources"][2]["archive"] = {"url": "https://archive.example/2015/x", "timestamp": "20151015120000"}
    return found


def test_the_article_and_each_source_are_items() -> None:
    items = json.loads(to_csl(archived()))
    assert complaints(items) == []
    article, courier, wire, lost = items
    assert article["title"] == "The quay is nobody's"
    assert article["author"] == [{"literal": "Ruth Okafor"}, {"literal": "Ines Müller"}]
    assert article["container-title"] == "Tidewatch"
    assert article["issued"] == {"date-parts": [[2024, 3, 12]]}
    assert article["accessed"] == {"date-parts": [[2026, 3, 4]]}
    assert article["language"] == "en"
    assert courier["URL"] == "https://courier.example/quay"
    assert wire["title"] == "Master & board {100%}"
    assert (lost["archive"], lost["archive_location"]) == ("archive.example", "https://archive.example/2015/x")
    assert "410 Gone" in lost["note"]
    assert "note" not in courier


def test_keys_are_of_author_year_and_title_and_never_twice() -> None:
    assert [one.key for one in citations(post())] == [
        "okafor2024quay", "reporterquay", "wireexamplemaster", "lostexample",
    ]  # fmt: skip
    found = post()
    found["sources"] *= 3
    keys = [one.key for one in citations(found)]
    assert len(set(keys)) == len(keys) == 10


@settings(max_examples=60)
@given(articles())
def test_any_article_makes_items_as_the_schema_has_them(article: Article) -> None:
    found = unread(article)
    items = json.loads(to_csl(found))
    assert complaints(items) == []
    assert items[0]["title"] == found["article"]["title"]


def decoder() -> LatexNodes2Text:
    """What prints each command of TeX; the parser's own table lacks some that every TeX has."""
    context = get_default_latex_context_db()
    commands = {"braceleft": "{", "braceright": "}", "less": "<", "greater": ">", "bar": "|", "quotedbl": '"'}
    printed = [MacroTextSpec(f"text{name}", sign) for name, sign in {**commands, "asciicircum": "^"}.items()]
    context.add_context_category("tex", macros=printed, prepend=True)
    return LatexNodes2Text(latex_context=context)


def entries(text: str) -> list[dict[str, str]]:
    """BibTeX as another program reads it: braces and commands taken away."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=decoder())])
    assert not library.failed_blocks
    return [{"key": one.key, **{field.key: field.value for field in one.fields}} for one in library.entries]


def test_bibtex_is_read_back_by_a_parser() -> None:
    article, courier, wire, lost = entries(to_bibtex(archived()))
    assert article["key"] == "okafor2024quay"
    assert article["title"].replace("’", "'") == "The quay is nobody's"
    assert article["author"] == "Ruth Okafor and Ines Müller"
    assert (article["year"], article["month"], article["day"]) == ("2024", "3", "12")
    assert article["urldate"] == "2026-03-04"
    assert courier["howpublished"] == "courier.example"
    assert wire["title"] == "Master & board {100%}"
    assert "  url = {https://wire.example/master?a=1&b=2},\n" in to_bibtex(archived())
    assert lost["archive"] == "https://archive.example/2015/x"


@settings(max_examples=100)
@given(TEXTS)
def test_nothing_of_a_text_is_a_command_or_ends_its_field(text: str) -> None:
    written = escaped(text)
    assert re.sub(r"\\(?:text[a-z]+\{\}|[$&#%_])", "", written) == re.sub(r'[\\{}~^<>|"$&#%_]', "", text)
    (entry,) = entries(f"@misc{{key,\n  note = {{{written}}},\n}}\n")
    assert entry["key"] == "key"


@pytest.mark.parametrize("character", [*'\\{}~^<>|$&#%_"'])
def test_each_special_of_tex_is_read_back(character: str) -> None:
    (entry,) = entries(f"@misc{{key,\n  note = {{a{escaped(character)}b}},\n}}\n")
    assert entry["note"] == f"a{character}b"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ruth Okafor and Ines Müller", ("Ruth Okafor", "Ines Müller")),
        ("Ruth Okafor, Ada Roe and Ines Müller", ("Ruth Okafor", "Ada Roe", "Ines Müller")),
        ("Ruth Okafor, Ada Roe, and Ines Müller", ("Ruth Okafor", "Ada Roe", "Ines Müller")),
        ("Ruth Okafor & Ada Roe", ("Ruth Okafor", "Ada Roe")),
        ("Ruth Okafor und Ada Roe", ("Ruth Okafor", "Ada Roe")),
        ("Ruth and Ines Okafor", ("Ruth and Ines Okafor",)),
        ("Johnson and Johnson", ("Johnson and Johnson",)),
        ("Department of Health and Human Services", ("Department of Health and Human Services",)),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Andy Sandström", ("Andy Sandström",)),
        ("", ()),
    ],
)
def test_a_byline_is_parted_between_whole_names_alone(byline: str, authors: tuple[str, ...]) -> None:
    assert authors_of(byline) == authors


def test_two_authors_are_two_in_both_forms() -> None:
    found = archived()
    found["article"]["byline"] = "Ruth Okafor and Ada Roe"
    assert json.loads(to_csl(found))[0]["author"] == [{"literal": "Ruth Okafor"}, {"literal": "Ada Roe"}]
    assert "{Ruth Okafor} and {Ada Roe}" in to_bibtex(found)
