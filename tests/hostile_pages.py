"""Pages of a stranger who wants the terminal: every text in them carries escapes, as characters and as entities.

Each text is made of tokens: a letter for the place it is meant for, then a payload. When the payload's first character
is taken out, the rest is printable; so a token's rest on the screen proves that its place was really shown, and the
token's bytes in what the program wrote prove that it was not clean.
"""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator


class Payload(NamedTuple):
    """What steers a terminal, hides text or turns it round.

    Attributes:
        name: for the message of a failing test.
        first: the character that makes it one.
        rest: the printable characters after it, no two payloads' alike.
        end: what ends it, where something must.
    """

    name: str
    first: str
    rest: str
    end: str = ""

    @property
    def text(self) -> str:
        return self.first + self.rest + self.end


PAYLOADS = (
    Payload("the clipboard, OSC 52", "\x1b", "]52;;x", "\x07"),
    Payload("title and icon, OSC 0", "\x1b", "]0;PWN", "\x07"),
    Payload("the window's title, OSC 2", "\x1b", "]2;PWN", "\x07"),
    Payload("a link, OSC 8", "\x1b", "]8;;x:y", "\x07"),
    Payload("clear the screen, CSI 2J", "\x1b", "[2;77J"),
    Payload("move the cursor, CSI H", "\x1b", "[777;7H"),
    Payload("a device string, DCS", "\x1b", "Pdcs", "\x9c"),
    Payload("full reset, RIS", "\x1b", "cris"),
    Payload("C1 control sequence", "\x9b", "31m"),
    Payload("C1 device string", "\x90", "c1dcs"),
    Payload("C1 command, U+009D", "\x9d", "0;C1", "\x9c"),
    Payload("C1 terminator, U+009C", "\x9c", "c1st"),
    Payload("right-to-left override", "\u202e", "rlo"),
    Payload("right-to-left isolate", "\u2066", "rli"),
    Payload("zero-width space", "\u200b", "zwsp"),
    Payload("bell", "\x07", "bel"),
    Payload("backspace", "\x08", "bs"),
    Payload("another alphabet, SO", "\x0e", "so"),
)

IN_A_NAME = tuple(one for one in PAYLOADS if one.rest.isalpha())
"""Those that could be part of a site's or a person's name: what holds other marks is not taken for one."""

NEVER_SENT = tuple(sorted({one.first.encode() for one in PAYLOADS if one.first > "\x7f"}))
"""What the program has no reason to write of its own accord, wherever it stands."""

# To HTML these numbers mean characters of windows-1252: &#x9b; is no C1 character but a quotation mark.
_OTHERWISE = frozenset("\x9b\x9c")

FATES = {
    "redirect": ("leads to an address with escapes in it", "-to3"),
    "nowhere": ("leads to what is no address", "control characters"),
    "refused": ("answers 403 with escapes in the reason phrase and in the page", "403 Forbidden"),
    "gone": ("answers 404 with escapes in every header", "404 Not Found"),
    "picture": ("says with escapes that it is a picture", "a picture"),
    "noise": ("is not HTTP but escapes", "is not HTTP"),
}
"""The sources that cannot be read: path to what the article says of the page, and what the preview must say of it."""

PLACES = {
    "H": "the article's title",
    "S": "the article's site",
    "Y": "the article's byline",
    "P": "a paragraph",
    "G": "a heading",
    "I": "a list item",
    "K": "a block of code",
    "T": "a table's cell",
    "V": "a picture's alternative text",
    "C": "a picture's caption",
    "Q": "a quotation",
    "W": "a quotation's credit",
    "L": "a link's text",
    "A": "a link's address",
    "N": "a source's title",
    "E": "a source's site",
    "B": "a source's byline",
    "R": "a source's passage",
    "F": "what is pasted to be found",
    "U": "what is pasted into the help",
    "M": "what is pasted into the palette",
    "Z": "what is pasted to be opened",
    "X": "a file's name in a list",
    "D": "a file's name on the command line",
    "O": "an address on the command line",
}
"""The letter that a token begins with to the place it is meant for."""

COMMON = "The harbour board sold crane number {} to a circus for one song and a sandwich"


def token(place: str, payload: Payload) -> str:
    """What the stranger writes."""
    return place + payload.text


def shown(place: str, payload: Payload) -> str:
    """What is left of it on the screen."""
    return place + payload.rest


def needle(place: str, payload: Payload) -> bytes:
    """What must not stand in the bytes that the program wrote."""
    return f"{place}{payload.first}{payload.rest}".encode()


def tokens(place: str) -> str:
    """Every payload for a place, set apart by blanks."""
    return " ".join(token(place, payload) for payload in PAYLOADS)


def html(place: str, payload: Payload) -> str:
    """A token in HTML: in every place half of the payloads are written as entities, and each of them in half of all."""
    text = token(place, payload)
    if (ord(place) + PAYLOADS.index(payload)) % 2 or _OTHERWISE & set(text):
        return text
    return "".join(one if one.isprintable() else f"&#{ord(one)};" for one in text)


