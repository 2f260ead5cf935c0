"""What class names and ids give away, and the standing phrases of pages: the word lists of extraction in one place."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

from reader.article.patterns import pattern


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


def _named(text: str) -> re.Pattern[str]:
    """Finds one of the words, whole, in class names and ids."""
    spelled = {word for written in text.split() for word in (written.replace("?", ""), re.sub(r".\?", "", written))}
    # By their first letters: at most places none of the words begins, and that is soon found.
    begun = (
        f"{first}(?:{'|'.join(re.escape(word[1:]) for word in words)})"
        for first, words in groupby(sorted(spelled), key=itemgetter(0))
    )
    return pattern(rf"(?<![a-z])(?:{'|'.join(begun)})(?![a-z])")


# Where the article is not: what stands in these does not count when it is looked for.
UNLIKELY = _named("""
    comments? comment-list commentlist disqus respond sidebar side-bar footer rodape nav navigation menu related
    recommended cookies? consent gdpr modal popup banner breadcrumbs? sponsor ad ads advert advertisement promo
    newsletter subscribe widget
""")

# What is sure to stand around the article.
AROUND = _named("""
    nav navigation navbar menu submenu sub-menu megamenu mega-menu dropdown breadcrumbs? sidebar side-bar footer rodape
    related recommended cookies? consent gdpr
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
    next-prev prev-next nextprev prevnext previous-next post-navigation adjacent-posts pager-nav
    recent-posts recent-articles recent-stories recent-news row-recent
    skip-link screen-reader-text screen-reader sr-only visually-hidden visuallyhidden off-screen offscreen hide-text
    noprint no-print print-only print-header print-footer
    control-bar control-panel
    g-ai-abs
""")

DISCUSSION = _named("comments? discussion")

# Lines that are furniture wherever they stand.
PHRASES = pattern(
    r"advert(?:is(?:ements?|ing))?|sponsored|anzeige|publicidade|publicité|werbung"
    r"|(?:story|article) continues below.*|continue reading.*|close|(?:play )?video|loading.*|report"
    r"|(?:share (?:this|on)|filed under|posted in|click here (?:to|for)|sign up|subscribe|follow (?:us|me))\b.*"
    r"|share|tweet|pin it|print|email|back to top|tags?(?::|\n| {2,}).*|like this:?|like this story\?.*"
    r"|(?:\d+ )?comments?|leave a comment|image copyright.*|getty images|(?:photo|image|picture)s?:.*"
    r"|más información",
    re.IGNORECASE,
)

# Headings over lists of other articles, in the languages of many sites.
LISTS = pattern(
    r"(?:more (?:great|from|on|stories|news|coverage|about|articles|posts|reading|to (?:read|explore)|like this|in)"
    r"|related|recommended|popular|trending|latest|sponsored|promoted|most (?:read|popular|viewed|shared)"
    r"|read (?:more|next|also)|also read|(?:what to read|up) next|keep reading|don['’]t miss|must[- ]reads?"
    r"|you (?:may|might)(?: also)? (?:like|enjoy|be interested)|editors?['’]?s? (?:picks?|choice)|top stories"
    r"|(?:recent|other|previous|similar) (?:posts|articles|stories|news)|(?:from )?around the web"
    r"|from (?:the web|our partners)|in case you missed"
    r"|lesen sie auch|mehr zum thema|das könnte sie|auch interessant|weitere (?:artikel|themen|meldungen)"
    r"|(?:à )?lire aussi|sur le même (?:sujet|thème)|vous aimerez|articles (?:liés|similaires|connexes)"
    r"|te puede interesar|(?:lee|lea|ver|mira) también|más (?:noticias|información|sobre)|noticias relacionadas"
    r"|(?:leia|veja) (?:também|mais)|você pode gostar|(?:notícias|matérias) relacionadas|mais lidas"
    r"|leggi anche|potrebbe interessarti|(?:articoli|notizie) correlat[ie]|lees ook|läs (?:också|mer)|les også"
    r"|læs også|lue myös|(?:czytaj|zobacz) (?:też|także|również)|(?:читайте|смотрите) также|по теме)\b"
    r"|関連(?:記事|リンク)|相关(?:阅读|文章|新闻)|相關(?:閱讀|文章|新聞)|延伸閱讀",
    re.IGNORECASE,
)

# What a line begins with that otherwise is a link to another article, or the remains of one.
CUES = pattern(
    r"[\[(>»•–—*\s]*(?:(?:also|read|more|watch|listen|next|mehr dazu|siehe auch|lire)\s*[:：|–—-]"
    r"|(?:read (?:more|next|also)|see (?:also|more)|also read|related|recommended|must[- ]read|don['’]t miss|skip"
    r"|lesen sie auch|(?:à )?lire aussi|(?:lea|lee|ver) también|leia (?:mais|também)|veja também|leggi anche|lees ook"
    r"|läs (?:också|mer)|les også|læs også|lue myös|(?:czytaj|zobacz) (?:też|także)|(?:читайте|смотрите) также)\b)",
    re.IGNORECASE,
)

# Calls to the reader and credits that close a page; only at the end of the text, where an article seldom has them.
CALLS = pattern(
    r"(?:follow|subscribe|sign up|get (?:the latest|access|our)|write to|reach the reporters?|contact the"
    r"|have a tip|got a tip|need more|want more|listen to|like us|join us|email us|download the"
    r"|for more (?:news|stories)|support our|click here|.*\bfollow (?:him|her|them|us|me|@\w+) (?:on|at))\b"
    r"|[(\[]?(?:additional )?(?:reporting|writing|editing|compiled|translated) by\b|our standards:",
    re.IGNORECASE,
)
