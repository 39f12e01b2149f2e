"""Which findings a waiver keeps quiet, for how long, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from glossary import formats, jobs
from glossary.checks import Problem, Rule, rule, run, waivers
from glossary.errors import ConfigError
from glossary.formats import po
from glossary.jobs import choosing
from glossary.model import Concept, Severity, Term, Termbase, TranslationUnit
from glossary.project import Project

TODAY = date(2026, 6, 30)


def found(*texts: str, select: str = "all") -> list[str]:
    """Return the checks that find something in an entry with two spaces and a Latin C in Cyrillic, with these waivers."""
    concept = Concept((Term("Xi Jinping", "en"), Term("Cи  Цзиньпин", "ru")), waivers=texts)
    selection = run.select([select, "waiver"])
    rows = run.termbase(Termbase((concept,), "en", ("ru",)), "ru", selection, TODAY)
    assert not selection.crashes
    return sorted({row.check for row in rows if row.check.startswith(("space", "script", "waiver"))})


def test_without_a_waiver_both_are_found() -> None:
    assert found() == ["script.mixed", "space.double"]


@pytest.mark.parametrize(("until", "holds"), [("2026-06-30", True), ("2026-07-01", True), ("2026-06-29", False)])
def test_a_waiver_holds_on_its_last_day(until: str, holds: bool) -> None:
    expected = ["space.double"] if holds else ["script.mixed", "space.double", "waiver.expired"]
    assert found(f"script.mixed -- a brand [until {until}]") == expected


def test_the_beginning_of_a_name_waives_all_that_begin_so() -> None:
    assert found("script -- a brand") == ["space.double"]
    assert found("scri -- a brand") == ["script.mixed", "space.double", "waiver.unknown"]


@pytest.mark.parametrize(
    "text",
    ["script.mixed space.double -- a brand", "script.mixed,space.double -- a brand", "script.mixed space.double"],
)
def test_a_waiver_with_two_names_waives_neither_and_says_so(text: str) -> None:
    assert found(text) == [
        "script.mixed",
        "space.double",
        *(["waiver.reason"] if "--" not in text else []),
        "waiver.unknown",
    ]
    (problem,) = waivers.unknown(waivers.parse(text), False, TODAY)
    assert problem.hint.startswith("write one name")


def test_a_dash_that_an_office_program_made_of_two_hyphens_begins_the_reason_too() -> None:
    assert waivers.parse("script.mixed — a brand") == waivers.Waiver("script.mixed", "a brand")
    assert waivers.parse("script.mixed, script — a brand") == waivers.Waiver("script.mixed, script", "a brand")


def test_each_waiver_that_matches_a_finding_counts_as_used() -> None:
    assert found("script -- a brand", "script.mixed -- a brand") == ["space.double"]
    assert found("script.mixed -- a brand", "space.edge -- a habit") == ["space.double", "waiver.unused"]


def test_an_unused_waiver_is_reported_until_it_expires() -> None:
    told = {until: found(f"space.edge -- a habit [until {until}]")[2:] for until in ("2026-07-01", "2026-06-29")}
    assert told == {"2026-07-01": ["waiver.unused"], "2026-06-29": ["waiver.expired"]}


def test_a_waiver_of_a_check_that_did_not_run_may_be_needed() -> None:
    assert found("script.mixed -- a brand", select="space") == ["space.double"]


def test_what_is_waived_is_not_fixed() -> None:
    languages, chosen = ("en", "ru"), run.select(["space.double"])
    assert run.apply_fixes("a  b", "", languages, chosen) == "a b"
    assert run.apply_fixes("a  b", "", languages, chosen, {"space.double"}) == "a  b"


def selection(scope: str, function: object, *, fixable: bool = True, unsafe: bool = False) -> run.Selection:
    return run.Selection({"odd.one": Rule(function, scope, Severity.INFO, fixable=fixable, unsafe=unsafe)}, {})


@pytest.mark.parametrize(("fixable", "unsafe"), [(True, False), (True, True), (False, False)])
def test_a_fix_that_is_not_made_or_may_be_wrong_is_offered_to_nobody(fixable: bool, unsafe: bool) -> None:
    def odd(text: str, language: str) -> Iterator[Problem]:
        yield Problem(fix="b")

    chosen = selection("text", odd, fixable=fixable, unsafe=unsafe)
    safe = fixable and not unsafe
    (row,) = run.units([TranslationUnit("a", "c", "en", "ru")], chosen)
    assert row.fix == ("b" if safe else None)
    assert run.apply_fixes("c", "a", ("en", "ru"), chosen) == ("b" if safe else "c")


def test_only_a_check_of_a_text_or_a_pair_is_fixable() -> None:
    with pytest.raises(ValueError, match="a check of a concept is not fixable"):
        rule("concept", fixable=True)


def test_a_plural_form_may_stand_for_one_or_for_many() -> None:
    def odd(source: str, target: str, *languages: str) -> Iterator[Problem]:
        if source != target:
            yield Problem("not the same")

    unit = TranslationUnit("one", "many", "en", "ru", extra=(("po:plural", "many"),))
    assert list(run.units([unit], selection("pair", odd))) == []
    assert len(list(run.units([TranslationUnit("one", "many", "en", "ru")], selection("pair", odd)))) == 1


def test_an_impossible_date_never_comes() -> None:
    assert waivers.parse("script.mixed -- a brand [until 2026-02-31]").until == waivers.NEVER
    assert waivers.parse("script.mixed -- a brand until 2026-06-30").reason == "a brand"


@pytest.mark.parametrize(
    "text", ["script.mixed until 2026-06-30 -- a brand", "script.mixed [until 2026-06-30] -- a brand"]
)
def test_the_last_day_may_stand_before_the_reason(text: str) -> None:
    assert waivers.parse(text) == waivers.Waiver("script.mixed", "a brand", date(2026, 6, 30))


def test_spaces_without_end_in_a_waiver_take_no_time() -> None:
    assert waivers.parse("zh -- a" + " " * 100_000 + "b") == waivers.Waiver("zh", "a b")


def in_a_file(comment: str, text: str = "Cамарканд", plural: str = "") -> list[str]:
    """Return the checks that find something in an entry of a translated PO with a comment above it."""
    forms = f'msgid_plural "{plural}"\nmsgstr[0] "{text}"\nmsgstr[1] "Города"' if plural else f'msgstr "{text}"'
    data = f'msgid ""\nmsgstr "Language: ru\\n"\n\n# a remark\n{comment}\nmsgid "Samarkand"\n{forms}\n'.encode()
    rows = run.units(po.units(BytesIO(data), where="a.po"), run.select(["script.mixed", "waiver"]), today=TODAY)
    return [row.check for row in rows]


@pytest.mark.parametrize(
    ("comment", "checks"),
    [
        ("# a brand", ["script.mixed"]),
        ("# Glossary: ignore script.mixed -- a brand\n# glossary: ignore space.edge -- a habit", []),
        ("# glossary: ignore script -- a brand [until 2026-06-29]", ["script.mixed", "waiver.expired"]),
        ("# glossary: ignore space.edge -- a brand", ["script.mixed"]),
        ("# glossary: ignore scirpt.mixed -- a brand", ["script.mixed", "waiver.unknown"]),
    ],
)
def test_a_waiver_holds_in_a_translated_file_too(comment: str, checks: list[str]) -> None:
    assert in_a_file(comment) == checks


def test_a_waiver_in_a_translated_file_that_waives_nothing_is_reported() -> None:
    assert in_a_file("# glossary: ignore script.mixed -- a brand", "Самарканд") == ["waiver.unused"]
    assert in_a_file("# glossary: ignore script.mixed -- a brand", plural="towns") == []


@pytest.mark.parametrize("name", ["csv", "xlsx", "tbx"])
def test_a_waiver_holds_in_a_table_and_in_tbx(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{name}"
    terms = (Term("5 men", "en"), Term("6 человек", "ru"))
    for texts, found in ((), ["number.missing"]), (("number.missing -- as it was said",), []):
        made = Termbase((Concept(terms, waivers=texts),), "en", ("ru",))
        file.write_bytes(formats.get(name).write(made, languages=["ru"])[0])
        assert [
            row.check for row in jobs.check(tmp_path, file, language="ru", select=["number", "waiver"]).findings
        ] == found


def test_the_command_line_decides_over_the_configuration() -> None:
    levels = {"header.plurals": "error", "header": "info", "all": "warning"}
    home = Project(Path(), ignore=("header",), extend_select=("text.negation",), severity=levels)
    assert [*choosing.selection(home, "header.plurals").rules] == ["header.plurals"]
    assert [*choosing.selection(home, "header", ignore="header.plurals").rules] == ["header.language", "header.charset"]
    extended = choosing.selection(home, extend="header.plurals")
    assert [name for name in extended.rules if name.startswith("header")] == ["header.plurals"]
    assert "text.negation" in extended.rules
    assert not any(
        name.startswith("header") for name in choosing.selection(home, extend="header", ignore="header").rules
    )
    with pytest.raises(ConfigError, match="'ignore': unknown check 'heder'"):  # an editor and --fix say so, too
        choosing.selection(Project(Path(), ignore=("heder",)))
    levelled = choosing.selection(home, "header", "space").severity
    found = [levelled[name] for name in ("header.plurals", "header.charset", "space.edge")]
    assert found == ["error", "info", "warning"], "the longest counts"
