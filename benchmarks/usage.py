"""Compare our method of finding renderings in translations with those of other tools.

    python benchmarks/usage.py [--show METHOD]

There are two measures. **Labelled**: 148 Russian sentences of ``../shared/data/zhru/ru_usage.tsv``, each with a term
that it uses, does not use, or uses in a wrong form. **Parallel**: the sentences of NTREX-128 whose English has a term of
``usage_pairs.tsv``; a method has to find its rendering in the translation. Translators do not always use that rendering,
so no method can find it in all pairs.

The other methods are ``substring`` (folded), ``\\b…\\b`` (Weblate's glossary check), ``stems in a row`` (Snowball) and
``stems anywhere`` (Snowball, words in any order, as in OmegaT's glossary). ``--show`` prints the pairs that METHOD and
ours judge differently.

``--borders`` takes the places where a Chinese rendering is a substring, and counts how many parts of longer words we
accept and how many words we reject, by a person's judgments in ``border_judgements*.tsv``; ``--show ours`` prints them.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from glossary.checks.renderings import Terms
from glossary.model import Concept, Kind, Term, Termbase, Usage
from glossary.text import chinese

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"
PERSONS = {"XI", "LZS", "PUT", "TOK", "PEL", "JAK", "GAB", "SHI", "DING"}

Method = Callable[[tuple[str, ...], str, str], bool]
"""``(renderings, kind, text)``: whether the text has one of the renderings."""


def lines(name: str) -> list[str]:
    return (DATA / "parallel" / f"newstest2019-{name}.txt").read_text("utf-8").splitlines()


@cache
def compiled(renderings: tuple[str, ...], kind: str, language: str) -> Terms:
    terms = [Term("x", "en")]
    terms += [Term(text, language, Usage.ADMITTED if at else Usage.PREFERRED) for at, text in enumerate(renderings)]
    concept = Concept(tuple(terms), kind=Kind(kind))
    return Terms(Termbase((concept,), "en", (language,)), language)


def ours(language: str, *, short: bool = True) -> Method:
    def method(renderings: tuple[str, ...], kind: str, text: str) -> bool:
        used = compiled(renderings, kind, language).read("x", text).used()
        return any(short or not row.short for _, rows in used for row in rows)

    return method


def substring(renderings: tuple[str, ...], kind: str, text: str) -> bool:
    return any(one.casefold().replace("ё", "е") in text.casefold().replace("ё", "е") for one in renderings)


def weblate(renderings: tuple[str, ...], kind: str, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(one)}\b", text, re.IGNORECASE) for one in renderings)


@cache
def stems(text: str) -> tuple[str, ...]:
    import snowballstemmer

    stem = snowballstemmer.stemmer("russian").stemWord
    return tuple(stem(word) for word in re.findall(r"\w+", text.lower().replace("ё", "е").replace("\u0301", "")))


def stems_in_a_row(renderings: tuple[str, ...], kind: str, text: str) -> bool:
    there = stems(text)
    return any(there[at : at + len(stems(one))] == stems(one) for one in renderings for at in range(len(there)))


def stems_anywhere(renderings: tuple[str, ...], kind: str, text: str) -> bool:
    return any(set(stems(one)) <= set(stems(text)) for one in renderings)


RUSSIAN: dict[str, Method] = {
    "ours": ours("ru"),
    "substring": substring,
    "\\b…\\b": weblate,
    "stems in a row": stems_in_a_row,
    "stems anywhere": stems_anywhere,
}
CHINESE: dict[str, Method] = {"ours": ours("zh-Hans"), "substring": substring, "\\b…\\b": weblate}


def labelled() -> None:
    with (DATA / "zhru" / "ru_usage.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    print("| way | precision | recall | wrong forms accepted, of 8 | ms a sentence |\n|---|---|---|---|---|")
    methods = RUSSIAN | {"ours": ours("ru", short=False)}
    for name, method in methods.items():
        right = wrong = lost = forms = 0
        begun = time.perf_counter()
        for row in rows:
            kind = "person" if row["term_id"] in PERSONS else "phrase" if row["term"][0].islower() else "organization"
            found = method((row["term"],), kind, row["sentence"])
            forms += found and row["label"] == "2"
            right += found and row["label"] == "1"
            wrong += found and row["label"] == "0"
            lost += not found and row["label"] == "1"
        spent = (time.perf_counter() - begun) / len(rows)
        precision, recall = right / max(right + wrong, 1), right / (right + lost)
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {forms} | {1e3 * spent:.2f} |")


def parallel(shown: str) -> None:
    pairs = [
        line.split("\t")
        for line in (HERE / "usage_pairs.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    english = lines("src.eng")
    for language, name, column, methods in (("zh-Hans", "ref.zho-CN", 2, CHINESE), ("ru", "ref.rus", 3, RUSSIAN)):
        target = lines(name)
        total = 0
        counts = dict.fromkeys(methods, 0)
        beyond = dict.fromkeys(methods, 0)
        for row in pairs:
            pattern = re.compile("|".join(rf"\b{re.escape(one)}(?!\w)" for one in row[0].split("|")))
            renderings = tuple(row[column].split("|"))
            for source, text in zip(english, target, strict=True):
                verdicts = {way: method(renderings, row[1], text) for way, method in methods.items()}
                if not pattern.search(source):
                    # The English lacks the term: the rendering translates another word, or it is a false hit.
                    for way, verdict in verdicts.items():
                        beyond[way] += verdict
                    continue
                total += 1
                for way, verdict in verdicts.items():
                    counts[way] += verdict
                if shown and verdicts[shown] != verdicts["ours"] and language == "ru":
                    print(
                        f"{'ours' if verdicts['ours'] else shown} only: {row[0]} = {row[column]}\n  {source}\n  {text}"
                    )
        print(f"\n{language}: {total} sentences whose English has the term\n")
        print("| way | rendering found | of all | also found where the English has not the term |\n|---|---|---|---|")
        for way in methods:
            print(f"| {way} | {counts[way]} | {100 * counts[way] / total:.1f} % | {beyond[way]} |")


def judgements(name: str) -> dict[tuple[int, int, str], str]:
    """Return a person's judgments, ``word`` or ``piece``, of Chinese renderings by (sentence, offset, term)."""
    rows = (line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines())
    return {(int(row[0]), int(row[1]), row[2]): row[3] for row in rows if not row[0].startswith("#")}


