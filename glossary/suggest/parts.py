"""A phrase -> a draft built of the renderings of its parts: out of the glossary, and a small lexicon of news.

The English patterns are few: a row of modifiers and a head, ``X of Y``, ``X in Y``, ``A's B``, ``A, B and C``. In
Russian the adjectives agree with the head and the nouns go into the genitive (pymorphy3, the extra ru; without it
only what the lexicon has as a whole is proposed); in Chinese the parts are put in a row. All of it is a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from glossary.languages import base
from glossary.model import Concept, Kind, Suggestion, Term
from glossary.suggest import Context, cyrillic, english, places, table
from glossary.text import palladius, russian
from glossary.text.find import english_forms

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
_COUNTRIES = {row[0]: row[1] for row in table("peoples.tsv")}
"""Adjectives that Russian turns into the genitive of the country beside an institution: «правительство Китая»."""
_INSTITUTIONS = re.compile(
    r"\b(?:government|leadership|leader|president|parliament|ministry|minister|army|navy|air force|media|economy"
    r"|authorities|law|armed forces|(?:ground|land) forces|(?:coast|border|national) guard|chancellor|premier"
    r"|ambassador|embassy|central bank|supreme court|constitution|(?-i:Party|Police))$",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:elections?|referendum|earthquakes?|floods?|protests?|riots|wildfires?|coup)$", re.IGNORECASE)
"""What takes place in a country: «выборы во Франции»."""
_CHAMBERS = {"House": "House of Representatives", "Senate": "Senate", "State Duma": "State Duma", "Duma": "State Duma"}
"""Whose committees they are: «комитет Сената по обороне»."""
_MINISTRY = re.compile("Ministry of (?:the )?(?P<of>.+)|(?P<front>.+) Ministry")
_PREMIER = re.compile("((?:英国|日本|荷兰|丹麦|挪威|瑞典|西班牙|比利时|卢森堡|柬埔寨)(?:前|副|新任|候任|时任)?)总理")
"""Whose head of government Chinese calls 首相: that of a kingdom, but for Australia, Canada, Malaysia and Thailand."""
_EVENTS = re.compile(
    r"(?:summit|meeting|conference|talks|forum|olympics|games|festival|visit|accords?|disaster|earthquake|floods?"
    r"|massacre|protests?|attacks?|explosion|crash|riots|blast|bombing)$",
    re.IGNORECASE,
)
"""What takes place somewhere: Russian says «в Самарканде»."""
_ON = re.compile(
    r"(?:площадь|остров|полуостров|Украина|Куба|Кипр|Мальта|Тайвань|Филиппины|Балканы|Кавказ|Урал|Гаити|Аляска|Сахалин"
    r"|Камчатка|Чукотка|Бали|Суматра|Ява|Шри-Ланка|Мадагаскар|Фиджи|Хоккайдо|Окинава|Сицилия|Корсика|Алтай"
    r"|Голанские высоты|Западный берег|\w+ний Восток|Донбасс|Тувалу|Мальдивы|Сейшелы|Ямайка|Багамы|Барбадос)\b"
)
_APPOSED = frozenset(("province", "city", "town", "village", "island", "lake", "river", "oblast"))
"""Beside these the name of a place stays in the nominative: «провинция Юньнань»."""
_HEADS = frozenset(("fellow", "order", "long", "will", "general"))
"""Before another noun these are other words."""
_BELONGING = frozenset(
    "owner director manager member president chairman head chief founder minister teacher professor user resident "
    "leader spokesman spokeswoman increase level quality driver shortage lack supply species observer victim use "
    "access case death".split()
)
"""These are of something: «владелец ресторана», and no «ресторанный владелец»."""
_SINGLE = frozenset(
    "president king queen pope emperor minister premier chancellor mayor governor chairman speaker leader god".split()
)
"""Before another noun there is one of them: «администрация президента»."""
_TOWARDS = frozenset(("invasion", "attack", "incursion", "support", "condemnation", "criticism"))
"""After these, "of" names what it is done to, for which a genitive would be read the other way round."""
_LAWS = re.compile(r"(?:[Aa]ct|[Ll]aw|[Bb]ill|[Tt]reaty|[Cc]onvention|[Aa]greement|[Dd]eclaration|[Rr]esolution)s?$")
"""These are about something: «закон о защите данных», «конвенция о беженцах»."""
_BODIES = re.compile(r"(?:[Cc]ommittee|[Cc]ommission|[Cc]onference|[Ff]orum|[Gg]roup)$")
"""These are for something, where that is in the plural or a task: «комитет по иностранным делам»."""
_AFTER = re.compile(
    r"(?:University|Institute|College|School|Academy|Museum|Library|Theat(?:re|er)|Airport|Hospital|Center|Centre|Foundation"
    r"|Fund|Prize|Award|Stadium|Arena|Gallery|Government|Cabinet|Commission|Committee|Society|Observatory|Laboratory)$"
)
"""What is named after persons."""
_YEAR = re.compile(r"(?P<name>.+?),? (?:of )?(?P<year>(?:1[89]|20)\d\d)")
_CLUB = re.compile(r"(?:FC|CF|AC|SC|AS) (?P<front>.+)|(?P<back>.+) (?:FC|CF|SC)")
_MANY = re.compile(r"(?:men|people|ses)\b")
"""How a plural ends that is no longer than its singular: *spokesmen*, *crises*."""
_MASCULINE = re.compile(r"[а-яё-]*[бвгджзйклмнпрстфхцчшщ]\b")
"""Words that are another one in the plural: «хаб»."""
_BODY = frozenset(
    "army navy parliament government police senate congress cabinet church court ministry treasury politburo assembly "
    "military presidency legislature judiciary embassy union coalition opposition".split()
)
"""Common words that are bodies by themselves: *the Army*."""
_NAMED, _BEFORE = (
    {row[1]: (row[2], row[3]) for row in table("frames.tsv") if row[0] == where} for where in ("behind", "before")
)
"""What stands behind the name of a street, a county, a bridge, or before it: that name is not translated."""
_COMMON = frozenset(
    "High Main Market Station Church Park State North South East West New Old Upper Lower Great Grand Memorial General "
    "First Second Third King Queen Prince Union Central Bay Hill The Children's Women's".split()
)
"""Words that are seldom a name before those."""
_STREETS = re.compile("(?:Street|Avenue|Road|Lane)$")
_PAPERS = re.compile(
    r". (?:Register|Times|Journal|Tribune|Herald|Gazette|Chronicle|Post|News|Observer|Mirror|Examiner|Star)$"
)
"""Newspapers, whose names are not translated."""
_SMALL = frozenset(("the", "a", "an"))
_DEEPEST = 4


class _Entry(NamedTuple):
    """A row of the lexicon."""

    names: str
    """The English, with | between several."""
    sort: str
    """``n`` for a noun, ``a`` for an adjective, ``p`` for a set phrase."""
    russian: str
    chinese: str
    mark: str = ""
    """Why it is not sure: ``loaded``, ``several``, or ``ambiguous``, which nothing is built of."""

    def text(self, language: str) -> str:
        """Return the rendering."""
        return self.russian if language == "ru" else self.chinese


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rendering of a part."""

    text: str
    sort: str
    """``noun``, ``adjective``, ``place`` or ``person``."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the rendering that the lexicon has for *concept*, or a draft built of its parts."""
    if language not in ("ru", "zh-Hans") or base(concept.head.language) != "en" or concept.kind is Kind.PERSON:
        return []
    builder = _Builder(language, concept.key, _glossary(language, context), concept.kind is Kind.ORGANIZATION)
    found: list[Suggestion] = []
    for name in [concept.name, *(name for name in concept.variants if _as_full(name, concept.name))]:
        entry = _entry(name)
        if entry and not _other(name, concept):
            common = _common(name, entry, concept)
            if common and name != concept.name:
                continue  # Music, for Universal Music
            return [Suggestion(entry.text(language), language, "lexicon", "low" if entry.mark or common else "medium")]
    counted = _counted(concept.name, language)
    if counted and concept.kind is Kind.PHRASE:  # Rangers are no rangers
        return [Suggestion(counted.text(language), language, "lexicon", "low" if counted.mark else "medium")]
    if len(concept.name.split()) <= 10 and not _other(concept.name, concept):
        tidy = _tidy(concept.name)
        named = builder.year(tidy) or builder.club(tidy, concept.kind) or builder.numbered(tidy)
        named = named or builder.named(tidy, concept.kind) or builder.team(tidy)
        piece = named or (None if _kept(tidy, concept.kind, language) else builder.build(tidy, 0))
        # A place or person as a whole is for the other suggesters.
        if piece and not (piece.sort in ("place", "person") and builder.whole(tidy)):
            text = _PREMIER.sub(r"\1首相", piece.text) if language == "zh-Hans" else _capital_as(piece.text, concept)
            found.append(Suggestion(text, language, "parts", "low"))
    return found


