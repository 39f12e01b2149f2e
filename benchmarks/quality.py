"""Measure the quality of extraction on the development sets, compare with other tools, and plot for docs/quality.md.

    python benchmarks/quality.py                   # ours and the peers, each in an environment of its own, made when needed
    python benchmarks/quality.py --alone           # ours alone
    python benchmarks/quality.py --plots docs      # write the plots too

The sets are those of ``../shared/data`` and are scored by the scripts of ``../shared/eval``: ACTER 1.5 (terms of three
domains; lower-cased strings), KPCrowd (key phrases of political news; stems), the two seed articles. The verdicts on
glossaries of news articles are in ``judgements.tsv`` beside this file. *Held out* ranks each domain of ACTER with weights
fitted on the other two.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
sys.path[:0] = [str(HERE), str(HERE.parent), str(SHARED / "eval")]

import peers  # noqa: E402

DOMAINS = {"corp": "corruption", "equi": "equitation", "wind": "wind energy"}

Lists = dict[str, list[str]]
"""The terms of each text, best first, by the name of the text."""


def ours(texts: dict[str, list[str]]) -> dict[str, list[Any]]:
    """Return our candidates for collections of texts."""
    from glossary.extract import extract
    from glossary.model import Document

    found: dict[str, list[Any]] = {}
    for name, parts in texts.items():
        documents = [Document(f"{name}.{number}", part) for number, part in enumerate(parts)]
        found[name] = list(extract(documents, minimum_score=0).candidates)
    return found


def spelled(candidates: Iterable[Any], *, variants: bool) -> list[str]:
    """Return the terms of *candidates*, each followed by its variants if *variants* is true.

    Variants in another word order (*blades of the rotor* for *rotor blades*) are left out: they are how a text
    paraphrases a term, and ACTER's annotators mark terms.
    """
    forms = []
    for one in candidates:
        forms.append(one.term)
        turned = " of " not in one.term
        forms += [form for form in one.variants if variants and not (turned and " of " in form)]
    return forms


def acter(lists: Lists, phrases: Lists) -> list[tuple[str, ...]]:
    """Return rows of the ACTER table: domain, F1 at the length of the gold list, best F1 and average precision, with names
    and without, precision of the first 100, share of the gold list that was found.

    *phrases* are the same lists without names, if the tool can tell them apart; they are scored against the gold
    lists without names, as in the second track of TermEval.
    """
    import acter_eval

    rows = []
    for domain in DOMAINS:
        with_names = acter_eval.evaluate(lists[domain], domain)["with_NE"]
        without = acter_eval.evaluate(phrases[domain], domain)["without_NE"]
        rows.append(
            (
                domain,
                *(f"{one[key]:.3f}" for one in (with_names, without) for key in ("F1@gold", "bestF1", "AP")),
                *(f"{with_names.get(key, 0):.2f}" for key in ("P@100", "R")),
            )
        )
    return rows


def held_out(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return the candidates of each domain, ranked by weights that were fitted on the other domains.

    The features are those of the score, the weights those of a logistic regression with a ridge of 1, for names and
    phrases apart. They show what to expect on a domain that nobody looked at.
    """
    import acter_eval
    import corpora
    import numpy as np

    from glossary.extract import score

    gold = {domain: {acter_eval.acter_norm(term) for term in corpora.acter_gold(domain)} for domain in found}
    ranked = {}
    for domain in found:
        scores: dict[str, float] = {}
        for named in (True, False):
            parts = {name: [one for one in row if bool(one.measures["name"]) is named] for name, row in found.items()}
            numbers = {
                name: np.array([score.features(one.measures, one.kind, 0.4) for one in row])
                for name, row in parts.items()
            }
            x = np.vstack([numbers[name] for name in found if name != domain])
            y = np.array(
                [
                    acter_eval.acter_norm(one.term) in gold[name]
                    for name in found
                    if name != domain
                    for one in parts[name]
                ]
            )
            weights = np.zeros(x.shape[1])
            for _ in range(30):  # Newton's method
                p = 1 / (1 + np.exp(-x @ weights))
                slope = x.T @ (p - y) + weights
                weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(len(weights)), slope)
            scores |= {one.term: value for one, value in zip(parts[domain], numbers[domain] @ weights, strict=True)}
        ranked[domain] = sorted(found[domain], key=lambda one: -scores[one.term])
    return ranked


