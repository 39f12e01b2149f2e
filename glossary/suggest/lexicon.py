"""Words and set phrases that drafts are built from: the shipped lexicon, plus titles of ministers and plurals or
singulars that it does not list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from glossary.suggest import table
from glossary.text import russian, russian_words
from glossary.text.find import english_forms
from glossary.text.lexicon import Entry, entries

_MINISTRY = re.compile("(?:Ministry|Department) of (?:the )?(?P<of>.+)|(?P<front>.+) Ministry")
_OFFICES = (
    "Minister of {}",
    "Minister of the {}",
    "Minister for {}",
    "Minister for the {}",
    "Secretary of {}",
    "{} Secretary",
)
_ARTICLE = re.compile("^(?:the|an?) ", re.IGNORECASE)
_HYPHENATED = re.compile("[a-z]{2,}(?:-[a-z]{2,})+")
_SHORT_PLURAL = re.compile(r"(?:men|people|ses)\b")
"""Endings of plurals that are not longer than the singular: *spokesmen*, *crises*."""
_PERSON = re.compile("[长官者员家人师手士帅臣]$")
"""Typical last characters of Chinese nouns for persons."""
_MASCULINE = re.compile(r"[а-яё-]*[бвгджзйклмнпрстфхцчшщ]\b")
"""Russian words that change in the plural, such as «хаб»."""


def normalized(name: str) -> str:
    """Return *name* with straight apostrophes and with a space before each comma."""
    return " ".join(name.replace("’", "'").replace(",", " ,").split())


def unhyphenated(name: str) -> str:
    """Return *name* without the hyphens that the lexicon's spelling lacks: *private-sector firms*."""
    for word in _HYPHENATED.findall(name):
        several = word.replace("-", " ")
        name = name.replace(word, several if row(several) and not row(word) else word)
    return name


@cache
def words() -> dict[str, Entry]:
    """Return the rows by name; set phrases can also be looked up in lowercase."""
    found: dict[str, Entry] = {}
    for entry in entries():
        for name in entry.names.split("|"):
            found.setdefault(normalized(name), entry)
    for name, entry in list(found.items()):
        for office, own in _offices(name, entry):
            found.setdefault(office, own)
    for name, entry in list(found.items()):
        if " " in name:  # march is not March, nor apple Apple
            found.setdefault(name.casefold(), entry)
    return found


def translated(name: str, source: str, target: str) -> tuple[str, str]:
    """Return (translation, confidence) for a Russian or Chinese *name* into another of the languages, or empty strings.

    >>> translated("баланс сил", "ru", "en"), translated("力量对比", "zh", "ru"), translated("Кремль", "ru", "de")
    (('balance of power', 'medium'), ('баланс сил', 'medium'), ('', ''))
    """
    rows = _by_rendering(source).get(name.casefold(), ())
    if not rows or target not in ("en", "ru", "zh-Hans"):
        return "", ""
    entry = min(rows, key=lambda row: row.names.isupper())  # prefer a full name to an acronym
    text = entry.names.split("|")[0] if target == "en" else entry.text(target)
    return text, "low" if len(rows) > 1 or entry.mark else "medium"


@cache
def _by_rendering(language: str) -> dict[str, list[Entry]]:
    """Return the rows by their renderings in *language*, without adjectives and second halves of words."""
    found: dict[str, list[Entry]] = {}
    for entry in entries():
        if entry.sort != "a" and entry.names[0] != "-":
            found.setdefault(entry.text(language).casefold(), []).append(entry)
    return found


def _offices(name: str, entry: Entry) -> Iterator[tuple[str, Entry]]:
    """Yield titles of the minister of the ministry *name*: *Minister of Finance*, министр финансов, 财政部长."""
    ministry = _MINISTRY.fullmatch(name)
    if not ministry or not entry.russian.startswith("Министерство ") or not entry.chinese.endswith("部"):
        return
    russian_name = "министр" + entry.russian.removeprefix("Министерство")
    subject = ministry["of"] or ministry["front"]
    for office in _OFFICES if ministry["of"] else ("{} Minister",):
        yield office.format(subject), Entry(office.format(subject), "n", russian_name, f"{entry.chinese}长")
    if ministry["of"]:  # the British title
        british = f"Secretary of State for {subject}"
        yield british, Entry(british, "n", russian_name, f"{entry.chinese[:-1]}大臣")