def _kept(name: str, kind: Kind, language: str) -> bool:
    """Is it a name whose words are not translated: *State Street* is no street of a state, *The Register* no list?"""
    if language == "ru" and kind is Kind.ORGANIZATION and name.endswith((" Airlines", " Airways")):
        return True
    return bool(_STREETS.search(name) if kind is Kind.PLACE else _PAPERS.search(name) and kind is Kind.ORGANIZATION)


def _as_full(variant: str, name: str) -> bool:
    """Does a variant say as much as the name: *UN*, but not *Navy* for the German Navy?"""
    return variant.isupper() or len(variant.split()) >= len(name.split())


def _common(name: str, entry: _Entry, concept: Concept) -> bool:
    """Is this the name of a firm or a work that the lexicon only has as a common word: *Target*, *Meta*, *Music*?"""
    named = concept.kind in (Kind.ORGANIZATION, Kind.WORK, Kind.OTHER, Kind.EVENT) and " " not in name
    return named and name not in entry.names.split("|") and name[:1].isupper() and name.lower() not in _BODY


def _other(name: str, concept: Concept) -> bool:
    """Is this a place of one word that the lexicon only has in small letters: *Hill*, the Capitol?"""
    return concept.kind is Kind.PLACE and " " not in name and name not in _lexicon()


