"""Russian terms -> their inflected forms, made once when the glossary is compiled (pymorphy3, an extra).

The head of a phrase and the adjectives that agree with it are inflected together, case by case; what follows the
head (a genitive, a prepositional phrase) is frozen. Names of persons are declined by the rules of names, all parts in
one case. So «Шанхайском института» is not among the forms: the parts do not agree.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from typing import Any

from glossary import tables
from glossary.errors import ConfigError
from glossary.text import palladius

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
"""The cases in the order of the tables; further on ``gen2`` and ``loc2`` belong to gent and loct."""
_SECOND = {"gent": "gen2", "loct": "loc2"}

Forms = dict[str, list[str]]
"""The forms of a word by case."""

_WORD = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*")
_PIECES = re.compile(f"({_WORD.pattern})")
"""Cuts a text into its words (every second piece) and what stands between them."""
_HYPHENED = re.compile("[А-ЯЁ][а-яё]+-(?!на-)(?:[а-яё]{1,3}[-’'])?[А-ЯЁ][а-яё]+")
_PARTICLES = frozenset(
    "аль бен бин ибн ван вон ден дер де ди да дель делла дю ду душ дос ла ле тер тен фон цу эль и".split()
)
"""Small words in names that are not declined."""
_AGE = re.compile("(?<!дший)(?<!рший)-(младш|старш)ий$")
_DOUBLE = re.compile("([А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н|[сц]кий|[оеё]ва|[иы]на|[сц]кая))-([А-ЯЁ][а-яё]+)")
"""A surname of two, of which both are declined: Салтыков-Щедрин."""
_BOTH = re.compile("[аиоу]эль$")
"""Given names of men and women alike, of which the dictionary knows those of women: Эммануэль."""
_CYRILLIC_WORD = re.compile("[А-Яа-яЁё’'‑-]+")
_FEMININE = frozenset("Сычуань Фуцзянь Хунань Хэнань Юньнань".split())
"""The provinces of China that are feminine; all cities are masculine."""
_ADJECTIVE = re.compile("[сц]к(?:ий|ая|ое|ие)$")
"""How the adjective of a place ends, were it unknown: «Уппсальский университет»."""
_UNDECLINED = re.compile(
    "(?:бизнес|бит|блиц|бонус|брейк|допинг|джаз|кастинг|кибер|контент|лайв|матч(?=-пойнт)|онлайн|офлайн|пиар|поп|риск|рэп|секс"
    "|слот|спорт|стресс|фолк|фьюжн|хедж|чат)-",
    re.I,
)
"""First parts of compounds that are not declined, although they are nouns: «онлайн-курсы», but «города-герои»."""
_AND = frozenset(("и", "или", "да"))
_PLURALS = {"учители": "учителя", "цветки": "цветы", "цветков": "цветов"}
"""Plurals of the dictionary that are said otherwise."""
_VOWELS = "аеёиоуыэюя"
_MOST = 96
"""A term has no more forms than this."""
_LONGEST = 20
"""A term of more words is a sentence, which is not inflected."""
_REMEMBERED = 2_000
"""Of so many words we know what they may be: those of a term are asked for again and again."""


@cache
def available() -> bool:
    """Return whether forms can be made here: pymorphy3 and its dictionary are installed."""
    return find_spec("pymorphy3") is not None and find_spec("pymorphy3_dicts_ru") is not None


@cache
def analyzer() -> Any:
    """Return pymorphy3's analyzer, made once. Raises ConfigError if it is not installed."""
    try:
        made = import_module("pymorphy3").MorphAnalyzer(lang="ru")
    except ImportError as error:
        raise ConfigError(
            "Russian forms need pymorphy3", hint="pip install pymorphy3, or write them into '# forms:' comments"
        ) from error
    # It makes all forms of a word for each one that it is asked for.
    made.get_lexeme = lru_cache(maxsize=_REMEMBERED)(made.get_lexeme)
    return made


