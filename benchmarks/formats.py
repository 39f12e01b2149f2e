"""Measure the speed and memory of reading and writing TMX, TBX, XLIFF and tables; compare with lxml and other tools.

    python benchmarks/formats.py [--megabytes 60] [--concepts 20000] [--only tmx]
    python benchmarks/formats.py --losses FOLDER

Every row is a process of its own, on the same files, which are made from this repository's glossary with a fixed seed.
CPU time includes imports, but not the start of Python; byte code is cached, as in an installed package. "lxml bare" is
``iterparse`` that only clears the elements; "lxml text" also takes language and text of each segment, and the props.
The Translate Toolkit (GPL) is never imported by the package, only by a child process of this benchmark, if it is
installed: pip install translate-toolkit. PO has a benchmark of its own, formats_po.py.

``--losses`` reads every file in a folder instead. It counts how many of the texts that lxml sees each library returns,
and, for PO files, in how many entries a text, a comment or a flag changes when the file is saved.
"""

from __future__ import annotations

import argparse
import compileall
import io
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


# Test data


def segments(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield English, Chinese and Russian segments about as long as sentences, made of this repository's terms."""
    from glossary.formats import get

    pairs: dict[str, dict[str, str]] = {}
    for language in ("zh_CN", "ru"):
        data = (ROOT / "locale" / language / "LC_MESSAGES" / "glossary.po").read_bytes()
        for concept in get("po").read(data, where=language, source_language="en").termbase.concepts:
            pairs.setdefault(concept.name, {})[language] = concept.terms[-1].text
    rows = [(name, one["zh_CN"], one["ru"]) for name, one in sorted(pairs.items()) if len(one) == 2]
    chance = random.Random(1)
    for number in range(count):
        found = [chance.choice(rows) for _ in range(chance.randint(2, 8))]
        en, zh, ru = (mark.join(row[at] for row in found) for at, mark in enumerate((" & ", "，", " — ")))
        yield f"{en} {number}", f"{zh}{number}", f"{ru} {number}"


def made(megabytes: int) -> Iterator[Any]:
    """Yield translation units, two targets per source, for a TMX file of so many megabytes."""
    from glossary.model import State, TranslationUnit

    for number, (en, zh, ru) in enumerate(segments(megabytes * 1_000_000 // 780)):
        date = f"2022-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:00Z"
        for target, language in ((zh, "zh-Hans"), (ru, "ru")):
            yield TranslationUnit(
                en, target, "en", language, State.APPROVED, "", str(number), "", "", "ann", date, date, 0, "", (), None
            )


def termbase(concepts: int) -> Any:
    from glossary.model import Concept, Kind, Term, Termbase

    kinds = list(Kind)
    return Termbase(
        tuple(
            Concept(
                (Term(en, "en"), Term(zh, "zh-Hans"), Term(ru, "ru")), kind=kinds[at % 8], context=en, note="a note"
            )
            for at, (en, zh, ru) in enumerate(segments(concepts))
        ),
        "en",
        ("zh-Hans", "ru"),
    )


# Reading TMX


def read_ours(path: Path) -> int:
    from glossary.formats import tmx

    with path.open("rb") as stream:
        return sum(1 for _ in tmx.units(stream, where=path.name)) // 2


def coded(path: Path, share: float) -> Path:
    """Return a copy of a TMX file in which a *share* of the segments has a word between two inline codes."""
    chance = random.Random(2)
    made = path.with_name(f"codes-{share}.tmx")
    with path.open(encoding="utf-8") as lines, made.open("w", encoding="utf-8") as out:
        for line in lines:
            start = line.find("<seg>") + len("<seg>")
            if start >= len("<seg>") and chance.random() < share:
                word, space, rest = line[start:].partition(" ")
                word, closed, end = word.partition("</seg>")
                word = f'<bpt i="0" x="0">&lt;f0&gt;</bpt>{word}<ept i="0">&lt;/f0&gt;</ept>'
                line = f"{line[:start]}{word}{closed}{end}{space}{rest}"
            out.write(line)
    return made


def read_lxml_bare(path: Path) -> int:
    from lxml import etree

    count = 0
    for _, tu in etree.iterparse(str(path), tag="tu", load_dtd=False, resolve_entities=False):
        count += 1
        _forget(tu)
    return count


def read_lxml_text(path: Path) -> int:
    from lxml import etree

    count = 0
    for _, tu in etree.iterparse(str(path), tag="tu", load_dtd=False, resolve_entities=False):
        found, props = {}, {}
        for child in tu:
            if child.tag == "tuv":
                found[child.get(LANG)] = "".join(child.find("seg").itertext())
            elif child.tag == "prop":
                props[child.get("type")] = child.text
        count += bool(found) and bool(tu.get("tuid"))
        _forget(tu)
    return count


def _forget(tu: Any) -> None:
    tu.clear(keep_tail=False)
    while (before := tu.getprevious()) is not None:
        tu.getparent().remove(before)


def read_toolkit(path: Path) -> int:
    from translate.storage import factory

    return sum(1 for unit in factory.getobject(str(path)).units if unit.source and unit.target)


# Writing TMX. The units are made while they are written; the time for making them is subtracted.


def write_ours(units: Iterable[Any], path: Path) -> None:
    from glossary.formats import tmx

    with path.open("wb") as stream:
        tmx.write_units(stream, units, source_language="en", languages=["zh-Hans", "ru"])


def write_lxml(units: Iterable[Any], path: Path) -> None:
    from lxml import etree

    with etree.xmlfile(str(path), encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"), file.element("body"):
            rest = iter(units)
            for zh, ru in zip(rest, rest, strict=True):
                date = zh.created.replace("-", "").replace(":", "")
                tu = etree.Element("tu", tuid=zh.key, creationdate=date, creationid=zh.author, changedate=date)
                for language, text in (("en", zh.source), ("zh-CN", zh.target), ("ru", ru.target)):
                    etree.SubElement(etree.SubElement(tu, "tuv", {LANG: language}), "seg").text = text
                file.write(tu)


def write_toolkit(units: Iterable[Any], path: Path) -> None:
    from translate.storage.tmx import tmxfile

    store = tmxfile()
    for unit in islice(units, 0, None, 2):
        store.addtranslation(unit.source, "en", unit.target, "zh-CN")
    store.savefile(str(path))


def convert_ours(path: Path) -> int:
    """Read and write a TMX, unit by unit, as ``glossary convert`` does."""
    from glossary.formats import tmx

    with path.open("rb") as stream, path.with_suffix(".out").open("wb") as out:
        tmx.write_units(out, tmx.units(stream, where=path.name), source_language="en", languages=["zh-Hans", "ru"])
    return read_lxml_bare(path.with_suffix(".out"))


# The other formats, on a glossary


def read_format(name: str, path: Path) -> int:
    from glossary.formats import get

    row = get(name)
    return len(row.read(path.read_bytes(), where=path.name, source_language="en").termbase.concepts)


# One row = one process


def measured(work: Callable[[], object], size: Callable[[], int], entries: int = 0, *, less: float = 0) -> str:
    """Return speed and peak memory of *work*, which handles *size* bytes and returns the number of entries.

    *less* seconds are subtracted from its time.
    """
    begun = time.process_time()
    count = work()
    took = time.process_time() - begun - less
    entries = entries or (count if isinstance(count, int) else 0)
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) >> 10 for line in status if line.startswith("VmHWM"))
    megabytes = size() / 1e6
    speed = f"{megabytes:7.1f} MB {took:7.2f} s {megabytes / took:7.1f} MB/s {entries / took:9,.0f} entries/s"
    return f"{speed} {peak:6} MB peak"


def child(what: str, path: Path, amount: int) -> str:
    """Measure one row of the table and return its text."""
    from glossary.formats import get

    action, _, who = what.partition(" ")
    if what in READERS:
        return measured(lambda: READERS[what](path), lambda: path.stat().st_size)
    if action == "parse":
        return measured(lambda: read_format(who, path), lambda: path.stat().st_size)
    if action == "write":
        out = path.with_suffix(".out")
        next(made(1))  # imports
        begun = time.process_time()
        count = sum(1 for _ in made(amount)) // 2
        made_in = time.process_time() - begun
        return measured(lambda: WRITERS[who](made(amount), out), lambda: out.stat().st_size, count, less=made_in)
    found, data = termbase(amount), io.BytesIO()
    return measured(lambda: data.write(rendered(get(who), found)), lambda: path.stat().st_size, amount)


def rendered(row: Any, found: Any) -> bytes:
    """Return the glossary *found* in the format *row*."""
    return bytes(row.write(found, languages=["ru"] if row.single else ["zh-Hans", "ru"])[0])


READERS: dict[str, Callable[[Path], int]] = {
    "read ours": read_ours,
    "read lxml bare": read_lxml_bare,
    "read lxml text": read_lxml_text,
    "read toolkit": read_toolkit,
    "toolkit tbx2": read_toolkit,
    "toolkit xliff1": read_toolkit,
    "convert ours": convert_ours,
}
WRITERS = {"ours": write_ours, "lxml": write_lxml, "toolkit": write_toolkit}


# Losses


def texts_in(path: Path, kind: str) -> list[str] | None:
    """Return the terms, or the segments without inline codes, of an XML file; None if it is not well-formed."""
    from lxml import etree

    names = {"tmx": {"seg"}, "tbx": {"term"}, "xliff": {"source", "target"}}[kind]
    try:
        root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except etree.XMLSyntaxError:
        return None
    found = []
    for node in root.iter("{*}*"):
        if etree.QName(node).localname in names and not any(
            etree.QName(above).localname in ("alt-trans", "glossEntry", "sub", "note")
            for above in node.iterancestors("{*}*")
        ):
            parts = node.xpath(
                ".//text()[not(ancestor::*[contains(' bpt ept ph it ut x ', concat(' ', local-name(), ' '))])]"
            )
            found.append(" ".join("".join(parts).split()))
    return list(filter(None, found))


def given_by_us(path: Path, kind: str) -> list[str]:
    from glossary.formats import detect, get

    data = path.read_bytes()
    row = detect(data, path.name)
    if kind == "tbx":
        read = get(row.name).read
        return [
            term.text
            for concept in read(data, where="", source_language="en").termbase.concepts
            for term in concept.terms
        ]
    pairs = [(unit.place, unit.source, unit.target) for unit in row.units(io.BytesIO(data), where="")]
    # A source is in each of its units, but in the file once.
    return [
        *(source for _, source in dict.fromkeys((at, source) for at, source, _ in pairs)),
        *(row[2] for row in pairs),
    ]


def given_by_toolkit(path: Path, kind: str) -> list[str]:
    from translate.storage import factory

    units = factory.getobject(str(path)).units
    return [str(text) for unit in units if not unit.isheader() for text in (unit.source, unit.target) if text]


def changed_by(save: Callable[[Path], bytes], path: Path) -> int:
    """Return the number of entries of a PO file that change when it is saved, as seen by our own parser."""
    from collections import Counter

    from glossary.formats import po

    def entries(data: bytes) -> Counter[Any]:
        found = po.parse(data, where=path.name).entries
        return Counter(
            (
                *(
                    getattr(e, n)
                    for n in ("msgctxt", "msgid", "msgid_plural", "msgstr", "comments", "obsolete", "previous")
                ),
            )
            for e in found
        )

    before, after = entries(path.read_bytes()), entries(save(path))
    return sum((before - after).values())


def saved_by_us(path: Path) -> bytes:
    from glossary.formats import po

    return bytes(po.serialize(po.parse(path.read_bytes(), where=path.name)))


def saved_by_polib(path: Path) -> bytes:
    import polib

    catalog = polib.pofile(str(path))
    return str(catalog).encode(catalog.encoding)


def saved_by_toolkit(path: Path) -> bytes:
    from translate.storage.po import pofile

    return bytes(pofile.parsefile(str(path)))


def losses(folder: Path) -> None:
    """Print how many texts of the files in *folder* each library returns, and how many entries it changes."""
    from collections import Counter

    kinds = {".tmx": "tmx", ".tbx": "tbx", ".xlf": "xliff", ".xliff": "xliff", ".mxliff": "xliff", ".sdlxliff": "xliff"}
    print("| files | texts | ours give | the Toolkit gives |\n|---|---:|---:|---:|")
    for kind in ("tmx", "tbx", "xliff"):
        paths = [path for path in sorted(folder.rglob("*")) if kinds.get(path.suffix) == kind]
        total, given, broken = 0, {"ours": 0, "toolkit": 0}, 0
        for path in paths:
            there = texts_in(path, kind)
            if there is None:
                broken += 1
                continue
            total += len(there)
            for who, ask in (("ours", given_by_us), ("toolkit", given_by_toolkit)):
                try:
                    found = Counter(" ".join(text.split()) for text in ask(path, kind))
                    given[who] += sum((Counter(there) & found).values())
                except Exception as error:
                    print(f"  {path.name}: {who}: {type(error).__name__}: {error}"[:150], file=sys.stderr)
        print(f"| {len(paths) - broken} {kind} | {total} | {given['ours']} | {given['toolkit']} |", flush=True)
    print("\n| PO files | entries | changed by ours | by polib | by the Toolkit |\n|---|---:|---:|---:|---:|")
    paths = sorted(folder.rglob("*.po"))
    row = []
    for save in (saved_by_us, saved_by_polib, saved_by_toolkit):
        count = 0
        for path in paths:
            try:
                count += changed_by(save, path)
            except Exception as error:
                print(f"  {path.name}: {save.__name__}: {type(error).__name__}: {error}"[:150], file=sys.stderr)
        row.append(count)
    from glossary.formats import po

    total = sum(len(po.parse(path.read_bytes(), where="").entries) for path in paths)
    print(f"| {len(paths)} | {total} | {row[0]} | {row[1]} | {row[2]} |")


FORMATS = ("tmx", "tbx", "tbx2", "xliff", "xliff1", "multiterm", "csv", "xlsx")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--megabytes", type=int, default=60, help="size of the TMX that is read")
    parser.add_argument("--concepts", type=int, default=20_000, help="size of the glossary in the other formats")
    parser.add_argument("--only", choices=("tmx", "others"), help="one half of it")
    parser.add_argument("--losses", type=Path, metavar="FOLDER", help="what is lost of the files in a folder instead")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        what, path, amount = given.child
        print(child(what, Path(path), int(amount)))
        return
    if given.losses:
        losses(given.losses)
        return
    compileall.compile_dir(ROOT / "glossary", quiet=1)  # whatever PYTHONDONTWRITEBYTECODE says
    with tempfile.TemporaryDirectory() as folder:

        def row(what: str, path: Path, amount: int = 0) -> None:
            ran = subprocess.run(
                [sys.executable, __file__, "--child", what, str(path), str(amount)], capture_output=True, text=True
            )
            said = ran.stdout.strip() or "not run: " + (ran.stderr.strip().splitlines() or ["?"])[-1]
            print(f"{what:18} {said}", flush=True)

        if given.only != "others":
            big = Path(folder, "memory.tmx")
            write_ours(made(given.megabytes), big)
            for what in ("read ours", "read lxml bare", "read lxml text", "read toolkit", "convert ours"):
                row(what, big)
            for share in (0.15, 1):
                print(f"inline codes in {share:.0%} of the segments:")
                for what in ("read ours", "read lxml bare"):
                    row(what, coded(big, share))
            for what in ("write ours", "write lxml", "write toolkit"):
                row(what, big, max(1, given.megabytes // 3))
        if given.only != "tmx":
            from glossary.formats import get

            glossary = termbase(given.concepts)
            for name in FORMATS:
                path = Path(folder, f"glossary{get(name).suffixes[0]}")
                path.write_bytes(rendered(get(name), glossary))
                row(f"parse {name}", path)
                row(f"render {name}", path, given.concepts)
                if name in ("tbx2", "xliff1"):
                    row(f"toolkit {name}", path)


if __name__ == "__main__":
    main()
