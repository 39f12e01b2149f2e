"""News in XML: what of a story, a feed or any other file is its text, and in which line it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import InputError
from glossary.formats import sources


def blocks(text: str) -> list[tuple[int, str, str]]:
    document = sources.read_stream(text.encode(), kind="xml")
    for block in document.blocks:
        assert document.text[block.start :].replace("\n", " ").startswith(block.text)
    return [(block.line, block.role, block.text) for block in document.blocks]


BODY = """<body.content>
<p><location>Oslo</location> (<org>EP</org>) - Norges Bank cut its rate,
   Governor <person>Ida Wolden Bache</person> said.</p>
<media><media-caption>A picture.</media-caption></media>
<ul><li>The krone fell.</li></ul>
</body.content>"""
STORY = [
    (2, "paragraph", "Oslo (EP) - Norges Bank cut its rate, Governor Ida Wolden Bache said."),
    (5, "item", "The krone fell."),
]


def test_nitf_gives_headline_abstract_and_story():
    text = f"<nitf><head><title>x</title><docdata><key-list><keyword key='y'/></key-list></docdata></head><body><body.head><hedline><hl1>Norges Bank cuts</hl1></hedline><byline>By Z</byline><abstract><p>In short.</p></abstract></body.head>{BODY}</body></nitf>"
    assert blocks(text) == [(1, "heading", "Norges Bank cuts"), (1, "paragraph", "In short."), *STORY]


@pytest.mark.parametrize(
    "text",
    [
        f'<n:newsItem xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:itemMeta><n:provider><n:name>EP</n:name></n:provider></n:itemMeta><n:contentMeta><n:headline>Norges Bank cuts</n:headline><n:subject><n:name>rates</n:name></n:subject></n:contentMeta><n:contentSet><n:inlineXML><nitf><body>{BODY}</body></nitf></n:inlineXML></n:contentSet></n:newsItem>',
        f"<NewsML><NewsItem><Identification><NewsIdentifier>1</NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>Norges Bank cuts</HeadLine></NewsLines><ContentItem><DataContent>{BODY}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    ],
)
def test_newsml_gives_headline_and_story(text: str):
    assert blocks(text) == [(1, "heading", "Norges Bank cuts"), *STORY]


def test_a_feed_gives_its_items_and_not_its_own_title():
    rss = """<rss version="2.0" xmlns:content="c"><channel><title>All news</title><description>Ours</description>
<item><title>One</title><link>http://x.example</link><description>In &amp;lt;b&amp;gt;.</description>
<content:encoded><![CDATA[<p>Ida <b>Bache</b>&nbsp;spoke.</p>
<p>In Oslo.</p>]]></content:encoded></item>
<item><title>Two</title><description>&lt;p&gt;Only &lt;i&gt;this&lt;/i&gt;.&lt;/p&gt;</description></item></channel></rss>"""
    assert blocks(rss) == [
        (2, "heading", "One"),
        (3, "paragraph", "Ida Bache\u00a0spoke."),
        (4, "paragraph", "In Oslo."),
        (5, "heading", "Two"),
        (5, "paragraph", "Only this."),
    ]
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>All news</title><updated>2026</updated>
<entry><title type="text">One</title><id>i</id><author><name>N</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>In <em>Bergen</em>,<br/>Rain.</p></div></content></entry>
<entry><title>Two</title><summary type="html">A &lt;b&gt;summary&lt;/b&gt;.</summary></entry></feed>"""
    assert blocks(atom) == [
        (2, "heading", "One"),
        (3, "paragraph", "In Bergen,"),
        (3, "paragraph", "Rain."),
        (4, "heading", "Two"),
        (4, "paragraph", "A summary."),
    ]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("<title>R&amp;amp;D &amp;#8217;s <![CDATA[&#8220;<em>x</em>]]></title>", ["R&D ’s “x"]),
        (
            "<media:content><media:credit>Z</media:credit></media:content><description>In short.</description>",
            ["In short."],
        ),
        ("<media:description>A picture.</media:description><description>In short.</description>", ["In short."]),
        ("<dc:subject>rates</dc:subject><dc:date>2026</dc:date><title>One</title>", ["One"]),
        ("<description>In short.</description><encoded>&lt;img src='x'/&gt;</encoded>", ["In short."]),
    ],
)
def test_of_an_item_its_own_fields_are_read(item: str, found: list[str]):
    assert [text for *_, text in blocks(f"<rss><channel><item>{item}</item></channel></rss>")] == found


