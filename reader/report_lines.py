"""A report in words: as lines for a person at a terminal or in an editor, and as a Markdown document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reader.article.clean import line
from reader.quotes.edits import in_words
from reader.vocabulary import STATES, in_marks, kind_words, many

if TYPE_CHECKING:
    from collections.abc import Mapping

_FINE = ("verbatim", "elided")


def to_lines(found: dict[str, Any]) -> str:
    """A report as lines: what it is about, each quotation that is not fine with its text, and every source.

    Where the article is a text of which the lines are known, such a quotation begins with FILE:LINE:, as editors read
    it.
    """
    article, summary = found["article"], found["summary"]
    source = line(article["source"])
    counts = Counter(one["verdict"].replace("_", " ") for one in found["quotes"])
    lines = [f"{article['title']} ({source})" if article["title"] else source]
    words = many(article["words"], "word")
    lines += [f"  {many(summary['blocks'], 'block')}, {summary['quoted_blocks']} of them quoted; {words}"]
    told = ", ".join(f"{n} {what}" for what, n in counts.items())
    lines += [f"  {many(summary['quotes'], 'quotation')}: {told}"] * bool(counts)
    names = {one["id"]: one["name"] for one in found["sources"]}
    for quote in found["quotes"]:
        if not _is_fine(quote):
            place = f"{source}:{quote['line']}:" if quote["line"] else " "
            lines += [f"{place} {_said(quote, names)}: {in_marks(line(_short(quote['text'])))}"]
            lines += [f"            {one}" for one in _details(quote, names)]
    for number, one in enumerate(found["sources"], 1):
        lines += [
            f"  [{number}] {one['name']}, {STATES[one['state']].words}" + (f": {one['url']}" if one["url"] else "")
        ]
        lines += [f"            {one['error']['message']}"] if one["error"] else []
    return "\n".join(lines) + "\n"


def to_markdown(found: dict[str, Any]) -> str:
    """A report as a Markdown document."""
    article, summary = found["article"], found["summary"]
    lines = [f"# {_md(article['title'] or line(article['source']))}", ""]
    parts = ((summary["quotes"], "quotation"), (summary["sources"], "source"), (article["words"], "word"))
    lines += [", ".join(many(*part) for part in parts) + ".", ""]
    lines += ["## Quotations", ""]
    names = {one["id"]: one["name"] for one in found["sources"]}
    for quote in found["quotes"]:
        place = f"line {quote['line']}, " if quote["line"] else ""
        lines += [f"- {place}**{_md(_said(quote, names))}**: {_md(in_marks(_short(quote['text'])))}"]
        lines += [f"  - {_md(one)}" for one in _details(quote, names)]
    lines += ["", "## Sources", ""]
    for one in found["sources"]:
        name = f"[{_md(one['name'])}](<{one['url']}>)" if one["url"] else _md(one["name"])
        error = f": {_md(one['error']['message'])}" if one["error"] else ""
        lines += [f"- **{STATES[one['state']].words}** {name}{error}"]
    return "\n".join(lines) + "\n"


def version_words(version: Mapping[str, str | None]) -> str:
    """What became of a passage from one version of its source to another, in words."""
    if version["added_after"]:
        return f"added after the article: not there yet on {version['added_after']}"
    if version["gone_since"]:
        return f"gone since {version['gone_since']}: it stood there on {version['stood']}"
    return f"gone by now: it stood there on {version['stood']}"


def _is_fine(quote: dict[str, Any]) -> bool:
    return quote["verdict"] in _FINE and not quote["caution"] and not quote["version"]


def _said(quote: dict[str, Any], names: Mapping[str, str]) -> str:
    """The verdict of a quotation, and whom it is attributed to or probably from."""
    if quote["guessed_source"]:
        whom = f"probably from {names[quote['found_in']]}"
    elif quote["attributed_to"] is None and quote["reason"] == "no-source":
        return str(quote["in_words"])  # which says so
    else:
        whom = names.get(quote["attributed_to"], "no source named")
    return f"{quote['in_words']}, {whom}"


def _details(quote: dict[str, Any], names: Mapping[str, str]) -> list[str]:
    """What somebody should know who looks at a quotation: where it stands, what was left out, each change."""
    found = []
    where = names.get(quote["found_in"] if quote["verdict"] == "misattributed" else quote["elsewhere"], "")
    own = quote["attributed_to"]
    if quote["verdict"] == "misattributed":
        found += [f"it stands in {where}" + (", with changes" if quote["possibly"] else "")]
    elif quote["altered_by_the_outlet"]:
        found += [f"altered by the outlet: the copy in {where} has it as quoted"]
    elif where:
        found += [f"{where} has it as quoted"]
    elif own and not quote["guessed_source"] and quote["found_in"] not in (own, None):
        found += [f"it stands in {names[quote['found_in']]}, not in what was read of the source it is attributed to"]
    if quote["version"]:
        found += [version_words(quote["version"])]
    if quote["caution"]:
        found += [f"left out: {line(_short(one))}" for one in quote["omitted"]]
    for edit in quote["edits"]:
        change = in_words(*(line(_short(edit[side])) for side in ("quoted", "source")))
        found += [f"{kind_words(edit['kind'])}: {change}"]
    return found


def _short(text: str, words: int = 30) -> str:
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")


def _md(text: str) -> str:
    return "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in text)
