"""Measure the speed and memory of extraction on 10 MB of news, and compare with YAKE.

    python benchmarks/extract.py                  # one process, two processes, a tenth of the text, one document; YAKE
    python benchmarks/extract.py --alone          # without YAKE
    python benchmarks/extract.py --stream 1000    # 1 GB, streamed through one process, and nothing else

The text repeats the 2 MB of news in the development sets of ``../shared/data``. Each repetition changes the vowels of
rare words and names, so that a long text has new terms to its end, as real ones have. Every run is a process of its
own; YAKE has its own environment, which is created when needed. Words per second are by CPU time, so that other load
matters little; memory is the peak of the process (or its largest child).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import peers  # noqa: E402

from glossary.extract import reference  # noqa: E402

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
    """Yield the articles of the development sets."""
    for name in ("entities/wwn-dev", "entities/conllpp-dev", "keyphrases/kpcrowd-dev"):
        with open(SHARED / f"{name}.jsonl", encoding="utf-8") as rows:
            for row in rows:
                yield json.loads(row)["text"]
    yield (SHARED / "parallel" / "newstest2019-src.eng.txt").read_text(encoding="utf-8")


def corpus(size: int) -> Iterator[bytes]:
    """Yield articles of *size* bytes in all, with NUL between them."""
    articles = [text.replace("\0", " ") for text in texts()]
    total = repetition = 0
    while True:
        for text in articles:
            article = varied(text, repetition).encode()
            total += len(article)
            if total >= size:
                yield article
                return
            yield article + b"\0"
        repetition += 1


_VOWELS = "aeiou"
_WORD = re.compile(r"[A-Za-z]{4,}")


def varied(text: str, repetition: int) -> str:
    """Return *text* with the vowels of its rare words and names changed, differently for each number *repetition*."""
    if not repetition:
        return text
    common = reference.common("en")

    def spelled(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() in common and (word.islower() or common[word.lower()] > _EVERYDAY):
            return word
        steps, rest = [], repetition
        for _ in word:
            rest, step = divmod(rest, len(_VOWELS))
            steps.append(step)
        places = iter(steps)
        return "".join(
            _VOWELS[(_VOWELS.index(letter) + next(places)) % len(_VOWELS)] if letter in _VOWELS else letter
            for letter in word
        )

    return _WORD.sub(spelled, text)


_EVERYDAY = 4.5
"""The Zipf value from which a capitalized word more likely begins a sentence than is a name."""


def run(name: str, python: str, program: str, text: Iterator[bytes], *arguments: str) -> None:
    """Run *program* on *text* and print a row of the table."""
    begin = time.perf_counter()
    command = [python, "-c", program, *arguments]
    size = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HERE.parent) as process:
        for piece in text:
            process.stdin.write(piece)
            size += len(piece)
        process.stdin.close()
        answer = process.stdout.read()
    if process.returncode:
        print(f"{name:26}  failed")
        return
    row = json.loads(answer)
    print(
        f"{name:26} {size / 1e6:6.1f} MB {row['words']:9,} words {row['start']:6.2f} s start {row['seconds']:7.1f} s, "
        f"{row['cpu']:6.1f} s of a core: {row['words'] / row['cpu']:7,.0f} words/s a core, {row['megabytes']:4} MB memory {row['candidates']:6} candidates "
        f"({time.perf_counter() - begin:.0f} s in all)",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=10.0, help="megabytes of text (10)")
    parser.add_argument("--alone", action="store_true", help="without YAKE")
    parser.add_argument("--yake-size", type=float, default=1.0, help="megabytes of text for YAKE, which is slow (1)")
    parser.add_argument("--stream", type=float, metavar="MB", help="only this: so many megabytes through one process")
    parser.add_argument("--peers", type=Path, default=peers.FOLDER, help=f"the folder of environments ({peers.FOLDER})")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there: the development sets are needed")
    if given.stream:
        run("glossary, streamed", sys.executable, OURS, corpus(int(given.stream * 1_000_000)), "1")
        return
    size = int(given.size * 1_000_000)
    run("glossary, a tenth", sys.executable, OURS, corpus(size // 10), "1")
    run("glossary, 1 process", sys.executable, OURS, corpus(size), "1")
    run("glossary, 2 processes", sys.executable, OURS, corpus(size), "2")
    whole = (piece.replace(b"\0", b"\n\n") for piece in corpus(size))
    run("glossary, one document", sys.executable, OURS, whole, "1")
    if not given.alone:
        try:
            yake = peers.python("YAKE", given.peers)
        except peers.Failed as error:
            sys.exit(f"YAKE: {error}")
        run("YAKE, 3 words, 50 terms", str(yake), YAKE, corpus(int(given.yake_size * 1_000_000)))


if __name__ == "__main__":
    main()
