"""Bylines: names without what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import byline, clean


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ada Roe", "Ada Roe"),
        ("BY ADA ROE", "ADA ROE"),
        ("by: Ada Roe", "Ada Roe"),
        ("Written by Ada Roe and Ben Low", "Ada Roe and Ben Low"),
        ("Von Ada Roe", "Ada Roe"),
        ("Von Roe", "Von Roe"),
        ("Par Ada Roe", "Ada Roe"),
        ("Di Ada Roe", "Ada Roe"),
        ("Autor: Ada Roe", "Ada Roe"),
        ("Автор: Ада Ро", "Ада Ро"),
        ("Byron Low", "Byron Low"),
        ("Ada Roe, Staff Writer", "Ada Roe"),
        ("Ada Roe, Senior Political Correspondent at the Courier", "Ada Roe"),
        ("Ada Roe, MA", "Ada Roe, MA"),
        ("Ada Roe, Ben Low, Cy Dun", "Ada Roe, Ben Low, Cy Dun"),
        ("Ada Roe ada.roe@bay.example", "Ada Roe"),
        ("ada.roe@bay.example (Ada Roe)", "Ada Roe"),
        ("Ada Roe (https://ada.example/)", "Ada Roe"),
        ("Ada Roe @adaroe", "Ada Roe"),
        ("Ada Roe | May 3, 2024", "Ada Roe"),
        ("By Ada Roe May 3, 2024", "Ada Roe"),
        ("By Ada Roe Updated 3 hours ago", "Ada Roe"),
        ("Ada Roe22 Dec 2016", "Ada Roe"),
        ("By | Ada Roe | and | Ben Low | Courier Staff", "Ada Roe and Ben Low"),
        ("Mary May June", "Mary May June"),
        ("https://social.example/ada", ""),
        ("//social.example/ada", ""),
        ("admin", ""),
        ("About the author", ""),
        ("May 3, 2024", ""),
        ("[object Object]", ""),
        ("–", ""),
    ],
)
def test_names(written: str, names: str) -> None:
    assert byline.names(written) == names


def test_a_section_before_the_byline_is_none_of_it_and_a_sentence_is_no_byline() -> None:
    assert byline.shown("Tech Industry by Ada Roe") == "Ada Roe"
    assert byline.shown("By Courier staff") == "Courier staff"
    assert not byline.shown("The board met on Tuesday. It kept the ferry.")


def test_several_authors_are_named_once_each_and_as_many_as_there_is_room_for() -> None:
    assert byline.joined(["Ada Roe", "By Ben Low", "ADA ROE", "https://social.example/ada"]) == "Ada Roe, Ben Low"
    many = byline.joined([f"Ada{'x' * n} Roe" for n in range(60)])
    assert many.startswith("Ada Roe, Adax Roe, ")
    assert len(many) <= byline.LONGEST


def test_a_scholarly_name_is_turned_round() -> None:
    assert byline.given_name_first("Roe, Ada M.") == "Ada M. Roe"
    assert byline.given_name_first("Ada Roe, Ben Low, Cy Dun") == "Ada Roe, Ben Low, Cy Dun"


@given(st.text(max_size=600))
def test_names_are_a_part_of_what_was_written(written: str) -> None:
    found = byline.names(written)
    assert len(found) <= byline.LONGEST
    letters = clean.line(written)
    for word in found.replace(",", " ").split():
        assert word in letters
