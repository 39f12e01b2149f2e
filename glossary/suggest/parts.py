"""A phrase -> a draft built of the renderings of its parts, out of the glossary and the lexicon of news.

:func:`suggest` looks the whole up first. Else a :class:`_Builder` tries its rules, one after the other, each for one
shape of English: a row of modifiers and a head, ``X of Y``, ``A's B``, ``A, B and C``, and those of the classes that it
has them from (bodies, government, joints, compounds, names). A rule asks for the renderings of its parts, down to what
the lexicon has, and puts them together: in Russian adjectives agree and nouns go into a case (pymorphy3, the extra ru;
without it only what is known as a whole is proposed), in Chinese parts are put in a row. All of it is a draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from glossary.languages import base
from glossary.model import Concept, Kind, State, Suggestion, Term
from glossary.suggest import Context, classes, cyrillic, lexicon, places, regnal, rules
from glossary.suggest.bodies import Phrase, nouns, spelled
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.compounds import Compounds
from glossary.suggest.joints import Joints
from glossary.suggest.named import Named, without_article
from glossary.suggest.pieces import AGREEING, Piece, adjective_of, agreeing, described, mended, where
from glossary.suggest.senses import senses
from glossary.text import numerals, palladius, russian, russian_words
from glossary.text.lexicon import Entry

_TWICE = re.compile(r"\b(?P<stem>[а-яё]{6})[а-яё]* (?P=stem)|\b(?P<word>[а-яё]{3,}) (?P=word)\b", re.I)
"""A Russian word behind itself: *conservation* alone is «охрана природы», so that of nature would have it twice."""
_TITLED = re.compile(" [A-Z][^ ]+$")
_LABELLED = re.compile("[A-Za-z«]")
"""What stands behind a common noun that only says what it is: клуб «Валдай»."""
_LISTED = re.compile("-(?:listed|traded|quoted|headquartered)$")
"""What is said of companies: a London-listed miner digs nothing himself."""
_MINERS = {"miner": ("mining", "company"), "miners": ("mining", "companies")}
_AGAIN = re.compile(r"\b(?:Forum|Games|Cup)$")
"""Events that are held again and again."""
_SMALL = frozenset(("the", "a", "an"))
_DEEPEST = 4


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the rendering that the lexicon has for *concept*, or a draft built of its parts."""
    source = base(concept.head.language)
    if source in ("ru", "zh") and source != base(language):
        text, sure = lexicon.abroad(concept.name, source, language)
        return [Suggestion(text, language, "lexicon", sure)] if text else []
    if language not in ("ru", "zh-Hans") or source != "en" or not concept.name.strip():
        return []
    if concept.kind is Kind.PERSON:
        return suggest(replace(concept, kind=Kind.PHRASE), language, context) if _office(concept.name) else []
    builder = _Builder(language, concept.key, _glossary(language, context), concept.kind is Kind.ORGANIZATION)
    found: list[Suggestion] = []
    for name in [concept.name, *(name for name in concept.variants if _as_full(name, concept.name))]:
        entry = lexicon.row(name)
        if not entry and name == concept.name and concept.kind is Kind.PHRASE:  # Rangers are no rangers
            entry = lexicon.row(lexicon.apart(name)) or lexicon.counted(name, language)
        if entry and not _other(name, concept):
            common = _common(name, entry, concept)
            if common and (name != concept.name or builder.kept(lexicon.tidy(name), concept.kind)):
                continue  # Music, for Universal Music
            text = _as_name(entry.russian, name, concept) if language == "ru" else entry.chinese
            return [Suggestion(text, language, "lexicon", "low" if entry.mark or common else "medium")]
    if len(concept.name.split()) <= 10 and not _other(concept.name, concept):
        tidy = lexicon.apart(lexicon.tidy(concept.name))
        builder.senses = senses(tidy)
        named = builder.special(tidy, concept.kind)
        kept = builder.kept(tidy, concept.kind)
        piece = named or (builder.group(tidy, concept.kind) if kept else builder.build(tidy))
        if piece and _TWICE.search(piece.text):
            piece = None
        # A place or person as a whole is for the other suggesters.
        if piece and not (piece.sort in ("place", "person") and builder.whole(tidy)):
            text = piece.text
            text = _capital_as(text, concept) if language == "ru" else mended(text, "whole")
            found.append(Suggestion(text, language, "parts", "low"))
    return found


