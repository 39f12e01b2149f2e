"""Firms, whose names the Russian press leaves in Latin letters: Penguin Random House, Nippon Steel."""

from __future__ import annotations

import re

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context

_FIRM = re.compile(
    r"[a-z][A-Z][A-Za-z]*$|\b(?:Inc|Corp|Ltd|LLC|PLC|plc|AG|SE|NV|Group|Holdings?|Motors?|Airlines|Airways|Steel|Pictures"
    r"|Entertainment|Pharma|Pharmaceuticals?|Technologies|Systems|Software|Semiconductor|Capital|Partners|Ventures"
    r"|Insurance|Re|Labs|Games|Studios|Records|Bros|Industries|Mining|Resources|Foods|Brands|Robotics|Therapeutics"
    r"|Lines|House|Networks|Interactive|Electronics|Chemicals?|Aerospace|Logistics|Bancorp)\.?$"
)
"""How the names of firms end."""
_LEGAL = re.compile(r",? (?:Inc|Corp|Ltd|LLC|PLC|plc|AG|SE|NV)\.?$")
_PUBLIC = re.compile(
    r"\b(?:Ministry|Department|Contact|Working|Parliamentary|Opera|White|Upper|Lower|State|National|Royal|Minsk|Visegrad|Normandy|US|UK|EU)\b|^U\.S\."
)
"""What groups and houses have that are no firms."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the name of a firm as it is, without what says its legal form, in Russian."""
    if language != "ru" or concept.kind is not Kind.ORGANIZATION or not is_firm(concept.name):
        return []
    return [Suggestion(_LEGAL.sub("", concept.name), language, "firm: as it is", "low")]


def is_firm(name: str) -> bool:
    """Return whether *name* ends like that of a firm: *Match Group*, but not *Working Group*."""
    ends = _FIRM.search(name) is not None and not _PUBLIC.search(name)
    return ends and re.match("[A-Z0-9]", name) is not None
