"""Russian terms and their inflected forms, made once when the glossary is compiled (with pymorphy3, an extra).

The head of a phrase and the adjectives that agree with it are inflected together, case by case; what follows the head
(a genitive, a prepositional phrase) does not change. Names of persons are declined by the rules for names, all parts in
one case. So «Шанхайском института» is not among the forms: its parts do not agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from glossary.text import palladius
from glossary.text.russian_names import Forms, declensions, decline, given_declined, looks_like_a_person
from glossary.text.russian_places import bare
from glossary.text.russian_words import CASES, SECOND, VOWELS, adjectives, inflected, known, nouns, readings

_WORD = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*")
_PIECES = re.compile(f"({_WORD.pattern})")
"""Splits a text into its words (the odd pieces) and what is between them (the even ones)."""
_HYPHENED = re.compile("[А-ЯЁ][а-яё]+-(?!на-)(?:[а-яё]{1,3}[-’'])?[А-ЯЁ][а-яё]+")
_INDIAN = re.compile("^[А-ЯЁ].*[аеоу]и$")
"""Names that look like plurals but are not: Мумбаи, Ченнаи."""
_FEMININE = frozenset("Сычуань Фуцзянь Хунань Хэнань Юньнань".split())
"""Provinces of China that are feminine; all cities are masculine."""
_ADJECTIVE = re.compile("[сц]к(?:ий|ая|ое|ие)$")
"""The endings of adjectives of places, for those not in the dictionary: «Уппсальский университет»."""
_AND = frozenset(("и", "или", "да"))
_MAX_FORMS = 96
"""The maximum number of forms of a term."""
_MAX_WORDS = 20
"""A term of more words is a sentence, which is not inflected."""
_CACHE_SIZE = 2_000


def forms(term: str, kind: str = "other") -> tuple[str, ...]:
    """Return the inflected forms of a Russian *term*, without the term itself, by case, then by number.

    *kind* is the kind of its concept: names of persons are declined as such, and only phrases get both numbers. Raises
    ConfigError if pymorphy3 is not installed.

    >>> forms("Коммунистическая партия Китая", "organization")[:2]
    ('Коммунистической партии Китая', 'Коммунистическую партию Китая')
    """
    found = dict.fromkeys(text for _, text in _inflected(term, kind))
    found.pop(term, None)
    return tuple(found)[:_MAX_FORMS]


@lru_cache(maxsize=_CACHE_SIZE)
def cases(form: str, term: str, kind: str = "other") -> frozenset[str]:
    """Return the cases in which a Russian *term* has the form *form*, ignoring capitals and the dots of ё.

    The set is empty if it is not a form of the term, or the term is not declined.

    >>> sorted(cases("процентной ставки", "процентная ставка")), sorted(cases("Баку", "Баку", "place"))
    (['gent'], ['ablt', 'accs', 'datv', 'gent', 'loct', 'nomn'])
    """
    return frozenset(case for case, text in _inflected(term, kind) if case and bare(text) == bare(form))


def _inflected(term: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield (case, form) for each form of *term*, including itself; the case is empty if it is not declined."""
    pieces = _PIECES.split(term.replace("\u0301", ""))  # a stress mark
    words = pieces[1::2]
    if not 0 < len(words) <= _MAX_WORDS:
        return
    person = kind == "person" or (kind == "other" and looks_like_a_person(words))
    for case, row in _person_forms(words) if person and len(words) < 5 else _phrase_forms(words, kind):
        yield case, "".join(gap + word for gap, word in zip(pieces[::2], [*row, ""], strict=True))


# Phrases


Row = tuple[str, list[str]]
"""The case of a form, and its words."""


def _phrase_forms(words: list[str], kind: str) -> list[Row]:
    """Return the forms of a noun phrase."""
    if len(words) == 1 and words[0].isupper():
        return [(case, [form]) for case in CASES for form in _acronym_forms(words[0], case)]
    tables = _foreign_place_forms(words[0]) if len(words) == 1 else []
    if tables:
        return [(case, [form]) for table in tables for case, options in table.items() for form in options]
    heads = _heads(words)
    if not heads:
        return [("", words)]
    if not nouns(words[heads[0][1]]):
        return _adjective_rows(words, *heads[0])
    both = kind in ("phrase", "group", "event", "other") and len(heads) == 1
    both = both and not _has_one_number(words, heads[0], plural=kind in ("phrase", "group"))
    rows: list[Row] = []
    for case in CASES:
        for number in ("sing", "plur") if both else ("",):
            columns: list[list[str]] = [[word] for word in words]
            for first, head in heads:
                _inflect(words, columns, first, head, case, number)
            rows += [(case, list(row)) for row in product(*columns)]
    return rows


