"""Measure the recognition of names on the development sets, by measures that matter for a glossary.

    python benchmarks/quality_entities.py [--models FOLDER] [SET ...]

A set that the shipped model was trained on (or that overlaps it) is measured with a model trained without that
corpus; those models are kept in FOLDER (default build/entities) and trained when they are missing. Nothing is
trained on the sets themselves. The columns: *list* is the set of distinct names of each document, whatever their
kind (what a glossary needs), *names* its recall for names of two words and more, *strict* every mention with its
exact place and kind, *span* without the kind, *kind* how many matched names of the list have the right kind.
*whole* is *list* on world newswire whose gold pieces are put together again: that corpus cuts an outer name where an
inner one is marked (*Ghana* + *Police Service*).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.extract import entities, linear, names, weighing  # noqa: E402
from glossary.model import Document, Kind  # noqa: E402
from glossary.text.segments import segments  # noqa: E402
from glossary.text.words import sentences, straighten  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
SETS = {
    "wwn-dev": "",
    "conllpp-dev": "",
    "wikigold": "wikigold",
    "crossner-politics-dev": "crossner_pol",
    "uner-ewt-dev": "uner_ewt",
    "gum-interview": "gum",
    "gum-speech": "gum",
    "news": "news",
}
"""The sets, and the training corpus to leave out for each; *news* are the articles that were written for this project."""
LABELS = {Kind.PERSON: "PER", Kind.ORGANIZATION: "ORG", Kind.PLACE: "LOC"}


class Name(NamedTuple):
    start: int
    end: int
    label: str


class Score(NamedTuple):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def key(surface: str) -> str:
    """Return a key that is the same for spellings of a name that count as equal."""
    plain = re.sub(r"\s+", " ", straighten(surface).replace("–", "-").replace("—", "-")).strip(' .,;:!?"()[]{}')
    plain = re.sub(r"^(?:the|an?)\s+", "", plain, flags=re.IGNORECASE)
    return re.sub(r"\s*-\s*", "-", re.sub(r"(?:'s|')$", "", plain)).casefold().strip(" '")


def documents(name: str) -> Iterator[tuple[str, list[Name]]]:
    """Yield the texts of the set *name* with their gold names."""
    if name == "news":
        from training import corpora

        for text, found in corpora.articles():
            yield text, [Name(start, end, label.replace("GROUP", "MISC")) for start, end, label in found]
        return
    with (DATA / "entities" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"], [Name(one["start"], one["end"], one["type"]) for one in row["entities"]]


LINKS = {"of", "for", "and", "the", "&", "in", "de", "on"}


def whole(text: str, names: Iterable[Name]) -> list[Name]:
    """Return *names* with the pieces of an outer name joined."""
    found: list[Name] = []
    for name in sorted(names):
        if found and text[found[-1].end : name.start] in ("", " ", "-"):
            last = found[-1]
            left, right = text[last.start : last.end].split(), text[name.start : name.end].split()
            linked = left[-1].lower() in LINKS or right[0].lower() in LINKS
            heads = (
                (name.label == "ORG" and right[0][:1].isupper())
                or (name.label == "LOC" and last.label in ("PER", "ORG"))
                or (name.label == "MISC" and last.label != "MISC" and right[-1][:1].isupper())
            )
            if linked or heads:
                label = last.label if left[-1].lower() in LINKS else name.label
                found[-1] = Name(last.start, name.end, label)
                continue
        found.append(name)
    return found


def score(right: int, said: int, wanted: int) -> Score:
    return Score(right / said if said else 0.0, right / wanted if wanted else 0.0)


def measured(pairs: Iterable[tuple[str, list[Name], list[Name]]]) -> dict[str, Score]:
    """Return the measures for (text, gold names, found names)."""
    count: Counter[str] = Counter()
    for text, gold, said in pairs:
        count["strict"] += len(set(gold) & set(said))
        count["span"] += len({name[:2] for name in gold} & {name[:2] for name in said})
        count["gold"] += len(set(gold))
        count["said"] += len(set(said))
        wanted: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name in gold:
            wanted[key(text[name.start : name.end])][name.label] += 1
        listed: dict[str, str] = {}
        for name in said:
            listed.setdefault(key(text[name.start : name.end]), name.label)
        both = wanted.keys() & listed.keys()
        count["list"] += len(both)
        count["wanted"] += len(wanted)
        count["listed"] += len(listed)
        count["kind"] += sum(listed[one] == wanted[one].most_common(1)[0][0] for one in both)
        count["long"] += sum(" " in one or "-" in one for one in wanted)
        count["long found"] += sum(" " in one or "-" in one for one in both)
    return {
        "list": score(count["list"], count["listed"], count["wanted"]),
        "names": score(count["long found"], 0, count["long"]),
        "strict": score(count["strict"], count["said"], count["gold"]),
        "span": score(count["span"], count["said"], count["gold"]),
        "kind": score(0, 0, 0)._replace(recall=count["kind"] / max(1, count["list"])),
    }


def found(text: str) -> list[Name]:
    """Return the names that our tagger finds in *text*."""
    lines = entities.mentions(sentences(segments(Document("-", text))))
    return [Name(one.start, one.end, LABELS.get(one.kind, "MISC")) for line in lines for one in line]


def models(without: str, folder: Path) -> tuple[linear.Model, linear.Model]:
    """Return the models of names and of their kinds trained without the corpus *without*; train those that are missing.

    The weights of kinds learn from what taggers of half of all corpora make of the other half; those taggers are the
    same for all sets.
    """
    from training import kinds, train

    folder.mkdir(parents=True, exist_ok=True)
    tags, weights = folder / f"without-{without}.crfsuite", folder / f"kinds-without-{without}.crfsuite"
    if not tags.exists():
        train.entities(DATA, tags, without=[without])
    if not weights.exists():
        kinds.weights(DATA, {one: folder / f"kinds-without-{one}.crfsuite" for one in set(SETS.values()) - {""}})
    return linear.Model(tags.read_bytes()), linear.Model(weights.read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("sets", nargs="*", metavar="SET", default=list(SETS), help=", ".join(SETS))
    parser.add_argument("--models", type=Path, default=ROOT / "build" / "entities")
    chosen = parser.parse_args()
    shipped = names.shipped, weighing.shipped
    print("| set | model | list F1 (P / R) | names R | strict F1 | span F1 | kind | words/s |")
    print("|---|---|---|---|---|---|---|---|")
    for name in chosen.sets:
        without = SETS[name]
        if without:
            tags, weights = models(without, chosen.models)
            other = names.NameTagger(tags)
            names.shipped = lambda other=other: other
            weighing.shipped = lambda weights=weights: weights
        else:
            names.shipped, weighing.shipped = shipped
        texts = list(documents(name))
        begin = time.process_time()
        said = [found(text) for text, _ in texts]
        seconds = time.process_time() - begin
        if name == "uner-ewt-dev":  # it has no miscellaneous names
            said = [[one for one in line if one.label != "MISC"] for line in said]
        speed = sum(len(text.split()) for text, _ in texts) / seconds
        rows = [(name, [(text, gold, mine) for (text, gold), mine in zip(texts, said, strict=True)])]
        if name == "wwn-dev":
            rows.append(("wwn-dev, whole", [(text, whole(text, gold), mine) for text, gold, mine in rows[0][1]]))
        for title, pairs in rows:
            got = measured(pairs)
            listed = got["list"]
            print(
                f"| {title} | {'without ' + without if without else 'shipped'} "
                f"| {listed.f1:.3f} ({listed.precision:.3f} / {listed.recall:.3f}) | {got['names'].recall:.3f} "
                f"| {got['strict'].f1:.3f} | {got['span'].f1:.3f} | {got['kind'].recall:.3f} | {speed:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
