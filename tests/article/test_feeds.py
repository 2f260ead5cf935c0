"""Feeds to entries, whole or broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import parse
from reader.article.model import Article, Format, Kind
from reader.errors import UnreadableError
from tests.article.test_properties import check

URL = "https://lamplighter.example/feeds/all"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="/feed.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Lamplighter</title><link>https://lamplighter.example/</link><language>en-gb</language>
<atom:link rel="self" href="https://lamplighter.example/feeds/all"/>
<image><title>A logo</title><link>https://lamplighter.example/logo</link></image>
<item><title>The ferry stays &amp; pays</title><link>/2024/ferry?a=1&amp;b=2</link>
<pubDate>Tue, 05 Mar 24 10:00:00 GMT</pubDate><dc:creator>Ada Roe</dc:creator>
<description>&lt;p&gt;The board &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The board & its chair met.</p><blockquote cite="/q">Keep it.</blockquote>
<p>So <a href="../more">they say</a>.</p>]]></content:encoded>
<source><title>Elsewhere</title></source></item>
<item><guid>https://lamplighter.example/notes/2</guid><description>A note without a title.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.example/en/" xml:lang="en">
<title type="html">A &lt;i&gt;small&lt;/i&gt; blog</title><author><name>Bo Bay</name></author>
<link rel="self" href="atom.xml"/><link href="https://blog.example/en/"/>
<entry><title>First</title><link rel="enclosure" href="sound.mp3"/><link href="1"/>
<published>2024-03-05T10:00:00Z</published><updated>2024-03-09T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>All <em>of</em> it &amp; <a href="z">more</a>.</p>
<blockquote>Words.</blockquote></div></content></entry>
<entry><title>Second</title><link href="/2"/><updated>2024-03-04</updated><summary>Two &lt; three</summary></entry>
</feed>"""

RDF = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://evil.example/x.ent">]>
<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>Old Harbour</title><link>https://harbour.example/</link>
</channel><item><title>Tide</title><link>https://harbour.example/tide</link><dc:date>2024-03-05</dc:date></item>
</rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Notes",
    "home_page_url": "https://notes.example/",
    "authors": [{"name": "Cy Day"}],
    "items": [
        {"id": "1", "url": "https://notes.example/1", "title": "One", "content_html": "<p>Whole.</p>",
         "date_published": "2024-03-05T10:00:00Z"},
        {"id": "https://notes.example/2", "content_text": "Only text.\n\nTwo paragraphs."},
        "no item",
    ],
}  # fmt: skip


def read(feed: str | bytes) -> Article:
    article = parse(feed, "text/html", URL)
    assert article.format is Format.FEED
    return article


def test_rss_entries_have_title_address_date_summary_and_text() -> None:
    article = read(RSS)
    first, second = article.entries
    assert (article.title, article.language) == ("The Lamplighter", "en-GB")
    assert (first.title, first.url) == ("The ferry stays & pays", "https://lamplighter.example/2024/ferry?a=1&b=2")
    assert (first.published, first.summary) == (datetime(2024, 3, 5, 10, tzinfo=UTC), "The board met.")
    whole = first.article
    assert whole is not None
    assert [(block.text, block.depth) for block in whole.blocks] == [
        ("The board & its chair met.", 0),
        ("Keep it.", 1),
        ("So they say.", 0),
    ]
    assert (whole.title, whole.byline, whole.site) == ("The ferry stays & pays", "Ada Roe", "The Lamplighter")
    assert (whole.url, whole.published) == (first.url, first.published)
    assert whole.blocks[2].links[0].url == "https://lamplighter.example/more"
    assert whole.quotations[0].cite == "https://lamplighter.example/q"
    assert (second.title, second.url) == ("A note without a title.", "https://lamplighter.example/notes/2")
    assert (second.article, second.published) == (None, None)


def test_the_feed_itself_can_be_read() -> None:
    blocks = read(RSS).blocks
    assert [(block.kind, block.text) for block in blocks[:2]] == [
        (Kind.HEADING, "The ferry stays & pays"),
        (Kind.PARAGRAPH, "2024-03-05: The board met."),
    ]
    assert blocks[0].links[0].url == "https://lamplighter.example/2024/ferry?a=1&b=2"


def test_atom_with_elements_as_content_and_a_base() -> None:
    article = read(ATOM)
    first, second = article.entries
    assert article.title == "A small blog"
    assert (first.url, first.published) == ("https://blog.example/en/1", datetime(2024, 3, 5, 10, tzinfo=UTC))
    assert first.article is not None
    assert [block.text for block in first.article.blocks] == ["All of it & more.", "Words."]
    assert first.article.byline == "Bo Bay"
    assert first.article.blocks[0].links[0].url == "https://blog.example/en/z"
    assert (second.url, second.summary, second.article) == ("https://blog.example/2", "Two < three", None)


def test_rss_1_with_a_document_type() -> None:
    (entry,) = read(RDF).entries
    assert (entry.title, entry.url) == ("Tide", "https://harbour.example/tide")
    assert entry.published == datetime(2024, 3, 5, tzinfo=UTC)