def all_html(place: str, between: str = " ") -> str:
    """Every payload that can stand at a place, in HTML."""
    return between.join(html(place, payload) for payload in payloads_of(place))


def payloads_of(place: str) -> tuple[Payload, ...]:
    """The payloads that can stand at a place of the article."""
    return IN_A_NAME if place in "SYEB" else PAYLOADS


def source_path(number: int) -> str:
    """The path of source `number`: its payload percent-encoded, and between two words that show that all is there."""
    payload = PAYLOADS[number - 1]
    return f"/s{number}/from-{quote(token('A', payload), safe='')}-to{number}"


def article() -> str:
    """The article: a place of every kind, and a link to each source."""
    links = [
        f"<p>{COMMON.format(number)}, says <a href='{source_path(number)}'>{html('L', payload)}</a>.</p>"
        for number, payload in enumerate(PAYLOADS, 1)
    ]
    fates = [f"<p>Another page {words}: <a href='/{fate}'>{fate}</a>.</p>" for fate, (words, _) in FATES.items()]
    rows = "".join(f"<tr><td>row {n}</td><td>{html('T', one)}</td></tr>" for n, one in enumerate(PAYLOADS))
    return f"""<!doctype html><html><head><title>{all_html("H")}</title>
<meta property="og:site_name" content="{all_html("S")}">
<meta name="author" content="{all_html("Y")}"></head><body><article>
<p>{all_html("P")} and so on, says the page of a stranger, in a paragraph that is long enough to be prose.</p>
<h2>{all_html("G")}</h2>
<p>The next thing that the stranger wrote is a list, and it has one item only, as lists of strangers have.</p>
<ul><li>{all_html("I")}</li></ul>
<pre><code>{all_html("K", chr(10))}</code></pre>
<p>What follows is a table of what a terminal would rather not be sent by anybody, in two columns and many rows.</p>
<table><tr><th>number</th><th>payload</th></tr>{rows}</table>
<figure><img src="/x.png" alt="{all_html("V")}" width="600" height="400">
<figcaption>{all_html("C")}</figcaption></figure>
<blockquote><p>{all_html("Q")} was all that the harbour said about the matter that day.</p>
<footer>— {all_html("W")}</footer></blockquote>
{"".join(links)}{"".join(fates)}</article></body></html>"""


def source(number: int) -> str:
    """Source `number`: its own payload in what is told of it, every payload in the passage that the article means."""
    payload = PAYLOADS[number - 1]
    return f"""<!doctype html><html><head><title>{html("N", payload)} is a title</title>
<meta property="og:site_name" content="{html("E", payload)}">
<meta name="author" content="{html("B", payload)}">
<meta property="article:published_time" content="2024-05-03T10:00:00Z"></head><body><article>
<h1>{html("N", payload)} is a title</h1>
<p>{COMMON.format(number)}, and {all_html("R")} was the answer of the circus to the letter of the board.</p>
<p>{"The quay lay empty that morning, and the gulls had it to themselves until the pilots came. " * 8}</p>
</article></body></html>"""


def answer(path: str) -> bytes:
    """The whole answer, status line and all, to the request of a path."""
    if found := re.match(r"/s(\d+)/", path):
        return _answer("200 OK", "text/html; charset=utf-8", source(int(found[1])).encode())
    every = "".join(one.text for one in PAYLOADS)
    match path.strip("/"):
        case "redirect":
            to = f"/s3/from-{quote(token('A', PAYLOADS[1]))}\u202e\u200b-to3"
            return _answer("302 Found", "text/html", b"", f"Location: {to}")
        case "nowhere":
            return _answer("302 Found", "text/html", b"", f"Location: pwn:{_printable(every)}")
        case "refused":
            return _answer(f"403 {_printable(every)}", "text/html", f"<p>{every}</p>".encode())
        case "gone":
            return _answer(
                "404 Gone", f"text/html; charset={_printable(every)}", b"gone", f"Retry: {_printable(every)}"
            )
        case "picture":
            return _answer("200 OK", f"image/png; name={_printable(every)}", b"\x89PNG\r\n\x1a\n" + every.encode())
        case "noise":
            return every.encode() * 2
    return _answer("200 OK", "text/html; charset=utf-8", article().encode())


def _printable(text: str) -> str:
    """What a header may hold by the letter of HTTP: no C0 character, but C1 and all that comes after it."""
    return "".join(one for one in text if one >= " ")


def _answer(status: str, content_type: str, body: bytes, *fields: str) -> bytes:
    head = (f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", "Connection: close")
    return "\r\n".join((*head, *fields, "", "")).encode() + body


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/waits/"):
            self.rfile.read(1)  # until the other side leaves
        else:
            self.wfile.write(answer(self.path))
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature is the library's
        pass


@contextmanager
def site() -> Iterator[str]:
    """The pages, served from loopback; gives "host:port"."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