def _tidy(name: str) -> str:
    return " ".join(name.replace("’", "'").replace(",", " ,").split())


def _capital_as(text: str, concept: Concept) -> str:
    """Return *text* with a capital if it is the name of an organization, a work, or an event held again and again."""
    named = concept.kind is Kind.WORK
    named = named or (concept.kind is Kind.ORGANIZATION and not re.search("government|media|party$", concept.name))
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
def _lexicon() -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for entry in (_Entry(*row) for row in table("lexicon.tsv")):
        for name in entry.names.split("|"):
            found.setdefault(name, entry)
    for name, entry in list(found.items()):
        for office, own in _offices(name, entry):
            found.setdefault(office, own)
    for name, entry in list(found.items()):
        if " " in name:  # march is not March, nor apple Apple
            found.setdefault(name.casefold(), entry)
    return found


def _offices(name: str, entry: _Entry) -> Iterator[tuple[str, _Entry]]:
    """Yield who heads the ministry *name*, by what he is called: *Minister of Finance*, министр финансов, 财政部长."""
    ministry = _MINISTRY.fullmatch(name)
    if not ministry or not entry.russian.startswith("Министерство ") or not entry.chinese.endswith("部"):
        return
    russian_name = "министр" + entry.russian.removeprefix("Министерство")
    subject = ministry["of"] or ministry["front"]
    for office in ("Minister of {}", "Minister of the {}", "Minister for {}") if ministry["of"] else ("{} Minister",):
        yield office.format(subject), _Entry(office.format(subject), "n", russian_name, f"{entry.chinese}长")
    if ministry["of"]:  # as Britain calls its ministers
        british = f"Secretary of State for {subject}"
        yield british, _Entry(british, "n", russian_name, f"{entry.chinese[:-1]}大臣")


@cache
def _relational_adjectives() -> dict[str, str]:
    return {noun: row[1] for row in table("relational_ru.tsv") for noun in row[0].split("|")}


