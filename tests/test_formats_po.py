"""PO files: bytes -> catalog -> bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shared import SHARED, needs, rows

from glossary.errors import InputError
from glossary.formats import detect, files, get
from glossary.formats.po import Catalog, Entry, Previous, parse, serialize, to_termbase, update
from glossary.formats.po.parse import Pieces, decode, walk
from glossary.formats.po.write import Style, compose, reference_lines, wrap
from glossary.text.columns import columns

HEADER = b'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

EVERYTHING = """\
# A file with everything in it.
#
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Mine: kept\\n"

# a translator
#. a program
#: a.c:3 b.c:4
#, fuzzy, c-format
#| msgctxt "old menu"
#| msgid "the old one"
msgctxt "menu"
msgid "one"
msgstr "один"

#: c.c:1
msgid "%d banana"
msgid_plural "%d bananas"
msgstr[0] "%d банан"
msgstr[1] "%d банана"
msgstr[2] "%d бананов"

#= something new
#@ something else
msgid ""
"a\\n"
"b \\"c\\" \\\\ \\t"
msgstr   "x"   "y"
"z"
# not above a blank line
msgid"tight"msgstr"close"

domain "other"

msgid "in the other domain"
msgstr ""

#~ msgid "gone"
#~ msgstr "ушло"

#, fuzzy
#~| msgid "before it went"
#~ msgctxt "c"
#~ msgid "gone too"
#~ msgid_plural "all gone"
#~ msgstr[0] "1"
#~ msgstr[1] "2"