def _office(name: str) -> bool:
    """Is a person called by an office: *Grand Mufti of Egypt*, but not *Catherine of Aragon*?"""
    title, _, place = name.partition(" of ")
    entry = lexicon.row(title) if place and russian_words.available() else None
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
    bare = without_article(lexicon.tidy(name))
    single = concept.kind in (Kind.ORGANIZATION, Kind.OTHER, Kind.EVENT) and " " not in bare
    named = concept.kind is Kind.WORK or single
    listed = not {bare, lexicon.tidy(name)}.isdisjoint(entry.names.split("|"))
    return named and not listed and bare[:1].isupper() and bare.lower() not in classes.words("alone")


def _other(name: str, concept: Concept) -> bool:
    """Is this a place of one word that the lexicon only has as a common word, a people or a club: *Hill*, *Chelsea*?"""
    if concept.kind is not Kind.PLACE or " " in name:
        return False
    entry = lexicon.words().get(name)
    return entry is None or entry.russian[0] == "«" or (russian_words.available() and russian.animate(entry.russian))


def _capital_as(text: str, concept: Concept) -> str:
    """Return *text* with a capital if it is the name of an organization, a work, or an event held again and again."""
    common, again = re.search("government|media|party$|team$|^Team ", concept.name), _AGAIN.search(concept.name)
    body, event = concept.kind is Kind.ORGANIZATION and not common, concept.kind is Kind.EVENT and again
    return text[:1].upper() + text[1:] if concept.kind is Kind.WORK or body or event else text


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