def _relational(noun: str) -> str:
    """Return the adjective that Russian has for an English *noun* before another, or nothing."""
    return _relational_adjectives().get(noun.lower(), "")


@cache
def _numbers() -> dict[str, tuple[_Entry, bool]]:
    """Return (row, is it the plural?) of nouns in the number that the lexicon lacks."""
    return {
        form: (entry, len(form) > len(name) or _MANY.search(form) is not None)
        for name, entry in _lexicon().items()
        if entry.sort != "a" and name.islower() and not name.endswith("media")  # a medium is none of them
        for form in english_forms(name)
        if form not in _lexicon()
    }


def _counted(name: str, language: str) -> _Entry | None:
    """Return the row of a noun that the lexicon has in the other number, put into this one; None where it has none."""
    entry, plural = _numbers().get(_tidy(name).lower(), (None, False))
    if entry is None or language != "ru":
        return entry
    if not russian.available():
        return None
    text = russian.in_number(entry.russian, plural=plural)
    return None if text == entry.russian and plural and _MASCULINE.match(text) else entry._replace(russian=text)


def _entry(name: str) -> _Entry | None:
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

    def __init__(
        self, language: str, own: tuple[str, str], glossary: dict[str, tuple[tuple[str, str], Term]], firm: bool
    ) -> None:
        self.language = language
        self.own = own
        self.glossary = glossary
        self.russian = language == "ru"
        self.firm = firm
        """Whether it may be a company: those are no common nouns of a person's."""

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
        if _LAWS.fullmatch(words[-1]) and words[-1][:1].isupper() and "of" in words[:-1]:
            return None  # Government of Wales Act: a law about a government, and no government of a law
        ways = self._ambassador, self._battle, self._chamber, self._law, self._body, self._for, self._on, self._of
        for way in (*ways, self._in, self._and, self._possessive, self._direction, self._row):
            piece = way(words, depth + 1)
            if piece:
                return piece
        return None

    def year(self, name: str) -> _Piece | None:
        """Return a law or an event with its year: *Data Protection Act 2018*, *2024 Summer Olympics*."""
        match = _YEAR.fullmatch(name) or re.fullmatch(r"(?P<year>(?:1[89]|20)\d\d) (?P<name>.+)", name)
        piece = self.build(match["name"], 1) if match else None
        if not match or not piece or piece.sort != "noun":
            return None
        return _Piece(
            f"{piece.text} {match['year']} года" if self.russian else f"{match['year']}年{piece.text}", "noun"
        )

    def club(self, name: str, kind: Kind) -> _Piece | None:
        """Return a football club that is named like its place: *FC Augsburg*."""
        match = _CLUB.fullmatch(name) if kind is Kind.ORGANIZATION else None
        place = self.whole(match["front"] or match["back"]) if match else None
        if not place or place.sort != "place":
            return None
        return _Piece(f"«{place.text}»" if self.russian else f"{place.text}足球俱乐部", "noun")

    def named(self, name: str, kind: Kind) -> _Piece | None:
        """Return a street, a county, a hurricane with the name that it bears: *Lee County*, *Hurricane Rosa*."""
        first, *others = name.split()
        formats = _BEFORE.get(first) or _NAMED.get(others[-1] if others else "")
        if not formats or kind in (Kind.PHRASE, Kind.GROUP) or self.whole(name):
            return None
        bearer = others if first in _BEFORE else [first, *others[:-1]]
        text = "" if len(bearer) > 2 else self._proper(bearer, storm=formats[1][-1] == "”")
        return _Piece(formats[0 if self.russian else 1].format(text), "noun") if text else None

    def _proper(self, words: list[str], *, storm: bool) -> str:
        """Return a name that is not translated: of a place or person, or as it is spoken; storms have given names."""
        known = [cyrillic.known_name(word) for word in words]
        place = None if all(known) else self.whole(" ".join(words))
        if place:
            return place.text if place.sort == "place" else ""
        if any(
            word in _COMMON or not word[:1].isupper() or (_entry(word) and not row)
            for word, row in zip(words, known, strict=True)
        ):
            return ""  # Industrial Park
        texts = [english.part(word, self.language, given=storm) for word in words]
        return (" " if self.russian else "·").join(texts) if all(texts) else ""

    def team(self, name: str) -> _Piece | None:
        """Return a national team: *Team USA*."""
        place = self.whole(name.removeprefix("Team ")) if name.startswith("Team ") else None
        if not place or place.sort != "place":
            return None
        return _Piece(f"сборная {self._genitive(place)}" if self.russian else f"{place.text}队", "noun")

    def numbered(self, name: str) -> _Piece | None:
        """Return an event with its number: *47th Ryder Cup*."""
        match = re.fullmatch(r"(?P<number>\d+)(?:st|nd|rd|th) (?P<name>[A-Z].+)", name)
        if match and not self.russian and match["name"] in ("Street", "Avenue"):
            return _Piece(f"第{match['number']}{_NAMED[match['name']][1].format('')}", "noun")
        piece = self.build(match["name"], 1) if match else None
        if not match or not piece or piece.sort != "noun":
            return None
        if not self.russian:
            return _Piece(f"第{match['number']}届{piece.text}", "noun")
        return _Piece(f"{match['number']}-{russian.agreeing('пятый', piece.text)[-1]} {piece.text}", "noun")

    def whole(self, phrase: str) -> _Piece | None:
        """Return the rendering that *phrase* has as a whole."""
        key, term = self.glossary.get(phrase.casefold(), (self.own, None))
        common = phrase.islower() and " " not in phrase and phrase != key[0]
        if term and key != self.own and not (common and phrase == key[0].casefold()):  # nice is not Nice
            return _Piece(term.text, "noun")
        entry = _entry(phrase)
        if entry:
            sort = "adjective" if entry.sort == "a" else "noun"
            return None if entry.mark == "ambiguous" else _Piece(entry.text(self.language), sort)
        counted = _counted(phrase, self.language)
        if counted and counted.mark != "ambiguous":
            return _Piece(counted.text(self.language), "noun")
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
            texts = [row.russian if self.russian else row.chinese for row in known if row]
            return _Piece((" " if self.russian else "·").join(texts), "person")
        if self.russian:
            texts, how = palladius.person(phrase)
            if texts and how != "surname":
                return _Piece(texts[0], "person")
        return None

    def _genitive(self, piece: _Piece) -> str:
        return russian.in_case(piece.text, "gent", "person" if piece.sort == "person" else "other")

    def _all_of(self, piece: _Piece, english: str) -> _Piece:
        """Return who is meant by *english* before another noun: *migrant families*, семьи мигрантов."""
        if piece.sort != "noun" or not english.islower() or english in _SINGLE or not russian.animate(piece.text):
            return piece
        return _Piece(russian.in_number(piece.text, plural=True), "noun")

    def _ambassador(self, words: list[str], depth: int) -> _Piece | None:
        """Return the ambassador of a country to another: *Chinese Ambassador to Russia*, посол Китая в России."""
        at = next((at for at, word in enumerate(words[:-1]) if word.lower() == "ambassador"), -1)
        if at < 0 or words[at + 1] != "to":
            return None
        front = " ".join(words[:at]).removesuffix("'s").removesuffix("'")
        host = self.whole(" ".join(words[at + 2 :]).removeprefix("the "))
        owner = self.whole(_COUNTRIES.get(front, front)) if front else None
        if not host or host.sort != "place" or words[-1] in ("EU", "Union") or (front and not owner):
            return None
        if owner and owner.sort != "place":
            return None
        if not self.russian:
            return _Piece(f"{owner.text if owner else ''}驻{host.text}大使", "noun")
        return _Piece(f"посол {f'{self._genitive(owner)} ' if owner else ''}{_where(host.text)}", "noun")

    def _battle(self, words: list[str], depth: int) -> _Piece | None:
        """Return a battle that is named like its place: *Battle of Bakhmut*."""
        place = self.whole(" ".join(words[2:])) if words[:2] == ["Battle", "of"] and words[2:] else None
        if not place or place.sort != "place":
            return None
        return _Piece(
            f"битва за {russian.in_case(place.text, 'accs', 'place')}" if self.russian else f"{place.text}战役", "noun"
        )

    def _chamber(self, words: list[str], depth: int) -> _Piece | None:
        """Return a committee of a chamber of parliament: *Senate Finance Committee*."""
        size = 2 if " ".join(words[:2]) in _CHAMBERS else 1
        owner = self.whole(_CHAMBERS.get(" ".join(words[:size]), ""))
        body = self.build(" ".join(words[size:]), depth) if owner and "Committee" in words[size:] else None
        if not owner or not body:
            return None
        if not self.russian:
            return _Piece(owner.text + body.text, "noun")
        return _Piece(re.sub(r"комитет\b", rf"\g<0> {self._genitive(owner)}", body.text, count=1, flags=re.I), "noun")

    def _law(self, words: list[str], depth: int) -> _Piece | None:
        """Return what a law is about: *Data Protection Act*."""
        head = self.whole(words[-1]) if _LAWS.fullmatch(words[-1]) and len(words) > 1 else None
        subject = self._subject(words[:-1], depth) if head else None
        if not head or not subject:
            return None
        if not self.russian:
            last = "法" if head.text == "法律" else head.text.removeprefix("法律")
            return _Piece(subject.text.removesuffix("法") + last, "noun")
        return _Piece(f"{head.text} {_o(russian.in_case(subject.text, 'loct'))}", "noun")

    def _body(self, words: list[str], depth: int) -> _Piece | None:
        """Return what a body is for: *Foreign Affairs Committee*."""
        head = self.whole(words[-1]) if self.russian and _BODIES.fullmatch(words[-1]) and len(words) > 1 else None
        subject = self._subject(words[:-1], depth) if head else None
        several = len(words) > 2 or words[0].endswith("s") or words[-1] in ("Conference", "Forum")
        if not head or not subject or not several or words[0].lower() in ("party", "press", "news"):
            return None
        return _Piece(f"{head.text} по {russian.in_case(subject.text, 'datv')}", "noun")

    def _subject(self, words: list[str], depth: int) -> _Piece | None:
        """Return the rendering of a subject of laws and bodies: no place, no person, no adjective alone."""
        phrase = " ".join(words)
        if words[0].isupper() and len(words[0]) > 1:
            return None  # whose law it is: UN Convention
        if any((piece := self.whole(word)) and piece.sort in ("place", "person") for word in words):
            return None
        if phrase in _COUNTRIES or any(word in _COUNTRIES or word in ("of", "on", "for", "in") for word in words):
            return None
        piece = self.build(phrase, depth)
        return piece if piece and piece.sort == "noun" else None

    def _on(self, words: list[str], depth: int) -> _Piece | None:
        """Return a law or a body with its subject behind it: *Convention on Climate Change*."""
        if "on" not in words[1:-1]:
            return None
        at = words.index("on", 1)
        law, body = _LAWS.fullmatch(words[at - 1]), _BODIES.fullmatch(words[at - 1])
        if not law and not body:
            return None
        one, two = self.build(" ".join(words[:at]), depth), self.build(" ".join(words[at + 1 :]), depth)
        if not one or not two or "adjective" in (one.sort, two.sort):
            return None
        if not self.russian:
            return _Piece(two.text + ("法" if one.text == "法律" else one.text), "noun")
        if law:
            return _Piece(f"{one.text} {_o(russian.in_case(two.text, 'loct'))}", "noun")
        return _Piece(f"{one.text} по {russian.in_case(two.text, 'datv')}", "noun")

    def _for(self, words: list[str], depth: int) -> _Piece | None:
        # Institute for Strategic Studies; what else "for" joins is too varied.
        return self._joined(words, "for", depth) if words[0][:1].isupper() else None

    def _of(self, words: list[str], depth: int) -> _Piece | None:
        if words[0].lower() == "governor" and "Bank" in words and words[1] == "of":
            bank = self.build(" ".join(words[2:]), depth)  # whose governor is that of no province
            if bank:
                return _Piece(f"глава {self._genitive(bank)}" if self.russian else f"{bank.text}行长", "noun")
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
        # What has a rendering stays together: (Ministry of Finance) of Kazakhstan.
        known = (one for one in range(at + 1, len(words) - 1) if words[one] == preposition)
        at = next((one for one in known if self.whole(" ".join(words[:one]))), at)
        last = len(words) - 1 - words[::-1].index(preposition)
        if last > at and (owner := self.whole(" ".join(words[last + 1 :]))) and owner.sort == "place":
            at = last  # (Ministry of Science and Education) of Russia
        for end in range(at - 1, 0, -1):
            front = " ".join(words[:end])
            place = self.whole(_COUNTRIES.get(front, front))
            if place and place.sort == "place":
                # The place belongs to the whole: Shanghai (Institutes of International Studies).
                rest = self.whole(" ".join(words[end:])) or self._joined(words[end:], preposition, depth)
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
        return _Piece(f"{one.text} {_where(two.text)}", "noun")

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
        # 和 in one of them would be read as the joint: 战争与和平.
        comma, joint = (", ", " и ") if self.russian else ("、", "与" if "和" in "".join(texts) else "和")
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
        if words[-1].lower() == "general":
            return None  # an auditor general is no general
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
        last = english.rpartition(" ")[2].lower()
        belonging = not _BELONGING.isdisjoint((last, last.removesuffix("s")))
        parts, fronted = 1, 0
        at = len(modifiers)
        while at:
            for start in range(at):
                phrase = " ".join(modifiers[start:at])
                piece = self.whole(phrase)
                if not piece or phrase in _HEADS or (head.sort != "noun" and piece.sort != "adjective"):
                    continue
                if piece.sort == "person" and (english == "Administration" or self.firm) and not _AFTER.search(english):
                    continue  # a government, and no agency as elsewhere; Tata Steel
                if not self.russian:
                    before.insert(fronted, piece.text)
                    fronted = fronted or int(phrase in _COUNTRIES)  # 澳大利亚皇家空军, 澳大利亚前总理
                elif phrase in _COUNTRIES and _INSTITUTIONS.search(english):
                    country = self.whole(_COUNTRIES[phrase])
                    after.append(self._genitive(country or piece))
                elif phrase in _COUNTRIES and _HELD.search(english) and (held := self.whole(_COUNTRIES[phrase])):
                    after.append(_where(held.text))
                elif piece.sort == "adjective":
                    before.insert(0, russian.agreeing(piece.text, head.text))
                elif head.sort == "noun" and not belonging and (adjective := _relational(phrase)):
                    before.insert(0, russian.agreeing(adjective, head.text))
                elif piece.sort == "place" and english.lower() in _APPOSED:
                    after.append(piece.text)
                elif piece.sort == "place" and _EVENTS.search(english):
                    after.append(_where(piece.text))
                else:
                    after.append(self._genitive(self._all_of(piece, phrase)))
                at = start
                parts += 1
                break
            else:
                return None
        if self.russian:
            return parts, _Piece(" ".join([*before, head.text, *after]), "noun")
        # 国立 is what belongs to a nation, 州立 to a state of one; 长江 is a river by its name.
        text = re.sub("(?<=[江河])河$|(?<=湖)湖$|(?<=山)山$|(?<=岛)岛$", "", "".join([*before, head.text]))
        return parts, _Piece(text.replace("州国立", "州立"), "noun")


def _where(text: str) -> str:
    """Return *text* (nominative) with «в», «во» or «на»: in Samarkand, in Ukraine.

    «Во» stands before в or ф with another consonant, «на» with islands, squares, peninsulas and mountains.
    """
    place = russian.in_case(text, "loct", "place")
    if _ON.match(text):
        return f"на {place}"
    return ("во " if re.match("[вф][бвгджзклмнпрстфхцчшщ]", place.lower()) else "в ") + place


def _o(text: str) -> str:
    """Return *text* after the preposition «о», which is «об» before а, и, о, у and э."""
    return ("об " if text[:1].lower() in "аиоуэ" else "о ") + text
