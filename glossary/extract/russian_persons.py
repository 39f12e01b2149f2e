"""Persons in Russian text: which names are those of persons, and their nominatives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from glossary.extract import reference, russian_before
from glossary.extract.russian_forms import HEADS, WORDS, Forms, either
from glossary.text import palladius

_ENDING = re.compile(r"(?:а|у|е|ом|ем|ым|я|ю)$")
"""The case endings of masculine names that have none in the nominative."""
_RUSSIAN_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|ск|цк)(?:а|у|е|ой|ым|ого|ому|им|ом|ую)$")
"""Endings of Russian surnames in any form but the nominative of a man."""
_SURNAME_CASES = re.compile("(?:(?P<gent>[ое]го)|(?P<datv>[ое]му)|(?P<ablt>[сц]ким|[бвгджзклмнпрстфхцчшщ][ыое]м))$")
"""Endings of a man's surname that occur in one case only: *Дмитрия Быстрицкого*."""
_FEMININE_OBLIQUE = re.compile("(?:(?<=[сц]к)(ой|ую)|(?<=[оеё]в|[иы]н)(?:ой|у))$")
"""Endings of a woman's surname in the oblique cases."""
_INDECLINABLE_VOWELS = frozenset("оеэиу")
"""Final vowels of foreign names that are not declined."""
CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_MASCULINE_INSTRUMENTAL = re.compile("(?:[оеё]в|[иы]н)ым$").search
"""The instrumental of a man's Russian surname."""
_INDECLINABLE_CONSONANTS = CONSONANTS | {"ь"}
_OBLIQUE = frozenset(("gent", "datv", "accs", "ablt"))
_is_unknown_surname = re.compile(".{2,}(?:[яа]н|швили|дзе|енко|чук|ович|евич)").fullmatch
"""Surnames that the dictionary lacks, by their endings: *Липарит Аветисян* is not a mineral."""
_is_surname_nominative = re.compile(r"[А-ЯЁ]\w+(?:[оеё]в|[иы]н|ский|цкий)").fullmatch
_SYLLABLE = re.compile("[аеёиоуыэюя]+")
_CASE_ENDING = re.compile("(?:а|у|ом|е|я|ю|ем)$")
is_unknown_place = re.compile(f"(?:{either('place_front')})-|.{{3,}}(?:{either('place_end')})(?:а|у|е|ом)?$").match
"""Places that the dictionary lacks, by their first part or ending: *Сан-Диего*, *Вустершир*."""


