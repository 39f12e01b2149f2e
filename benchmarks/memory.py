"""Measure recall, time, size and import speed of the translation memory, and compare with other fuzzy matchers.

    python benchmarks/memory.py [--languages en,ru,zh] [--sizes 10000,100000,1000000] [--truth 50] [--few 5]
                                [--peers fts5,toolkit,trgm] [--toolkit PYTHON] [--seed report] [--folder DIR]

Memories are made by :mod:`benchmarks.memory_data`, and kept in *--folder* for the next run if it is given. Import and
lookup run in processes of their own, so that their memory can be measured. Times are CPU time; for our lookups the best
of three rounds over all queries (200 of each kind). Recall is the share of the five best matches of at least 70 points
that are found; matches with equal scores are interchangeable. The score is that of :mod:`glossary.text.similarity` for
all tools. Recall is measured for the first *--truth* queries of each kind, the other tools run on the first *--few* of
each. The index was tuned on the queries of another seed (``--seed tune``).

brute
    RapidFuzz over all folded segments of a possible length (plus the score for those that can matter): the reference.
toolkit
    The Translate Toolkit's matcher without its limit on length; it is under the GPL and runs in the environment of
    the interpreter *--toolkit*, which needs translate-toolkit and rapidfuzz.
fts5
    SQLite's full-text index with the six rarest words, or ten rarest trigrams, ranked by bm25, then scored.
trgm
    PostgreSQL's pg_trgm, GIN, threshold 0.3, then scored; needs psycopg and a server that can be started.
"""

from __future__ import annotations

import argparse
import bisect
import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from rapidfuzz import process  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402

import glossary.memory  # noqa: E402
from benchmarks.memory_data import OTHER, TAGS, Maker, queries  # noqa: E402
from glossary.model import Match  # noqa: E402
from glossary.text.similarity import Folded, fold, score  # noqa: E402

MINIMUM, TOP = 70, 5
Finder = Callable[[str], list[float]]
"""Returns the scores of the answers to a query, best first."""


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def best(query: str, folded: Folded, texts: list[str]) -> list[float]:
    """Return the highest scores of the *texts* that reach the minimum, best first."""
    found = [score(query, text, folded).points for text in texts]
    return sorted((points for points in found if points >= MINIMUM), reverse=True)[:TOP]


def recall(found: list[list[float]], truth: list[list[float]]) -> float:
    hits = whole = 0
    for got, true in zip(found, truth, strict=True):
        if true:
            hits += min(len(true), sum(points >= true[-1] - 1e-6 for points in got))
            whole += len(true)
    return hits / whole if whole else 1.0


def private() -> float:
    """Return the megabytes of private memory of this process, without file pages, which the system can reclaim."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(int(number) for number in re.findall(r"Anonymous:\s+(\d+) kB", rollup.read_text())) / 1024


def peak() -> float:
    """Return the peak memory of this process in megabytes, without that of the process it was forked from."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


# The memory, in processes of its own


def child_import(path: str, tmx: str) -> dict[str, float]:
    from glossary import formats

    read = formats.get("tmx").units
    with open(tmx, "rb") as stream:
        begin = time.process_time()
        count = sum(1 for _ in read(stream, where=tmx))
        reading = time.process_time() - begin
    with open(tmx, "rb") as stream, glossary.memory.open(path) as memory:
        begin = time.process_time()
        memory.add(read(stream, where=tmx))
        spent = time.process_time() - begin
    most = peak()
    size = os.path.getsize(path)
    with glossary.memory.open(path) as memory:
        begin = time.process_time()
        for unit in islice(memory.units(), 300):
            memory.add([replace(unit, source=f"{unit.source} once more", key="alone")])
        single = (time.process_time() - begin) / 300 * 1000
    return {
        "units": count,
        "speed": count / spent,
        "stored": count / (spent - reading),
        "peak": most,
        "single": single,
        "size": size,
    }


