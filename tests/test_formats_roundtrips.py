"""What does not come back from a format is in the list of what it could not hold: of any glossary, of real files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from formats_cases import LANGUAGES
from hypothesis import example, given, seed
from hypothesis import strategies as st
from lxml import etree
from shared import SHARED, rows

from glossary import formats, jobs
from glossary.errors import GlossaryError
from glossary.formats.terms import head_of, in_order
from glossary.model import Concept, Kind, State, Term, Termbase, TranslationUnit, Usage

TARGETS = ("po", "tmx", "tbx", "tbx2", "xliff", "xliff1", "multiterm", "omegat", "xlsx", "csv", "tsv")
FOLDER = SHARED / "data" / "interchange"
FILES = [row["file"] for row in rows("data/interchange/index.tsv") if not row["expected"].startswith("REFUSE")]

ABOUT = {
    "sense": "senses",
    "kind": "kinds",
    "definition": "definitions",
    "note": "notes",
    "subject": "subjects",
    "part_of_speech": "parts of speech",
    "context": "contexts",
    "frequency": "counts and places",
    "documents": "counts and places",
    "flags": "flags",
    "waivers": "waivers",
    "obsolete": "obsolete",
    "previous": "previous",
    "id": "identifiers",
    "extra": "details of other formats",
}
"""Field of a concept -> what the list of losses calls it."""
TERM = {
    "usage": ("usages of", "preference", "deprecated", "forbidden", "admitted", "same name"),
    "state": ("states", "rejected terms"),
    "origin": ("origins",),
    "note": ("notes on", "notes, origins"),
    "forms": ("forms",),
    "extra": ("details of other formats",),
}
USABLE = {Usage.PREFERRED, Usage.ADMITTED}
UNIT = {
    "state": ("states",),
    "origin": ("origins",),
    "key": ("identifiers",),
    "previous": ("neighbours",),
    "next": ("neighbours",),
    "author": ("authors",),
    "created": ("dates",),
    "changed": ("dates",),
    "uses": ("counts",),
    "note": ("notes",),
    "extra": ("details of other formats",),
}
TEXTS = (
    "whitespace",
    "tabs and line ends",
    "quotation marks",
    "XML cannot hold",
    "zero bytes",
    "same name",
    "obsolete concepts",
)
GONE = (*TEXTS, "without a", "in other languages", "no term in", "nothing in", "an obsolete", "not to be translated")
GONE = (*GONE, "more were passed", "regions", "further translations", "punctuation only")
OTHERS = (*TEXTS, "variants", "admitted", "deprecated", "forbidden", "rejected", "in other languages", "preference")


def lost(found: Iterable[Concept], again: Iterable[Concept]) -> set[tuple[str, tuple[str, ...]]]:
    """Return what of *found* is not in *again*: (what, the words that a list of losses may have for it)."""
    missing: set[tuple[str, tuple[str, ...]]] = set()
    back: dict[tuple[str, str], list[Concept]] = {}
    names: dict[str, list[Concept]] = {}
    for concept in again:
        back.setdefault(concept.key, []).append(concept)
        names.setdefault(concept.name, []).append(concept)
    for concept in found:
        there = back.get(concept.key) or names.get(concept.name)
        if not there:
            missing.add(("concept", GONE))
            continue
        other = there.pop(0) if len(there) > 1 else there[0]
        for field, word in ABOUT.items():
            mine, theirs = getattr(concept, field), getattr(other, field)
            if mine and mine != theirs:
                missing.add((field, (word, "the texts say of obsolete", *TEXTS)))
        spelled: dict[tuple[str, str], list[Term]] = {}
        for term in other.terms:
            spelled.setdefault((term.language, term.text), []).append(term)
        for term in concept.terms:
            known = spelled.get((term.language, term.text))
            if not known:
                missing.add((f"term {term.text!r}", OTHERS))
                continue
            twin = known.pop(0) if len(known) > 1 else known[0]
            for field, words in TERM.items():
                mine, theirs = getattr(term, field), getattr(twin, field)
                if field == "usage" and term.state is State.REJECTED and {mine, theirs} <= USABLE:
                    continue  # nobody may write it
                if mine and mine != theirs:
                    missing.add((f"{field} of a term", (*words, *TEXTS)))
    return missing


def unsaid(missing: set[tuple[str, tuple[str, ...]]], said: Sequence[str]) -> list[str]:
    """Return what is *missing* and in no line of what was *said*."""
    return sorted(what for what, words in missing if not any(word in line for word in words for line in said))


# Any glossary

raw = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from(" =+-@'|\\,;\"<&#\n\t\x0b\0"),
    max_size=8,
)
solid = raw.filter(str.strip)
labels = st.sampled_from(
    ["kind", "sense", "seen", "obsolete", "origin", "forms", "state", "usage", "context", "note: kind"]
)
told = raw | st.builds("{}{}: {}".format, st.sampled_from(["", "x\n", "note: "]), labels, raw)
"""What a person writes that looks like what we write of other things."""


def terms(language: str) -> st.SearchStrategy[Term]:
    extra = st.sampled_from([(), (("tbx:term", "<admin/>"),)])
    forms = st.lists(solid, max_size=2, unique=True).map(tuple)
    return st.builds(
        Term, solid, st.just(language), st.sampled_from(Usage), st.sampled_from(State), raw, told, forms, extra
    )


def concepts(source: str) -> st.SearchStrategy[Concept]:
    return st.builds(
        lambda head, more, **about: in_order(headed((head, *more), source, about), LANGUAGES),
        st.builds(Term, solid, st.just(source), st.sampled_from(Usage), st.sampled_from(State), raw, told),
        st.lists(st.sampled_from([source, "ru"]).flatmap(terms), max_size=4, unique_by=lambda term: term.text),
        sense=raw,
        kind=st.sampled_from(Kind),
        definition=told,
        note=told,
        subject=raw,
        part_of_speech=raw,
        context=told,
        frequency=st.integers(1, 9),
        documents=st.integers(1, 9),
        flags=st.frozensets(st.sampled_from(["read-only", "terminology"])),
        waivers=st.lists(st.sampled_from(["zh.script", "ru.dash -- so", "entry.copy"]), max_size=2, unique=True).map(
            tuple
        ),
        obsolete=st.booleans(),
        previous=raw,
        id=st.sampled_from(["", "c1", "x-7"]),
        extra=st.sampled_from([(), (("multiterm:concept", "<xref/>"),)]),
    )


def headed(terms: Sequence[Term], source: str, about: dict[str, Any]) -> Concept:
    """Return the concept of *terms*, the first of which names it that every reader takes for that."""
    head = terms[head_of(terms, source)]
    return Concept((head, *(term for term in terms if term is not head)), **about)


@seed(1)  # else it is made of this very text
@example([Concept((Term('""', "en"), Term("b", "ru")))])
@example([Concept((Term("a", "en", Usage.FORBIDDEN), Term("b", "ru")))])
@example([Concept((Term("a ", "en"), Term("b ", "ru")), previous="a ", note="b ")])
@example([Concept((Term("a", "en"), Term("b", "ru", Usage.ADMITTED, State.PROPOSED)))])
@example([Concept((Term("a", "en"), Term("b", "ru", origin="CLDR")))])
@example([Concept((Term("a", "en", note="forms: x"), Term("b", "ru", note="origin: Greek")), note="x\nsense: y")])
@example([Concept((Term("a", "en"), Term("b", "ru")), note="obsolete: since 1991")])
@example([Concept((Term("a", "en"), Term("b", "ru")), context="Speaker:\nkind: person")])
@example([Concept((Term("a", "en"), Term("b", "ru")), context="one\r\ntwo")])
@given(st.lists(st.sampled_from(["en", "en-GB"]).flatmap(concepts), min_size=1, max_size=2))
def test_what_a_format_loses_it_lists(found: list[Concept]) -> None:
    # A term that is spelled as another one is one of both, and which one is no question of formats.
    texts = Counter(term.text for concept in found for term in concept.terms)
    if texts.most_common(1)[0][1] > 1:
        return
    for name in TARGETS:
        row = formats.get(name)
        data, losses = row.write(Termbase(tuple(found), "en", ("ru",)), languages=["ru"])
        try:
            again = row.read(data, where=f"x{row.suffixes[0]}", source_language="en", language="ru").termbase.concepts
        except GlossaryError:
            assert losses, (name, data)
            continue
        said, sent = [loss.what for loss in losses], found
        if "regions of the source language" in said or name in ("po", "xliff", "xliff1"):
            sent, again = (list(map(at_home, side)) for side in (found, again))
        assert unsaid(lost(sent, again), said) == [], (name, said)


@pytest.mark.parametrize("name", ["tbx", "tbx2", "xliff", "xliff1", "multiterm"])
def test_a_note_that_begins_with_a_space_that_does_not_break_is_not_a_mark_either(name: str) -> None:
    row = formats.get(name)
    found = Concept((Term("a", "en"), Term("b", "ru")), note="\u00a0flags: x")
    data, _ = row.write(Termbase((found,), "en", ("ru",)), languages=["ru"])
    (again,) = row.read(data, where="x", source_language="en", language="ru").termbase.concepts
    assert (again.note, again.flags) == ("flags: x", frozenset())


def at_home(concept: Concept) -> Concept:
    """Return *concept* without the region of its source language."""
    made = [
        Term(term.text, "en", *(term.usage, term.state, term.origin, term.note, term.forms, term.extra))
        if term.language == "en-GB"
        else term
        for term in concept.terms
    ]
    return Concept(tuple(made), **{field: getattr(concept, field) for field in ABOUT})


def test_terms_in_a_region_of_the_source_language_stay() -> None:
    home = Concept((Term("colour", "en-GB"), Term("цвет", "ru")))
    mixed = (home, Concept((Term("color", "en"), Term("цвет", "ru"))))
    for name in ("csv", "tsv", "xlsx", "tbx", "tbx2", "tmx", "multiterm"):
        row = formats.get(name)
        for found in ((home,), mixed):
            data, losses = row.write(Termbase(found, "en", ("ru",)), languages=["ru"])
            again = row.read(data, where="x", source_language="en").termbase
            assert (again.concepts, again.languages, losses) == (found, ("ru",), [])
    for name in ("xliff", "xliff1"):
        row = formats.get(name)
        said = row.write(Termbase(mixed, "en", ("ru",)), languages=["ru"])[1]
        assert [(loss.what, loss.count) for loss in said] == [("regions of the source language", 1)]


# Real files


def project(folder: Path) -> str:
    (folder / "glossary.toml").write_text('sources = ["seeds"]\nlanguages = ["ru"]\n', encoding="utf-8")
    (folder / "seeds").mkdir()
    return str(folder)


def language_of(path: Path) -> str:
    """Return the one target language of a file, which a glossary of OmegaT does not say; empty if there are several."""
    data = path.read_bytes()
    row = formats.detect(data, path.name)
    if path.suffix == ".tab":
        return "fr"
    found = row.read(data, where=path.name, source_language="en").termbase.languages
    return found[0] if len(found) == 1 else ""


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("file", FILES)
def test_there_and_back(file: str, target: str, tmp_path: Path) -> None:
    root, path = project(tmp_path), FOLDER / file
    data = path.read_bytes()
    one, two = formats.detect(data, path.name), formats.get(target)
    language = language_of(path)
    there, back = tmp_path / f"there{two.suffixes[0]}", tmp_path / f"back{path.suffix}"
    asked = {"language": language} if "omegat" in (one.name, target) else {}
    if target == "omegat" and language in ("", "und"):
        pytest.skip("a glossary of OmegaT holds one language, and this file has none or several")
    if target in ("po", "xliff", "xliff1") and language == "" and not one.running:
        with pytest.raises(GlossaryError, match="holds one"):
            jobs.convert(root, str(path), str(there), to=target)
        return
    terms = True if one.running and not two.running else None  # as units, a table is no way back
    first = jobs.convert(root, str(path), str(there), to=target, terms=terms, **asked)
    second = jobs.convert(root, str(there), str(back), from_=target, to=one.name, **asked)
    if one is two and not asked:
        assert back.read_bytes() == data
    said = [loss.what for loss in (*first.losses, *second.losses)]
    said += [row.why for row in (*first.skipped, *second.skipped)]
    if one.running and two.running and one.units is not None:
        units, again = (list(one.units(io.BytesIO(file), where="x")) for file in (data, back.read_bytes()))
        assert unsaid(lost_units(units, again, once="po" in (one.name, target)), said) == []
        return
    bases = [one.read(file, where="x", source_language="en", **asked).termbase for file in (data, back.read_bytes())]
    assert unsaid(lost(*(base.concepts for base in bases)), said) == [], said


def lost_units(
    found: Iterable[TranslationUnit], again: Iterable[TranslationUnit], *, once: bool = False
) -> set[tuple[str, tuple[str, ...]]]:
    """Return what of *found* is not in *again*; see :func:`lost`. A PO has equal units but *once*."""
    back: dict[tuple[str, ...], list[TranslationUnit]] = {}
    for unit in again:
        back.setdefault((unit.source, unit.target, unit.target_language), []).append(unit)
    missing: set[tuple[str, tuple[str, ...]]] = set()
    for unit in found:
        there = back.get((unit.source, unit.target, unit.target_language))
        if not there:
            missing.add((f"unit {unit.source[:40]!r}", GONE))
            continue
        twin = there[0] if once and len(there) == 1 else there.pop(0)
        if unit.source_language != twin.source_language:
            missing.add(("source language", ("regions",)))
        missing |= {(field, words) for field, words in UNIT.items() if getattr(unit, field) != getattr(twin, field)}
    return missing


@pytest.mark.parametrize("file", [name for name in FILES if name.startswith(("tmx", "tbx", "multiterm"))])
def test_every_text_of_a_file_is_in_what_we_write(file: str) -> None:
    """The texts are counted by lxml, so that what our reader overlooks is missed here."""
    data = (FOLDER / file).read_bytes()
    row = formats.detect(data, file)
    reading = row.read(data, where="x", source_language="en")
    written, losses = row.write(reading.termbase, languages=reading.termbase.languages)
    assert losses == []
    gone = texts_of(data) - texts_of(written)
    if not any("nothing in en" in skipped.why for skipped in reading.skipped):
        assert not gone
    else:
        concepts = sum(skipped.why == "nothing in en" for skipped in reading.skipped)
        assert sum(gone.values()) <= 10 * concepts


def texts_of(data: bytes) -> Counter[str]:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    nodes = [node for node in etree.fromstring(data, parser).iter() if isinstance(node.tag, str)]
    texts = (" ".join((text or "").split()) for node in nodes for text in (node.text, node.tail))
    return Counter(filter(None, texts))


def test_a_definition_of_the_entry_and_one_of_the_language_are_both_kept() -> None:
    data = (
        b'<martif type="TBX"><text><body><termEntry id="c1"><descrip type="definition">a size</descrip>'
        b'<langSet xml:lang="en"><descrip type="definition">a measure</descrip><tig><term>time</term></tig></langSet>'
        b'<langSet xml:lang="es"><descrip type="definition">una medida</descrip></langSet>'
        b"</termEntry></body></text></martif>"
    )
    row = formats.get("tbx2")
    found = row.read(data, where="x", source_language="en").termbase
    assert found.concepts[0].definition == "a size"
    written, losses = row.write(found, languages=["es"])
    assert losses == []
    assert not texts_of(data) - texts_of(written)


def test_multiterm_keeps_who_changed_what() -> None:
    data = (
        b"<mtf><conceptGrp><concept>1</concept><transacGrp><transac type='origination'>ann</transac></transacGrp>"
        b"<languageGrp><language type='English' lang='EN'/><transacGrp><date>2009</date></transacGrp><termGrp>"
        b"<term>interface</term><transacGrp><transac type='modification'>bob</transac></transacGrp>"
        b"<descripGrp><descrip type='Note'>n</descrip><transacGrp><date>2010</date></transacGrp></descripGrp>"
        b"</termGrp></languageGrp></conceptGrp></mtf>"
    )
    row = formats.get("multiterm")
    found = row.read(data, where="x", source_language="en").termbase
    written, losses = row.write(found, languages=[])
    assert losses == []
    assert not texts_of(data) - texts_of(written)
    assert [loss.what for loss in formats.get("tbx").write(found, languages=[])[1]] == ["details of other formats"]


def test_a_rejected_head_of_a_table_is_not_forbidden() -> None:
    found = (Concept((Term("Samarkand", "en", state=State.REJECTED), Term("Самарканд", "ru"))),)
    row = formats.get("csv")
    data, losses = row.write(Termbase(found, "en", ("ru",)), languages=["ru"])
    assert losses == []
    assert row.read(data, where="x.csv", source_language="en").termbase.concepts == found
    assert "rejected" in next(csv.reader(io.StringIO(data.decode().splitlines()[1])))


def test_units_without_a_key_come_back_without_one() -> None:
    pairs = [("One", "", "a b"), ("Two", "Два", ""), ("Three", "Три", "u2"), ("Four", "", "7"), ("Five", "", "7")]
    found = [TranslationUnit(source, target, "en", "ru", key=key) for source, target, key in pairs]
    for name in ("xliff", "xliff1"):
        row = formats.get(name)
        out = io.BytesIO()
        assert row.write_units(out, found, source_language="en", languages=["ru"]) == []
        skipped = formats.FirstSkipped()
        again = row.units(io.BytesIO(out.getvalue()), where="x", skip=skipped.add)
        assert [(unit.source, unit.target, unit.key) for unit in again] == pairs
        assert skipped.list() == ()
