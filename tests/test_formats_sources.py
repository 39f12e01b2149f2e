"""Source texts: what each kind of file gives, its lines and offsets, and how bad files are refused."""

from __future__ import annotations

import io
import os
import pickle
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import SHARED, needs, rows

from glossary import formats
from glossary.errors import ConfigError, InputError
from glossary.formats import sources
from glossary.formats.sources import archive, html, markdown, plain
from glossary.model import Document
from glossary.text.segments import segments

HOSTILE = SHARED / "data" / "hostile"


def line_at(document: Document, offset: int) -> int:
    """Return the line of the file in which the character at *offset* of the text stands."""
    block = [block for block in document.blocks if block.start <= offset][-1]
    return block.line + document.text.count("\n", block.start, offset)


def read(text: str | bytes, kind: str | None = None) -> Document:
    """Return the document of *text* after looking at what holds for every document."""
    document = sources.read_stream(text.encode() if isinstance(text, str) else text, kind=kind)
    at = 0
    for block in document.blocks:
        assert block.start >= at
        at = block.start + len(block.text)
        assert document.text[block.start : at].replace("\n", " ") == block.text
        assert block.text == block.text.strip()
    return document


def blocks(text: str | bytes, kind: str | None = None) -> list[tuple[int, str, str]]:
    return [(block.line, block.role, block.text) for block in read(text, kind).blocks]


# Plain text


def test_plain_text_keeps_every_character() -> None:
    document = read("\ufeffOne.\r\n\r\nTwo\tand  three.\r")
    assert document.text == "One.\n\nTwo\tand  three.\n"
    assert [(b.start, b.text) for b in document.blocks] == [(0, "One."), (6, "Two\tand  three.")]


def test_plain_text_paragraphs_headings_items() -> None:
    text = """Putin nods to Xi

The leaders met.
They spoke.

=====
- Gas, oil
* Trade
  1. Numbered

A line that goes
on in a small letter.

Nytimes
"""
    assert blocks(text) == [
        (1, "heading", "Putin nods to Xi"),
        (3, "paragraph", "The leaders met."),
        (4, "paragraph", "They spoke."),
        (7, "item", "Gas, oil"),
        (8, "item", "Trade"),
        (9, "item", "Numbered"),
        (11, "paragraph", "A line that goes on in a small letter."),
        (14, "paragraph", "Nytimes"),
    ]


def test_wrapped_lines_are_put_together_and_know_their_lines() -> None:
    text = """President Vladimir Putin acknowledged Thursday that China had “questions
and concerns” about the war, a notable, if cryptic, admission that Mr. Xi
Jinping, the leader of China, does not give Moscow the full backing it
wants. Analysts said so.

Second paragraph, of two lines only, which ends some way into its second
Line.
"""
    document = read(text)
    assert len(document.blocks) == 2
    found = segments(document)
    assert [(s.line, s.text[:8], s.text[-8:]) for s in found] == [
        (1, "Presiden", "t wants."),
        (4, "Analysts", "said so."),
        (6, "Second p", "nd Line."),
    ]
    assert all(document.text[s.start : s.end].replace("\n", " ") == s.text for s in found)
    assert line_at(document, document.text.index("Jinping")) == 3


def test_chinese_lines_are_wrapped_where_they_are_full() -> None:
    lines = ["鹿特丹港口工人周四投票决定将罢工再延长十天，这使一场已导致四十多艘集装箱船滞留北海的纠纷进一步恶化。"]
    lines += ["该公司表示失望，但称大门依然敞开。", "供应链正感受到压力。", "谈判定于11月9日恢复。"]
    each = plain.read("\n".join(lines), name="each", language="zh-Hans").blocks
    assert [block.text for block in each] == lines
    whole = "".join(lines)
    wrapped = "\n".join(whole[at : at + 40] for at in range(0, len(whole), 40))
    assert len(plain.read(wrapped, name="wrapped", language="zh-Hans").blocks) == 1