def child_lookup(path: str, queries_path: str, source: str, target: str) -> dict[str, Any]:
    kinds: dict[str, list[str]] = json.loads(Path(queries_path).read_text(encoding="utf-8"))
    begin, wall = time.process_time(), time.perf_counter()
    memory = glossary.memory.open(path, read_only=True)
    memory.lookup(kinds["edited"][0], target, source, minimum=MINIMUM, limit=TOP)
    opened, opened_wall = (time.process_time() - begin) * 1000, (time.perf_counter() - wall) * 1000
    again = 1e9
    for text in kinds["edited"][1:4]:
        begin = time.process_time()
        with glossary.memory.open(path, read_only=True) as other:
            other.lookup(text, target, source, minimum=MINIMUM, limit=TOP)
            again = min(again, (time.process_time() - begin) * 1000)

    def timed(text: str) -> tuple[list[Match], float]:
        begin = time.process_time()
        matches = memory.lookup(text, target, source, minimum=MINIMUM, limit=TOP)
        return matches, (time.process_time() - begin) * 1000

    answers: dict[str, Any] = {}
    for kind, texts in kinds.items():
        times, found = [], []
        for text in texts:
            matches, spent = timed(text)
            times.append(spent)
            found.append([match.score for match in matches])
        for _ in range(2):
            times = [min(one, timed(text)[1]) for one, text in zip(times, texts, strict=True)]
        answers[kind] = {"times": times, "found": found}
    numbers = {"opened": opened, "opened_wall": opened_wall, "again": again, "private": private()}
    return {"answers": answers, **numbers}


