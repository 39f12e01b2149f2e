"""Findings stand at the line and column of what they are about, however the file writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.checks.places import placed
from glossary.formats.po.catalog import Entry
from glossary.formats.po.write import compose
from glossary.model import Finding, Place, Severity


def place(name: str, content: str, line: int, text: str, start: int) -> tuple[int, int]:
    row = Finding("script.mixed", Severity.ERROR, "", Place(name, line), text=text, start=start, end=start + 1)
    (found,) = placed([row], name, content)
    return found.place.line, found.place.column


@pytest.mark.parametrize(
    ("name", "content", "line", "text", "marked", "wanted"),
    [
        ("a.po", 'msgid "Aral"\nmsgstr "Арaл"\n', 1, "Арaл", "a", (2, 11)),
        ("a.po", 'msgid "b"\nmsgstr ""\n"x \\"y\\"\\n"\n"  z! b"\n', 1, 'x "y"\n  z! b', "b", (4, 7)),
        ("a.po", 'msgid "b"\nmsgstr ""\n"x \\"y\\"\\n"\n"z b"\n', 1, 'x "y"\nz b', '"y', (3, 4)),
        ("a.po", 'msgid "same b"\nmsgstr "same b"\n', 1, "same b", "b", (2, 14)),
        ("a.po", '# admitted: Арaл\nmsgid "Aral"\nmsgstr "x"\n', 2, "Арaл", "a", (1, 15)),
        ("a.csv", 'en,ru\nAral,"Он ""тaм"""\n', 2, 'Он "тaм"', "a", (2, 13)),
        ("a.tmx", "<tu>\n<seg>A &amp; B</seg>\n<seg>Т &amp;\n Бa</seg>", 1, "Т & Бa", "a", (4, 3)),
        ("a.txt", "\ufeffone\n\nдва  и\nтри a", 3, "два и три a", "a", (4, 5)),
    ],
)
def test_a_finding_stands_where_its_text_does(
    name: str, content: str, line: int, text: str, marked: str, wanted: tuple[int, int]
) -> None:
    assert place(name, content, line, text, text.rindex(marked)) == wanted


@pytest.mark.parametrize("content", ["", "\n\n", 'msgid "b"\nmsgstr "other"\n', "a <b>text</b> with markup"])
def test_what_cannot_be_followed_keeps_the_line_of_its_entry(content: str) -> None:
    assert place("a.po", content, 1, "a text with markup", 7) == (1, 0)


TEXTS = st.text(st.sampled_from('aб文 "\\\n\t.,&<'), min_size=1, max_size=120)


@given(TEXTS, st.data())
def test_what_is_written_as_po_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    content = compose(Entry("a source", (text,)))
    line, column = place("a.po", content, 1, text, start)
    if column and not text[start].isspace():
        there = content.split("\n")[line - 1][column - 1 :]
        assert there.startswith((text[start], "\\" + text[start]))
    elif not text.isspace():
        assert column
