"""Time ``glossary check`` on a glossary of 70,000 entries in three languages, and compare with pofilter and msgfmt -c.

    python benchmarks/check.py [--entries 70000]

Each entry combines two random entries (fixed seed) of this repository's glossary. The English terms are the same for
each language; one rendering in fifty has a mistake. pofilter (Translate Toolkit, GPL) is run as a program if it is
installed: pip install translate-toolkit.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LANGUAGES = {"ru": "ru", "zh_CN": "zh_CN", "zh_SG": "zh_CN"}
"""Folders, and the language of this repository's glossary whose renderings they are made from."""


def parts(language: str) -> list[tuple[str, str]]:
    """Return (source, rendering) pairs of this repository's glossary."""
    import polib

    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "glossary.po"))
    return sorted((entry.msgid, entry.msgstr) for entry in catalogue if entry.msgstr and not entry.obsolete)


def make(folder: Path, entries: int) -> None:
    """Write a project with *entries* entries in each language into *folder*."""
    (folder / "glossary.toml").write_text(f"languages = {json.dumps(list(LANGUAGES))}\n")
    for language, donor in LANGUAGES.items():
        pairs = parts(donor)
        chance = random.Random(entries)  # each language has the same entries, as if from one template
        path = folder / "locale" / language / "LC_MESSAGES" / "glossary.po"
        path.parent.mkdir(parents=True)
        plural = "nplurals=1; plural=0;" if language.startswith("zh") else "nplurals=3; plural=n%10==1 ? 0 : 1;"
        with path.open("w", encoding="utf-8") as out:
            out.write(
                f'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n'
                f'"Last-Translator: x\\n"\n"Language-Team: x\\n"\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
                '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
                f'"Plural-Forms: {plural}\\n"\n'
            )
            for number in range(entries):
                one, two = chance.choice(pairs), chance.choice(pairs)
                text = f"{one[1]} {number} {two[1]}" if language == "ru" else f"{one[1]}{number}{two[1]}"
                if chance.random() < 0.02:
                    text = text.replace("о", "o").replace("，", ",") + " "
                source = f"{one[0]} {number} {two[0]}"
                out.write(f"\n#. kind: phrase\n#. seen: 1 time in 1 text\n#: seeds/x.txt:{number}\n")
                out.write(f'msgid "{source}"\nmsgstr "{text}"\n'.replace("\\", ""))


def measured(command: list[str], folder: Path) -> tuple[float, float, str]:
    """Return the CPU seconds, the peak megabytes and the last line of output of *command*."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode("utf-8", "replace") if process.stdout else ""
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, (output.strip().splitlines() or [""])[-1][:100]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--entries", type=int, nargs="*", default=[7_000, 23_333, 70_000])
    for entries in options.parse_args().entries:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, entries)
            catalogues = [str(folder / "locale" / language / "LC_MESSAGES" / "glossary.po") for language in LANGUAGES]
            ours = measured([sys.executable, "-m", "glossary", "check", "--exit-zero"], folder)
            rows = [("glossary check, all default checks", ours)]
            if shutil.which("msgfmt"):
                runs = [measured(["msgfmt", "-c", "-o", os.devnull, path], folder) for path in catalogues]
                rows.append(("msgfmt -c", (sum(run[0] for run in runs), max(run[1] for run in runs), runs[0][2])))
            beside = Path(sys.executable).parent / "pofilter"
            if beside.exists() or shutil.which("pofilter"):
                program = str(beside) if beside.exists() else "pofilter"
                runs = [measured([program, path, os.devnull], folder) for path in catalogues]
                rows.append(("pofilter", (sum(run[0] for run in runs), max(run[1] for run in runs), runs[0][2])))
            print(f"{entries} entries in {len(LANGUAGES)} languages")
            for title, (seconds, megabytes, last) in rows:
                print(f"  {title:36} {seconds:7.1f} s  {megabytes:6.0f} MB  {seconds / ours[0]:5.1f} x   {last}")


if __name__ == "__main__":
    main()
