"""Chinese names from pinyin into Russian, by the Palladius system (:mod:`glossary.text.palladius`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.languages import base
from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, cyrillic, korean, places, rules, source_names
from glossary.text import palladius

_MAX_SYLLABLES = 3
"""Maximum for a place: longer names (*Pasadena*), and those with a first syllable o (*Oban*), are rarely Chinese."""
_COMMON_SYLLABLE = re.compile("[bpmfdtnlgkhrscw]h?[aeiou]")
"""A syllable common to many languages; a place made of three of them is not Chinese: *Chapare*."""
_CONFIDENCE = {"known": "high", "surname first": "high", "surname last": "medium", "either": "low", "surname": "low"}


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the Russian forms of a Chinese name, or nothing if it is not pinyin."""
    if language != "ru" or base(concept.head.language) not in ("en", "zh", "de", "fr"):
        return []
    if concept.kind in (Kind.PERSON, Kind.OTHER):
        # Prefer a full name to a surname: Xi Jinping before Xi.
        for name in sorted(source_names(concept), key=lambda name: (len(name.split()) < 2, name != concept.name)):
            texts, how = palladius.person(name) if not name.isupper() and not cyrillic.known_name(name) else ((), "")
            if texts and not (how == "surname last" and _is_english_given_name(name.split()[0])):
                sure = concept.kind is Kind.PERSON and len(texts) == 1 and not _is_doubtful(name.lower().split(), how)
                first = _CONFIDENCE[how] if sure else "low"
                return [
                    Suggestion(text, language, f"palladius: {how}", "low" if at else first)
                    for at, text in enumerate(texts)
                ]
    if concept.kind in (Kind.PLACE, Kind.ORGANIZATION) and not places.suggest(concept, language, context):
        if known := palladius.known_names().get(concept.name.lower().replace("’", "'")):
            sure = known[1] == concept.kind == Kind.PLACE
            return [Suggestion(known[0], language, "palladius: known", "high" if sure else "low")]
        if concept.kind is Kind.PLACE and " " not in concept.name:
            ways = palladius.divide(concept.name)
            if ways and len(ways[0]) <= _MAX_SYLLABLES and ways[0][0] != "o" and not _is_western(concept.name, ways[0]):
                text = palladius.word(concept.name)[0]
                return [Suggestion(text, language, "palladius: place", "low")]
    return []


def _is_english_given_name(given: str) -> bool:
    """Return whether *given* is an English given name that Chinese people bear: *Lisa Su*."""
    known = cyrillic.known_name(given)
    return known.sort == "given" if known else rules.is_given(given)


def _is_western(name: str, syllables: Sequence[str]) -> bool:
    """Return whether *name* is more likely English or Italian: *Hale*, *Tulane*, *Mobile*, *Limone*."""
    if len(syllables) == _MAX_SYLLABLES and all(map(_COMMON_SYLLABLE.fullmatch, syllables)):
        return True
    mute = syllables[-1] in ("ne", "me", "te") or (len(syllables) == _MAX_SYLLABLES and syllables[-1] == "le")
    return mute or name.lower() in rules.sounds()


def _is_doubtful(parts: list[str], how: str) -> bool:
    """Return whether a name may be in another order (*Chen Ning Yang*, *Can Xue*), or Korean (*Han Kang*)."""
    if how == "surname last":
        return len(palladius.divide(parts[0])[0]) == 1
    if how != "surname first":
        return False
    return (len(parts) == 3 and parts[-1] in palladius.surnames()) or korean.may_be(parts)