def test_a_chinese_character_takes_two_columns() -> None:
    wrapped = """鹿特丹港口工人周四投票决定将罢工再延长十天，这使一场已导致四十多艘集装箱
船滞留北海的纠纷进一步恶化。谈判定于11月9日恢复，世界卫生组织（WHO）总干
事谭德塞（Tedros Adhanom Ghebreyesus）在日内瓦举行的新闻发布会上说，疫情
尚未结束，“我们不能放松警惕”。据报道，International Business Machines公
司昨日宣布，将在未来三年内投资2,500,000,000美元。"""
    assert len(plain.read(wrapped, name="wrapped", language="zh-Hans").blocks) == 1


def test_a_wrapped_line_that_begins_with_a_dash_is_not_an_item() -> None:
    text = """The two leaders struck discordant notes in all that they told the public
- and Mr. Xi made no mention of Ukraine at all, as he had done in July,
when he spoke at length about the war and of how it had come about: in
2014. The list of those who were there is long, and it includes these:
- the president of Uzbekistan, who was the host of the meeting, and his
- guests, the presidents of Kazakhstan, Kyrgyzstan and Tajikistan, were
"""
    assert [(line, role) for line, role, _ in blocks(text)] == [(1, "paragraph"), (5, "item"), (6, "item")]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "The first headline of the day\nThe second headline, a longer one\nThird headline\nThe fourth of them\n"
    assert [line for line, _, _ in blocks(text)] == [1, 2, 3, 4]


def test_a_text_without_words_has_no_blocks() -> None:
    assert read("\n \t\n***\n").blocks == ()


def test_blocks_of_a_plain_text_are_made_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LINES", 1_000)
    text = "Ab\n" * 10_000
    tracemalloc.start()
    found = sources.read_stream(text.encode()).blocks  # read() looks at every block, from the top of the text
    count = sum(1 for _ in found)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 40 * len(text)  # a list of them takes a hundred times the text
    few = read("Head\n\nOne.\n\nTwo.").blocks
    assert (len(few), few[1].text, [one.text for one in few[1:]]) == (3, "One.", ["One.", "Two."])
    assert pickle.loads(pickle.dumps(few)) == few == tuple(few)
    assert hash(few) == hash(pickle.loads(pickle.dumps(few)))
    assert few[0].role == "heading"


def test_a_paragraph_of_many_lines_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"Line {number} of a list\n" for number in range(50)) + "\nThe end.\n"
    whole = blocks(text)
    monkeypatch.setattr(plain, "LINES", 7)
    assert blocks(text) == whole


def test_an_endless_paragraph_is_cut_into_blocks() -> None:
    document = read("some words in a line that goes on and on until the margin is near, and\n" * 5000)
    assert 1 < len(document.blocks) < 20
    assert segments(document)[-1].line > 4900


# Markdown