@cache
def _relational_adjectives() -> dict[str, str]:
    return {noun: row[1] for row in table("relational_ru.tsv") for noun in row[0].split("|")}


def relational(noun: str) -> str:
    """Return the Russian adjective or prefix for an English *noun* used as a modifier, or an empty string."""
    return _relational_adjectives().get(noun.lower(), "")


def prefixed(form: str, head: str) -> str:
    """Return *head* with *form*, if that is a prefix (кино+, интернет-); an empty string if it is an adjective.

    >>> prefixed("кино+", "Академия"), prefixed("интернет-", "магазин"), prefixed("лесной", "дорога")
    ('Киноакадемия', 'интернет-магазин', '')
    """
    if form[-1] not in "+-" or " " in head:
        return ""
    text = form.removesuffix("+") + head[:1].lower() + head[1:]
    return text[:1].upper() + text[1:] if head[:1].isupper() else text


@cache
def common() -> frozenset[str]:
    """Return the Russian common words of the lexicon, adjectives in the masculine."""
    alone = (entry.russian for name, entry in words().items() if entry.sort == "a" or name.islower())
    return frozenset((*filter(str.islower, alone), *_relational_adjectives().values()))


@cache
def _other_numbers() -> dict[str, tuple[Entry, bool]]:
    """Return (row, whether this is the plural) for the number of each noun that the lexicon does not list."""
    return {
        form: (entry, many)
        for name, entry in words().items()
        if entry.sort != "a" and name.islower() and not name.endswith("media")  # a *medium* is something else
        for form in english_forms(name) or ([f"{name}s"] if name.endswith("ing") else [])  # buildings, hearings
        for many in [len(form) > len(name) or _SHORT_PLURAL.search(form) is not None]
        if form not in words() and (many or name.rpartition(" ")[2] in entry.names)  # no singular of Los Angeles Times
    }


@cache
def _uncountable() -> frozenset[str]:
    return frozenset(word for row in table("singular_ru.tsv") for word in row[0].split())


def _is_countable(text: str) -> bool:
    return _uncountable().isdisjoint(text.split())


def plural(text: str) -> str:
    """Return the plural of a Russian *text*, or *text* itself if it has none.

    >>> plural("торговый порт"), plural("экономическая политика")
    ('торговые порты', 'экономическая политика')
    """
    return russian.in_number(text, plural=True) if _is_countable(text) else text


def other_number(name: str, language: str) -> Entry | None:
    """Return the row of a noun listed only in the other number, with its Russian in this one, or None."""
    entry, many = _other_numbers().get(normalized(name).lower(), (None, False))
    if entry is None or language != "ru":
        return entry
    if not russian_words.available():
        return None
    text = plural(entry.russian) if many else russian.in_number(entry.russian, plural=False)
    unknown = text == entry.russian and many and _MASCULINE.match(text) and _is_countable(text)
    return None if unknown else entry._replace(russian=text)


def singular(name: str) -> str:
    """Return the Russian singular that :func:`other_number` makes the plural *name* from, or an empty string."""
    entry, many = _other_numbers().get(normalized(name).lower(), (None, False))
    return entry.russian if entry and many and _is_countable(entry.russian) else ""


def is_person(entry: Entry) -> bool:
    """Return whether a row means a person: by its Russian, or by its Chinese if pymorphy3 is not installed."""
    return russian.animate(entry.russian) if russian_words.available() else _PERSON.search(entry.chinese) is not None


@lru_cache(maxsize=1 << 16)
def row(name: str) -> Entry | None:
    """Return the row of the lexicon for *name*, as written or in lowercase, with or without its article.

    A single word in capitals is not looked up in lowercase: *FAIR*.
    """
    whole = normalized(name)
    bare = _ARTICLE.sub("", whole)
    small = () if bare.isupper() and " " not in bare else (whole.casefold(), bare.casefold())
    return next((words()[key] for key in (whole, bare, *small) if key in words()), None)