def test_json_feed() -> None:
    first, second = read(json.dumps(JSON)).entries
    assert (first.title, first.url) == ("One", "https://notes.example/1")
    assert first.article is not None
    assert first.article.byline == "Cy Day"
    assert (second.url, second.title) == ("https://notes.example/2", "Only text. Two paragraphs.")
    assert second.article is not None
    assert [block.text for block in second.article.blocks] == ["Only text.", "Two paragraphs."]


@pytest.mark.parametrize(
    "ending", ["[…]", "[&hellip;]", "… Continue reading The ferry stays", "…", "<a href='/x'>Read more</a>"]
)
def test_a_text_that_breaks_off_is_not_taken_for_the_whole(ending: str) -> None:
    feed = RSS.replace("they say</a>.</p>", f"they say</a> {ending}</p>")
    assert read(feed).entries[0].article is None


@pytest.mark.parametrize(
    "broken",
    [
        RSS.replace("&amp;", "&"),
        RSS.replace("The ferry stays", "The&nbsp;ferry&mdash;stays &undeclared; &#0;&#x1b;").replace("\xa0", " "),
        RSS.replace("<source>", "<source>a < b, 2<3"),
        RSS.replace("The board &lt;b&gt;met", "The\x08 board\x00 &lt;b&gt;met"),
        RSS.replace("</channel></rss>", ""),
        RSS.replace("</item>\n<item><guid>", "</item>\n<item><gu id>"),
        RSS.replace('<?xml version="1.0"', '<?xml version="1.9"'),
        "\n\n" + RSS,
    ],
)
def test_a_broken_feed_gives_what_it_has(broken: str) -> None:
    entry = read(broken).entries[0]
    assert entry.title.startswith("The")
    assert entry.url == "https://lamplighter.example/2024/ferry?a=1&b=2"
    assert entry.summary == "The board met."


def test_the_xml_declaration_names_the_charset() -> None:
    feed = RSS.replace("utf-8", "windows-1251").replace("A note without a title.", "Привет")
    assert read(feed.encode("cp1251")).entries[1].title == "Привет"


def test_no_entity_is_expanded_and_none_is_fetched() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    feed = RSS.replace("<rss ", bomb + "<rss ").replace("The ferry stays", "&b;&f;")
    assert read(feed).entries[0].title == "&b;&f; & pays"


def test_a_document_type_inside_the_feed_ends_it() -> None:
    feed = RSS.replace("<item><guid>", '<!DOCTYPE x [<!ENTITY a "b">]><item><guid>')
    assert len(read(feed).entries) == 1


@pytest.mark.parametrize(
    "feed",
    [
        "<rss version='2.0'><channel/></rss>",
        "<rss ",
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
        '{"version": "https://jsonfeed.org/version/1", "items": [',
        '{"jsonfeed.org": ' + "[" * 50_000 + '"items"',
    ],
)
def test_a_feed_without_entries_is_refused(feed: str) -> None:
    with pytest.raises(UnreadableError, match="entries"):
        parse(feed)


def test_a_feed_too_deep_or_too_long_is_cut() -> None:
    assert len(read(RSS.replace("<source>", "<a>" * 100_000 + "<source>")).entries) == 1
    item = "<item><title>T</title><link>https://lamplighter.example/1</link></item>"
    assert len(read(f"<rss><channel>{item * 5_000}</channel></rss>").entries) == 1_000


def test_many_unclosed_sections_take_no_time() -> None:
    feed = RSS.replace("</channel>", "<![CDATA[" * 100_000)
    assert len(read(feed).entries) == 2


PIECES = st.sampled_from(
    ["<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "/a", "<entry>", "</entry>", "<content>", "<p>",
     "</content>", "<content type='xhtml'>", "<link href='http://[x'/>", "text ", "<![CDATA[", "]]>", "&", "&#27;",
     "<description>", "</description>", "<pubDate>", "2024-03-05", "</pubDate>", "&lt;p&gt;", "<!--", "-->", "\u202e",
     "<content:encoded>", "</content:encoded>", "<summary type='html'>", "</summary>", "<author>", "<name>", "a@b (c)",
     "<", "\ud800", "é", "<b xml:base='x'>"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["<rss>", "<feed xml:base='http://[x'>"]))
def test_any_feed_is_read_or_refused_and_always_the_same(inside: str, root: str) -> None:
    try:
        article = parse(root + "<item><title>T</title></item><entry><title>T</title></entry>" + inside, url=URL)
    except UnreadableError:
        return
    check(article)
    for entry in article.entries:
        assert entry.title == entry.title.strip() != ""
        if entry.article:
            check(entry.article)
    assert article == parse(root + "<item><title>T</title></item><entry><title>T</title></entry>" + inside, url=URL)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just("https://a.example/")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["items", "title", "url", "id", "content_html", "content_text", "authors", "name", "summary"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=200)
@given(VALUES)
def test_any_json_is_read_or_refused(items: object) -> None:
    try:
        article = parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    except UnreadableError:
        return
    check(article)
