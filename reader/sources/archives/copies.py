"""How archives are asked, and what they answer: the Wayback redirect, a CDX index, a Memento TimeGate. Pure."""

from __future__ import annotations

import json
import re
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from reader.sources.archives.given import dated, in_utc, moment, stamp
from reader.sources.canonical import canonical, identity
from reader.sources.memory import Copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from reader.sources.model import Page

_REDIRECTS = range(300, 400)
_LINK = re.compile(r"<([^<>]{1,9000})>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"<>]*\"|[^\s\",;<>]+))*)")
_PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*\"?([^\"<>;]*)")


def probe_address(base: str, url: str, when: datetime | None) -> str:
    """The address that leads to the copy nearest to a time; the newest where there is none.

    Args:
        base: the beginning of the archive's addresses, as `https://web.archive.org/web`.
        url: of the page.
        when: aware.
    """
    return f"{base}/{stamp(when)}/{url}" if when is not None else f"{base}/{url}"


def probed(page: Page) -> Copy | None:
    """The copy to which the answer to a probe, not followed, leads; None where it leads to none."""
    if page.status not in _REDIRECTS or not page.location:
        return None
    copy = dated(_joined(page.url, page.location))
    return copy if copy is not None and urlsplit(copy.url).netloc == urlsplit(page.url).netloc else None


def index_address(index: str, url: str, when: datetime | None, limit: int) -> str:
    """The question to a CDX index for the copies of a page that answered 200, the nearest to a time first."""
    nearest = f"&closest={stamp(when)}&sort=closest" if when is not None else "&fastLatest=true"
    wanted = f"{limit if when is not None else -limit}"
    return (
        f"{index}?url={quote(url, safe='')}&output=json&fl=timestamp,original,statuscode,digest"
        f"&filter=statuscode:200{nearest}&limit={wanted}"
    )


def indexed(body: bytes, base: str, url: str, when: datetime | None) -> tuple[Copy, ...]:
    """The copies in the answer of a CDX index, the nearest to a time first (else the newest).

    Takes both forms there are: one JSON array with a header row (Wayback), and one JSON object a line (pywb).

    Args:
        body: the answer.
        base: the beginning of the archive's addresses.
        url: the page that was asked for; an index need not name it in its rows.
        when: aware, or None.
    """
    found = {}
    for row in _rows(body):
        taken = moment(row.get("timestamp", ""))
        status = row.get("statuscode") or row.get("status") or ""
        original = row.get("original") or row.get("url") or url
        if taken is None or status not in ("200", "-", "") or not original.startswith(("http://", "https://")):
            continue
        at = stamp(taken)
        found[at] = Copy(f"{base}/{at}/{original}", f"{base}/{at}id_/{original}", taken, urlsplit(base).netloc)
    return nearest_first(found.values(), when)


def nearest_first(copies: Iterable[Copy], when: datetime | None) -> tuple[Copy, ...]:
    """Copies by their distance from a time; the newest first where there is none."""
    if when is None:
        return tuple(sorted(copies, key=lambda copy: copy.taken, reverse=True))
    return tuple(sorted(copies, key=lambda copy: abs(copy.taken - when)))


def gate_headers(when: datetime | None) -> dict[str, str]:
    """What a TimeGate wants to hear (RFC 7089, 2.1.1); without it, it gives the newest copy."""
    return {"Accept-Datetime": format_datetime(in_utc(when), usegmt=True)} if when is not None else {}


def gated(page: Page, url: str) -> Copy | None:
    """The copy that a TimeGate led to or names, None where there is none.

    Args:
        page: what came when its redirects were followed.
        url: the page that was asked for, to see that the copy is of it.
    """
    taken = _http_time(page.memento)
    copies = [Copy(page.final_url, page.final_url, taken, urlsplit(page.final_url).netloc)] if taken else []
    named = [(address, when) for address, rels, when in _links(page.links or "") if "memento" in rels]
    copies += [Copy(address, address, when, _host(address)) for address, when in named if when is not None]
    return next((found for one in copies if (found := _raw(one, url)) is not None), None)


def map_address(page: Page) -> str | None:
    """Where a TimeGate says that all its copies of a page are listed (a TimeMap in link format), or None."""
    named = next((address for address, rels, _ in _links(page.links or "") if "timemap" in rels), None)
    try:
        return canonical(_joined(page.url, named)) if named is not None else None
    except ValueError:
        return None


def mapped(body: bytes, url: str, when: datetime | None) -> tuple[Copy, ...]:
    """The copies in a TimeMap (RFC 7089, 5), the nearest to a time first (else the newest)."""
    found = []
    for address, rels, taken in _links(body.decode("utf-8", "replace")):
        if "memento" in rels and taken is not None:
            copy = _raw(Copy(address, address, taken, _host(address)), url)
            found += [copy] if copy is not None else []
    return nearest_first(found, when)


def _raw(copy: Copy, url: str) -> Copy | None:
    """A copy with the address of its bytes, where its own is of the usual form; None where it is of another page."""
    found = dated(copy.url)
    if found is None:
        return copy
    original = found.url.partition(f"/{stamp(found.taken)}/")[2]
    return found._replace(taken=copy.taken) if not original or _same(original, url) else None


def _links(text: str) -> list[tuple[str, frozenset[str], datetime | None]]:
    """The links of a Link header or of a document in link format: address, relations, and the time of a memento."""
    found = []
    for match in _LINK.finditer(text):
        about = {name.lower(): value for name, value in _PARAMETER.findall(match[2])}
        rels = frozenset(about.get("rel", "").lower().split())
        found.append((match[1].strip(), rels, _http_time(about.get("datetime"))))
    return found


def _http_time(value: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(value) if value else None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return in_utc(found.replace(tzinfo=found.tzinfo or UTC)) if found is not None else None


def _joined(base: str, address: str) -> str:
    """An address that an archive gave, in full; empty for what is none, as `http://[`."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _host(address: str) -> str:
    """The host of an address that an archive gave, with its port; empty for what is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _same(one: str, other: str) -> bool:
    """Whether two addresses mean one page, whatever their scheme and "www."."""
    try:
        first, second = identity(canonical(one)), identity(canonical(other))
    except ValueError:
        return False
    return _bare(first) == _bare(second)


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _rows(body: bytes) -> list[Mapping[str, str]]:
    text = body.decode("utf-8", "replace").strip()
    try:
        whole = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines() if line]
    except (ValueError, RecursionError):
        return []
    if not isinstance(whole, list) or not whole:
        return []
    if isinstance(whole[0], list):
        names = [str(name) for name in whole[0]]
        whole = [dict(zip(names, row, strict=False)) for row in whole[1:] if isinstance(row, list)]
    return [{str(name): str(value) for name, value in row.items()} for row in whole if isinstance(row, dict)]
