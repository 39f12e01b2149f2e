"""A phrase -> a draft built of the renderings of its parts: out of the glossary, and a small lexicon of news.

The English patterns are few: a row of modifiers and a head, ``X of Y``, ``X in Y``, ``A's B``, ``A, B and C``. In
Russian the adjectives agree with the head and the nouns go into the genitive (pymorphy3, the extra ru; without it
only what the lexicon has as a whole is proposed); in Chinese the parts are put in a row. All of it is a draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from glossary.model import Concept, Kind, Suggestion, Term
from glossary.suggest import Context, cyrillic, places, table
from glossary.text import palladius, russian
from glossary.text.find import english_forms

_COLUMN = {"ru": 2, "zh-Hans": 3}
_DIRECTIONS = {
    "northern": ("север", "北部"),
    "southern": ("юг", "南部"),
    "eastern": ("восток", "东部"),
    "western": ("запад", "西部"),
    "central": ("центр", "中部"),
    "northeastern": ("северо-восток", "东北部"),
    "northwestern": ("северо-запад", "西北部"),
    "southeastern": ("юго-восток", "东南部"),
    "southwestern": ("юго-запад", "西南部"),
}
_COUNTRIES = {
    "American": "United States",
    "US": "United States",
    "British": "Britain",
    "Chinese": "China",
    "French": "France",
    "German": "Germany",
    "Indian": "India",
    "Iranian": "Iran",
    "Japanese": "Japan",
    "Kazakh": "Kazakhstan",
    "Russian": "Russia",
    "Turkish": "Turkey",
    "Ukrainian": "Ukraine",
    "Uzbek": "Uzbekistan",
}
"""Adjectives that Russian turns into the genitive of the country beside an institution: «правительство Китая»."""
_INSTITUTIONS = re.compile(
    r"\b(?:government|leadership|leader|president|parliament|ministry|minister|army|media|economy|authorities|law)$"
)
_EVENTS = re.compile(r"(?:summit|meeting|conference|talks|forum|Olympics|Games|festival|visit|accords?)$")
"""What takes place somewhere: Russian says «в Самарканде»."""
_APPOSED = frozenset(("province", "city", "town", "village", "island", "lake", "river", "oblast"))
"""Beside these the name of a place stays in the nominative: «провинция Юньнань»."""
_HEADS = frozenset(("fellow", "order", "long", "will"))
"""Before another noun these are other words."""
_TOWARDS = frozenset(("invasion", "attack", "incursion", "support", "condemnation", "criticism"))
"""After these, "of" names what it is done to, for which a genitive would be read the other way round."""
_SMALL = frozenset(("the", "a", "an"))
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rendering of a part."""

    text: str
    sort: str
    """``noun``, ``adjective``, ``place`` or ``person``."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the rendering that the lexicon has for *concept*, or a draft built of its parts."""
    if language not in _COLUMN or concept.head.language.split("-")[0] != "en" or concept.kind is Kind.PERSON:
        return []
    builder = _Builder(language, concept.key, _glossary(language, context))
    found: list[Suggestion] = []
    for name in [concept.name, *concept.variants]:
        row = _entry(name)
        if row:
            return [Suggestion(row[_COLUMN[language]], language, "lexicon", "low" if len(row) > 4 else "medium")]
    if len(concept.name.split()) <= 10:
        piece = builder.build(_tidy(concept.name), 0)
        # A place or person as a whole is for the other suggesters.
        if piece and not (piece.sort in ("place", "person") and builder.whole(_tidy(concept.name))):
            text = piece.text if language == "zh-Hans" else _capital_as(piece.text, concept)
            found.append(Suggestion(text, language, "parts", "low"))
    return found


def _tidy(name: str) -> str:
    return " ".join(name.replace("’", "'").replace(",", " ,").split())


def _capital_as(text: str, concept: Concept) -> str:
    """Return *text* with a capital if it is the name of an organization, or of an event held again and again."""
    named = concept.kind is Kind.ORGANIZATION and not re.search("government|media|party$", concept.name)
    named = named or (concept.kind is Kind.EVENT and re.search(r"\b(?:Forum|Games|Cup)$", concept.name) is not None)
    return text[:1].upper() + text[1:] if named else text


