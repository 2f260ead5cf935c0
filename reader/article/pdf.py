"""PDF to an article: each page's text line by line, where the lines stand, and from that the paragraphs.

The library is pure Python, so that hostile bytes cost at most time and memory, which its limits and ours bound.
"""

from __future__ import annotations

import io
import logging
import math
import re
from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any

from reader.article import clean
from reader.article.drafting import Draft
from reader.article.model import Article, Fact, Format, Kind, Metadata
from reader.article.pdf_paragraphs import Line, paragraphs, without_running_heads
from reader.article.text import with_addresses
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from pypdf import PageObject, PdfReader

_PAGES_AT_MOST = 2_000
_CHARACTERS_AT_MOST = 8_000_000
# Drawing operations in all; a page of text takes some thousand.
_OPERATIONS_AT_MOST = 1_000_000
_LOST_AT_MOST = 10
# Bytes of one stream when it is unpacked; the text of a page takes some ten thousand.
_STREAM_AT_MOST = 8 << 20
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 64 << 20,
    "array_based_stream_maximum_output_length": _STREAM_AT_MOST,
    "lzw_maximum_output_length": _STREAM_AT_MOST,
    "run_length_maximum_output_length": _STREAM_AT_MOST,
    "zlib_maximum_output_length": _STREAM_AT_MOST,
    "brotli_maximum_output_length": _STREAM_AT_MOST,
    "zlib_maximum_recovery_input_length": 1 << 20,
    "stream_decoding_work_maximum_length": 4 * _STREAM_AT_MOST,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 200,
    "page_tree_maximum_page_entries": 100_000,
    "jbig2dec_binary": None,
}

_ELSEWHERE = "open it in another program instead."
_DAMAGED = f"The PDF is damaged and cannot be read; {_ELSEWHERE}"
_LOCKED = f"The PDF is locked with a password or encrypted, and cannot be read; {_ELSEWHERE}"
_SCANNED = f"The PDF holds pictures of pages and no text; {_ELSEWHERE}"
_TOO_LARGE = f"The PDF is too large or too damaged to be read; {_ELSEWHERE}"

# Titles that a program made up.
_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unspecified).*|microsoft (?:word|powerpoint)\b.*|(?:slide|seite|page) \d+"
    r"|.*\.(?:docx?|odt|tex|dvi|indd|qxd|pdf|rtf)",
    re.IGNORECASE,
)
_LARGER = 1.2
_TITLE_AT_MOST = 300


def parse_pdf(data: bytes, url: str | None = None) -> Article:
    """The article that a PDF holds: paragraphs, without running heads and page numbers.

    Raises:
        UnreadableError: it is damaged, encrypted, too large, or holds no text.
    """
    import pypdf

    # What it has to say of broken files it would say on standard error, in the files' words.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    with pypdf.apply_configuration(**_LIMITS):
        reader = _opened(data)
        pages, lost = _pages(reader)
        largest = _largest(pages)
        facts = _facts(reader, largest)
    draft = Draft()
    begun: list[int] = []
    for text, page in paragraphs(without_running_heads(pages)):
        words = clean.line(text)
        if words and words == largest and not any(block.kind is Kind.HEADING for block in draft.blocks):
            draft.add(Kind.HEADING, with_addresses(words), level=1)
        elif words:
            draft.add(Kind.PARAGRAPH, with_addresses(words))
        begun += [page + 1] * (len(draft.blocks) - len(begun))
    if not draft.blocks:
        raise UnreadableError(_DAMAGED if lost else _SCANNED)
    found = 1 - lost / max(1, len(pages))
    blocks = tuple(block._replace(page=page) for block, page in zip(draft.blocks, begun, strict=True))
    return Article(blocks, metadata=facts, format=Format.PDF, url=url, found=found, pages=len(pages))


