"""Fuzz every reader with broken files: it must read them or reject them with one line, in bounded time and memory.

    python benchmarks/fuzz.py [--seconds 60] [--seed 1] [--only po,tmx] [--save FOLDER] [--list]

Every reader runs for the given CPU time in a process of its own. The good files to start with are those of the tests,
the output of our writers, and the real and hostile files of ``../shared/data`` if present. They are broken by flipping
bits, by removing, repeating and swapping pieces, and by inserting pieces of other files or words of the format; in ZIP
archives (DOCX, ODT, XLSX) also in the parts inside. What can be read is written and read again. Bugs are

- any exception but GlossaryError, or a GlossaryError whose message is not one line;
- an input that takes over 5 CPU seconds, or over 512 megabytes more than at the start;
- the death of the process.

The sequence of inputs depends only on the seed. Each bug is shown once, by its place in the code, with an input that is
reduced for a few seconds; ``--save`` keeps these inputs. The exit status is 1 if there is a bug.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from glossary import formats  # noqa: E402
from glossary.errors import GlossaryError  # noqa: E402

SHARED = ROOT.parent / "shared" / "data"
LONG, WIDE = 5, 512 * 2**20
"""The limits for one input: CPU seconds, bytes."""
LARGEST = 65536
"""The size of the largest file to start with, in bytes."""

Check = Callable[[bytes], object]


COUNTS = {"called": 0, "read": 0}
"""How often a reader was called, and how often it could read the input: a run that rejects everything tests little."""


class Slow(Exception):
    """An input took too long."""


# The readers


def format_(name: str) -> Check:
    """Return a check that reads a file in the format *name* in all possible ways, and writes and reads it again."""
    row = formats.get(name)

    def check(data: bytes) -> None:
        settings: dict[str, Any] = {"where": "x", "source_language": "en", "language": "ru"}
        refused(lambda: formats.detect(data, "x"))
        if row.read is not None:
            reading = refused(lambda: row.read(data, **settings))
            if reading is not None and row.write is not None:
                written = refused(lambda: row.write(reading.termbase, languages=["ru"]))
                if written is not None:
                    row.read(written[0], **settings)
        if row.units is not None:
            units = refused(lambda: list(row.units(io.BytesIO(data), **settings)))
            if units and row.write_units is not None:
                out = io.BytesIO()
                row.write_units(out, units, source_language="en", languages=["ru"])
                list(row.units(io.BytesIO(out.getvalue()), **settings))
        if row.info is not None:
            refused(lambda: row.info(io.BytesIO(data), where="x"))

    return check


def refused(read: Callable[[], Any]) -> Any:
    """Return what *read* returns, or None if it raises a proper GlossaryError."""
    COUNTS["called"] += 1
    try:
        found = read()
        COUNTS["read"] += 1
        return found
    except GlossaryError as error:
        if "\n" in str(error) or not error.what:
            raise AssertionError(f"not one line: {str(error)!r}") from error
        return None


def catalogue(data: bytes) -> None:
    """Read a PO file in all possible ways, and write it back."""
    from glossary.formats import po

    format_("po")(data)
    catalog = refused(lambda: po.parse(data, where="x"))
    if catalog is not None:
        po.parse(po.serialize(catalog), where="x")


def source(kind: str) -> Check:
    def check(data: bytes) -> None:
        from glossary.formats import sources
        from glossary.text.segments import segments

        document = refused(lambda: sources.read_stream(data, name="x", kind=kind))
        if document is not None and len(data) < 4096:
            segments(document)

    return check


def checks(data: bytes) -> None:
    """Run all checks on a PO file: as a glossary, and as translated segments."""
    from datetime import date

    from glossary.checks import run
    from glossary.formats import po

    catalog = refused(lambda: po.parse(data, where="x"))
    if catalog is None:
        return
    chosen = run.select(["all"])
    reading = po.to_termbase(catalog, language="ru", source_language="en", where="x")
    for language in ("ru", "zh-Hans"):
        run.termbase(reading.termbase, language, chosen, date(2022, 9, 16))
        read = po.units(io.BytesIO(data), where="x", source_language="en", language=language)
        units = refused(partial(list, read)) or []  # a header may name another language
        list(run.units(units, chosen))
        for unit in units:
            mended = run.apply_fixes(unit.target, unit.source, ("en", language), chosen)
            run.apply_fixes(mended, unit.source, ("en", language), chosen)
    assert not chosen.crashes, next(iter(chosen.crashes))


def extract(data: bytes) -> None:
    """Extract the terms of a text."""
    from glossary import extract
    from glossary.formats import sources

    document = refused(lambda: sources.read_stream(data[:8192], name="x", kind="txt"))
    if document is not None:
        extract.extract([document])


def tool(name: str) -> Check:
    def check(data: bytes) -> None:
        from glossary.formats import tools

        row = tools.by_name(name)
        for kind in row.kinds:
            refused(lambda kind=kind: row.read(data, f"x{kind}", source_language="en", language="ru"))

    return check


def decisions(data: bytes) -> None:
    from glossary import decisions
    from glossary.formats import files

    refused(lambda: decisions.compile(decisions.parse(files.decode(data, where="x"), where="x")))


def configuration(name: str) -> Check:
    def check(data: bytes) -> None:
        from glossary import project

        with tempfile.TemporaryDirectory() as folder:
            Path(folder, name).write_bytes(data)
            found = refused(lambda: project.load(Path(folder)))
            if found is not None:
                refused(lambda: (found.tags(), [found.catalogue(tag) for tag in found.tags()], found.memory_path))

    return check


def memory(data: bytes) -> None:
    from glossary import memory
    from glossary.model import TranslationUnit

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.sqlite")
        path.write_bytes(data)

        def use(read_only: bool) -> None:
            with memory.open(str(path), read_only=read_only) as found:
                found.stats()
                found.lookup("Sentence number 4 of the text.", "ru")
                found.search("number", target_language="ru")
                list(found.units())
                if not read_only:
                    found.add([TranslationUnit("A new sentence.", "Новое предложение.", "en", "ru")])

        refused(lambda: use(True))
        refused(lambda: use(False))


NAMES = ("mo", "tmx", "tbx", "tbx2", "xliff", "xliff1", "multiterm", "omegat", "csv", "tsv", "xlsx")
TOOLS = ("weblate", "memoq", "phrase", "crowdin", "lokalise", "deepl", "google", "microsoft", "aws")
PARTS = {"odt-content": "content.xml", "docx-content": "word/document.xml", "xlsx-sheet": "xl/worksheets/sheet1.xml"}
"""Readers whose input is one part of an otherwise good archive."""


def part(name: str) -> Check:
    kind = name.partition("-")[0]
    around = good(kind)

    def check(data: bytes) -> None:
        made = packed(around | {PARTS[name]: data})
        (source(kind) if kind != "xlsx" else format_(kind))(made)

    return check


def good(kind: str) -> dict[str, str | bytes]:
    """Return the parts of a good archive."""
    import formats_cases

    if kind != "xlsx":
        return {"odt": ODT, "docx": DOCX}[kind]
    made = formats.get("xlsx").write(formats_cases.glossary(), languages=["ru"])[0]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


READERS: dict[str, Check] = {
    "po": catalogue,
    **{name: lambda data, name=name: format_(name)(data) for name in NAMES},
    **{kind: source(kind) for kind in ("txt", "md", "html", "docx", "odt")},
    **{name: lambda data, name=name: part(name)(data) for name in PARTS},
    **{f"tool-{name}": tool(name) for name in TOOLS},
    "checks": checks,
    "extract": extract,
    "decisions": decisions,
    "toml": configuration("glossary.toml"),
    "cfg": configuration("setup.cfg"),
    "memory": memory,
}


# The files to start with

ENDINGS = {
    "po": (".po", ".pot"),
    "tmx": (".tmx",),
    "tbx": (".tbx", ".tbx2"),
    "tbx2": (".tbx", ".tbx2"),
    "xliff": (".xlf", ".xliff", ".mxliff"),
    "xliff1": (".xlf", ".xliff", ".mxliff"),
    "multiterm": (".xml", ".mtf"),
    "omegat": (".utf8", ".tab", ".txt"),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
    "txt": (".txt", ".text"),
    "md": (".md",),
    "html": (".html", ".htm"),
    "docx": (".docx",),
    "odt": (".odt",),
    "checks": (".po", ".pot"),
    "extract": (".txt", ".md", ".html"),
}
DECISIONS = "# what we decided\nreject: Tuesday\nkeep: Samarkand place\njoin: Xi = Xi Jinping\nsplit: Xi = Xi Yang\n"
TOML = """sources = ["seeds"]
languages = ["ru", "zh_CN"]
min-score = 0.2
limit = 500
select = ["entry"]
tmx = "locale/glossary.tmx"
translations = "translations/{language}/{stem}.txt"
[severity]
"zh.quotes" = "info"
[per-file]
"locale/*" = ["entry.copy"]
"""
CFG = "[glossary]\nname = x\nsources = seeds\nlanguages = ru, zh_CN\nmin-score = 0.2\nkinds = person, place\n"
DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Ann Smith</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>'
    "<w:t>met</w:t><w:tab/><w:br/></w:r><w:ins><w:r><w:t>Boris</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>"
    '<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>x</w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r><w:del><w:r><w:delText>y</w:delText></w:r></w:del><w:r><w:footnoteReference/></w:r></w:p>'
    "</w:body></w:document>",
}
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h '
    'text:outline-level="1">Ann</text:h><text:p>met<text:s text:c="3"/><text:span>Boris</text:span><text:tab/></text:p><text:tracked-changes><text:changed-region><text:deletion>'
    "<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:list><text:list-item><text:p>one"
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note>"
    "<text:line-break/></text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item>"
    "</text:list><text:ruby><text:ruby-base>x</text:ruby-base><text:ruby-text>y</text:ruby-text></text:ruby>"
    "</office:text></office:body></office:document-content>",
}


def beginnings(name: str) -> list[bytes]:
    """Return the files that the reader *name* starts with."""
    import formats_cases

    found: list[bytes] = []
    kind = "csv" if name.startswith("tool-") else name
    if kind in formats.names("formats"):
        row = formats.get(kind)
        if row.write is not None:
            found.append(row.write(formats_cases.glossary(), languages=["ru"])[0])
    for folder in (
        ROOT / "tests" / "data",
        ROOT / "locale",
        ROOT / "seeds",
        SHARED / "interchange",
        SHARED / "hostile",
    ):
        paths = [path for path in sorted(folder.rglob("*")) if path.suffix in ENDINGS.get(kind, ()) and path.is_file()]
        found += [path.read_bytes() for path in paths if path.stat().st_size <= LARGEST]
    match kind:
        case "decisions":
            found.append(DECISIONS.encode())
        case "toml":
            found.append(TOML.encode())
        case "cfg":
            found.append(CFG.encode())
        case "odt-content" | "docx-content" | "xlsx-sheet":
            content = good(kind.partition("-")[0])[PARTS[kind]]
            found.append(content.encode() if isinstance(content, str) else content)
        case "docx":
            found.append(packed(DOCX))
        case "odt":
            found.append(packed(ODT))
        case "mo":
            found.append(compiled())
        case "memory":
            found.append(remembered())
    if name.startswith("tool-"):
        from glossary.formats import tools

        made = tools.by_name(name.removeprefix("tool-"))
        found += [made.write(formats_cases.glossary(), f"x{ending}", languages=["ru"])[0] for ending in made.kinds]
    return [data for data in found if data] or [b"a\n"]


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive with *parts*."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def compiled() -> bytes:
    """Return a small MO file."""
    import polib

    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "ru"}
    catalog.append(polib.POEntry(msgid="Beijing", msgstr="Пекин"))
    catalog.append(polib.POEntry(msgid="day", msgid_plural="days", msgstr_plural={0: "день", 1: "дня", 2: "дней"}))
    catalog.append(polib.POEntry(msgctxt="country", msgid="Georgia", msgstr="Грузия"))
    data: bytes = catalog.to_binary()
    return data


def remembered() -> bytes:
    """Return the content of a memory file with some units."""
    import sqlite3

    from glossary import memory
    from glossary.model import TranslationUnit

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.sqlite")
        with memory.open(str(path)) as made:
            made.add(
                [
                    TranslationUnit(f"Sentence number {n} of the text.", f"Предложение номер {n}.", "en", "ru")
                    for n in range(40)
                ]
            )
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return path.read_bytes()


# Breaking them

TEXTS = [
    "<", ">", "&", "&#0;", "&#x110000;", "&amp;", "&x;", "<!--", "-->", "]]>", "<![CDATA[", "<?xml version='1.0'?>", "<!DOCTYPE a [",
    "<tu>", "</tu>", "<tuv>", "<seg>", "</seg>", "<bpt i='1'>", "<ept/>", "<term/>", "<tig>", "<note/>", "<unit>", "<trans-unit>",
    '<segment state="x">', "<pc>", "<mrk>", "<gls:glossEntry/>", ' xml:lang="zz-"', ' xml:lang=""', ' xml:lang="en-' + "a" * 300 + '"',
    ' id="1"', "<descrip type='x'/>", "<transacGrp>", "<conceptGrp>", "<languageGrp>", "<table>", "<td colspan='99999999'>",
    "<ol start='99999999999999999999'>", "<li>", "<script>", "<meta charset=utf-7>", '"', "'", "\\", "\\x", "\\777", "\n", "\r", "\r\n",
    "\t", ",", ";", "|", "=1+1", "\0", "\ufeff", "\u2028", "\u0085", "\ud7ff", "я", "\U0001f600", "\u202e", "msgid ", "msgstr ",
    "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[99999999999] ", "#~ ", "#| ", "#, fuzzy\n", "#: ", "#. ",
    "# glossary: ignore x -- y\n", 'msgid ""\n', "Plural-Forms: nplurals=", "Content-Type: text/plain; charset=utf-16\\n", "domain ",
    "0", "-1", "1e999", "nan", "99999999999999999999", "true", "[[", "]]", "{", "}", "[glossary]", "languages = ", "%(x)s", "```",
    "<text:p>", "</text:p>", "<text:s text:c='99999999999'/>", "<text:note>", "<text:list-item>", "</text:list-item>", "<w:p>",
    "</w:p>", "<w:del>", "<w:tc>", "<w:fldChar w:fldCharType='end'/>", "<w:pStyle w:val='Heading9999'/>", "<row r='99999999999'>",
    "<c r='XFDZZ1' t='s'>", "<v>1e308</v>", "<row>", "</row>", "_x0000_", "_xD800_",
    "> " * 200, "* ", "[" * 500, "<b>" * 300, "(" * 300, "x" * 3000, " " * 3000, "a,b\n" * 200,
]  # fmt: skip
BYTES = [b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", "я".encode("utf-16"), "中".encode("gb18030")]
WORDS = [text.encode() for text in TEXTS] + BYTES
"""The words to insert."""


class Breaker:
    """Makes broken files from good ones, always the same for the same *seed*."""

    def __init__(self, seed: str, good: list[bytes]) -> None:
        self.chance = random.Random(seed)
        self.good = good

    def next(self) -> bytes:
        """Return the next broken file."""
        data = self.chance.choice(self.good)
        if data.startswith(b"PK\x03\x04") and self.chance.random() < 0.7:
            return self.inside(data)
        return self.broken(data)

    def inside(self, data: bytes) -> bytes:
        """Return the archive *data* with one of its parts broken, removed or duplicated."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [(name, archive.read(name)) for name in archive.namelist()[:40]]
        except Exception:  # a hostile one
            return self.broken(data)
        if not parts:
            return self.broken(data)
        at = self.chance.randrange(len(parts))
        name, content = parts[at]
        fate = self.chance.random()
        if fate < 0.9:
            parts[at] = name, self.broken(content)
        elif fate < 0.95:
            del parts[at]
        else:
            parts.append((name, self.broken(content)))
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            warnings.simplefilter("ignore")  # a duplicate name is intended
            for name, content in parts:
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def broken(self, data: bytes) -> bytes:
        """Return *data* after one to six changes."""
        chance = self.chance
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 6))):
            size = len(data)
            at, end = sorted((chance.randint(0, size), chance.randint(0, size)))
            near = min(size, at + chance.choice((1, 2, 8, 40, 400)))
            match chance.randrange(9):
                case 0 if size:
                    at = min(at, size - 1)
                    data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
                case 1 if size:
                    data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
                case 2:
                    data = data[:at] + data[near:]
                case 3:
                    data = data[:end] if chance.random() < 0.7 else data[at:]
                case 4:
                    data = data[:end] + data[at:near] * chance.choice((1, 1, 2, 50)) + data[end:]
                case 5:
                    other = chance.choice(self.good)
                    start = chance.randint(0, len(other))
                    data = data[:at] + other[start : start + chance.choice((4, 40, 400, 4000))] + data[near:]
                case 6:
                    data = data[:at] + data[end : end + 40] + data[near:end] + data[at:near] + data[end + 40 :]
                case _:
                    data = data[:at] + chance.choice(WORDS) + data[at if chance.random() < 0.7 else near :]
            data = data[: 4 * LARGEST]
        return data


