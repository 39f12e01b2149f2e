"""Broken files: whatever happens to a file on its way, it is read or refused in one line, and nothing else."""

from __future__ import annotations

import io

import formats_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import formats
from glossary.errors import ConfigError, InputError
from glossary.formats import tools
from glossary.model import Concept, Occurrence, State, Term, Termbase, TranslationUnit

NAMES = ("tmx", "tbx", "tbx2", "xliff", "xliff1", "multiterm", "omegat", "csv", "tsv", "xlsx")
PIECES = [
    b"<", b">", b"&", b"&#0;", b"&amp;", b"</tu>", b"<tu>", b"<seg>", b"<term/>", b"<!--", b"]]>", b"\0", b"\xff", b"\r", b"\t", b'"',
    b"<![CDATA[", b"<?x", b' xml:lang="zz-"', b' lang="x"', b"=1", b";", b"|", b"\xef\xbb\xbf", "я".encode("utf-16"), b"x" * 5000,
]  # fmt: skip


def whole(name: str) -> bytes:
    write = formats.get(name).write
    return write(cases.glossary(), languages=["ru"])[0]


FILES = {name: whole(name) for name in NAMES}


@st.composite
def broken(draw: st.DrawFn, name: str) -> bytes:
    """A good file with pieces put in, taken out or moved, or cut off."""
    data = FILES[name]
    for _ in range(draw(st.integers(1, 4))):
        at, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        match draw(st.sampled_from(["insert", "delete", "double", "cut", "bytes"])):
            case "insert":
                data = data[:at] + draw(st.sampled_from(PIECES)) + data[at:]
            case "delete":
                data = data[:at] + data[min(end, at + 40) :]
            case "double":
                data = data[:end] + data[at : min(end, at + 400)] + data[end:]
            case "cut":
                data = data[:end]
            case _:
                data = data[:at] + draw(st.binary(max_size=8)) + data[at + 3 :]
    return data


def one_line(error: Exception) -> None:
    assert "\n" not in str(error)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30)
@given(data=st.data())
def test_broken_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    row = formats.get(name)
    content = data.draw(broken(name))
    try:
        reading = row.read(content, where="x", source_language="en", language="ru")
        assert all(concept.name and concept.head.language for concept in reading.termbase.concepts)
        row.write(reading.termbase, languages=["ru"])
    except InputError as error:
        one_line(error)
    if row.units is not None:
        try:
            assert all(unit.source_language for unit in row.units(io.BytesIO(content), where="x", language="ru"))
        except InputError as error:
            one_line(error)


@pytest.mark.parametrize("name", [name for name, tool in tools.TOOLS.items() if ".csv" in tool.kinds])
@settings(max_examples=30)
@given(content=st.binary(max_size=60) | st.text("source,;targ\t\n\"'=|a1", max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_refused(name: str, content: bytes) -> None:
    try:
        tools.by_name(name).read(content, "x.csv", source_language="en", language="ru")
    except (InputError, ConfigError) as error:
        one_line(error)


SMALL = Termbase((Concept((Term("Xi", "en"), Term("Си", "ru", state=State.APPROVED)), note="n"),), "en", ("ru",))


@pytest.mark.parametrize("name", [*NAMES, "po"])
def test_a_file_cut_off_anywhere_is_read_or_refused(name: str) -> None:
    row = formats.get(name)
    content = row.write(SMALL, languages=["ru"])[0]
    assert row.read(content, where="x", source_language="en", language="ru").termbase.concepts
    for end in range(len(content)):
        try:
            row.read(content[:end], where="x", source_language="en", language="ru")
        except InputError as error:
            one_line(error)
        if row.units is not None:
            try:
                list(row.units(io.BytesIO(content[:end]), where="x", language="ru"))
            except InputError as error:
                one_line(error)


@pytest.mark.parametrize("name", ["csv", "tsv"])
@pytest.mark.parametrize(("rows", "columns"), [(1, 20_000_000), (2, 100_000)])
def test_a_table_with_a_mad_number_of_columns(name: str, rows: int, columns: int) -> None:
    comma = b"," if name == "csv" else b"\t"
    row = b"a" + comma * columns
    read = formats.get(name).read
    with pytest.raises(InputError) as caught:
        read(b"source" + comma + b"ru\n" + b"\n".join([row] * rows), where="x", source_language="en", language="ru")
    one_line(caught.value)


@pytest.mark.parametrize("name", ["po", *NAMES])
def test_half_a_surrogate_pair_breaks_no_writer(name: str) -> None:
    half, row = "Krem\ud800lin", formats.get(name)
    terms = (Term(half, "en"), Term(half, "ru", note=half, origin=half, forms=(half,)))
    seen = (Occurrence(f"{half}.txt", 1, -1, -1, ""),)
    concept = Concept(terms, definition=half, note=half, context=half, occurrences=seen, waivers=(half,))
    data, _ = row.write(Termbase((concept,), "en", ("ru",)), languages=["ru"])
    assert formats.read(data, where=f"x.{name}", source_language="en", language="ru").termbase.concepts
    if row.write_units is not None:
        units = [TranslationUnit(half, half, "en", "ru", key=half, note=half)]
        row.write_units(io.BytesIO(), units, source_language="en", languages=["ru"])