def forms(term: str, kind: str = "other") -> tuple[str, ...]:
    """Return the inflected forms of a Russian *term*, without the term itself, by case, then by number.

    *kind* is that of the concept: names of persons are declined as such, and only phrases have a plural beside
    their singular. Raises ConfigError if pymorphy3 is not installed.

    >>> forms("Коммунистическая партия Китая", "organization")[:2]
    ('Коммунистической партии Китая', 'Коммунистическую партию Китая')
    """
    pieces = _PIECES.split(term)
    words = pieces[1::2]
    if not 0 < len(words) <= _LONGEST:
        return ()
    person = kind == "person" or (kind == "other" and _looks_like_a_person(words))
    rows = _person(words) if person and len(words) < 5 else _phrase(words, kind)
    found = dict.fromkeys(
        "".join(gap + word for gap, word in zip(pieces[::2], [*row, ""], strict=True)) for row in rows
    )
    found.pop(term, None)
    return tuple(found)[:_MOST]


def _looks_like_a_person(words: list[str]) -> bool:
    """Return whether a name is a given name with a surname, of which the dictionary knows one.

    A given name makes a surname of a word, too: Эмманюэль Макрон.
    """
    if len(words) not in (2, 3) or not all(word[0].isupper() and not word.isupper() for word in words):
        return False
    if len(words) == 2 and all(map(palladius.follows, words)):
        return True
    first = _nouns(words[0])
    return bool(first and "Name" in first[0].tag)