# Running


def tried(check: Check, data: bytes) -> str:
    """Return where and how *check* fails on *data*, or an empty string if it does not."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LONG)
    faulthandler.dump_traceback_later(12 * LONG, exit=True)
    try:
        check(data)
        return ""
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if f"{os.sep}glossary{os.sep}" in frame.filename] or frames
        place = f"{Path(ours[-1].filename).relative_to(ROOT) if ours[-1].filename.startswith(str(ROOT)) else '?'}"
        line = 0 if isinstance(error, Slow) else ours[-1].lineno
        return f"{place}:{line}: {type(error).__name__}: {' '.join(str(error).split())[:160]}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        faulthandler.cancel_dump_traceback_later()


def kind_of(failure: str) -> str:
    """Return the place and the exception of *failure*, by which two failures are the same."""
    return failure if "AssertionError" in failure else ": ".join(failure.split(": ")[:2])


def smaller(check: Check, data: bytes, failure: str, seconds: float) -> bytes:
    """Return a part of *data* with the same *failure*, reduced for at most *seconds*."""
    if "Slow" in failure:
        return data
    until = time.process_time() + seconds
    step = len(data) // 2
    while step:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + step :]
            if time.process_time() > until:
                return data
            if kind_of(tried(check, less)) == kind_of(failure):
                data = less
            else:
                at += step
        step //= 2
    return data


def fuzz(name: str, seconds: float, seed: int, folder: Path) -> int:
    """Run the reader *name* on broken files for *seconds*; print the bugs and return their number."""
    check = READERS[name]
    breaker = Breaker(f"{seed} {name}", beginnings(name))
    for data in breaker.good:  # fills imports and caches before the memory is limited
        tried(check, data)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + WIDE, used + WIDE))
    found: dict[str, str] = {}
    current = folder / f"{name}.current"
    count = 0
    slowest = 0.0
    began = time.process_time()
    inputs = iter(breaker.good)
    while time.process_time() - began < seconds:
        data = next(inputs, None) or breaker.next()
        current.write_bytes(data)
        start = time.process_time()
        failure = tried(check, data)
        slowest = max(slowest, time.process_time() - start)
        count += 1
        if failure and kind_of(failure) not in found:
            found[kind_of(failure)] = failure
            small = smaller(check, data, failure, 5)
            path = folder / f"{name}-{len(found)}"
            path.write_bytes(small)
            print(f"  {failure}\n    {path} ({len(small)} bytes): {small[:200]!r}", flush=True)
    current.unlink()
    share = round(100 * COUNTS["read"] / max(1, COUNTS["called"]))
    print(
        f"{name}: {count} inputs from {len(breaker.good)} files, {share} % of the readings went through, "
        f"slowest {slowest:.2f} s, {len(found)} bugs",
        flush=True,
    )
    return len(found)


def too_long(*_: object) -> None:
    raise Slow(f"over {LONG} seconds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(READERS), help="readers, separated by commas")
    parser.add_argument("--save", metavar="FOLDER", default="", help="where inputs that show a bug are kept")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--list", action="store_true", help="list the readers")
    chosen = parser.parse_args()
    if chosen.list:
        print("\n".join(READERS))
        return
    folder = Path(chosen.save or tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.child:
        faulthandler.enable()
        signal.signal(signal.SIGVTALRM, too_long)
        warnings.simplefilter("ignore")
        sys.exit(fuzz(chosen.only, chosen.seconds, chosen.seed, folder) > 0)
    failed = False
    for name in chosen.only.split(","):
        command = [sys.executable, __file__, "--child", "--only", name, "--save", str(folder)]
        settings = ["--seconds", str(chosen.seconds), "--seed", str(chosen.seed)]
        done = subprocess.run([*command, *settings], env=os.environ | {"PYTHONHASHSEED": "0"})
        if done.returncode not in (0, 1):
            print(f"{name}: ended with status {done.returncode}; the input is {folder / name}.current", flush=True)
        failed |= done.returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
