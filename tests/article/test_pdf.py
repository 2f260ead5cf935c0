"""PDFs to paragraphs."""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfWriter
from pypdf.errors import DependencyError

from reader.article import parse
from reader.article.extent import begins_page, extent
from reader.article.model import Article, Format, Kind
from reader.errors import UnreadableError
from tests.article.pdfs import Words, column, pdf
from tests.article.test_properties import check

FIRST = ("The harbour board met on Tuesday evening and voted, five to", "four, to keep the ferry for another winter.")
SECOND = ("Fares rise by a tenth in April, which the board called a small", "price; the mayor did not answer letters.")
LEADING = 14


WITH_PASSWORD = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}>"


def texts(data: bytes) -> list[str]:
    return [block.text for block in parse(data).blocks]


def test_lines_are_joined_and_a_wider_gap_parts_paragraphs() -> None:
    page = [*column(*FIRST, top=700), *column(*SECOND, top=700 - 2 * LEADING - 8)]
    article = parse(pdf(page))
    assert article.format is Format.PDF
    assert [block.text for block in article.blocks] == [" ".join(FIRST), " ".join(SECOND)]
    assert article.found == 1


def test_an_indented_first_line_parts_paragraphs() -> None:
    page = [
        *column(*FIRST, top=700),
        Words(SECOND[0], x=86, y=700 - 2 * LEADING),
        Words(SECOND[1], y=700 - 3 * LEADING),
    ]
    assert texts(pdf(page)) == [" ".join(FIRST), " ".join(SECOND)]


def test_an_indented_passage_is_a_paragraph_of_its_own() -> None:
    page = [
        *column(*FIRST, top=700),
        *column("We shall keep the ferry, the chair", "wrote to the board in March.", x=100, top=700 - 2 * LEADING),
        *column(*SECOND, top=700 - 4 * LEADING),
    ]
    assert texts(pdf(page))[1:] == [
        "We shall keep the ferry, the chair wrote to the board in March.",
        " ".join(SECOND),
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    left = column("The board met on Tuesday evening and voted, five", "to four, to keep the ferry for", top=700)
    right = column("another winter, although the fares", "will rise; the mayor, who", x=320, top=700)
    over = column("was asked twice, said nothing.", top=700)
    (paragraph,) = texts(pdf([*left, *right], over))
    assert paragraph == " ".join(line.text for line in (*left, *right, *over))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Words(f"The Courier, number {number}", y=800, size=8),
            *column(f"Page {number} has a sentence of its own,", "and another line of it.", top=700),
            Words(f"- {number} -", x=280, y=40, size=8),
        ]
        for number in (1, 2, 3)
    ]
    assert texts(pdf(*pages)) == [
        f"Page {number} has a sentence of its own, and another line of it." for number in (1, 2, 3)
    ]


def test_the_title_on_the_first_page_is_no_running_head() -> None:
    first = [Words("The ferry stays", y=780, size=20), *column(*FIRST, top=700)]
    second = [Words("The ferry stays", y=800, size=8), *column(*SECOND, top=700)]
    third = [Words("The ferry stays", y=800, size=8), *column("The end.", top=700)]
    article = parse(pdf(first, second, third))
    assert [(block.kind, block.text) for block in article.blocks] == [
        (Kind.HEADING, "The ferry stays"),
        (Kind.PARAGRAPH, " ".join(FIRST)),
        (Kind.PARAGRAPH, " ".join(SECOND)),
        (Kind.PARAGRAPH, "The end."),
    ]
    assert (article.title, article.metadata.title[0].origin) == ("The ferry stays", "largest type")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("The har-", "bour is deep."), "The harbour is deep."),
        (("A well-known man, a well-", "known harbour."), "A well-known man, a well-known harbour."),
        (("From Mal-", "Ines to here."), "From Mal- Ines to here."),
        (("In 1990-", "2000 it was."), "In 1990- 2000 it was."),
    ],
)
def test_hyphenation_at_line_ends_is_undone(lines: tuple[str, str], joined: str) -> None:
    assert texts(pdf(column(*lines))) == [joined]


def test_an_address_in_it_is_a_link() -> None:
    (block,) = parse(pdf(column("See https://courier.example/a, they say."))).blocks
    assert [link.url for link in block.links] == ["https://courier.example/a"]