def _like(form: str, word: str) -> str:
    """Return *form* with the capitals of *word*, and its first part where that is not declined: *поп*-певца."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    parts, models = re.split("([-‑’'])", form), re.split("([-‑’'])", word)
    if len(parts) != len(models):
        parts, models = [form], [word]
    elif _UNDECLINED.match(word):
        parts[0] = models[0]
    return "".join(
        model if part == model.lower() else part[:1].upper() + part[1:] if model[:1].isupper() else part
        for part, model in zip(parts, models, strict=True)
    )


# Phrases


def _phrase(words: list[str], kind: str) -> list[list[str]]:
    """Return the forms of a noun phrase, each as its words."""
    if len(words) == 1 and words[0].isupper():
        return _acronym(words[0])
    tables = _foreign_place(words[0]) if len(words) == 1 else []
    if tables:
        return [[form] for table in tables for options in table.values() for form in options]
    heads = _heads(words)
    if not heads:
        return [words]
    if not _nouns(words[heads[0][1]]):
        return _adjective_rows(words, *heads[0])
    both = kind in ("phrase", "group", "event", "other") and len(heads) == 1 and not _fixed_number(words, heads[0])
    rows: list[list[str]] = []
    for case in CASES:
        for number in ("sing", "plur") if both else ("",):
            columns: list[list[str]] = [[word] for word in words]
            for first, head in heads:
                _inflect(words, columns, first, head, case, number)
            rows += [list(row) for row in product(*columns)]
    return rows


def _foreign_place(word: str) -> list[Forms]:
    """Return the ways to decline the name of a place abroad that the dictionary does not know; none for another word.

    Of the Chinese names on -нь some are masculine (в Ухане), some feminine (в Сычуани), and not all writers know which.
    """
    if palladius.follows(word) and word[0].isupper() and "-" not in word:
        genders = ("masc", "femn") if word.endswith("нь") else ("masc",)
        in_order = reversed(genders) if word in _FEMININE else genders
        return [decline(word, gender, surname=False, chinese=True) for gender in in_order]  # Тайбэй
    if _HYPHENED.fullmatch(word) and not analyzer().word_is_known(word.lower()):
        # Of a name with hyphens the last part is declined: в Эр-Рияде.
        return [decline(word, "femn" if word[-1] in "ая" else "masc", surname=False)]
    return []


def _adjective_rows(words: list[str], first: int, last: int) -> list[list[str]]:
    """Return the forms of adjectives without a noun, in every gender and number: «центральноазиатский»."""
    rows = []
    for number in ("masc", "femn", "neut", "plur"):
        for case in CASES:
            for animacy in ("anim", "inan") if case == "accs" and number in ("masc", "plur") else ("",):
                marks = {mark for mark in (case, number, animacy, "" if number == "plur" else "sing") if mark}
                cells = [_adjective(word, marks) for word in words[first : last + 1]]
                rows.append([*words[:first], *cells, *words[last + 1 :]])
    return rows


def _acronym(word: str) -> list[list[str]]:
    return [[form] for form in dict.fromkeys(form for case in CASES for form in _acronym_in(word, case))]


def _acronym_in(word: str, case: str) -> list[str]:
    """Return МИД and МИДа: an acronym that can be read as a word may be declined; ООН, which is feminine, is not."""
    if len(word) < 3 or word[-1].lower() in _VOWELS + "йьъ" or not re.search("[АЕИОУЫЭЮЯ]", word[:-1]):
        return [word]
    tags = [parse.tag for parse in analyzer().parse(word)]
    if any({"Abbr", "Fixd"} <= tag.grammemes and tag.gender != "masc" and "Ms-f" not in tag for tag in tags):
        return [word]
    return list(dict.fromkeys((word, word + {"gent": "а", "datv": "у", "ablt": "ом", "loct": "е"}.get(case, ""))))


@lru_cache(maxsize=_REMEMBERED)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(analyzer().parse(word))


@lru_cache(maxsize=_REMEMBERED)
def _nouns(word: str) -> list[Any]:
    return [parse for parse in _parses(word) if parse.tag.POS == "NOUN" and "nomn" in parse.tag]


@lru_cache(maxsize=_REMEMBERED)
def _adjectives(word: str) -> list[Any]:
    found = [parse for parse in _parses(word) if parse.tag.POS in ("ADJF", "PRTF") and "nomn" in parse.tag]
    # «Большая» is of «большой» before it is of «больший».
    return sorted(found, key=lambda parse: parse.normal_form in ("больший", "меньший"))


def _heads(words: list[str]) -> list[tuple[int, int]]:
    """Return (first, head) of the parts that are inflected: a noun with its adjectives; several if joined by и."""
    heads: list[tuple[int, int]] = []
    at = 0
    if _named_kind(words):
        return [(1, 1)]
    if len(words) > 2 and not _nouns(words[0]) and not _adjectives(words[0]) and _adjectival(words, 1):
        at = 1  # «так называемое партнёрство»
    while at < len(words):
        first = at
        while at < len(words) and _adjectival(words, at) and not _one_each(words, first, at):
            joined = at + 3 < len(words) and words[at + 1] in _AND and _adjectival(words, at + 2)
            at += 2 if joined else 1  # «научный и технический прогресс»
        if at == len(words) or not _nouns(words[at]):
            if at == len(words) and at > first and not heads:
                return [(first, at - 1)]  # an adjective that stands for a noun
            break
        if at == first and at + 1 < len(words) and _nouns(words[at + 1]) and "Surn" in _nouns(words[at])[0].tag:
            # A name before its kind: «Назарбаев Университет» is declined as a university.
            first = at = at + 1
        agreeing = next(start for start in range(first, at + 1) if _agreeing_head(words, start, at))
        if first < agreeing and not heads:
            if not _AND.isdisjoint(words[first:agreeing]):
                return []  # «мужская и женский сборные»
            return [(first, agreeing - 1)]  # «исполняющий обязанности президента», «занявший второе место»
        heads.append((first, at))
        at += 1
        if at < len(words) - 1 and words[at] in _AND and not _genitive_only(words, at + 1):
            at += 1
        else:
            break
    return heads


def _named_kind(words: list[str]) -> bool:
    """Return whether *words* are a foreign name and the noun that it was given: «Дойче банк», «Сентрал парк»."""
    return (
        len(words) == 2
        and words[0][0].isupper()
        and words[1].islower()
        and bool(_nouns(words[1]))
        and not analyzer().word_is_known(words[0].lower())
        and not _ADJECTIVE.search(words[0])
    )


def _adjectival(words: list[str], at: int) -> bool:
    """Return whether the word is an adjective before its noun."""
    found = _adjectives(words[at])
    if not found or "Surn" in found[0].tag or words[at].lower() == "данные":
        return False
    nouns = _nouns(words[at])
    if not nouns or at + 1 == len(words) or _parses(words[at + 1])[0].tag.POS == "PREP":
        return not nouns  # «поверенный в делах»
    # «Учёный совет», but «учёные страны»; «рабочие места» are hardly those who work in a place.
    genitive = any("gent" in parse.tag for parse in _parses(words[at + 1])) and (
        found[0].normal_form not in ("военный", "рабочий")
    )
    agreeing = not genitive and "Fixd" not in found[0].tag and _agreeing_head(words, at, at + 1) is not None
    return agreeing or bool(found[0].score >= nouns[0].score)


def _one_each(words: list[str], first: int, at: int) -> bool:
    """Return whether the word is what the adjectives before it have one each of: «мужская и женская сборные»."""
    if _AND.isdisjoint(words[first:at]) or any(parse.tag.number != "sing" for parse in _adjectives(words[first])):
        return False
    goes_on = at + 1 < len(words) and _agreeing_head(words, at, at + 1) is not None
    head = _agreeing_head(words, first, at) if _nouns(words[at]) and not goes_on else None
    return head is not None and head.tag.number == "plur"


def _genitive_only(words: list[str], at: int) -> bool:
    """Return whether what follows "и" goes on with the genitive before it: «мира и безопасности»."""
    while at < len(words) and _adjectival(words, at):
        at += 1
    return at == len(words) or not _nouns(words[at])


def _head_parse(words: list[str], first: int, head: int) -> Any:
    """Return the reading of the head that agrees with the adjectives before it, or the first one."""
    return _agreeing_head(words, first, head) or (_nouns(words[head]) or _adjectives(words[head]))[0]


def _agreeing_head(words: list[str], first: int, head: int) -> Any:
    """Return the reading of the head that agrees with all adjectives from *first* on; None where none does."""
    numbers = {"sing", "plur"} if not _AND.isdisjoint(words[first:head]) else set()
    for parse in _nouns(words[head]) or _adjectives(words[head]):
        agreeing = all(
            any(
                # One each: «мужская и женская сборные».
                (adjective.tag.number == parse.tag.number or {adjective.tag.number, parse.tag.number} == numbers)
                and (None in (parse.tag.gender, adjective.tag.gender) or adjective.tag.gender == parse.tag.gender)
                for adjective in _adjectives(words[at])
            )
            for at in range(first, head)
            if words[at] not in _AND
        )
        if agreeing:
            return parse
    return None


def _fixed_number(words: list[str], part: tuple[int, int]) -> bool:
    """Return whether the phrase has one number only: a plural, or a noun that has none."""
    parse = _head_parse(words, *part)
    return parse.tag.number == "plur" or "Sgtm" in parse.tag or words[part[0]][:1].isupper()


def _inflect(words: list[str], columns: list[list[str]], first: int, head: int, case: str, number: str) -> None:
    """Put the forms of one part in *case* and *number* (its own if empty) into *columns*."""
    parse = _head_parse(words, first, head)
    number = number or parse.tag.number or "sing"
    if words[head].isupper():
        columns[head] = _acronym_in(words[head], case)
    elif "Fixd" in parse.tag:
        columns[head] = [words[head]]
    else:
        # Adjectives have no second genitive or locative: only the noun gets them.
        columns[head] = _cells(parse, words[head], [{number, case}, {number, _SECOND.get(case, case)}])
    for at in range(first, head):
        each = parse.tag.number == "plur" and all(one.tag.number == "sing" for one in _adjectives(words[at]))
        own = "sing" if each else number
        marks = {own, case}
        if own == "sing" and parse.tag.gender:
            marks.add(parse.tag.gender)
        if case == "accs" and (own == "plur" or parse.tag.gender == "masc"):
            marks.add(parse.tag.animacy or "inan")
        found = next((one for one in _adjectives(words[at]) if one.inflect(marks)), None)
        columns[at] = _cells(found, words[at], [marks]) if found else [words[at]]


def _cells(parse: Any, word: str, wanted: list[set[str]]) -> list[str]:
    cells = []
    for marks in wanted:
        found = _superlative(parse, marks) if "Supr" in parse.tag else parse.inflect(marks)
        form = _like(_PLURALS.get(found.word, found.word), word) if found else ""
        if form and form not in cells:
            cells.append(form)
        if word == "год" and {"plur", "gent"} <= marks:
            cells.append("лет")  # «световых лет»
    return cells or [word]


def _adjective(word: str, marks: set[str]) -> str:
    """Return the form of an adjective; «и» between two as it is."""
    return _cells(_adjectives(word)[0], word, [marks])[0] if word not in _AND else word


def _superlative(parse: Any, marks: set[str]) -> Any:
    """Return a form of a superlative: of the same one, where there are two, *высшего* and not *высочайшего*."""
    stem = parse.word[:-2]
    forms = [one for one in parse.lexeme if marks <= set(one.tag.grammemes) and one.word.startswith(stem)]
    return forms[0] if forms else parse.inflect(marks)


# Names of persons


def _person(words: list[str]) -> list[list[str]]:
    """Return the forms of a person's name, all parts in one case."""
    return [
        list(row) for tables in _declensions(words) for case in CASES for row in product(*(t[case] for t in tables))
    ]


