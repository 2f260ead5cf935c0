"""Addresses: what is sent, shown and compared."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.canonical import canonical, host, identity, typed

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["/", "?", "#", "%", "%2", "%2f", "&", "=", "..", ".", ";", "'", '"', "$(x)", "|", " ", "é", "例", "[", "]"]
        ),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)
ADDRESSES = st.builds("{}://{}{}".format, st.sampled_from(["http", "HTTPS"]), st.text(max_size=20), PIECES)


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTP://Courier.Example:80", "http://courier.example/"),
        ("https://courier.example:443/a/./b/../c", "https://courier.example/a/c"),
        ("https://courier.example:8443/", "https://courier.example:8443/"),
        ("https://bücher.example/straße?q=ü#é", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC#%C3%A9"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("  https://courier.example/annual report.pdf\n", "https://courier.example/annual%20report.pdf"),
        ("https://courier.example/100%/%zz/%41", "https://courier.example/100%25/%25zz/%41"),
        ("https://e.example/';touch P;'", "https://e.example/%27;touch%20P;%27"),
        ('https://e.example/"<>`|{}^[]', "https://e.example/%22%3C%3E%60%7C%7B%7D%5E%5B%5D"),
        ("https://e.example/a?x=\"'\u202e", "https://e.example/a?x=%22%27%E2%80%AE"),
        ("https://e.example./", "https://e.example/"),
        ("http://[2001:DB8::0001]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_an_address_has_one_form(given_url: str, expected: str) -> None:
    assert canonical(given_url) == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("/b", "https://courier.example/b"),
        ("../c?d", "https://courier.example/c?d"),
        ("#part", "https://courier.example/a/x#part"),
        ("//wire.example/b", "https://wire.example/b"),
        ("http://wire.example", "http://wire.example/"),
    ],
)
def test_a_reference_is_resolved_against_its_page(reference: str, expected: str) -> None:
    assert canonical(reference, "https://courier.example/a/x") == expected


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "courier.example/a",
        "//courier.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:desk@courier.example",
        "--remote-debugging-port=9",
        "http://",
        "http:///a",
        "http://user:secret@courier.example/",
        "http://@courier.example/",
        "http://127.0.0.1:8000\\@courier.example/",
        "http://courier.example\\a",
        "http://courier.example/\x1b]0;x\x07",
        "http://courier.example/a\nb",
        "http://courier.example/\x9b",
        "http://cour ier.example/",
        "http://courier.example:99999/",
        "http://courier.example:-1/",
        "http://courier.example:0/",
        "http://courier.example:x/",
        "http://xn--.example/",
        "http://a..example/",
        "http://%65xample/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://127。1/",
        "http://0127.0.0.1/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://courier.example/\ud800",
        "http://" + "a" * 64 + ".example/",
        "http://courier.example/" + "a" * 9000,
    ],
)
def test_what_is_no_web_address_is_refused_with_a_sentence(bad: str) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$") as caught:
        canonical(bad)
    assert type(caught.value) is ValueError
    assert str(caught.value).isprintable()


@given(ADDRESSES)
def test_canonical_is_idempotent_printable_ascii_and_exactly_what_httpx_sends(url: str) -> None:
    try:
        once = canonical(url)
    except ValueError:
        return
    assert canonical(once) == once
    assert once.startswith(("http://", "https://"))
    assert all("!" <= character <= "~" and character not in "'\"<>`\\|{}" for character in once)
    assert str(httpx.URL(once)) == once


@given(ADDRESSES)
def test_identity_is_idempotent(url: str) -> None:
    try:
        once = identity(url)
    except ValueError:
        return
    assert identity(once) == once


@given(st.text())
def test_no_text_makes_typed_raise_anything_but_a_value_error(text: str) -> None:
    try:
        found = typed(text)
    except ValueError:
        return
    assert found.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://courier.example/a#b", "https://COURIER.example/a"),
        ("https://courier.example/a?utm_source=x&id=3&fbclid=y", "https://courier.example/a?id=3"),
        ("https://courier.example/a?gclid=1", "https://courier.example/a"),
        ("https://courier.example/%7Edesk/%2f", "https://courier.example/~desk/%2F"),
        ("https://courier.example:443", "https://courier.example/"),
    ],
)
def test_two_addresses_of_one_source(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://courier.example/a?id=1", "https://courier.example/a?id=2"),
        ("https://courier.example/a?b=1&c=2", "https://courier.example/a?c=2&b=1"),
        ("https://courier.example/a", "https://courier.example/A"),
        ("https://courier.example/a", "https://courier.example/a/"),
    ],
)
def test_two_sources(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("courier.example/x", "https://courier.example/x"),
        (" http://courier.example ", "http://courier.example/"),
        ("courier.example:8080/x", "https://courier.example:8080/x"),
        ("//courier.example", "https://courier.example/"),
        ("localhost:8000", "https://localhost:8000/"),
    ],
)
def test_an_address_as_a_person_types_it(text: str, expected: str) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize("text", ["javascript:alert(1)", "mailto:desk@courier.example", "two words", ""])
def test_what_a_person_types_is_not_always_an_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        typed(text)


def test_an_address_that_is_too_long_once_it_is_encoded_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="more than 8000 characters"):
        canonical("https://courier.example/" + "\U00010000" * 700)  # else it would not be canonical itself


def test_the_host_for_showing() -> None:
    assert host("https://WWW.Courier.example:8080/x") == "courier.example"
