"""The glossary, compiled for a pair of languages: what a segment mentions, and where its translation renders it.

A Russian rendering is found in the forms that stand with it in the glossary, or that pymorphy3 makes of it where it is
installed (without either, and in Ukrainian, Belarusian and languages such as Kazakh, words that differ in their endings
only are given the benefit of the doubt); a Chinese one between the borders of words; one of another language by its
stem if there is a Snowball stemmer for it, and exactly if not. Terms of a source that is not English are found by their
stems, too. :attr:`Terms.method` says which.

Homographs, however many, are looked for together, in one pass over the translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from glossary import languages
from glossary.checks import endings
from glossary.checks.stems import COMPOUNDING, begun, compound, stemmed, stemmer
from glossary.model import Concept, Kind, Place, State, Term, Termbase, Usage
from glossary.text import chinese, palladius, russian, russian_words
from glossary.text.find import UNSPACED, Finder, Hit, K

ALLOWED = (Usage.PREFERRED, Usage.ADMITTED)
_PROPOSAL = Usage.ADMITTED, State.PROPOSED
"""What stands beside an agreed rendering, and not for it: a ``msgstr`` that is fuzzy may."""
_SUFFIXES = frozenset(("kk", "ky", "uz", "az", "tt", "tk", "ba", "ug", "mn", "ka"))
"""Languages that put endings behind a word, which stays as it is, and that have no stemmer."""
_PREFIXES = {"he": "ה ב ל ו מ ש כ וה וב ול ומ וש שה שב של מה כש".split(), "ar": "و ف ب ل ك وب ول فب فل".split()}
"""Small words that are written together with the next one; the stemmer of Arabic takes some of them off some words."""
MANY = 50
"""Of more homographs than this, the first ones stand for all wherever one would be looked at after the other."""
_MADE = 5_000
"""Forms are made for no more homographs than this: other renderings are found as they are written, or by their stem."""
_APART = re.compile(r"[;!?…]|[^\W\d_]{4}[.:]\s|\n\s*\n")
"""What stands between sentences; a stop behind a few letters is that of an abbreviation."""
_WORD_OR_SO = re.compile(r"[^\W_]+(?:['’ʼ‘][^\W_]+)*")
"""Ukrainian, Belarusian and Uzbek words may have an apostrophe inside."""
_BEFORE = re.compile(r"([A-Z][\w'’.-]*)[ \u00a0]$")
_ENGLISH_TITLES = frozenset(
    "President Premier Minister Secretary Chancellor Chairman General Governor Mr Mr. Mrs Mrs. Ms Ms. Dr".split()
)
_GIVEN = re.compile(r"[ \u00a0]([А-ЯЁ][а-яё]+)")
_GIVEN_BEFORE = re.compile(r"\b([А-ЯЁ][а-яё]+)[ \u00a0](?:(?:б[еи]н|ибн|де|ди|фон|ван|дер)[ \u00a0])*$")
_PATRONYMIC = re.compile(r"(?:[оеё]вич|ич|[оеё]вн|ичн)(?:[ауеы]?|ем|ой)$")
_TITLES = (
    "主席|总书记|总统|总理|首相|部长|先生|女士|教授|博士|总裁|總書記|總統|總理|部長|總裁"
    "|氏|さん|国家主席|総書記|大統領|外相|議長"
)
_DOT = re.compile("[·・=＝]")
_NUMBER = re.compile("[IVX]+")
_REIGN = re.compile("(?P<title>教[皇宗]|国王|女王|天皇|國王)(?P<name>.{2,8}?)(?P<number>[一二三四五六七八九十]+世)")
"""A pope or a king as Chinese names them."""
_NUMBERED = re.compile(r"[一二三四五六七八九十]+世|[ \u00a0][IVX]+\b")
_PARTS = re.compile(rf"(?:[{chinese.HAN}]{{1,8}}[·・=＝])+$")
"""What stands before the surname in a name of several parts."""
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2}")
_MORA = "(?:(?:[kgsztdnhbpmr]?y?|sh|ch|j|ts|f|w|kk|pp|ss|tt)[aeiouāēīōū]|n(?![aeiouāēīōūy]))+"
_JAPANESE = re.compile(f"{_MORA}(?:[ -]{_MORA})*", re.IGNORECASE)
"""A Japanese name in Latin letters: its surname alone is two characters (小野), without a title behind it."""


_Key = tuple[int, Term, bool]
"""Which of the homographs it is, its rendering, and whether that is a short one."""
_Row = tuple[str, str, _Key]
"""A form, its language, and what it is a form of."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A term of the glossary in a source text."""

    concepts: tuple[Concept, ...]
    """The concept; several where they are homographs."""
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Used:
    """A rendering in a translation."""

    concept: Concept
    term: Term
    form: str
    start: int
    end: int
    short: bool = False
    """Whether it is only the surname of a person."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the glossary has to do with one segment and its translation."""

    mentions: tuple[Mention, ...]
    rows: dict[int, list[Used]]
    """The renderings found in the translation, by ``id`` of the concepts of a mention, in the order of these."""
    mentioned: dict[int, int]
    """What the text has mentioned: :attr:`Terms.mentioned`."""
    before: int
    """How many were mentioned by the segments before this one."""

    def of(self, mention: Mention) -> list[Used]:
        return self.rows[id(mention.concepts)]

    def again(self, meant: Concept | tuple[Concept, ...]) -> bool:
        """Return whether earlier segments of the text have mentioned the concept, or the homographs of a mention."""
        return self.mentioned.get(id(meant), self.before) < self.before

    def used(self) -> list[tuple[Concept, list[Used]]]:
        """Return each concept that is rendered, with its renderings."""
        found: dict[int, list[Used]] = {}
        for rows in self.rows.values():
            own: dict[int, list[Used]] = {}
            for row in rows:
                own.setdefault(id(row.concept), []).append(row)
            for key, renderings in own.items():
                found.setdefault(key, renderings)
        return [(rows[0].concept, rows) for rows in found.values()]


