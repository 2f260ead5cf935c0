"""The metadata that stands before a Markdown text: the part of YAML and of TOML that people write there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.article import clean
from reader.article.addresses import Addresses
from reader.article.dates import parse_date
from reader.article.languages import language_tag
from reader.article.model import Fact, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

Fields = dict[str, list[str]]

_FENCED = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<lines>(?:(?!(?P=fence)).*\n){0,200}?)(?P=fence)[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w.-]{0,40})[ \t]*:(?:[ \t]+(?P<value>\S.*))?")
_INNER = re.compile(r"[ \t]+(?:name[ \t]*:[ \t]*)?(?P<value>\S.*)")
_ENTRY = re.compile(r"[ \t]*-[ \t]+(?:name[ \t]*:[ \t]*)?(?P<value>\S.*)")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?")
_COMMENT = re.compile(r"[ \t]#.*$")
_NOTE_LINK = re.compile(r"\[\[|\]\]")

_TITLES = ("title", "headline")
_AUTHORS = ("author", "authors", "byline", "by", "creator")
_DATES = ("date", "published", "publishdate", "pubdate", "date_published", "publish_date", "created")
_LANGUAGES = ("lang", "language", "locale")
_SITES = ("site", "site_name", "publication", "publisher")
_ADDRESSES = ("canonical_url", "canonicalurl", "canonical", "original_url", "source", "source_url", "url")
_WEB = re.compile(r"https?://", re.IGNORECASE)


class FrontMatter(NamedTuple):
    """The fields, keys in lower case with underscores, and where the text begins."""

    fields: Fields
    end: int


def read(text: str) -> FrontMatter:
    """What stands between "---" or "+++" at the very beginning; no fields and 0 where nothing does."""
    found = _FENCED.match(text)
    if found is None:
        return FrontMatter({}, 0)
    fields = _toml(found["lines"]) if found["fence"] == "+++" else _yaml(found["lines"])
    return FrontMatter(fields, found.end())


def metadata(fields: Fields, heading: str) -> Metadata:
    """What the fields say, and the first heading as the other candidate for the title."""
    titles = [*_facts(fields, _TITLES), *([Fact(heading, "first heading")] if heading else [])]
    authors = next((values for key in _AUTHORS if (values := fields.get(key))), [])
    dates = (parse_date(value) for value in _values(fields, _DATES))
    languages = (language_tag(value) for value in _values(fields, _LANGUAGES))
    addresses = (Addresses(None).link(value) for value in _values(fields, _ADDRESSES) if _WEB.match(value))
    return Metadata(
        title=tuple(titles),
        byline=(Fact(", ".join(authors), "front matter"),) if authors else (),
        site=tuple(_facts(fields, _SITES)),
        published=tuple(Fact(date, "front matter") for date in dict.fromkeys(dates) if date),
        language=tuple(Fact(tag, "front matter") for tag in dict.fromkeys(languages) if tag),
        canonical=tuple(Fact(address, "front matter") for address in dict.fromkeys(addresses) if address),
    )


def _facts(fields: Fields, keys: tuple[str, ...]) -> list[Fact[str]]:
    return [Fact(value, "front matter") for value in dict.fromkeys(_values(fields, keys))]


def _values(fields: Fields, keys: tuple[str, ...]) -> list[str]:
    """The first value under each of the keys."""
    return [fields[key][0] for key in keys if fields.get(key)]


def _toml(lines: str) -> Fields:
    import tomllib

    try:
        data = tomllib.loads(lines)
    except (ValueError, RecursionError):  # a TOMLDecodeError is a ValueError
        return {}
    return {_key(key): _cleaned(_strings(value)) for key, value in data.items()}


def _strings(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in ([] if isinstance(item, list) else _strings(item))]
    if isinstance(value, dict):
        return _strings(value["name"]) if isinstance(value.get("name"), str) else []
    return [str(value)]


def _yaml(lines: str) -> Fields:
    """Scalars, lists, block scalars and an author's name one level down; anything else is passed over."""
    fields: Fields = {}
    values: list[str] = []
    folded = False
    for line in lines.split("\n"):
        if field := _FIELD.fullmatch(line.rstrip()):
            values = fields.setdefault(_key(field["key"]), [])
            value = field["value"] or ""
            folded = bool(_BLOCK_SCALAR.fullmatch(value))
            values.extend([] if folded else _scalars(value))
        elif folded and (inner := _INNER.fullmatch(line)):
            values[:] = [" ".join([*values, inner["value"].strip()])]
        elif entry := _ENTRY.fullmatch(line) or (None if values else _INNER.fullmatch(line)):
            values.extend(_scalars(entry["value"]))
    return {key: _cleaned(values) for key, values in fields.items()}


def _scalars(value: str) -> list[str]:
    """A scalar without its quotation marks, or those of a list in brackets."""
    value = value.strip()
    if value[:1] in {'"', "'"} and value.find(value[0], 1) > 0:
        return [value[1 : value.rindex(value[0])]]
    value = _COMMENT.sub("", value).strip()
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [text for one in value[1:-1].split(",") for text in _scalars(one)]
    return [value] if value else []


def _cleaned(values: Iterable[str]) -> list[str]:
    lines = (clean.line(_NOTE_LINK.sub("", value)) for value in values)
    return [line for line in lines if line]


def _key(name: str) -> str:
    return name.lower().replace("-", "_")