def _declensions(words: list[str]) -> list[list[Forms]]:
    """Return the ways to decline a person's name, the likeliest first: the forms of each part."""
    # In Chinese, Korean and Vietnamese names the last part alone is declined.
    syllables = len(words) == 3 and all(len(re.findall(f"[{_VOWELS}]", word.lower())) == 1 for word in words)
    chinese = len(words) > 1 and (syllables or palladius.chinese(" ".join(words)))
    last = len(words) - 1
    ways = []
    for gender in ("masc",) if chinese else _genders(words):
        tables: list[Forms] = []
        for at, word in enumerate(words):
            alone = len(words) == 1 and palladius.follows(word) and len(word) < 4
            if alone or (at < last and (chinese or _stays(word, at))):
                tables.append({case: [word] for case in CASES})
            else:
                tables.append(_part(word, gender, surname=at == last, chinese=chinese))
        ways.append(tables)
    return ways


def _stays(word: str, at: int) -> bool:
    """Return whether a part of a name, *at* its place before the surname, is a particle or an initial."""
    particle = word.lower() in _PARTICLES and (at > 0 or word != "Бен")
    return particle or not re.search(f"[{_VOWELS}]", word.lower())


def _part(word: str, gender: str, *, surname: bool, chinese: bool) -> Forms:
    """Return the forms of a part of a name: also of titles, «король», and of what is not declined, «фон», «XIV»."""
    if not _CYRILLIC_WORD.fullmatch(word):
        return {case: [word] for case in CASES}
    parses = (_nouns(word) or _adjectives(word)) if word.islower() and not surname else []
    if not parses:
        return decline(word, gender, surname=surname, chinese=chinese)
    marks = {gender, *(["anim"] if gender == "masc" else [])} if parses[0].tag.POS == "ADJF" else set()
    return {
        case: _cells(parses[0], word, [{case, "sing"} | (marks if case == "accs" else marks - {"anim"})])
        for case in CASES
    }