#~ this was commented out by hand
# the end
"""

STRICT = (
    EVERYTHING.replace('domain "other"\n\n', "")
    .replace("#~ this was commented out by hand\n", "")
    .replace('msgid"tight"msgstr"close"', 'msgid "tight"\nmsgstr "close"')
    .replace("#= something new\n#@ something else\n", "")
    .replace('msgstr   "x"   "y"', 'msgstr "x"\n"y"')
)
"""Without what only few programs read."""


def po(text: str) -> Catalog:
    return parse(text.encode(), where="x.po")


def both(text: str) -> list[Entry]:
    """The entries of *text*, read the fast way, which must be what the plain way reads."""
    fast, plain = (list(walk(text, where="x.po", fast=way)) for way in (True, False))
    assert fast == plain
    for one, other in zip(fast, plain, strict=True):
        assert (one.raw, one.line, one.lead, one.domain) == (other.raw, other.line, other.lead, other.domain)
    return fast


def test_everything_in_a_file_is_read() -> None:
    header, menu, banana, lines, tight, other, gone, gone_too = both(EVERYTHING)
    assert header.is_header
    assert menu == Entry(
        "one",
        ("один",),
        "menu",
        None,
        ("# a translator", "#. a program", "#: a.c:3 b.c:4", "#, fuzzy, c-format"),
        Previous("old menu", "the old one", None),
    )
    assert (menu.flags, menu.fuzzy, menu.notes, menu.extracted) == (
        ("fuzzy", "c-format"),
        True,
        ("a translator",),
        ("a program",),
    )
    assert menu.line == 15
    assert banana.msgid_plural == "%d bananas"
    assert banana.msgstr == ("%d банан", "%d банана", "%d бананов")
    assert lines.msgid == 'a\nb "c" \\ \t'
    assert lines.msgstr == ("xyz",)
    assert lines.comments == ("#= something new", "#@ something else")
    assert (tight.msgid, tight.msgstr, tight.comments) == ("tight", ("close",), ("# not above a blank line",))
    assert (other.domain, tight.domain) == ("other", "")
    assert (gone.obsolete, gone.msgstr) == (True, ("ушло",))
    assert (gone_too.msgctxt, gone_too.previous) == ("c", Previous(None, "before it went", None))
    assert po(EVERYTHING).tail == "#~ this was commented out by hand\n# the end\n"
    assert po(EVERYTHING).fields == {
        "Language": "ru",
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Mine": "kept",
    }


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_is_not_changed_comes_back_byte_for_byte(ends: str) -> None:
    data = EVERYTHING.replace("\n", ends).encode()
    catalog = parse(data, where="x.po")
    assert [entry.key for entry in catalog.entries] == [entry.key for entry in po(EVERYTHING).entries]
    assert serialize(catalog) == data


def test_domains_after_each_other_are_kept() -> None:
    lead = 'domain "one"\n# nobody reads this\ndomain "other"\n'
    (entry,) = both(f'{lead}msgid "a"\nmsgstr "b"\n')
    assert (entry.domain, entry.lead) == ("other", lead)


def test_an_obsolete_entry_after_a_domain_is_its_own() -> None:
    (first, second) = both('msgid "a"\nmsgstr "b"\n\ndomain "other"\n#~ msgid "old"\n#~ msgstr "alt"\n')
    assert (second.domain, second.obsolete, second.lead) == ("other", True, 'domain "other"\n')
    assert second.raw == '#~ msgid "old"\n#~ msgstr "alt"\n'
    assert first.domain == ""


def test_only_the_entry_that_changed_is_written_anew() -> None:
    catalog = po(EVERYTHING)
    changed = tuple(
        replace(entry, msgstr=("новый",)) if entry.key == ("one", "menu") else entry for entry in catalog.entries
    )
    expected = EVERYTHING.replace('msgstr "один"', 'msgstr "новый"')
    assert serialize(replace(catalog, entries=changed)) == expected.encode()


@pytest.mark.parametrize("changed", range(3))
def test_entries_without_a_blank_line_between_them_get_none(changed: int) -> None:
    text = 'msgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr "B"\n# remark\nmsgid "c"\nmsgstr "C"\n\nmsgid "d"\nmsgstr "D"\n'
    entries = parse(text.encode(), where="x.po").entries
    news = tuple(replace(entry, msgstr=("new",)) if at == changed else entry for at, entry in enumerate(entries))
    assert serialize(Catalog(news)).decode() == text.replace(f'"{"ABC"[changed]}"', '"new"')


def test_rewriting_every_entry_loses_nothing() -> None:
    catalog = po(EVERYTHING)
    again = replace(catalog, entries=tuple(replace(entry) for entry in catalog.entries))
    assert parse(serialize(again), where="x.po").entries == catalog.entries


def test_the_text_of_the_old_lines_is_kept_where_an_entry_is_rewritten() -> None:
    odd = 'msgid ""\n"broken "\n"oddly"\nmsgstr ""\n'
    (entry,) = both(odd)
    assert compose(replace(entry, msgstr=("x",))) == 'msgid ""\n"broken "\n"oddly"\nmsgstr "x"\n'


def test_crlf_stays_crlf() -> None:
    catalog = po('msgid "a"\r\nmsgstr ""\r\n\r\nmsgid "b"\r\nmsgstr ""\r\n')
    changed = (replace(catalog.entries[0], msgstr=("x",)), catalog.entries[1], Entry("c"))
    assert serialize(replace(catalog, entries=changed)) == (
        b'msgid "a"\r\nmsgstr "x"\r\n\r\nmsgid "b"\r\nmsgstr ""\r\n\r\nmsgid "c"\r\nmsgstr ""\r\n'
    )


# Encodings


def header_in(charset: str) -> str:
    return f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "a"\nmsgstr "ж"\n'


@pytest.mark.parametrize("charset", ["KOI8-R", "windows-1251", "ISO-8859-5", "UTF-8", "gb18030", "EUC-JP"])
def test_the_charset_is_found_in_the_bytes(charset: str) -> None:
    data = header_in(charset).encode(charset)
    catalog = parse(data, where="x.po")
    assert catalog.entries[1].msgstr == ("ж",)
    assert serialize(catalog) == data


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_two_byte_order_marks_count_as_one(mark: str) -> None:
    data = ("\ufeff" + EVERYTHING).encode(mark)
    catalog = parse(data, where="a.po")
    assert [*walk(Pieces(BytesIO(data), where="a.po"), where="a.po")] == list(catalog.entries)
    assert serialize(catalog) == data
    assert detect(data, "a.txt").name == "po"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_stays(codec: str) -> None:
    data = header_in("ISO-8859-1").encode(codec)
    catalog = parse(data, where="x.po")
    assert catalog.entries[1].msgstr == ("ж",)
    assert serialize(catalog) == data


def test_what_a_legacy_charset_cannot_hold_turns_the_file_into_utf8() -> None:
    catalog = parse(header_in("KOI8-R").encode("koi8-r"), where="x.po")
    entries = (catalog.entries[0], replace(catalog.entries[1], msgstr=("中",)))
    assert serialize(replace(catalog, entries=entries)).decode() == header_in("UTF-8").replace("ж", "中")


def test_what_the_user_orders_overrules_the_header() -> None:
    data = header_in("ISO-8859-1").encode("cp1251")
    catalog = parse(data, where="x.po", encoding="cp1251")
    assert catalog.entries[1].msgstr == ("ж",)
    assert serialize(catalog) == data


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "idna", "rot13", "zip", "utf-7", "nonsense"])
def test_a_header_cannot_name_a_codec_that_is_not_a_charset(charset: str) -> None:
    assert parse(header_in(charset).encode(), where="x.po").entries[1].msgstr == ("ж",)


def test_bytes_that_fit_no_charset_are_refused_with_their_line() -> None:
    with pytest.raises(InputError, match=r"^x\.po:6: not valid utf-8 at byte offset \d+ \(0xff\)"):
        parse(header_in("UTF-8").encode().replace("ж".encode(), b"\xff"), where="x.po")


# Errors

WRONG = {
    "a text without its closing quote": ('msgid "a"\nmsgstr "b\n', 2),
    "a text without its closing quote; is cut in the middle": ('msgid "a"\nmsgstr "b\\', 2),
    "an entry without msgstr; is the file cut off?": ('msgid "a"\n', 2),
    "msgstr without msgid": ('msgstr "a"\n', 1),
    "msgid after msgid": ('msgid "a"\nmsgid "b"\nmsgstr ""\n', 2),
    "msgstr[1999999999] where msgstr[1] is due": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1999999999] ""\n',
        4,
    ),
    "msgstr where msgstr[0] is due": ('msgid "a"\nmsgid_plural "b"\nmsgstr ""\n', 3),
    "msgstr[0] where one msgstr is due": ('msgid "a"\nmsgstr[0] ""\n', 2),
    "msgstr without msgid; a second one": ('msgid "a"\nmsgstr ""\nmsgstr ""\n', 3),
    "a merge conflict marker; resolve the conflict first": ('<<<<<<< HEAD\nmsgid "a"\nmsgstr ""\n', 1),
    "a merge conflict marker": ('msgid "a"\n=======\nmsgstr ""\n', 2),
    "syntax error at 'nonsense'": ('msgid "a"\nmsgstr ""\n\nnonsense here\n', 4),
    "a text that belongs to no keyword": ('"a"\n', 1),
    "an entry that is only partly obsolete (#~)": ('#~ msgid "a"\nmsgstr ""\n', 2),
    "msgstr in a line of #|": ('#| msgstr "a"\nmsgid ""\nmsgstr ""\n', 1),
    "msgid without a text": ('msgid\nmsgstr ""\n', 1),
    "not a text: a NUL": ('msgid "a"\nmsgstr "\0"\n', 2),
}


@pytest.mark.parametrize(("what", "case"), WRONG.items())
def test_what_is_wrong_is_said_with_its_line(what: str, case: tuple[str, int]) -> None:
    text, line = case
    with pytest.raises(InputError) as caught:
        po(text)
    assert str(caught.value).startswith(f"x.po:{line}: {what.split(';')[0]}")
    if "\0" not in text:
        with pytest.raises(InputError) as plain:
            list(walk(text, where="x.po", fast=False))
        assert str(plain.value) == str(caught.value)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("msgid “a”", "a text goes between straight quotation marks, a comment after #"),
        ("#. a long\ncomment", "a text goes between straight quotation marks, a comment after #"),
        ('msgid "the "Sun""', 'a quotation mark within a text is written \\"'),
    ],
)
def test_unknown_text_in_a_po_file_is_reported_with_a_guess(text: str, hint: str) -> None:
    with pytest.raises(InputError, match="syntax error at") as caught:
        po(f'{text}\nmsgstr ""\n')
    assert caught.value.hint == hint


def test_a_header_is_not_evaluated() -> None:
    data = HEADER + b"\"Plural-Forms: nplurals=2; plural=__import__('os').abort();\\n\"\n"
    assert parse(data, where="x.po").fields["Plural-Forms"].startswith("nplurals=2")


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "' + "\\\\" * 300_000 + '"\n',
        "#" * 600_000 + "\n",
        '#~ msgid "' + "a" * 600_000 + '"\n',
        'msgid "a"\nmsgstr ' + '""\n' * 200_000,
        'msgid "a"\nmsgstr ""\n' + "#~\n" * 200_000,
        "#| \n" * 200_000 + 'msgid "a"\n',
        "domain " + '"" ' * 200_000 + 'msgid "a" msgstr ""\n',
    ],
    ids=["backslashes", "comment", "cut off", "empty texts", "marks", "previous", "domain"],
)
def test_no_file_takes_more_than_linear_time(text: str) -> None:
    """A way that is not would take minutes here."""
    answers = []
    for fast in (True, False):
        try:
            answers.append(len(list(walk(text, where="x.po", fast=fast))))
        except InputError as error:
            answers.append(-error.line)
    assert answers[0] == answers[1]


def test_what_has_no_end_is_refused_before_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIECE", 256)
    monkeypatch.setitem(walk.__globals__, "ENTRY", 4096)
    monkeypatch.setattr(files, "LINE", 4096)
    head = HEADER + b'msgid "a"\nmsgstr "b"\n'
    for more, why in (
        (b'\nmsgid "' + b"word " * 3000 + b'"\n', "a line of more than"),
        (b'msgid ""\n' + b'"word"\n' * 1000 + b'msgstr ""\n', "a single entry of more than"),
        (b"# word\n" * 1000, "a single entry of more than"),
        (b'msgid "\xff"\nmsgstr ""\n', f"not valid utf-8 at byte offset {len(head) + 7}"),
        (b'msgid "c"\nmsgstr "\0"\n', "a NUL"),
    ):
        stream = BytesIO(head + more)
        with pytest.raises(InputError, match=why) as caught:
            list(walk(Pieces(stream, where="x.po"), where="x.po"))
        assert caught.value.line or why.startswith("a line")
        assert stream.tell() < len(head) + 13_000


def test_an_error_is_told_where_it_stands_however_much_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIECE", 256)
    monkeypatch.setitem(walk.__globals__, "ENTRY", 4096)
    data = HEADER + b'msgid "a"\nmsgstr "b\n' + b'\nmsgid "c"\nmsgstr "d"\n' * 1000
    with pytest.raises(InputError, match="without its closing quote") as caught:
        list(walk(Pieces(BytesIO(data), where="x.po"), where="x.po"))
    assert caught.value.line == HEADER.count(b"\n") + 2


# Whatever there may be in a file

ALPHABET = st.sampled_from(
    ['"', "\\", "\n", "\r\n", " ", "#", "#~ ", "#| ", "#~| ", "#, fuzzy", "#. x", "# ", '"a"', '""', '"\\n"', "ж", "中"]
) | st.sampled_from(
    ["msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "domain ", "<<<<<<<"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(ALPHABET, max_size=30).map("".join))
def test_all_ways_of_reading_agree_on_any_text(text: str) -> None:
    answers = []
    lines = re.findall(r".*\n|.+$", text)
    for pieces, fast in ((text, True), (text, False), (lines, True), (["", *lines], False)):
        try:
            found = walk(pieces, where="x.po", fast=fast)
            answers.append([(entry, entry.raw, entry.line, entry.lead, entry.domain) for entry in found])
        except InputError as error:
            answers.append(error.line)
    assert answers == answers[:1] * 4
    if isinstance(answers[0], list):
        assert serialize(po(text)) == text.encode()


edits = st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(edits)
def test_damaged_files_are_read_or_refused(edits: list[tuple[int, int, bytes]]) -> None:
    data = EVERYTHING.encode()
    for start, length, instead in edits:
        data = data[:start] + instead + data[start + length :]
    try:
        catalog = parse(data, where="x.po")
    except InputError:
        return
    assert serialize(catalog) == data
    reading = to_termbase(catalog, language="ru", where="x.po")
    again = update(catalog, reading.termbase, language="ru")
    assert serialize(update(again, reading.termbase, language="ru")) == serialize(again)


messages = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60) | st.sampled_from(
    [
        "\\\\n",
        '\\\\\\"',
        "\\\t\\",
        "北京冬奥会，北京冬奥会。" * 5,
        "a-b/c (d) " * 9,
        "x\ny\n",
        "\n",
        " ",
        "a" * 90,
        "\\",
        '"',
        "a\\n\n b",
    ]
)
comment = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=20).map(
    lambda text: text.rstrip("\\")  # gets a space
)
entries = st.builds(
    lambda msgid, msgstr, ctxt, plural, notes, before, gone: Entry(
        msgid,
        msgstr if plural is not None else msgstr[:1],
        ctxt,
        plural,
        tuple(f"# {note}" for note in notes),
        Previous(None, before, None) if before is not None else None,
        gone,
    ),
    messages,
    st.lists(messages, min_size=1, max_size=3).map(tuple),
    st.none() | messages,
    st.none() | messages,
    st.lists(comment, max_size=3),
    st.none() | messages,
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(entries, max_size=4), st.sampled_from([Style(), Style("\r\n"), Style(width=0)]))
def test_whatever_is_composed_is_read_back(written: list[Entry], style: Style) -> None:
    text = "".join(compose(entry, style) for entry in written)
    assert both(text) == written
    assert serialize(Catalog(tuple(written))).decode() == "".join(map(compose, written)).removesuffix("\n")


@settings(max_examples=100, deadline=None)
@given(messages, st.integers(0, 40), st.sampled_from([0, 79]))
def test_wrapping_adds_up_to_the_text(text: str, first: int, width: int) -> None:
    lines = wrap(text, first, 0, width)
    assert both("msgid " + "\n".join(lines) + '\nmsgstr ""\n')[0].msgid == text


# Other people's programs


def test_polib_reads_the_same() -> None:
    ours = po(STRICT)
    theirs = polib.pofile(STRICT)
    mine = [entry for entry in ours.entries if not entry.is_header]
    assert [(entry.msgid, entry.msgctxt, entry.obsolete, entry.fuzzy) for entry in mine] == [
        (entry.msgid, entry.msgctxt, entry.obsolete, entry.fuzzy) for entry in theirs
    ]
    assert dict(theirs.metadata) == ours.fields


@pytest.mark.skipif(not shutil.which("msgcat"), reason="GNU gettext is not installed")
def test_texts_are_broken_where_msgcat_breaks_them() -> None:
    texts = [
        "In September 2022 the leaders of the Shanghai Cooperation Organisation met in Samarkand, Uzbekistan.",
        "2022年9月，上海合作组织成员国领导人在乌兹别克斯坦撒马尔罕会晤；普京说：“理解中国的疑问与关切”，这很重要。",
        "В сентябре 2022 года лидеры стран Шанхайской организации сотрудничества встретились в Самарканде.",
        "first line\nsecond line\n",
        "a word that is " + "much" * 25 + " too long",
        "Sino-Russian, anti-Western and would-be-neutral half-hearted step-by-step state-to-state talks",
        "x" * 67,
        "x" * 68,
    ]
    catalog = Catalog((po(HEADER.decode()).entries[0], *(Entry(text, (text[::-1],)) for text in texts)))
    data = serialize(catalog)
    done = subprocess.run(["msgcat", "-"], input=data, capture_output=True, check=True)
    assert done.stdout.decode() == data.decode()


@example("ab ab\nx", 9)
@given(st.text(st.sampled_from('ab я é1 //-–?!}|%_.,…“”·‐\n"'), max_size=80), st.integers(0, 30))
def test_narrow_texts_are_broken_as_all_others(text: str, width: int) -> None:
    """A Greek letter takes one column, too, but the quick way does not know it."""
    plain = wrap(f"a{text}".replace("a", "α"), 7, 0, width)
    assert wrap(f"a{text}", 7, 0, width) == [line.replace("α", "a") for line in plain]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="GNU gettext is not installed")
def test_references_fill_lines_as_msgcat_fills_them() -> None:
    places = [f"seeds/{'x' * (n % 13)}статья-{n}.md:{n}" for n in range(40)]
    entry = Entry("a", comments=tuple(reference_lines(places)))
    data = serialize(Catalog((po(HEADER.decode()).entries[0], entry)))
    done = subprocess.run(["msgcat", "-"], input=data, capture_output=True, check=True)
    assert done.stdout.decode() == data.decode()


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("ж", 1)])
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


# The row in the table of formats


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (HEADER, True),
        (b"\xef\xbb\xbf# comment\n\n" + HEADER, True),
        (HEADER.decode().encode("utf-16"), True),
        (b'msgctxt "a"\nmsgid ', True),
        (b'# only what is gone\n\n#~ msgid "a"\n#~ msgstr "b"\n', True),
        (b"# A heading\n\nmsgid is a word.\n", False),
        (b"<tmx/>", False),
        (b"#" * 60_000, False),
    ],
)
def test_a_po_is_known_by_its_beginning(head: bytes, known: bool) -> None:
    assert get("po").detect(head) is known
    if known:
        assert detect(head, "whatever").name == "po"


# Real files and hostile ones


REAL, HOSTILE = (
    [row for row in rows(f"data/{name}/index.tsv") if row["format"] == "po"] for name in ("interchange", "hostile")
)


@needs("data/interchange")
@pytest.mark.parametrize("row", REAL, ids=lambda row: row["file"])
def test_a_real_file_is_counted_right_and_comes_back_whole(row: dict[str, str]) -> None:
    data = (SHARED / "data/interchange" / row["file"]).read_bytes()
    catalog = parse(data, where=row["file"])
    both(decode(data, where=row["file"])[0])
    assert serialize(catalog) == data
    reading = to_termbase(catalog, language="ru", where=row["file"])
    living = [entry for entry in catalog.entries if not entry.obsolete and entry.msgid]
    counts = dict(reading.counts) | {
        "plural": sum(entry.msgid_plural is not None for entry in living),
        "msgctxt": sum(entry.msgctxt is not None for entry in living),
        "prev": sum(entry.previous is not None for entry in catalog.entries),
        "dupkeys": len(living) - len({(entry.msgid, entry.msgctxt) for entry in living}),
    }
    for name, number in (pair.split("=") for pair in row["expected"].split()):
        if name != "charset":
            assert (name, counts[name]) == (name, int(number))


@needs("data/hostile")
@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: row["file"])
def test_a_hostile_file_is_refused_or_read(row: dict[str, str]) -> None:
    data = (SHARED / "data/hostile" / row["file"]).read_bytes()
    try:
        reading = get("po").read(data, where=row["file"], source_language="en")
    except InputError:
        assert row["expect"] in ("refuse", "either")
    else:
        assert row["expect"] in ("ok", "either")
        if row["units"]:
            assert len(reading.termbase.concepts) == int(row["units"])
        if row["must_not"]:
            assert row["must_not"] not in repr(reading)


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")
def test_msgfmt_reads_what_we_write() -> None:
    catalog = po(STRICT)
    on_disk = Entry("disk", ("диск",), comments=("# note: it is called C:\\\\", "#. context: C:\\"))
    old = replace(on_disk, msgid="drive", obsolete=True)
    again = replace(catalog, entries=(*(replace(entry) for entry in catalog.entries), on_disk, old))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.po"
        path.write_bytes(serialize(again))
        subprocess.run(["msgfmt", "-o", "/dev/null", str(path)], check=True)
