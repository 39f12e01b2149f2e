"""Count the findings in real Chinese and Russian catalogues, for docs/checks.md.

    python benchmarks/checks_catalogues.py [--show error] [FOLDER…]

Checks the zh_Hans, zh_Hant and ru catalogues of Django, if it is installed (pip install django), of
``../shared/data/interchange/po``, and of the folders given. ``--show`` prints the findings of a severity, a check or a
group of checks with their entries, so that a person can judge them. Babel is not included: it installs no catalogues,
and its translations are those of CLDR, in pickles.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from glossary.checks import run
from glossary.formats import po
from glossary.model import State

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "interchange" / "po"
LANGUAGES = {"ru": "ru", "zh_Hans": "zh-Hans", "zh_CN": "zh-Hans", "zh_Hant": "zh-Hant", "zh_TW": "zh-Hant"}


def catalogues(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield (file, language) of the catalogues in *folders*."""
    for folder in folders:
        for path in sorted(folder.rglob("*.po")):
            words = {*path.parts, path.stem, path.stem.rpartition("-")[2]}
            named = [tag for name, tag in LANGUAGES.items() if name in words or path.stem.endswith(f"_{name}")]
            if named:
                yield path, named[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--show", default="", help="print the findings of this severity or check")
    options = parser.parse_args()
    django = find_spec("django")
    folders = [*options.folders, *([Path(django.origin).parent] if django and django.origin else []), DATA]
    counts: Counter[tuple[str, str]] = Counter()
    files = texts = 0
    chosen = run.select()
    for path, language in catalogues([folder for folder in folders if folder.is_dir()]):
        files += 1
        with path.open("rb") as stream:
            rows = po.units(stream, where=str(path), language=language)
            units = [row for row in rows if row.target.strip() and row.state is State.APPROVED]
        texts += len(units)
        for unit in units:
            for row in run.units([unit], chosen):
                counts[row.severity.value, row.check] += 1
                if options.show and options.show in (row.severity.value, row.check, row.check.split(".")[0]):
                    print(f"{row.place}: {row.check}: {row.message}\n    {unit.source!r}\n    {unit.target!r}")
    print(f"{files} catalogues, {texts:,} translations")
    for (severity, check), count in sorted(counts.items()):
        print(f"| `{check}` | {severity} | {count} |")


if __name__ == "__main__":
    main()
