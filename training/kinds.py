"""Train the weights of kinds (:mod:`glossary.extract.weighing`) on a tagger's output for texts that it has not seen.

The corpora are divided into parts; for each part a tagger is trained on the others and reads it (jackknifing).
"""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from glossary.extract import entities, linear, weighing
from glossary.extract.forms import Form, form_of
from glossary.extract.names import NameTagger
from glossary.text.words import Sentence
from training import augment, corpora, train
from training.corpora import Text

PARTS = 2
PASSES = 6
RARE = 5
"""A feature of fewer names than this is left out."""


def weights(folder: Path, paths: Mapping[str, Path], *, without: Sequence[str] = ()) -> None:
    """Train the weights on the corpora under *folder*, except those in *without*.

    One file is written for each of *paths*. Its key is the corpus that these weights do not learn from (the taggers
    do), or an empty string.
    """
    texts = list(corpora.entities(folder, [name for name in corpora.ENTITIES if name not in without]))
    trainers = {corpus: pycrfsuite.Trainer(algorithm="ap", verbose=False) for corpus in paths}
    with TemporaryDirectory() as scratch:
        for part in range(PARTS):
            seen = Path(scratch) / f"{part}.crfsuite"
            train.tagger([text for at, text in enumerate(texts) if at % PARTS != part], seen)
            names = NameTagger(linear.Model(seen.read_bytes()))
            for text in texts[part::PARTS]:
                for doubt, label in labelled_doubts(names, text):
                    for corpus, trainer in trainers.items():
                        if corpus != text.corpus:
                            trainer.append([doubt.attributes], [label])
    for corpus, trainer in trainers.items():
        ctypes.CDLL(None).srand(1)  # as in train.train
        trainer.set_params({"max_iterations": PASSES, "feature.minfreq": RARE})
        trainer.train(str(paths[corpus]))


def labelled_doubts(names: NameTagger, text: Text) -> Iterator[tuple[weighing.Doubt, str]]:
    """Yield the forms of *text* whose kind the tagger doubts, each with the correct label."""
    rows = [sentence(tokens) for tokens in text.sentences]
    document = names.document(text.sentences)
    (tagged,) = names.labelled([document])
    spans = [
        entities.name_spans(row, words, line) for row, words, line in zip(document.rows, rows, tagged, strict=True)
    ]
    truth: defaultdict[Form, Counter[str]] = defaultdict(Counter)
    for row, tokens, tags, here in zip(document.rows, text.sentences, text.tags, spans, strict=True):
        marked = {(start, end): label for start, end, label in augment.spans(train.with_groups(tokens, tags))}
        for start, end, _ in here:
            if (start, end) in marked:
                truth[form_of(row, start, end)][marked[start, end]] += 1
    for form, doubt in weighing.doubts(document, spans, [line.weights for line in tagged]):
        if form in truth:
            yield doubt, max(truth[form], key=lambda label: (truth[form][label], label))


def sentence(tokens: list[str]) -> Sentence:
    """Return the sentence made of *tokens*."""
    text, places = corpora.detokenised(tokens)
    return Sentence(text, 0, tokens, [start for start, _ in places], [end for _, end in places])