def test_markdown_blocks() -> None:
    text = """---
title: "Putin nods to Xi"
date: 2022-09-15
---

# The *Samarkand* summit

SAMARKAND – President **Vladimir
Putin** met [Xi Jinping](https://example.org/x "t") on Thursday.
He spoke; `code` was &amp; there.\x20\x20
New line here.[^1]

* first item
* second
  wrapped item

> Quoted words of
> Gen. Smith.

| Country | Leader |
|---|---|
| Uzbekistan | Shavkat ~~M~~ Mirziyoyev |

```python
print("no")
```

    indented code

<div>Some <b>HTML</b> text</div>

<!-- comment -->

![A photo](x.jpg) and <https://example.org> \\*more\\*.

[^1]: The footnote says *this*.

Setext heading
==============
"""
    assert blocks(text, "md") == [
        (2, "heading", "Putin nods to Xi"),
        (6, "heading", "The Samarkand summit"),
        (
            8,
            "paragraph",
            "SAMARKAND – President Vladimir Putin met Xi Jinping on Thursday. He spoke; code was & there.",
        ),
        (11, "paragraph", "New line here."),
        (13, "item", "first item"),
        (14, "item", "second wrapped item"),
        (17, "quote", "Quoted words of Gen. Smith."),
        (20, "cell", "Country"),
        (20, "cell", "Leader"),
        (22, "cell", "Uzbekistan"),
        (22, "cell", "Shavkat M Mirziyoyev"),
        (30, "paragraph", "Some HTML text"),
        (34, "paragraph", "A photo and *more*."),
        (36, "paragraph", "The footnote says this."),
        (38, "heading", "Setext heading"),
    ]
    assert [(s.line, s.text) for s in segments(read(text, "md"))][4:6] == [
        (10, "He spoke; code was & there."),
        (11, "New line here."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++\ntitle = 'A'\n+++\nText", [(2, "heading", "A"), (4, "paragraph", "Text")]),
        ("---\nno title\n...\nText", [(4, "paragraph", "Text")]),
        ("---\n\nText without front matter", [(3, "paragraph", "Text without front matter")]),
        ("a<br>B\n<span>c</span>", [(1, "paragraph", "a"), (1, "paragraph", "B c")]),
        ("2. two\n\n   more of it\n", [(1, "item", "two"), (3, "item", "more of it")]),
        ("> - item", [(1, "item", "item")]),
        ("![A tower](a.jpg)\n*The tower*", [(1, "paragraph", "A tower"), (2, "paragraph", "The tower")]),
        ("So ![big](a.jpg)\nit is", [(1, "paragraph", "So big it is")]),
    ],
)
def test_markdown_details(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert blocks(text, "md") == expected


def test_a_long_paragraph_of_markdown_is_taken_as_it_is() -> None:
    text = "*a " * markdown.LONGEST
    assert blocks(text, "md")[0][2] == text.strip()


# HTML

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Xi and Putin meet in Samarkand | The Daily Example</title>
<script>var x = "
not text";</script><!-- a comment
over lines -->
</head>
<body>
<header><h1>The Daily Example</h1>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><h1>Xi and Putin meet in Samarkand</h1>
<article>
<p>SAMARKAND, Uzbekistan &mdash; President Vladimir Putin met
Xi Jinping on Thursday. It was the first meeting since the
<a href="/x">Beijing Winter Olympics</a> in February.</p>
<p>The leaders spoke for an hour. Gen. Smith of the U.S. Army was not there, and nobody had asked him to be.</p>
<h2>What next?</h2>
<p>Kassym-Jomart Tokayev received Mr. Xi a day earlier,<br>and he promised <em>reso&shy;lute</em> support.<br>
The Shanghai Cooperation Organisation then met.</p>
<ul><li>Trade grew by 31.4 per cent</li><li>Gas flows</li></ul>
<table><tr><th>Country</th></tr><tr><td>Uzbekistan</td><td><p>Asia</p></td></tr><tr><td>See the map.</td></tr></table>
<blockquote><p>This is a great wedge, said Lance Gore.</p></blockquote>
</article>
<aside><h3>Related</h3><p>Buy a subscription now and read on every device that you own.</p></aside></main>
<footer><p>Copyright The Daily Example. All rights reserved. Terms of use.</p></footer>
</body></html>
"""


def test_html_blocks() -> None:
    assert blocks(PAGE) == [
        (11, "heading", "Xi and Putin meet in Samarkand"),
        (13, "paragraph", "SAMARKAND, Uzbekistan — President Vladimir Putin met Xi Jinping on Thursday. It was the first meeting since the Beijing Winter Olympics in February."),
        (16, "paragraph", "The leaders spoke for an hour. Gen. Smith of the U.S. Army was not there, and nobody had asked him to be."),
        (17, "heading", "What next?"),
        (18, "paragraph", "Kassym-Jomart Tokayev received Mr. Xi a day earlier, and he promised resolute support."),
        (19, "paragraph", "The Shanghai Cooperation Organisation then met."),
        (20, "item", "Trade grew by 31.4 per cent"),
        (20, "item", "Gas flows"),
        (21, "cell", "Country"),
        (21, "cell", "Uzbekistan"),
        (21, "cell", "Asia"),
        (21, "paragraph", "See the map."),
        (22, "quote", "This is a great wedge, said Lance Gore."),
    ]  # fmt: skip
    document = read(PAGE)
    assert next(s.line for s in segments(document) if s.text.startswith("It was")) == 14


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<p>x</p>", "x"),
        (b"<html><nav>Home</nav><p>A short page</p><script>no</script>", "A short page"),
        (b"<!doctype html><title>t</title><div>One<div>Two</div>three</div>", "One|Two|three"),
        ('<meta charset="windows-1251"><p>Путин</p>'.encode("cp1251"), "Путин"),
        ('<?xml version="1.0" encoding="koi8-r"?><html><p>Путин</p></html>'.encode("koi8-r"), "Путин"),
        ('<meta charset="zlib_codec"><p>Путин</p>'.encode(), "Путин"),
        ("\ufeff<p>Путин</p>".encode("utf-16-le"), "Путин"),
        (
            b"<p>the <code>word</code> stays</p><pre><code>the listing</code></pre><pre>the telegram</pre>",
            "the word stays|the telegram",
        ),
        (b"<p>un<b>closed <i>tags</b> here<p>more", "unclosed tags here|more"),
        (b"<p>m<sup>2</sup> of land.<sup>[1]</sup> <span class=x-editsection>[edit]</span>Next", "m2 of land. Next"),
    ],
)
def test_short_and_odd_pages(data: bytes, expected: str) -> None:
    assert [text for _, _, text in blocks(data, "html")] == expected.split("|")


def test_numbers_of_no_character() -> None:
    ((_, _, text),) = blocks(b"<p>a&#0;b &#xD800; &#99999999999;c &lt;d&gt;</p>", "html")
    assert text in ("a\ufffdb \ufffd \ufffdc <d>", "ab c <d>"), "libxml2 before 2.14 drops them"


def test_a_page_shows_its_headline_and_what_it_says_of_itself() -> None:
    story = "".join(
        f"<p>{place} was under water on Monday, and nobody could say for how long.</p>" for place in "ABCDEF"
    )
    page = f"""<html><head><title>Water comes to Cawston - The Courier</title>
<meta name="description" content="The river rose by three metres in a night, and the new dam broke ..."></head><body>
<h1>The Courier</h1><div class="sharing">Share</div><h2>Water comes to Cawston</h2>
<div class="deck">The river rose by three metres in a night, and the new dam broke</div><div class="photo">Mr Day</div>
<div class="article">{story}<p><a href="/2">Ten photographs of the dam</a></p><p>It was built in 1920.</p></div></body></html>"""
    found = [(line, text) for line, _, text in blocks(page)]
    assert found[:2] == [
        (3, "Water comes to Cawston"),
        (4, "The river rose by three metres in a night, and the new dam broke"),
    ]
    assert [text[:11] for _, text in found[2:]] == [f"{place} was under" for place in "ABCDEF"] + ["It was buil"]


STORY = "".join(
    f"<p>{place} was under water on Monday, and the mayor could not say for how long.</p>\n" for place in "ABCDEF"
)


def told(head: str, body: str) -> list[str]:
    return [text for _, _, text in blocks(f"<html><head>{head}</head>\n<body>{body}</body></html>", "html")]


def test_the_only_h1_is_the_headline_where_the_title_is_the_name_of_the_newspaper() -> None:
    page = f"<h2>The Courier</h2><div><h1>Water comes to Cawston</h1>{STORY}</div>"
    assert told("<title>The Courier</title>", page)[0] == "Water comes to Cawston"


def test_what_a_newspaper_says_of_itself_is_not_a_standfirst() -> None:
    said = "The Courier is the leading independent newspaper of the valley of Cawston"
    page = f"<div>{said}</div>\n<h1>Water comes to Cawston</h1><article>{STORY}</article>"
    assert told(f'<meta name="description" content="{said}">', page)[:2] == [
        "Water comes to Cawston",
        "A was under water on Monday, and the mayor could not say for how long.",
    ]


def test_a_paragraph_that_is_a_link_may_be_a_sentence_of_the_article() -> None:
    story = STORY.replace("<p>", "<p><a href=u>").replace("</p>", "</a></p>")
    found = told(
        "", f"<article><h1>Water comes to Cawston</h1>{story}<p><a href=u>Ten photographs of the dam</a></p></article>"
    )
    assert [text[:7] for text in found] == ["Water c", *(f"{place} was u" for place in "ABCDEF")]


def test_a_form_beside_the_text_is_none_of_it() -> None:
    form = "<form><label>Search the archive</label><p>Get the best of The Courier each morning.</p></form>"
    assert "Get the best of The Courier each morning." not in told("", f"<h1>Water</h1>{STORY}{form}")


def test_a_page_inside_a_form() -> None:
    story = "<p>The dam burst on Monday, and the village of Cawston was under water in an hour.</p>" * 5
    found = blocks(f"<html><body><form action=x><input><nav>Home</nav><div>{story}</div></form></body></html>")
    assert [text[:7] for _, _, text in found] == ["The dam"] * 5


def test_posts_in_a_row_are_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def first(page: Any, **_: object) -> SimpleNamespace:  # as the extractor does with some pages
        return SimpleNamespace(body=next(page.iter("article"), page))

    monkeypatch.setattr("trafilatura.core.bare_extraction", first)
    posts = "".join(f"<article class=post><p>{word * 50}</p></article>" for word in ("Storm ", "Flood "))
    assert [text[:5] for _, _, text in blocks(f"<html><h1>Live</h1><div>{posts}</div></html>")] == [
        "Live",
        "Storm",
        "Flood",
    ]


def test_a_page_that_calls_itself_text_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "saved.txt").write_text(PAGE, encoding="utf-8")
    assert sources.read(tmp_path / "saved.txt").blocks == read(PAGE).blocks


def test_nothing_is_said_while_a_page_is_read(capfd: pytest.CaptureFixture[str]) -> None:
    read("<html><body>" + "<p></p><div>x</div>" * 10, "html")
    assert capfd.readouterr() == ("", "")


def test_a_broken_extractor_does_not_break_us(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura.core

    def fail(*arguments: object, **options: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura.core, "bare_extraction", fail)
    texts = [text for _, _, text in blocks(PAGE)]
    assert "What next?" in texts
    assert "Home" not in texts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><body></body></html>", "the page has no text"),
        (
            "<html><script>x</script><nav>Home</nav></html>",
            "the page has no text; where a script brings it, save the page from a browser",
        ),
        ("<p " + "a " * 1001 + ">x", "-:1: a tag with more than 1000 attributes"),
        ("\n<p " + "".join(f"a{i}='<' " for i in range(1001)) + ">x", "-:2: a tag with more than 1000 attributes"),
        ("<html>" + "<div>" * 5000 + "x", "elements are nested too deep"),
        ("<!-- <p>x</p>", "the page has no text"),
    ],
)
def test_pages_that_are_refused(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text, "html")
    assert message in str(caught.value)


def test_a_page_of_many_elements_is_read_without_the_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "ELEMENTS", 10)
    texts = [text for _, _, text in blocks(PAGE)]
    assert "What next?" in texts
    assert "Home" not in texts


# DOCX and ODT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
</w:styles>"""
BODY = f"""<w:document {W}><w:body>
<w:p><w:pPr><w:pStyle w:val="Mine"/><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Putin nods to Xi</w:t></w:r></w:p>
<w:p/>
<w:p><w:pPr><w:pStyle w:val="Loop"/></w:pPr><w:r><w:t xml:space="preserve">President </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Vladi</w:t></w:r><w:r><w:t>mir Putin</w:t></w:r>
<w:ins><w:r><w:t xml:space="preserve"> met Xi</w:t></w:r></w:ins><w:del><w:r><w:delText> hated Xi</w:delText><w:t>x</w:t></w:r></w:del>
<w:r><w:tab/><w:t>in Samarkand.</w:t><w:br/><w:t>He left.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE 1</w:instrText></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Gas</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Zitat"/></w:pPr><w:r><w:t>A wedge.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Country</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Uz</w:t><w:noBreakHyphen/><w:t>bek</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Around</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Verzeichnis1"/></w:pPr><w:r><w:t>Gas</w:t><w:tab/><w:t>7</w:t></w:r></w:p>
<w:sectPr/></w:body></w:document>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def packed(parts: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def paragraph(text: str) -> str:
    return f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"


def test_docx_blocks() -> None:
    data = packed({"word/document.xml": BODY, "word/styles.xml": STYLES, "word/footnotes.xml": NOTES})
    assert blocks(data) == [
        (1, "heading", "Putin nods to Xi"),
        (2, "paragraph", "President Vladimir Putin met Xi in Samarkand."),
        (2, "paragraph", "He left."),
        (3, "item", "Gas"),
        (4, "quote", "A wedge."),
        (5, "cell", "Country"),
        (6, "cell", "Uz-bek"),
        (7, "paragraph", "Box"),
        (8, "paragraph", "Around"),
        (9, "aside", "Gas 7"),
        (10, "paragraph", "The note."),
    ]


def test_docx_finds_its_main_part_and_opens_nothing_outside() -> None:
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    inside = relations.format(f'<Relationship Id="r" Type="{kind}" Target="/word/other.xml"/>')
    outside = relations.format(
        f'<Relationship Id="r" Type="{kind}" Target="http://127.0.0.1:9/" TargetMode="External"/>'
    )
    assert blocks(packed({"_rels/.rels": inside, "word/other.xml": paragraph("Here")})) == [(1, "paragraph", "Here")]
    assert blocks(packed({"_rels/.rels": outside, "word/document.xml": paragraph("Here")})) == [
        (1, "paragraph", "Here")
    ]


ODT = """<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s"><office:automatic-styles>
<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="P1"/>
</office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="P2">Putin nods to Xi</text:p><text:h text:outline-level="1">Talks</text:h><text:p/>
<text:p>President <text:span>Vladi</text:span>mir<text:s text:c="2"/>Putin<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body></text:note>
left.<text:line-break/>He<office:annotation><text:p>comment</text:p></office:annotation> came.</text:p>
<text:list><text:list-item><text:p>Gas</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Country</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def test_odt_blocks() -> None:
    assert blocks(packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT})) == [
        (1, "heading", "Putin nods to Xi"),
        (2, "heading", "Talks"),
        (3, "paragraph", "The note."),
        (4, "paragraph", "President Vladimir Putin left."),
        (4, "paragraph", "He came."),
        (5, "item", "Gas"),
        (6, "cell", "Country"),
    ]