def judged(path: Path) -> dict[tuple[str, str], tuple[str, bool]]:
    """Return the verdicts in *path*: (set, right) by (article, term in lowercase)."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, part, verdict, term = line.split("\t")
            found[article, term.lower()] = part, verdict == "right"
    return found


def collection(verdicts: dict[tuple[str, str], tuple[str, bool]]) -> dict[str, float]:
    """Return size, precision and recall of the glossary of all articles together, as far as there are verdicts."""
    from glossary.extract import extract
    from glossary.model import Document

    found = extract(Document(name, parts[0]) for name, parts in articles().items()).candidates
    right: dict[str, bool] = defaultdict(bool)
    for (_, term), (_, verdict) in verdicts.items():
        right[term] |= verdict
    known = [right[one.term.lower()] for one in found if one.term.lower() in right]
    forms = {form.lower() for one in found for form in (one.term, *one.variants)}
    wanted = {term for term, verdict in right.items() if verdict}
    return {"entries": len(found), "precision": sum(known) / len(known), "recall": len(wanted & forms) / len(wanted)}


def articles(wanted: Collection[str] = ()) -> dict[str, list[str]]:
    """Return the news articles *wanted*, or all: each a headline and sentences."""
    found: dict[str, list[str]] = defaultdict(list)
    folder = SHARED / "data" / "parallel"
    names = (folder / "newstest2019-documents.tsv").read_text(encoding="utf-8").splitlines()
    lines = (folder / "newstest2019-src.eng.txt").read_text(encoding="utf-8").splitlines()
    for name, line in zip(names, lines, strict=True):
        if not wanted or name.strip() in wanted:
            found[name.strip()].append(line.strip())
    return {name: [f"{rows[0]}\n\n" + "\n".join(rows[1:])] for name, rows in found.items()}


def news(part: str, lists: dict[str, list[Any]], verdicts: dict[tuple[str, str], tuple[str, bool]]) -> dict[str, float]:
    """Return the precision of the first 20 and the first 60 entries of the articles of *part*, as far as there are
    verdicts, and the mean number of entries."""
    names = sorted({name for (name, _), (here, _) in verdicts.items() if here == part})
    kept = {name: [one.term.lower() for one in lists[name] if one.score >= 0.5] for name in names}
    found: dict[str, float] = {"entries": sum(map(len, kept.values())) / len(names)}
    for first in (20, 60):
        rows = [verdicts.get((name, term)) for name in names for term in kept[name][:first]]
        known = [row[1] for row in rows if row]
        found |= {f"first {first}": sum(known) / len(known), "without a verdict": len(rows) - len(known)}
    return found


def precision(ranked: list[str], gold: set[str], norm: Any) -> list[float]:
    """Return the precision of the first n terms, for every n."""
    seen, hits, found = set(), 0, []
    for term in ranked:
        key = norm(term)
        if key and key not in seen:
            seen.add(key)
            hits += key in gold
            found.append(hits / len(seen))
    return found


STYLES = (
    ("#0072b2", ""),
    ("#0072b2", "9 4"),
    ("#0072b2", "2 3"),
    ("#d55e00", ""),
    ("#009e73", "9 4"),
    ("#a03c78", "12 3 2 3 2 3"),
    ("#e69f00", "4 2"),
    ("#000000", "9 3 2 3"),
    ("#808080", ""),
)
"""The colour and dashes of each curve, ours (thicker) first: told apart by the colour-blind, and without colours."""


def plot(path: Path, title: str, curves: dict[str, list[float]], longest: int) -> None:
    """Plot precision over rank as an SVG file; the legend is in the order of the curves at their ends."""
    width, height, left, top = 640, 320, 60, 30
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 190} {height + 80}" font-family="sans-serif" font-size="12">',
        f'<rect width="100%" height="100%" fill="white"/><text x="{left}" y="18" font-size="14">{title}</text>',
        f'<text transform="translate(16 {top + height / 2:.0f}) rotate(-90)" text-anchor="middle">precision</text>',
        f'<text x="{left + width / 2:.0f}" y="{top + height + 38}" text-anchor="middle">n</text>',
    ]
    for step in range(6):
        x, y = left + width * step / 5, top + height * (1 - step / 5)
        lines += [
            f'<line x1="{left}" x2="{left + width}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>',
            f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{step / 5:.1f}</text>',
            f'<text x="{x:.0f}" y="{top + height + 18}" text-anchor="middle">{longest * step // 5:,}</text>',
        ]
    styles = dict(zip(curves, STYLES, strict=False))
    order = sorted(curves, key=lambda name: -curves[name][min(longest, len(curves[name])) - 1])
    for number, name in enumerate(order):
        curve = curves[name]
        points = [
            f"{left + width * rank / longest:.1f},{top + height * (1 - curve[rank - 1]):.1f}"
            for rank in range(10, min(longest, len(curve)) + 1, longest // 200)
        ]
        x, y = left + width + 14, top + 16 + 20 * number
        colour, dashes = styles[name]
        weight = 3 if name.startswith("glossary") else 1.5
        lines += [
            f'<polyline fill="none" stroke="{colour}" stroke-width="{weight}" stroke-dasharray="{dashes}" points="{row}"/>'
            for row in (" ".join(points), f"{x},{y - 4} {x + 36},{y - 4}")
        ]
        lines.append(f'<text x="{x + 42}" y="{y}">{name}</text>')
    path.write_text("\n".join([*lines, "</svg>"]) + "\n", encoding="utf-8")
    print(f"wrote {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=peers.PEERS,
        help="leave a peer out (KeyBERT takes half an hour)",
    )
    parser.add_argument(
        "--peers", type=Path, default=peers.FOLDER, help=f"the folder of their environments ({peers.FOLDER})"
    )
    parser.add_argument("--plots", type=Path, help="the folder for the plots")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there: the development sets are needed")
    import acter_eval
    import corpora
    import kp_eval
    import seed_eval

    domains = {domain: [one.text for one in corpora.acter_texts(domain)] for domain in DOMAINS}
    politics = [one for one in corpora.KP["kpcrowd-dev"]() if one.id.startswith("politics")]
    phrases = {one.id: [one.text] for one in politics}

    found = ours(domains)
    others = held_out(found)
    terms, without = (
        {
            "glossary": {name: spelled(filter(kept, row), variants=True) for name, row in found.items()},
            "glossary, held out": {name: spelled(filter(kept, row), variants=True) for name, row in others.items()},
            "glossary, heads only": {name: spelled(filter(kept, row), variants=False) for name, row in found.items()},
        }
        for kept in (None, lambda one: one.kind.value == "phrase")
    )
    keys: dict[str, Lists] = {"glossary": {name: spelled(row, variants=False) for name, row in ours(phrases).items()}}
    for name in () if given.alone else [name for name in peers.PEERS if name not in given.without]:
        print(f"{name} …", file=sys.stderr)
        for lists, texts, top in ((terms, domains, 4000), (keys, phrases, 60)):
            try:
                lists[name] = peers.run(name, given.peers, texts, top)
            except peers.Failed as error:
                print(f"{name}: {error}", file=sys.stderr)

    print("ACTER, English        with names: F1@gold  best F1   AP    without: F1@gold  best F1   AP    P@100   found")
    for name, lists in terms.items():
        for row in acter(lists, without.get(name, lists)):
            print(f"{name:22}{row[0]:6}", "".join(f"{cell:>10}" for cell in row[1:]))
    print("\nKPCrowd, politics     stem F1@5  F1@10  F1@15")
    for name, lists in keys.items():
        scores = kp_eval.evaluate(politics, {one: {"terms": [{"text": term} for term in lists[one]]} for one in lists})
        print(f"{name:22}" + "".join(f"{scores[f'stem_F1@{cut}']:8.3f}" for cut in (5, 10, 15)))

    fold = {"person": "PER", "organization": "ORG", "place": "LOC"}
    seeds = {one.id: [one.text] for one in corpora.seeds()}
    predicted = {
        name: {"terms": [{"text": one.term, "type": fold.get(one.kind.value, "MISC")} for one in row]}
        for name, row in ours(seeds).items()
    }
    print("\nseed articles        ", {key: round(value, 3) for key, value in seed_eval.evaluate(predicted).items()})

    verdicts = judged(HERE / "judgements.tsv")
    lists = ours(articles({name for name, _ in verdicts}))
    for part in ("tuned", "unseen"):
        print(f"news, {part:16}", {name: round(value, 3) for name, value in news(part, lists, verdicts).items()})
    print("news, all together   ", {name: round(value, 3) for name, value in collection(verdicts).items()})

    if given.plots:
        for domain, field in DOMAINS.items():
            gold = {acter_eval.acter_norm(term) for term in corpora.acter_gold(domain)}
            curves = {name: precision(lists[domain], gold, acter_eval.acter_norm) for name, lists in terms.items()}
            title = f"ACTER, {field}: precision of the first n terms"
            plot(given.plots / f"quality-{domain}.svg", title, curves, 2000)


if __name__ == "__main__":
    main()
