"""Mistakes sown in placeholders and markup of many kinds: each translation is right, and wrong in up to six ways."""

import csv
import re
from io import BytesIO
from pathlib import Path

import pytest

from glossary.checks import run
from glossary.formats import po
from glossary.model import TranslationUnit

with (Path(__file__).parent / "data" / "placeholders.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
WIDE = str.maketrans("%{}$<>&;@()[]:`", "％｛｝＄＜＞＆；＠（）［］：‘")
CHECKS = run.select(["placeholder", "markup"])
MISSED = {
    "c %5.2f%%": ["other"],  # another width is no fault
    "icu arg": ["lost", "other", "apart", "wide"],  # it is there in the other branch
    "java {0}": ["other", "short"],
    "entity": ["wide"],
    "md link": ["short"],  # http for https
}


def broken(placeholder: str, target: str) -> dict[str, str]:
    """Return *target* with the *placeholder* broken, by how."""
    word = re.search("[A-Za-z]{2,}", placeholder)
    ways = {"lost": "", "cut": placeholder[:-1], "wide": placeholder.translate(WIDE)}
    if word:
        ways |= {"other": placeholder.replace(word[0], "имя"), "short": placeholder.replace(word[0], word[0][:-1])}
    else:
        ways["other"] = re.sub(r"\d", "7", placeholder, count=1)
    if placeholder[0] in "%{$<&":
        ways["apart"] = f"{placeholder[0]} {placeholder[1:]}"
    made = {way: target.replace(placeholder, written, 1) for way, written in ways.items()}
    return {way: text for way, text in made.items() if text != target}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"])
def test_a_broken_placeholder_is_reported(row: dict[str, str]) -> None:
    def told(target: str) -> bool:
        unit = TranslationUnit(row["source"].replace(r"\n", "\n"), target, "en", "ru", flags=row["flags"])
        return any(run.units([unit], CHECKS))

    assert not told(row["target"])
    wrong = broken(row["placeholder"], row["target"])
    assert len(wrong) > 2
    assert {way for way, text in wrong.items() if not told(text)} == set(MISSED.get(row["kind"], []))


def test_manuals_translate_the_names_of_values() -> None:
    text = '#. type: Plain text\nmsgid "I<${foo}> in {foo}: %s"\nmsgstr "I<${toto}> dans {toto} : %s"\n'
    for written, count in ((text, 0), (text.replace("type: ", ""), 2), (text.replace(" : %s", ""), 1)):
        units = po.units(BytesIO(written.encode()), where="a.po", language="fr")
        assert len(list(run.units(units, CHECKS))) == count


@pytest.mark.parametrize(
    ("source", "target", "flags", "severity"),
    [
        ("${raw:string}: as it is", "${raw:chaîne} : tel quel", "", ["warning", "warning"]),
        ("${raw:string}: as it is", "tel quel", "", ["error"]),
        ("Variables:\n`%old%` is the name", "Variables :\n`%vieux%` est le nom", "", ["warning", "warning"]),
        ("%count% files", "%nombre% fichiers", "", ["error", "error"]),
        ("{name} is here", "{nom} est ici", "", ["warning", "warning"]),
        ("{name} is here", "{nom} est ici", "python-brace-format", ["error", "error"]),
        ("help.txt", "Aide de ${listname}", "", []),
    ],
)
def test_what_may_be_an_example_in_a_manual_is_not_an_error(source, target, flags, severity):
    units = [TranslationUnit(source, target, "en", "fr", flags=flags)]
    assert [row.severity for row in run.units(units, CHECKS)] == severity
