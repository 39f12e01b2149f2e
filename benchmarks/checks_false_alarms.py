"""How often the checks of texts and pairs speak up on translations made by people: the table of docs/checks.md.

    python benchmarks/checks_false_alarms.py [--show CHECK]

Reads the sentences of NTREX-128 (newstest2019; English, Russian, Chinese of the mainland and of Taiwan) in
``../shared/data/parallel``. An alarm there is not always false: translators make slips, and ``--show`` prints the
alarms of one check so that a person can judge. The budget is on alarms of any kind.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from glossary.checks import Problem, Rule
from glossary.model import Severity
from glossary.plugins import load, names

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "parallel"
SETS = (("zh-Hans", "ref.zho-CN"), ("zh-Hant", "ref.zho-TW"), ("ru", "ref.rus"))
BUDGET = {Severity.ERROR: 0.1, Severity.WARNING: 1.0, Severity.INFO: 5.0}


def lines(name: str) -> list[str]:
    return (DATA / f"newstest2019-{name}.txt").read_text("utf-8").splitlines()


def alarms(rule: Rule, language: str, source: list[str], target: list[str]) -> list[tuple[int, Problem]]:
    """Return (number of the line, problem) of the sentences in which *rule* finds something."""
    found = []
    for at, (one, two) in enumerate(zip(source, target, strict=True)):
        problems = list(rule(two, language) if rule.scope == "text" else rule(one, two, "en", language))
        if problems:
            found.append((at, problems[0]))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="CHECK", default="", help="print the alarms of this check")
    chosen = parser.parse_args().show
    if not DATA.is_dir():
        print(f"no {DATA}: nothing to measure on", file=sys.stderr)
        return 2
    source = lines("src.eng")
    targets = {language: lines(name) for language, name in SETS}
    print("| check | level | on | budget | zh-Hans | zh-Hant | ru | most, % of sentences | µs a sentence |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in names("checks"):
        rule = load("checks", name)
        if rule.scope not in ("text", "pair") or chosen not in ("", name):
            continue
        cells, most, spent, count = [], 0.0, 0.0, 0
        for language, _ in SETS:
            if not rule.speaks(language):
                cells.append("–")
                continue
            begun = time.perf_counter()
            found = alarms(rule, language, source, targets[language])
            spent += time.perf_counter() - begun
            count += len(source)
            cells.append(str(len(found)))
            most = max(most, 100 * len(found) / len(source))
            if chosen:
                for at, problem in found:
                    print(f"{language}:{at + 1}: {problem.message or rule.message}")
                    print(f"  {source[at]}\n  {targets[language][at]}")
        budget = BUDGET[rule.severity]
        over = " (over)" if most > budget else ""
        print(
            f"| `{name}` | {rule.severity.value} | {'yes' if rule.default else 'no'} | {budget:g} % | "
            f"{' | '.join(cells)} | {most:.2f}{over} | {1e6 * spent / max(count, 1):.0f} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
