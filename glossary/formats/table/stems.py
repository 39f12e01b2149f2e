"""Stem markers, which show memoQ and Phrase where the inflected forms of a term begin to differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from glossary.formats.terms import Losses
from glossary.model import Concept, Term


def stem(term: Term, *, star: bool) -> str:
    """Return a term with stem markers: ``книг|а``, with *star* also ``child*``.

    Words are compared one by one. If a form has a different number of words, or a stem would be shorter than three
    letters, the term is returned unchanged.

    >>> stem(Term("книга", "ru", forms=("книги", "книгу")), star=True)
    'книг|а'
    >>> stem(Term("Владимир Путин", "ru", forms=("Владимира Путина",)), star=True)
    'Владимир* Путин*'
    """
    words = term.text.split(" ")
    forms = [form.split(" ") for form in term.forms]
    if not forms or any(len(form) != len(words) for form in forms):
        return term.text
    marked: list[str] = []
    for at, word in enumerate(words):
        length = len(word)
        for form in forms:
            common = next((i for i, (a, b) in enumerate(zip(word, form[at], strict=False)) if a != b), None)
            length = min(length, len(form[at]) if common is None else common)
        if all(form[at] == word for form in forms):
            marked.append(word)
        elif length < 3:
            return term.text
        elif length == len(word):
            marked.append(word + ("*" if star else "|"))
        else:
            marked.append(word[:length] + "|" + word[length:])
    return " ".join(marked)


def unstem(text: str) -> str:
    """Return a term without stem markers."""
    return re.sub(r"\*(?= |$)|\|", "", text)


def unstemmed(concept: Concept) -> Concept:
    """Return a concept whose terms have no stem markers."""
    return replace(concept, terms=tuple([replace(term, text=unstem(term.text)) for term in concept.terms]))


def unmarked(concepts: Iterable[Concept], languages: Collection[str], losses: Losses) -> Iterator[Concept]:
    """Yield *concepts* without the terms that contain the marker characters, which could not be read back.

    Those in *languages* are counted.
    """
    for concept in concepts:
        kept: list[Term] = []
        for term in concept.terms:
            if unstem(term.text) == term.text:
                kept.append(term)
            elif term.language in languages:
                losses.add("terms with bars and stars, which would be marks of a stem", term.text)
        if kept and kept[0] is concept.head:
            yield replace(concept, terms=tuple(kept))
