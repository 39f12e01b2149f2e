"""Checks of the words of a translation: are they translated, said once, and written with the right capitals?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks import Problem, rule
from glossary.model import Severity

_REPEATED = r"(?<![\w-])([\u0400-\u04ff]+)[ \u00a0](?=[а-яёіїєґў])(?i:\1)(?![\w-])"
"""A small word that stands there again: a name may be said twice."""
_ADJECTIVES = ("ое", "ая", "ый", "ий", "ой", "ых", "их", "ого", "ые", "ие")


@rule("pair", Severity.WARNING)
def copied(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the translation is a copy of the source

    Only what has five words or more is looked at: names, titles and addresses may stay.

    Wrong: en "Xi met Putin in Samarkand" ru "Xi met Putin in Samarkand"
    Right: en "The New York Times" ru "The New York Times"
    """
    if source.strip() != target.strip():
        return
    words = re.findall(r"[^\W\d_]{2,}", source)
    if len(words) > 4 and any(word.islower() for word in words):
        yield Problem(hint="translate it")


@rule("pair", Severity.WARNING, languages=("ru",), needs=rf"\b[А-ЯЁ]\w+(?:{'|'.join(_ADJECTIVES)})\b")
def title_case(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """every word has a capital, as in English titles: Russian writes one on the first word and on names

    Wrong: en "National People's Congress" ru "Всекитайское Собрание Народных Представителей"
    Right: en "National People's Congress" ru "Всекитайское собрание народных представителей"
    Right: en "Kassym-Jomart Tokayev" ru "Касым-Жомарт Токаев"
    """
    long = [word for word in re.findall("[А-Яа-яЁё]+", target) if len(word) > 3]
    # Three may be a place with its institution: «Институт Восточной Азии».
    if len(long) < 4 or len(source.split()) < 3 or not any(word.endswith(_ADJECTIVES) for word in long):
        return
    if all(word[0].isupper() and not word.isupper() for word in long):
        yield Problem(hint="write small letters but on the first word and on names")


@rule("text", Severity.WARNING, languages=("ru", "uk", "be"), fixable=True, needs=_REPEATED, unsafe=True)
def repeated(text: str, language: str) -> Iterator[Problem]:
    """the same word twice in a row

    Wrong: ru "Они придавали мне мне силу."
    Right: ru "Отель Роа Роа едва-едва стоит."
    """
    match = re.search(_REPEATED, text)
    if match:
        yield Problem(f"'{match.group()}'", *match.span(), hint="write it once", fix=re.sub(_REPEATED, r"\1", text))
