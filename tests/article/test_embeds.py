"""Posts of social networks in the markup that the networks hand out."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from reader.article.model import Voice
from tests.article.pages import read


class Post(NamedTuple):
    """An embedded post, and what is to be read from it."""

    markup: str
    text: str
    credit: str
    cite: str


POSTS = {
    "twitter": Post(
        '<blockquote class="twitter-tweet"><p lang="en">The ferry sails <a href="https://t.co/x">at noon</a>.</p>'
        '&mdash; Ada Roe (@adaroe) <a href="https://twitter.com/adaroe/status/77?ref_src=x">May 3, 2024</a>'
        "</blockquote>",
        "The ferry sails at noon.",
        "Ada Roe (@adaroe) May 3, 2024",
        "https://twitter.com/adaroe/status/77?ref_src=x",
    ),
    "twitter, the credit a paragraph": Post(
        '<blockquote class="twitter-tweet"><p>By noon the ferry sails.</p><p>&mdash; Ada Roe (@adaroe)'
        ' <a href="https://x.com/adaroe/status/77">May 3, 2024</a></p></blockquote>',
        "By noon the ferry sails.",
        "Ada Roe (@adaroe) May 3, 2024",
        "https://x.com/adaroe/status/77",
    ),
    "bluesky": Post(
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3lf"><p>The ferry'
        ' sails at noon.<br><br><a href="https://bsky.app/profile/did:plc:abc/post/3lf?ref_src=embed">[image or embed]'
        '</a></p>&mdash; Ada Roe (<a href="https://bsky.app/profile/did:plc:abc?ref_src=embed">@ada.example</a>)'
        ' <a href="https://bsky.app/profile/did:plc:abc/post/3lf?ref_src=embed">January 8, 2025 at 11:00 PM</a>'
        "</blockquote>",
        "The ferry sails at noon.",
        "Ada Roe (@ada.example) January 8, 2025 at 11:00 PM",
        "https://bsky.app/profile/did:plc:abc/post/3lf?ref_src=embed",
    ),
    "bluesky, only the identifier": Post(
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3lf">'
        "<p>The ferry sails at noon.</p>&mdash; Ada Roe</blockquote>",
        "The ferry sails at noon.",
        "Ada Roe",
        "https://bsky.app/profile/did:plc:abc/post/3lf",
    ),
    "mastodon": Post(
        '<blockquote class="toot"><p>The ferry sails at noon.</p><footer>— Ada Roe (@ada@toots.example)'
        ' <a href="https://toots.example/@ada/123"><time datetime="2024-05-03">May 3, 2024</time></a></footer>'
        "</blockquote>",
        "The ferry sails at noon.",
        "Ada Roe (@ada@toots.example) May 3, 2024",
        "https://toots.example/@ada/123",
    ),
    "instagram": Post(
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/XYZ/?utm_source=e"><div>'
        ' <a href="https://www.instagram.com/p/XYZ/"> <div></div> <div><div>View this post on Instagram</div></div></a>'
        ' <p><a href="https://www.instagram.com/p/XYZ/">The ferry sails at noon.</a></p> <p>A post shared by'
        ' <a href="https://www.instagram.com/ada/"> Ada Roe</a> (@ada) on <time>May 3, 2024 at 9:00am</time></p></div>'
        "</blockquote>",
        "The ferry sails at noon.",
        "Ada Roe (@ada) on May 3, 2024 at 9:00am",
        "https://www.instagram.com/p/XYZ/",
    ),
    "reddit": Post(
        '<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/ferries/comments/1/x/">Why the ferry'
        ' sails at noon</a><br> by<a href="https://www.reddit.com/user/ada/">u/ada</a> in'
        '<a href="https://www.reddit.com/r/ferries/">ferries</a></blockquote>',
        "Why the ferry sails at noon",
        "u/ada in ferries",
        "https://www.reddit.com/r/ferries/comments/1/x/",
    ),
    "tiktok": Post(
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ada/video/77"> <section> <a title="@ada"'
        ' href="https://www.tiktok.com/@ada?refer=embed">@ada</a> <p>The ferry sails at noon.'
        ' <a href="https://www.tiktok.com/tag/ferry">#ferry</a></p>'
        ' <a href="https://www.tiktok.com/music/x-1">♬ original sound - Ada</a> </section> </blockquote>',
        "The ferry sails at noon. #ferry",
        "@ada",
        "https://www.tiktok.com/@ada/video/77",
    ),
    "facebook": Post(
        '<div class="fb-post"><blockquote cite="https://www.facebook.com/ada/posts/1" class="fb-xfbml-parse-ignore">'
        '<p>The ferry sails at noon.</p>Posted by <a href="https://www.facebook.com/ada">Ada Roe</a> on'
        ' <a href="https://www.facebook.com/ada/posts/1">Friday, May 3, 2024</a></blockquote></div>',
        "The ferry sails at noon.",
        "Ada Roe on Friday, May 3, 2024",
        "https://www.facebook.com/ada/posts/1",
    ),
}


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
def test_a_post_is_a_quotation_with_author_date_and_address(post: Post) -> None:
    article = read(post.markup)
    (one,) = article.quotations
    said, credit = (article.block(name) for name in one.blocks)
    assert said.text == post.text
    assert (one.credit, one.cite) == (post.credit, post.cite)
    assert credit.text.endswith(post.credit)
    assert {said.voice, credit.voice} == {Voice.QUOTED}


ONLY_AN_ADDRESS = {
    "mastodon": Post(
        '<blockquote class="mastodon-embed" data-embed-url="https://toots.example/@ada/123/embed">'
        '<a href="https://toots.example/@ada/123"><svg></svg><div>Post by @ada@toots.example</div>'
        "<div>View on Mastodon</div></a></blockquote>",
        "Post by @ada@toots.example",
        "",
        "https://toots.example/@ada/123",
    ),
    "instagram": Post(
        '<blockquote class="instagram-media"><a href="https://www.instagram.com/p/XYZ/">View this post on Instagram'
        '</a><p><a href="https://www.instagram.com/p/XYZ/">A post shared by Ada Roe (@ada)</a></p></blockquote>',
        "A post shared by Ada Roe (@ada)",
        "",
        "https://www.instagram.com/p/XYZ/",
    ),
}


@pytest.mark.parametrize("post", ONLY_AN_ADDRESS.values(), ids=ONLY_AN_ADDRESS)
def test_a_post_without_its_words_is_only_a_link_to_it(post: Post) -> None:
    article = read(post.markup)
    assert not article.quotations
    (block,) = article.blocks[1:-1]
    assert (block.text, block.voice, block.links[0].url) == (post.text, Voice.COMMENTARY, post.cite)


def test_what_follows_a_posts_credit_is_no_heading_over_a_list() -> None:
    article = read(
        '<blockquote class="twitter-tweet"><p>The ferry sails at noon, whatever the weather.</p><p>&mdash; Ada Roe</p>'
        "<p>Related stories</p></blockquote>"
    )
    assert "The ferry sails at noon, whatever the weather." in article.text
