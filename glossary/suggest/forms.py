"""Inflected forms of Russian renderings, to stand with them in the glossary where a person can mend them."""

from __future__ import annotations

from dataclasses import replace

from glossary.languages import base
from glossary.model import Termbase
from glossary.text import russian


def inflected(termbase: Termbase, language: str) -> Termbase:
    """Return *termbase* with forms for every rendering in *language* that may be written and has none yet.

    What has forms is left as it is: a person may have mended them. Only Russian is inflected; another language comes
    back as it was. Raises ConfigError if pymorphy3 is not installed.
    """
    if base(language) != "ru":
        return termbase
    concepts = []
    for concept in termbase.concepts:
        terms = [
            replace(term, forms=russian.forms(term.text, concept.kind.value))
            if term.language == language and term.usable and not term.forms
            else term
            for term in concept.terms
        ]
        concepts.append(concept if terms == list(concept.terms) else replace(concept, terms=tuple(terms)))
    return replace(termbase, concepts=tuple(concepts))
