from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import reader.voices.outlets
from reader.voices.outlet_table import rows
from reader.voices.outlets import find_mentions, outlet_called, outlet_of, outlets

TABLE: dict[str, dict[str, dict[str, list[str]]]] = tomllib.loads(
    Path(reader.voices.outlets.__file__).with_name("outlets.toml").read_text(encoding="utf-8")
)
ROWS = [(name, row) for rows in TABLE.values() for name, row in rows.items()]


def bare(name: str) -> str:
    return name[4:] if name.startswith(("The ", "the ")) else name


def written(name: str, row: dict[str, list[str]]) -> set[str]:
    return {bare(one) for one in (name, *row.get("aliases", []), *row.get("ambiguous", []))}


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], outlet.name) for start, end, outlet in find_mentions(text)]


def names(text: str) -> list[str]:
    return [name for _, name in found(text)]


def twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


class TestTable:
    def test_is_large_and_of_known_kinds(self) -> None:
        assert set(TABLE) == {"wire", "newspaper", "broadcaster", "magazine", "site", "journal"}
        assert len(outlets()) == len(ROWS) >= 280

    def test_its_rows_are_what_any_reader_of_toml_reads(self) -> None:
        read = [(kind, name, row) for kind, table in TABLE.items() for name, row in table.items()]
        lists = ("domains", "aliases", "ambiguous")
        assert list(rows()) == [(kind, name, *(tuple(row.get(each, [])) for each in lists)) for kind, name, row in read]

    def test_names_are_unique(self) -> None:
        assert twice([bare(name).casefold() for name, _ in ROWS]) == []

    def test_a_domain_belongs_to_one_outlet_and_is_bare(self) -> None:
        domains = [domain for _, row in ROWS for domain in row["domains"]]
        assert twice(domains) == []
        assert [one for one in domains if one != one.lower() or one.startswith("www.") or set(one) & set("/: ")] == []
        assert all("." in one for one in domains)

    def test_an_unambiguous_form_belongs_to_one_outlet(self) -> None:
        forms = []
        for name, row in ROWS:
            listed = {bare(one) for one in (*row.get("aliases", []), *row.get("ambiguous", []))}
            forms += [bare(one) for one in row.get("aliases", [])] + [bare(name)] * (bare(name) not in listed)
        assert twice(forms) == []

    def test_an_ambiguous_form_belongs_to_one_outlet(self) -> None:
        owners = {(bare(one), name) for name, row in ROWS for one in row.get("ambiguous", [])}
        assert twice([form for form, _ in owners]) == []

    @pytest.mark.parametrize("kind", sorted(TABLE))
    def test_is_sorted(self, kind: str) -> None:
        listed = [bare(name).casefold() for name in TABLE[kind]]
        assert listed == sorted(listed)


class TestHosts:
    @pytest.mark.parametrize(
        ("host", "name"),
        [
            ("washingtonpost.com", "The Washington Post"),
            ("www.washingtonpost.com", "The Washington Post"),
            ("m.washingtonpost.com", "The Washington Post"),
            ("WWW.NYTimes.COM.", "The New York Times"),
            ("thecaucus.blogs.nytimes.com", "The New York Times"),
            ("edition.cnn.com", "CNN"),
            ("money.cnn.com", "CNN Money"),
            ("www.bbc.co.uk", "BBC"),
        ],
    )
    def test_the_longest_domain_wins(self, host: str, name: str) -> None:
        assert outlet_of(host) == name

    @pytest.mark.parametrize(
        "host", ["", ".", "courier.example", "notwashingtonpost.com", "com", "co.uk", "ft.com.example"]
    )
    def test_a_host_of_nobody(self, host: str) -> None:
        assert outlet_of(host) is None


class TestNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One driver telling WaPo that it was over", [("WaPo", "The Washington Post")]),
            ("WaPo’s poll and the AP's story", [("WaPo", "The Washington Post"), ("AP", "Associated Press")]),
            ("two others confirm it to the AP", [("AP", "Associated Press")]),
            ("The Associated Press has learned", [("Associated Press", "Associated Press")]),
            ("this National Journal piece", [("National Journal", "National Journal")]),
            ("in the New York Times Magazine", [("New York Times Magazine", "The New York Times")]),
            (
                "The Los Angeles Times and the Straits Times agree",
                [("Los Angeles Times", "Los Angeles Times"), ("Straits Times", "The Straits Times")],
            ),
            ("Harper’s and Maclean's", [("Harper’s", "Harper's"), ("Maclean's", "Maclean's")]),
            ("the Washington\u00a0Post", [("Washington\u00a0Post", "The Washington Post")]),
            ("a preprint on arXiv", [("arXiv", "arXiv")]),
            ("Salon.com had it", [("Salon.com", "Salon")]),
            ("(Reuters)", [("Reuters", "Reuters")]),
        ],
    )
    def test_are_found_without_their_article(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert found(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "See https://example.com/Reuters/WaPo-poll today",
            "write to desk@Reuters or Reuters@example.com",
            "www.Politico.com and Politico.com",
            "example.com/Axios",
            "the reuters of this world, POLITICOS, WaPoX, xCNN, CNN_1",
            "@WaPo and #CNN",
        ],
    )
    def test_never_inside_addresses_or_longer_words(self, text: str) -> None:
        assert found(text) == []

    @pytest.mark.parametrize(
        "text", ["She teaches the AP English class", "the AP exam", "AP classes", "an AP course", "ap and Ap"]
    )
    def test_ap_is_not_always_the_wire(self, text: str) -> None:
        assert names(text) == []


class TestAmbiguousNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("An aide told Time that it was over.", "Time"),
            ("As he wrote in Time, it is over.", "Time"),
            ("It is all in this Time story.", "Time"),
            ("Time magazine has the tale.", "Time"),
            ("Time reports that it is over.", "Time"),
            ("It is over, according to the Post.", "The Washington Post"),
            ("The Post reported it first.", "The Washington Post"),
            ("the Times’ own reporters disagree", "The New York Times"),
            ("Via Wired, a tale of woe.", "Wired"),
            ("From Slate:", "Slate"),
            ("OSLO (AP) — It is over.", "Associated Press"),
            ("per AP, it is over", "Associated Press"),
            ("She told The Hill on Friday that it is over.", "The Hill"),
            ("It is reported in Nature, and so it is true.", "Nature"),
            ("in The Atlantic", "The Atlantic"),
            ("an Atlantic article", "The Atlantic"),
            ("The Nation’s Ada Brandt writes as much.", "The Nation"),
            ("a Reason editorial", "Reason"),
            ("published by Science last year", "Science"),
            ("a Fortune profile of the man", "Fortune"),
        ],
    )
    def test_count_with_support(self, text: str, name: str) -> None:
        assert names(text) == [name]

    @pytest.mark.parametrize(
        "text",
        [
            "Time and again it was over.",
            "Time will tell.",
            "In Time Warner we trust; a Time Lord told me.",
            "It was the best of Time.",
            "The Times They Are Changing",
            "She works at the post office; the Post Office is shut.",
            "Mayor Bloomberg said so, and Mr. Forbes agreed.",
            "They sailed in the Atlantic, up the Hill, for the good of the nation.",
            "She told the nation. People say so. Nature says no.",
            "He reads Science and Reason. A Slate roof.",
            "an article in the Journal of Invented Birds",
            "In Nature’s Cathedral the author goes for a walk.",
            "Fortune 500 firms and Vox Populi",
            "The Sun Also Rises on The Hill and The Nation of the Moon",
            "the Ministry of Foreign Affairs told us",
            "Variety is the spice of Life.",
            "Widgets, Inc. reported a loss.",
        ],
    )
    def test_do_not_count_without(self, text: str) -> None:
        assert names(text) == []

    def test_count_whole_in_a_credit(self) -> None:
        assert [
            getattr(outlet_called(part), "name", None) for part in ("Time", " The Hill ", "Maria Okafor", "", "…")
        ] == [
            "Time",
            "The Hill",
            None,
            None,
            None,
        ]


FORMS = sorted({form for name, row in ROWS for form in written(name, row)})
JOINTS = [
    " ",
    ", ",
    ". ",
    " the ",
    " The ",
    " told ",
    " in ",
    "’s ",
    " reports ",
    ": ",
    "(",
    ")",
    "/",
    "@",
    "://",
    "\n",
    "",
]


@given(
    st.lists(st.one_of(st.sampled_from(FORMS), st.sampled_from(JOINTS), st.text(max_size=6)), max_size=24).map("".join)
)
@example("The Times’")
@example("told AP" * 3)
def test_mentions_are_names_in_order_and_in_range(text: str) -> None:
    at = 0
    for start, end, outlet in find_mentions(text):
        row = TABLE[outlet.kind][outlet.name]
        assert at <= start < end <= len(text)
        plain = text[start:end].replace("’", "'")
        for space in "\u00a0\u202f\n\t":
            plain = plain.replace(space, " ")
        assert plain in written(outlet.name, row)
        assert not text[start - 1 : start].isalnum() or start == 0
        assert not text[end : end + 1].isalnum()
        at = end


@given(st.sampled_from(FORMS), st.text(max_size=30))
def test_what_follows_a_paragraph_break_changes_nothing_before_it(form: str, text: str) -> None:
    here = f"He told the {form} so.\n\n"
    assert [one for one in find_mentions(here + text) if one[0] < len(here)] == find_mentions(here)
