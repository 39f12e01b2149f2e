"""A phrase -> a draft built of the renderings of its parts: out of the glossary, and a small lexicon of news.

The English patterns are few: a row of modifiers and a head, ``X of Y``, ``X in Y``, ``A's B``, ``A, B and C``. In
Russian the adjectives agree with the head and the nouns go into the genitive (pymorphy3, the extra ru; without it
only what the lexicon has as a whole is proposed); in Chinese the parts are put in a row. All of it is a draft.
"""

from __future__ import annotations

import re
from dataclasses import replace

from glossary.languages import base
from glossary.model import Concept, Kind, State, Suggestion, Term
from glossary.suggest import Context, cyrillic, english, firms, lexicon, numbered, places, regnal, rules, table, western
from glossary.suggest.bodies import AGREEING, COUNTRIES, Piece, adjective_of, agreeing, described, over, where
from glossary.suggest.compounds import Compounds
from glossary.suggest.government import LAWS, objects
from glossary.suggest.joints import APPOSED, Joints, once
from glossary.suggest.senses import senses
from glossary.text import numerals, palladius, russian
from glossary.text.lexicon import Entry

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
_INSTITUTIONS = re.compile(
    r"\b(?:spokes(?:man|woman|person)|government|leadership|leader|president|parliament|ministry|minister|army"
    r"|navy|air force|media|economy"
    r"|authorities|law|armed forces|(?:ground|land|aerospace) forces|(?:coast|border|national) guard|chancellor|premier"
    r"|ambassador|embassy|central bank|(?:supreme|constitutional|high) court|constitution|(?:self-)?defen[cs]e forces"
    r"|grand prix|(?-i:Police))$",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:elections?|referendum|earthquakes?|floods?|protests?|riots|wildfires?|coup|civil war)$", re.I)
