"""Russian words derived from names of places: Япония, японский; Южная Корея, южнокорейский; Китай, КНР."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from glossary import tables


def bare(text: str) -> str:
    """Return *text* in lowercase, with е for ё."""
    return text.lower().replace("ё", "е")


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Return each name of a country with the stems of its derivatives; one in capitals is a synonym, used as it is."""
    rows = tables.rows(__package__, "data/ru_countries.tsv")
    everyone = [bare(name) for names, _ in rows for name in names.split("|")]
    found = {}
    for names, beginnings in rows:
        same = [bare(name) for name in names.split("|")]
        stems = [re.sub("[аяйь]$", "", name) for name in same if name.isalpha()]
        # Нигер is a prefix of Нигерия, and short stems are prefixes of too many words.
        own = [one for one in stems if len(one) > 4 and not any(n.startswith(one) for n in everyone if n not in same)]
        found.update(dict.fromkeys(same, tuple(dict.fromkeys([*beginnings.split(), *own]))))
    return found


def _place_stem(name: str) -> str:
    """Return *name* (in lowercase) without the ending that its adjectives drop: япон of япония, кита of китай."""
    stem = re.sub("ск(?:ий|ая|ое|ие)$", "", name)
    short = re.sub("[иь][яеи]$", "", stem)
    return short if short != stem and len(short) > 3 else re.sub("[аеийоуыьэюя]$", "", stem)


@cache
def _nations() -> re.Pattern[str]:
    stems = {one for row in _countries().values() for one in row if len(one) > 3 and one.islower()}
    return re.compile(f"(?:{'|'.join(sorted(stems - {'штат'}))})")


def national(word: str) -> bool:
    """Return whether *word* begins like the adjective or the demonym of a country.

    >>> national("польский"), national("узбекистанец"), national("полевой")
    (True, True, False)
    """
    return _nations().match(bare(word)) is not None


@lru_cache(maxsize=5_000)
def _derivatives(name: str) -> re.Pattern[str] | None:
    """Return a pattern for the words derived from the place or people *name*, or None if none are known."""
    low = bare(name)
    known = _countries().get(low)
    if known is None and low.endswith(("ий", "ая", "ое", "ие", "ец", "цы", "ки", "не", "ин")):
        # A people or an adjective of a country: американский, французы.
        known = next(
            (row for row in _countries().values() if any(len(one) > 3 and low.startswith(one) for one in row)), None
        )
    stem = _place_stem(low)
    found = [*known] if known else [stem] if len(stem) > 3 and re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", stem) else []
    compound = re.fullmatch(r"(\w+?)н?(?:[аяое]я|[ое]е|[ыио]й) (\w+)", low)
    if compound and len(_place_stem(compound[2])) > 2:
        # Южная Корея, южнокорейский; Тихий океан, тихоокеанский.
        found.append(f"{compound[1]}н?[ое]-?{_place_stem(compound[2])}")
    words = "|".join(rf"{one}\b" if one.isupper() else f"(?i:{one})" for one in found)
    return re.compile(rf"\b(?:{words})") if words else None


def derived(name: str, text: str) -> bool:
    """Return whether *text* has a word derived from the place or people *name*, or another name of the country.

    >>> derived("Япония", "японский посол"), derived("Китай", "торговля с КНР"), derived("Южная Корея", "на юге")
    (True, True, False)
    """
    pattern = _derivatives(name)
    return pattern is not None and pattern.search(text.replace("ё", "е").replace("Ё", "Е")) is not None


def other_name(name: str, text: str) -> bool:
    """Return whether *text* has another name of the body *name*: Евросоюз for Европейский союз.

    >>> other_name("Европейский союз", "Евросоюз требует"), other_name("Европейский союз", "Европейский совет")
    (True, False)
    """
    return bare(name) in _countries() and derived(name, text)


def of_place(phrase: str, text: str) -> bool:
    """Return whether *text* has the adjective of the place that *phrase* ends with: «кенийский» for «… Кении».

    >>> of_place("Красный Крест Кении", "кенийского Красного Креста"), of_place("Церковь Швеции", "шведской Церкви")
    (True, True)
    >>> of_place("Министерство обороны", "оборонное")
    False
    """
    last = phrase.rpartition(" ")[2]
    stem = _place_stem(bare(last))
    if not last[:1].isupper() or last.isupper() or len(stem) < 4:
        return False
    known = [one for name, row in _countries().items() if _place_stem(name) == stem for one in row]
    stems = "|".join([re.escape(stem), *known])
    adjective = rf"\b(?:{stems})\w*[сц]к(?:ий|ая|ое|ие|ого|ой|ому|ую|им|ом|их|ими)\b"
    return re.search(adjective, bare(text)) is not None
