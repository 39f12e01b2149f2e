"""Measure the speed of reading and writing PO files, and compare with polib, Babel and GNU gettext.

    python benchmarks/formats_po.py [--entries 50000] [FILE.po]

Without a file, one is generated: it has comments, references, contexts, plurals, escapes and texts over several lines;
one entry in twenty is obsolete, and one in twenty has its previous text. Each program runs in a process of its own,
three times in turn; the best run counts. Compare the ratios to msgfmt of different runs, not the absolute figures.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = (
    "president minister organization meeting summit congress party war territory integrity trade energy gas border "
    "treaty region power balance question concern partner alliance capital economy sanction market leader visit"
).split()

WAYS = {
    "glossary, parse": ("from glossary.formats.po import parse", "parse(data, where='')"),
    "glossary, parse and serialize": (
        "from glossary.formats.po import parse, serialize",
        "serialize(parse(data, where=''))",
    ),
    "glossary, parse, write all anew": (
        "from dataclasses import replace; from glossary.formats.po import parse, serialize",
        "c = parse(data, where=''); serialize(replace(c, entries=tuple(replace(entry) for entry in c.entries)))",
    ),
    "glossary, to termbase": (
        "from glossary.formats.po import read",
        "read(data, where='', source_language='en')",
    ),
    "polib, parse": ("import polib", "polib.pofile(path)"),
    "polib, parse and write": ("import polib", "str(polib.pofile(path))"),
    "Babel, parse": ("import io; from babel.messages.pofile import read_po", "read_po(io.BytesIO(data))"),
    "msgfmt": ["msgfmt", "-o", "/dev/null"],
    "msgcat": ["msgcat", "-o", "/dev/null"],
}
CHILD = """
import sys, time
path = sys.argv[1]
data = open(path, 'rb').read()
{imports}
begun = time.process_time()
{code}
print(time.process_time() - begun)
"""


def made(entries: int) -> str:
    """Return a PO file with *entries* entries, always the same."""
    chance = random.Random(20220915)
    blocks = [
        'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
        '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
    ]
    for number in range(entries):
        text = " ".join(chance.choices(WORDS, k=chance.randint(1, 9))) + f" {number}"
        gone = chance.random() < 0.05
        mark = "#~ " if gone else ""
        lines = []
        if chance.random() < 0.1:
            lines.append(f"# {text}, said a translator")
        if not gone:
            lines.append(f"#. context: about the {text}")
            lines.append(f"#: seeds/text-{number % 97}.md:{number} seeds/other.md:{number % 211}")
        if chance.random() < 0.1:
            lines.append("#, fuzzy")
            if chance.random() < 0.5:
                lines.append(f'#{"~" if gone else ""}| msgid "the {text}"')
        if chance.random() < 0.1:
            lines.append(f'{mark}msgctxt "menu {number % 7}"')
        shape = chance.random()
        if shape < 0.1:
            lines += [f'{mark}msgid ""', f'{mark}"{text}\\n"', f'{mark}"\\"{text}\\" again"']
        else:
            lines.append(f'{mark}msgid "{text}"')
        if shape > 0.95:
            lines.append(f'{mark}msgid_plural "{text}s"')
            lines += [f'{mark}msgstr[{form}] "перевод {text}"' for form in range(3)]
        else:
            lines.append(f'{mark}msgstr "{"перевод " + text if gone or shape < 0.8 else ""}"')
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def seconds(way: tuple[str, str] | list[str], path: str) -> float:
    """Return the CPU seconds of one run, without the start of Python and its imports."""
    if isinstance(way, tuple):
        command = [sys.executable, "-c", CHILD.format(imports=way[0], code=way[1]), path]
        # Only the last line, because Babel prints a warning for every "#~|".
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*way, path], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", metavar="FILE.po")
    parser.add_argument("--entries", type=int, default=50_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.file or str(Path(folder) / "made.po")
        if not chosen.file:
            Path(path).write_text(made(chosen.entries), encoding="utf-8")
        from glossary.formats.po import parse

        entries = len(parse(Path(path).read_bytes(), where=path).entries)
        ways = {name: way for name, way in WAYS.items() if isinstance(way, tuple) or shutil.which(way[0])}
        best = dict.fromkeys(ways, float("inf"))
        for _ in range(3):
            for name, way in ways.items():
                best[name] = min(best[name], seconds(way, path))
    yardstick = best.get("msgfmt", best["polib, parse"])
    print(f"{entries} entries; ratios to {'msgfmt' if 'msgfmt' in best else 'polib'}")
    print("| way | entries/s | ratio |")
    print("|---|---|---|")
    for name, spent in best.items():
        print(f"| {name} | {entries / spent:,.0f} | {yardstick / spent:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