def test_office_documents_that_are_refused() -> None:
    good = packed({"word/document.xml": paragraph("Hello")})
    manifest = "<manifest><encryption-data/></manifest>"
    bomb = packed({"word/document.xml": b"<w:document>" + b" " * (archive.PART + 1)})
    heavy = packed({"word/document.xml": b"<w:document> " + b"x" * archive.PART}, zipfile.ZIP_STORED)
    name = good.index(b"word/document.xml")
    encrypted = bytearray(good)
    encrypted[6] |= 1
    encrypted[good.index(b"PK\x01\x02") + 8] |= 1
    unusual = bytearray(good)
    struct.pack_into("<H", unusual, good.index(b"PK\x01\x02") + 10, 99)
    damaged = bytearray(good)
    damaged[name + 30] ^= 0xFF
    laughs = '<!DOCTYPE d [<!ENTITY a "{}">]>'.format("ha" * 1000) + paragraph("&a;")
    for data, kind, message in [
        (b"hello", "docx", "no DOCX document: it is not a ZIP archive"),
        (b"hello", "odt", "no ODT document: it is not a ZIP archive"),
        (good[:-30], None, "damaged DOCX document: the ZIP archive cannot be opened"),
        (b"PK\x03\x04" + b"PK\x01\x02" * (archive.PARTS + 1), None, "more than 20,000 parts"),
        (bytes(encrypted), None, "the document is encrypted; save it without a password"),
        (bytes(unusual), None, "compressed in a way that is not supported"),
        (bytes(damaged), None, "word/document.xml in it is damaged"),
        (bomb, None, "word/document.xml unpacks to more than 200 times its size"),
        (heavy, None, "word/document.xml is bigger than 50,331,648 bytes when unpacked"),
        (packed({"xl/workbook.xml": "<x/>"}), None, "a ZIP archive, but neither DOCX nor ODT"),
        (packed({"content.xml": ODT, "META-INF/manifest.xml": manifest}), None, "the document is encrypted"),
        (packed({"word/styles.xml": "<x/>"}), "docx", "root element is <x>"),
        (packed({"word/media.xml": "<x/>"}), "docx", "there is no word/document.xml in it"),
        (packed({"word/document.xml": paragraph("")}), None, "there is no text in it"),
        (packed({"word/document.xml": paragraph("x")[:-20]}), None, "damaged DOCX document: the file was cut off"),
        (packed({"word/document.xml": laughs}), None, "could grow without bound"),
    ]:  # fmt: skip
        with pytest.raises(InputError) as caught:
            read(data, kind)
        assert message in str(caught.value)
        assert "\n" not in str(caught.value)