def _foreign_place_forms(word: str) -> list[Forms]:
    """Return the possible declensions of a foreign place that the dictionary lacks, or an empty list.

    Some Chinese names in -нь are masculine (в Ухане), some feminine (в Сычуани), and not all writers know which.
    """
    if palladius.follows(word) and word[0].isupper() and "-" not in word:
        genders = ("masc", "femn") if word.endswith("нь") else ("masc",)
        in_order = reversed(genders) if word in _FEMININE else genders
        return [decline(word, gender, surname=False, chinese=True) for gender in in_order]  # Тайбэй
    if (_HYPHENED.fullmatch(word) or _INDIAN.search(word)) and not known(word):
        # Of a name with hyphens the last part is declined: в Эр-Рияде.
        return [decline(word, "femn" if word[-1] in "ая" else "masc", surname=False)]
    return []


def _adjective_rows(words: list[str], first: int, last: int) -> list[Row]:
    """Return the forms of adjectives without a noun in every gender and number: «центральноазиатский»."""
    rows = []
    for number in ("masc", "femn", "neut", "plur"):
        for case in CASES:
            for animacy in ("anim", "inan") if case == "accs" and number in ("masc", "plur") else ("",):
                marks = {mark for mark in (case, number, animacy, "" if number == "plur" else "sing") if mark}
                cells = [_adjective(word, marks) for word in words[first : last + 1]]
                rows.append((case, [*words[:first], *cells, *words[last + 1 :]]))
    return rows


def _acronym_forms(word: str, case: str) -> list[str]:
    """Return the forms of an acronym in *case*.

    One that can be read as a word may be declined (МИД and МИДа); ООН, which is feminine, is not.
    """
    if len(word) < 3 or word[-1].lower() in VOWELS + "йьъ" or not re.search("[АЕИОУЫЭЮЯ]", word[:-1]):
        return [word]
    tags = [parse.tag for parse in readings(word)]
    if any({"Abbr", "Fixd"} <= tag.grammemes and tag.gender != "masc" and "Ms-f" not in tag for tag in tags):
        return [word]
    return list(dict.fromkeys((word, word + {"gent": "а", "datv": "у", "ablt": "ом", "loct": "е"}.get(case, ""))))


def _heads(words: list[str]) -> list[tuple[int, int]]:
    """Return (first, head) of each part that is inflected: a noun with its adjectives, or several joined by и."""
    heads: list[tuple[int, int]] = []
    at = 0
    if _is_name_with_kind(words):
        return [(1, 1)]
    if len(words) > 2 and not nouns(words[0]) and not adjectives(words[0]) and _is_adjective(words, 1):
        at = 1  # «так называемое партнёрство»
    while at < len(words):
        first = at
        while at < len(words) and _is_adjective(words, at) and not _shares_plural(words, first, at):
            joined = at + 3 < len(words) and words[at + 1] in _AND and _is_adjective(words, at + 2)
            at += 2 if joined else 1  # «научный и технический прогресс»
        if at == len(words) or not nouns(words[at]):
            if at == len(words) and at > first and not heads:
                return [(first, at - 1)]  # an adjective used as a noun
            break
        if at == first and at + 1 < len(words) and nouns(words[at + 1]) and "Surn" in nouns(words[at])[0].tag:
            # A name before its kind: «Назарбаев Университет» is declined as a university.
            first = at = at + 1
        begin = next(start for start in range(first, at + 1) if _agreeing_head(words, start, at))
        if first < begin and not heads:
            if not _AND.isdisjoint(words[first:begin]):
                return []  # «мужская и женский сборные»
            return [(first, begin - 1)]  # «исполняющий обязанности президента», «занявший второе место»
        heads.append((first, at))
        at += 1
        if at < len(words) - 1 and words[at] in _AND and not _continues_genitive(words, at + 1):
            at += 1
        else:
            break
    return heads


def _is_name_with_kind(words: list[str]) -> bool:
    """Return whether *words* are a foreign name and a Russian noun for its kind: «Дойче банк», «Сентрал парк»."""
    return (
        len(words) == 2
        and words[0][0].isupper()
        and words[1].islower()
        and bool(nouns(words[1]))
        and not known(words[0])
        and not _ADJECTIVE.search(words[0])
    )


def _is_adjective(words: list[str], at: int) -> bool:
    """Return whether the word at *at* is an adjective before its noun."""
    found = adjectives(words[at])
    if not found or "Surn" in found[0].tag or words[at].lower() == "данные":
        return False
    alone = nouns(words[at])
    if not alone or at + 1 == len(words) or readings(words[at + 1])[0].tag.POS == "PREP":
        return not alone  # «поверенный в делах»
    # «Учёный совет», but «учёные страны»; «рабочие места» are hardly those who work in a place.
    genitive = any("gent" in parse.tag for parse in readings(words[at + 1])) and (
        found[0].normal_form not in ("военный", "рабочий")
    )
    agrees = not genitive and "Fixd" not in found[0].tag and _agreeing_head(words, at, at + 1) is not None
    return agrees or bool(found[0].score >= alone[0].score)


