"""What the tests of the use of terms make glossaries with, and how they look at the findings."""

from glossary.checks.renderings import Terms
from glossary.model import Concept, Kind, State, Term, Termbase, TranslationUnit, Usage


def concept(name, *renderings, language="ru", kind=Kind.OTHER, sense="", variants=(), state=State.APPROVED):
    terms = [Term(name, "en"), *(Term(text, "en", Usage.ADMITTED) for text in variants)]
    for at, rendering in enumerate(renderings):
        if isinstance(rendering, str):
            rendering = Term(rendering, language, Usage.ADMITTED if at else Usage.PREFERRED, state)
        terms.append(rendering)
    return Concept(tuple(terms), sense=sense, kind=kind)


def compiled(*concepts, language="ru", **options):
    return Terms(Termbase(concepts, "en", (language,)), language, **options)


def messages(check, terms, source, target, place=None):
    unit = TranslationUnit(source, target, "en", terms.language, place=place)
    return [problem.message for problem in check(unit, terms)]


PUTIN = concept("Vladimir Putin", "Владимир Путин", kind=Kind.PERSON, variants=("Putin", "Mr Putin"))
XI = concept("Xi Jinping", "Си Цзиньпин", kind=Kind.PERSON, variants=("Xi",))
