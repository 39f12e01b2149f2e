"""Time the merge of a PO file of 50,000 entries after 5 % of the terms were respelled; compare with msgmerge and Babel.

    python benchmarks/merge.py [--entries 5000,50000] [--peers msgmerge,babel]

The entries are random phrases from the words of a source text of this repository (fixed seed). All three tools keep
similar terms as fuzzy. With 50,000 entries msgmerge takes a quarter of an hour, and Babel hours.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from glossary import merge
from glossary.model import Concept, Term, Termbase

ROOT = Path(__file__).parent.parent


def heads(count: int) -> list[str]:
    """Return *count* different phrases of four to nine words."""
    words = sorted(set(re.findall(r"[A-Za-z]{3,}", (ROOT / "seeds/samarkand-summit.md").read_text(encoding="utf-8"))))
    chance = random.Random(50_000)
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault(" ".join(chance.choices(words, k=chance.randint(4, 9))))
    return list(found)


def respelled(names: list[str]) -> list[str]:
    """Return *names* with one word changed in 5 % of them."""
    chance = random.Random(5)
    made = []
    for name in names:
        if chance.random() < 0.05:
            words = name.split()
            at = chance.randrange(len(words))
            words[at] += "s"
            name = " ".join(words)
        made.append(name)
    return made


def po(names: list[str], translated: bool) -> str:
    """Return a PO file."""
    head = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(f'\nmsgid "{name}"\nmsgstr "{name.upper() if translated else ""}"\n' for name in names)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--entries", default="5000,50000")
    options.add_argument("--peers", default="")
    chosen = options.parse_args()
    for count in map(int, chosen.entries.split(",")):
        names = heads(count)
        news = respelled(names)
        base = Termbase(
            tuple(Concept((Term(name, "en"), Term(name.upper(), "ru")), frequency=1, documents=1) for name in names),
            "en",
            ("ru",),
        )
        start = time.process_time()
        merged = merge.extracted(base, [Concept((Term(name, "en"),), frequency=1, documents=1) for name in news])
        seconds = time.process_time() - start
        changed = sum(one != two for one, two in zip(names, news, strict=True))
        near = sum(bool(change.reason.startswith("proposed")) for change in merged.changes)
        print(f"{count} entries, {changed} respelled: glossary {seconds:.1f} s CPU, {near} kept as fuzzy", flush=True)
        peers(names, news, seconds, chosen.peers.split(","))


def peers(names: list[str], news: list[str], ours: float, titles: list[str]) -> None:
    """Run those of the other tools *titles* that are installed on the same entries."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "old.po").write_text(po(names, True), encoding="utf-8")
        (folder / "new.pot").write_text(po(news, False), encoding="utf-8")
        commands = {
            "msgmerge": ["msgmerge", "-q", "-o", os.devnull, "old.po", "new.pot"],
            "babel": ["pybabel", "update", "-i", "new.pot", "-o", "old.po", "-l", "ru"],
        }
        for title, command in commands.items():
            if title in titles and shutil.which(command[0]):
                process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                _, status, usage = os.wait4(process.pid, 0)
                if status:
                    print(f"  {title} failed")
                    continue
                seconds = usage.ru_utime + usage.ru_stime
                print(f"  {title}: {seconds:.1f} s CPU, {seconds / ours:.0f} times", flush=True)


if __name__ == "__main__":
    main()
