"""Safe XML: what is escaped comes back, and hostile files are refused within bounds."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import SHARED, needs, rows

from glossary.errors import InputError
from glossary.formats import xml

text = st.text(st.characters(codec="utf-8"))


def entries(data: bytes) -> list[xml.Node]:
    return list(xml.Entries(io.BytesIO(data), where="x.xml", roots=("r",), title="R", whole=("e",)))


@given(text, text)
def test_what_is_escaped_comes_back(content: str, value: str) -> None:
    content, value = xml.legal(content), xml.legal(value)
    (node,) = entries(f"<r><e a={xml.quote(value)}>{xml.escape(content)}</e></r>".encode())
    assert (node.text(), node.get("a")) == (content, value)
    (again,) = entries(f"<r>{node.source()}</r>".encode())
    assert (again.text(), again.get("a")) == (content, value)


@given(text)
def test_illegal_characters_are_left_out(content: str) -> None:
    assert xml.is_legal(xml.escape(content))
    assert xml.is_legal(content) == (xml.legal(content) == content)


def test_a_node_knows_its_place() -> None:
    data = '<r>\n<e a=">">x<b/>é</e></r>'.encode()
    (node,) = entries(data)
    assert (node.line, data[node.start : node.start + 2]) == (2, b"<e")
    assert data[xml.after_tag(data, node.start) : node.end] == "x<b/>é".encode()
    (empty,) = node.nodes("b")
    assert data[empty.start : empty.end] == b"<b/>"


def test_prefixes_stay_declared_where_a_node_stands_alone() -> None:
    (node,) = entries(b'<r xmlns:p="urn:p"><e p:a="1"><p:b/><q:c/></e></r>')
    assert node.whole() == '<e p:a="1" xmlns:p="urn:p"><p:b/><q:c/></e>'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_is_fed_goes_back(encoding: str) -> None:
    data = "<r><e>я</e></r>".encode(encoding)
    text, back = xml.fed(data, where="x")
    assert back(text) == data


def test_a_letter_that_gbk_lacks_comes_raw_only_where_there_is_one() -> None:
    head = '<?xml version="1.0" encoding="gb2312"?>'
    text, back = xml.fed(f"{head}<r>港</r>".encode("gbk"), where="x")
    assert back(text.replace("港".encode(), "𠮷港".encode())) == f"{head}<r>&#134071;港</r>".encode("gbk")
    text, back = xml.fed(f"{head}<r>𠮷</r>".encode("gb18030"), where="x")
    assert back(text) == f"{head}<r>𠮷</r>".encode("gb18030")


def test_a_token_without_end_is_refused_before_it_costs_much() -> None:
    with pytest.raises(InputError, match="single tag"):
        entries(b"<r><e a='" + b"x" * (xml.TOKEN + xml.PIECE * 2) + b"'/></r>")


def test_an_entry_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="elements"):
        entries(b"<r><e>" + b"<b/>" * (xml.NODES + 2) + b"</e></r>")
    with pytest.raises(InputError, match="MB"):
        entries(b"<r><e>" + b"x" * (xml.ENTRY + xml.PIECE * 2) + b"</e></r>")


def test_nesting_is_bounded() -> None:
    with pytest.raises(InputError, match="deep"):
        entries(b"<r><e>" + b"<b>" * 9999)


HOSTILE = SHARED / "data" / "hostile"
ROWS = [row for row in rows("data/hostile/index.tsv") if row["format"] in ("tmx", "tbx", "xlf", "csv", "tsv")]

PROGRAM = """
import io, json, os, resource, sys
from glossary import formats
from glossary.errors import InputError
from glossary.plugins import names

for name in names("formats"):
    formats.get(name)


def look(path):
    with open(path, "rb") as stream:
        data = stream.read()
    try:
        row = formats.detect(data, path)
        reading = row.read(data, where=path, source_language="en", language="fr")
        units = list(row.units(io.BytesIO(data), where=path)) if row.units else None
    except InputError as error:
        return {"expect": "refuse", "said": str(error)}
    counts = [len(reading.termbase.concepts), *([len(units)] if units is not None else [])]
    return {"expect": "ok", "counts": counts, "said": f"{reading.termbase} {units}"}


for line in sys.stdin:  # each file in a process of its own, with its own limits
    path, seconds = json.loads(line)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        found = look(path)
        with open("/proc/self/status") as status:
            found["peak"] = next(int(line.split()[1]) >> 10 for line in status if line.startswith("VmHWM"))
        print(json.dumps(found), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(json.dumps({"expect": "crash", "said": "", "peak": 0}), flush=True)
"""


@pytest.fixture(scope="module")
def looks() -> dict[str, dict[str, object]]:
    """What reading each hostile file gave."""
    asked = "".join(json.dumps([str(HOSTILE / row["file"]), int(row["seconds"])]) + "\n" for row in ROWS)
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=asked,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    return dict(zip((row["file"] for row in ROWS), map(json.loads, ran.stdout.splitlines()), strict=True))


@needs("data/hostile")
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process is only known on Linux")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["file"]))
def test_hostile_files(row: dict[str, str], looks: dict[str, dict[str, object]]) -> None:
    found = looks[row["file"]]
    expected = {"partial": "ok"}.get(row["expect"], row["expect"])
    assert found["expect"] != "crash"
    assert expected in ("either", found["expect"]), found["said"]
    assert int(str(found["peak"])) < int(row["megabytes"])
    if row["must_not"]:
        assert row["must_not"] not in str(found["said"])
    if found["expect"] == "ok" and row["units"] and row["expect"] != "either":
        assert int(row["units"]) in found["counts"]
    if found["expect"] == "refuse":
        assert "\n" not in str(found["said"])


def test_a_file_that_is_not_utf_8_is_reported() -> None:
    for text, encoding in (("дамба", "windows-1251"), ("水坝", "gb18030")):
        data = f"<r>\n<e>{text}</e></r>".encode(encoding)
        with pytest.raises(InputError, match=f"x.xml:2: not valid UTF-8 at byte offset .*--encoding {encoding}"):
            entries(data)
    with pytest.raises(InputError, match="a character that is not allowed here"):
        entries("<r><e>дамба<€></e></r>".encode())