def _glossary(language: str, context: Context) -> dict[str, tuple[tuple[str, str], Term]]:
    """Return (key of the concept, rendering) by the names of all concepts in lower case."""
    found: dict[str, tuple[tuple[str, str], Term]] | None = context.kept.get(f"parts {language}")
    if found is None:
        found = context.kept[f"parts {language}"] = {}
        for concept in context.termbase.concepts:
            term = concept.rendering(language)
            if term is not None and not concept.obsolete:
                for name in (concept.name, *concept.variants):
                    found.setdefault(_tidy(name).casefold(), (concept.key, term))
    return found


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("lexicon.tsv"):
        for name in row[0].split("|"):
            found.setdefault(name, row)
    for name, row in list(found.items()):
        if " " in name:  # march is not March, nor apple Apple
            found.setdefault(name.casefold(), row)
    return found


def _entry(name: str) -> tuple[str, ...] | None:
    """Return the row of the lexicon for *name*, as it is written or in lower case, with or without its article."""
    tidy = _tidy(name)
    bare = re.sub(r"^(?:the|an?) ", "", tidy, flags=re.IGNORECASE)
    lexicon = _lexicon()
    for one in (tidy, bare, tidy.casefold(), bare.casefold()):
        if one in lexicon:
            return lexicon[one]
    return None