def _shares_plural(words: list[str], first: int, at: int) -> bool:
    """Return whether the word at *at* is a plural shared by the adjectives before it: «мужская и женская сборные»."""
    if _AND.isdisjoint(words[first:at]) or any(parse.tag.number != "sing" for parse in adjectives(words[first])):
        return False
    goes_on = at + 1 < len(words) and _agreeing_head(words, at, at + 1) is not None
    head = _agreeing_head(words, first, at) if nouns(words[at]) and not goes_on else None
    return head is not None and head.tag.number == "plur"


def _continues_genitive(words: list[str], at: int) -> bool:
    """Return whether the words after «и» continue the genitive before it: «мира и безопасности»."""
    while at < len(words) and _is_adjective(words, at):
        at += 1
    return at == len(words) or not nouns(words[at])


def _head_parse(words: list[str], first: int, head: int) -> Any:
    """Return the parse of the head that agrees with the adjectives before it, or its first parse."""
    return _agreeing_head(words, first, head) or (nouns(words[head]) or adjectives(words[head]))[0]


def _agreeing_head(words: list[str], first: int, head: int) -> Any:
    """Return the parse of the head that agrees with all adjectives from *first* on, or None."""
    numbers = {"sing", "plur"} if not _AND.isdisjoint(words[first:head]) else set()
    for parse in nouns(words[head]) or adjectives(words[head]):
        agrees = all(
            any(
                # A plural shared by singulars: «мужская и женская сборные».
                (adjective.tag.number == parse.tag.number or {adjective.tag.number, parse.tag.number} == numbers)
                and (None in (parse.tag.gender, adjective.tag.gender) or adjective.tag.gender == parse.tag.gender)
                for adjective in adjectives(words[at])
            )
            for at in range(first, head)
            if words[at] not in _AND
        )
        if agrees:
            return parse
    return None


def _has_one_number(words: list[str], part: tuple[int, int], *, plural: bool) -> bool:
    """Return whether the phrase has a single number: its noun has no other, or is a plural and not *plural*."""
    parse = _head_parse(words, *part)
    only = parse.tag.number == "plur" and not (plural and parse.inflect({"sing", "nomn"}))
    return only or not {"Sgtm", "Pltm"}.isdisjoint(parse.tag.grammemes) or words[part[0]][:1].isupper()


def _inflect(words: list[str], columns: list[list[str]], first: int, head: int, case: str, number: str) -> None:
    """Put the forms of one part in *case* and *number* (its own if empty) into *columns*."""
    parse = _head_parse(words, first, head)
    number = number or parse.tag.number or "sing"
    if words[head].isupper():
        columns[head] = _acronym_forms(words[head], case)
    else:
        # Adjectives have no second genitive or locative: only the noun gets them.
        wanted = [{number, case}, {number, SECOND.get(case, case)}]
        front, hyphen, last = words[head].rpartition("-")
        own = nouns(last)[0] if "Fixd" in parse.tag and hyphen and nouns(last) else None
        if own:  # «какао-бобы», «кофе-машина»
            columns[head] = [front + hyphen + form for form in inflected(own, last, wanted)]
        else:
            columns[head] = [words[head]] if "Fixd" in parse.tag else inflected(parse, words[head], wanted)
    for at in range(first, head):
        each = parse.tag.number == "plur" and all(one.tag.number == "sing" for one in adjectives(words[at]))
        own = "sing" if each else number
        marks = {own, case}
        if own == "sing" and parse.tag.gender:
            marks.add(parse.tag.gender)
        if case == "accs" and (own == "plur" or parse.tag.gender == "masc"):
            marks.add(parse.tag.animacy or "inan")
        found = next((one for one in adjectives(words[at]) if one.inflect(marks)), None)
        columns[at] = inflected(found, words[at], [marks]) if found else [words[at]]


def _adjective(word: str, marks: set[str]) -> str:
    """Return the form of an adjective; a conjunction between two of them is returned unchanged."""
    return inflected(adjectives(word)[0], word, [marks])[0] if word not in _AND else word


def _person_forms(words: list[str]) -> list[Row]:
    """Return the forms of a person's name, all parts in one case."""
    return [
        (case, list(row))
        for tables in declensions(words)
        for case in CASES
        for row in product(*(table[case] for table in tables))
    ]


# Single forms, for building phrases