# Any file


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "-: the file is empty"),
        (b"%PDF-1.7\n", "-: this is a PDF, which is not supported; save its text as .txt or .docx, or get"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx or .xlsx, no password"),
        (b"{\\rtf1 x}", "an RTF document"),
        (b"\x1f\x8b\x08", "compressed (gzip)"),
        (b"\x89PNG\r\n", "a picture"),
        (b"H\0e\0l\0l\0o\0", "looks like UTF-16 without a byte order mark; say so with --encoding utf-16-le"),
        (b"text\n\xff\xfe", "-:2: not valid UTF-8 at byte offset 5 (0xff)"),
        (b"a\0\0b", "-:1: not a text"),
    ],
)
def test_binary_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", b"PK\x03\x04word/"), ("a.md", b"# Title"), ("a.html", b"<p>a</p>")]
)
def test_a_text_is_no_glossary(name: str, data: bytes) -> None:
    with pytest.raises(InputError, match="a text is read by 'glossary extract'"):
        formats.detect(data, name)


def test_an_unknown_kind_of_file_is_refused() -> None:
    with pytest.raises(ConfigError, match="unknown kind of text 'pdf'; known are txt"):
        read("x", "pdf")


def test_read_names_the_document_and_obeys_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Путин".encode("cp1251"))
    with pytest.raises(InputError, match="not valid UTF-8 at byte offset 0"):
        sources.read(tmp_path / "a.txt")
    document = sources.read(tmp_path / "a.txt", encoding="windows-1251", language="ru", name="x")
    assert (document.name, document.text, document.language) == ("x", "Путин", "ru")
    assert sources.read(tmp_path / "a.txt", encoding="cp1251").name == (tmp_path / "a.txt").as_posix()


