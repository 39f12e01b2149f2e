"""Russian names of persons, declined by the rules for names, all parts in one case."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from glossary import tables
from glossary.text import palladius
from glossary.text.russian_words import CASES, VOWELS, adjectives, inflected, nouns, readings

Forms = dict[str, list[str]]
"""Case -> forms of a word."""

_PARTICLES = frozenset(
    "аль бен бин ибн ван вон ден дер де ди да дель делла дю ду душ дос ла ле тер тен фон цу эль и".split()
)
"""Particles in names, which are not declined."""
_AGE = re.compile("(?<!дший)(?<!рший)-(младш|старш)ий$")
_DOUBLE = re.compile("([А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н|[сц]кий|[оеё]ва|[иы]на|[сц]кая))-([А-ЯЁ][а-яё]+)")
"""A double surname of which both parts are declined: Салтыков-Щедрин."""
_UNISEX = re.compile("[аиоу]эль$")
"""Given names of both men and women; the dictionary knows only those of women: Эммануэль."""
_CYRILLIC_WORD = re.compile("[А-Яа-яЁё’'‑-]+")


def declensions(words: list[str]) -> list[list[Forms]]:
    """Return the possible declensions of a person's name, likeliest first, each as the forms of its parts."""
    # In Chinese, Korean and Vietnamese names only the last part is declined.
    chinese = len(words) > 1 and (_is_syllabic(words) or palladius.chinese(" ".join(words)))
    last = len(words) - 1
    titled = all(map(str.islower, words[:-1]))  # королева Екатерина
    given = titled and any("Name" in one.tag for one in nouns(words[-1])[:1])
    ways = []
    for gender in ("masc",) if chinese else _genders(words):
        forms: list[Forms] = []
        for at, word in enumerate(words):
            if at < last and (chinese or _is_unchanged(word, at)):
                forms.append({case: [word] for case in CASES})
                continue
            declined = _part_forms(word, gender, surname=at == last and not given, chinese=chinese)
            if len(words) == 1 and palladius.follows(word) and len(word) < 4:  # Юн: of Юн and of Юна
                declined = {case: list(dict.fromkeys((word, *found))) for case, found in declined.items()}
            forms.append(declined)
        ways.append(forms)
    return ways


def _is_syllabic(words: list[str]) -> bool:
    """Return whether *words* are three syllables, as Ким Чен Ын, but not Пауль ван Дейк or Джон Пол Джонс."""
    if len(words) != 3 or any(
        word[0].islower() or len(re.findall(f"[{VOWELS}]+", word.lower())) != 1 for word in words
    ):
        return False
    return not all(
        any("Name" in noun.tag and "Fixd" not in noun.tag and noun.is_known for noun in nouns(word)[:1])
        for word in words[:2]
    )


def looks_like_a_person(words: list[str]) -> bool:
    """Return whether *words* are a given name and a surname, at least one of them known.

    A known given name is enough: Эмманюэль Макрон.
    """
    if len(words) not in (2, 3) or not all(word[0].isupper() and not word.isupper() for word in words):
        return False
    if len(words) == 2 and all(map(palladius.follows, words)):
        return True
    first = nouns(words[0])
    return bool(first and "Name" in first[0].tag)


def _is_unchanged(word: str, at: int) -> bool:
    """Return whether the part of a name at index *at* is a particle or an initial, which does not change."""
    particle = word.lower() in _PARTICLES and (at > 0 or word != "Бен")
    return particle or not re.search(f"[{VOWELS}]", word.lower())


def _part_forms(word: str, gender: str, *, surname: bool, chinese: bool) -> Forms:
    """Return the forms of a part of a name, including titles («король») and what is not declined («фон», «XIV»)."""
    if not _CYRILLIC_WORD.fullmatch(word):
        return {case: [word] for case in CASES}
    found = (nouns(word) or adjectives(word)) if word.islower() and not surname else []
    if not found:
        return decline(word, gender, surname=surname, chinese=chinese)
    marks = {gender, *(["anim"] if gender == "masc" else [])} if found[0].tag.POS == "ADJF" else set()
    return {
        case: inflected(found[0], word, [{case, "sing"} | (marks if case == "accs" else marks - {"anim"})])
        for case in CASES
    }


def _genders(words: list[str]) -> tuple[str, ...]:
    """Return masc, femn or both: by the given name if it is known, otherwise by the endings."""
    named = [word for word in words if word[:1].isupper()] or words
    for word in named[:-1]:
        if word in _given_genders():
            return _given_genders()[word]
        if _UNISEX.search(word):
            return ("masc", "femn")
        tags = [parse.tag for parse in readings(word) if {"Name", "nomn"} <= parse.tag.grammemes]
        found = sorted({tag.gender for tag in tags if tag.gender in ("masc", "femn")}, reverse=True)
        if found:
            return tuple(found)
    if is_womans(words[-1]):
        return ("femn",)
    first = named[0]
    if len(words) > 1 and re.search("[ая]$", first):
        return ("femn",)
    return ("masc",)


