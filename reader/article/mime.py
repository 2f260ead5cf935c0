"""MIME messages: told from other text, taken apart within limits, their headers and texts decoded.

The parser of the standard library is used with its oldest policy, under which headers stay as they were sent: the newer
ones parse headers by a grammar in Python that hostile headers slow down or break.
"""

from __future__ import annotations

import binascii
import re
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING

from reader.article import charset, clean
from reader.article.dates import parse_date
from reader.article.names import words
from reader.article.patterns import pattern
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

_SIZE_LIMIT = 64 << 20
_LINE_LIMIT = 1_500_000
# The parser asks at each line for the end of each part that is open.
_MULTIPART_LIMIT = 60
_HEADER_AT_MOST = 4_000
_HEAD = 1 << 16
_DATE_AT_MOST = 100

_COMMENT = pattern(r"\s*\([^()]*\)")
_LINE_END = pattern(rb"\r\n|\r|\n")
_FIELD = pattern(rb"([!-9;-~]{1,70}):(.*)", re.DOTALL)
_NESTING = pattern(rb"^content-type:\s{0,9}(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
# Fields that only programs write: people quote "From:" and "Subject:" in articles, and write "Date:" themselves.
_BY_PROGRAMS = words("""
    message-id mime-version received return-path delivered-to dkim-signature references in-reply-to list-id
    list-unsubscribe x-mailer snapshot-content-location content-transfer-encoding authentication-results
""")
_BY_PEOPLE = frozenset({"from", "date", "subject"})
_SENT = pattern(rb"\s*(?:[A-Z][a-z]{2},\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{2,4}\s+\d\d?:\d\d")
_WORD = r"=\?(?P<label>[\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?(?P<coding>[bBqQ])\?(?P<data>[^?]*)\?="
_ENCODED_WORD = pattern(_WORD)
_ENCODED_WORDS = pattern(r"=\?[\w.:+*-]{1,60}\?[bBqQ]\?[^?]*\?=(?:\s+=\?[\w.:+*-]{1,60}\?[bBqQ]\?[^?]*\?=)*")


def is_message(data: bytes, *, expected: bool = False) -> bool:
    """Whether the bytes begin with a message's header.

    Args:
        data: the whole input, or its first part.
        expected: name or content type say so: then any field that people know will do.
    """
    fields = _fields(data)
    names = fields.keys()
    if names & _BY_PROGRAMS and names & (_BY_PEOPLE | {"content-type"}):
        return True
    if names >= _BY_PEOPLE and _SENT.match(fields["date"]):
        return True
    return expected and bool(names & _BY_PEOPLE)


def _fields(data: bytes) -> dict[str, bytes]:
    """The header's fields, names in lower case; none where what stands before the first blank line is no header."""
    fields: dict[str, bytes] = {}
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n") + b"\n"
    at = 0
    for end in _LINE_END.finditer(head):
        line, at = head[at : end.start()], end.end()
        if not line:
            return fields
        if line[:1] in {b" ", b"\t"} and fields:
            continue
        field = _FIELD.match(line)
        if field:
            fields.setdefault(field[1].decode("ascii").lower(), field[2])
        elif fields or not line.startswith(b"From "):  # an mbox begins so
            return {}
    return fields if len(data) > _HEAD or fields.keys() >= _BY_PEOPLE else {}


def parse(data: bytes) -> Message:
    """The message with its parts.

    Raises:
        UnreadableError: it is too large, or has too many parts in parts.
    """
    from email import message_from_bytes
    from email.policy import compat32

    if (
        len(data) > _SIZE_LIMIT
        or data.count(b"\n") + data.count(b"\r") > 2 * _LINE_LIMIT
        or len(_NESTING.findall(data)) > _MULTIPART_LIMIT
    ):
        raise UnreadableError("The mail is too large or too complex to read safely; open it in a mail program instead.")
    try:
        return message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), policy=compat32)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnreadableError("The mail is damaged and cannot be read; open it in a mail program instead.") from error


def header(message: Message, name: str) -> str:
    """The first field of that name, decoded and clean, or ""."""
    return clean.line(decoded_words(raw_header(message, name)))


def raw_header(message: Message, name: str) -> str:
    """The same as it was sent: encoded words still stand in it."""
    for field, value in message.raw_items():
        if field.lower() == name:
            # The parser keeps bytes that are not ASCII as surrogates.
            return charset.decode(str(value)[:_HEADER_AT_MOST].encode("utf-8", "surrogateescape"))
    return ""


def decoded_words(raw: str) -> str:
    """A header's text with its encoded words (RFC 2047) decoded; white space between two of them is none."""
    return _ENCODED_WORDS.sub(_decoded_run, raw)


def _decoded_run(run: re.Match[str]) -> str:
    run_words = [(word["label"].lower(), _word_bytes(word)) for word in _ENCODED_WORD.finditer(run[0])]
    # A character may be split over two words, so those of one charset are decoded together.
    return "".join(
        charset.decode(b"".join(data for _, data in group), f"charset={label}")
        for label, group in groupby(run_words, key=lambda word: word[0])
    )


def _word_bytes(word: re.Match[str]) -> bytes:
    data = word["data"].encode("utf-8", "replace")
    if word["coding"] in "qQ":
        return binascii.a2b_qp(data, header=True)
    return _from_base64(data)


def _from_base64(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data + b"==")
    except binascii.Error:
        return b""


def date_of(written: str) -> datetime | None:
    """A date as mails and feeds write it (RFC 822, where the year may have two digits), or as pages do; aware."""
    from email.utils import parsedate_to_datetime

    written = _COMMENT.sub("", written[:_DATE_AT_MOST]).strip()
    if found := parse_date(written):
        return found
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def kind_of(part: Message) -> str:
    """Its content type without parameters, in lower case ("text/html")."""
    return part.get_content_type()


def parameter(part: Message, name: str) -> str:
    """A parameter of its content type, or ""."""
    try:
        value = part.get_param(name)
    except (ValueError, LookupError, TypeError):
        return ""
    return value if isinstance(value, str) else ""


def parts_of(part: Message) -> list[Message]:
    """The parts that a multipart has, or none."""
    payload = part.get_payload()
    return [one for one in payload if not isinstance(one, str)] if isinstance(payload, list) else []


def text_of(part: Message) -> str:
    """A part's text, its transfer encoding and its charset decoded as far as they can be."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        return ""
    if not isinstance(data, bytes):
        return ""
    label = parameter(part, "charset")
    return charset.decode(data, f"{kind_of(part)}; charset={label}" if label.isascii() else None)
