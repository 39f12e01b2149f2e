"""Drafts for romanised Arabic and Persian names: Russian letter by letter, Chinese from the sounds.

A name counts as Arabic if it has an Arabic given name or an article. Chinese drops the article: 塞西 is al-Sisi.
"""

from __future__ import annotations

import re
from itertools import pairwise

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, by_hyphens, cyrillic, draft, transcription, western

_ARTICLE = re.compile(r"(?P<article>[Aa]l|[Ee]l|[Aa][dnrstz]|[Aa]sh)-(?P<name>[A-Z].*)")
_AL_ARTICLE = re.compile(r"(?<=\w) Al (?!(?:Khalifa|Maktoum|Nahyan|Sabah|Said|Saud|Thani)\b)(?=[A-Z])")
"""*Al* as an article, that is, not before a ruling house: Аль Тани, but аль-Джабер."""
_DIN = ("Din", "Deen")
"""*al-Din*, "of the faith", assimilates its article: Нур ад-Дин."""
_ARABIC_GIVEN_NAMES = {("given", origin) for origin in ("ar", "fa", "ur", "ps", "bn")}
"""Entries of the table that show a name to be Arabic, or from a language that borrowed Arabic names."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return a draft of an Arabic or Persian person's name, if some part of it is not in the table of names."""
    return draft(concept, language, lambda name: _render(name, language))


def _render(name: str, language: str) -> tuple[str, str]:
    parts = name.split()
    known = cyrillic.known_name(parts[0])
    home = (known.sort, known.origin) in _ARABIC_GIVEN_NAMES if known else cyrillic.languages_of(parts[0]) == ("ar",)
    arabic = home or any(_ARTICLE.fullmatch(part) or part in ("bin", "ibn", "bint") for part in parts)
    if not arabic or (len(parts) == 1 and known) or all(map(cyrillic.known_name, parts)):
        return "", ""
    parts = _AL_ARTICLE.sub(" al-", name).split()
    texts = [to_russian(part) if language == "ru" else to_chinese(part) for part in parts]
    if language != "ru" and not known and parts[0].endswith("a"):
        texts[0] = transcription.feminine(texts[0])
    if not all(texts):
        return "", ""
    if language == "ru":
        return " ".join(texts), "Arabic"
    joined = (part == "Al" or after.rpartition("-")[2] in _DIN for part, after in pairwise(parts))  # 阿勒萨尼, 努尔丁
    joints = ["" if close else "·" for close in joined]
    return "".join(map("".join, zip(["", *joints], texts, strict=True))), "Arabic"


def to_chinese(part: str) -> str:
    """Return the Chinese for one part of an Arabic name, or an empty string if a letter has no rule.

    >>> to_chinese("al-Khatib"), to_chinese("bin"), to_chinese("Shaheen")
    ('哈提卜', '本', '沙欣')
    """
    if known := cyrillic.known_name(part):
        return cyrillic.as_surname(known)
    if particle := western.particles("arabic").get(part.lower()):
        return particle[1]
    article = _ARTICLE.fullmatch(part)
    bare = article["name"] if article else part
    return by_hyphens(bare, lambda piece: transcription.from_sounds(_part_to_russian(piece).lower(), "ar"))


def to_russian(part: str) -> str:
    """Return the Russian for one part of an Arabic name, or an empty string if a letter has no rule.

    >>> to_russian("al-Khatib"), to_russian("bin"), to_russian("Shaheen"), to_russian("Jubeir")
    ('аль-Хатиб', 'бин', 'Шахин', 'Джубейр')
    """
    article = None if cyrillic.known_name(part) else _ARTICLE.fullmatch(part)
    if article:
        rest = _part_to_russian(article["name"])
        of_faith = article["name"] in _DIN
        return rest and f"{'ад' if of_faith else western.particles('article')[article['article'].lower()][0]}-{rest}"
    return _part_to_russian(part)


def _part_to_russian(part: str) -> str:
    if known := cyrillic.known_name(part):
        return known.russian
    if re.fullmatch("[IVX]+", part):
        return part
    if particle := western.particles("arabic").get(part.lower()):
        return "Аль" if part == "Al" else particle[0]  # the house of Al Thani: Аль Тани
    if re.fullmatch("[A-Z][a-z]+(?:-[A-Z][a-z]+)+", part):
        return by_hyphens(part, to_russian)
    return western.to_russian(re.sub("['’‘`-]", "", part), "ar")
