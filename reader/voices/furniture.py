"""Site furniture: the lines of a page that belong to the site and not to the article.

"Trending on …", "Related:", "Share this", "© 2024 …": what stays behind when a page is copied as text, or slips past
the finding of the article. Only short blocks are looked at, and a line must be furniture as a whole: prose that merely
begins like it is prose.
"""

from __future__ import annotations

import re

from reader.article.patterns import pattern

_LONGEST = 140  # characters
_MOST_WORDS = 14

# Lines that are furniture when there is nothing else on them but a count, an arrow or a separator.
_LABELS = (
    r"advertis(?:ement|ements|ing)(?:[ -]*continue.{0,30})?|sponsored(?: content)?|promoted(?: content)?",
    r"share(?: (?:now|it|this|this .{1,20}|on .{1,30}|via .{1,20}))?|tweet(?: this)?|pin it",
    r"(?:e-?mail|print)(?: this.{0,20})?",
    r"(?:click to )?(?:share|tweet|print|e-?mail)(?: ?[|·•/,] ?[\w-]+){1,9}",
    r"(?:read|show|see|load|view) (?:more|less|all|next|full (?:story|article))",
    r"(?:\d[\d,.]*|no|leave a|post a|add a|view|show|all) comments?|comments?(?: ?\(?\d[\d,.]*\)?)?",
    r"(?:comments|replies) (?:are )?(?:off|closed)",
    r"(?:related|popular|trending)(?: (?:posts?|stories|articles|news|videos?|topics|now|reading|content))?",
    r"most (?:read|popular|viewed|shared)(?: (?:posts?|stories|articles|news|videos?|topics))?",
    r"more stories|latest news|see also|you (?:may|might) (?:also )?like|up next|editor'?s'? picks?",
    r"(?:log|sign) ?(?:in|up|out)(?: (?:here|now|today))?|subscribe(?: (?:now|today|here))?|skip to .{1,30}",
    r"(?:previous|next|older|newer)(?: (?:posts?|articles?|story|page|entries))?|back to (?:the )?(?:top|home)",
    r"(?:all )?rights reserved|cookie (?:policy|settings|preferences)|privacy policy",
    r"terms (?:of use|of service|and conditions)|about us|contact us|permalink|table of contents",
)
_LABEL = pattern("(?:" + "|".join(_LABELS) + r")[\s:»›→.!…|]*", re.IGNORECASE)

# Lines that begin with a label; what it lists stands on the same line.
_BEGINNINGS = (
    r"trending (?:on|in|now|at)\b",
    r"(?:related|recommended)(?: (?:posts?|stories|articles|coverage|reading|content))? ?[:|»›→]",
    r"(?:read (?:more|next|also)|see also|also (?:on|in|read)|don't miss|more (?:from|on|in) [\w' ]{1,40}) ?[:|»›→]",
    r"(?:filed|posted) (?:in|under)(?: ?[:|»›→]| (?-i:(?=[A-Z])))|tagged (?:with|as)(?: ?[:|»›→]| (?-i:(?=[A-Z])))",
    r"(?:categor(?:y|ies)|tags?|tagged|topics|photo credit) ?[:|»›→]",
    r"share (?:this|on)(?: \w+)? ?[:|»›→]",
    r"(?:subscribe|sign up) (?:to|for|now|today|here)\b(?=.*(?:newsletter|e-?mail|updates|feed|podcast|alerts))",
    r"get (?:the|our) .{1,60}(?:in your inbox|newsletter|by e-?mail)",
    r"(?:follow|like|join|find) (?:us|me|@?\w+(?: \w+)?) on (?:twitter|x|facebook|instagram|mastodon|bluesky)\b",
    r"(?:follow|like|join|find) (?:us|me|@?\w+(?: \w+)?) on (?:threads|linkedin|youtube|tiktok|telegram|whatsapp)\b",
    r"continue reading\b|click here (?:to|for) (?:subscribe|share|print|sign|comment|e-?mail|read more)\b",
    r"this (?:post|entry|article) was (?:posted|filed|tagged|published) (?:in|on|under|with|by)\b",
    r"(?:posted|published) (?:by|on|at) (?=.{1,60}(?:\d{4}|\d:\d\d|comments?))",
)
_BEGINNING = pattern("|".join(_BEGINNINGS), re.IGNORECASE)
_RIGHTS = pattern(r"(?:©|\(c\)|copyright) (?:©|\(c\)|\d{4}).*|©.*", re.IGNORECASE)

# An author's own sentences: a label does not speak as "I", and does not stop and begin again.
_SPEAKS = pattern(r"\bI\b|[.!?] +[A-Z].*[.!?]$")


def furniture(text: str) -> str | None:
    """Say why a block's text is site furniture.

    Args:
        text: a block's text.

    Returns:
        A few words for a person ("the site's own line: ‘Trending on’"), or None where it is the article's.
    """
    if len(text) > 2 * _LONGEST:  # the usual paragraph, without a closer look
        return None
    line = " ".join(text.split()).replace("’", "'")
    if not line or len(line) > _LONGEST:
        return None
    found = _LABEL.fullmatch(line) or _RIGHTS.match(line)
    if found is None and len(line.split()) <= _MOST_WORDS and not _SPEAKS.search(line):
        found = _BEGINNING.match(line)
    return f"the site's own line: ‘{found[0].strip(' :|.!…»›→')[:40]}’" if found else None
