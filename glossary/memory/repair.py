"""Adapting the translation of a similar segment to the numbers, dates and glossary terms of the new text.

A value is replaced only if nothing has to be guessed: the old value occurs as often in the translation as in its
source, and the new one can be written in the same format. If one of several values cannot be replaced, none is, because
a partly repaired translation looks like a correct one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossary import tables
from glossary.memory import agreement, scaled
from glossary.text.similarity import SLOT, aligned, fold, is_spaceless

MOST = 100
"""A text with more differing values is a table, and is not repaired."""
# These patterns begin with a digit and then look back, because the regex engine can skip to digits.
_FIGURES = rf"\d(?<!\d\d)(?:\d*(?:[.,:/\u00a0\u202f]\d+)+|(?<!{agreement.LETTER}\d)\d*)"
_NUMBER = re.compile(_FIGURES)
"""A number, including that of a version (v1.5) but not the digits in a name (G7)."""
_IN_NAME = re.compile(rf"\d(?<={agreement.LETTER}\d)\d*(?![.,:/]?\d)")
"""The digits in a name."""
_GROUPED = re.compile(rf"\d(?<!{agreement.LETTER}\d|\d\d)\d{{,2}}(?: \d{{3}})+(?!\d)(?:[.,]\d+)?|{_FIGURES}")
"""A number in a translation, which may also have spaces between thousands."""
_SPACED = re.compile(r"\d(?<![\d.,:/]\d)\d{,2}(?:\s\d{3})+(?!\d)")
"""A number with spaces between thousands."""
_WIDE = re.compile("[０-９]")
"""A full-width digit."""
_MINUS = re.compile(r"(?:(?<![^\s(])[-\u2212–]|\b(?:minus|минус) |零下|负)\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r"\D")
_THOUSANDS = re.compile(r"\d{1,3}(?:\D\d{3})*")
_TWICE = re.compile(r"(\d\d?)/\1/\d{4}")
"""A date in which the day equals the month, so that their order is unknown."""

_ROWS = [(row[0], [cell.split(" ") for cell in row[1:]]) for row in tables.rows(__package__, "data/calendar.tsv")]
_TABLES = [[forms for kind, forms in _ROWS if kind == wanted] for wanted in ("day", "month")]
"""The days of the week and the months; each has its forms, language by language."""
_DATE_WORDS = {
    form: (table, number) for table in _TABLES for number, row in enumerate(table) for forms in row for form in forms
}
"""The table and the row of each form of a day or month."""
_DATE_TOKENS = _DATE_WORDS.keys() | set("周期拜月")
"""Words without which a text has no day or month; a Chinese form is split into several words."""


@dataclass(frozen=True, slots=True)
class Known:
    """A term of the glossary, with its renderings in one target language."""

    source: str
    renderings: tuple[str, ...]
    """The renderings, the preferred one first."""
    kind: str = "other"


def repaired(
    query: str, source: str, target: str, language: str = "", terms: Sequence[Known] = (), *, source_language: str = ""
) -> str:
    """Return *target*, the translation of *source*, adapted to *query*; unchanged if that cannot be done safely.

    *language* is that of *target*; with it, a value is not replaced if it would not agree with the words around it.
    With *source_language* as well, numbers that *target* has on another scale (3万 for 30,000) are replaced, too.

    >>> repaired("It cost 1,500 roubles.", "It cost 1,300 roubles.", "Это стоило 1 300 рублей.", "ru")
    'Это стоило 1 500 рублей.'
    >>> repaired("They met on May 4.", "They met on March 5.", "Они встретились 5 марта.")
    'Они встретились 4 мая.'
    """
    query, source = (_WIDE.sub(lambda found: str(int(found[0])), text) for text in (query, source))
    if _SPACED.search(source):  # join the groups by a separator that no other number has
        query, source = (_SPACED.sub(lambda found: ":".join(found.group().split()), text) for text in (query, source))
    changes: list[tuple[int, int, str]] = []
    if terms:
        changes, query, source = _swap_term(query, source, target, language, terms)
    pairs = _differing(query, source)
    if pairs is None or len(pairs) > MOST:
        return target
    for old, new in dict.fromkeys(pairs):
        count = sum(pair[0] == old for pair in pairs)
        if _count(old, source) != count:  # it also occurs where the texts agree
            return target
        found = _replacements(old, new, target, language, count)
        if found is None and count == 1 and source_language:
            found = _scaled_replacement(query, source, target, (old, new), (source_language, language))
        if found is None:
            return target
        changes += found
    changes.sort()
    # Overlapping changes: one old value became two different new ones.
    if any(one[1] > other[0] for one, other in pairwise(changes)):
        return target
    for start, end, text in reversed(changes):
        target = target[:start] + text + target[end:]
    return target


def _differing(query: str, source: str) -> list[tuple[str, str]] | None:
    """Return (old, new) for the numbers and dates in which *query* differs from *source*.

    None if they differ in a number that cannot be replaced: one without a counterpart, or one in a name (Q2).
    """
    new_numbers, old_numbers = list(_NUMBER.finditer(query)), list(_NUMBER.finditer(source))
    same_numbers = [number.group() for number in new_numbers] == [number.group() for number in old_numbers]
    no_pairs: list[tuple[str, str]] | None = [] if same_numbers else None
    new = fold(query).words
    dated = not _DATE_TOKENS.isdisjoint(new)
    if (same_numbers and not dated) or len(new_numbers) != len(old_numbers):
        return no_pairs
    if _IN_NAME.findall(query) != _IN_NAME.findall(source):
        return None
    old = fold(source).words
    dated = dated and not _DATE_TOKENS.isdisjoint(old)
    old_slots, new_slots = ([at for at, word in enumerate(words) if word == SLOT] for words in (old, new))
    if (same_numbers and not dated) or not len(old_slots) == len(new_slots) == len(new_numbers):
        return no_pairs
    old_at, new_at = dict(zip(old_slots, old_numbers, strict=True)), dict(zip(new_slots, new_numbers, strict=True))
    pairs, paired = [], 0
    for kind, start, end, new_start, _ in aligned(old, new):
        for at, new_index in zip(range(start, end), range(new_start, new_start + end - start), strict=True):
            if kind == "equal" and at in old_at:
                if _negative(old_at[at]) != _negative(new_at[new_index]):
                    return None
                paired += 1
                was, now = old_at[at].group(), new_at[new_index].group()
                if old[at + 1 :][:1] == ["月"] and was + "月" in _DATE_WORDS and now + "月" in _DATE_WORDS:
                    was, now = was + "月", now + "月"
                if was != now:
                    pairs.append((was, now))
            elif kind == "replace" and dated:
                was, now = _date_word(old, at), _date_word(new, new_index)
                if was and now and _DATE_WORDS[was][0] is _DATE_WORDS[now][0]:
                    pairs.append((was, now))
    return pairs if paired == len(new_numbers) else no_pairs


def _negative(number: re.Match[str]) -> bool:
    return bool(_MINUS.search(number.string, max(0, number.start() - agreement.NEAR), number.start()))


def _in_month(text: str, start: int, end: int) -> bool:
    """Return whether the number from *start* to *end* of *text* is part of the name of a month (3月, 3 月)."""
    return text[start:end] + text[end : end + 2].lstrip()[:1] in _DATE_WORDS


def _date_word(words: list[str], at: int) -> str:
    """Return the month or weekday that ends with the word *at*, or an empty string; 星期三 is three words."""
    for size in (1, 2, 3):
        name = "".join(words[max(0, at + 1 - size) : at + 1])
        if name in _DATE_WORDS:
            return name
    return ""


def _count(old: str, source: str) -> int:
    """Return how many times *source* contains the number, month or weekday *old*."""
    if is_spaceless(old[-1]):
        return len(re.findall(rf"(?<!\d){old}", source))
    if old[0].isdigit():
        return sum(
            number.group() == old and not _in_month(source, *number.span()) for number in _NUMBER.finditer(source)
        )
    return fold(source).words.count(old)


def _replacements(old: str, new: str, target: str, language: str, count: int) -> list[tuple[int, int, str]] | None:
    """Return the replacements (start, end, text) of *old* by *new* in *target*, or None unless there are *count*."""
    if old in _DATE_WORDS and new in _DATE_WORDS:
        found = _date_replacements(old, new, target)
    else:
        found = _number_replacements(old, new, target, language)
    return found if found is not None and len(found) == count else None


def _scaled_replacement(
    query: str, source: str, target: str, pair: tuple[str, str], languages: tuple[str, str]
) -> list[tuple[int, int, str]] | None:
    """Return the replacement of the old number of *pair* that *target* has on another scale (3万 for 30,000)."""
    change = scaled.replacement(query, source, target, pair, languages)
    if change and not _in_month(target, *change[:2]) and agreement.fits(target, *change, languages[1], _DATE_WORDS):
        return [change]
    return None


def _date_replacements(old: str, new: str, target: str) -> list[tuple[int, int, str]] | None:
    """Return the replacements of the month or weekday *old* in *target*, in any language, by forms of *new*.

    None if the form of *new* is ambiguous.
    """
    (table, was), (_, now) = _DATE_WORDS[old], _DATE_WORDS[new]
    found: list[tuple[int, int, str]] = []
    for old_forms, new_forms in zip(table[was], table[now], strict=True):
        candidates: dict[str, dict[str, None]] = {}
        for form, new_form in zip(old_forms, new_forms, strict=True):
            candidates.setdefault(form, {})[new_form] = None
        for form in sorted(candidates, key=lambda form: (-len(form), form)):
            edge = "" if is_spaceless(form[-1]) else r"\b"
            for place in re.finditer(rf"(?<!\d){edge}{re.escape(form)}{edge}", target, re.IGNORECASE):
                if any(start <= place.start() < end for start, end, _ in found) or (form < "z" and place[0].islower()):
                    continue  # inside a longer form, or not a month: he may
                new_form, *others = candidates[form]
                others = others if form > "z" else []  # May is both the full name and the abbreviation
                if others and not agreement.needs_accusative(target, place.start()):
                    return None  # two cases look the same in the old word, but not in the new one
                new_form = new_forms[-1] if others else new_form  # the accusative of a day comes last
                new_form = new_form.capitalize() if place.group()[0].isupper() else new_form
                change = agreement.with_preposition(target, place.start(), old_forms[0], new_forms[0], new_form)
                if change is None:
                    return None
                found.append((change[0], place.end(), change[1]))
    return found


def _number_replacements(old: str, new: str, target: str, language: str) -> list[tuple[int, int, str]] | None:
    """Return the replacements of the number *old* in *target*, or None if *new* cannot be written there."""
    digits = _SEPARATOR.sub("", old)
    found: list[tuple[int, int, str]] = []
    for place in _GROUPED.finditer(target):
        if _SEPARATOR.sub("", place.group()) == digits and not _in_month(target, *place.span()):
            written = _written(old, place.group(), new)
            if written is None:
                return None
            ending = agreement.ordinal(target, place.end(), written, language)
            if not ending and not agreement.fits(target, *place.span(), written, language, _DATE_WORDS):
                return None
            found.append((place.start(), place.end() + len(ending), written + ending))
    return found


def _written(old: str, translated: str, new: str) -> str | None:
    """Return *new* with the separators that *translated*, the same number as *old*, has in the translation.

    None if *old* does not show how the target writes a separator: 1,500 is another number in Russian.
    """
    source_marks, target_marks = _SEPARATOR.findall(old), _SEPARATOR.findall(translated)
    if not target_marks and _THOUSANDS.fullmatch(old):
        target_marks = [""] * len(source_marks)
        if not _THOUSANDS.fullmatch(new) or len(new) > max(len(old), len("9,999")):  # four digits are often ungrouped
            return None
    if len(source_marks) != len(target_marks) or (source_marks != target_marks and _TWICE.fullmatch(old)):
        return None
    marks = dict(zip(source_marks, target_marks, strict=True))
    if any(mark not in marks for mark in _SEPARATOR.findall(new)):
        return None
    return _SEPARATOR.sub(lambda found: marks[found.group()], new)


def _swap_term(
    query: str, source: str, target: str, language: str, terms: Sequence[Known]
) -> tuple[list[tuple[int, int, str]], str, str]:
    """Return the replacement of a glossary term, if the texts differ in one and otherwise only in numbers and dates.

    Also return *query* and *source*, then without the term, because it may contain a number or a date.
    """
    folded_query, folded_source = fold(query).text, fold(source).text
    old = [term for term in terms if mentions(folded_source, term.source) and not mentions(folded_query, term.source)]
    new = [term for term in terms if mentions(folded_query, term.source) and not mentions(folded_source, term.source)]
    for was in old:
        for now in new:
            if not now.renderings or _dateless(source).replace(
                _dateless(was.source), _dateless(now.source)
            ) != _dateless(query):
                continue
            for rendering in was.renderings:
                kinds = was.kind, now.kind
                if change := agreement.term_replacement(target, rendering, now.renderings[0], language, kinds):
                    return [change], _without(query, now.source), _without(source, was.source)
    return [], query, source


def _without(text: str, term: str) -> str:
    return re.sub(re.escape(term), " ", text, flags=re.IGNORECASE)


def _dateless(text: str) -> str:
    """Return the folded words of *text* with months and days of the week replaced by a slot."""
    return "".join([f"{SLOT if word in _DATE_WORDS else word} " for word in fold(text).words])


def mentions(folded: str, term: str) -> bool:
    """Return whether the *folded* text contains *term*, as whole words in scripts that write spaces."""
    sought = fold(term).text
    if not sought:
        return False
    if sought[-1] == " " and not is_spaceless(sought[0]):
        return (" " + folded).find(" " + sought) >= 0
    return sought.rstrip(" ") in folded


def renders(target: str, rendering: str) -> bool:
    """Return whether *target* contains *rendering*, whose words may have other endings.

    >>> renders("в Ташкенте", "Ташкент"), renders("טסה לטוקיו", "טוקיו"), renders("Токио", "Ташкент")
    (True, True, False)
    """
    folded, sought = fold(target), fold(rendering)
    if not sought.words or mentions(folded.text, rendering):
        return True
    if any(is_spaceless(word) for word in sought.words):
        return False
    return all(any(_is_form(word, other) for other in folded.words) for word in sought.words)


def _is_form(word: str, other: str) -> bool:
    """Return whether *other* may be a form of *word*: they differ in an ending of at most three letters.

    In Hebrew and Arabic, prefixes are allowed: לטוקיו, والهند.
    """
    if "\u05d0" <= word[0] <= "\u06ff" and other.endswith(word):
        return len(other) <= len(word) + 3
    stem = max(3, len(word) - 3) if len(word) > 3 else len(word)
    return other.startswith(word[:stem]) and len(other) <= len(word) + 3
