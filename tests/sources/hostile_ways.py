"""Redirects to where nobody should go, addresses that mean another place, names that lie, and bad certificates."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.sources.resolve import resolve as system_resolve
from tests.sources.hostile_case import HEAD, HTML, WORDS, Case, Got, Refused, late
from tests.sources.server import answer, raw, redirect

if TYPE_CHECKING:
    from reader.sources.resolve import Resolve
    from tests.sources.server import Handler

PRIVATE = Refused("policy")
PAGE = answer(HTML, Content_Type="text/html")
TLS_NAMES = ("trusted.example", "wrong.example", "expired.example", "unknown.example")

# What the names of these cases resolve to; every connection that is allowed ends on this computer.
NAMES: dict[str, list[str]] = {
    **{name: ["127.0.0.1"] for name in (*TLS_NAMES, "flips.example")},
    "private.example": ["127.0.0.2"],
    "mixed.example": ["1.1.1.1", "127.0.0.2"],
    "mixed6.example": ["2606:4700::1111", "::ffff:127.0.0.2"],
    "metadata.example": ["169.254.169.254"],
    "garbage.example": ["banana"],
    "many.example": ["1.1.1.1"] * 2_000 + ["10.0.0.1"],
    "nothing.example": [],
}


def names() -> Resolve:
    """A look-up of the names above: no such name, never an answer, and an address that changes after the first time."""
    asked: list[str] = []

    async def resolve(name: str, port: int) -> list[str]:
        if name == "hangs.example":
            await asyncio.Event().wait()
        if name == "missing.example":
            raise OSError("no such name")
        asked.append(name)
        if name == "flips.example" and asked.count(name) > 1:
            return ["127.0.0.2"]
        return NAMES[name] if name in NAMES else await system_resolve(name, port)

    return resolve


def to(target: str) -> Handler:
    """A redirect; `{port}` is the server's own port, at which the canary listens on 127.0.0.2 too."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        port = writer.get_extra_info("sockname")[1]
        await redirect(target.replace("{port}", str(port)))(writer)

    return handle


def leads(name: str, target: str, expected: Got | Refused = PRIVATE) -> Case:
    return Case(f"to-{name}", expected, to(target))


def asks(name: str, url: str, expected: Got | Refused = PRIVATE) -> Case:
    return Case(f"ask-{name}", expected, url=url)


def chain(length: int) -> dict[str, Handler]:
    """Paths that redirect to the next, and a page at the end."""
    steps = {f"/chain-{length}-{n}": redirect(f"/chain-{length}-{n + 1}") for n in range(1, length)}
    return {**steps, f"/chain-{length}-{length}": PAGE}


async def new_cookie_each_time(writer: asyncio.StreamWriter) -> None:
    """Comes back to itself with another cookie, so that no address is asked twice with the same ones."""
    stamp = asyncio.get_running_loop().time()
    await redirect("/cookie-loop", Set_Cookie=f"at={stamp}; Path=/")(writer)


# fmt: off
HOSTS = (
    "127.0.0.2", "127.2", "127.0.2", "2130706434", "0x7f000002", "0x7f.2", "0X7F.0.0.2", "0177.0.0.2", "017700000002",
    "127。0。0。2", "127．0．0．2", "１２７.0.0.2", "127.0.0.2.", "%31%32%37.0.0.2", "[::ffff:127.0.0.2]",
    "[::ffff:7f00:2]", "[::127.0.0.2]", "[64:ff9b::7f00:2]", "[::1]", "[::]", "0", "0.0.0.0", "localhost", "LOCALHOST.",
    "example.com\\@127.0.0.2", "1.1.1.1\\@127.0.0.2", "127.0.0.2\\@1.1.1.1", "courier.example@127.0.0.2",
    "[fe80::1%25lo]", "[::ffff:0x7f.2]",
)
# fmt: on