def test_source_texts_are_found_in_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [
        "b.txt",
        "a/z.md",
        "a/b/c.HTML",
        "a.docx",
        ".git/x.txt",
        ".hidden.txt",
        "~$a.docx",
        "c.pdf",
        "z/y.odt",
    ]:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    links = ["gone.txt", "loop"] if os.name == "posix" else []
    for name in links:
        Path(name).symlink_to("." if name == "loop" else "nowhere")
    found = sources.find([".", "c.pdf", "b.txt"])
    assert [path.as_posix() for path in found.paths] == ["a/b/c.HTML", "a/z.md", "a.docx", "b.txt", "z/y.odt", "c.pdf"]
    assert [path.as_posix() for path in found.skipped] == links
    with pytest.raises(InputError, match="none: there is no such file"):
        sources.find(["b.txt", "none"])
    with pytest.raises(InputError, match="an address, not a file"):
        sources.find(["https://example.org/story.html"])
    with pytest.raises(InputError):
        sources.find(["nul\0"])


def test_a_text_that_is_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LIMIT", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    for call in (lambda: sources.read(tmp_path / "a.txt", name="-"), lambda: read("x" * 11)):
        with pytest.raises(InputError, match="too big: 11 bytes, the limit is 10; split it"):
            call()


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder, not a file"):
        sources.read(tmp_path)