def _genders(words: list[str]) -> tuple[str, ...]:
    """Return masc or femn, or both: by the given name if it is known, else by the endings."""
    named = [word for word in words if word[:1].isupper()] or words
    for word in named[:-1]:
        if word in _given_genders():
            return _given_genders()[word]
        if _BOTH.search(word):
            return ("masc", "femn")
        tags = [parse.tag for parse in _parses(word) if {"Name", "nomn"} <= parse.tag.grammemes]
        found = sorted({tag.gender for tag in tags if tag.gender in ("masc", "femn")}, reverse=True)
        if found:
            return tuple(found)
    if womans(words[-1]):
        return ("femn",)
    first = named[0]
    if len(words) > 1 and re.search("[ая]$", first):
        return ("femn",)
    return ("masc",)


@cache
def _given_genders() -> dict[str, tuple[str, ...]]:
    """Return the genders of the given names that neither the dictionary nor their endings tell."""
    rows = tables.rows(__package__, "data/ru_given_genders.tsv")
    return {name: tuple(genders.split()) for genders, names in rows for name in names.split()}


def womans(surname: str) -> bool:
    """Return whether a Russian *surname* is that of a woman by its ending: Иванова, Троцкая."""
    return re.search("(?:ова|ева|ёва|ина|ына|ая)$", surname) is not None