class Persons(Forms):
    """The names of persons in the current window."""

    def __init__(self) -> None:
        super().__init__()
        self._common = reference.common("ru")
        self._capitalized: set[str] = set()
        """The capitalized words of the current window."""
        self._surnames: set[str] = set()
        """The surnames found so far in the document."""
        self._given_names: set[str] = set()
        """The given names of those found with a surname."""

    def _is_person(self, run: list[str], tags: list[str]) -> bool:
        """Return whether a name is a person's: by the dictionary, or as a surname seen after a given name."""
        if len(run) == 1 and not {run[0], self._base_in_text(run[0])}.isdisjoint(self._surnames | self._given_names):
            return True
        if is_korean(run) or (len(run) == 2 and self._parsed(run[0])[1].normal_form in WORDS["place_given"]):
            return True
        named = len(run) > 1 and "Name" in tags[0]  # Антон Долин is not a valley
        if begins_with_thing(run, tags) and self._is_known(run[0].lower()) and run[0].lower() in self._common:
            return len(run) == 2 and _is_unknown_surname(run[1]) is not None and not self._is_known(run[1].lower())
        if not named and self._parsed(run[-1].lower())[1].normal_form in HEADS:
            return False
        if len(run) == 1 and not self._is_known(run[0].lower()) and is_unknown_place(run[0]):
            return False
        if any("Name" in tag or "Surn" in tag or "Patr" in tag for tag in tags):
            return True
        # Two or three words that are not in the dictionary: Хурэлсух Ухнаа.
        foreign = 2 <= len(run) <= 3 and not any(word.isascii() or self._is_known(word.lower()) for word in run)
        return foreign and not any("Orgn" in tag for tag in tags)

    def _person_nominative(self, run: list[str], case: str, *, woman: bool) -> list[str]:
        """Return the nominative of a person's name that stands in *case*, which is empty if unknown.

        Other forms in the text may show it (*Александра Габуева* of *Габуев*); or the name is in the nominative
        already; or the endings of its case are taken off. *woman* says that a verb beside it has a feminine ending.
        """
        if other := self._nominative_in_text(run):
            return other
        given = [parse for word in run for parse in self._parses(word) if "Name" in parse.tag]
        oblique = bool(given) and all(parse.is_known and "nomn" not in parse.tag for parse in given)
        if case == "nomn" and oblique and not _ends_in_consonant(run[-1]):
            case = "gent"  # помощник Сергея Лаврова
        case = case or self._case_of_surname(run[-1], given)
        if woman and run[0][-1] in "ая" and run[-1][-1] in _INDECLINABLE_VOWELS and not self._base_in_text(run[0]):
            return run  # сказала Джорджа Мелони, not a form of Джордж Мелони
        return run if self._is_undeclined(run, case, given) else self._undo_case(run, case, given)

    def _nominative_in_text(self, run: list[str]) -> list[str]:
        """Return the nominative of a name whose forms without endings occur in the text, or an empty list."""
        shown = [self._base_in_text(word) for word in run]
        if is_korean(run):
            last = shown[-1] or run[-1]
            base = _CASE_ENDING.sub(lambda ending: "ь" if ending[0] in ("я", "ю", "ем") else "", last)
            return [*run[:-1], base if _syllables(last) > 1 else last]  # Ким Чен Ына, Хван Ин Чоля
        if len(run) == 1 and run[0] in self._surnames:
            return [shown[0] or run[0]]
        return shown if all(shown) and (len(run) > 1 or not self._is_known(run[0].lower())) else []

    def _is_undeclined(self, run: list[str], case: str, given: Sequence[Any]) -> bool:
        """Return whether a name, probably in *case*, is in the nominative; *given* are the parses of given names."""
        nominal = any({"nomn", "sing"} in parse.tag and parse.word.capitalize() == run[0] for parse in given)
        if case == "nomn" or (nominal and (not case or len(run) == 1)):
            return True
        if len(run) == 1:
            return _is_surname_nominative(run[0]) is not None  # Жапаров is not a form of Жапары
        unknown = not self._is_known(run[0].lower())
        return case not in _OBLIQUE and (nominal or unknown) and _looks_nominative(run)

    def _undo_case(self, run: list[str], case: str, given: Sequence[Any]) -> list[str]:
        """Return the nominative of a name in *case*, word by word; *given* are the parses of given names."""
        if len(run) > 1 and case in _OBLIQUE and not any(self._is_known(word.lower()) for word in run):
            return [russian_before.nominative(word, case) for word in run]
        name = self._best_given_name(run, case, given)
        known = name is not None and self._is_known(name.word)
        gender = name.tag.gender if name is not None else None
        case = str(name.tag.case or "") if name is not None else case
        certain = known and case in _OBLIQUE | {"loct"}
        found = [
            (self._unknown_surname(word, case, gender) if certain else "")
            or self._foreign_nominative(word)
            or self._nominative_in_dictionary(word, case, gender, first=not place and len(run) > 1)
            for place, word in enumerate(run)
        ]
        if not known and found[-1] != run[-1] and found[0] == run[0] and not self._is_known(run[0].lower()):
            found[0] = russian_before.nominative(run[0], case)  # Йоакиму Триеру, Уэса Андерсона
        return [
            form.replace("ё", "е") if "ё" not in word and not self._is_known(word.lower()) else form  # Бургассера
            for form, word in zip(found, run, strict=True)
        ]

    def _best_given_name(self, run: list[str], case: str, given: Sequence[Any]) -> Any:
        """Return the likeliest of *given*, the parses of the given names of a name in *case*, or None."""
        fitting = [parse for parse in given if case in parse.tag.grammemes]
        # Арину Соболенко: nobody is called Арин
        given = fitting or sorted(given, key=lambda parse: -self._common.get(reference.spelled(parse.normal_form), 0))
        if _ends_in_consonant(run[-1]) and not _RUSSIAN_SURNAME.search(run[-1]):
            given = [parse for parse in given if parse.tag.gender == "femn"] or given  # Александру Гюлен
        return next(iter(given), None)

    def _nominative_in_dictionary(self, word: str, case: str, gender: str | None, *, first: bool) -> str:
        """Return the nominative of *word* by the dictionary, preferably of its form in *case* and *gender*.

        *first* says that it is the given name.
        """
        parses = self._parses(word)
        names = [parse for parse in parses if any(mark in parse.tag for mark in ("Name", "Surn", "Patr", "Geox"))]
        best = min(
            names or parses[:1],
            key=lambda parse: (
                gender not in (None, parse.tag.gender),
                first and "Name" not in parse.tag,  # о Павле Дурове
                bool(case) and case != str(parse.tag.case),
                "plur" in parse.tag,
            ),
        )
        unlike = not first and case in _OBLIQUE and case not in best.tag
        if unlike and (word[-1] in "еэио" or (word[-1] == "у" and gender == "femn")):
            return word  # испанца Оливера Лаше: nobody is called Лаша
        if {"NOUN", "ADJF", "UNKN"}.isdisjoint(best.tag.grammemes):
            return russian_before.nominative(word, case)  # Хавьера Милея
        return word if "UNKN" in best.tag or "plur" in best.tag else self._recase(word, self._nominative(best))

    def _case_of_surname(self, surname: str, given: Sequence[Any]) -> str:
        """Return the case that the ending of a man's *surname* shows if a *given* name may be in it, or ""."""
        found = _SURNAME_CASES.search(surname)
        if not found or (self._is_known(surname.lower()) and self._is_nominative(surname)):
            return ""
        case = str(found.lastgroup)
        return case if any(case in parse.tag.grammemes for parse in given) else ""

    def _unknown_surname(self, word: str, case: str, gender: str | None) -> str:
        """Return the nominative of a surname that the dictionary lacks, by the *case* and *gender* of the given name.

        The result is empty if the surname does not look like a form in that case, as *Константину Доморовскому* and
        *Ольгой Замятниной* do.
        """
        if self._is_known(word.lower()) or self._base_in_text(word):
            return ""
        if word.endswith(("ии", "ы")):
            return russian_before.nominative(word, case)  # Хавьера Гарсии, Тины Бокучавы
        if gender == "femn":
            nominative, changed = _FEMININE_OBLIQUE.subn(lambda found: "ая" if found[1] else "а", word)
            return nominative if changed else ""
        if gender != "masc" or word[-2:-1] in _INDECLINABLE_VOWELS:
            return ""
        parses = [parse for parse in self._parses(word) if {"NOUN", "masc", "sing", case} in parse.tag]
        parses.sort(key=lambda parse: ("Surn" not in parse.tag, "anim" not in parse.tag))
        if parses and ("Surn" in parses[0].tag or not word.endswith(("ца", "цу"))):  # Фридриха Мерца
            return self._recase(word, parses[0].normal_form)
        nominative = russian_before.nominative(word, case)
        return nominative if nominative != word else ""

    def _is_indeclinable(self, word: str) -> bool:
        """Return whether *word* is a foreign name that is not declined: *Бекеле*, *Куру*, *Чэнду*."""
        known = self._is_known(word.lower()) or self._is_compound(word)
        return word[-1] in _INDECLINABLE_VOWELS and not known and not self._base_in_text(word)

    def _foreign_nominative(self, word: str) -> str:
        """Return the nominative of a name not in the dictionary, or "" if it has the ending of a Russian name.

        A foreign name that ends in a consonant is in the nominative. With an ending, it is a form of the name without
        it if that occurs in the text (*Хурэлсуха* of *Хурэлсух*), and otherwise stays as it is.
        """
        if _is_surname_nominative(word) or self._is_indeclinable(word):
            return word
        if _MASCULINE_INSTRUMENTAL(word):
            return word[:-2]  # Сергеем Карасёвым
        if self._is_known(word.lower()):
            return ""
        shown = self._base_in_text(word)
        if shown or _RUSSIAN_SURNAME.search(word):
            return shown
        return russian_before.nominative(word, "ablt")  # its endings are not those of nominatives

    def _base_in_text(self, word: str) -> str:
        """Return the form that the text has and of which *word* may be an oblique case, or an empty string."""
        first, hyphen, rest = word.partition("-")
        if hyphen and rest[:1].isupper() and (ending := _ENDING.search(first)):
            form = first[: ending.start()] + hyphen + rest  # Авангарда-Юг
            return form if form in self._capitalized else ""
        ending = _ENDING.search(word)
        stem = word[: ending.start()] if ending else ""
        forms = (stem, stem + "й", stem + "ь") if stem else ()
        return next((form for form in forms if form in self._capitalized or form in self._surnames), "")


