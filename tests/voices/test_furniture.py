from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.voices.furniture import furniture


@pytest.mark.parametrize(
    "line",
    [
        "Trending on Courier Video",
        "Related:",
        "Related: Ferry fares to rise again",
        "Related Posts",
        "ADVERTISEMENT",
        "Advertisement - Continue reading below",
        "Share this:",
        "Share on Facebook",
        "Share | Tweet | Email",
        "Subscribe",
        "Subscribe to our newsletter",
        "Sign up for our daily email updates.",
        "Follow us on Mastodon",
        "Follow @annawren on Twitter",
        "Read more",
        "Read more »",
        "READ MORE: Quay to stay shut",
        "Comments (12)",
        "1,204 comments",
        "Leave a comment",
        "Comments are closed.",
        "© 2024 The Marrow Courier",
        "Copyright 2024 Courier Media. All rights reserved.",
        "All rights reserved.",
        "Filed under: Ports, Weather",
        "Tags: quay, crane",
        "Posted in Ports",
        "Continue reading →",
        "Skip to main content",
        "You may also like",
        "Don’t miss: the harbour at night",
        "This entry was posted in Ports by Anna Wren.",
    ],
)
def test_lines_of_the_site(line: str) -> None:
    assert furniture(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Trending is what the quay does not do.",
        "Related work was done by Oake and Wren.",
        "Advertisements were all the paper had left to sell.",
        "Share prices fell on Tuesday.",
        "Subscribers fled the paper in droves.",
        "Read more than one report before you write.",
        "Comments like this one close harbours.",
        "Follow the money, as they say.",
        "Subscribe to that theory if you like.",
        "Copyright law is a swamp.",
        "I signed up for the newsletter in May. It never came.",
        "Filed under protest, the suit went nowhere.",
        "Printing money is no answer.",
        "Tags hung from every crate on the quay.",
        "Posted at the gate, two guards watched the quay.",
        "As always.",
        "Subscribe to our newsletter, they said, and " + "so we did, and " * 12 + "that was that.",
    ],
)
def test_prose_that_begins_like_one(line: str) -> None:
    assert furniture(line) is None


def test_the_reason_names_the_label() -> None:
    assert furniture("Trending on Courier Video") == "the site's own line: ‘Trending on’"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert furniture(text) is None or len(text.split()) < 80
