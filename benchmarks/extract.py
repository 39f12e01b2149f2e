"""How fast extraction is and what memory it takes, on 10 MB of news, beside YAKE in the same run.

    python benchmarks/extract.py                      # ours alone: one process, two processes, a tenth of the text
    python benchmarks/extract.py --yake PYTHON        # and YAKE, installed in the environment of that interpreter

The text is put together from the development sets in ``../shared/data``: some 2 MB of news, told again with other
document names until there are 10 MB. Every run is a process of its own. Words a second are counted by the time of
the processor, so that a busy machine does not matter; memory is the most that the process (or its largest child) held.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
OURS = """
import resource, sys, time
from functools import partial
begin = time.perf_counter()
from glossary import engines
from glossary.extract import extract
from glossary.model import Document
extract([Document("warm", "Mr Putin met Mr Xi in Samarkand.")])
ready = time.perf_counter()
def documents():
    number, rest = 0, b""
    while piece := sys.stdin.buffer.read(1 << 16):
        *whole, rest = (rest + piece).split(b"\\0")
        for text in whole:
            yield Document(str(number), text.decode())
            number += 1
    yield Document(str(number), rest.decode())
workers = int(sys.argv[1])
engine = engines.serial if workers == 1 else partial(engines.processes, workers=workers)
found = extract(documents(), engine=engine)
done = time.perf_counter()
rows = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
import json
print(json.dumps({
    "start": ready - begin, "seconds": done - ready, "cpu": sum(row.ru_utime + row.ru_stime for row in rows),
    "words": found.words, "candidates": len(found.candidates), "megabytes": max(row.ru_maxrss for row in rows) // 1024,
}))
"""
YAKE = """
import resource, sys, time
begin = time.perf_counter()
import yake
extractor = yake.KeywordExtractor(lan="en", n=3, top=50)
extractor.extract_keywords("Mr Putin met Mr Xi in Samarkand.")
ready = time.perf_counter()
words = found = 0
for text in sys.stdin.buffer.read().decode().split("\\0"):
    words += len(text.split())
    found += len(extractor.extract_keywords(text))
done = time.perf_counter()
import json
used = time.process_time()
print(json.dumps({"start": ready - begin, "seconds": done - ready, "cpu": used, "words": words, "candidates": found,
                  "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
"""


def texts() -> Iterator[str]:
    """Return the articles of the development sets, one by one."""
    for name in ("entities/wwn-dev", "entities/conllpp-dev", "keyphrases/kpcrowd-dev"):
        with open(SHARED / f"{name}.jsonl", encoding="utf-8") as rows:
            for row in rows:
                yield json.loads(row)["text"]
    yield (SHARED / "parallel" / "newstest2019-src.eng.txt").read_text(encoding="utf-8")


def corpus(size: int) -> bytes:
    """Return articles of *size* bytes in all, with NUL between them."""
    articles = [text.replace("\0", " ") for text in texts()]
    chosen: list[bytes] = []
    total = 0
    while total < size:
        for text in articles:
            chosen.append(text.encode())
            total += len(chosen[-1])
            if total >= size:
                break
    return b"\0".join(chosen)


def run(name: str, python: str, program: str, text: bytes, *arguments: str) -> None:
    """Run *program* on *text* and print a row of the table."""
    begin = time.perf_counter()
    done = subprocess.run([python, "-c", program, *arguments], input=text, capture_output=True, check=False)
    if done.returncode:
        print(f"{name:26}  failed: {done.stderr.decode().strip().splitlines()[-1]}")
        return
    row = json.loads(done.stdout)
    print(
        f"{name:26} {len(text) / 1e6:6.1f} MB {row['words']:9,} words {row['start']:6.2f} s start {row['seconds']:7.1f} s, "
        f"{row['cpu']:6.1f} s of a core: {row['words'] / row['cpu']:7,.0f} words/s a core, {row['megabytes']:4} MB memory {row['candidates']:6} candidates "
        f"({time.perf_counter() - begin:.0f} s in all)",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=10.0, help="megabytes of text (10)")
    parser.add_argument("--yake", metavar="PYTHON", help="an interpreter that has YAKE")
    parser.add_argument("--yake-size", type=float, default=1.0, help="megabytes of text for YAKE, which is slow (1)")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there: the development sets are needed")
    size = int(given.size * 1_000_000)
    text = corpus(size)
    run("glossary, a tenth", sys.executable, OURS, corpus(size // 10), "1")
    run("glossary, 1 process", sys.executable, OURS, text, "1")
    run("glossary, 2 processes", sys.executable, OURS, text, "2")
    run("glossary, one document", sys.executable, OURS, text.replace(b"\0", b"\n\n"), "1")
    if given.yake:
        run("YAKE, 3 words, 50 terms", given.yake, YAKE, corpus(int(given.yake_size * 1_000_000)))


if __name__ == "__main__":
    main()