def test_a_story_may_be_plain_text_or_html_in_its_element():
    story = "<newsItem><contentSet><inlineData>{}</inlineData></contentSet></newsItem>"
    assert [one[::2] for one in blocks(story.format("One\nline.\n\nTwo."))] == [(1, "One line."), (4, "Two.")]
    assert [text for *_, text in blocks(story.format("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"))] == [
        "One.",
        "Two.",
    ]


def test_of_html_nested_too_deep_the_words_are_read_and_the_other_items_stay():
    items = [f"<description><![CDATA[{'<div>' * 999}a &amp; b]]></description>", "<title>c</title>"]
    feed = "".join(f"<item>{one}</item>" for one in items)
    assert [block[2].strip() for block in blocks(f"<rss><channel>{feed}</channel></rss>")] == ["a & b", "c"]


def test_of_other_xml_all_text_is_read():
    text = """<!DOCTYPE doc SYSTEM "doc.dtd">
<doc><comments>No rain.</comments><headline>Rates</headline><para>Ida <name>Bache</name>
spoke &eacute;.</para><list><item>One <footnote>aside</footnote> two</item><item>Three</item></list>
<para>He said <quote>no</quote> twice.</para></doc>"""
    assert blocks(text) == [
        (2, "paragraph", "No rain."),
        (2, "heading", "Rates"),
        (2, "paragraph", "Ida Bache spoke é."),
        (3, "item", "One aside two"),
        (3, "item", "Three"),
        (4, "paragraph", "He said no twice."),
    ]


def test_of_the_xml_and_json_in_a_folder_only_news_is_read(tmp_path: Path):
    (tmp_path / "story.xml").write_text("<nitf><body><hedline><hl1>Rates fall</hl1></hedline></body></nitf>")
    (tmp_path / "pom.xml").write_text("<project><name>x</name></project>")
    (tmp_path / "feed.json").write_text(
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Rates"}]}'
    )
    (tmp_path / "package.json").write_text('{"name": "x"}')
    found = sources.find([tmp_path])
    assert [path.name for path in found.paths] == ["feed.json", "story.xml"]
    assert [path.name for path in found.skipped] == ["package.json", "pom.xml"]
    assert sources.read(tmp_path / "pom.xml").text == "x"
    for kind in (None, "html"):  # as browsers save it
        feed = b"<rss><channel><item><title>Rates</title></item></channel></rss>"
        assert sources.read_stream(feed, kind=kind).text == "Rates"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<rss><channel><item><title>a</ti", "-:1: the file was cut off"),
        ("no xml", "-:1: this is no XML file"),
        ('<!DOCTYPE x [<!ENTITY b "&a;&a;">]><x>&b;</x>', "refused"),
        ("<nitf>&none;</nitf>", "-:1: the XML is broken: an undefined entity"),
        ('<tmx version="1.4"><header/><body/></tmx>', "this holds translations and is not a source text"),
    ],
)
def test_what_is_refused(text: str, message: str):
    with pytest.raises(InputError, match=message):
        blocks(text)


NAMES = st.sampled_from(["item", "title", "description", "content", "p", "b", "br", "entry", "x"])
TREES = st.recursive(
    st.sampled_from(["Oslo ", " ", "rain\n", "&lt;p&gt;sun&lt;/p&gt;"]),
    lambda inner: st.builds("<{0}>{1}</{0}>".format, NAMES, st.lists(inner, max_size=4).map("".join)),
    max_leaves=20,
)


@given(st.sampled_from(["nitf", "rss", "feed", "newsItem", "doc"]), TREES)
def test_no_text_is_read_twice_and_of_other_xml_none_is_lost(root: str, inner: str):
    said = " ".join(text for _, _, text in blocks(f"<{root}>{inner}</{root}>")).count("Oslo")
    assert said <= inner.count("Oslo") if root != "doc" else said == inner.count("Oslo")