def decline(name: str, gender: str, *, surname: bool, chinese: bool = False) -> Forms:
    """Return the forms of one part of a person's name by case; several where usage varies.

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
    if surname and any({"ms-f", "Fixd", "Surn"} <= parse.tag.grammemes for parse in _nouns(word) if parse.is_known):
        return {case: [name] for case in CASES}  # Дюма
    endings = _endings(low, gender, surname=surname, chinese=chinese)
    table: Forms = {}
    for case, (cut, options) in zip(CASES, endings, strict=True):
        stem = word[: len(word) - cut] if cut else word
        table[case] = [
            prefix + stem + (option.upper() if word.isupper() and len(word) > 1 else option) for option in options
        ]
    return table


Endings = list[tuple[int, tuple[str, ...]]]
"""For each case how many letters are cut off and what may be put there."""


def _table(cut: int, *endings: str) -> Endings:
    """Return *endings*, behind *cut* letters less, of all cases but the nominative; ``/`` stands between several."""
    return [(0, ("",)), *((cut, tuple(ending.split("/"))) for ending in endings)]


_UNCHANGED = _table(0, "", "", "", "", "")


def _endings(low: str, gender: str, *, surname: bool, chinese: bool) -> Endings:
    """Return the endings of one part of a name, which is in small letters."""
    last = low[-1:]
    if not last or (last in _VOWELS and (last not in "ая" or len(low) < 3)):
        return _UNCHANGED
    if surname and re.search("(?:ых|[гкхжшчщ]их)$", low):
        return _UNCHANGED  # Седых, Русских
    if last in "ая":
        return _endings_of_a(low, gender, surname=surname)
    if gender == "femn":
        return _UNCHANGED if last != "ь" or surname else _endings_of_sign(low)
    return _endings_of_men(low, surname=surname, chinese=chinese)


def _endings_of_a(low: str, gender: str, *, surname: bool) -> Endings:
    """Return the endings of a name on -а or -я."""
    if surname and gender == "femn" and re.search("(?:ов|ев|ёв|ин|ын)а$", low):
        # Путина; of Медина, who may be a Spaniard, both.
        own = not low.endswith("ина") or low.endswith("уллина") or _instrumental(low[:-1]) == "ым"
        return _table(1, *(("ой", "ой", "у", "ой", "ой") if own else ("ой/ы", "ой/е", "у", "ой", "ой/е")))
    if surname and low.endswith("ая"):
        return _table(2, "ой", "ой", "ую", "ой", "ой")
    if low[-2] in _VOWELS and low[-1] == "а":
        return _UNCHANGED
    if low.endswith("ия"):
        return _table(1, "и", "и", "ю", "ей", "и")
    if low[-1] == "я":
        return _table(1, "и", "е", "ю", "ей", "е")
    return _table(1, "и" if low[-2] in "гкхжшщч" else "ы", "е", "у", "ей" if low[-2] in "жшщчц" else "ой", "е")


def _endings_of_sign(low: str) -> Endings:
    """Return the endings of a woman's given name on -ь."""
    foreign = "ь/" if low.endswith("ль") else ""  # of Мишель or of Мишели
    return _table(1, f"{foreign}и", f"{foreign}и", "ь", f"{foreign}ью", f"{foreign}и")