# Bad input


@given(st.binary(max_size=200), st.sampled_from([None, *sources.KINDS]))
def test_any_bytes_give_a_document_or_one_clear_line(data: bytes, kind: str | None) -> None:
    try:
        document = read(data, kind)
    except InputError as error:
        said = str(error)
    else:
        said = document.name
    assert said.startswith("-")
    assert "\n" not in said


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<table>", "<td>", "<br>", "<!--", "-->", "&amp;", "<h1>", "<li>", "<script>", "</script>", "text", " ", "\n", "\n\n",
         "# ", "* ", "> ", "| a | b |\n|--|--|\n", "[x](y)", "`", "**", "---\n", "    ", "- ", "1. ", "Putin said.", "\t", "<a href='", "\u200b", "  \n"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(MARKUP, st.sampled_from(["txt", "md", "html"]))
def test_any_markup_gives_right_offsets(text: str, kind: str) -> None:
    try:
        document = read(text, kind)
    except InputError:
        return
    for segment in segments(document):
        assert document.text[segment.start : segment.end].replace("\n", " ") == segment.text
        assert segment.line == line_at(document, segment.start)
        assert 1 <= segment.line <= text.count("\n") + 1


RUN = """
import resource, sys, time
from glossary.errors import InputError
from glossary.formats import sources
from glossary.text.segments import segments
for path in sys.argv[1:]:
    before = time.process_time()
    try:
        found = segments(sources.read(path))
        said = "ok"
    except InputError as error:
        said = f"refuse {error}"
    # What getrusage tells began with the peak of the parent; the kernel's own count of this process did not.
    try:
        status = open("/proc/self/status").read()
        peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    except (OSError, IndexError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(int(time.process_time() - before), peak, said)
"""
"""One process for each kind: the memory of a file is measured with that of the files before it."""