REDIRECTS = (
    *(leads(f"host-{number}", f"http://{host}:{{port}}/") for number, host in enumerate(HOSTS)),
    leads("scheme-relative", "//127.0.0.2:{port}/"),
    leads("private-name", "http://private.example:{port}/"),
    leads("mixed-name", "http://mixed.example:{port}/"),
    Case("rebinding", PRIVATE, to("http://flips.example/again"), "http://flips.example:{port}/rebinding"),
    leads("metadata", "http://169.254.169.254/latest/meta-data/"),
    leads("userinfo", "http://user:secret@127.0.0.1:{port}/page"),
    leads("file", "file:///etc/passwd"),
    leads("javascript", "javascript:alert(1)"),
    leads("data", "data:text/html,<p>hello"),
    leads("gopher", "gopher://127.0.0.2:{port}/_x"),
    leads("bad-address", "http://["),
    leads("backslashes", "\\\\127.0.0.2\\x"),
    leads("bad-port", "http://127.0.0.1:25/"),
    leads("port-zero", "http://127.0.0.1:0/"),
    leads("port-too-high", "http://127.0.0.1:99999/"),
    leads("punycode-that-is-none", "http://xn--.example/"),
    leads("escape", "/\x1b]0;x\x07", PRIVATE),
    leads("line-break-encoded", "/page%0d%0aX:%20y", Got(status=404, hops=1)),
    leads("words-that-are-not-ascii", "/café", Got(status=404, hops=1)),
    Case("to-nowhere", Got(status=302, text=WORDS), answer(HTML, "302 Found", Content_Type="text/html")),
    Case("to-an-empty-address", Got(status=302), redirect("")),
    Case(
        "to-two-places",
        Got(text=WORDS, hops=1),
        raw(b"HTTP/1.1 302 F\r\nLocation: /page\r\nLocation: http://127.0.0.2/\r\n\r\n"),
    ),
    Case("to-bytes", Refused("policy"), raw(b"HTTP/1.1 302 F\r\nLocation: http://\xff\xfe/\r\n\r\n")),
    Case("loop", Refused("http", "circle"), redirect("/loop")),
    Case("loop-by-fragment", Refused("http", "circle"), redirect("#x")),
    Case("loop-of-two", Refused("http", "circle"), redirect("/loop-b"), more={"/loop-b": redirect("/loop-of-two")}),
    Case("ten-redirects", Got(text=WORDS, hops=10), redirect("/chain-10-1"), more=chain(10)),
    Case("eleven-redirects", Refused("http", "10 times"), redirect("/chain-11-1"), more=chain(11)),
    Case("cookie-loop", Refused("http", "10 times"), new_cookie_each_time),
    Case(
        "fifty-cookies",
        Got(text=WORDS),
        raw(HEAD + b"".join(b"Set-Cookie: c%d=x\r\n" % n for n in range(50)) + b"\r\n" + HTML),
    ),
    Case("cookie-wall", Got(text=WORDS, hops=1)),
)

ASKED = (
    *(asks(f"host-{number}", f"http://{host}:{{port}}/") for number, host in enumerate(HOSTS)),
    asks("private-name", "http://private.example:{port}/"),
    asks("mixed-name", "http://mixed.example:{port}/"),
    asks("mixed-name-of-ipv6", "http://mixed6.example:{port}/"),
    asks("metadata-name", "http://metadata.example/"),
    asks("name-with-garbage", "http://garbage.example/"),
    asks("name-with-two-thousand-addresses", "http://many.example/"),
    asks("name-without-addresses", "http://nothing.example/", Refused("dns")),
    asks("missing-name", "http://missing.example/", Refused("dns")),
    asks("hanging-name", "http://hangs.example/", late("dns")),
    asks("closed-port", "http://127.0.0.1:{closed}/", Refused("connect")),
    asks("file", "file:///etc/passwd"),
    asks("javascript", "javascript:alert(1)"),
    asks("line-break", "http://{web}/\r\nX: y"),
    asks("nul", "http://{web}/\x00"),
    asks("surrogate", "http://{web}/\ud800"),
    asks("megabyte", "http://{web}/" + "a" * (1 << 20)),
    asks("nothing", ""),
    asks("no-host", "http:///page"),
    asks("label-of-64-letters", f"http://{'a' * 64}.example/"),
    asks("name-of-300-letters", f"http://{'a.' * 150}example/"),
    asks("empty-label", "http://a..example/"),
    asks("userinfo", "http://user:secret@{web}/page"),
    asks("private-network", "http://10.0.0.1/"),
    asks("shared-network", "http://100.64.0.1/"),
    asks("multicast", "http://224.0.0.1/"),
    asks("unique-local", "http://[fd00::1]/"),
    asks("6to4", "http://[2002:7f00:2::1]/"),
    asks("negative-port", "http://127.0.0.1:-1/"),
)

CERTIFICATES = (
    Case("tls-trusted", Got(text=WORDS), url="https://trusted.example:{tls}/page"),
    Case("tls-wrong-name", Refused("tls", "ostname mismatch"), url="https://wrong.example:{tls}/page"),
    Case("tls-expired", Refused("tls", "expired"), url="https://expired.example:{tls}/page"),
    Case("tls-unknown-authority", Refused("tls", "issuer certificate"), url="https://unknown.example:{tls}/page"),
    Case("tls-name-is-an-address", Refused("tls", "IP address mismatch"), url="https://127.0.0.1:{tls}/page"),
    Case("tls-body-breaks-off", Got(cut=True, text=WORDS), url="https://trusted.example:{tls}/body-breaks-off"),
    Case(
        "tls-body-ends-without-a-word",
        Got(cut=None, text=WORDS),
        url="https://trusted.example:{tls}/reset-without-length",
    ),
    Case("tls-handshake-drips", late("tls"), url="https://{tarpit}/"),
    Case("tls-on-a-silent-port", late("tls"), url="https://127.0.0.1:{port}/"),
    Case("tls-on-a-plain-port", Refused("tls"), url="https://{banner}/"),
    Case("plain-on-a-tls-port", Refused("http"), url="http://trusted.example:{tls}/page"),
    Case("drip-of-another-protocol", Refused("http"), url="http://{tarpit}/"),
    Case("another-protocol", Refused("http"), url="http://{banner}/"),
)

CASES = (*REDIRECTS, *ASKED, *CERTIFICATES)