"""What takes place in a country: «выборы во Франции»."""
_PREMIER = re.compile("((?:英国|日本|荷兰|丹麦|挪威|瑞典|西班牙|比利时|卢森堡|柬埔寨)(?:前|副|新任|候任|时任)?)总理")
"""Whose head of government Chinese calls 首相: that of a kingdom, but for Australia, Canada, Malaysia and Thailand."""
_EVENTS = re.compile(
    r"(?:summit|meeting|conference|talks|forum|olympics|games|festival|visit|accords?|disaster|earthquake|floods?"
    r"|flooding|massacre|protests?|attacks?|explosion|crash|riots|unrest|blast|bombings?|civil war|collapse|fire"
    r"|wildfires?|shooting|stabbing|derailment|collision|eruption|recount|outage|blackout|heat ?wave|avalanche"
    r"|landslide|stampede|uprising|^war)$",
    re.IGNORECASE,
)
"""What takes place somewhere: Russian says «в Самарканде»."""
_RESIDENT = re.compile(
    "(?:University|Conservatory|Philharmonic|Orchestra|Zoo|Metro|Opera|Symphony|Marathon|Fashion Week|Book Fair"
    "|(?:Motor|Auto) Show)$"
)
"""These bear the name of their city as an adjective: «Болонский университет»."""
_CHAMBERS = frozenset(("Конгресс", "Сенат", "Парламент", "Совет", "Генеральный директорат"))
"""Names by themselves, and common nouns behind an adjective: «Национальный конгресс»."""
_HEADS = frozenset(("fellow", "order", "long", "will", "general"))
"""Before another noun these are other words."""
_BELONGING = frozenset(
    "owner director manager member president chairman head chief founder minister teacher professor user resident "
    "leader spokesman spokeswoman increase level quality driver shortage lack supply species observer victim use "
    "access case death price".split()
)
"""These are of something: «владелец ресторана», and no «ресторанный владелец»."""
_UNITS = re.compile(r"(?:division|brigade|regiment|battalion|army|corps|fleet|squadron|wing|century|circuit)$", re.I)
"""Of these Chinese counts without a measure word: 第82空降师."""
_AFTER = re.compile(
    r"(?:University|Institute|College|School|Academy|Museum|Library|Theat(?:re|er)|Airport|Hospital|Center|Centre|Foundation"
    r"|Fund|Prize|Award|Stadium|Arena|Gallery|Government|Cabinet|Commission|Committee|Society|Observatory|Laboratory)$"
)
"""What is named after persons."""
_YEAR = re.compile(r"(?P<name>.+?),? (?:of )?(?P<year>(?:1[89]|20)\d\d)")
_UNIVERSITY = re.compile(
    r"(?:Universi(?:dade?|tà|té|tät|teit|tat))(?P<of> d[eio]s?)? (?P<name>.+)"
    r"|(?P<front>.+) (?:Université|Universität|Universiteit)"
)
"""Universities by their names in Romance and Germanic languages: *Universidad Adolfo Ibáñez*."""
_GROUP = re.compile(r"(?P<name>[A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*)?) Group")
_CLUB = re.compile(r"(?:FC|CF|AC|SC|AS) (?P<front>.+)|(?P<back>.+) (?:FC|CF|SC)")
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
_ARTICLE = re.compile("^(?:the|an?) ", re.IGNORECASE)
_PLACES = re.compile("(?:Street|Avenue|Road|Lane| State)$")
_HELD_AGAIN = frozenset(
    "championship election cup olympic game festival marathon coronation referendum final revolution war".split()
)
"""Events that are called by this word alone."""
_DOCUMENTS = re.compile(
    r"\b(?:Acts?|Laws?|Bill|Order|Treaty|Convention|Agreements?|Accords?|Declaration|Resolution|Charter|Constitution|Code|Protocol|Pact"
    r"|Plan|Strategy|Program(?:me)?|Project|Initiative|Framework|Directive|Regulations?|Statement|Memorandum|Index|Survey"
    r"|Outlook|Review|Report|Amendment|Deal|Budget|Guidelines|Prize|Award|Medal|Fund|Mission|Republic|Rules?|Pipeline|Flight)\b"
)
"""What is called by what it is: titles of films and ships are not."""
_KEEPING = re.compile("Conservation|Preservation|Protection|Welfare|Research|Breeding|Rescue")
"""What there is for animals; others only bear their name."""
_SERVING = re.compile("(?:Hospital|School|College)$")
"""What is seldom called by what its name says, but for a field or for people: *Ridge Hospital*."""
_REPEATED = re.compile(
    r"的(?=各?方$)|(?<=[江河])河$|(湖|山|岛|海峡|沙漠)(?=\1$)|(?<=^.价)格$|(?<=制品)产品$|(?<=.业)(?:工业|行业)$|(?<=.税)收$|率(?=率$)|(?<=物理)学(?=研究)|([一-鿿]{2})(?=\2)"
)
"""What a Chinese head drops behind what is before it: 长江, 票价, 燃料税, 抵押贷款机构."""
_TWICE = re.compile(r"\b([а-яё]{6})[а-яё]* \1", re.I)
"""A Russian word behind itself: *conservation* alone is «охрана природы», so that of nature would have it twice."""
_TYPES = numbered.craft, numbered.lettered, numbered.quake
_TITLED = re.compile(" [A-Z][^ ]+$")
_LABELLED = re.compile("[A-Za-z«]")
"""What stands behind a common noun that only says what it is: клуб «Валдай»."""
_LISTED = re.compile("-(?:listed|traded|quoted|headquartered)$")
"""What is said of companies: a London-listed miner digs nothing himself."""
_MINERS = {"miner": ("mining", "company"), "miners": ("mining", "companies")}
_SMALL = frozenset(("the", "a", "an"))
_DEEPEST = 4


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the rendering that the lexicon has for *concept*, or a draft built of its parts."""
    if language not in ("ru", "zh-Hans") or base(concept.head.language) != "en" or not concept.name.strip():
        return []
    if concept.kind is Kind.PERSON:
        return suggest(replace(concept, kind=Kind.PHRASE), language, context) if _office(concept.name) else []
    builder = _Builder(language, concept.key, _glossary(language, context), concept.kind is Kind.ORGANIZATION)
    found: list[Suggestion] = []
    for name in [concept.name, *(name for name in concept.variants if _as_full(name, concept.name))]:
        entry = lexicon.row(name)
        if entry and not _other(name, concept):
            common = _common(name, entry, concept)
            if common and (name != concept.name or builder.kept(lexicon.tidy(name), concept.kind)):
                continue  # Music, for Universal Music
            text = _as_name(entry.russian, name, concept) if language == "ru" else entry.chinese
            return [Suggestion(text, language, "lexicon", "low" if entry.mark or common else "medium")]
    counted = lexicon.counted(concept.name, language)
    if counted and concept.kind is Kind.PHRASE:  # Rangers are no rangers
        return [Suggestion(counted.text(language), language, "lexicon", "low" if counted.mark else "medium")]
    if len(concept.name.split()) <= 10 and not _other(concept.name, concept):
        tidy = lexicon.tidy(concept.name)
        builder.senses = senses(tidy)
        named = (
            builder.university(tidy) or builder.year(tidy) or builder.club(tidy, concept.kind) or builder.numbered(tidy)
        )
        named = (
            named
            or (concept.kind is not Kind.PLACE and builder.typed(tidy))
            or builder.named(tidy, concept.kind)
            or builder.team(tidy)
        )
        kept = builder.kept(tidy, concept.kind)
        piece = named or (builder.group(tidy, concept.kind) if kept else builder.build(tidy, 0))
        if piece and _TWICE.search(piece.text):
            piece = None
        # A place or person as a whole is for the other suggesters.
        if piece and not (piece.sort in ("place", "person") and builder.whole(tidy)):
            text = piece.text
            text = _capital_as(text, concept) if language == "ru" else over(_PREMIER.sub(r"\1首相", text))
            found.append(Suggestion(text, language, "parts", "low"))
    return found


def _office(name: str) -> bool:
    """Is a person called by an office: *Grand Mufti of Egypt*, but not *Catherine of Aragon*?"""
    title, _, place = name.partition(" of ")
    entry = lexicon.row(title) if place and russian.available() else None
    return entry is not None and entry.sort != "a" and russian.animate(entry.russian)


def _as_name(text: str, name: str, concept: Concept) -> str:
    """Return the Russian of the lexicon with the capital that the name of a body has: *Monetary Policy Committee*."""
    body = concept.kind is Kind.ORGANIZATION and _TITLED.search(name) and not _LABELLED.search(text)
    return _capital_as(text, concept) if body else text


def _as_full(variant: str, name: str) -> bool:
    """Does a variant say as much as the name: *UN*, but not *Navy* for the German Navy?"""
    return variant.isupper() or len(variant.split()) >= len(name.split())


def _common(name: str, entry: Entry, concept: Concept) -> bool:
    """Is this the name of a firm or a work that the lexicon only has as common words: *Target*, *Meta*, *The Bear*?"""
    bare = _ARTICLE.sub("", lexicon.tidy(name))
    named = concept.kind is Kind.WORK or (
        concept.kind in (Kind.ORGANIZATION, Kind.OTHER, Kind.EVENT) and " " not in bare
    )
    listed = not {bare, lexicon.tidy(name)}.isdisjoint(entry.names.split("|"))
    return named and not listed and bare[:1].isupper() and bare.lower() not in _BODY


def _other(name: str, concept: Concept) -> bool:
    """Is this a place of one word that the lexicon only has in small letters, or for a people: *Hill*, *Dane*?"""
    if concept.kind is not Kind.PLACE or " " in name:
        return False
    entry = lexicon.words().get(name)
    return entry is None or (russian.available() and russian.animate(entry.russian))


def _capital_as(text: str, concept: Concept) -> str:
    """Return *text* with a capital if it is the name of an organization, a work, or an event held again and again."""
    named = concept.kind is Kind.WORK
    named = named or (
        concept.kind is Kind.ORGANIZATION and not re.search("government|media|party$|team$|^Team ", concept.name)
    )
    named = named or (concept.kind is Kind.EVENT and re.search(r"\b(?:Forum|Games|Cup)$", concept.name) is not None)
    return text[:1].upper() + text[1:] if named else text


def _glossary(language: str, context: Context) -> dict[str, tuple[tuple[str, str], Term]]:
    """Return (key of the concept, rendering) by the names of all concepts in lower case; no drafts that are unsure."""
    found: dict[str, tuple[tuple[str, str], Term]] | None = context.kept.get(f"parts {language}")
    if found is None:
        found = context.kept[f"parts {language}"] = {}
        for concept in context.termbase.concepts:
            term = concept.rendering(language)
            if term is not None and not concept.obsolete and not term.origin.endswith("(low)"):
                for name in (concept.name, *concept.variants):
                    found.setdefault(lexicon.tidy(name).casefold(), (concept.key, term))
    return found


class _Builder(Joints, Compounds):
    """Builds renderings in one language; what the glossary has comes first."""

    def build(self, phrase: str, depth: int) -> Piece | None:
        """Return the rendering of *phrase*, or None where a part is not known."""
        words = phrase.split()
        if not words or depth > _DEEPEST:
            return None
        whole = self.whole(phrase)
        if whole or (self.russian and not russian.available()):
            return whole
        if words[0].lower() in _SMALL:
            return self.build(" ".join(words[1:]), depth)
        if words[-1] in _MINERS and any(map(_LISTED.search, words[:-1])):
            words = [*words[:-1], *_MINERS[words[-1]]]
        if LAWS.fullmatch(words[-1]) and words[-1][:1].isupper() and "of" in words[:-1]:
            return None  # Government of Wales Act: a law about a government, and no government of a law
        offices = self.ambassador, self.battle, self.deputy, self.president, self.local, self.national, self.flight
        between = self.championship, self.dealings, self.pair, self.chamber, self.law, self.governed, self.governs
        bodies = self.joint, self.body, self.for_, self.on, self.of, self.in_, self._and, self.field, self.inherited
        for way in (*offices, *between, *bodies, self._possessive, self.district, self._direction, self._row):
            piece = way(words, depth + 1)
            if piece:
                return piece
        return None

    def kept(self, name: str, kind: Kind) -> bool:
        """Return whether the words of a name say nothing of what it is: *State Street*, *World Vision*, *Target*."""
        bare = _ARTICLE.sub("", name)
        front = re.split(" (?:of|for|on|in|against|to) ", bare)[0].rpartition(" ")[2]
        heads = {front.lower(), front.lower().removesuffix("s")}
        if kind is Kind.PLACE:
            told = not heads.isdisjoint(objects("place") | objects("site")) and " and " not in bare
            told = told or not bare[:1].isupper() or any(map(self._place, [bare, *bare.split(" ")]))
            return not told or _PLACES.search(bare) is not None
        if kind in (Kind.WORK, Kind.OTHER):
            told = kind is Kind.OTHER and any(one.search(bare) for one in (_AFTER, _EVENTS, _INSTITUTIONS))
            return bare[:1].isupper() and not told and not _DOCUMENTS.search(bare)
        if kind is Kind.EVENT:
            unsaid = " " not in bare and not _EVENTS.search(bare) and heads.isdisjoint(_HELD_AGAIN)
            return unsaid or bare.startswith("Operation ")
        if kind is not Kind.ORGANIZATION or (self.russian and bare.endswith((" Airlines", " Airways"))):
            return kind is Kind.ORGANIZATION
        if bare.split()[0].lower() in objects("animal") and not _KEEPING.search(bare):
            return True  # Fox Business Network
        if not self.russian and firms.is_firm(bare) and not self._told(bare):
            return True
        known = front in lexicon.words() and front != bare  # Riksbank
        return not known and heads.isdisjoint(objects("body")) and bare.lower() not in _BODY

    def _told(self, firm: str) -> bool:
        """Return whether the name of a firm begins with a place, a person or another name: *Volkswagen Group*."""
        first, front = firm.split()[0], firm.rpartition(" ")[0]
        piece = self.whole(first)
        named = first in COUNTRIES or (piece is not None and piece.sort in ("place", "person"))
        return named or any(name in lexicon.words() for name in (firm, front, first))

    def group(self, name: str, kind: Kind) -> Piece | None:
        """Return a group of firms with its own name, which Chinese leaves as it is: *Match Group*, Match集团."""
        match = _GROUP.fullmatch(name) if kind is Kind.ORGANIZATION and firms.is_firm(name) else None
        return Piece(f"{match['name']}集团", "noun") if match and not self.russian else None

    def _place(self, name: str) -> bool:
        """Return whether *name* is that of a place."""
        piece = self.whole(name)
        return piece is not None and piece.sort == "place"

    def year(self, name: str) -> Piece | None:
        """Return a law or an event with its year: *Data Protection Act 2018*, *2024 Summer Olympics*."""
        match = _YEAR.fullmatch(name) or re.fullmatch(r"(?P<year>(?:1[89]|20)\d\d) (?P<name>.+)", name)
        piece = self.build(match["name"], 1) if match else None
        if not match or not piece or piece.sort != "noun":
            return None
        return Piece(f"{piece.text} {match['year']} года" if self.russian else f"{match['year']}年{piece.text}", "noun")

    def university(self, name: str) -> Piece | None:
        """Return a university of Europe or Latin America that is named after a place or a person."""
        match = _UNIVERSITY.fullmatch(name)
        bearer = match["name"] or match["front"] if match else ""
        owner = self.whole(bearer) or self._bearer(bearer) if bearer else None
        if not owner or owner.sort not in ("place", "person"):
            return None
        return Piece(f"Университет {self.genitive(owner)}" if self.russian else f"{owner.text}大学", "noun")

    def club(self, name: str, kind: Kind) -> Piece | None:
        """Return a football club that is named like its place: *FC Augsburg*."""
        match = _CLUB.fullmatch(name) if kind is Kind.ORGANIZATION else None
        place = self.whole(match["front"] or match["back"]) if match else None
        if not place or place.sort != "place":
            return None
        return Piece(f"«{place.text}»" if self.russian else f"{place.text}足球俱乐部", "noun")

    def named(self, name: str, kind: Kind) -> Piece | None:
        """Return a street, a county, a hurricane with the name that it bears: *Lee County*, *Hurricane Rosa*."""
        first, *others = name.split()
        if others and f"{first} {others[0]}" in _BEFORE:
            first, *others = f"{first} {others[0]}", *others[1:]
        formats = _BEFORE.get(first) or _NAMED.get(others[-1] if others else "")
        if not formats or kind in (Kind.PHRASE, Kind.GROUP) or self.whole(name):
            return None
        bearer = others if first in _BEFORE else [first, *others[:-1]]
        if kind is Kind.ORGANIZATION and any(word.endswith("'s") for word in bearer):
            return None  # Guy's Hospital
        text = (
            ""
            if len(bearer) > 2
            else self._proper(bearer, storm=formats[1][-1] == "”", district=formats[1] in ("{}区", "{}县"))
        )
        place = self.whole(" ".join(bearer)) if self.russian and others and others[-1] in ("Valley", "Delta") else None
        if text and place and place.sort == "place":
            text = self.genitive(place)  # долина Луары
        form = formats[0 if self.russian else 1]
        if "{gent}" in form and text:
            form, text = form.replace("{gent}", "{}"), self.genitive(Piece(text, "person"))
        return Piece(once(form, text), "noun") if text else None

    def _proper(self, words: list[str], *, storm: bool, district: bool) -> str:
        """Return a name that is not translated: of a place or person, or as it is spoken; storms have given names."""
        known = [cyrillic.known_name(word) for word in words]
        place = None if all(known) else self.whole(" ".join(words))
        given = next((row for row in table("storms.tsv") if storm and [row[0]] == words), None)
        if given:
            return given[1 if self.russian else 2]
        if place:
            return place.text if place.sort == "place" else ""
        if any(
            word in _COMMON or not word[:1].isupper() or (lexicon.row(word) and not row)
            for word, row in zip(words, known, strict=True)
        ):
            return ""  # Industrial Park
        pinyin = palladius.divide(words[0]) if district and len(words) == 1 else ()
        if pinyin and len(pinyin[0]) > 1 and words[0].lower() not in rules.spoken():
            return palladius.word(words[0])[0] if self.russian else ""  # no characters from pinyin
        texts = [english.part(word, self.language, given=storm) for word in words]
        return (" " if self.russian else "·").join(texts) if all(texts) else ""

    def team(self, name: str) -> Piece | None:
        """Return a national team: *Team USA*."""
        place = self.whole(name.removeprefix("Team ")) if name.startswith("Team ") else None
        if not place or place.sort != "place":
            return None
        return Piece(f"сборная {self.genitive(place)}" if self.russian else f"{place.text}队", "noun")

    def numbered(self, name: str) -> Piece | None:
        """Return an event with its number: *47th Ryder Cup*."""
        match = re.fullmatch(
            r"(?P<number>\d+)(?:st|nd|rd|th) (?P<name>[A-Z].+|(?:session|anniversary)(?: of .+)?|century)", name
        )
        if match and not self.russian and match["name"] in ("Street", "Avenue"):
            return Piece(f"第{match['number']}{_NAMED[match['name']][1].format('')}", "noun")
        piece = self.build(match["name"], 1) if match else None
        if not match or not piece or piece.sort != "noun":
            return None
        if match["name"] == "century":
            form = f"{numerals.roman(int(match['number']))} век" if self.russian else f"{match['number']}世纪"
            return Piece(form, "noun")
        if not self.russian and piece.text.endswith("周年纪念"):
            return Piece(f"{piece.text.removesuffix('周年纪念')}{match['number']}周年", "noun")
        if not self.russian:
            return Piece(f"第{match['number']}{'' if _UNITS.search(name) else '届'}{piece.text}", "noun")
        return Piece(f"{match['number']}-{russian.agreeing('пятый', piece.text)[-1]} {piece.text}", "noun")

    def typed(self, name: str) -> Piece | None:
        """Return what a number or a type tells apart: *Chang'e-6*, *F-35 fighter jet*, *Power of Siberia 2*."""
        text = next(filter(None, (way(name, self.language) for way in _TYPES)), "")
        if text:
            return Piece(text, "noun")
        first, _, rest = name.partition(" ")
        kind = self.whole(rest) if (text := numbered.lettered(first, self.language)) else None
        if kind and kind.sort == "noun" and rest.islower():
            return Piece(f"{kind.text} {text}" if self.russian else f"{text}{kind.text}", "noun")
        front, _, number = name.rpartition(" ")
        line = self.whole(front) if number.isdecimal() and len(number) < 3 else None
        if not line or line.sort != "noun" or not front[:1].isupper():
            return None
        if not self.russian:  # “西伯利亚力量-2”天然气管道
            return Piece(re.sub("(?=”)|$", f"-{number}", line.text, count=1), "noun")
        dash = " — " if " " in line.text else "-"  # «Сила Сибири — 2»
        return Piece(f"{line.text[:-1]}{dash}{number}»", "noun") if line.text.endswith("»") else None

    def whole(self, phrase: str) -> Piece | None:
        """Return the rendering that *phrase* has as a whole."""
        key, term = self.glossary.get(phrase.casefold(), (self.own, None))
        decided = term is not None and key != self.own and term.state is State.APPROVED
        if phrase in self.senses and not decided:
            return self.meant(phrase)
        common = phrase.islower() and " " not in phrase and phrase != key[0]
        if term and key != self.own and not (common and phrase == key[0].casefold()):  # nice is not Nice
            return Piece(term.text, "noun")
        entry = lexicon.row(phrase)
        if entry:
            text = entry.text(self.language)
            sort = "adjective" if entry.sort == "a" else "noun"
            if self.russian and sort == "adjective" and " " in text and not AGREEING.search(text):
                sort = "after"  # intermediate-range, средней дальности
            return None if entry.mark == "ambiguous" else Piece(text, sort)
        counted = lexicon.counted(phrase, self.language)
        if counted and counted.mark != "ambiguous":
            return Piece(counted.text(self.language), "noun", lexicon.single(phrase))
        if phrase[:1].isupper():
            concept = Concept((Term(phrase, "en"),), kind=Kind.PLACE)
            found = places.suggest(concept, self.language, Context())
            if found:
                return Piece(found[0].text, "place")
            if person := self._person(phrase):
                return person
        return self.compound(phrase) if 0 < phrase.count("-") <= _DEEPEST else None

    def _person(self, phrase: str) -> Piece | None:
        if king := regnal.written(phrase, self.language):
            return Piece(king, "person")
        if whole := cyrillic.known_name(phrase):  # Peter the Great
            return Piece(whole.russian if self.russian else whole.chinese, "person")
        known = [cyrillic.known_name(part) for part in phrase.split()]
        if all(known):
            texts = [row.russian if self.russian else row.chinese for row in known if row]
            return Piece((" " if self.russian else "·").join(texts), "person")
        if self.russian:
            texts, how = palladius.person(phrase)
            if texts and how != "surname":
                return Piece(texts[0], "person")
        return None

    def _bearer(self, phrase: str) -> Piece | None:
        """Return the person after whom something is named, as the name is transcribed: *Adolfo Ibáñez*."""
        person = Concept((Term(phrase, "en"),), kind=Kind.PERSON)
        found = western.suggest(person, self.language, Context()) if " " in phrase else []
        return Piece(found[0].text, "person") if found else None

    def _described_as(self, word: str) -> Piece | None:
        """Return the adjective that a noun is before another, by the lexicon: *record* deficit, рекордный."""
        entry = lexicon.row(f"{word}-") if word.islower() and word not in self.senses else None
        text = entry.text(self.language) if entry else ""
        return Piece(text, "adjective") if text else None

    def _and(self, words: list[str], depth: int) -> Piece | None:
        """Return A and B; A, B and C."""
        if "and" not in words[1:-1]:
            return None
        at = words.index("and")
        if at == 1 and words[0][-1] == "-":  # short- and medium-range
            words = [words[0] + words[2].partition("-")[2], *words[1:]]
        if self.whole(" ".join(words[: at + 2])):
            return None  # (oil and gas) revenues
        if both := self.shared(words, at) or self._described(words, at, depth) or self._founders(words, at):
            return both
        if self.one_body(words, at):
            return None
        of_field = words[0] in ("Ministry", "Department", "Minister") and not {"of", "for"}.isdisjoint(words[:at])
        if of_field and words[0] not in words[at:]:
            return None  # of (Petroleum and Natural Gas)
        parts = [*" ".join(words[:at]).rstrip(" ,").split(" ,"), " ".join(words[at + 1 :])]
        pieces = [self.build("labour" if part.strip() in ("Labour", "Labor") else part, depth) for part in parts]
        texts = [piece.text for piece in pieces if piece and piece.sort != "adjective"]
        if len(texts) != len(pieces):
            return None
        # 和 in one of them would be read as the joint: 战争与和平.
        comma, joint = (", ", " и ") if self.russian else ("、", "与" if "和" in "".join(texts) else "和")
        return Piece(comma.join(texts[:-1]) + joint + texts[-1], "noun")

    def _described(self, words: list[str], at: int, depth: int) -> Piece | None:
        """Return what two adjectives describe: *economic and financial crimes*, экономические и финансовые …."""
        if at != 1 or len(words) < 4 or len({self._own(word) for word in (words[0], words[2])}) > 1:
            return None  # energy and (mineral resources)
        if words[2][:1].isupper() and not self._own(words[0]) and self.whole(" ".join(words[2:])):
            return None  # Energy and (Climate Change)
        described = [self._adjective(word) for word in (words[0], words[2])]
        head = self.build(" ".join(words[3:]), depth) if all(described) else None
        if not head or head.sort != "noun":
            return None
        if self.russian and not self._own(words[0]) and russian.animate(head.text):
            return None  # energy and transport ministers
        if not self.russian:
            return Piece(f"{'和'.join(described)}{head.text}", "noun")
        return Piece(f"{' и '.join(russian.agreeing(word, head.text) for word in described)} {head.text}", "noun")

    def _founders(self, words: list[str], at: int) -> Piece | None:
        """Return what bears the names of two of one surname: *Bill and Melinda Gates Foundation*."""
        name = " ".join(words[2:-1])
        one = cyrillic.known_name(words[0]) if at == 1 and rules.is_given(words[0]) and " " in name else None
        two = self.whole(name) or self._bearer(name) if one and _AFTER.fullmatch(words[-1]) else None
        head = self.whole(words[-1]) if two and two.sort == "person" else None
        if not one or not two or not head:
            return None
        if not self.russian:
            return Piece(f"{one.chinese}和{two.text}{head.text}", "noun")
        return Piece(f"{head.text} {self.genitive(Piece(one.russian, 'person'))} и {self.genitive(two)}", "noun")

    def _own(self, word: str) -> bool:
        """Return whether *word* is an adjective in English, too."""
        piece = self.whole(word)
        return piece is not None and piece.sort == "adjective"

    def _adjective(self, word: str) -> str:
        """Return the adjective for *word*: its own, or the Russian one of a noun before another."""
        piece = self.whole(word)
        own = piece.text if piece and piece.sort == "adjective" else ""
        form = self.relational(word) if self.russian else ""
        return own or form * form[-1:].isalpha()

    def _both(self, first: str, second: str, owned: str) -> Piece | None:
        """Return what two have, each their own: *men's and women's teams*, мужские и женские команды."""
        one, two, head = self.whole(first), self.whole(second), self.whole(owned)
        if not one or not two or not head or {one.sort, two.sort} != {"adjective"}:
            return None
        if self.russian:
            pair = " и ".join(russian.agreeing(piece.text, head.text) for piece in (one, two))
            return Piece(f"{pair} {head.text}", "noun")
        return Piece(f"{one.text}和{two.text}{head.text}", "noun")

    def _possessive(self, words: list[str], depth: int) -> Piece | None:
        at = next((i for i, word in enumerate(words[:-1]) if word.endswith(("'s", "s'"))), -1)
        if at < 0:
            return None
        if words[at + 1 : at + 2] == ["and"] and words[at + 2 :] and words[at + 2].endswith(("'s", "s'")):
            return self._both(words[at], words[at + 2], " ".join(words[at + 3 :])) if not at else None
        if at and self.whole(" ".join(words[at:])):
            return None  # Danish (People's Party)
        if any(self.whole(" ".join(words[:end])) for end in range(at + 2, len(words))):
            return None  # (women's rights) activist
        owner = self.build(" ".join(words[: at + 1]).removesuffix("'s").removesuffix("'"), depth)
        owned = self.build(" ".join(words[at + 1 :]), depth)
        if not owner or not owned or "adjective" in (owner.sort, owned.sort):
            return None
        if self.russian:
            return Piece(f"{owned.text} {self.genitive(owner)}", "noun")
        return Piece(f"{owner.text}{owned.text}", "noun")

    def _direction(self, words: list[str], depth: int) -> Piece | None:
        direction = _DIRECTIONS.get(words[0].lower().replace("-", ""))
        place = self.whole(" ".join(words[1:])) if direction and len(words) > 1 else None
        if not direction or not place or place.sort != "place":
            return None
        if self.russian:
            return Piece(f"{direction[0]} {self.genitive(place)}", "place")
        return Piece(place.text + direction[1], "place")

    def _row(self, words: list[str], depth: int) -> Piece | None:
        """Return modifiers and a head, in as few parts as can be: the longest head among those."""
        best: tuple[int, Piece] | None = None
        if words[-1].lower() == "general":
            return None  # an auditor general is no general
        for at in range(1, len(words)):
            head = self.whole(" ".join(words[at:]))
            if words[at - 1] == "City" and at > 1 and self.whole(" ".join(words[at - 1 :])):
                continue  # New York (City Council)
            if at == len(words) - 1 and words[at].islower():
                head = (
                    words[at] not in self.senses and self.whole(f"-{words[at]}")
                ) or head  # a ministry official is none that is official
            if head and head.sort not in ("adjective", "after"):
                found = self._modified(words[:at], head, " ".join(words[at:]))
                known = at > 1 and self.whole(" ".join(words[:at]))  # (freight train) derailment
                if found and (best is None or found[0] < best[0] or (found[0] == best[0] and known)):
                    best = found
        return best[1] if best else None

    def _modified(self, modifiers: list[str], head: Piece, english: str) -> tuple[int, Piece] | None:
        """Return (number of parts, rendering) of *head* with its modifiers."""
        before: list[str] = []
        after: list[str] = []
        last = english.rpartition(" ")[2].lower()
        belonging = (
            not _BELONGING.isdisjoint((last, last.removesuffix("s")))
            or self.marked(english, "of")
            or last.endswith("federation")
        )
        animal = not objects("animal").isdisjoint((last, last.removesuffix("s")))
        parts, fronted, inner, theirs = 1, 0, "", False
        owner: Piece | None = None
        at = len(modifiers)
        while at:
            for start in range(at):
                phrase = " ".join(modifiers[start:at])
                piece = self._described_as(phrase) or self.whole(phrase)
                piece = piece or (self._bearer(phrase) if _AFTER.search(english) else None)
                if phrase in numerals.MONTHS and _AFTER.search(english):
                    return None  # the May Foundation is that of a person
                if not piece or phrase.lower() in _HEADS or (head.sort != "noun" and piece.sort != "adjective"):
                    continue
                if inner == "noun" and piece.sort == "person" and rules.is_given(phrase):
                    return None  # Robert (Bosch) Foundation
                if (animal and self.of_species(phrase, piece)) or (
                    _SERVING.search(english) and self.of_sight(phrase, piece)
                ):
                    return None
                if self.russian and phrase in ("female", "male") and russian.animate(head.text):
                    return None  # first female president
                inner = piece.sort
                if piece.sort == "person" and (english == "Administration" or self.firm) and not _AFTER.search(english):
                    continue  # a government, and no agency as elsewhere; Tata Steel
                if not self.russian:
                    before.insert(fronted, piece.text)
                    fronted = fronted or int(phrase in COUNTRIES)  # 澳大利亚皇家空军, 澳大利亚前总理
                elif phrase in COUNTRIES and _INSTITUTIONS.search(english):
                    country = self.whole(COUNTRIES[phrase])
                    after.append(self.genitive(country or piece))
                elif phrase in COUNTRIES and _HELD.search(english) and (held := self.whole(COUNTRIES[phrase])):
                    after.append(where(held.text))
                elif piece.sort == "adjective":
                    before.insert(0, agreeing(piece.text, head.text))
                elif piece.sort == "after":
                    after.append(piece.text)
                elif head.sort == "noun" and not belonging and (adjective := self.relational(phrase)):
                    if adjective[-1].isalpha() and owner and (theirs or self.of_one(phrase)):
                        owner = described(adjective, owner)
                        after[-1] = self.genitive(owner)  # (oil company) executive
                    elif adjective[-1].isalpha():
                        before.insert(0, russian.agreeing(adjective, head.text))
                    elif not before and not after and (prefixed := lexicon.prefixed(adjective, head.text)):
                        head = Piece(prefixed, "noun")
                    else:
                        after.append(self.genitive(self.all_of(piece, phrase)))
                elif piece.sort == "place" and english.lower() in APPOSED:
                    if head.text in piece.text:
                        return parts, piece  # Баб-эль-Мандебский пролив
                    after.append(piece.text)
                elif piece.sort == "place" and _RESIDENT.search(english) and (adjective := adjective_of(piece.text)):
                    before.insert(0, russian.agreeing(adjective, head.text))
                elif piece.sort == "place" and _EVENTS.search(english):
                    after.append(where(piece.text))
                else:
                    piece = self.all_of(piece, phrase, last)
                    after.append(self.genitive(piece))
                    owner, theirs = piece if phrase.islower() and inner == "noun" else None, phrase in objects("body")
                at = start
                parts += 1
                break
            else:
                return None
        if self.russian:
            last = _inside(head.text) if before and modifiers[-1][:1].isupper() else head.text
            return parts, Piece(" ".join([*before, last, *after]), "noun")
        # 国立 is what belongs to a nation, 州立 to a state of one; 长江 is a river by its name.
        last = "市" if parts == 2 and inner == "place" and english.lower() == "city" else head.text
        text = _REPEATED.sub("", "".join([*before, last]))
        return parts, Piece(text.replace("州国立", "州立"), "noun")


def _inside(text: str) -> str:
    """Return the name of a body as it stands behind an adjective: only the first word of names has a capital."""
    first, _, rest = text.partition(" ")
    common = rest[:1].islower() and russian.analyzer().parse(first.lower())[0].normal_form in lexicon.common()
    common = common or text in _CHAMBERS
    return text[:1].lower() + text[1:] if common else text
