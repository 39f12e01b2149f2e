"""A glossary compiled for one language pair: terms in a segment and their renderings in its translation.

A Russian rendering matches in the forms listed in the glossary, or in those that pymorphy3 makes if it is installed.
Without either, and in Ukrainian, Belarusian and languages such as Kazakh, words that differ only in their endings are
accepted. Chinese renderings match at word boundaries; other languages match by Snowball stem if there is a stemmer, and
exactly if not. Terms of a source language other than English also match by stem. :attr:`Terms.method` names the method.

All homographs of a term are searched together, in one pass over the translation.
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
"""A ``# proposed:`` line: ignored if there are agreed renderings (a fuzzy ``msgstr`` is preferred, and counts)."""
_SUFFIXES = frozenset(("kk", "ky", "uz", "az", "tt", "tk", "ba", "ug", "mn", "ka"))
"""Languages without a stemmer whose suffixes leave the word unchanged."""
_PREFIXES = {"he": "ה ב ל ו מ ש כ וה וב ול ומ וש שה שב של מה כש".split(), "ar": "و ف ب ل ك وب ول فب فل".split()}
"""Particles written together with the next word; the Arabic stemmer removes only some of them."""
MANY = 50
"""If there are more homographs than this, only the first ones are compared one by one."""
_MAX_INFLECTED = 5_000
"""If there are more homographs than this, no forms are made: renderings then match as written, or by stem."""
_SENTENCE_BREAK = re.compile(r"[;!?…]|[^\W\d_]{4}[.:]\s|\n\s*\n")
"""Boundary between sentences; a full stop after fewer than four letters ends an abbreviation."""
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘][^\W_]+)*")
"""A word, which in Ukrainian, Belarusian and Uzbek may contain an apostrophe."""
_WORD_BEFORE = re.compile(r"([A-Z][\w'’.-]*)[ \u00a0]$")
_BEFORE_MONTH = re.compile(r"(?:\b(?:in|since|until|till|during|early|late|last|next|\d\d?)|mid)[ -]$")
_ENGLISH_TITLES = frozenset(
    "President Premier Minister Secretary Chancellor Chairman General Governor Mr Mr. Mrs Mrs. Ms Ms. Dr".split()
)
_SURNAME_FIRST = re.compile(
    "([A-Z][a-z]+) [A-Z][a-z]+-[a-z]+"
    "|(Ahn|Ban|Chang|Cho[ei]|Chung|Han|Hong|Hwang|Jang|Jung|Kang|Kim|Kwon|Lee|Lim|Moon|Pa(?:r?k|ik)|Roh|Shin|Song|Yoon|Yun)"
    "(?: [A-Z][a-z]{1,4}){2}"
).fullmatch
"""A Korean or Taiwanese name: *Lee Jae-myung*, *Tsai Ing-wen*, *Yoon Suk Yeol*."""
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
"""A pope or monarch in Chinese."""
_NUMBERED = re.compile(r"[一二三四五六七八九十]+世|[ \u00a0][IVX]+\b")
_PARTS = re.compile(rf"(?:[{chinese.HAN}]{{1,8}}[·・=＝])+$")
"""The parts of a name before the surname."""
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2}")
_MORA = "(?:(?:[kgsztdnhbpmr]?y?|sh|ch|j|ts|f|w|kk|pp|ss|tt)[aeiouāēīōū]|n(?![aeiouāēīōūy]))+"
_JAPANESE = re.compile(f"{_MORA}(?:[ -]{_MORA})*", re.IGNORECASE)
"""A romanised Japanese name; its surname alone has two characters (小野), unless a title follows."""