def in_script(text: str, conversion: str) -> str:
    """Return *text* converted by OpenCC (extra [zh]), or unchanged if *conversion* is empty."""
    if not conversion:
        return text
    from opencc import OpenCC

    return str(OpenCC(conversion).convert(text))


def borders(target: list[str], judged: dict[tuple[int, int, str], str], script: str, shown: bool) -> None:
    """Print how many of the places where a Chinese rendering is a substring of *target* we judge wrongly.

    If the English has the term, its rendering counts as a word; a person judged the other places.
    """
    english = lines("src.eng")
    counts: Counter[tuple[str, str]] = Counter()
    for line in (HERE / "usage_pairs.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        names, _, renderings, _ = line.split("\t")
        pattern = re.compile("|".join(rf"\b{re.escape(one)}(?!\w)" for one in names.split("|")))
        for word in (in_script(one, script) for one in renderings.split("|")):
            for number, (source, text) in enumerate(zip(english, target, strict=True), 1):
                for match in re.finditer(re.escape(word), text):
                    ours = "kept" if chinese.stands(text, *match.span()) else "refused"
                    verdict = judged.get((number, match.start(), word), "not judged")
                    if verdict == "not judged" and ours == "kept" and pattern.search(source):
                        verdict = "word"
                    counts[ours, verdict] += 1
                    if shown and (ours, verdict) not in (("kept", "word"), ("refused", "piece")):
                        print(f"  {ours}, {verdict}: {number}: …{text[max(0, match.start() - 6) : match.end() + 6]}…")
    kept = sum(count for (ours, _), count in counts.items() if ours == "kept")
    words = sum(count for (_, verdict), count in counts.items() if verdict == "word")
    false, lost = counts["kept", "piece"], counts["refused", "word"]
    print("| places | kept | of them false | refused | of them words, lost | not judged |\n|---|---|---|---|---|---|")
    print(
        f"| {sum(counts.values())} | {kept} | {false} ({100 * false / kept:.1f} %) | {sum(counts.values()) - kept} | "
        f"{lost} ({100 * lost / words:.1f} % of all words) | {counts['kept', 'not judged'] + counts['refused', 'not judged']} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="METHOD", default="", choices=["", *RUSSIAN])
    parser.add_argument("--borders", action="store_true", help="Chinese places that are no words")
    chosen = parser.parse_args()
    if not DATA.is_dir():
        print(f"no {DATA}: nothing to measure on", file=sys.stderr)
        return 2
    if chosen.borders:
        for edition, name, script in (("CN", "border_judgements.tsv", ""), ("TW", "border_judgements_tw.tsv", "s2t")):
            print(f"\nzh-{edition}")
            borders(lines(f"ref.zho-{edition}"), judgements(name), script, bool(chosen.show))
        return 0
    labelled()
    parallel(chosen.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
