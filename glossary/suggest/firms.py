"""Companies, whose names the Russian press leaves in Latin letters: Penguin Random House, Nippon Steel."""

from __future__ import annotations

import re

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, classes

_LEGAL_FORM = re.compile(r",? (?:Inc|Corp|Ltd|LLC|PLC|[Pp]lc|AG|SE|NV)\.?$")
_CAMEL_CASE = re.compile("[a-z][A-Z][A-Za-z]*$")


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return a company's name unchanged, without its legal form, for Russian."""
    if language != "ru" or concept.kind is not Kind.ORGANIZATION or not is_firm(concept.name):
        return []
    return [Suggestion(_LEGAL_FORM.sub("", concept.name), language, "firm: as it is", "low")]


def is_firm(name: str) -> bool:
    """Return whether *name* ends like a company's: *Match Group*, but not *Working Group*."""
    ends = classes.ends(name.removesuffix("."), "firm") or _CAMEL_CASE.search(name) is not None
    public = classes.has(name, "public") or name.startswith("U.S.")
    return ends and not public and re.match("[A-Z0-9]", name) is not None
