"""Real files of other tools hold what the index of them says (../shared/data/interchange; skipped where it is not)."""

from __future__ import annotations

import io
import re

import pytest
from shared import SHARED, needs, rows

from glossary import formats
from glossary.errors import InputError

FOLDER = SHARED / "data" / "interchange"
ROWS = [row for row in rows("data/interchange/index.tsv") if row["format"] != "po"]

pytestmark = needs("data/interchange")

NAMES = {
    "tmx": {"tu": "units", "tuv": "variants"},
    "tbx": {"entries": "concepts", "terms": "terms"},
    "multiterm": {"entries": "concepts", "terms": "terms"},
    "xliff": {"units": "units"},
    "glossary": {"lines": "entries"},
}
"""What the index calls it -> what we do."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["file"]))
def test_the_counts_of_the_index(row: dict[str, str]) -> None:
    path = FOLDER / row["file"]
    data = path.read_bytes()
    found = formats.detect(data, path.name)
    language = "fr" if row["format"] == "glossary" else ""
    source = "en"
    if row["expected"].startswith("REFUSE"):
        with pytest.raises(InputError) as error:
            found.read(data, where=path.name, source_language=source)
        assert error.value.line == int(re.findall(r"line (\d+)", row["expected"])[-1])
        return
    reading = found.read(data, where=path.name, source_language=source, language=language)
    expected = dict(re.findall(r"(\w+)=(\d+)", row["expected"]))
    wanted = {ours: int(expected[theirs]) for theirs, ours in NAMES[row["format"]].items() if theirs in expected}
    if "rows" in expected:
        wanted = {"entries": int(expected["rows"]) - 1}  # the index counts the header
    if "segments" in expected and int(expected["segments"]):
        wanted["segments"] = int(expected["segments"])
    assert wanted
    assert {name: reading.counts.get(name) for name in wanted} == wanted
    if row["format"] in ("tbx", "multiterm") and (spoken := re.search(r"langs=(\S+)", row["expected"])):
        assert {"en", *reading.termbase.languages} == set(spoken[1].lower().split(","))
    if found.info is not None:
        told = found.info(io.BytesIO(data), where=path.name)
        assert (told.counts, told.version, told.encoding) == (reading.counts, reading.version, reading.encoding)
    if "version" in row["expected"]:
        assert reading.version == re.search(r"version=(\S+)", row["expected"])[1]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["format"] in ("tmx", "xliff")], ids=lambda row: str(row["file"])
)
def test_units_round_trip(row: dict[str, str]) -> None:
    path = FOLDER / row["file"]
    data = path.read_bytes()
    found = formats.detect(data, path.name)
    units = list(found.units(io.BytesIO(data), where=path.name))
    if not units:
        return
    targets = list(dict.fromkeys(unit.target_language for unit in units))
    stream = io.BytesIO()
    losses = found.write_units(stream, units, source_language=units[0].source_language, languages=targets)
    again = list(found.units(io.BytesIO(stream.getvalue()), where=path.name))
    left = {name for unit in units for name, _ in unit.extra} - {name for unit in again for name, _ in unit.extra}
    assert not left or [loss.what for loss in losses] == ["details of other formats"]
    assert [(unit.source, unit.target, unit.state, unit.note) for unit in again] == [
        (unit.source, unit.target, unit.state, unit.note) for unit in units
    ]
    if not losses:
        assert again == units


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["format"] in ("tbx", "multiterm", "tmx")], ids=lambda row: str(row["file"])
)
def test_termbases_round_trip(row: dict[str, str]) -> None:
    if row["expected"].startswith("REFUSE"):
        return
    path = FOLDER / row["file"]
    data = path.read_bytes()
    found = formats.detect(data, path.name)
    termbase = found.read(data, where=path.name, source_language="en").termbase
    written, losses = found.write(termbase, languages=termbase.languages)
    assert [loss.what for loss in losses if loss.what != "identifiers"] == []
    assert found.read(written, where=path.name, source_language="en").termbase.concepts == termbase.concepts