class _Builder(Joints, Compounds, Named):
    """Builds renderings in one language; what the glossary has comes first."""

    def build(self, phrase: Phrase) -> Piece | None:
        """Return the rendering of *phrase*, or None where a part is not known."""
        words = spelled(phrase).split()
        if words and words[0].lower() in _SMALL and not self.whole(phrase):
            words = words[1:]
        if not words or self.depth > _DEEPEST:
            return None
        whole = self.whole(words)
        if whole or (self.russian and not russian_words.available()):
            return whole
        if words[-1] in _MINERS and any(map(_LISTED.search, words[:-1])):
            words = [*words[:-1], *_MINERS[words[-1]]]
        if classes.ends(words[-1], "law") and words[-1][:1].isupper() and "of" in words[:-1]:
            return None  # Government of Wales Act: a law about a government, and no government of a law
        offices = self.ambassador, self.battle, self.deputy, self.president, self.local, self.national, self.flight
        between = self.championship, self.dealings, self.pair, self.chamber, self.law, self.governed, self.governs
        bodies = self.joint, self.body, self.for_, self.on, self.of, self.in_, self._and, self.field, self.inherited
        ways = (*offices, *between, *bodies, self._possessive, self.district, self.direction, self._row)
        self.depth += 1
        piece = next((piece for way in ways if (piece := way(words))), None)
        self.depth -= 1
        return piece

    def whole(self, phrase: Phrase) -> Piece | None:
        """Return the rendering that *phrase* has as a whole."""
        phrase = spelled(phrase)
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
            return Piece(text, sort) if text and entry.mark != "ambiguous" else None
        counted = lexicon.counted(phrase, self.language)
        if counted and counted.mark != "ambiguous":
            return Piece(counted.text(self.language), "noun", lexicon.single(phrase))
        if phrase[:1].isupper():
            concept = Concept((Term(phrase, "en"),), kind=Kind.PLACE)
            found = places.suggest(concept, self.language, Context())
            if found:
                return Piece(found[0].text, "place")
            if phrase.endswith(" City") and (city := self.place(phrase.removesuffix(" City"))):
                return self._city(city, phrase)
            if person := self._person(phrase):
                return person
        return self.compound(phrase) if 0 < phrase.count("-") <= _DEEPEST else self.degree(phrase)

    def _city(self, place: Piece, phrase: str) -> Piece | None:
        """Return a *place* that is called a city: 台南市; none of a country or a state, whose city has its own name."""
        if phrase.removesuffix(" City") in COUNTRIES.values() or re.search("[州省县郡国]$", place.text):
            return None
        return Piece(place.text if self.russian else f"{place.text.removesuffix('市')}市", "place")

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

    def _described_as(self, word: str) -> Piece | None:
        """Return the adjective that a noun is before another, by the lexicon: *record* deficit, рекордный."""
        entry = lexicon.row(f"{word}-") if word.islower() and word not in self.senses else None
        text = entry.text(self.language) if entry else ""
        return Piece(text, "adjective") if text else None

    def _and(self, words: list[str]) -> Piece | None:
        """Return A and B; A, B and C."""
        if "and" not in words[1:-1]:
            return None
        at = words.index("and")
        if at == 1 and words[0][-1] == "-":  # short- and medium-range
            words = [words[0] + words[2].partition("-")[2], *words[1:]]
        if self.whole(words[: at + 2]):
            return None  # (oil and gas) revenues
        if both := self.shared(words, at) or self._described(words, at) or self._founders(words, at):
            return both
        if self.one_body(words, at):
            return None
        of_field = words[0] in ("Ministry", "Department", "Minister") and not {"of", "for"}.isdisjoint(words[:at])
        if of_field and words[0] not in words[at:]:
            return None  # of (Petroleum and Natural Gas)
        parts = [*" ".join(words[:at]).rstrip(" ,").split(" ,"), " ".join(words[at + 1 :])]
        pieces = [self.build("labour" if part.strip() in ("Labour", "Labor") else part) for part in parts]
        texts = [piece.text for piece in pieces if piece and piece.sort != "adjective"]
        if len(texts) != len(pieces):
            return None
        # 和 in one of them would be read as the joint: 战争与和平.
        comma, joint = (", ", " и ") if self.russian else ("、", "与" if "和" in "".join(texts) else "和")
        return Piece(comma.join(texts[:-1]) + joint + texts[-1], "noun")

    def _described(self, words: list[str], at: int) -> Piece | None:
        """Return what two adjectives describe: *economic and financial crimes*, экономические и финансовые …."""
        if at != 1 or len(words) < 4 or len({self._own(word) for word in (words[0], words[2])}) > 1:
            return None  # energy and (mineral resources)
        if words[2][:1].isupper() and not self._own(words[0]) and self.whole(words[2:]):
            return None  # Energy and (Climate Change)
        both = [self._adjective(word) for word in (words[0], words[2])]
        head = self.build(words[3:]) if all(both) else None
        if not head or head.sort != "noun":
            return None
        if self.russian and not self._own(words[0]) and russian.animate(head.text):
            return None  # energy and transport ministers
        return self._two(both, head)

    def _founders(self, words: list[str], at: int) -> Piece | None:
        """Return what bears the names of two of one surname: *Bill and Hillary Clinton Foundation*."""
        name = " ".join(words[2:-1])
        one = cyrillic.known_name(words[0]) if at == 1 and rules.is_given(words[0]) and " " in name else None
        two = self.whole(name) or self.bearer(name) if one and words[-1] in classes.words("bearing") else None
        head = self.whole(words[-1]) if two and two.sort == "person" else None
        if not one or not two or not head:
            return None
        first = Piece(one.russian if self.russian else one.chinese, "person")
        return self.frame("{} {:gent} и {:gent}", "{1}和{2}{0}", head, first, two)

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

    def _two(self, adjectives: list[str], head: Piece) -> Piece:
        """Return *head* with two adjectives before it."""
        if not self.russian:
            return Piece(f"{'和'.join(adjectives)}{head}", "noun")
        return Piece(f"{' и '.join(agreeing(word, head.text) for word in adjectives)} {head}", "noun")

    def _possessive(self, words: list[str]) -> Piece | None:
        at = next((i for i, word in enumerate(words[:-1]) if word.endswith(("'s", "s'"))), -1)
        if at < 0:
            return None
        if words[at + 1 : at + 2] == ["and"] and words[at + 2 :] and words[at + 2].endswith(("'s", "s'")):
            return None  # men's and women's teams
        if at and self.whole(words[at:]):
            return None  # Danish (People's Party)
        if any(self.whole(words[:end]) for end in range(at + 2, len(words))) or self._own(words[at]):
            return None  # (women's rights) activist; a women's team is none of some women
        owner = self.build(" ".join(words[: at + 1]).removesuffix("'s").removesuffix("'"))
        owned = self.build(words[at + 1 :])
        return self.of_owner(owned, owner) if owner and owned and nouns(owner, owned) else None

    def _row(self, words: list[str]) -> Piece | None:
        """Return modifiers and a head, in as few parts as can be: the longest head among those."""
        best: tuple[int, Piece] | None = None
        if words[-1].lower() == "general":
            return None  # an auditor general is no general
        singles = [word.removesuffix("s") for word in words]
        if singles[-1] in singles[:-1]:
            return None  # general election general elections
        for at in range(1, len(words)):
            head = self.whole(words[at:])
            if words[at - 1] == "City" and at > 1 and self.whole(words[at - 1 :]):
                continue  # New York (City Council)
            if at == len(words) - 1 and words[at].islower():
                head = (
                    words[at] not in self.senses and self.whole(f"-{words[at]}")
                ) or head  # a ministry official is none that is official
            if head and head.sort not in ("adjective", "after"):
                found = self._modified(words[:at], head, " ".join(words[at:]))
                known = at > 1 and self.whole(words[:at])  # (freight train) derailment
                if found and (best is None or found[0] < best[0] or (found[0] == best[0] and known)):
                    best = found
        return best[1] if best else None

    def _modified(self, modifiers: list[str], head: Piece, english: str) -> tuple[int, Piece] | None:
        """Return (number of parts, rendering) of *head* with its modifiers, of which the longest is taken each time."""
        row = _Row(head, english)
        at, parts, fronted, phrase = len(modifiers), 1, 0, ""
        while at:
            for start in range(at):
                phrase = " ".join(modifiers[start:at])
                piece = self._modifier(phrase, row)
                if not piece:
                    continue
                if self._misread(phrase, piece, row):
                    return None
                row.inner = piece.sort
                bearing = classes.ends(english, "bearing")
                if piece.sort != "person" or bearing or not (english == "Administration" or self.firm):
                    break  # a government, and no agency as elsewhere; Tata Steel
            else:
                return None
            if not self.russian:
                row.before.insert(fronted, piece.text)
                fronted = fronted or int(phrase in COUNTRIES)  # 澳大利亚皇家空军, 澳大利亚前总理
            elif piece.sort == "place" and english.lower() in classes.words("apposed") and head.text in piece.text:
                return parts, piece  # Баб-эль-Мандебский пролив
            else:
                self._put(piece, phrase, row)
            at = start
            parts += 1
        if self.russian:
            last = _inside(row.head.text) if row.before and modifiers[-1][:1].isupper() else row.head.text
            return parts, Piece(" ".join([*row.before, last, *row.after]), "noun")
        # 国立 is what belongs to a nation, 州立 to a state of one; 长江 is a river by its name.
        last = "市" if parts == 2 and row.inner == "place" and english.lower() == "city" else head.text
        return parts, Piece(mended("".join([*row.before, last]), "row"), "noun")

    def _modifier(self, phrase: str, row: _Row) -> Piece | None:
        """Return what stands before a head, which is no other word there; before an adjective, only another one."""
        piece = self._described_as(phrase) or self.whole(phrase)
        piece = piece or (self.bearer(phrase) if classes.ends(row.english, "bearing") else None)
        if not piece and " " in phrase and phrase.islower():
            piece = self.governed(phrase.split())  # (gold price) forecast
        if not piece or phrase.lower() in classes.words("homograph"):
            return None
        return piece if row.head.sort == "noun" or piece.sort == "adjective" else None

    def _misread(self, phrase: str, piece: Piece, row: _Row) -> bool:
        """Return whether *phrase* is likely to be something else before this head."""
        last = row.english.rpartition(" ")[2].lower()
        animal = not classes.words("animal").isdisjoint((last, last.removesuffix("s")))
        return bool(
            # the May Foundation is that of a person
            (phrase in numerals.MONTHS and classes.ends(row.english, "bearing"))
            # Robert (Bosch) Foundation
            or (row.inner == "noun" and piece.sort == "person" and rules.is_given(phrase))
            or (animal and self.of_species(phrase, piece))
            or (classes.ends(row.english, "serving") and self.of_sight(phrase, piece))
            # first female president
            or (self.russian and phrase in ("female", "male") and russian.animate(row.head.text))
        )

    def _put(self, piece: Piece, phrase: str, row: _Row) -> None:
        """Put a Russian *piece* before the head, as an adjective, or behind it."""
        english, head = row.english, row.head
        last = english.rpartition(" ")[2].lower()
        belonging = classes.ends(english, "belonging") or self.marked(english, "of")
        held = classes.ends(english, "event") or classes.ends(english, "held") or english.lower() == "war"
        if phrase in COUNTRIES and (row.seated or classes.ends(english, "institution")):
            row.after.append(f"{self.whole(COUNTRIES[phrase]) or piece:gent}")
        elif phrase in COUNTRIES and classes.ends(english, "held") and (land := self.whole(COUNTRIES[phrase])):
            row.after.append(f"{land:where}")
        elif piece.sort == "adjective":
            row.before.insert(0, agreeing(piece.text, head.text))
        elif piece.sort == "after":
            row.after.append(piece.text)
        elif "election" in last and phrase[:1].isupper() and classes.ends(phrase, "chamber"):
            row.after.append(f"{piece:into}")
            row.seated = True
        elif head.sort == "noun" and (row.owner or not belonging) and (adjective := self.relational(phrase)):
            self._relate(adjective, piece, phrase, row)
        elif piece.sort == "place" and english.lower() in classes.words("apposed"):
            row.after.append(piece.text)
        elif piece.sort == "place" and self._of_its_place(phrase, english) and (adjective := adjective_of(piece.text)):
            row.before.insert(0, agreeing(adjective, head.text))
        elif piece.sort == "place" and held and not row.seated:
            row.after.append(where(piece.text))
        else:
            all_of = self.all_of(piece, phrase, last)
            row.after.append(f"{all_of:gent}")
            meant = phrase.islower() or russian.animate(piece.text)  # (Transport Workers) Union
            row.owner = all_of if meant and row.inner == "noun" else None
            row.theirs = phrase in classes.words("body")

    def _of_its_place(self, place: str, english: str) -> bool:
        """Return whether Russian has the adjective of a *place* here: its residents, and treaties made in a city."""
        made = classes.ends(english, "treaty") and place not in COUNTRIES.values()
        return made or classes.ends(english, "resident")

    def _relate(self, adjective: str, piece: Piece, phrase: str, row: _Row) -> None:
        """Put a Russian *piece* that has an *adjective*, or a prefix, to what it describes: the head, or its owner."""
        if not adjective[-1].isalpha():
            prefixed = "" if row.before or row.after else lexicon.prefixed(adjective, row.head.text)
            if prefixed:
                row.head = Piece(prefixed, "noun")
            else:
                row.after.append(f"{self.all_of(piece, phrase):gent}")
        elif row.owner and (row.theirs or self.of_one(phrase, row.owner)):
            row.owner = described(adjective, row.owner)
            row.after[-1] = f"{row.owner:gent}"  # (oil company) executive
        else:
            row.before.insert(0, agreeing(adjective, row.head.text))


@dataclass(slots=True)
class _Row:
    """A head with what has been found of its modifiers, from right to left."""

    head: Piece
    english: str
    """The head in English."""
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    inner: str = ""
    """The sort of the last modifier."""
    owner: Piece | None = None
    """Whom the last modifier behind the head is, if what stands before that may describe it."""
    theirs: bool = False
    """Whether the owner is a body."""
    seated: bool = False
    """Whether the last modifier behind the head is a chamber, whose country or city stands before it in English."""


def _inside(text: str) -> str:
    """Return the name of a body as it stands behind an adjective: only the first word of names has a capital."""
    first, _, rest = text.partition(" ")
    common = rest[:1].islower() and russian_words.readings(first.lower())[0].normal_form in lexicon.common()
    common = common or text in classes.words("capital")
    return text[:1].lower() + text[1:] if common else text
