"""Which links are never followed by themselves."""

from __future__ import annotations

import pytest

from reader.sources.caution import acts


@pytest.mark.parametrize(
    "address",
    [
        "logout",
        "logout.php",
        "logout;jsessionid=1",
        "Sign-Out/now",
        "unsubscribe-from-list/17",
        "confirm-email",
        "token/abc",
        "?%74oken=1",
        "?accessToken=1",
        "?a=1;token=2",
        "?X-Amz-Signature=1",
        "?sig=1",
        "post?action=delete_post&id=3",
        "wp-login.php?action=logout",
    ],
)
def test_addresses_that_act(address: str) -> None:
    assert acts(f"https://a.example/{address}", ["Read on"]) is not None


@pytest.mark.parametrize(
    "address",
    [
        "news/parties-confirm-talks",
        "delete-facebook",
        "log-outlook",
        "cancel-culture",
        "tokens-of-esteem",
        "signatures",
        "?sign=1",
        "?title=how-to-delete-it",
        "",
    ],
)
def test_addresses_of_articles(address: str) -> None:
    assert acts(f"https://a.example/{address}", ["Read on"]) is None


@pytest.mark.parametrize(
    "anchor",
    [
        "Log out",
        "Sign\u00a0off",
        "Cancel my order",
        "Click here to unsubscribe from this list",
        "Please confirm your email address by clicking here",
    ],
)
def test_words_of_buttons(anchor: str) -> None:
    assert acts("https://a.example/x", ["Here", anchor]) is not None


@pytest.mark.parametrize(
    "anchor", ["The ministry would not confirm how many ships had been lost", "unconfirmed reports", ""]
)
def test_words_of_articles(anchor: str) -> None:
    assert acts("https://a.example/x", [anchor]) is None