@dataclass(slots=True)
class Terms:
    """A glossary, compiled for checking translations from its source language into *language*.

    If the glossary has the language only in another region (``pt`` for ``pt-PT``), that is taken; for ``zh``, which
    tells no script, the only Chinese that there is. With *strict*, every mention of a term has to be rendered, not only
    one in a segment (a pronoun or nothing may stand for the others).
    """

    termbase: Termbase
    language: str
    strict: bool = False
    method: str = ""
    """How renderings are found: ``forms``, ``endings`` (also in Ukrainian), ``words``, ``stems`` or ``exact``."""
    first: dict[int, tuple[Used, Place | None]] = field(default_factory=dict)
    """The rendering that was seen first, by ``id`` of the concept: what later ones are compared with."""
    mentioned: dict[int, int] = field(default_factory=dict)
    """What this text has mentioned, by ``id`` of the concept, and of the concepts of a mention, with how many were
    mentioned before. Once a person is named in full, the surname will do."""
    _source: Finder[tuple[int, ...]] = field(init=False)
    """Finds the terms of the source, each with the numbers of the concepts that it may stand for."""
    _surnames: Finder[tuple[int, ...]] = field(init=False)
    _live: tuple[Concept, ...] = field(init=False)
    _meant: dict[tuple[tuple[int, ...], ...], tuple[Concept, ...]] = field(init=False, default_factory=dict)
    """The concepts of mentions by their numbers: made once, so that an ``id`` tells them."""
    _targets: dict[int, Finder[_Key]] = field(init=False, default_factory=dict)
    _asked: dict[int, bool] = field(init=False, default_factory=dict)
    _forms: dict[tuple[str, Kind, tuple[str, ...]], tuple[str, ...]] = field(init=False, default_factory=dict)
    _stem: Callable[[str], str] | None = field(init=False, default=None)
    _compounding: bool = field(init=False, default=False)
    """Whether a rendering may be a part of a longer word."""
    _source_stem: Callable[[str], str] | None = field(init=False, default=None)
    """What makes stems of the source language; English has its own ways in :class:`Finder`."""
    _last: tuple[str, str, Reading] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        live = self._live = self.termbase.live
        spoken = self.termbase.languages
        near = languages.near(spoken, self.language)
        scripts = [at for at, one in enumerate(spoken) if languages.covers(self.language, one)]
        if near or len(scripts) == 1:
            self.language = spoken[(near or scripts)[0]]
        spoken_in = languages.base(self.termbase.source_language)
        self._source_stem = None if spoken_in in ("en", *UNSPACED) else stemmer(spoken_in)
        named: dict[tuple[str, str], dict[int, None]] = {}
        for number, concept in enumerate(live):
            for term in concept.terms:
                if term.language == concept.head.language and term.state is not State.REJECTED:
                    named.setdefault((_stems(term.text, self._source_stem), term.language), {})[number] = None
        self._source = Finder((text, language, tuple(numbers)) for (text, language), numbers in named.items())
        self._surnames = Finder(_surnames(live))
        self.method, self._stem = _method(self.language)
        self._compounding = self.method == "stems" and languages.base(self.language) in COMPOUNDING

    def _target(self, concepts: tuple[Concept, ...]) -> Finder[_Key]:
        """Return the finder of the renderings of *concepts*: made when a source first mentions them.

        Most entries of a large glossary are in no text at hand, and making Russian forms takes a while.
        """
        found = self._targets.get(id(concepts))
        if found is None:
            rows = (row for at, concept in enumerate(concepts) for row in self._rows(at, concept))
            found = self._targets[id(concepts)] = Finder(_each_once(rows) if len(concepts) > MANY else rows)
        return found

    def _rows(self, at: int, concept: Concept) -> Iterator[_Row]:
        """Yield every form of every rendering of *concept*, which is the one *at* that place of its homographs."""
        made = at < _MADE
        agreed = self.agreed(concept)
        for term in concept.terms_in(self.language):
            if term.state is State.REJECTED or (agreed and (term.usage, term.state) == _PROPOSAL):
                continue
            plain = () if made else tuple(_stems(text, self._stem) for text in (term.text, *term.forms))
            for form in self.forms(term.text, concept.kind, term.forms) if made else plain:
                yield form, self.language, (at, term, False)
            if made and concept.kind is Kind.PERSON and term.usage in ALLOWED:
                for form in self.surname(term.text, concept.name):
                    yield form, self.language, (at, term, True)

    def forms(self, text: str, kind: Kind, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return what stands for the rendering *text*; made once, for it is asked in each segment that lacks it."""
        asked = text, kind, known
        if asked not in self._forms:
            self._forms[asked] = tuple(self._made(*asked))
        return self._forms[asked]

    def _made(self, text: str, kind: Kind, known: tuple[str, ...]) -> Iterator[str]:
        written = [prefix + text for prefix in ("", *_PREFIXES.get(languages.base(self.language), ()))]
        if self._stem:
            yield from dict.fromkeys(_stems(one, self._stem) for one in (*written, *known))
            return
        yield from written
        yield from russian.forms(text, kind.value) if self.method == "forms" and not known else known

    def surname(self, name: str, english: str) -> Iterator[str]:
        """Yield the forms of the surname in *name* alone, where the language may write that of *english* so."""
        if languages.base(self.language) in ("zh", "yue", "ja"):
            if _DOT.search(name):
                yield _DOT.split(name)[-1]
            elif 2 <= len(name) <= 4 and all(map(chinese.is_han, name)):
                yield from (name[0] + title for title in _TITLES.split("|"))
                if len(name) > 2 and _japanese(english):
                    yield name[:2]
            elif reign := _REIGN.fullmatch(name):
                yield from (reign["title"] + reign["name"], reign["name"] + reign["number"])
            return
        words = re.sub("-(?:млад|стар)ший$", "", name).split()
        if len(words) > 2 and _NUMBER.fullmatch(words[-1]):  # папа Лев XIV may be папа Лев
            yield from self.forms(" ".join(words[:-1]), Kind.PERSON)
            words = words[1:] if words[0].islower() else words
            yield from self.forms(" ".join(words), Kind.PERSON)
        elif len(words) > 1 and "," not in name:
            own = _surname(name) if languages.base(self.language) == "en" else ""
            yield from self.forms(own or (words[0] if _chinese(name, english) else words[-1]), Kind.PERSON)

    def begin(self) -> None:
        """Begin another text, in which neither first sightings nor mentions of the last one count."""
        self.first.clear()
        self.mentioned.clear()
        self._last = None

    def read(self, source: str, target: str) -> Reading:
        """Return the terms in *source*, the longest first, and their renderings in *target*."""
        if self._last and self._last[0] == source and self._last[1] == target:
            return self._last[2]
        mentions = self.mentions(source)
        before = len(self.mentioned)
        reading = Reading(mentions, self._used(mentions, target) if mentions else {}, self.mentioned, before)
        for mention in mentions:
            if id(mention.concepts) not in self.mentioned:
                for key in (*map(id, mention.concepts), id(mention.concepts)):
                    self.mentioned.setdefault(key, before)
        self._last = source, target, reading
        return reading

    def mentions(self, source: str, *, rendered: bool = False) -> tuple[Mention, ...]:
        """Return the terms in *source*, and the surnames of those whom this text has named in full.

        With *rendered* only what has an agreed rendering, then also inside of longer terms that have none.
        """
        if not self._live:
            return ()
        places: dict[tuple[int, int], tuple[str, list[tuple[int, ...]]]] = {}
        exact: set[tuple[int, int]] = set()
        hits = _hits(self._source, source, self._source_stem, longest=not rendered)
        for hit in self._rendered(hits) if rendered else hits:
            place = hit.start, hit.end
            if self._source_stem and self._parted(hit):
                continue
            # "weapon" is not meant where "weapons" stands and is an entry, too.
            if hit.term == hit.form and place not in exact:
                exact.add(place)
                places.pop(place, None)
            elif hit.term != hit.form and place in exact:
                continue
            places.setdefault(place, (hit.form, []))[1].append(hit.key)
        mentions = {place: Mention(self._all(*meant), form, *place) for place, (form, meant) in places.items()}
        for hit in self._surnames.find(source) if self.mentioned else ():
            covered = any(start < hit.end and hit.start < end for start, end in mentions)
            concepts = self._all(hit.key)
            if id(concepts[0]) in self.mentioned and not covered and _by_itself(source, hit.start, hit.end):
                mentions[hit.start, hit.end] = Mention(concepts, hit.form, hit.start, hit.end)
        return tuple(mentions.values())

    def _rendered(self, hits: Iterable[Hit[tuple[int, ...]]]) -> Iterator[Hit[tuple[int, ...]]]:
        """Yield those of *hits*, of each start the longest first, that have an agreed rendering and do not overlap."""
        last = 0, 0
        for hit in hits:
            place = hit.start, hit.end
            if (place == last or hit.start >= last[1]) and any(self.agreed(self._live[number]) for number in hit.key):
                last = place
                yield hit

    def _parted(self, hit: Hit[tuple[int, ...]]) -> bool:
        """Return whether a sentence ends inside a match by stems, though none ends inside the term."""
        terms = (term.text for number in hit.key for term in self._live[number].terms)
        return bool(_APART.search(hit.form)) and not any(map(_APART.search, terms))

    def _all(self, *meant: tuple[int, ...]) -> tuple[Concept, ...]:
        """Return the concepts of these numbers, each once, in the order of the glossary."""
        found = self._meant.get(meant)
        if found is None:
            numbers = sorted({number for some in meant for number in some})
            found = self._meant[meant] = tuple([self._live[number] for number in numbers])
        return found

    def _used(self, mentions: Iterable[Mention], target: str) -> dict[int, list[Used]]:
        """Return the renderings in *target* for each mention, by the ``id`` of its concepts."""
        full = {id(one) for mention in mentions if " " in mention.form for one in mention.concepts[:MANY]}
        used = {id(mention.concepts): mention.concepts for mention in mentions}
        found = {key: self._found(concepts, target) for key, concepts in used.items()}
        begun = {row.start for rows in found.values() for row in rows}
        return {
            key: [
                row
                for row in rows
                if not row.short
                or not (
                    _namesake(row, target, begun)
                    # Of a Japanese name in Chinese the surname stands for the surname only: 小野瑶 is not 小野遥.
                    or (id(row.concept) in full and chinese.is_han(row.form[0]) and row.form == row.term.text[:2])
                )
            ]
            for key, rows in found.items()
        }

    def _found(self, concepts: tuple[Concept, ...], target: str) -> list[Used]:
        """Return the renderings of *concepts* in *target*, in the order of these."""
        found: list[Used] = []
        for hit in sorted(_hits(self._target(concepts), target, self._stem), key=lambda hit: hit.key[0]):
            at, term, short = hit.key
            if concepts[at].kind is Kind.PHRASE or not _in_longer(target, hit.start, hit.end, self.language):
                found.append(Used(concepts[at], term, hit.form, hit.start, hit.end, short))
        if self.method == "endings" or self._compounding:
            known = {id(row.concept) for row in found}
            for concept in concepts[:MANY]:
                alike = self._like(concept, target) if id(concept) not in known else None
                if alike:
                    start, end, term = alike
                    form = target[start:end]
                    found.append(Used(concept, term, form, start, end, " " not in form.strip()))
        return found

    def _like(self, concept: Concept, target: str) -> tuple[int, int, Term] | None:
        """Return where a rendering stands in *target* in a form that may be one of it, or as a part of a word."""
        if not self._compounding or self._stem is None:
            found = self.alike(concept, target)
            return found if found and not found[2].forms else None
        for term in self.agreed(concept):
            if place := compound(term.text, target, self._stem):
                return *place, term
        return None

    def alike(self, concept: Concept, target: str) -> tuple[int, int, Term] | None:
        """Return where the words of a rendering stand in a row in *target*, each with its stem, in no known form.

        A single word is only looked for where its forms are not known.
        """
        if self.method not in ("forms", "endings"):
            return None
        akin = endings.suffixed if languages.base(self.language) in _SUFFIXES else endings.akin
        words = _bare_words(target)
        for term in self.agreed(concept):
            short = self.method == "endings" and concept.kind is Kind.PERSON
            for text in (term.text, *(self.surname(term.text, concept.name) if short else ())):
                wanted = [_bare(word) for word in _WORD_OR_SO.findall(text)]
                if not wanted or (len(wanted) == 1 and (self.method == "forms" or term.forms)):
                    continue
                for at in range(len(words) - len(wanted) + 1):
                    row = words[at : at + len(wanted)]
                    if row[0][0][0] == wanted[0][0] and all(
                        akin(one, word) for one, (word, _, _) in zip(wanted, row, strict=True)
                    ):
                        return row[0][1], row[-1][2], term
        return None

    def asked(self, mention: Mention) -> bool:
        """Return whether each of the concepts of *mention* has a rendering that may be written."""
        key = id(mention.concepts)
        if key not in self._asked:
            self._asked[key] = all(map(self.agreed, mention.concepts))
        return self._asked[key]

    def agreed(self, concept: Concept) -> list[Term]:
        """Return the renderings of *concept* that may be written."""
        return [
            term for term in concept.terms_in(self.language) if term.usage in ALLOWED and term.state is State.APPROVED
        ]


def _stems(text: str, stem: Callable[[str], str] | None) -> str:
    return stemmed(text, stem).text if stem else text


def _each_once(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Yield those of the *rows* that have another form, or another usage of it, than all before."""
    seen: set[tuple[str, Usage]] = set()
    for form, language, key in rows:
        if (form, key[1].usage) not in seen:
            seen.add((form, key[1].usage))
            yield form, language, key


def _hits(finder: Finder[K], text: str, stem: Callable[[str], str] | None, *, longest: bool = False) -> list[Hit[K]]:
    """Return the hits in *text*, also inside others or the *longest* only; by *stem* where there is one.

    Stems have no marks between them: what is found is also looked for as if no sentence began there.
    """
    find = finder.find if longest else finder.every
    if stem is None:
        return find(text)
    found: list[Hit[K]] = []
    taken = bytearray(len(text))
    for one in dict.fromkeys((text, begun(text))):
        stems, before = stemmed(one, stem), bytes(taken)
        for hit in find(stems.text):
            start, end = stems.original(hit.start, hit.end)
            if 1 not in before[start:end]:
                taken[start:end] = b"\1" * (end - start)
                found.append(hit._replace(start=start, end=end, form=text[start:end], term=text[start:end]))
    return sorted(found, key=lambda hit: hit.start)


def _surnames(concepts: Iterable[Concept]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield the English surnames of persons that are no term of the glossary and belong to one of them only.

    Each comes with the number of the concept.
    """
    taken: set[str] = set()
    found: dict[str, tuple[int, ...]] = {}
    for number, concept in enumerate(concepts):
        taken.update(term.text.casefold() for term in concept.terms if term.language == concept.head.language)
        if concept.kind is Kind.PERSON and languages.base(concept.head.language) == "en":
            name = _surname(concept.name)
            found[name] = (*found.get(name, ())[:1], number)
    for name, owners in found.items():
        if name and len(owners) == 1 and name.casefold() not in taken:
            yield name, "en", owners


def _surname(name: str) -> str:
    """Return the surname in an English *name*; empty where it has one word only, or ends in an initial."""
    words = name.split()
    if len(words) > 1 and palladius.person(name)[0] and words[0].lower() in palladius.surnames():
        return words[0]
    if len(words) < 2 or len(words[-1]) < 3 or not words[-1][:1].isupper() or words[-1].endswith("."):
        return ""
    at = next((at for at, word in enumerate(words) if word.islower()), len(words) - 1)
    return " ".join(words[at:])


def _by_itself(text: str, start: int, end: int) -> bool:
    """Return whether a surname there is not a part of another name: *Brigitte Macron*, *Trump Tower*, *Li Xi*."""
    before = _BEFORE.search(text, max(0, start - 30), start)
    return not re.match(r"[ \u00a0][A-Z]|[-–]", text[end : end + 2]) and (not before or before[1] in _ENGLISH_TITLES)


def _in_longer(text: str, start: int, end: int, language: str) -> bool:
    """Return whether a name there goes on: インド (India) in インドネシア, 인도 in 인도네시아."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    if any(_KATAKANA.fullmatch(edge) for edge in (before, after)):
        return True
    if languages.base(language) not in UNSPACED:
        return False
    name = text[start:end]
    for other in languages.territories(language):
        # 中国 is in 中国香港特别行政区, 北马其顿 is 马其顿 by its new name, and 刚果（金） is what 刚果 may mean.
        if name in other and name != other and name not in ("中国", "马其顿") and "（" not in other:
            at = start - other.index(name)
            if at >= 0 and text.startswith(other, at):
                return True
    return False


def _japanese(english: str) -> bool:
    return _JAPANESE.fullmatch(english) is not None and not palladius.person(english)[0]


def _chinese(name: str, english: str) -> bool:
    """Return whether *name* is that of a Chinese person in Russian; Japanese ones have some of the same syllables."""
    return palladius.chinese(name) and not _japanese(english)


def _namesake(row: Used, target: str, begun: set[int]) -> bool:
    """Return whether the surname *row* has another given name beside it: «Ли Кэцян» is no «Ли Цян».

    *begun* is where other renderings begin: «Си Путину» is Си, and Путин.
    """
    if _NUMBERED.match(target, row.end):
        return True  # 国王费利佩五世 is not the sixth
    given = _DOT.split(row.term.text)[0]
    if given != row.term.text and target.endswith(given, 0, row.start):
        return True  # 约瑟夫斯大林 lacks its interpunct
    if row.start and _DOT.fullmatch(target[row.start - 1]):
        before = _PARTS.search(target, max(0, row.start - 30), row.start)
        return before is not None and set(_DOT.split(before[0])).isdisjoint(_DOT.split(row.term.text))
    words = row.term.text.split()
    if not _chinese(row.term.text, row.concept.name):
        before = _GIVEN_BEFORE.search(target, max(0, row.start - 40), row.start)
        # Nearly the same is a slip (Ванжиру for Ванджиру); another word may be a title, or begin the sentence.
        return before is not None and not _PATRONYMIC.search(before[1]) and _near(words[0], before[1])
    given = _GIVEN.match(target, row.end)
    if not given or given.start(1) in begun:
        return False
    return _near(words[-1], given[1]) or palladius.follows(re.sub("(?:ом|ем|[ауеяю])$", "", given[1]))


def _near(own: str, other: str) -> bool:
    return SequenceMatcher(None, own, other, autojunk=False).ratio() > 0.6


def _method(language: str) -> tuple[str, Callable[[str], str] | None]:
    """Return how renderings in *language* are found, and what makes stems, if anything does."""
    base = languages.base(language)
    if base in ("zh", "ja", "yue"):
        return "words", None
    if base in ("ru", "uk", "be") or base in _SUFFIXES:
        return "forms" if base == "ru" and russian_words.available() else "endings", None
    if stem := stemmer(base):
        return "stems", stem
    return "exact", None


@lru_cache(maxsize=4)  # asked for each concept that is mentioned
def _bare_words(text: str) -> list[tuple[str, int, int]]:
    return [(_bare(word.group()), *word.span()) for word in _WORD_OR_SO.finditer(text)]


def _bare(word: str) -> str:
    """Return *word* as it is compared: without ё, with one apostrophe, and with у for the ў that begins it."""
    return re.sub("^ў", "у", re.sub("[’ʼ‘]", "'", word.lower().replace("ё", "е")))