def _ends_in_consonant(word: str) -> bool:
    """Return whether *word* ends in a consonant that does not belong to a case ending."""
    return word[-1] in _INDECLINABLE_CONSONANTS and not _ENDING.search(word)


def _looks_nominative(run: list[str]) -> bool:
    """Return whether the endings of a name allow the nominative: *Салтанат Байжанова*.

    The given name of a man would have an ending, too.
    """
    return _ends_in_consonant(run[0]) and (run[-1][-1] in "ая" or _ends_in_consonant(run[-1]))


def _syllables(word: str) -> int:
    return len(_SYLLABLE.findall(word.lower()))


def is_korean(run: list[str]) -> bool:
    """Return whether a name has three words of one syllable, as Korean and Vietnamese ones have: *Пак Мин Джун*.

    After a surname from there, the last word may have a case ending: *Ким Чен Ына*.
    """
    if len(run) != 3:
        return False
    counts = list(map(_syllables, run))
    return counts[:2] == [1, 1] and counts[2] <= 1 + (run[0] in WORDS["eastern"])


def begins_with_thing(run: list[str], tags: list[str]) -> bool:
    """Return whether a name of several words begins with an inanimate noun: *Институт Келлера*."""
    return len(run) > 1 and "NOUN" in tags[0] and "inan" in tags[0] and "Geox" not in tags[0]


@lru_cache(1)
def _chinese_patterns() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the Chinese surnames in Russian, and a regular expression for a given name with its case ending."""
    syllables = palladius.syllables()
    surnames = frozenset(syllables[name].capitalize() for name in palladius.surnames() if name in syllables)
    syllable = "|".join(sorted(set(syllables.values()), key=lambda part: (-len(part), part)))
    return surnames, re.compile(f"((?:{syllable})(?:ъ?(?:{syllable}))?)(?:а|у|ом|е|я|ю|ем)?", re.IGNORECASE)


def chinese_name(run: list[str]) -> str:
    """Return the nominative of a Chinese name in the Palladius system, or an empty string if *run* is not one.

    >>> chinese_name(["Си", "Цзиньпина"]), chinese_name(["Ли", "Шувалова"])
    ('Си Цзиньпин', '')
    """
    surnames, given = _chinese_patterns()
    if len(run) != 2 or run[0] not in surnames:
        return ""
    found = given.fullmatch(run[1])
    return f"{run[0]} {found[1]}" if found else ""
