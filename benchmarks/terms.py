"""Measure the speed of finding many terms in a text, compare with other tools, and test that no term is lost.

    python benchmarks/terms.py [--repeat N]

The terms are names and phrases from the entity corpora of ``../shared/data/ner`` (some 25,000; extended to 100,000 by
pairing), the text is the English or Chinese of NTREX-128, repeated. The other tools are pyahocorasick, flashtext, spaCy
(PhraseMatcher) and the Translate Toolkit (its terminology matcher), as far as they are installed. Times are CPU seconds
of the best of three runs. *Found* counts places; *longest* are the longest ones that do not overlap, *all* are all.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from glossary.text.find import Finder

WORDS = Path(__file__).resolve().parent.parent / "glossary" / "text" / "data" / "zh_words.txt"
COMMON = frozenset(
    ("will", "they", "who", "more", "its", "country", "police", "down", "home", "the", "may", "it", "he")
)
"""Words that are wrongly annotated as names."""
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def names() -> list[str]:
    """Return the distinct names of the corpora that look like entries of a glossary, sorted."""
    found: set[str] = set()
    for path in sorted((DATA / "ner" / "train").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            for words, tags in zip(row["sents"], row["tags"], strict=True):
                current: list[str] = []
                for word, mark in [*zip(words, tags, strict=True), ("", "O")]:
                    if mark[0] != "I":
                        if current:
                            found.add(" ".join(current))
                        current = []
                    if mark != "O":
                        current.append(word)
    return sorted(name for name in found if len(name) > 2 and name[0].isupper() and name.casefold() not in COMMON)


def timed(work: Callable[[], Iterable[object]], times: int = 3) -> tuple[float, int]:
    """Return the CPU seconds of the best of *times* runs, and the number of hits."""
    best, count = float("inf"), 0
    for _ in range(times):
        begun = time.process_time()
        count = sum(1 for _ in work())
        best = min(best, time.process_time() - begun)
    return best, count


def peers(terms: list[str], text: str) -> Iterable[tuple[str, Callable[[], Iterable[object]], str]]:
    """Yield the name, a function and the part of the text to run it on, for each of the other tools installed."""
    try:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for term in terms:
            automaton.add_word(term, term)
        automaton.make_automaton()
        yield "pyahocorasick, all overlapping, no boundaries", lambda: automaton.iter(text), text
        yield "pyahocorasick, longest (iter_long)", lambda: automaton.iter_long(text), text
    except ImportError:
        pass
    try:
        from flashtext import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=True)
        processor.add_keywords_from_list(terms)
        part = text[: len(text) // 4]
        yield "flashtext", lambda: processor.extract_keywords(part), part
    except ImportError:
        pass
    try:
        import spacy
        from spacy.matcher import PhraseMatcher

        nlp = spacy.blank("en")
        matcher = PhraseMatcher(nlp.vocab)
        matcher.add("terms", list(nlp.pipe(terms)))
        part = text[: len(text) // 40]
        yield (
            "spaCy PhraseMatcher, with tokenising",
            lambda: (m for doc in nlp.pipe(part.splitlines()) for m in matcher(doc)),
            part,
        )
    except ImportError:
        pass
    try:
        from translate.search.match import terminologymatcher
        from translate.storage import po

        store = po.pofile()
        for term in terms:
            unit = store.addsourceunit(term)
            unit.target = term
        toolkit = terminologymatcher(store)
        part = text[:20000]
        yield (
            "Translate Toolkit, terminology matcher",
            lambda: (m for line in part.splitlines() for m in toolkit.matches(line)),
            part,
        )
    except ImportError:
        pass


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=40, help="how often the text is repeated (40: some 10 MB)")
    repeat = parser.parse_args().repeat
    if not DATA.is_dir():
        print(f"no {DATA}: nothing to measure on", file=sys.stderr)
        return 2
    text = (DATA / "parallel" / "newstest2019-src.eng.txt").read_text("utf-8") * repeat
    lines = text.splitlines()
    rng = random.Random(1)
    known = names()
    many = dict.fromkeys(known)
    while len(many) < 100_000:
        many[f"{rng.choice(known)} {rng.choice(known)}"] = None
    sets = {1_000: rng.sample(known, 1_000), 10_000: rng.sample(known, 10_000), 100_000: sorted(many)[:100_000]}
    print("| terms | way | build, s | MB/s | found |\n|---|---|---|---|---|")
    for size, terms in sets.items():
        begun = time.process_time()
        finder = Finder((term, "en", None) for term in terms)
        built = time.process_time() - begun
        finder.find(text[:100_000])
        for name, work in (("ours, longest", finder.find), ("ours, all", finder.every)):
            spent, found = timed(lambda work=work: work(text))
            print(f"| {size:,} | {name} | {built:.2f} | {len(text) / 1e6 / spent:.1f} | {found:,} |")
        spent, found = timed(lambda finder=finder: (hit for line in lines for hit in finder.find(line)))
        print(f"| {size:,} | ours, longest, sentence by sentence | | {len(text) / 1e6 / spent:.1f} | {found:,} |")
        if size != 10_000:
            continue
        for name, job, part in peers(terms, text):
            spent, found = timed(job)
            print(f"| {size:,} | {name} | | {len(part) / 1e6 / spent:.2f} | {found:,} of {len(part) / 1e6:.2f} MB |")
        lost = missed(finder, terms, text[: len(text) // repeat])
        print(f"\n{lost} places lost of those that a regular expression finds, term by term\n")
    chinese = (DATA / "parallel" / "newstest2019-ref.zho-CN.txt").read_text("utf-8") * max(repeat // 4, 1)
    words = [line.split()[0] for line in WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    longer = [word for word in words if len(word) > 1]
    for size in (1_000, 10_000):
        finder = Finder((term, "zh-Hans", None) for term in rng.sample(longer, size))
        finder.find(chinese[:20_000])
        spent, found = timed(lambda finder=finder: finder.find(chinese))
        speed = len(chinese) / 1e6 / spent
        print(f"Chinese: {size:,} words as terms, {speed:.2f} million characters/s, {found:,} hits")
    return 0


def missed(finder: Finder[None], terms: list[str], text: str) -> int:
    """Return the number of exact occurrences of terms that the finder does not return."""
    got = {(hit.start, hit.end) for hit in finder.every(text)}
    words = set(re.findall(r"\w+", text))
    lost = 0
    for term in terms:
        if all(word in words for word in re.findall(r"\w+", term)) and re.search(r"\w", term):
            for match in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", text):
                lost += match.span() not in got
    return lost


if __name__ == "__main__":
    sys.exit(main())
