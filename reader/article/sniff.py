"""What the bytes are: content first, the name or the content type second."""

from __future__ import annotations

import re

from reader.article.model import Format
from reader.errors import UnreadableError

_HEAD = 2048
# How far into a text its format is looked for, in characters.
_LOOK = 20_000

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a media file (RIFF)"),
    (b"PK\x03\x04", "an archive or office document (ZIP)"),
    (b"PK\x05\x06", "an empty archive (ZIP)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (b"7z\xbc\xaf", "an archive (7z)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "a sound or video file (Ogg)"),
    (b"ID3", "a sound file (MP3)"),
    (b"fLaC", "a sound file (FLAC)"),
    (b"wOF", "a font"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "a rich text document (RTF)"),
)

_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_TAG = re.compile(r"<[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|div|h[1-6]|article|section|blockquote|ul|ol|table|body|main)\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_MARKDOWN_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"!?\[[^\]\n]{1,300}+\]\([^)\s]{1,500}+[)\s]"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\[[^\]\n]+\]:\s\s*+\S", re.MULTILINE),
    re.compile(r"\*\*\S[^*\n]*\*\*"),
    re.compile(r"^\|?[ \t]*+:?-{3,}+:?[ \t]*+\|", re.MULTILINE),
    re.compile(r"\A---[ \t]*\r?\n(?:.*\n){0,40}?---[ \t]*\r?\n"),
)


def refuse_binary(head: bytes, what: str) -> None:
    """Raises UnreadableError when the first bytes are no text; `what` names the input for the sentence."""
    if not head.strip():
        raise UnreadableError(f"{what} is empty; give a page, a Markdown file or a text file.")
    if b"%PDF-" in head[:1024]:
        raise UnreadableError(f"{what} is a PDF, which is not read yet; open it in the browser instead.")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise UnreadableError(f"{what} is {kind}, not an article; give a page, a Markdown file or a text file.")
    if head[4:8] == b"ftyp":
        raise UnreadableError(f"{what} is a video file, not an article; open it in the browser instead.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    strange = len(_CONTROLS.findall(head))
    markup = head.lstrip()[:1] == b"<"
    if strange > len(head) // 10 or (b"\x00" in head and not markup):
        raise UnreadableError(f"{what} is binary data, not an article; give a page, a Markdown file or a text file.")


def head_of(data: bytes | str) -> bytes:
    """The first bytes, for `refuse_binary`."""
    return data[:_HEAD] if isinstance(data, bytes) else data[:_HEAD].encode("utf-8", "replace")


def format_of(text: str, content_type: str | None = None, name: str | None = None) -> Format:
    """HTML, Markdown or plain text.

    Raises:
        UnreadableError: the text is a feed.
    """
    hint = _hint(content_type, name)
    start = _START.match(text)
    at = start.end() if start else 0
    if _PAGE.match(text, at):
        return Format.HTML
    if _FEED.match(text, at):
        raise UnreadableError("This is a feed, not an article; open one of its entries instead.")
    if hint is Format.HTML:
        return Format.HTML if _ANY_TAG.search(text) else Format.TEXT
    if hint is Format.MARKDOWN:
        return Format.MARKDOWN
    if hint is None and (_TAG.match(text, at) or _is_marked_up(text)):
        return Format.HTML
    signs = sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text, 0, _LOOK))
    if signs > 1:
        return Format.MARKDOWN
    return Format.HTML if _TAG.match(text, at) and _is_marked_up(text) else Format.TEXT


def _is_marked_up(text: str) -> bool:
    """Whether elements that make blocks end in it: once may be talk of HTML, twice is HTML."""
    return len(_CLOSING.findall(text, 0, _LOOK)) > 1


def _hint(content_type: str | None, name: str | None) -> Format | None:
    kind = (content_type or "").partition(";")[0].strip().lower()
    suffix = (name or "").lower().rpartition(".")[2]
    if suffix in {"md", "markdown", "mkd", "mdown"} or kind in {"text/markdown", "text/x-markdown"}:
        return Format.MARKDOWN
    if suffix in {"html", "htm", "xhtml"} or kind in {"text/html", "application/xhtml+xml"}:
        return Format.HTML
    return Format.TEXT if suffix in {"txt", "text"} or kind == "text/plain" else None