_Key = tuple[int, Term, bool]
"""Index of the homograph, its rendering, whether the form is a short one."""
_Row = tuple[str, str, _Key]
"""A form, its language, and its key."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a glossary term in a source text."""

    concepts: tuple[Concept, ...]
    """The concept, or several if they are homographs."""
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Used:
    """A rendering found in a translation."""

    concept: Concept
    term: Term
    form: str
    start: int
    end: int
    short: bool = False
    """Whether only a person's surname was found."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The glossary terms of one segment and of its translation."""

    mentions: tuple[Mention, ...]
    rows: dict[int, list[Used]]
    """The renderings found in the translation, by the ``id`` of a mention's tuple of concepts."""
    mentioned: dict[int, int]
    """Mentions in the text so far; see :attr:`Terms.mentioned`."""
    before: int
    """How many entries of it come from earlier segments."""

    def of(self, mention: Mention) -> list[Used]:
        return self.rows[id(mention.concepts)]

    def again(self, meant: Concept | tuple[Concept, ...]) -> bool:
        """Return whether an earlier segment mentioned the concept, or the homographs of a mention."""
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
    """A glossary compiled to check translations from its source language into *language*.

    If the glossary has only another region of the language (``pt`` for ``pt-PT``), that one is used; for ``zh``, which
    leaves the script open, the only Chinese in the glossary. With *strict*, every mention of a term must be rendered,
    not just one in each segment (a pronoun, or nothing, may stand for the others).
    """

    termbase: Termbase
    language: str
    strict: bool = False
    method: str = ""
    """How renderings match: ``forms``, ``endings`` (also for Ukrainian), ``words``, ``stems`` or ``exact``."""
    first: dict[int, tuple[Used, Place | None]] = field(default_factory=dict)
    """The first rendering seen of each concept, by its ``id``, for comparison with later ones."""
    mentioned: dict[int, int] = field(default_factory=dict)
    """Mentions in this text so far: the ``id`` of a concept, or of a mention's concepts, and how many came earlier.
    Once a person was named in full, the surname is enough."""
    _source: Finder[tuple[int, ...]] = field(init=False)
    """Finds source terms, with the numbers of the concepts that they may mean."""
    _surnames: Finder[tuple[int, ...]] = field(init=False)
    _live: tuple[Concept, ...] = field(init=False)
    _meant: dict[tuple[tuple[int, ...], ...], tuple[Concept, ...]] = field(init=False, default_factory=dict)
    """Tuples of concepts by their numbers; each is made only once, so that its ``id`` identifies it."""
    _targets: dict[int, Finder[_Key]] = field(init=False, default_factory=dict)
    _asked: dict[int, bool] = field(init=False, default_factory=dict)
    _forms: dict[tuple[str, Kind, tuple[str, ...]], tuple[str, ...]] = field(init=False, default_factory=dict)
    _stem: Callable[[str], str] | None = field(init=False, default=None)
    _compounding: bool = field(init=False, default=False)
    """Whether a rendering may be part of a longer word."""
    _source_stem: Callable[[str], str] | None = field(init=False, default=None)
    """The stemmer of the source language, except for English, which :class:`Finder` handles itself."""
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
        """Return the finder for the renderings of *concepts*, made when a source first mentions them.

        Most entries of a large glossary do not occur in a given text, and making Russian forms takes time.
        """
        found = self._targets.get(id(concepts))
        if found is None:
            rows = (row for at, concept in enumerate(concepts) for row in self._rows(at, concept))
            found = self._targets[id(concepts)] = Finder(_distinct(rows) if len(concepts) > MANY else rows)
        return found

    def _rows(self, at: int, concept: Concept) -> Iterator[_Row]:
        """Yield every form of every rendering of *concept*, whose index among its homographs is *at*."""
        made = at < _MAX_INFLECTED
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
        """Return the forms of the rendering *text*, cached, since each segment that lacks it needs them."""
        asked = text, kind, known
        if asked not in self._forms:
            self._forms[asked] = tuple(self._inflected(*asked))
        return self._forms[asked]

    def _inflected(self, text: str, kind: Kind, known: tuple[str, ...]) -> Iterator[str]:
        written = [prefix + text for prefix in ("", *_PREFIXES.get(languages.base(self.language), ()))]
        if self._stem:
            yield from dict.fromkeys(_stems(form, self._stem) for form in (*written, *known))
            return
        yield from written
        yield from russian.forms(text, kind.value) if self.method == "forms" and not known else known

    def surname(self, name: str, english: str) -> Iterator[str]:
        """Yield the forms of the surname alone in *name*, if the language can write the *english* surname that way."""
        if languages.base(self.language) in ("zh", "yue", "ja"):
            if _DOT.search(name):
                yield _DOT.split(name)[-1]
            elif 2 <= len(name) <= 4 and all(map(chinese.is_han, name)):
                yield from (name[0] + title for title in _TITLES.split("|"))
                if len(name) > 2 and _is_japanese(english):
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
            yield from self.forms(own or words[0 if _begins_with_surname(name, english) else -1], Kind.PERSON)

    def begin(self) -> None:
        """Start another text: forget the first renderings and the mentions of the last one."""
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
        """Return the terms in *source*, and surnames of persons whom this text has named in full.

        With *rendered*, only terms with an agreed rendering, including those inside longer terms without one.
        """
        if not self._live:
            return ()
        places: dict[tuple[int, int], tuple[str, list[tuple[int, ...]]]] = {}
        exact: set[tuple[int, int]] = set()
        hits = _hits(self._source, source, self._source_stem, longest=not rendered)
        for hit in self._rendered(hits) if rendered else hits:
            place = hit.start, hit.end
            if self._source_stem and self._spans_sentences(hit):
                continue
            # "weapon" does not match "weapons" if that is an entry of its own.
            if hit.term == hit.form and place not in exact:
                exact.add(place)
                places.pop(place, None)
            elif hit.term != hit.form and place in exact:
                continue
            places.setdefault(place, (hit.form, []))[1].append(hit.key)
        mentions = {place: Mention(self._concepts(*meant), form, *place) for place, (form, meant) in places.items()}
        for hit in self._surnames.find(source) if self.mentioned else ():
            covered = any(start < hit.end and hit.start < end for start, end in mentions)
            concepts = self._concepts(hit.key)
            if id(concepts[0]) in self.mentioned and not covered and _stands_alone(source, hit.start, hit.end):
                mentions[hit.start, hit.end] = Mention(concepts, hit.form, hit.start, hit.end)
        return tuple(mentions.values())

    def _rendered(self, hits: Iterable[Hit[tuple[int, ...]]]) -> Iterator[Hit[tuple[int, ...]]]:
        """Yield the non-overlapping *hits* with an agreed rendering, the longest at each start."""
        last = 0, 0
        for hit in hits:
            place = hit.start, hit.end
            if (place == last or hit.start >= last[1]) and any(self.agreed(self._live[number]) for number in hit.key):
                last = place
                yield hit

    def _spans_sentences(self, hit: Hit[tuple[int, ...]]) -> bool:
        """Return whether a match by stems spans a sentence boundary that the term does not have."""
        terms = (term.text for number in hit.key for term in self._live[number].terms)
        return bool(_SENTENCE_BREAK.search(hit.form)) and not any(map(_SENTENCE_BREAK.search, terms))

    def _concepts(self, *meant: tuple[int, ...]) -> tuple[Concept, ...]:
        """Return the concepts with these numbers, without duplicates, in glossary order."""
        found = self._meant.get(meant)
        if found is None:
            numbers = sorted({number for some in meant for number in some})
            found = self._meant[meant] = tuple([self._live[number] for number in numbers])
        return found

    def _used(self, mentions: Iterable[Mention], target: str) -> dict[int, list[Used]]:
        """Return the renderings in *target* for each mention, by the ``id`` of its concepts."""
        full = {id(concept) for mention in mentions if " " in mention.form for concept in mention.concepts[:MANY]}
        used = {id(mention.concepts): mention.concepts for mention in mentions}
        found = {key: self._found(concepts, target) for key, concepts in used.items()}
        begun = {row.start for rows in found.values() for row in rows}
        return {
            key: [
                row
                for row in rows
                if not row.short
                or not (
                    _is_namesake(row, target, begun)
                    # A Japanese surname in Chinese is not enough for the full name: 小野瑶 is not 小野遥.
                    or (id(row.concept) in full and chinese.is_han(row.form[0]) and row.form == row.term.text[:2])
                )
            ]
            for key, rows in found.items()
        }

    def _found(self, concepts: tuple[Concept, ...], target: str) -> list[Used]:
        """Return the renderings of *concepts* found in *target*, in the order of *concepts*."""
        found: list[Used] = []
        for hit in sorted(_hits(self._target(concepts), target, self._stem), key=lambda hit: hit.key[0]):
            at, term, short = hit.key
            if concepts[at].kind is Kind.PHRASE or not _is_inside_name(target, hit.start, hit.end, self.language):
                found.append(Used(concepts[at], term, hit.form, hit.start, hit.end, short))
        if self.method == "endings" or self._compounding:
            known = {id(row.concept) for row in found}
            for concept in concepts[:MANY]:
                alike = self._possible(concept, target) if id(concept) not in known else None
                if alike:
                    start, end, term = alike
                    form = target[start:end]
                    found.append(Used(concept, term, form, start, end, " " not in form.strip()))
        return found

    def _possible(self, concept: Concept, target: str) -> tuple[int, int, Term] | None:
        """Return the span and term of a rendering in *target* in a possible form, or inside a longer word."""
        if not self._compounding or self._stem is None:
            found = self.alike(concept, target)
            return found if found and not found[2].forms else None
        for term in self.agreed(concept):
            if place := compound(term.text, target, self._stem):
                return *place, term
        return None

    def alike(self, concept: Concept, target: str) -> tuple[int, int, Term] | None:
        """Return the span and term of a rendering whose words occur in *target* by stem, but in no known form.

        A single word is searched only if its forms are not known.
        """
        if self.method not in ("forms", "endings"):
            return None
        akin = endings.suffixed if languages.base(self.language) in _SUFFIXES else endings.akin
        words = _normalized_words(target)
        for term in self.agreed(concept):
            short = self.method == "endings" and concept.kind is Kind.PERSON
            for text in (term.text, *(self.surname(term.text, concept.name) if short else ())):
                wanted = [_normalized(word) for word in _WORD.findall(text)]
                if not wanted or (len(wanted) == 1 and (self.method == "forms" or term.forms)):
                    continue
                for at in range(len(words) - len(wanted) + 1):
                    row = words[at : at + len(wanted)]
                    if row[0][0][0] == wanted[0][0] and all(
                        akin(own, word) for own, (word, _, _) in zip(wanted, row, strict=True)
                    ):
                        return row[0][1], row[-1][2], term
        return None

    def asked(self, mention: Mention) -> bool:
        """Return whether each concept of *mention* has an allowed rendering."""
        key = id(mention.concepts)
        if key not in self._asked:
            self._asked[key] = all(map(self.agreed, mention.concepts))
        return self._asked[key]

    def agreed(self, concept: Concept) -> list[Term]:
        """Return the allowed renderings of *concept*."""
        return [
            term for term in concept.terms_in(self.language) if term.usage in ALLOWED and term.state is State.APPROVED
        ]


