"""Find names with a spaCy pipeline, for ``--entities spacy:MODEL`` (extra ``spacy``)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from glossary.errors import PluginError, to_install
from glossary.extract.entities import Finder, Mention
from glossary.model import Kind
from glossary.text.words import Sentence

KINDS = {
    "PERSON": Kind.PERSON,
    "PER": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "ORGANIZATION": Kind.ORGANIZATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "LOCATION": Kind.PLACE,
    "FAC": Kind.PLACE,
    "EVENT": Kind.EVENT,
    "WORK_OF_ART": Kind.WORK,
    "LAW": Kind.WORK,
    "NORP": Kind.GROUP,
    "LANGUAGE": Kind.GROUP,
    "PRODUCT": Kind.OTHER,
    "MISC": Kind.OTHER,
}
"""Label of OntoNotes or CoNLL -> kind; dates, amounts and ordinals are not names."""

_DETERMINERS = ("the ", "a ", "an ")
_FINDS = frozenset(["ner", "entity_ruler", "span_ruler"])
_IDLE = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "textcat")
"""Components that finding names does not need, unless rules of the pipeline use their results."""


def pipeline(model: str) -> Finder:
    """Return a function that finds names with the installed spaCy *model* (``en_core_web_sm``).

    Raises PluginError if *model* is empty, if spaCy or the model is not installed, or if the model finds no names.
    """
    if not model:
        raise PluginError("spacy needs the name of a pipeline", hint="write spacy:en_core_web_sm")
    try:
        import spacy
    except ImportError as error:
        raise PluginError("spaCy is not installed", hint=to_install("spacy")) from error
    try:
        load: Any = spacy.load(model)
    except OSError as error:
        if Path(model).is_dir() or Path(model).name != model:
            raise PluginError(f"there is no spaCy pipeline in '{model}'", hint="give its name or its folder") from error
        hint = f"python -m spacy download {model}"
        raise PluginError(f"the spaCy pipeline '{model}' is not installed", hint=hint) from error
    except (ImportError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        hint = "install the versions of spaCy and of the pipeline that fit each other"
        raise PluginError(f"the spaCy pipeline '{model}' cannot be loaded: {reason}", hint=hint) from error
    if _FINDS.isdisjoint(load.pipe_names):
        raise PluginError(f"the spaCy pipeline '{model}' finds no names", hint="choose one with an 'ner' component")
    if not {"entity_ruler", "span_ruler"}.intersection(load.pipe_names):
        load.select_pipes(disable=[name for name in _IDLE if name in load.pipe_names])

    def mentions(sentences: Sequence[Sentence]) -> list[list[Mention]]:
        analysed = load.pipe(sentence.text for sentence in sentences)
        return [_mentions(sentence, parsed) for sentence, parsed in zip(sentences, analysed, strict=True)]

    return mentions


def _mentions(sentence: Sentence, parsed: Any) -> list[Mention]:
    """Return the names found in *sentence*, without determiners, possessives and acronyms in brackets."""
    found = []
    for entity in parsed.ents:
        kind = KINDS.get(entity.label_.upper())
        if kind is None:
            continue
        start, end = entity.start_char, entity.end_char
        text = sentence.text[start:end]
        for determiner in _DETERMINERS:
            if text.lower().startswith(determiner):
                start += len(determiner)
                break
        opening = sentence.text.find("(", start, end)
        if opening >= 0 and ")" not in sentence.text[opening:end]:
            end = start + len(sentence.text[start:opening].rstrip())  # Shanghai Cooperation Organisation (SCO
        if sentence.text[start:end].endswith(("'s", "’s")):
            end -= 2
        name = " ".join(sentence.text[start:end].split())
        if name:
            found.append(Mention(sentence.start + start, sentence.start + end, kind, name, 1.0))
    return found
