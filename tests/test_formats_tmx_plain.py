"""What is plain in a TMX is read as expat reads it: the same units, or the same complaint at the same line."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import InputError
from glossary.formats import xml
from glossary.formats.tmx import TMX, plain
from glossary.formats.tmx.scan import Scan

HEAD = b'<tmx version="1.4"><header srclang="en"/><body>'
TAIL = b"</body></tmx>"
SLOW = b'<!DOCTYPE tmx [<!ATTLIST tmx version CDATA "1.4">]>'
"""With attributes of its own, a file is read by expat alone."""


def scanned(data: bytes) -> tuple[object, ...]:
    scan = Scan(io.BytesIO(data), "x.tmx")
    found = []
    try:
        found += scan
    except InputError as error:
        return (re.sub(r"offset \d+", "", str(error)),)  # what makes a file slow stands before
    return found, scan.header_items


def compared(body: bytes) -> tuple[object, ...]:
    fast, slow = (scanned(start + HEAD + body + TAIL) for start in (b"", SLOW))
    assert fast == slow
    return fast


TU = b'<tu tuid="1"><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="ru"><seg>\xd0\xb0</seg></tuv></tu>\n'
words = st.sampled_from(
    [
        *(b"a", b"\xd0\xb6", b"\xe4\xb8\xad", b"&amp;", b"&amp;lt;", b"&lt;", b"&#38;", b"&#38;lt;", b"&#x1F600;", b"&quot;"),
        *(b"&#13;", b"\r", b"\r\n", b"\n", b"\t", b" ", b">", b'"', b"'", b"&apos;"),
        *(b"&", b"&x;", b"&#0;", b"&#xD800;", b"&#1114112;", b"]]>", b"\xff", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\0", b"\x01", b"\x0b"),
        *(b"<hi>b</hi>", b"<ph/>", b"<!-- c -->", b"<!-- <tu> ", b"<![CDATA[<]]>", b"<?p i?>", b"<tu>", b"</tu>", b"</seg>"),
    ]
)  # fmt: skip
usual = st.sampled_from([b"a", b"\xd0\xb6", b"&amp;", b"&#233;", b" ", b"\n", b"\r\n", b"'"])
codes = st.lists(
    st.one_of(
        usual,
        st.sampled_from(
            [
                *(b'<bpt i="1">&lt;b&gt;</bpt>', b'<ept i="1"/>', b"<ph />", b"<hi\n>", b"</hi>", b"</hi\n>", b"<sub>", b"</sub>"),
                *(b'<it pos="begin" x=">"/>', b"<ph>", b"</ph>", b"<ut>{\\b </ut>", b'</ph x="1">', b"</ph/>", b"<phx/>", b"<ph/ >"),
                *(b'<bpt i="7" x="9">"a" b="c"</bpt>', b'<bpt i="8" x="">"</bpt>', b'<ph x="a>b" y="c>d">t</ph>', b'<ph  x="1"\n y="2" />'),
                *(b"<hi x='1'>", b'<hi a="1" a="1"/>', b"</tuv>", b"<seg>", b"&#13;", b"&quot;", b">", b"<seg/>", b"</seg>"),
            ]
        ),
    ),
    max_size=5,
).map(b"".join)  # fmt: skip
attributes = st.lists(
    st.sampled_from(
        [
            *(b' tuid="7"', b' creationid="ann"', b'\n changedate="20200101T000000Z"', b" x='1'", b' x:y = "a&amp;b"'),
            *(b' a="a\nb"', b' a=">"', b'a="1"', b" a=1", b' \xc3\xa9="1"', b' a="\xff"', b' 1="1"', b' a="<"', b' a="]]>"'),
        ]
    ),
    max_size=2,
).map(b"".join)  # fmt: skip


def texts(rare: int) -> st.SearchStrategy[bytes]:
    """Pieces of text, of which one in so many is likely to be wrong."""
    return st.lists(st.one_of(*[usual] * rare, words), max_size=3).map(b"".join)


blank = st.sampled_from([b"", b"\n", b"\r\n  ", b"\t", b"\r"])
tuvs = st.builds(
    lambda lang, more, before, text, after: b"<tuv%b%b>%b<seg>%b</seg>%b</tuv>" % (lang, more, before, text, after),
    st.sampled_from([b' xml:lang="en"', b' xml:lang="ru"', b' lang="zh"', b"", b' xml:lang=""']),
    st.one_of(*[st.just(b"")] * 6, attributes),
    blank,
    st.one_of(texts(20), codes),
    blank,
)
items = st.builds(
    lambda name, text, end: b"<%b>%b</%b>" % (name, text, end or name.split()[0]),
    st.sampled_from([b"note", b'prop type="x"', b"prop", b'prop type="y" xml:lang="ru"']),
    texts(9),
    st.sampled_from([b"", b"", b"", b"", b"note"]),
)
units = st.builds(
    lambda about, items, sides, end: b"<tu%b>%b</tu>%b" % (about, b"".join([*items, *sides]), end),
    st.one_of(*[st.just(b' tuid="1"')] * 4, attributes),
    st.lists(items, max_size=2),
    st.lists(tuvs, min_size=1, max_size=5),
    blank,
)
bodies = st.lists(st.one_of(*[st.just(TU)] * 4, *[units] * 4, texts(1)), max_size=8).map(b"".join)


@settings(max_examples=200)
@given(bodies)
def test_plain_units_are_as_expat_reads_them(body: bytes) -> None:
    compared(body)


@settings(max_examples=60)
@given(bodies, st.integers(20, 90))
def test_it_is_the_same_wherever_the_file_is_cut_into_pieces(body: bytes, piece: int) -> None:
    whole = compared(body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml, "PIECE", piece)
        assert compared(body)[0] == whole[0]


@settings(max_examples=200)
@given(st.lists(codes, min_size=1, max_size=4), st.integers(0, 8))
def test_inline_elements_are_as_expat_reads_them(found: list[bytes], before: int) -> None:
    compared(TU * before + b"".join(TU.replace(b">a<", b">%b<" % text) for text in found) + TU)


@settings(max_examples=200)
@given(st.data())
def test_a_wrong_byte_is_read_or_refused_as_by_expat(data: st.DataObject) -> None:
    body = bytearray(TU * 3)
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.sampled_from(b"<>&\"'=/ \0\xff]ut\n"))
    compared(bytes(body))


def test_most_units_are_plain() -> None:
    body = TU * 9 + TU.replace(b">a<", b"><!-- c -->a<") + TU.replace(b">a<", b"><hi>a</hi><") + TU
    found = compared(body)[0]
    assert isinstance(found, list)
    assert len(found) == 12
    assert [unit[3] for unit in found] == [*range(1, 13)]
    pieces = Scan(io.BytesIO(HEAD + body + TAIL), "x.tmx").pieces()
    # Not the first, behind the header, nor the one with a comment.
    assert sum(len(piece.lines) for piece in pieces if isinstance(piece, plain.Run)) == 12 - 2


def unlike(number: int) -> bytes:
    """Return a ``tu`` that is built like its neighbours, but for one thing that *number* chooses."""
    tu = TU.replace(b"><tuv", b"><note>n</note><prop type='x'>p</prop><tuv".replace(b"'", b'"'), 1)
    old, new = [
        (b"", b""),
        (b'tuid="1"', b'tuid="2"'),
        (b'tuid="1"', b'tuid="1" usagecount="3"'),
        (b'tuid="1"', b'id="1"'),
        (b'tuid="1"', b'tuid="&amp;"'),
        (b'tuid="1"', b'tuid="\n"'),
        (b'tuid="1"', b'tuid="a>b"'),
        (b"<note>n", b'<note xml:lang="ru">n'),
        (b"</note>", b"</note>\n\n"),
        (b"</note>", b"</prop>"),
        (b'type="x"', b'type="a>b"'),
        (b'type="x"', b'type="y"'),
        (b'"en"', b'"EN"'),
        (b'"en"', b'"en" creationid="ann"'),
        (b"<seg>a", b"<seg>seg>a"),
        (b"<seg>a", b"<seg>\na&lt;seg&gt;"),
        (b"</seg>", b"</seg>\n"),
        (b"</seg>", b"</tuv>"),
        (b"</tuv>", b"</tuv>x"),
        (b"</tu>", b"</tu>x"),
        (b"<tu ", b"<tu\n"),
        (b"<tu ", b"<tux "),
        (b"<seg>", b"<sag>"),
        (b"<tuv ", b"<tuv\n\n"),
    ][number]
    return tu.replace(old, new, 1) if old else tu


@settings(max_examples=300)
@given(st.lists(st.one_of(st.just(0), st.integers(0, 23)), min_size=1, max_size=5))
def test_units_built_alike_but_for_one_thing_are_as_expat_reads_them(numbers: list[int]) -> None:
    compared(b"".join(map(unlike, numbers)))


@pytest.mark.parametrize("said", [' tuid="1">', ' srclang="en">', '><prop type="x">law</prop>', "><note>n</note>"])
def test_what_units_say_is_said_of_each_language(said: str) -> None:
    sides = "".join(f'<tuv xml:lang="{name}"><seg>{name}</seg></tuv>' for name in ("en", "ru", "zh-CN", "fr"))
    body = f"<tu{said}{sides}</tu>\n".encode() * 20
    fast, slow = (
        list(TMX.units(io.BytesIO(start + HEAD + body + TAIL), where="x.tmx", source_language="en"))
        for start in (b"", SLOW)
    )
    assert fast == slow
    assert len(fast) == 60


def test_utf_16_is_plain_too() -> None:
    text = (HEAD + TU * 3 + TAIL).decode()
    assert scanned(text.encode("utf-16")) == scanned(text.encode())


def test_attributes_that_a_doctype_adds_are_there() -> None:
    """So expat reads all of such a file; the tests above go by that, too."""
    doctype = b'<!DOCTYPE tmx [<!ATTLIST tu creationid CDATA "ann">]>'
    tu = b'<tu tuid="%d"><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="ru"><seg>b</seg></tuv></tu>'
    scan = Scan(io.BytesIO(doctype + HEAD + b"".join(tu % number for number in range(3)) + TAIL), "x.tmx")
    assert [attributes["creationid"] for attributes, *_ in scan] == ["ann"] * 3


def test_units_of_a_bearable_size_never_add_up_to_one_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "PIECE", 200)
    monkeypatch.setattr(xml, "ENTRY", 1000)
    monkeypatch.setattr(xml, "NODES", 5)
    side = b'<tuv xml:lang="en"><seg>one</seg></tuv>'
    units = [b"<tu>" + 3 * side + b"</tu>" for _ in range(100)]
    for start in (b"", SLOW):
        assert len(list(Scan(io.BytesIO(start + HEAD + b"".join(units) + TAIL), "x.tmx"))) == 100
    with pytest.raises(InputError, match="a single tu of more than 5 elements"):
        list(Scan(io.BytesIO(HEAD + b"<tu>" + 20 * side + b"</tu>" + TAIL), "x.tmx"))
    with pytest.raises(InputError, match="a single entry of more than"):
        list(Scan(io.BytesIO(HEAD + b"<tu>" + side.replace(b"one", b"long" * 500) + b"</tu>" + TAIL), "x.tmx"))