class _Builder:
    """Builds renderings in one language; what the glossary has comes first."""

    def __init__(self, language: str, own: tuple[str, str], glossary: dict[str, tuple[tuple[str, str], Term]]) -> None:
        self.language = language
        self.own = own
        self.glossary = glossary
        self.russian = language == "ru"

    def build(self, phrase: str, depth: int) -> _Piece | None:
        """Return the rendering of *phrase*, or None where a part is not known."""
        words = phrase.split()
        if not words or depth > _DEEPEST:
            return None
        whole = self.whole(phrase)
        if whole or (self.russian and not russian.available()):
            return whole
        if words[0].lower() in _SMALL:
            return self.build(" ".join(words[1:]), depth)
        for way in (self._for, self._of, self._in, self._and, self._possessive, self._direction, self._row):
            piece = way(words, depth + 1)
            if piece:
                return piece
        return None

    def whole(self, phrase: str) -> _Piece | None:
        """Return the rendering that *phrase* has as a whole."""
        key, term = self.glossary.get(phrase.casefold(), (self.own, None))
        if term and key != self.own:
            return _Piece(term.text, "noun")
        row = _entry(phrase)
        if row:
            return _Piece(row[_COLUMN[self.language]], "adjective" if row[1] == "a" else "noun")
        forms = english_forms(phrase.lower()) if not self.russian or russian.available() else ()
        for other in forms:
            row = _entry(other)
            if row and row[1] != "a":
                text = row[_COLUMN[self.language]]
                plural = len(phrase) > len(other)
                return _Piece(russian.in_number(text, plural=plural) if self.russian else text, "noun")
        if phrase[:1].isupper():
            concept = Concept((Term(phrase, "en"),), kind=Kind.PLACE)
            found = places.suggest(concept, self.language, Context())
            if found:
                return _Piece(found[0].text, "place")
            return self._person(phrase)
        return None

    def _person(self, phrase: str) -> _Piece | None:
        known = [cyrillic.known_name(part) for part in phrase.split()]
        if all(known):
            texts = [row[0 if self.russian else 1] for row in known if row]
            return _Piece((" " if self.russian else "·").join(texts), "person")
        if self.russian:
            texts, how = palladius.person(phrase)
            if texts and how != "surname":
                return _Piece(texts[0], "person")
        return None

    def _genitive(self, piece: _Piece) -> str:
        return russian.in_case(piece.text, "gent", "person" if piece.sort == "person" else "other")

    def _for(self, words: list[str], depth: int) -> _Piece | None:
        # Institute for Strategic Studies; what else "for" joins is too varied.
        return self._joined(words, "for", depth) if words[0][:1].isupper() else None

    def _of(self, words: list[str], depth: int) -> _Piece | None:
        return self._joined(words, "of", depth)

    def _in(self, words: list[str], depth: int) -> _Piece | None:
        return self._joined(words, "in", depth)

    def _joined(self, words: list[str], preposition: str, depth: int) -> _Piece | None:
        """Return X for Y, X of Y, X in Y: the first such preposition divides."""
        if preposition not in words[1:-1] or ("and" in words and words.index("and") < words.index(preposition)):
            return None
        at = words.index(preposition, 1)
        if preposition == "of" and words[at - 1] in _TOWARDS:
            return None
        for end in range(at - 1, 0, -1):
            place = self.whole(" ".join(words[:end]))
            if place and place.sort == "place":
                # The place belongs to the whole: Shanghai (Institutes of International Studies).
                rest = self._joined(words[end:], preposition, depth)
                if rest:
                    return _Piece(
                        f"{rest.text} {self._genitive(place)}" if self.russian else place.text + rest.text, "noun"
                    )
        one, two = self.build(" ".join(words[:at]), depth), self.build(" ".join(words[at + 1 :]), depth)
        if not one or not two or "adjective" in (one.sort, two.sort):
            return None
        if not self.russian:
            # 国际研究 and 研究所 share a word.
            front = two.text.removesuffix(one.text[:2]) if len(one.text) > 2 else two.text
            return _Piece(front + one.text, "noun")
        if preposition != "in":
            return _Piece(f"{one.text} {self._genitive(two)}", "noun")
        return _Piece(f"{one.text} {_v(russian.in_case(two.text, 'loct', 'other'))}", "noun")

    def _and(self, words: list[str], depth: int) -> _Piece | None:
        """Return A and B; A, B and C."""
        if "and" not in words[1:-1]:
            return None
        at = words.index("and")
        pieces = [self.build(part.strip(), depth) for part in " ".join(words[:at]).rstrip(" ,").split(" ,")]
        pieces.append(self.build(" ".join(words[at + 1 :]), depth))
        texts = [piece.text for piece in pieces if piece and piece.sort != "adjective"]
        if len(texts) != len(pieces):
            return None
        comma, joint = (", ", " и ") if self.russian else ("、", "和")
        return _Piece(comma.join(texts[:-1]) + joint + texts[-1], "noun")

    def _possessive(self, words: list[str], depth: int) -> _Piece | None:
        at = next((i for i, word in enumerate(words[:-1]) if word.endswith(("'s", "s'"))), -1)
        if at < 0:
            return None
        owner = self.build(" ".join(words[: at + 1]).removesuffix("'s").removesuffix("'"), depth)
        owned = self.build(" ".join(words[at + 1 :]), depth)
        if not owner or not owned or "adjective" in (owner.sort, owned.sort):
            return None
        if self.russian:
            return _Piece(f"{owned.text} {self._genitive(owner)}", "noun")
        return _Piece(f"{owner.text}{owned.text}", "noun")

    def _direction(self, words: list[str], depth: int) -> _Piece | None:
        direction = _DIRECTIONS.get(words[0].lower().replace("-", ""))
        place = self.whole(" ".join(words[1:])) if direction and len(words) > 1 else None
        if not direction or not place or place.sort != "place":
            return None
        if self.russian:
            return _Piece(f"{direction[0]} {self._genitive(place)}", "place")
        return _Piece(place.text + direction[1], "place")

    def _row(self, words: list[str], depth: int) -> _Piece | None:
        """Return modifiers and a head, in as few parts as can be: the longest head among those."""
        best: tuple[int, _Piece] | None = None
        for at in range(1, len(words)):
            head = self.whole(" ".join(words[at:]))
            if head and head.sort != "adjective":
                found = self._modified(words[:at], head, " ".join(words[at:]))
                if found and (best is None or found[0] < best[0]):
                    best = found
        return best[1] if best else None

    def _modified(self, modifiers: list[str], head: _Piece, english: str) -> tuple[int, _Piece] | None:
        """Return (number of parts, rendering) of *head* with its modifiers."""
        before: list[str] = []
        after: list[str] = []
        parts = 1
        at = len(modifiers)
        while at:
            for start in range(at):
                phrase = " ".join(modifiers[start:at])
                piece = self.whole(phrase)
                if not piece or phrase in _HEADS or (head.sort != "noun" and piece.sort != "adjective"):
                    continue
                if piece.sort == "person" and english == "Administration":
                    continue  # a government, and no agency as elsewhere
                if not self.russian:
                    before.insert(0, piece.text)
                elif phrase in _COUNTRIES and _INSTITUTIONS.search(english):
                    country = self.whole(_COUNTRIES[phrase])
                    after.append(self._genitive(country or piece))
                elif piece.sort == "adjective":
                    before.insert(0, russian.agreeing(piece.text, head.text))
                elif piece.sort == "place" and english.lower() in _APPOSED:
                    after.append(piece.text)
                elif piece.sort == "place" and _EVENTS.search(english):
                    after.append(_v(russian.in_case(piece.text, "loct", "place")))
                else:
                    after.append(self._genitive(piece))
                at = start
                parts += 1
                break
            else:
                return None
        if self.russian:
            return parts, _Piece(" ".join([*before, head.text, *after]), "noun")
        return parts, _Piece("".join([*before, head.text]), "noun")


def _v(text: str) -> str:
    """Return *text* after the preposition «в», which is «во» before в or ф with another consonant."""
    return ("во " if re.match("[вф][бвгджзклмнпрстфхцчшщ]", text.lower()) else "в ") + text