@needs("data/hostile")
@pytest.mark.parametrize("kind", ["txt", "html", "md", "docx"])
def test_hostile_files_are_read_or_refused(kind: str) -> None:
    chosen = [row for row in rows("data/hostile/index.tsv") if row["format"] == kind]
    command = [sys.executable, "-c", RUN, *(str(HOSTILE / row["file"]) for row in chosen)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=True)
    assert done.stderr == ""
    for row, line in zip(chosen, done.stdout.splitlines(), strict=True):
        seconds, megabytes, said = line.split(" ", 2)
        assert said.startswith(("ok", "refuse") if row["expect"] == "either" else row["expect"]), row["file"]
        assert int(seconds) <= int(row["seconds"]), row["file"]
        assert int(megabytes) <= int(row["megabytes"]), row["file"]


def test_a_file_of_translations_is_not_a_source_text(tmp_path: Path) -> None:
    path = tmp_path / "app.PO"
    path.write_text('msgid "Kremlin"\nmsgstr "Кремль"\n', encoding="utf-8")
    with pytest.raises(InputError, match="this holds translations and is not a source text; 'glossary import' merges"):
        sources.read(path)


@pytest.mark.parametrize("name", ["talk.srt", "talk.VTT", "brief.eml", "page.mhtml"])
def test_subtitles_and_mails_are_not_source_texts(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("1\n00:00:01,000 --> 00:00:04,200\nThe Kremlin said so.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mails or pages \(\.mhtml\) are not read; save its text as \.txt or \.html"):
        sources.read(tmp_path / name)
    assert sources.find([tmp_path]).skipped == [tmp_path / name]
