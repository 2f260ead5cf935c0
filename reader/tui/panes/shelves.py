"""The rows of the library's lists: an article, a source, an outlet, a passage that was found. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reader.library.records import file_name
from reader.tui.fitting import fitted
from reader.tui.panes.address import split_address
from reader.vocabulary import many

if TYPE_CHECKING:
    from datetime import datetime

    from reader.library.records import ArticleEntry, Hit, OutletEntry, SourceEntry

QUIET = "$text-muted"
_INDENT = "   "

_VERDICTS = (
    ("verbatim", "✓", "+", "$text-success"),
    ("elided", "✓…", "+.", "$text-success"),
    ("altered", "≠", "#", "$text-warning"),
    ("misattributed", "⇄", "%", "$text-error"),
    ("not_found", "✗", "x", "$text-error"),
    ("unverifiable", "?", "?", QUIET),
)
_LIVENESS = {
    "alive": ("●", "*", "$text-success"),
    "moved": ("●", "*", "$text-success"),
    "walled": ("⊘", "!", "$text-warning"),
    "blocked": ("⊘", "!", "$text-warning"),
    "soft404": ("✕", "x", "$text-error"),
    "strike": ("✕", "x", "$text-warning"),
    "dead": ("✕", "x", "$text-error"),
}
_UNKNOWN = ("○", "o", QUIET)
_READ = 0.98
"""The part of an article from which it counts as read."""


def article_row(entry: ArticleEntry, width: int, now: datetime, plain: bool) -> Content:  # noqa: FBT001 - as all rows are drawn
    """An article in two rows: its title, then where it is from, how far it was read, and how its quotations stand."""
    facts = entry.facts
    sign = read_sign(entry, plain=plain)
    title = facts.title or facts.address
    head = Content.assemble(
        (f"{sign:>4} ", "$text-accent"),
        (fitted(title, width - 8, plain=plain), "" if _is_read(entry) else "bold"),
        ("  kept" if entry.kept else "", "$text-accent"),
    )
    words = facts.commentary + facts.quoted
    parts = [
        facts.whence,
        f"{facts.published:%-d %b %Y}" if facts.published else "",
        f"opened {ago(entry.last_opened, now)}",
        f"{words:,} words" + (f", {facts.quoted / words:.0%} quoted" if facts.quoted and words else ""),
        f"{entry.sources} source{'' if entry.sources == 1 else 's'}" if entry.sources else "",
    ]
    about = _dot(plain).join(part for part in parts if part)
    verdicts = verdict_counts(entry.verdicts, plain=plain)
    room = width - len(_INDENT) - 4 - verdicts.cell_length
    return Content("\n").join(
        [head, Content.assemble((f"  {_INDENT}{fitted(about, room, plain=plain)}  ", QUIET), verdicts)]
    )


def read_sign(entry: ArticleEntry, *, plain: bool) -> str:
    """How far an article was read: not begun, a part of it in per cent, or to its end."""
    if _is_read(entry):
        return "*" if plain else "●"
    read = entry.place.read if entry.place else 0.0
    return f"{read:.0%}" if read else "o" if plain else "○"


def _is_read(entry: ArticleEntry) -> bool:
    return entry.place is not None and entry.place.read >= _READ


def source_row(entry: SourceEntry, width: int, now: datetime, plain: bool) -> Content:  # noqa: FBT001 - as all rows are drawn
    """A source in two rows: its host and title with its sign, then what is known of it and since when."""
    sign, stand_in, tone = _LIVENESS.get(entry.liveness, _UNKNOWN)
    host, _ = split_address(entry.url)
    title = entry.title or entry.url
    head = Content.assemble(
        (f"   {stand_in if plain else sign} ", tone),
        (f"{host}  ", "bold"),
        fitted(title, max(8, width - len(host) - 8), plain=plain),
    )
    parts = [
        f"in {entry.articles} article{'' if entry.articles == 1 else 's'}",
        f"changed since {entry.drifted:%-d %b %Y}" if entry.drifted else "",
        "a copy in an archive" if entry.copy else "",
        f"asked {ago(entry.checked, now)}" if entry.checked else "",
        entry.why,
    ]
    about = _dot(plain).join(part for part in parts if part)
    return Content("\n").join([head, Content.styled(f"  {_INDENT}{fitted(about, width - 6, plain=plain)}", QUIET)])


def outlet_row(entry: OutletEntry, width: int, _now: datetime, plain: bool) -> Content:  # noqa: FBT001 - as above
    """An outlet in one row: how often it is cited and quoted, and how many quotations are right or wrong."""
    verdicts = verdict_counts({"verbatim": entry.faithful, "altered": entry.wrong}, plain=plain)
    quoted = f"{_dot(plain)}{entry.quotes} quotation{'' if entry.quotes == 1 else 's'}  " if entry.quotes else ""
    name = fitted(entry.name, max(8, width - 44), plain=plain)
    return Content.assemble((f"   {name}", "bold"), (f"  cited {many(entry.cited, 'time')}{quoted}", QUIET), verdicts)


def hit_row(hit: Hit, width: int, now: datetime, plain: bool) -> Content:  # noqa: FBT001 - as all rows are drawn
    """A passage in two rows: the page it stands on, then the words around it with those that were looked for lit."""
    what = "article" if hit.article is not None else "source"
    about = f"  {_dot(plain).join((what, file_name(hit.url) or split_address(hit.url)[0], ago(hit.got, now)))}"
    title = fitted(hit.title or hit.url, max(8, width - len(about) - len(_INDENT)), plain=plain)
    snippet = Content(hit.snippet)
    for start, end in hit.found:
        snippet = snippet.stylize("bold $text-accent", start, end)
    room = max(8, width - len(_INDENT) - 2)
    begun = max(0, hit.found[0][0] - room // 3) if hit.found else 0
    return Content("\n").join(
        [
            Content.assemble((f"{_INDENT}{title}", "bold"), (about, QUIET)),
            Content.assemble(f"  {_INDENT}", snippet[begun:].truncate(room, ellipsis=not plain)),
        ]
    )


def verdict_counts(verdicts: dict[str, int], *, plain: bool = False) -> Content:
    """How many quotations have each verdict, in a few signs: "✓4 ≠1"; what there is none of is left out."""
    parts = [
        Content.styled(f"{stand_in if plain else sign}{verdicts[name]}", tone)
        for name, sign, stand_in, tone in _VERDICTS
        if verdicts.get(name)
    ]
    return Content(" ").join(parts)


def _dot(plain: bool) -> str:  # noqa: FBT001 - its name says it
    return " - " if plain else " · "


def ago(when: datetime, now: datetime) -> str:
    """How long ago something was, in a word or two; the date where it is longer than a month."""
    seconds = max(0.0, (now - when).total_seconds())
    for most, unit, name in ((90, 1, ""), (5400, 60, "minute"), (129_600, 3600, "hour"), (2_592_000, 86_400, "day")):
        if seconds < most:
            count = round(seconds / unit)
            return f"{count} {name}{'' if count == 1 else 's'} ago" if name else "just now"
    return f"{when:%-d %b %Y}"