def test_the_document_information_is_metadata() -> None:
    article = parse(
        pdf(column(*FIRST), info="/Title (The ferry) /Author (Ada Roe) /CreationDate (D:20240305101500+01'00')")
    )
    assert (article.title, article.byline) == ("The ferry", "Ada Roe")
    assert article.published == datetime(2024, 3, 5, 10, 15, tzinfo=timezone(timedelta(hours=1)))
    assert article.metadata.published[0].origin == "file's creation date"
    assert article.metadata.title[0].origin == "document information"


def test_a_date_without_a_zone_is_aware() -> None:
    assert parse(pdf(column(*FIRST), info="/CreationDate (D:20240305)")).published == datetime(2024, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize("made_up", ["untitled", "Microsoft Word - ferry.doc", "ferry_final.indd", r"\(anonymous\)"])
def test_a_title_that_a_program_made_up_is_none(made_up: str) -> None:
    assert parse(pdf(column(*FIRST), info=f"/Title ({made_up})")).title is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pdf([]), "pictures of pages"),
        (pdf(), "pictures of pages"),
        (b"%PDF-1.4", "damaged"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 400, "damaged"),
        (pdf(column(*FIRST), trailer="/Encrypt << /Filter /Standard /V 9 >>"), "locked"),
        (pdf(column(*FIRST), trailer=f"/ID [<00><00>] /Encrypt << {WITH_PASSWORD} >>"), "locked"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence) as raised:
        parse(data)
    assert str(raised.value).endswith(".")


def encrypted(algorithm: str, password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(column(*FIRST))))
    writer.encrypt(password, "owner's", algorithm=algorithm)
    with io.BytesIO() as file:
        writer.write(file)
        return file.getvalue()


def test_a_pdf_that_only_must_not_be_printed_is_read() -> None:
    assert texts(encrypted("RC4-128", "")) == [" ".join(FIRST)]


def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(UnreadableError, match="password"):
        parse(encrypted("RC4-128", "secret"))


def test_a_pdf_whose_cipher_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise DependencyError

    monkeypatch.setattr(PageObject, "extract_text", fail)
    with pytest.raises(UnreadableError, match="encrypted"):
        parse(encrypted("RC4-128", ""))


def test_a_page_that_cannot_be_read_lowers_how_sure_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    read_page = PageObject.extract_text

    def fail_on_the_second(page: PageObject, **options: Any) -> str:
        if page.page_number == 1:
            raise KeyError("/Font")
        return read_page(page, **options)

    monkeypatch.setattr(PageObject, "extract_text", fail_on_the_second)
    article = parse(pdf(column(*FIRST), column(*SECOND)))
    assert ([block.text for block in article.blocks], article.found) == ([" ".join(FIRST)], 0.5)


def test_what_the_library_says_of_a_broken_file_is_not_printed(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    whole = pdf(column(*FIRST))
    with caplog.at_level(logging.DEBUG):
        assert parse(whole.replace(b"startxref\n", b"startxref\n9")).text
    assert (*capfd.readouterr(), caplog.text) == ("", "", "")


def read(data: bytes) -> Article | None:
    try:
        return parse(data)
    except UnreadableError:
        return None


SAMPLE = pdf([*column(*FIRST), Words("1", y=40)], column(*SECOND), info="/Title (T) /CreationDate (D:2024)")


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=6)), max_size=8))
def test_a_damaged_pdf_is_read_or_refused_and_always_the_same(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(SAMPLE)
    for place, replacement in damage:
        data[place : place + len(replacement)] = replacement
    article = read(bytes(data))
    if article:
        check(article)
    assert article == read(bytes(data))


LINES = st.builds(
    Words,
    st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=30),
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.floats(0, 1e4),
)


@settings(max_examples=100)
@given(st.lists(st.lists(LINES, max_size=8), max_size=4))
def test_lines_anywhere_give_sound_blocks(pages: list[list[Words]]) -> None:
    article = read(pdf(*pages))
    if article:
        check(article)
        shown = "".join(line.text for page in pages for line in page)
        assert set("".join(article.text.split())) <= set(shown)


def test_each_paragraph_knows_the_page_that_it_begins_on() -> None:
    article = parse(pdf(column(*FIRST), column("It goes on over", top=700), column("the edge of the page.", *SECOND)))
    assert article.pages == 3
    assert extent(article) == "PDF, 3 pages"
    assert article.blocks[0].page == 1
    over = next(block for block in article.blocks if block.text.startswith("It goes on over the edge"))
    assert over.page == 2
    heads = [begins_page(article, index) for index in range(len(article.blocks))]
    assert heads[0] == 0
    assert [one for one in heads if one] == sorted({block.page for block in article.blocks} - {1})