def _opened(data: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except (DependencyError, FileNotDecryptedError):
        raise UnreadableError(_LOCKED) from None
    except Exception:  # noqa: BLE001 - on a broken file the library raises whatever its code runs into
        raise UnreadableError(_LOCKED if b"/Encrypt" in data else _DAMAGED) from None
    if locked or count > _PAGES_AT_MOST:
        raise UnreadableError(_LOCKED if locked else _TOO_LARGE)
    return reader


def _pages(reader: PdfReader) -> tuple[list[list[Line]], int]:
    """The lines of each page, and how many pages could not be read."""
    from pypdf.errors import DependencyError

    pages: list[list[Line]] = []
    lost = characters = operations = 0

    def count(*_: object) -> None:
        nonlocal operations
        operations += 1
        if operations > _OPERATIONS_AT_MOST:
            raise UnreadableError(_TOO_LARGE)

    for number in range(len(reader.pages)):
        try:
            pages.append(_lines(reader.pages[number], number, count))
        except UnreadableError:
            raise
        except DependencyError:  # AES, whose ciphers are in no library that we ask for
            raise UnreadableError(_LOCKED) from None
        except Exception:  # noqa: BLE001 - as above; the other pages are read all the same
            pages.append([])
            lost += 1
        characters += sum(len(line.text) for line in pages[-1])
        if characters > _CHARACTERS_AT_MOST or lost > _LOST_AT_MOST:
            raise UnreadableError(_TOO_LARGE)
    return pages, lost


def _lines(page: PageObject, number: int, count: Callable[..., None]) -> list[Line]:
    """The page's lines in the order in which they were set; `count` is called for each operation of the page."""
    lines: list[Line] = []
    pieces: list[tuple[str, float, float, float]] = []

    def end_line() -> None:
        words = [piece for piece in pieces if piece[0].strip()]
        if words:
            _, x, y, _ = words[0]
            size = max(words, key=lambda piece: len(piece[0]))[3]
            lines.append(Line("".join(piece[0] for piece in pieces).strip(), x, y, size, number))
        pieces.clear()

    def visit(text: str, page_matrix: Sequence[float], matrix: Sequence[float], _: object, size: float) -> None:
        if not text:
            return
        place = _place(page_matrix, matrix, size)
        first, *others = text.split("\n")
        pieces.append((first, *place))
        for other in others:
            end_line()
            pieces.append((other, *place))

    page.extract_text(visitor_text=visit, visitor_operand_before=count)
    end_line()
    return lines


def _place(page_matrix: Sequence[float], matrix: Sequence[float], size: float) -> tuple[float, float, float]:
    """Where a text begins on the page and how tall its letters are, in points."""
    a, b, c, d, e, f = page_matrix
    x = matrix[4] * a + matrix[5] * c + e
    y = matrix[4] * b + matrix[5] * d + f
    tall = size * math.hypot(matrix[2], matrix[3]) * math.hypot(c, d)
    return (x, y, tall) if all(map(math.isfinite, (x, y, tall))) else (0.0, 0.0, 0.0)


def _facts(reader: PdfReader, largest: str) -> Metadata:
    titles = (Fact(_said(reader, "title"), "document information"), Fact(largest, "largest type"))
    author = _said(reader, "author")
    created = _created(reader)
    return Metadata(
        title=tuple(one for one in dict.fromkeys(titles) if _is_title(one.value)),
        byline=(Fact(author, "document information"),) if author and not _NO_TITLE.fullmatch(author) else (),
        published=(Fact(created, "file's creation date"),) if created else (),
    )


def _is_title(text: str) -> bool:
    return 0 < len(text) <= _TITLE_AT_MOST and not _NO_TITLE.fullmatch(text)


def _said(reader: PdfReader, name: str) -> str:
    """An entry of the document information, clean, or ""."""
    value = _information(reader, name)
    return clean.line(value) if isinstance(value, str) else ""


def _created(reader: PdfReader) -> datetime | None:
    from datetime import datetime

    value = _information(reader, "creation_date")
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _information(reader: PdfReader, name: str) -> Any:
    try:
        return getattr(reader.metadata, name, None)
    except Exception:  # noqa: BLE001 - as above; a document without a title is still read
        return None


def _largest(pages: list[list[Line]]) -> str:
    """The lines in the largest type of the first page, where that is larger than the body's."""
    first = pages[0] if pages else []
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    if not first or not sizes:
        return ""
    largest = max(round(line.size, 1) for line in first)
    if largest < _LARGER * sizes.most_common(1)[0][0]:
        return ""
    title = clean.line(" ".join(line.text for line in first if round(line.size, 1) == largest))
    return title if _is_title(title) else ""