def child(*arguments: str) -> dict[str, Any]:
    """Return the result of a child process."""
    done = subprocess.run(
        [sys.executable, __file__, "--child", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


# The others


def brute(sources: list[str]) -> Finder:
    folded = [fold(text).text for text in sources]
    order = sorted(range(len(folded)), key=lambda at: len(folded[at]))
    texts = [folded[at] for at in order]
    lengths = [len(text) for text in texts]

    def find(query: str) -> list[float]:
        wanted = fold(query)
        size = len(wanted.text)
        low = bisect.bisect_left(lengths, int(size * MINIMUM / 100))
        high = bisect.bisect_right(lengths, int(size / MINIMUM * 100) + 1)
        found = process.extract(
            wanted.text, texts[low:high], scorer=Levenshtein.normalized_similarity, score_cutoff=0.699, limit=None
        )
        points: list[float] = []
        for _, bound, at in found:
            if len(points) >= TOP and 100 * bound + 0.06 < points[TOP - 1]:
                break
            one = score(query, sources[order[low + at]], wanted).points
            if one >= MINIMUM:
                points = sorted([*points, one], reverse=True)[:TOP]
        return points

    return find


TOOLKIT = """
import json, sys, time
from translate.search import match
from translate.storage import base

base.TranslationUnit.__lt__ = lambda one, other: False  # it stumbles over two candidates of one score otherwise
store = base.TranslationStore()
with open(sys.argv[1], encoding="utf-8", newline="\\n") as stream:
    for line in stream:
        unit = base.TranslationUnit(line.rstrip("\\n"))
        unit.target = unit.source
        store.units.append(unit)
matcher = match.matcher(store, max_candidates=5, min_similarity=70, max_length=100_000)
rows = []
for query in json.load(open(sys.argv[2], encoding="utf-8")):
    begin = time.process_time()
    found = [unit.source for unit in matcher.matches(query)]
    rows.append([found, time.process_time() - begin])
print(json.dumps(rows))
"""
"""A program for the interpreter of the Translate Toolkit: segments, queries -> matches and seconds for each query."""


def toolkit(python: str, sources: list[str], queries: list[str], folder: Path) -> tuple[Finder, Callable[[], float]]:
    """Return a finder with precomputed answers, and its clock."""
    (folder / "segments.txt").write_text("\n".join(sources) + "\n", encoding="utf-8", newline="\n")
    (folder / "asked.json").write_text(json.dumps(queries), encoding="utf-8")
    done = subprocess.run(
        [python, "-c", TOOLKIT, str(folder / "segments.txt"), str(folder / "asked.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    answers = dict(zip(queries, json.loads(done.stdout), strict=True))
    total = 0.0

    def find(query: str) -> list[float]:
        nonlocal total
        found, spent = answers[query]
        begin = time.process_time()
        points = best(query, fold(query), found)
        total += spent + time.process_time() - begin
        return points

    return find, lambda: total


def fts5(sources: list[str], folder: Path, tokenizer: str) -> Finder:
    connection = sqlite3.connect(folder / f"fts-{tokenizer}.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("CREATE TABLE segment (id INTEGER PRIMARY KEY, source TEXT)")
    connection.execute(f"CREATE VIRTUAL TABLE text USING fts5(source, content='', tokenize='{tokenizer}')")
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(text, row)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO segment VALUES (?, ?)", enumerate(sources))
    connection.executemany("INSERT INTO text (rowid, source) VALUES (?, ?)", enumerate(sources))
    connection.execute("COMMIT")
    most = 6 if tokenizer == "unicode61" else 10

    def find(query: str) -> list[float]:
        lower = query.lower()
        terms = (
            re.findall(r"\w+", lower)
            if tokenizer == "unicode61"
            else [lower[at : at + 3] for at in range(len(lower) - 2)]
        )
        counts = {}
        for term in dict.fromkeys(terms):
            row = connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (term,)).fetchone()
            if row:
                counts[term] = row[0]
        rarest = sorted(counts, key=lambda term: counts[term])[:most]
        if not rarest:
            return []
        wanted = " OR ".join('"' + term.replace('"', '""') + '"' for term in rarest)
        rows = connection.execute(
            "SELECT source FROM segment WHERE id IN "
            "(SELECT rowid FROM text WHERE text MATCH ? ORDER BY rank LIMIT 100)",
            (wanted,),
        ).fetchall()
        return best(query, fold(query), [row[0] for row in rows])

    return find


def trgm(sources: list[str], url: str) -> tuple[Finder, Callable[[], float]]:
    """Return the finder, and a clock that includes the CPU seconds of the server's process."""
    import psycopg

    connection = psycopg.connect(url, autocommit=True)
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    connection.execute("DROP TABLE IF EXISTS segment")
    connection.execute("CREATE UNLOGGED TABLE segment (id integer, source text)")
    with connection.cursor() as cursor, cursor.copy("COPY segment FROM STDIN") as copy:
        for row in enumerate(sources):
            copy.write_row(row)
    connection.execute("CREATE INDEX ON segment USING gin (source gin_trgm_ops)")
    connection.execute("SET pg_trgm.similarity_threshold = 0.3")
    connection.execute("SET enable_seqscan = off")
    server = connection.info.backend_pid

    def find(query: str) -> list[float]:
        rows = connection.execute("SELECT source FROM segment WHERE source %% %s", (query,)).fetchall()
        return best(query, fold(query), [row[0] for row in rows])

    def clock() -> float:
        return time.process_time() + int(Path(f"/proc/{server}/schedstat").read_text().split()[0]) / 1e9

    return find, clock


# The run


def measure(
    name: str,
    find: Finder,
    queries: dict[str, list[str]],
    truth: dict[str, list[list[float]]],
    clock: Callable[[], float],
    most: int,
) -> None:
    """Measure *find* and print a row of the table."""
    times: list[float] = []
    shares = []
    for kind in truth:
        found = []
        for query in queries[kind][: min(most, len(truth[kind]))]:
            begin = clock()
            found.append(find(query))
            times.append((clock() - begin) * 1000)
        shares.append(f"{kind} {recall(found, truth[kind][: len(found)]):.3f}")
    print(
        f"  {name:24} {percentile(times, 0.5):9.2f} {percentile(times, 0.95):9.2f} ms   " + "  ".join(shares),
        flush=True,
    )


def make(language: str, size: int, tmx: Path, queries_path: Path, seed: str) -> None:
    """Write a memory as TMX, and the queries for it."""
    from glossary import formats

    maker = Maker(language)
    units = list(maker.units(size))
    write = formats.get("tmx").write_units
    with tmx.open("wb") as stream:
        write(stream, units, source_language=TAGS[language], languages=[TAGS[OTHER[language]]])
    kinds = vars(queries(maker, [unit.source for unit in units], seed))
    queries_path.write_text(json.dumps(kinds, ensure_ascii=False), encoding="utf-8")


def run(language: str, size: int, options: argparse.Namespace, folder: Path) -> None:
    from glossary import formats

    tmx, path, queries_path = (
        folder / f"{language}-{size}{ending}" for ending in (".tmx", ".sqlite", f"-{options.seed}.json")
    )
    if not queries_path.exists():
        make(language, size, tmx, queries_path, options.seed)
    read = formats.get("tmx").units
    sources, text = [], 0
    with tmx.open("rb") as stream:
        for unit in read(stream, where=str(tmx)):
            sources.append(unit.source)
            text += len(unit.source.encode()) + len(unit.target.encode())
    kinds: dict[str, list[str]] = json.loads(queries_path.read_text(encoding="utf-8"))
    print(f"{language}, {size:,} units, {text / 1e6:.0f} MB of text, queries of seed '{options.seed}'", flush=True)
    made = child("import", str(path), str(tmx))
    print(
        f"  import from TMX {made['speed']:,.0f} units/s (without reading {made['stored']:,.0f}), "
        f"peak {made['peak']:.0f} MB; one alone {made['single']:.2f} ms; file {made['size'] / text:.2f} times the text",
        flush=True,
    )
    looked = child("lookup", str(path), str(queries_path), TAGS[language], TAGS[OTHER[language]])
    print(
        f"  opened and first answer {looked['opened']:.0f} ms cold, {looked['again']:.0f} ms warm; "
        f"private memory {looked['private']:.0f} MB",
        flush=True,
    )
    slow = brute(sources)
    truth: dict[str, list[list[float]]] = {}
    times = []
    for kind, texts in kinds.items():
        truth[kind] = []
        for query in texts[: options.truth if kind != "none" else options.few]:
            begin = time.process_time()
            truth[kind].append(slow(query))
            times.append((time.process_time() - begin) * 1000)
    for kind, answer in looked["answers"].items():
        share = recall(answer["found"][: len(truth[kind])], truth[kind])
        print(
            f"  glossary, {kind:14} {percentile(answer['times'], 0.5):9.2f} {percentile(answer['times'], 0.95):9.2f} ms"
            f"   recall {share:.4f} of {sum(map(len, truth[kind]))}",
            flush=True,
        )
    print(f"  {'RapidFuzz, everything':24} {percentile(times, 0.5):9.2f} {percentile(times, 0.95):9.2f} ms", flush=True)
    del slow
    few = options.few
    if "fts5" in options.peers:
        for tokenizer in ("unicode61", "trigram"):
            measure(f"FTS5 {tokenizer}", fts5(sources, folder, tokenizer), kinds, truth, time.process_time, few)
            (folder / f"fts-{tokenizer}.sqlite").unlink()
    if "toolkit" in options.peers and options.toolkit:
        every = list(dict.fromkeys(query for kind in truth for query in kinds[kind][: min(few, len(truth[kind]))]))
        find, clock = toolkit(options.toolkit, sources, every, folder)
        measure("Translate Toolkit", find, kinds, truth, clock, few)
    if "trgm" in options.peers:
        import memory_postgres

        reason = memory_postgres.missing()
        if reason:
            print(f"  pg_trgm: {reason}")
        else:
            with memory_postgres.running() as url:
                find, clock = trgm(sources, url)
                measure("pg_trgm, client and server", find, kinds, truth, clock, few)
    path.unlink()


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        work = {"import": child_import, "lookup": child_lookup}[sys.argv[2]]
        print(json.dumps(work(*sys.argv[3:])))
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--languages", default="en,ru,zh")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--truth", type=int, default=50, help="queries of each kind that are compared with everything")
    parser.add_argument("--few", type=int, default=5, help="queries of each kind for the other tools")
    parser.add_argument("--toolkit", metavar="PYTHON", help="an interpreter that has the Translate Toolkit")
    parser.add_argument("--seed", default="report", help="other seeds give other queries")
    parser.add_argument("--peers", default="fts5,toolkit,trgm")
    parser.add_argument("--folder", help="where what is made is kept for the next run")
    options = parser.parse_args()
    options.peers = options.peers.split(",")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(options.folder or name)
        for language in options.languages.split(","):
            for size in options.sizes.split(","):
                run(language, int(size), options, folder)


if __name__ == "__main__":
    main()
