"""Numbers, dates and glossary terms put right in the translation of a segment that differs in them: slots.

A slot is filled only where nothing is left to guess: what stood in the old source stands as often in the old
translation, and the new value can be written the way the old one was. If one slot cannot be filled, none is, because
a translation that is half repaired looks as if it were whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossary import tables
from glossary.memory import agreement, scaled
from glossary.text.similarity import SLOT, aligned, alone, fold

MOST = 100
"""Slots beyond which a text is a table, and left as it is."""
# Each begins with a digit and then looks back, for digits are what the engine skips to.
_FIGURES = rf"\d(?<!\d\d)(?:\d*(?:[.,:/\u00a0\u202f]\d+)+|(?<!{agreement.LETTER}\d)\d*)"
_NUMBER = re.compile(_FIGURES)
"""Not the figures of a name (G7), but those of a version (v1.5)."""
_INSIDE = re.compile(rf"\d(?<={agreement.LETTER}\d)\d*(?![.,:/]?\d)")
"""The figures of a name."""
_GROUPED = re.compile(rf"\d(?<!{agreement.LETTER}\d|\d\d)\d{{,2}}(?: \d{{3}})+(?!\d)(?:[.,]\d+)?|{_FIGURES}")
"""As the target may write them: with spaces between thousands, too."""
_SPACED = re.compile(r"\d(?<![\d.,:/]\d)\d{,2}(?:\s\d{3})+(?!\d)")
"""Thousands with spaces between them."""
_WIDE = re.compile("[０-９]")
"""Figures as wide as Chinese characters."""
_MINUS = re.compile(r"(?:(?<![^\s(])[-\u2212–]|\b(?:minus|минус) |零下|负)\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r"\D")
_THOUSANDS = re.compile(r"\d{1,3}(?:\D\d{3})*")
_TWICE = re.compile(r"(\d\d?)/\1/\d{4}")
"""A date that does not tell whether the day or the month comes first."""

_ROWS = [(row[0], [cell.split(" ") for cell in row[1:]]) for row in tables.rows(__package__, "data/calendar.tsv")]
_TABLES = [[forms for kind, forms in _ROWS if kind == wanted] for wanted in ("day", "month")]
"""The days of the week and the months: of each its forms, language by language."""
_NAMED = {
    form: (table, number) for table in _TABLES for number, row in enumerate(table) for forms in row for form in forms
}
"""The table and the row of each of their forms."""
_NAMES = _NAMED.keys() | set("周期拜月")
"""Words that a text has in which one of them may stand: a Chinese form is several words."""


@dataclass(frozen=True, slots=True)
class Known:
    """A term that the glossary knows, for one target language."""

    source: str
    renderings: tuple[str, ...]
    """As the glossary writes them, the preferred one first."""
    kind: str = "other"


def repaired(
    query: str, source: str, target: str, language: str = "", terms: Sequence[Known] = (), *, spoken: str = ""
) -> str:
    """Return *target*, the translation of *source*, with its slots filled as *query* has them; or *target* as it is.

    Nothing is put right that would not agree with the words around it in *language*, that of *target*. A number in
    another scale is, where the language of *source*, *spoken*, is known as well.

    >>> repaired("It cost 1,500 roubles.", "It cost 1,300 roubles.", "Это стоило 1 300 рублей.", "ru")
    'Это стоило 1 500 рублей.'
    >>> repaired("They met on May 4.", "They met on March 5.", "Они встретились 5 марта.")
    'Они встретились 4 мая.'
    """
    query, source = (_WIDE.sub(lambda found: str(int(found[0])), text) for text in (query, source))
    if _SPACED.search(source):  # one number, with a mark that is no other's
        query, source = (_SPACED.sub(lambda found: ":".join(found.group().split()), text) for text in (query, source))
    changes: list[tuple[int, int, str]] = []
    if terms:
        changes, query, source = _swapped_terms(query, source, target, language, terms)
    pairs = _differing(query, source)
    if pairs is None or len(pairs) > MOST:
        return target
    for old, new in dict.fromkeys(pairs):
        often = sum(pair[0] == old for pair in pairs)
        if _count(old, source) != often:  # it also stands where the texts agree
            return target
        found = _places(old, new, target, language, often)
        if found is None and often == 1 and spoken:
            found = _in_scale(query, source, target, (old, new), (spoken, language))
        if found is None:
            return target
        changes += found
    changes.sort()
    # Where one value becomes two, both are to be written in the same places.
    if any(one[1] > other[0] for one, other in pairwise(changes)):
        return target
    for start, end, text in reversed(changes):
        target = target[:start] + text + target[end:]
    return target


def _differing(query: str, source: str) -> list[tuple[str, str]] | None:
    """Return (old, new) of the numbers and dates in which *query* differs from *source* at the same place.

    None where they differ in a number that cannot be put right: one that the other text has not, or in a name (Q2).
    """
    new_numbers, old_numbers = list(_NUMBER.finditer(query)), list(_NUMBER.finditer(source))
    alike = [number.group() for number in new_numbers] == [number.group() for number in old_numbers]
    nothing: list[tuple[str, str]] | None = [] if alike else None
    new = fold(query).words
    named = not _NAMES.isdisjoint(new)
    if (alike and not named) or len(new_numbers) != len(old_numbers):
        return nothing
    if _INSIDE.findall(query) != _INSIDE.findall(source):
        return None
    old = fold(source).words
    named = named and not _NAMES.isdisjoint(old)
    places, others = ([at for at, word in enumerate(words) if word == SLOT] for words in (old, new))
    if (alike and not named) or not len(places) == len(others) == len(new_numbers):
        return nothing
    old_at, new_at = dict(zip(places, old_numbers, strict=True)), dict(zip(others, new_numbers, strict=True))
    pairs, paired = [], 0
    for kind, start, end, other, _ in aligned(old, new):
        for place, there in zip(range(start, end), range(other, other + end - start), strict=True):
            if kind == "equal" and place in old_at:
                one, two = old_at[place], new_at[there]
                if _negative(one) != _negative(two):
                    return None
                paired += 1
                was, now = one.group(), two.group()
                if old[place + 1 :][:1] == ["月"] and was + "月" in _NAMED and now + "月" in _NAMED:
                    was, now = was + "月", now + "月"
                if was != now:
                    pairs.append((was, now))
            elif kind == "replace" and named:
                was, now = _name(old, place), _name(new, there)
                if was and now and _NAMED[was][0] is _NAMED[now][0]:
                    pairs.append((was, now))
    return pairs if paired == len(new_numbers) else nothing


def _negative(number: re.Match[str]) -> bool:
    return bool(_MINUS.search(number.string, max(0, number.start() - agreement.NEAR), number.start()))


def _of_month(text: str, start: int, end: int) -> bool:
    """Return whether the number from *start* to *end* of *text* is part of the name of a month (3月, 3 月)."""
    return text[start:end] + text[end : end + 2].lstrip()[:1] in _NAMED


def _name(words: list[str], at: int) -> str:
    """Return the month or weekday that ends with the word *at*; in Chinese it is several words (星期三)."""
    for size in (1, 2, 3):
        name = "".join(words[max(0, at + 1 - size) : at + 1])
        if name in _NAMED:
            return name
    return ""


def _count(old: str, source: str) -> int:
    if alone(old[-1]):
        return len(re.findall(rf"(?<!\d){old}", source))
    if old[0].isdigit():
        return sum(
            number.group() == old and not _of_month(source, *number.span()) for number in _NUMBER.finditer(source)
        )
    return fold(source).words.count(old)


def _places(old: str, new: str, target: str, language: str, often: int) -> list[tuple[int, int, str]] | None:
    """Return what to replace in *target* where *old* stood *often* times in the source; None if that is not clear."""
    named = old in _NAMED and new in _NAMED
    found = _named_places(old, new, target) if named else _number_places(old, new, target, language)
    return found if found is not None and len(found) == often else None


def _in_scale(
    query: str, source: str, target: str, pair: tuple[str, str], spoken: tuple[str, str]
) -> list[tuple[int, int, str]] | None:
    """Return what to replace where *target* writes the old number of *pair* in another scale (3万 for 30,000)."""
    change = scaled.put(query, source, target, pair, spoken)
    if change and not _of_month(target, *change[:2]) and agreement.fits(target, *change, spoken[1], _NAMED):
        return [change]
    return None


def _named_places(old: str, new: str, target: str) -> list[tuple[int, int, str]] | None:
    """Return where a month or weekday stands in *target*, in any language, with the form of the *new* one there.

    None where that may be one of several.
    """
    (table, was), (_, now) = _NAMED[old], _NAMED[new]
    found: list[tuple[int, int, str]] = []
    for old_forms, new_forms in zip(table[was], table[now], strict=True):
        likes: dict[str, dict[str, None]] = {}
        for form, like in zip(old_forms, new_forms, strict=True):
            likes.setdefault(form, {})[like] = None
        for form in sorted(likes, key=lambda form: (-len(form), form)):
            edge = "" if alone(form[-1]) else r"\b"
            for place in re.finditer(rf"(?<!\d){edge}{re.escape(form)}{edge}", target, re.IGNORECASE):
                if any(start <= place.start() < end for start, end, _ in found) or (form < "z" and place[0].islower()):
                    continue  # within a longer form; or English, but no name: he may
                like, *others = likes[form]
                others = others if form > "z" else []  # May is short as it is long
                if others and not agreement.accusative(target, place.start()):
                    return None  # one form for two cases of the old word, two for those of the new one
                like = new_forms[-1] if others else like  # the accusative of a day stands last
                like = like.capitalize() if place.group()[0].isupper() else like
                put = agreement.on_day(target, place.start(), old_forms[0], new_forms[0], like)
                if put is None:
                    return None
                found.append((put[0], place.end(), put[1]))
    return found


def _number_places(old: str, new: str, target: str, language: str) -> list[tuple[int, int, str]] | None:
    """Return where the number *old* stands in *target*, and *new* as it is written there; None where that is open."""
    digits = _SEPARATOR.sub("", old)
    found: list[tuple[int, int, str]] = []
    for place in _GROUPED.finditer(target):
        if _SEPARATOR.sub("", place.group()) == digits and not _of_month(target, *place.span()):
            written = _written(old, place.group(), new)
            if written is None:
                return None
            ending = agreement.ordinal(target, place.end(), written, language)
            if not ending and not agreement.fits(target, *place.span(), written, language, _NAMED):
                return None
            found.append((place.start(), place.end() + len(ending), written + ending))
    return found


def _written(old: str, shown: str, new: str) -> str | None:
    """Return *new* in the way in which *shown* writes *old*: thousands and decimals by the marks of the target.

    None where it has a mark of which *old* does not tell how the target writes it: 1,500 is another number in Russian.
    """
    before, after = _SEPARATOR.findall(old), _SEPARATOR.findall(shown)
    if not after and _THOUSANDS.fullmatch(old):
        after = [""] * len(before)
        if not _THOUSANDS.fullmatch(new) or len(new) > max(len(old), len("9,999")):  # four figures are often joined
            return None
    if len(before) != len(after) or (before != after and _TWICE.fullmatch(old)):
        return None
    marks = dict(zip(before, after, strict=True))
    if any(mark not in marks for mark in _SEPARATOR.findall(new)):
        return None
    return _SEPARATOR.sub(lambda found: marks[found.group()], new)


def _swapped_terms(
    query: str, source: str, target: str, language: str, terms: Sequence[Known]
) -> tuple[list[tuple[int, int, str]], str, str]:
    """Return what to replace if the texts differ in one glossary term and otherwise in numbers and dates only.

    Beside it stand the two texts, then without the term: it may have a number or a date of its own.
    """
    folded_query, folded_source = fold(query).text, fold(source).text
    gone = [term for term in terms if mentions(folded_source, term.source) and not mentions(folded_query, term.source)]
    come = [term for term in terms if mentions(folded_query, term.source) and not mentions(folded_source, term.source)]
    for was in gone:
        for now in come:
            if not now.renderings or _dateless(source).replace(
                _dateless(was.source), _dateless(now.source)
            ) != _dateless(query):
                continue
            for rendering in was.renderings:
                kinds = was.kind, now.kind
                if change := agreement.instead(target, rendering, now.renderings[0], language, kinds):
                    return [change], _without(query, now.source), _without(source, was.source)
    return [], query, source


def _without(text: str, term: str) -> str:
    return re.sub(re.escape(term), " ", text, flags=re.IGNORECASE)


def _dateless(text: str) -> str:
    """Return the words of *text*, all months and days of the week alike."""
    return "".join([f"{SLOT if word in _NAMED else word} " for word in fold(text).words])


def mentions(folded: str, term: str) -> bool:
    """Return whether the *folded* text has *term*, as whole words where words are written apart."""
    sought = fold(term).text
    if not sought:
        return False
    if sought[-1] == " " and not alone(sought[0]):
        return (" " + folded).find(" " + sought) >= 0
    return sought.rstrip(" ") in folded


def renders(target: str, rendering: str) -> bool:
    """Return whether *target* has *rendering*, its words perhaps inflected (as far as their last letters go).

    >>> renders("в Ташкенте", "Ташкент"), renders("טסה לטוקיו", "טוקיו"), renders("Токио", "Ташкент")
    (True, True, False)
    """
    folded, sought = fold(target), fold(rendering)
    if not sought.words or mentions(folded.text, rendering):
        return True
    if any(alone(word) for word in sought.words):
        return False
    return all(any(_alike(word, other) for other in folded.words) for word in sought.words)


def _alike(word: str, other: str) -> bool:
    """Return whether *other* may be a form of *word*: they agree but for an ending of three letters at most.

    In Hebrew and Arabic small words stand before it: לטוקיו, والهند.
    """
    if "\u05d0" <= word[0] <= "\u06ff" and other.endswith(word):
        return len(other) <= len(word) + 3
    stem = max(3, len(word) - 3) if len(word) > 3 else len(word)
    return other.startswith(word[:stem]) and len(other) <= len(word) + 3
