"""Mails and newsletters: the body meant to be read, the header as metadata."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import parse
from reader.article.model import Article, Format, Kind, Voice
from reader.errors import UnreadableError
from tests.article.test_properties import check

HEAD = (
    "Received: by mail.lamplighter.example\n"
    "From: Ada Roe <ada@lamplighter.example>\n"
    "Subject: The ferry stays\n"
    "Date: Tue, 5 Mar 2024 10:00:00 +0100 (CET)\n"
    "Message-ID: <1@lamplighter.example>\n"
    "MIME-Version: 1.0\n"
)


def mail(body: str, *, kind: str = "text/plain; charset=utf-8", head: str = HEAD, encoding: str = "utf-8") -> bytes:
    return f"{head}Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n{body}".encode(encoding)


def parts(kind: str, *bodies: tuple[str, str], boundary: str = "=edge") -> str:
    """A multipart body: each part is its header fields and its text."""
    inside = "".join(f"--{boundary}\n{fields}\n\n{body}\n" for fields, body in bodies)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inside}--{boundary}--\n'


def multipart(kind: str, *bodies: tuple[str, str]) -> bytes:
    return (HEAD + parts(kind, *bodies)).encode()


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def test_the_header_is_metadata_with_its_origin() -> None:
    article = parse(mail("The board met."))
    assert article.format is Format.MAIL
    assert (article.title, article.byline) == ("The ferry stays", "Ada Roe")
    assert article.published == datetime(2024, 3, 5, 10, tzinfo=timezone(timedelta(hours=1)))
    facts = article.metadata
    assert [fact.origin for fact in (facts.title[0], facts.byline[0], facts.published[0])] == [
        "Subject",
        "From",
        "Date",
    ]
    assert texts(article) == ["The board met."]


@pytest.mark.parametrize(
    ("fields", "title", "byline"),
    [
        ("Subject: =?UTF-8?B?SGFmZW4g4oCTIA==?=\n =?utf-8?Q?f=C3=BCr?=\nFrom: x@y.ex\n", "Hafen – für", "x@y.ex"),
        ("Subject: =?utf-8?B?4oA=?= =?utf-8?B?kw==?=\nFrom: =?iso-8859-1?Q?J=F6rg?= <j@y.example>\n", "–", "Jörg"),
        ('Subject: =?no-such?Q?caf=E9?=\nFrom: "Roe, Ada" <a@y.example>\n', "café", "Roe, Ada"),
        ("Subject: =?utf-8?B?%%%?= x\nFrom: a@y.example (Ada)\n", "x", "Ada"),
    ],
)  # fmt: skip
def test_encoded_header_fields(fields: str, title: str, byline: str) -> None:
    article = parse(mail("Text.", head=f"Message-ID: <1@x>\n{fields}"))
    assert (article.title, article.byline) == (title, byline)


def test_bytes_that_are_no_ascii_in_a_header() -> None:
    assert parse("Message-ID: <1@x>\nFrom: a@x.example\nSubject: café\n\nText.".encode("cp1252")).title == "café"
    assert parse("Message-ID: <1@x>\nFrom: a@x.example\nSubject: café\n\nText.".encode()).title == "café"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Tue, 05 Mar 24 10:00:00 GMT", datetime(2024, 3, 5, 10, tzinfo=UTC)),
        ("5 Mar 2024 10:00:00 -0000", datetime(2024, 3, 5, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("99 Xyz 9999 99:99", None),
    ],
)
def test_dates(date: str, expected: datetime | None) -> None:
    assert parse(mail("Text.", head=f"Message-ID: <1@x>\nSubject: S\nDate: {date}\n")).published == expected


def test_a_list_is_the_site_and_a_persons_domain_is_none() -> None:
    newsletter = (
        HEAD + 'List-Id: "Harbour Notes" <notes.lamplighter.example>\nArchived-At: <https://lamplighter.example/1>\n'
    )
    facts = parse(mail("Text.", head=newsletter)).metadata
    assert [fact.value for fact in facts.site] == ["Harbour Notes", "lamplighter.example"]
    assert [fact.value for fact in facts.canonical] == ["https://lamplighter.example/1"]
    assert parse(mail("Text.")).site is None


NEWSLETTER = (
    '<table><tr><td><h1>Ferry</h1><p>The <a href="https://courier.example/1">board</a> met.</p>'
    '<p style="display:none">preview</p></td></tr></table>'
)


def test_the_html_part_is_preferred_and_attachments_are_not_read() -> None:
    inside = parts(
        "alternative",
        ("Content-Type: text/plain", "The plain one."),
        ("Content-Type: text/html; charset=utf-8", NEWSLETTER),
        ("Content-Type: text/calendar", "BEGIN:VCALENDAR"),
        boundary="inner",
    )
    fields, _, rest = inside.partition("\n\n")
    article = parse(
        multipart(
            "mixed",
            (fields, rest),
            ("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt", "An attachment."),
            ("Content-Type: text/plain", "A footer of the list."),
        )
    )
    assert texts(article) == ["Ferry", "The board met.", "A footer of the list."]
    assert article.blocks[1].links[0].url == "https://courier.example/1"
    assert all(block.kind is not Kind.TABLE for block in article.blocks)


def test_an_empty_html_part_gives_way_to_the_plain_one() -> None:
    article = parse(
        multipart("alternative", ("Content-Type: text/plain", "The plain one."), ("Content-Type: text/html", " "))
    )
    assert texts(article) == ["The plain one."]


def test_the_root_of_related_parts_is_read() -> None:
    article = parse(
        multipart("related", ("Content-Type: text/html", "<p>Words.</p>"), ("Content-Type: image/png", "AAAA"))
    )
    assert (article.format, texts(article)) == (Format.MAIL, ["Words."])


def test_a_reply_quotes_and_its_lead_in_is_the_writers() -> None:
    article = parse(
        mail("On Mon, 4 Mar 2024 at 09:00, Bo Bay <bo@courier.example>\nwrote:\n> Keep the ferry.\n>> Why?\n\nI agree.")
    )
    assert [(block.text, block.depth) for block in article.blocks] == [
        ("On Mon, 4 Mar 2024 at 09:00, Bo Bay <bo@courier.example> wrote:", 0),
        ("Keep the ferry.", 1),
        ("Why?", 2),
        ("I agree.", 0),
    ]
    assert article.blocks[0].voice is Voice.COMMENTARY
    assert article.quotations[0].blocks == ("b2", "b3")


def test_flowed_text_is_joined_at_its_spaces() -> None:
    flowed = (
        "The board met on Tuesday \nand voted.\nA line of its own.\n\n> They say \n> so.\n>> Deeper \n>> still.\n"
        " >no quotation\n-- \nAda Roe\nHarbour Street 1\n"
    )
    article = parse(mail(flowed, kind="text/plain; format=flowed"))
    assert [(block.text, block.depth) for block in article.blocks] == [
        ("The board met on Tuesday and voted.", 0),
        ("A line of its own.", 0),
        ("They say so.", 1),
        ("Deeper still.", 2),
        (">no quotation", 0),
        ("", 0),
        ("Ada Roe\nHarbour Street 1", 0),
    ]  # fmt: skip


def test_flowed_text_whose_space_is_no_part_of_it() -> None:
    article = parse(mail("港務委員會 \n開會了。", kind="text/plain; charset=utf-8; format=flowed; delsp=yes"))
    assert texts(article) == ["港務委員會開會了。"]


@pytest.mark.parametrize("label", ["us-ascii", "no-such-charset", "utf-8", "'windows-1252"])
def test_a_wrong_charset_does_no_harm(label: str) -> None:
    assert texts(parse(mail("“so”", kind=f"text/plain; charset={label}", encoding="cp1252"))) == ["“so”"]


def test_transfer_encodings() -> None:
    for coding, body in (("base64", "Y2Fmw6k="), ("quoted-printable", "caf=C3=\n=A9"), ("x-unknown", "café")):
        head = f"{HEAD}Content-Transfer-Encoding: {coding}\nContent-Type: text/plain; charset=utf-8\n\n{body}"
        assert texts(parse(head.encode())) == ["café"]


@pytest.mark.parametrize(
    "data",
    [
        mail(""),
        multipart("mixed", ("Content-Type: image/png", "AAAA")),
        multipart("mixed"),
        (HEAD + "Content-Type: multipart/mixed\n\nno boundary").encode(),
    ],
)
def test_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        parse(data)


def test_parts_nested_without_end_are_refused() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(500))
    with pytest.raises(UnreadableError, match="complex"):
        parse((HEAD + nested + "\ntext").encode())


def test_a_mail_given_as_text() -> None:
    assert parse(mail("café").decode()).text == "café"


LINES = st.sampled_from(
    ["From: a <b@c.example>", "Subject: =?utf-8?q?=E9?=", "Date: x", "MIME-Version: 1.0", "Message-ID: <1>", "", "--b",
     "--b--", "Content-Type: multipart/mixed; boundary=b", "Content-Type: text/html; charset=\udce9", "> quoted ",
     "Content-Type: multipart/alternative; boundary=b", "Content-Type: message/rfc822", "text <b>x", "-- ", " folded",
     "Content-Type: text/plain; format=flowed; charset*0=u; charset*1=tf-8", "Content-Transfer-Encoding: base64",
     "Content-Disposition: attachment", "Content-Location: https://courier.example/", "List-Id: a <b>", "é\x00",
     "From: <Saved by Blink>", "Content-Type: application/octet-stream; x", "Content-Transfer-Encoding: uuencode"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_any_message_is_read_or_refused_and_always_the_same(lines: list[str], end: str) -> None:
    data = end.join(["Message-ID: <1>", "Subject: S", *lines]).encode("utf-8", "surrogateescape")
    try:
        article = parse(data)
    except UnreadableError:
        return
    check(article)
    assert article == parse(data)
