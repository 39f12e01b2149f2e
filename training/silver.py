"""Parts of speech for the news and Wikipedia corpora, from spaCy: ``python -m training.silver [DATA]``.

GUM has a hundred thousand words with parts of speech and hardly any news. The sentences of :data:`corpora.SILVER` have
no manual tags; the small model learns from those of en_core_web_sm (MIT), of which some 97 % are right on news. Only
the tags are kept in ``silver.txt``, one letter per word and one line per sentence, because floating-point sums, and so
single tags, differ between machines. Nothing else needs spaCy and this pipeline.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training import corpora


def main() -> None:
    import spacy  # type: ignore[import-not-found,unused-ignore]
    from spacy.tokens import Doc  # type: ignore[import-not-found,unused-ignore]

    parser = argparse.ArgumentParser(prog="python -m training.silver", description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=corpora.HERE.parent.parent / "shared" / "data")
    parser.add_argument("--pipeline", default="en_core_web_sm", help="the pipeline's name (default: %(default)s)")
    chosen = parser.parse_args()
    pipeline = spacy.load(chosen.pipeline, exclude=["ner", "lemmatizer"])
    letters = {tag: letter for letter, tag in corpora.SPEECH.items()}
    texts = (
        Doc(pipeline.vocab, words=forms)
        for text in corpora.entities(chosen.data, corpora.SILVER)
        for forms in text.sentences
    )
    lines = ["".join(letters[word.pos_] for word in text) for text in pipeline.pipe(texts, batch_size=64)]
    (corpora.HERE / "silver.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