def in_case(term: str, case: str, kind: str = "other") -> str:
    """Return *term* in *case* (``gent``, ``loct`` …) and its own number, or unchanged if it has no such form.

    >>> in_case("Коммунистическая партия Китая", "gent"), in_case("Самарканд", "loct")
    ('Коммунистической партии Китая', 'Самарканде')
    >>> in_case("Уппсальский университет", "gent"), in_case("Дойче банк", "gent")
    ('Уппсальского университета', 'Дойче банка')
    """
    pieces = _PIECES.split(term)
    words = pieces[1::2]
    if not 0 < len(words) <= _MAX_WORDS or (len(words) == 1 and words[0].isupper()):
        return term
    if case == "accs" and kind == "place" and in_case(term, "accs") == in_case(term, "gent"):
        return term  # a place is inanimate, although Бахмут is animate in the dictionary
    tables = _foreign_place_forms(words[0]) if len(words) == 1 else []
    if tables:
        row = tables[0][case][:1]
    elif kind == "person":
        row = [table[case][0] for table in declensions(words)[0]]
    else:
        columns: list[list[str]] = [[word] for word in words]
        for first, head in _heads(words):
            _inflect(words, columns, first, head, case, "")
        row = [column[0] for column in columns]
    return "".join(gap + word for gap, word in zip(pieces[::2], [*row, ""], strict=True))


def in_number(term: str, *, plural: bool, case: str = "nomn") -> str:
    """Return *term*, which is in its own number, in the plural or singular, or unchanged if it has no such number.

    >>> in_number("общий интерес", plural=True), in_number("всеобщие выборы", plural=False)
    ('общие интересы', 'всеобщие выборы')
    """
    own = in_case(term, case) if case != "nomn" else term
    words = _WORD.findall(term)
    heads = _heads(words)
    if len(heads) != 1 or " ".join(words) != term:
        return own
    number, parse = "plur" if plural else "sing", _head_parse(words, *heads[0])
    if not plural and ("Pltm" in parse.tag or words[heads[0][0]].lower() == "деньги"):
        return own
    if not {"Fixd", number} & parse.tag.grammemes and not parse.inflect({number, case}):
        return own  # «уличная еда»
    columns: list[list[str]] = [[word] for word in words]
    _inflect(words, columns, *heads[0], case, number)
    return " ".join(column[0] for column in columns)


def animate(term: str) -> bool:
    """Return whether the head of *term* is animate.

    >>> animate("летучая мышь"), animate("ресторан")
    (True, False)
    """
    words = _WORD.findall(term)
    heads = _heads(words)
    return len(heads) == 1 and _head_parse(words, *heads[0]).tag.animacy == "anim"


def declined(term: str, kind: str = "other") -> bool:
    """Return whether *term* has forms other than the nominative, as far as the dictionary knows its words.

    Of a person's name, the dictionary need not know the given name: Шавкат is one, but Ассошиэйтед of Ассошиэйтед Пресс
    only looks like one.
    """
    words = _WORD.findall(term)
    return ((all(map(known, words)) or palladius.follows(term)) and bool(forms(term))) or given_declined(words, kind)


def counted(term: str) -> tuple[str, ...]:
    """Return the forms of *term* after 2, 3 and 4: its noun in the genitive singular, its adjectives in the plural.

    >>> counted("гравитационный манёвр"), counted("золотая медаль")
    (('гравитационных манёвра',), ('золотых медали', 'золотые медали'))
    """
    words = _WORD.findall(term)
    heads = _heads(words)
    if len(heads) != 1 or heads[0][0] == heads[0][1] or " ".join(words) != term:
        return ()
    first, head = heads[0]
    parse = _head_parse(words, first, head)
    found = []
    for case in ("gent", "nomn") if parse.tag.gender == "femn" else ("gent",):
        row = [_adjective(word, {"plur", case}) for word in words[first:head]]
        found.append(
            " ".join([*words[:first], *row, *inflected(parse, words[head], [{"sing", "gent"}]), *words[head + 1 :]])
        )
    return tuple(found)


def agreeing(adjective: str, phrase: str) -> str:
    """Return *adjective* in the nominative, in the gender and number of the head of *phrase*.

    >>> agreeing("евразийский", "единство"), agreeing("Прозападный", "силы"), agreeing("высший", "школа")
    ('евразийское', 'Прозападные', 'высшая')
    """
    words = _WORD.findall(phrase)
    heads = _heads(words)
    found = adjectives(adjective)
    if not heads or not found:
        return adjective
    head = _head_parse(words, *heads[0])
    marks = {"nomn", "plur"} if "plur" in head.tag else {"nomn", "sing", head.tag.gender} - {None}
    return inflected(found[0], adjective, [marks])[0]