def _endings_of_men(low: str, *, surname: bool, chinese: bool) -> Endings:
    """Return the endings of a man's name on a consonant, -й or -ь."""
    if surname and re.search("(?:[кцн][иы]й|[нлв]ый|ой)$", low) and len(low) > 4:
        return _table(2, "ого", "ому", "ого", "им" if re.search("[гкхц]ий$", low) else "ым/им", "ом")
    if low.endswith("ий"):
        return _table(1, "я", "ю", "я", "ем", "и")
    if low[-1] in "йь":
        return _table(1, "я", "ю", "я", "ем", "е")
    if surname and not chinese and re.search("(?:ов|ев|ёв|ин|ын)$", low):
        return _table(0, "а", "у", "а", "ым" if low[-1] == "в" else _instrumental(low), "е")
    if low[-1] in "жшщчц":
        return _table(0, "а", "у", "а", "ем/ом", "е")
    fleeting = {"павел": "павл", "лев": "льв", "пётр": "петр", "петр": "петр"}.get(low)
    if fleeting and not surname:
        return _table(len(low) - 1, *(fleeting[1:] + ending for ending in ("а", "у", "а", "ом", "е")))
    return _table(0, "а", "у", "а", "ом", "е")


def _instrumental(surname: str) -> str:
    """Return how a surname on -ин ends: Путиным, but Дарвином; both ways where the dictionary has it not."""
    parses = [
        parse for parse in analyzer().parse(surname) if parse.is_known and {"Surn", "nomn"} <= parse.tag.grammemes
    ]
    words = {parse.inflect({"ablt"}).word[len(surname) :] for parse in parses if parse.tag.gender == "masc"}
    return "/".join(sorted(words & {"ым", "ом"}, reverse=True)) or "ым/ом"


# Single forms, for building phrases


def in_case(term: str, case: str, kind: str = "other") -> str:
    """Return *term* in *case* (``gent``, ``loct`` …) and its own number; unchanged where it has no such form.

    >>> in_case("Коммунистическая партия Китая", "gent"), in_case("Самарканд", "loct")
    ('Коммунистической партии Китая', 'Самарканде')
    >>> in_case("Уппсальский университет", "gent"), in_case("Дойче банк", "gent")
    ('Уппсальского университета', 'Дойче банка')
    """
    pieces = _PIECES.split(term)
    words = pieces[1::2]
    if not 0 < len(words) <= _LONGEST or (len(words) == 1 and words[0].isupper()):
        return term
    if case == "accs" and kind == "place" and in_case(term, "accs") == in_case(term, "gent"):
        return term  # no place is a living being, as the dictionary takes Бахмут for one
    tables = _foreign_place(words[0]) if len(words) == 1 else []
    if tables:
        row = tables[0][case][:1]
    elif kind == "person":
        row = [table[case][0] for table in _declensions(words)[0]]
    else:
        columns: list[list[str]] = [[word] for word in words]
        for first, head in _heads(words):
            _inflect(words, columns, first, head, case, "")
        row = [column[0] for column in columns]
    return "".join(gap + word for gap, word in zip(pieces[::2], [*row, ""], strict=True))


