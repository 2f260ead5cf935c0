"""A small web archive: the redirects, the index and the TimeGate of real ones, over copies that a test names."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from tests.sources.server import answer

if TYPE_CHECKING:
    import asyncio

    from tests.sources.server import Handler, Server


class Held(NamedTuple):
    """One capture: of which address, when, what it answered then."""

    url: str
    taken: datetime
    body: bytes
    status: str = "200 OK"


class Archive:
    """Answers as an archive would; `serve` is a handler for every path of a server.

    Attributes:
        held: its captures.
        fails: the beginnings of paths to which it answers with this status instead.
    """

    def __init__(self, *held: Held) -> None:
        self.held = held
        self.fails: dict[str, str] = {}
        self.server: Server | None = None

    async def serve(self, writer: asyncio.StreamWriter) -> None:
        assert self.server is not None
        path = self.server.paths[-1]
        for beginning, status in self.fails.items():
            if path.startswith(beginning):
                await answer(status=status)(writer)
                return
        await self._answer(path)(writer)

    def _answer(self, path: str) -> Handler:
        if path.startswith("/cdx"):
            return self._index(path)
        if path.startswith("/gate/"):
            return self._gate(path.removeprefix("/gate/"))
        if path.startswith("/map/"):
            return answer(self._map(path.removeprefix("/map/")).encode())
        first, _, url = path.removeprefix("/web/").partition("/")
        if not first[:1].isdigit():
            return self._led(f"{first}/{url}", datetime.now(UTC))
        exact = _moment(first.removesuffix("id_"))
        return self._raw(url, exact) if first.endswith("id_") else self._led(url, exact)

    def _of(self, url: str, when: datetime) -> list[Held]:
        return sorted((one for one in self.held if one.url == url), key=lambda one: abs(one.taken - when))

    def _led(self, url: str, when: datetime) -> Handler:
        found = self._of(url, when)
        if not found:
            return answer(b"no copy", "404 Not Found")
        return answer(b"", "302 Found", Location=f"/web/{_stamp(found[0].taken)}/{url}")

    def _raw(self, url: str, when: datetime) -> Handler:
        for one in self._of(url, when):
            if one.taken == when:
                memento = format_datetime(one.taken, usegmt=True)
                return answer(one.body, one.status, Content_Type="text/html", Memento_Datetime=memento)
        return answer(status="404 Not Found")

    def _index(self, path: str) -> Handler:
        asked = parse_qs(urlsplit(path).query)
        found = [one for one in self.held if one.url == asked["url"][0] and one.status.startswith("200")]
        if "closest" in asked:
            found.sort(key=lambda one: abs(one.taken - _moment(asked["closest"][0])))
        limit = int(asked["limit"][0])
        found = found[:limit] if limit > 0 else found[limit:]
        rows = [["timestamp", "original", "statuscode", "digest"]]
        rows += [[_stamp(one.taken), one.url, one.status[:3], "D"] for one in found]
        return answer(json.dumps(rows if found else []).encode(), Content_Type="application/json")

    def _gate(self, url: str) -> Handler:
        assert self.server is not None
        head = self.server.heads[-1].decode()
        wanted = head.partition("Accept-Datetime: ")[2].partition("\r\n")[0]
        found = self._of(url, parsedate_to_datetime(wanted) if wanted else datetime.now(UTC))
        if not found:
            return answer(status="404 Not Found")
        one = found[0]
        at = self.server.url(f"/web/{_stamp(one.taken)}mp_/{url}")
        links = f'<{url}>; rel="original", <{url}{"#" * 400}>; rel="other", '
        links += f'<{self.server.url(f"/map/{url}")}>; rel="timemap"; type="application/link-format", '
        links += f'<{at}>; rel="memento"; datetime="{format_datetime(one.taken, usegmt=True)}"'
        return answer(b"a frame", Link=links, Vary="accept-datetime")

    def _map(self, url: str) -> str:
        assert self.server is not None
        lines = [f'<{url}>; rel="original"']
        for one in self.held:
            if one.url == url:
                at = self.server.url(f"/web/{_stamp(one.taken)}/{url}")
                lines.append(f'<{at}>; rel="memento"; datetime="{format_datetime(one.taken, usegmt=True)}"')
        return ",\n".join(lines)


def _stamp(when: datetime) -> str:
    return f"{when:%Y%m%d%H%M%S}"


def _moment(stamp: str) -> datetime:
    whole = unquote(stamp) + "00000101000000"[len(stamp) :]
    return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
