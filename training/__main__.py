"""Train the shipped models again: ``python -m training [DATA [MODELS]]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import gazetteer, kinds, train

ROOT = Path(__file__).parent.parent
EXTRACT = ROOT / "glossary" / "extract"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("models", nargs="?", type=Path, default=EXTRACT / "models")
    parser.add_argument("--without", action="append", default=[], metavar="CORPUS", help="leave a corpus out")
    chosen = parser.parse_args()
    chosen.models.mkdir(parents=True, exist_ok=True)
    gazetteer.write(EXTRACT / "lexicon" / "gazetteer.txt")
    train.entities(chosen.data, chosen.models / "entities.crfsuite", without=chosen.without)
    kinds.weights(chosen.data, {"": chosen.models / "kinds.crfsuite"}, without=chosen.without)
    train.speech(chosen.data, chosen.models / "speech.crfsuite")


if __name__ == "__main__":
    main()
