"""What class names and ids give away, and the standing phrases of pages: the word lists of extraction in one place."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


def _named(text: str) -> re.Pattern[str]:
    """Finds one of the words, whole, in class names and ids."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(text.split())})(?![a-z])")


# Where the article is not: what stands in these does not count when it is looked for.
UNLIKELY = _named("""
    comments? comment-list commentlist disqus respond sidebar side-bar footer rodape nav navigation menu related
    recommended cookies? consent gdpr modal popup banner breadcrumbs? sponsor ad ads advert advertisement promo
    newsletter subscribe widget
""")

# What is taken out of the article's element.
FURNITURE = _named("""
    shares? sharing sharedaddy socials? addthis addtoany
    related recommended recommendations? recirc onward story-package inline-link more-stories read-more readmore
    read-next read-also see-also most-popular most-read popular trending latest upsell teasers? cta
    jp-relatedposts yarpp
    newsletters? subscribe subscription signup sign-up promos? promoted login paywall
    sponsor sponsored ads? adverts? advertisement advertising adsense adslot dfp taboola outbrain zergnet
    comments? commentlist disqus respond ratings? votes? follow feedback
    byline bylines authors? author-bio bio pub-date pubdate timestamp meta postmeta credits? photographer
    tags? taglist topics categories keywords
    breadcrumbs? toolbar tools utility sidebar rail widget nav navigation navbar menu pagination pager paging
    footer rodape copyright cookies? consent gdpr modal popup overlay
    gallery slideshow slider carousel
    skip-link screen-reader-text screen-reader sr-only visually-hidden visuallyhidden noprint no-print print-only
""")

DISCUSSION = _named("comments? discussion")

# Lines that are furniture wherever they stand.
PHRASES = re.compile(
    r"advertis(?:ements?|ing)|sponsored|anzeige|publicidade|publicité|werbung"
    r"|(?:story|article) continues below.*|continue reading.*|close|(?:play )?video|loading.*|report"
    r"|(?:read (?:more|next|also)|see (?:also|more)|also read|related|recommended|don['’]t miss|skip)\b.*"
    r"|(?:share (?:this|on)|filed under|posted in|click here (?:to|for)|sign up|subscribe|follow (?:us|me))\b.*"
    r"|share|tweet|pin it|print|email|back to top|tags?(?::|\n| {2,}).*|like this:?|like this story\?.*"
    r"|(?:\d+ )?comments?|leave a comment|image copyright.*|getty images|(?:photo|image|picture)s?:.*"
    r"|más información|leia (?:mais|também)\b.*|lire aussi\b.*|lesen sie auch\b.*",
    re.IGNORECASE,
)

# Calls to the reader that close a page; only at the end of the text, where an article seldom makes them itself.
CALLS = re.compile(
    r"(?:follow|subscribe|sign up|get (?:the latest|access|our)|write to|reach the reporters?|contact the"
    r"|have a tip|got a tip|need more|want more|listen to|like us|join us|email us|download the"
    r"|for more (?:news|stories)|support our|click here)\b",
    re.IGNORECASE,
)