def _stems(text: str, stem: Callable[[str], str] | None) -> str:
    return stemmed(text, stem).text if stem else text


def _distinct(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Yield the *rows* that differ from all earlier ones in form or in usage."""
    seen: set[tuple[str, Usage]] = set()
    for form, language, key in rows:
        if (form, key[1].usage) not in seen:
            seen.add((form, key[1].usage))
            yield form, language, key


def _hits(finder: Finder[K], text: str, stem: Callable[[str], str] | None, *, longest: bool = False) -> list[Hit[K]]:
    """Return the hits in *text*, by *stem* if given: the *longest* only, or nested ones as well.

    Stems carry no punctuation, so the text is also searched as if it were a single sentence.
    """
    find = finder.find if longest else finder.every
    if stem is None:
        return find(text)
    found: list[Hit[K]] = []
    taken = bytearray(len(text))
    for version in dict.fromkeys((text, begun(text))):
        stems, before = stemmed(version, stem), bytes(taken)
        for hit in find(stems.text):
            start, end = stems.original(hit.start, hit.end)
            if 1 not in before[start:end]:
                taken[start:end] = b"\1" * (end - start)
                found.append(hit._replace(start=start, end=end, form=text[start:end], term=text[start:end]))
    return sorted(found, key=lambda hit: hit.start)


def _surnames(concepts: Iterable[Concept]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield English surnames that identify one person and are not glossary terms themselves.

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
    """Return the surname in an English *name*, or an empty string if it is one word or ends in an initial."""
    words = name.split()
    chinese_name = len(words) > 1 and palladius.person(name)[0] and words[0].lower() in palladius.surnames()
    if chinese_name or _SURNAME_FIRST(name):
        return words[0]
    if len(words) < 2 or len(words[-1]) < 3 or not words[-1][:1].isupper() or words[-1].endswith("."):
        return ""
    at = next((at for at, word in enumerate(words) if word.islower()), len(words) - 1)
    return " ".join(words[at:])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether a surname is not part of another name (*Brigitte Macron*, *Trump Tower*), or a month: *in May*."""
    if text[start:end] == "May" and _BEFORE_MONTH.search(text, max(0, start - 8), start):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    return not re.match(r"[ \u00a0][A-Z]|[-–]", text[end : end + 2]) and (not before or before[1] in _ENGLISH_TITLES)


def _is_inside_name(text: str, start: int, end: int, language: str) -> bool:
    """Return whether a name continues: インド (India) in インドネシア, 인도 in 인도네시아."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    if any(_KATAKANA.fullmatch(edge) for edge in (before, after)):
        return True
    if languages.base(language) not in UNSPACED:
        return False
    name = text[start:end]
    for other in languages.territories(language):
        # 中国 occurs in 中国香港特别行政区; but 北马其顿 is the new name of 马其顿, and 刚果 may mean 刚果（金）.
        if name in other and name != other and name not in ("中国", "马其顿") and "（" not in other:
            at = start - other.index(name)
            if at >= 0 and text.startswith(other, at):
                return True
    return False


def _is_japanese(english: str) -> bool:
    return _JAPANESE.fullmatch(english) is not None and not palladius.person(english)[0]


def _begins_with_surname(name: str, english: str) -> bool:
    """Return whether *name* is a Chinese or Korean name in Russian; Japanese names share some of the syllables."""
    return (palladius.chinese(name) and not _is_japanese(english)) or _SURNAME_FIRST(english) is not None


def _is_namesake(row: Used, target: str, begun: set[int]) -> bool:
    """Return whether the surname *row* has another given name with it: «Ли Кэцян» is not «Ли Цян».

    *begun* is where other renderings begin: in «Си Путину», Путин is another person, not a given name.
    """
    if _NUMBERED.match(target, row.end):
        return True  # 国王费利佩五世 is not the sixth
    given = _DOT.split(row.term.text)[0]
    if given != row.term.text and target.endswith(given, 0, row.start):
        return True  # 约瑟夫斯大林 lacks the interpunct
    if row.start and _DOT.fullmatch(target[row.start - 1]):
        before = _PARTS.search(target, max(0, row.start - 30), row.start)
        return before is not None and set(_DOT.split(before[0])).isdisjoint(_DOT.split(row.term.text))
    words = row.term.text.split()
    if not _begins_with_surname(row.term.text, row.concept.name):
        before = _GIVEN_BEFORE.search(target, max(0, row.start - 40), row.start)
        # A small difference is a typo (Ванжиру for Ванджиру); another word may be a title, or begin the sentence.
        return before is not None and not _PATRONYMIC.search(before[1]) and _is_similar(words[0], before[1])
    given = _GIVEN.match(target, row.end)
    if not given or given.start(1) in begun:
        return False
    misspelled = given[1][0] in {word[0] for word in words[1:]} or _is_similar(words[-1], given[1])
    return misspelled or palladius.follows(re.sub("(?:ом|ем|[ауеяю])$", "", given[1]))


def _is_similar(own: str, other: str) -> bool:
    return SequenceMatcher(None, own, other, autojunk=False).ratio() > 0.6


def _method(language: str) -> tuple[str, Callable[[str], str] | None]:
    """Return the method by which renderings in *language* match, and a stemmer if it uses one."""
    base = languages.base(language)
    if base in ("zh", "ja", "yue"):
        return "words", None
    if base in ("ru", "uk", "be") or base in _SUFFIXES:
        return "forms" if base == "ru" and russian_words.available() else "endings", None
    if stem := stemmer(base):
        return "stems", stem
    return "exact", None


@lru_cache(maxsize=4)  # called for each concept that is mentioned
def _normalized_words(text: str) -> list[tuple[str, int, int]]:
    return [(_normalized(word.group()), *word.span()) for word in _WORD.finditer(text)]


def _normalized(word: str) -> str:
    """Return *word* for comparison: without ё, with one kind of apostrophe, and with у for an initial ў."""
    return re.sub("^ў", "у", re.sub("[’ʼ‘]", "'", word.lower().replace("ё", "е")))
