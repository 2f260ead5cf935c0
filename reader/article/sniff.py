"""What the bytes are: content first, then the name or the content type."""

from __future__ import annotations

import re

from reader.article.model import Format
from reader.article.patterns import pattern
from reader.errors import UnreadableError

HEAD = 2048
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

# What may stand before the root element: declarations, comments, and in XML instructions to style sheets.
_START = re.compile(r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_DOCTYPE = pattern(
    r"<!doctype\s[^>\[]{0,300}(?:\[[^\]]{0,5000}\]\s*)?>\s*(?:<!--.*?-->\s*)*", re.IGNORECASE | re.DOTALL
)
FEED_ROOT = pattern(r"<(?:rss|(?:atom\d{0,2}:|a10:)?feed|rdf:RDF)[\s>]")
_PDF = re.compile(rb"%PDF-\d")
_TAG = pattern(r"<[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSING = pattern(r"</(?:p|div|h[1-6]|article|section|blockquote|ul|ol|table|body|main)\s*>", re.IGNORECASE)
_ANY_TAG = pattern(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))

_MARKDOWN_SIGNS = (
    pattern(r"^#{1,6} \S", re.MULTILINE),
    pattern(r"!?\[[^\]\n]{1,300}+\]\([^)\s]{1,500}+[)\s]"),
    pattern(r"^(?:```|~~~)", re.MULTILINE),
    pattern(r"^\[[^\]\n]+\]:\s\s*+\S", re.MULTILINE),
    pattern(r"\*\*\S[^*\n]*\*\*"),
    pattern(r"^\|?[ \t]*+:?-{3,}+:?[ \t]*+\|", re.MULTILINE),
)
_FRONT_MATTER = pattern(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\r?\n[A-Za-z_][\w.-]{0,40} ?[:=](?:.*\n){1,200}?(?P=fence)[ \t]*\r?$", re.MULTILINE
)


_BY_SUFFIX = {
    **dict.fromkeys(("md", "markdown", "mkd", "mdown"), Format.MARKDOWN),
    **dict.fromkeys(("html", "htm", "xhtml"), Format.HTML),
    **dict.fromkeys(("eml", "mht", "mhtml"), Format.MAIL),
    **dict.fromkeys(("txt", "text"), Format.TEXT),
}
_BY_TYPE = {
    **dict.fromkeys(("text/markdown", "text/x-markdown"), Format.MARKDOWN),
    **dict.fromkeys(("text/html", "application/xhtml+xml"), Format.HTML),
    **dict.fromkeys(("message/rfc822", "multipart/related"), Format.MAIL),
    "text/plain": Format.TEXT,
}


def refuse_binary(data: bytes, what: str) -> None:
    """Raises UnreadableError when the first bytes are no text; `what` names the input for the sentence."""
    head = data[:HEAD]
    if not head.strip():
        raise UnreadableError(f"{what} is empty; give a page, a text, a mail, a feed or a PDF.")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise UnreadableError(f"{what} is {kind}, not an article; give a page, a text, a mail, a feed or a PDF.")
    if head[4:8] == b"ftyp":
        raise UnreadableError(f"{what} is a video file, not an article; open it in the browser instead.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    strange = len(head) - len(head.translate(None, _CONTROLS))
    markup = head.lstrip()[:1] == b"<"
    if strange > len(head) // 10 or (b"\x00" in head and not markup):
        raise UnreadableError(f"{what} is binary data, not an article; give a page, a text, a mail, a feed or a PDF.")


def is_markup(text: str) -> bool:
    """Whether the first character that shows is "<": what begins so is neither PDF nor mail."""
    return text[:HEAD].lstrip("\ufeff \t\r\n").startswith("<")


def format_of_bytes(data: bytes, content_type: str | None = None, name: str | None = None) -> Format | None:
    """PDF or MAIL, whose bytes are not one text; None for everything else. MHTML is a mail at first sight."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PDF.match(head) or (head[:1] != b"<" and _PDF.search(head[:1024]) and b"endobj" in data):
        return Format.PDF
    if head[:1] == b"<":
        return None
    from reader.article import mime

    if mime.is_message(data, expected=_hint(content_type, name) is Format.MAIL):
        return Format.MAIL
    return None


def format_of(text: str, content_type: str | None = None, name: str | None = None) -> Format:
    """HTML, FEED, MARKDOWN or TEXT."""
    hint = _hint(content_type, name)
    start = _START.match(text)
    at = start.end() if start else 0
    if _PAGE.match(text, at):
        return Format.HTML
    if _is_feed(text, at):
        return Format.FEED
    if hint is Format.HTML:
        return Format.HTML if _ANY_TAG.search(text) else Format.TEXT
    if hint is Format.MARKDOWN or _FRONT_MATTER.match(text):
        return Format.MARKDOWN
    if hint is not Format.TEXT and (_TAG.match(text, at) or _is_marked_up(text)):
        return Format.HTML
    signs = sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text, 0, _LOOK))
    if signs > 1:
        return Format.MARKDOWN
    return Format.HTML if _TAG.match(text, at) and _is_marked_up(text) else Format.TEXT


def _is_feed(text: str, at: int) -> bool:
    if text.startswith("{", at):
        return "jsonfeed.org" in text and '"items"' in text
    doctype = _DOCTYPE.match(text, at)
    root = FEED_ROOT.match(text, doctype.end() if doctype else at)
    # RDF holds much else; only RSS 1.0 has items.
    return root is not None and ("rdf" not in root[0] or "<item" in text)


def _is_marked_up(text: str) -> bool:
    """Whether elements that make blocks end in it: once may be talk of HTML, twice is HTML."""
    return len(_CLOSING.findall(text, 0, _LOOK)) > 1


def _hint(content_type: str | None, name: str | None) -> Format | None:
    """What the name says, or else the content type."""
    suffix = (name or "").lower().rpartition(".")[2]
    kind = (content_type or "").partition(";")[0].strip().lower()
    return _BY_SUFFIX.get(suffix) or _BY_TYPE.get(kind)
