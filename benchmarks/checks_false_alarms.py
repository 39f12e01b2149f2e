"""Count the alarms of the checks of texts and pairs on good translations, and write the tables of docs/checks.md.

    python benchmarks/checks_false_alarms.py                # count the alarms
    python benchmarks/checks_false_alarms.py --show CHECK   # print the alarms of one check
    python benchmarks/checks_false_alarms.py --write        # count, save the counts, and write the tables
    python benchmarks/checks_false_alarms.py --page         # write the tables from the saved counts; needs no data
    python benchmarks/checks_false_alarms.py --entries      # run all checks of entries on renderings researched by people

The translations are those of NTREX-128 (newstest2019; English, Russian, Chinese of the mainland and of Taiwan) in
``../shared/data/parallel``. Not every alarm is false, because translators make mistakes: ``--show`` prints the alarms of
a check so that a person can judge them. The judgment is entered in ``glossary/checks/data/alarms.tsv`` by hand, and
dropped when the count of that check changes.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from glossary.checks import Problem, Rule, alarms, run
from glossary.formats.files import write_atomic
from glossary.model import Concept, Kind, Severity, Term, Termbase
from glossary.plugins import load, names

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "parallel"
KEPT = ROOT / "glossary" / "checks" / "data" / "alarms.tsv"
PAGE = ROOT / "docs" / "checks.md"
SETS = {"zh-Hans": "ref.zho-CN", "zh-Hant": "ref.zho-TW", "ru": "ref.rus"}
KINDS = {"person": Kind.PERSON, "place": Kind.PLACE, "organisation": Kind.ORGANIZATION, "event": Kind.EVENT}
BUDGET = {Severity.ERROR: 0.1, Severity.WARNING: 1.0, Severity.INFO: 5.0}


def lines(name: str) -> list[str]:
    return (DATA / f"newstest2019-{name}.txt").read_text("utf-8").splitlines()


def measured() -> list[str]:
    """Return the names of the checks that are counted: those of translated segments that need no glossary."""
    rules = {name: load("checks", name) for name in names("checks")}
    return [name for name, rule in rules.items() if rule.scope in ("text", "pair") and rule.segments]


def found(rule: Rule, language: str, source: list[str], target: list[str]) -> list[tuple[int, Problem]]:
    """Return (index of the line, problem) of the sentences in which *rule* finds something."""
    rows = []
    for at, (one, two) in enumerate(zip(source, target, strict=True)):
        problems = list(rule(two, language) if rule.scope == "text" else rule(one, two, "en", language))
        if problems:
            rows.append((at, problems[0]))
    return rows


def show(name: str) -> None:
    rule, source = load("checks", name), lines("src.eng")
    for language, file in SETS.items():
        target = lines(file)
        for at, problem in found(rule, language, source, target) if rule.speaks(language) else ():
            print(f"{language}:{at + 1}: {problem.message or rule.message}\n  {source[at]}\n  {target[at]}")


def entries() -> None:
    """Print the findings of all checks of a glossary in the 115 renderings of ``seed_renderings.tsv``, by language."""
    with (DATA.parent / "zhru" / "seed_renderings.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    selection = run.select(["all"])
    for language in SETS:
        concepts = [
            Concept((Term(row["term"], "en"), Term(text, language)), kind=KINDS.get(row["type"], Kind.OTHER))
            for row in rows
            if (text := row[language.replace("-", "_")].replace("(?)", "").strip())
        ]
        found = run.termbase(Termbase(tuple(concepts), "en", (language,)), language, selection, date(2026, 1, 1))
        print(f"{language}: {len(concepts)} entries, {len(found)} findings")
        for row in found:
            print(f"  {row.severity.value}: {row.check}: {row.concept}: {row.message}")


def count() -> dict[str, alarms.Alarms]:
    """Count and print the alarms; return the counts, with the saved judgments if the count is unchanged."""
    source = lines("src.eng")
    targets = {language: lines(file) for language, file in SETS.items()}
    kept, counted = alarms.table(), {}
    print("| check | level | budget | alarms zh-Hans | zh-Hant | ru | false, % of sentences | µs a sentence |")
    print("|---|---|---|---|---|---|---|---|")
    for name in measured():
        rule = load("checks", name)
        begun = time.perf_counter()
        said = {
            language: len(found(rule, language, source, target))
            for language, target in targets.items()
            if rule.speaks(language)
        }
        spent = (time.perf_counter() - begun) / (len(source) * max(len(said), 1))
        row = alarms.Alarms(said, 0, 0)
        if name in kept and kept[name].found == said:
            row = kept[name]
        elif sum(said.values()):
            print(f"{name}: the alarms are others than before: read them (--show {name}) and judge", file=sys.stderr)
        counted[name] = row
        over = " (over)" if row.rate > BUDGET[rule.severity] and rule.default else ""
        cells = " | ".join(numbers(row))
        budget = f"{BUDGET[rule.severity]:g} %"
        print(f"| `{name}` | {rule.severity.value} | {budget} | {cells} | {row.rate:.2f}{over} | {1e6 * spent:.0f} |")
    return counted


def numbers(row: alarms.Alarms) -> list[str]:
    return [str(row.found.get(language, "–")) for language in alarms.LANGUAGES]


def keep(counted: dict[str, alarms.Alarms]) -> None:
    rows = [("check", *alarms.LANGUAGES, "judged", "false")]
    for name, row in counted.items():
        said = [str(row.found.get(language, "")) for language in alarms.LANGUAGES]
        rows.append((name, *said, str(row.judged), str(row.false)))
    write_atomic(str(KEPT), "".join("\t".join(row) + "\n" for row in rows).encode("utf-8"))
    alarms.table.cache_clear()


def page(text: str) -> str:
    """Return the page *text* with its tables replaced, made from the checks and the saved counts."""
    texts, use = measured(), [name for name in names("checks") if load("checks", name).scope == "unit"]
    others = [name for name in names("checks") if name not in (*texts, *use)]
    for part, chosen in (("texts", texts), ("use", use), ("others", others)):
        made = "\n".join(table(chosen, alarms.table() if part == "texts" else None))
        begins, ends = f"<!-- {part}: made by benchmarks/checks_false_alarms.py --page -->", f"<!-- {part}: end -->"
        pattern = re.compile(f"(?<={re.escape(begins)}\n).*?(?={re.escape(ends)})", re.DOTALL)
        text, n = pattern.subn(lambda _, made=made: f"\n{made}\n\n", text)
        if n != 1:
            raise SystemExit(f"{PAGE.name} has no part between {begins} and {ends}")
    return text


def table(chosen: Iterable[str], counts: dict[str, alarms.Alarms] | None) -> list[str]:
    """Return the lines of a table of the checks *chosen*, with their alarms if *counts* is given."""
    head = ["check", "level", "says", "languages", "fix"]
    head += ["alarms", "false", "% of sentences"] if counts is not None else []
    rows = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name in chosen:
        rule = load("checks", name)
        fix = "unsafe" if rule.unsafe else "yes" if rule.fixable else ""
        says = rule.message if rule.default else f"{rule.message} (off by default)"
        cells = [f"`{name}`", rule.severity.value, says, " ".join(rule.languages) or "all", fix]
        if counts is not None:
            row = counts.get(name, alarms.Alarms({}, 0, 0))
            cells.append(", ".join(f"{language} {found}" for language, found in row.found.items() if found))
            cells += [f"{row.false} of {row.judged}" if row.judged else "", f"{row.rate:.2f}" if row.rate else ""]
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="CHECK", choices=measured(), help="print the alarms of this check")
    parser.add_argument("--entries", action="store_true", help="all checks of entries, on researched renderings")
    parser.add_argument("--write", action="store_true", help="keep the counts, and make the tables")
    parser.add_argument("--page", action="store_true", help="make the tables of what is kept")
    chosen = parser.parse_args()
    if not chosen.page and not DATA.is_dir():
        print(f"no {DATA}: nothing to measure on", file=sys.stderr)
        return 2
    if chosen.show:
        show(chosen.show)
        return 0
    if chosen.entries:
        entries()
        return 0
    if not chosen.page:
        counted = count()
        if chosen.write:
            keep(counted)
    if chosen.page or chosen.write:
        write_atomic(str(PAGE), page(PAGE.read_text("utf-8")).encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