@cache
def _given_genders() -> dict[str, tuple[str, ...]]:
    """Return the genders of given names that neither the dictionary nor the ending shows."""
    rows = tables.rows(__package__, "data/ru_given_genders.tsv")
    return {name: tuple(genders.split()) for genders, names in rows for name in names.split()}


def is_womans(surname: str) -> bool:
    """Return whether a Russian *surname* has a woman's ending: Иванова, Троцкая."""
    return re.search("(?:ова|ева|ёва|ина|ына|ая)$", surname) is not None


def decline(name: str, gender: str, *, surname: bool, chinese: bool = False) -> Forms:
    """Return the forms of one part of a person's name by case; several if usage varies.

    The rules are those of the school grammars (Rosenthal, Handbook of spelling and style, sections 149-150).
    """
    prefix, word = "", name
    if age := _AGE.search(name):
        adjective = zip(CASES, ("ий", "его", "ему", "его", "им", "ем"), strict=True)
        own = decline(name[: age.start()], gender, surname=surname, chinese=chinese)
        return {case: [f"{form}-{age[1]}{ending}" for form in own[case]] for case, ending in adjective}
    if surname and not chinese and (both := _DOUBLE.fullmatch(name)):
        one, other = (decline(part, gender, surname=True) for part in both.groups())
        return {case: [f"{a}-{b}" for a, b in product(one[case], other[case])] for case in CASES}
    if "-" in name and not chinese:
        prefix, word = name[: name.rindex("-") + 1], name[name.rindex("-") + 1 :]
    low = word.lower()
    if surname and any({"ms-f", "Fixd", "Surn"} <= parse.tag.grammemes for parse in nouns(word) if parse.is_known):
        return {case: [name] for case in CASES}  # Дюма
    cut, endings = _endings(low, gender, surname=surname, chinese=chinese)
    stem, capitals = word[: len(word) - cut], word.isupper() and len(word) > 1
    table: Forms = {"nomn": [name]}
    for case, options in zip(CASES[1:], endings, strict=True):
        table[case] = [prefix + stem + (option.upper() if capitals else option) for option in options.split("/")]
    return table


def _endings(low: str, gender: str, *, surname: bool, chinese: bool) -> tuple[int, list[str]]:
    """Return how many letters of *low*, a part of a name in lowercase, are cut off, and the endings added instead."""
    marks = {"s" if surname else "g", "f" if gender == "femn" else "m", "" if chinese else "c"}
    if surname and low.endswith("ина") and _instrumental(low[:-1]) == "ым":
        marks.add("r")  # Медина, which may be Spanish, has both forms
    cut, endings = next((cut, found) for whom, ends, cut, found in _rules() if marks >= whom and ends.search(low))
    return cut, [_instrumental(low) if ending == "?" else ending for ending in endings]


@cache
def _rules() -> list[tuple[frozenset[str], re.Pattern[str], int, list[str]]]:
    """Return the rules: whom each is for, the ending of the name, how many letters are cut off, and the new endings."""
    unchanged = [""] * (len(CASES) - 1)
    return [
        (frozenset(whom), re.compile(f"(?:{ends})$"), int(cut), unchanged if new == "=" else new.split())
        for whom, ends, cut, new in tables.rows(__package__, "data/ru_name_endings.tsv")
    ]


def _instrumental(surname: str) -> str:
    """Return the instrumental ending of a surname in -ин: Путиным, but Дарвином; both if it is unknown."""
    known = [row for row in readings(surname) if row.is_known and {"Surn", "nomn"} <= row.tag.grammemes]
    words = {row.inflect({"ablt"}).word[len(surname) :] for row in known if row.tag.gender == "masc"}
    return "/".join(sorted(words & {"ым", "ом"}, reverse=True)) or "ым/ом"


def given_declined(words: list[str], kind: str) -> bool:
    """Return whether a name begins with a given name that is certainly declined, or a man's: Урсула, Гарри."""
    if len(words) < 2 or not all(word[0].isupper() or word in _PARTICLES for word in words):
        return False
    person = kind == "person"
    known = [one for one in nouns(words[0])[:1] if "Name" in one.tag and (person or one.is_known)]
    foreign = person and re.search(f"[{VOWELS}].*(?:[^{VOWELS}]а|я)$", words[0].lower())  # Джорджа, Кая
    genders = _genders(words) if known or foreign else ()
    mans = genders == ("masc",) and any(one.is_known for one in known) and words[-1][-1] not in f"{VOWELS}ь"
    return len(genders) == 1 and (mans or decline(words[0], genders[0], surname=False)["gent"] != [words[0]])