def in_number(term: str, *, plural: bool, case: str = "nomn") -> str:
    """Return *term*, which is in its own number, in the plural or singular; what has no such number stays as it is.

    >>> in_number("общий интерес", plural=True), in_number("всеобщие выборы", plural=False)
    ('общие интересы', 'всеобщие выборы')
    """
    own = in_case(term, case) if case != "nomn" else term
    words = _WORD.findall(term)
    heads = _heads(words)
    if len(heads) != 1 or " ".join(words) != term:
        return own
    if not plural and ("Pltm" in _head_parse(words, *heads[0]).tag or words[heads[0][0]].lower() == "деньги"):
        return own
    columns: list[list[str]] = [[word] for word in words]
    number = "plur" if plural else "sing"
    parse = _head_parse(words, *heads[0])
    if not {"Fixd", number} & parse.tag.grammemes and not parse.inflect({number, case}):
        return own  # «уличная еда»
    _inflect(words, columns, *heads[0], case, number)
    return " ".join(column[0] for column in columns)


def animate(term: str) -> bool:
    """Return whether the head of *term* is a living being.

    >>> animate("летучая мышь"), animate("ресторан")
    (True, False)
    """
    words = _WORD.findall(term)
    heads = _heads(words)
    return len(heads) == 1 and _head_parse(words, *heads[0]).tag.animacy == "anim"


def declined(term: str, kind: str = "other") -> bool:
    """Return whether *term* has other forms than the nominative, as far as the dictionary knows its words.

    Of a person it need not know the given name: Шавкат is one, but Ассошиэйтед of Ассошиэйтед Пресс looks like one.
    """
    words = _WORD.findall(term)
    known = all(analyzer().word_is_known(word.lower()) for word in words)
    return ((known or palladius.follows(term)) and bool(forms(term))) or _given_declined(words, kind)


def _given_declined(words: list[str], kind: str) -> bool:
    """Return whether a person's name begins with a given name that is surely declined: Урсула, Рафаэль."""
    named = len(words) > 1 and all(word[0].isupper() or word in _PARTICLES for word in words)
    first = _nouns(words[0]) if named else []
    given = first and "Name" in first[0].tag and (kind == "person" or first[0].is_known)
    genders = _genders(words) if given else ()
    return len(genders) == 1 and decline(words[0], genders[0], surname=False)["gent"] != [words[0]]


def oblique(word: str, *, genitive: bool = True) -> bool:
    """Return whether *word* may stand in another case than the nominative and the accusative: санкции, of санкция.

    Without the *genitive*, in one that is not this one either: «Куба» is of «куб» as well.
    """
    cases = {"datv", "ablt", "loct", "loc2", "Fixd"} | ({"gent", "gen2"} if genitive else set())
    return any(cases & set(parse.tag.grammemes) for parse in analyzer().parse(word))


def bent(word: str) -> bool:
    """Return whether *word* is an adjective, and in no case that a nominative may follow: «ключевую», «нового».

    >>> bent("ключевую"), bent("ключевая"), bent("которую"), bent("рабочих")
    (True, False, False, False)
    """
    found = _parses(word.lower())
    return bool(found) and all(
        parse.tag.POS in ("ADJF", "PRTF") and "nomn" not in parse.tag and "Apro" not in parse.tag for parse in found
    )


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
            " ".join([*words[:first], *row, *_cells(parse, words[head], [{"sing", "gent"}]), *words[head + 1 :]])
        )
    return tuple(found)


def agreeing(adjective: str, phrase: str) -> str:
    """Return *adjective* in the nominative, in the gender and number of the head of *phrase*.

    >>> agreeing("евразийский", "единство"), agreeing("Прозападный", "силы"), agreeing("высший", "школа")
    ('евразийское', 'Прозападные', 'высшая')
    """
    words = _WORD.findall(phrase)
    heads = _heads(words)
    found = _adjectives(adjective)
    if not heads or not found:
        return adjective
    head = _head_parse(words, *heads[0])
    if "plur" in head.tag:
        marks = {"plur", "nomn"}
    else:
        marks = {"sing", "nomn"} | ({head.tag.gender} if head.tag.gender else set())
    return _cells(found[0], adjective, [marks])[0]
