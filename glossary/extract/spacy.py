"""The names that a spaCy pipeline finds, for ``--entities spacy:MODEL`` (extra ``spacy``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary.errors import ConfigError, PluginError
from glossary.extract.entities import Finder, Mention
from glossary.model import Kind
from glossary.text.words import Sentence

KINDS = {
    "PERSON": Kind.PERSON,
    "PER": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "EVENT": Kind.EVENT,
    "WORK_OF_ART": Kind.WORK,
    "LAW": Kind.WORK,
    "NORP": Kind.GROUP,
    "LANGUAGE": Kind.GROUP,
    "PRODUCT": Kind.OTHER,
    "MISC": Kind.OTHER,
}
"""The labels of OntoNotes and CoNLL; dates, amounts and ordinals are no names."""

_DETERMINERS = ("the ", "a ", "an ")


def pipeline(model: str) -> Finder:
    """Return a function that finds names with the installed spaCy *model* (``en_core_web_sm``).

    Raises ConfigError without a model's name, and PluginError where spaCy or the model is not installed or
    finds no names.
    """
    if not model:
        raise ConfigError("spacy needs the name of a pipeline", hint="write spacy:en_core_web_sm")
    try:
        import spacy
    except ImportError as error:
        raise PluginError("spaCy is not installed", hint="pip install 'glossary-tm[spacy]'") from error
    try:
        load: Any = spacy.load(model)
    except OSError as error:
        hint = f"python -m spacy download {model}"
        raise PluginError(f"the spaCy pipeline '{model}' is not installed", hint=hint) from error
    if not {"ner", "entity_ruler"}.intersection(load.pipe_names):
        raise PluginError(f"the spaCy pipeline '{model}' finds no names", hint="choose one with an 'ner' component")

    def mentions(sentences: Sequence[Sentence]) -> list[list[Mention]]:
        analysed = load.pipe(sentence.text for sentence in sentences)
        return [_mentions(sentence, parsed) for sentence, parsed in zip(sentences, analysed, strict=True)]

    return mentions


def _mentions(sentence: Sentence, parsed: Any) -> list[Mention]:
    found = []
    for entity in parsed.ents:
        kind = KINDS.get(entity.label_)
        if kind is None:
            continue
        start, end = entity.start_char, entity.end_char
        text = sentence.text[start:end]
        for determiner in _DETERMINERS:
            if text.lower().startswith(determiner):
                start += len(determiner)
                break
        if sentence.text[start:end].endswith(("'s", "’s")):
            end -= 2
        name = " ".join(sentence.text[start:end].split())
        if name:
            found.append(Mention(sentence.start + start, sentence.start + end, kind, name, 1.0))
    return found
