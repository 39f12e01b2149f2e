"""Subtitles, mails and JSON feeds as sources."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from glossary.errors import InputError
from glossary.formats import sources
from glossary.model import Document

SRT = """\
1
00:00:01,000 --> 00:00:04,200
<i>NARRATOR: In the spring of 1986,
the graphite-moderated reactor</i>

2
00:00:04,300 --> 00:00:07,900
at Chernobyl went through a test. [alarm]

3
00:00:08,100 --> 00:00:11,000
- What did the control room know?
- Nothing. It told the

4
00:00:11,100 --> 00:00:12,000
{\\an8}International Atomic Energy Agency.

5
00:00:13,100 --> 00:00:14,000
♪ (music) ♪

6
00:00:15,100 --> 00:00:16,000
DYATLOV: They had gone home.

"""
VTT = """\
WEBVTT
Kind: captions

NOTE made by a machine

STYLE
::cue { color: red; }

00:00.000 --> 00:03.500 align:start
<v Dr. Nwosu>I talk about antimicrobial resistance
in<00:00:02.100><c> Kenya</c>

0:0:3.5 --> 0:0:7.0
<v Moderator>Is herd immunity near
"""


def blocks(document: Document) -> list[tuple[int, str, str]]:
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)].replace("\n", " ") == block.text
    return [(block.line, block.role, " ".join(block.text.split())) for block in document.blocks]


def test_subtitles_are_what_is_said_in_turns_and_sentences() -> None:
    assert blocks(sources.read_stream(SRT.encode())) == [
        (3, "aside", "NARRATOR:"),
        (3, "paragraph", "In the spring of 1986, the graphite-moderated reactor at Chernobyl went through a test."),
        (12, "paragraph", "What did the control room know?"),
        (13, "paragraph", "Nothing. It told the International Atomic Energy Agency."),
        (25, "aside", "DYATLOV:"),
        (25, "paragraph", "They had gone home."),
    ]


def test_voices_of_webvtt_part_sentences() -> None:
    assert blocks(sources.read_stream(VTT.encode())) == [
        (10, "paragraph", "I talk about antimicrobial resistance in Kenya"),
        (14, "paragraph", "Is herd immunity near"),
    ]


def mail(**kinds: str) -> bytes:
    message = EmailMessage()
    message["From"] = "brief@example.org"
    message["Subject"] = "Kallas’s Chips Act"
    for kind, text in kinds.items():
        if "plain" in kinds and kind == "html":
            message.add_alternative(text, subtype="html")
        else:
            message.set_content(text, subtype=kind)
    return message.as_bytes()


@pytest.mark.parametrize(
    "data",
    [
        mail(plain="Poland wants an exemption for fertilisers.\n-- \nJo Day\nBrussels Brief\n", html="<p>Nothing"),
        mail(html="<html><p>Poland wants an exemption for fertilisers.</p></html>"),
    ],
)
def test_a_mail_is_its_subject_and_its_text(data: bytes) -> None:
    document = sources.read_stream(data, kind="eml")
    assert [row for row in blocks(document) if row[1] != "aside"] == [
        (1, "heading", "Kallas’s Chips Act"),
        (2, "paragraph", "Poland wants an exemption for fertilisers."),
    ]


def test_a_json_feed_is_the_texts_of_its_items() -> None:
    feed = """{"version": "https://jsonfeed.org/version/1.1", "title": "Vines", "items": [
        {"url": "https://a.example/1", "title": "Frost", "content_html": "<p>Bud break &amp; frost.</p>"},
        {"content_text": "Growers lit candles."}]}"""
    assert blocks(sources.read_stream(feed.encode())) == [
        (1, "heading", "Frost"),
        (2, "paragraph", "Bud break & frost."),
        (3, "paragraph", "Growers lit candles."),
    ]
    with pytest.raises(InputError, match="broken JSON"):
        sources.read_stream(b'{"version": "https://jsonfeed.org/version/1.1", ')


@pytest.mark.parametrize("items", ["5", "true", '"abc"', "[5]"])
def test_a_json_feed_without_items_holds_no_text(items: str) -> None:
    with pytest.raises(InputError, match="there is no text in it"):
        sources.read_stream(f'{{"version": "https://jsonfeed.org/version/1", "items": {items}}}'.encode())


def test_a_json_feed_may_begin_with_a_mark_and_hold_half_a_character() -> None:
    feed = b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1", "items": [{"title": "Frost \\ud83d bites"}]}'
    assert blocks(sources.read_stream(feed)) == [(1, "heading", "Frost ? bites")]


BOUND = b"Subject: \xd0\xa1\xd0\xb0\xd0\xb4\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"


def test_a_mail_has_several_parts_and_attachments() -> None:
    parts = (
        b"Content-Disposition: attachment\n\nA log.",
        b"\nFrost came.",
        b"Content-Type: image/png\n\nx",
        b"\nVines died.",
    )
    document = sources.read_stream(BOUND + b"\n--b\n".join(parts) + b"\n--b--", kind="eml")
    assert [text for _, _, text in blocks(document)] == ["Сад", "Frost came.", "Vines died."]


def test_a_mail_nested_too_deep_is_refused() -> None:
    with pytest.raises(InputError, match="nested too deep"):
        sources.read_stream(b"Content-Type: message/rfc822\n\n" * 3000 + b"\nHello", kind="eml")


def test_a_text_about_subtitles_is_none() -> None:
    document = sources.read_stream(b"WEBVTT is a format of subtitles.", kind="txt")
    assert [text for _, _, text in blocks(document)] == ["WEBVTT is a format of subtitles."]


def test_names_of_characters_in_subtitles_are_read() -> None:
    document = sources.read_stream(
        b"WEBVTT\n\n00:00.000 --> 00:03.500\nCalls by AT&amp;T &lt;now&gt;, if 1 < 2 and 3 > 2"
    )
    assert [text for _, _, text in blocks(document)] == ["Calls by AT&T <now>, if 1 < 2 and 3 > 2"]


def test_a_line_of_a_page_in_a_mail_is_no_signature() -> None:
    document = sources.read_stream(mail(html="<html><p>Frost came.</p>\n-- \n<p>Vines died.</p></html>"), kind="eml")
    assert [text for _, _, text in blocks(document)][-1] == "Vines died."


def test_of_a_newsletter_all_stories_are_read_with_their_headings() -> None:
    stories = (("Dam bursts", "The dam above Cawston burst on Monday."), ("Talks fail", "Talks ended on Friday."))
    rows = "".join(
        f"<tr><td><table><tr><td><h2><a href=u>{head}</a></h2></td></tr><tr><td>{text}</td></tr></table></td></tr>"
        for head, text in stories
    )
    page = f"<html><table><tr><td><a href=u>View in browser</a></td></tr>{rows}</table></html>"
    document = sources.read_stream(mail(html=page), kind="eml")
    assert [(role, text) for _, role, text in blocks(document)][1:] == [
        ("aside", "View in browser"),
        ("heading", "Dam bursts"),
        ("paragraph", "The dam above Cawston burst on Monday."),
        ("heading", "Talks fail"),
        ("paragraph", "Talks ended on Friday."),
    ]


def test_a_page_that_a_browser_saved_in_one_file_is_read_as_the_page(tmp_path: Path) -> None:
    page = "<html><nav>Home</nav><h1>Frost</h1><p>Frost came to the vines of Cawston.</p></html>"
    saved = mail(html=page).replace(b"brief@example.org", b"<Saved by Blink>")
    (tmp_path / "frost.mhtml").write_bytes(saved)
    found = sources.read(tmp_path / "frost.mhtml")
    assert [text for _, _, text in blocks(found)] == ["Frost", "Frost came to the vines of Cawston."]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('; charset="windows-1251"\n\n<html>', "gb18030"),
        ('\n\n<html><meta charset="windows-1251">', "gb18030"),
        ("\n\n<html>", "windows-1251"),
    ],
)
@pytest.mark.parametrize("sender", ["<Saved by Blink>", "ida@example.org"])
def test_a_page_in_a_mail_is_in_the_encoding_that_the_mail_the_page_or_the_user_says(
    sender: str, head: str, encoding: str
) -> None:
    data = f"From: {sender}\nContent-Type: text/html{head}<p>Мороз пришёл в Тверь.</p>".encode("windows-1251")
    found = sources.read_stream(data, kind="eml", encoding=encoding)
    assert [text for _, _, text in blocks(found)] == ["Мороз пришёл в Тверь."]
