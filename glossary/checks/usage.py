"""Checks of translated segments against the glossary: is the agreed rendering used, and in the right form?

The glossary is compiled once for a pair of languages (:class:`Terms`). A Russian rendering is found in the forms that
stand with it in the glossary, or that pymorphy3 makes of it where it is installed (without either, and in Ukrainian,
Belarusian and languages such as Kazakh, words that differ in their endings only are given the benefit of the doubt); a
Chinese one between the borders of words; one of another language by its stem if there is a Snowball stemmer for it,
and exactly if not. Terms of a source that is not English are found by their stems, too.
:attr:`Terms.method` says which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from glossary import languages
from glossary.checks import Problem, endings, instead, rule
from glossary.checks.stems import begun, stemmed, stemmer
from glossary.model import Concept, Kind, Place, Severity, State, Term, Termbase, TranslationUnit, Usage
from glossary.text import chinese, palladius, russian
from glossary.text.find import UNSPACED, Finder, Hit, K

_ALLOWED = (Usage.PREFERRED, Usage.ADMITTED)
_SUFFIXES = frozenset(("kk", "ky", "uz", "az", "tt", "tk", "ba", "ug", "mn", "ka"))
"""Languages that put endings behind a word, which stays as it is, and that have no stemmer."""
_PREFIXES = {"he": "ה ב ל ו מ ש כ וה וב ול ומ וש שה שב של מה כש".split(), "ar": "و ف ب ل ك وب ول فب فل".split()}
"""Small words that are written together with the next one; the stemmer of Arabic takes some of them off some words."""
_LONG = 10_000
"""In a longer translation a pronoun or scattered words tell nothing."""
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
    used: dict[int, list[Used]]
    """The renderings found in the translation, by ``id`` of the concept."""
    again: frozenset[int] = frozenset()
    """What earlier segments of the text have mentioned, by ``id`` of the concept."""

    def of(self, concept: Concept) -> list[Used]:
        return self.used.get(id(concept), [])

    def of_any(self, concepts: Iterable[Concept]) -> list[Used]:
        return [row for concept in concepts for row in self.of(concept)]


@dataclass(slots=True)
class Terms:
    """A glossary, compiled for checking translations from its source language into *language*.

    Where the glossary has that language as another region writes it only, it is that one (``pt`` for ``pt-PT``).
    With *strict*, every mention of a term has to be rendered, not only one in a segment (a pronoun or nothing may stand
    for the others).
    """

    termbase: Termbase
    language: str
    strict: bool = False
    method: str = ""
    """How renderings are found: ``forms``, ``endings`` (also in Ukrainian), ``words``, ``stems`` or ``exact``."""
    first: dict[int, tuple[Used, Place | None]] = field(default_factory=dict)
    """The rendering that was seen first, by ``id`` of the concept: what later ones are compared with."""
    mentioned: set[int] = field(default_factory=set)
    """What this text has mentioned, by ``id`` of the concept. Once a person is named in full, the surname will do."""
    _source: Finder[Concept] = field(init=False)
    _surnames: Finder[Concept] = field(init=False)
    _targets: dict[int, Finder[tuple[Term, bool]]] = field(init=False, default_factory=dict)
    _forms: dict[tuple[str, Kind, tuple[str, ...]], tuple[str, ...]] = field(init=False, default_factory=dict)
    _stem: Callable[[str], str] | None = field(init=False, default=None)
    _source_stem: Callable[[str], str] | None = field(init=False, default=None)
    """What makes stems of the source language; English has its own ways in :class:`Finder`."""
    _last: tuple[str, str, Reading] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        live = self.termbase.live
        spoken = self.termbase.languages
        self.language = next((spoken[at] for at in languages.near(spoken, self.language)), self.language)
        spoken_in = languages.base(self.termbase.source_language)
        self._source_stem = None if spoken_in in ("en", *UNSPACED) else stemmer(spoken_in)
        self._source = Finder(
            (_stems(term.text, self._source_stem), term.language, concept)
            for concept in live
            for term in concept.terms
            if term.language == concept.head.language and term.state is not State.REJECTED
        )
        self._surnames = Finder(_surnames(live))
        self.method, self._stem = _method(self.language)

    def _target(self, concept: Concept) -> Finder[tuple[Term, bool]]:
        """Return the finder of the renderings of *concept*: made when a source first mentions it.

        Most entries of a large glossary are in no text at hand, and making Russian forms takes a while.
        """
        found = self._targets.get(id(concept))
        if found is None:
            found = self._targets[id(concept)] = Finder(self._rows(concept))
        return found

    def _rows(self, concept: Concept) -> Iterator[tuple[str, str, tuple[Term, bool]]]:
        """Yield every form of every rendering: (form, language, (term, whether it is a short one))."""
        for term in concept.terms_in(self.language):
            if term.state is State.REJECTED:
                continue
            for form in self.forms(term.text, concept.kind, term.forms):
                yield form, self.language, (term, False)
            if concept.kind is Kind.PERSON and term.usage in _ALLOWED:
                for form in self.surname(term.text, concept.name):
                    yield form, self.language, (term, True)

    def forms(self, text: str, kind: Kind, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return what stands for the rendering *text*; made once, for it is asked in each segment that lacks it."""
        asked = text, kind, known
        if asked not in self._forms:
            self._forms[asked] = tuple(self._made(*asked))
        return self._forms[asked]

    def _made(self, text: str, kind: Kind, known: tuple[str, ...]) -> Iterator[str]:
        written = [prefix + text for prefix in ("", *_PREFIXES.get(languages.base(self.language), ()))]
        if self._stem:
            yield from dict.fromkeys(_stems(one, self._stem) for one in written)
            return
        yield from written
        if self.method in ("forms", "endings"):
            made = languages.base(self.language) == "ru" and russian.available()
            yield from known or (russian.forms(text, kind.value) if made else ())

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
        """Begin another text: what was seen first in the last one, and what was mentioned, does not count in it."""
        self.first.clear()
        self.mentioned.clear()
        self._last = None

    def read(self, source: str, target: str) -> Reading:
        """Return the terms in *source*, the longest first, and their renderings in *target*."""
        if self._last and self._last[0] == source and self._last[1] == target:
            return self._last[2]
        mentions = self.mentions(source)
        reading = Reading(mentions, self._used(mentions, target), frozenset(self.mentioned))
        self.mentioned.update(map(id, _concepts(mentions)))
        self._last = source, target, reading
        return reading

    def mentions(self, source: str) -> tuple[Mention, ...]:
        """Return the terms in *source*, and the surnames of those whom this text has named in full."""
        places: dict[tuple[int, int], tuple[str, list[Concept]]] = {}
        exact: set[tuple[int, int]] = set()
        for hit in _hits(self._source, source, self._source_stem, longest=True):
            place = hit.start, hit.end
            # "weapon" is not meant where "weapons" stands and is an entry, too.
            if hit.term == hit.form and place not in exact:
                exact.add(place)
                places.pop(place, None)
            elif hit.term != hit.form and place in exact:
                continue
            places.setdefault(place, (hit.form, []))[1].append(hit.key)
        mentions = {place: Mention(tuple(meant), form, *place) for place, (form, meant) in places.items()}
        for hit in self._surnames.find(source) if self.mentioned else ():
            covered = any(start < hit.end and hit.start < end for start, end in mentions)
            if id(hit.key) in self.mentioned and not covered and _by_itself(source, hit.start, hit.end):
                mentions[hit.start, hit.end] = Mention((hit.key,), hit.form, hit.start, hit.end)
        return tuple(mentions.values())

    def _used(self, mentions: Iterable[Mention], target: str) -> dict[int, list[Used]]:
        """Return the renderings of what is mentioned in *target*, by ``id`` of the concept."""
        used: dict[int, list[Used]] = {}
        full = {id(one) for mention in mentions if " " in mention.form for one in mention.concepts}
        for concept in _concepts(mentions):
            for found in _hits(self._target(concept), target, self._stem):
                if concept.kind is not Kind.PHRASE and _in_longer(target, found.start, found.end, self.language):
                    continue
                used.setdefault(id(concept), []).append(
                    Used(found.key[0], found.form, found.start, found.end, found.key[1])
                )
            if self.method == "endings" and id(concept) not in used and (alike := self.alike(concept, target)):
                start, end, term = alike
                if not term.forms:
                    used[id(concept)] = [
                        Used(term, target[start:end], start, end, " " not in target[start:end].strip())
                    ]
        begun = {row.start for rows in used.values() for row in rows}
        for concept in _concepts(mentions):
            rows = used.get(id(concept), [])
            rows[:] = [row for row in rows if not (row.short and _namesake(row, concept.name, target, begun))]
        for key in full & used.keys():
            # Of a Japanese name in Chinese the surname stands for the surname only: 小野瑶 is not 小野遥.
            used[key][:] = [
                row
                for row in used[key]
                if not (row.short and chinese.is_han(row.form[0]) and row.form == row.term.text[:2])
            ]
        return used

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

    def agreed(self, concept: Concept) -> list[Term]:
        """Return the renderings of *concept* that may be written."""
        return [
            term for term in concept.terms_in(self.language) if term.usage in _ALLOWED and term.state is State.APPROVED
        ]


def _stems(text: str, stem: Callable[[str], str] | None) -> str:
    return stemmed(text, stem).text if stem else text


def _hits(finder: Finder[K], text: str, stem: Callable[[str], str] | None, *, longest: bool = False) -> list[Hit[K]]:
    """Return the hits in *text*, also inside others or the *longest* only; by *stem* where there is one.

    Stems have no marks between them: what is found is also looked for as if no sentence began there.
    """
    find = finder.find if longest else finder.every
    if stem is None:
        return find(text)
    found: list[Hit[K]] = []
    for one in dict.fromkeys((text, begun(text))):
        stems = stemmed(one, stem)
        taken = [(hit.start, hit.end) for hit in found]
        for hit in find(stems.text):
            start, end = stems.original(hit.start, hit.end)
            if not any(first < end and start < last for first, last in taken):
                found.append(hit._replace(start=start, end=end, form=text[start:end], term=text[start:end]))
    return sorted(found, key=lambda hit: hit.start)


def _concepts(mentions: Iterable[Mention]) -> Iterable[Concept]:
    """Return the concepts that are mentioned, each once."""
    return {id(one): one for mention in mentions for one in mention.concepts}.values()


def _surnames(concepts: Iterable[Concept]) -> Iterator[tuple[str, str, Concept]]:
    """Yield the English surnames of persons that are no term of the glossary and belong to one of them only."""
    taken: set[str] = set()
    found: dict[str, list[Concept]] = {}
    for concept in concepts:
        taken.update(term.text.casefold() for term in concept.terms if term.language == concept.head.language)
        if concept.kind is Kind.PERSON and languages.base(concept.head.language) == "en":
            found.setdefault(_surname(concept.name), []).append(concept)
    for name, owners in found.items():
        if name and len(owners) == 1 and name.casefold() not in taken:
            yield name, "en", owners[0]


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


def _namesake(row: Used, english: str, target: str, begun: set[int]) -> bool:
    """Return whether the surname *row* has another given name beside it: «Ли Кэцян» is no «Ли Цян».

    *begun* is where other renderings begin: «Си Путину» is Си, and Путин.
    """
    if _NUMBERED.match(target, row.end):
        return True  # 国王费利佩五世 is not the sixth
    if row.start and _DOT.fullmatch(target[row.start - 1]):
        before = _PARTS.search(target, max(0, row.start - 30), row.start)
        return before is not None and set(_DOT.split(before[0])).isdisjoint(_DOT.split(row.term.text))
    words = row.term.text.split()
    if not _chinese(row.term.text, english):
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
        return "forms" if base == "ru" and russian.available() else "endings", None
    stem = stemmer(base)
    if stem:
        return "stems", stem
    return "exact", None


# The checks


@rule("unit", Severity.WARNING)
def missing(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """the translation lacks the glossary's rendering of a term

    A longer term shadows a shorter one: where "party congress" stands, "congress" is not asked for. Several allowed
    renderings are alternatives, the surname of a person will do, one rendering is enough for a segment, and a pronoun
    for what the text has named before. For a place or a people Russian may say the adjective or the noun (китайский,
    Китая): that is not asked about.

    Wrong: en "to the party congress" ru "на собрании" (en "party congress" ru "съезд партии")
    Right: en "to the party congress" ru "на съезде партии" (en "party congress" ru "съезд партии")
    Right: en "The NPC met." ru "Собрался парламент." (en "party congress" ru "съезд партии")
    Wrong: en "India and China" zh-Hans "印度尼西亚和中国" (en "India" zh-Hans "印度"; en "China" zh-Hans "中国")
    """
    for mention, count, there in _lacking(unit, terms):
        concept = mention.concepts[0]
        agreed = [term for one in mention.concepts for term in terms.agreed(one)[:3]]
        wanted = " or ".join(f"'{term.text}'" for term in agreed)
        method = "forms" if any(term.forms for term in agreed) else terms.method
        hint = f"the source is {unit.source_place}" if unit.source_place else ""  # message
        message = _unrendered(mention.form, wanted, method)
        if there:
            message = f"'{concept.name}' is rendered as {wanted} {there} of {count} times"  # message
        yield Problem(message, hint=hint, concept=concept.name)


def _lacking(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Mention, int, int]]:
    """Yield the terms that the translation lacks the rendering of, how often they stand there, how often rendered."""
    for mention, count in _asked(unit, terms):
        found = terms.read(unit.source, unit.target).of_any(mention.concepts)
        there = len({(row.start, row.end) for row in found if row.term.usage in _ALLOWED})
        if there >= (count if terms.strict else 1) or _wrong_form(unit, terms, mention):
            continue
        if not any(_instead(unit, terms, one, mention.form) for one in mention.concepts):
            yield mention, count, there


def _instead(unit: TranslationUnit, terms: Terms, concept: Concept, form: str) -> bool:
    """Return whether something else stands for *concept*, *form* in the source, that is no mistake."""
    agreed = terms.agreed(concept)
    if any(instead.derived(unit.target, term, concept) for term in agreed):
        return True
    if terms.strict or len(unit.target) > _LONG:
        return False
    if terms.method in ("forms", "endings") and concept.kind is not Kind.PERSON:
        for term in agreed:
            forms = terms.forms(term.text, concept.kind, term.forms)
            if instead.scattered(unit.target, forms) or instead.of_place(unit.target, term, forms):
                return True
    if any(instead.shortened(unit.target, term, form, concept) for term in agreed):
        return True
    if id(concept) not in terms.read(unit.source, unit.target).again:
        return False
    written = [one for term in agreed for one in terms.forms(term.text, concept.kind, term.forms)]
    such = concept.kind is Kind.PHRASE and instead.such(unit.target, unit.target_language, written)
    return such or instead.pronoun(unit, agreed, concept.kind)


def _unrendered(form: str, wanted: str, method: str) -> str:
    """Return that *form* has none of the renderings *wanted*, and what would have counted as one by this *method*."""
    if method == "stems":
        return f"'{form}' is not rendered as {wanted} or another word of that stem"  # message
    if method == "endings":
        return f"'{form}' is not rendered as {wanted} or with another ending"  # message
    if method == "exact":
        return f"'{form}' is not rendered as {wanted}, written just so"  # message
    return f"'{form}' is not rendered as {wanted}"  # message


def _asked(unit: TranslationUnit, terms: Terms) -> list[tuple[Mention, int]]:
    """Return the mentions whose rendering is agreed, each concept once, with the number of its mentions."""
    counts: dict[tuple[int, ...], list[Mention]] = {}
    for mention in terms.read(unit.source, unit.target).mentions:
        if all(terms.agreed(concept) for concept in mention.concepts):
            counts.setdefault(tuple(map(id, mention.concepts)), []).append(mention)
    return [(mentions[0], len(mentions)) for mentions in counts.values()]


@rule("unit", Severity.ERROR)
def forbidden(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """the translation uses a rendering that the glossary forbids, or advises against, for the term

    Wrong: en "Beijing is silent." ru "Бэйцзин молчит." (en "Beijing" ru "Пекин" | !"Бэйцзин")
    Right: en "Beijing is silent." ru "Пекин молчит." (en "Beijing" ru "Пекин" | !"Бэйцзин")
    """
    for concept, row in _misused(unit, terms):
        wanted = concept.rendering(terms.language)
        yield Problem(
            f"'{row.form}' is {row.term.usage.value} for '{concept.name}'",
            row.start,
            row.end,
            hint=f"write '{wanted.text}'" if wanted else "",
            concept=concept.name,
        )


def _misused(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Concept, Used]]:
    """Yield the renderings in the translation that are not to be used, but for those inside one that is."""
    reading = terms.read(unit.source, unit.target)
    good = [(row.start, row.end) for rows in reading.used.values() for row in rows if row.term.usage in _ALLOWED]
    for concept in _concepts(reading.mentions):
        for row in reading.of(concept):
            if row.term.usage not in _ALLOWED and not any(at <= row.start and row.end <= to for at, to in good):
                yield concept, row


@rule("unit", Severity.INFO)
def inconsistent(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """a term is rendered in two ways, both allowed, in one text

    What is an acronym or a short form of the other is left alone.

    Wrong: en "the rift, a deep rift" ru "раскол, глубокий разлад" (en "rift" ru "раскол" | +"разлад")
    Right: en "the rift, a deep rift" ru "раскол, глубокий раскол" (en "rift" ru "раскол" | +"разлад")
    Right: en "NPC, the NPC" ru "Собрание, ВСНП" (en "NPC" ru "Собрание" | +"ВСНП")
    """
    reading = terms.read(unit.source, unit.target)
    counts = Counter(id(one) for mention in reading.mentions for one in mention.concepts)
    for concept in _concepts(reading.mentions):
        rows = reading.of(concept)
        once = counts[id(concept)] == 1
        for row in rows:
            if row.short or row.term.usage not in _ALLOWED or row.term.text.isupper():
                continue
            earlier, place = terms.first.setdefault(id(concept), (row, unit.place))
            if once and any(other.term is earlier.term for other in rows):
                continue  # of two words in one place, the other need not be the term
            one, two = earlier.term.text, row.term.text
            if one != two and not (one.casefold() in two.casefold() or two.casefold() in one.casefold()):
                where = f" at {place}" if place else ""
                yield Problem(
                    f"'{concept.name}' is rendered '{two}' here and '{one}'{where}",
                    hint="agree on one",
                    concept=concept.name,
                )
                break


@rule("unit", Severity.INFO)
def proposed(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """a term has only a proposed rendering, which is not asked for

    It is said once in a text.

    Wrong: en "Beijing is silent." ru "Китай молчит." (en "Beijing" ru ~"Пекин")
    Right: en "Beijing is silent." ru "Пекин молчит." (en "Beijing" ru "Пекин")
    Right: en "Beijing is silent." ru "Пекин молчит." (en "Beijing" ru "")
    """
    reading = terms.read(unit.source, unit.target)
    for concept in _concepts(reading.mentions):
        rendering = concept.rendering(terms.language)
        if rendering and id(concept) not in reading.again and not terms.agreed(concept):
            message = f"'{concept.name}' has only a proposal, '{rendering.text}'"  # message
            yield Problem(message, hint="approve it to have it checked", concept=concept.name)


@rule("unit", Severity.WARNING, languages=("ru",))
def grammar(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """the words of the rendering are there, but not in one of its forms

    Wrong: en "at the institute" ru "в Шанхайском института" (en "institute" ru "Шанхайский институт")
    Right: en "at the institute" ru "в Шанхайском институте" (en "institute" ru "Шанхайский институт")
    Wrong: en "without the institute" ru "без Шанхайский институт" (en "institute" ru "Шанхайский институт")
    """
    for mention, _ in _asked(unit, terms):
        found = terms.read(unit.source, unit.target).of_any(mention.concepts)
        for row in found:
            lemma = row.form == row.term.text and terms.method == "forms"
            kind = mention.concepts[0].kind.value
            if lemma and (preposition := endings.governing(unit.target, row.start, row.form, kind)):
                message = f"'{row.form}' is the nominative, behind '{preposition}'"  # message
                yield Problem(message, row.start, row.end, concept=mention.concepts[0].name)
        if not any(row.term.usage in _ALLOWED for row in found):
            wrong = _wrong_form(unit, terms, mention)
            if wrong and (wrong[2].forms or terms.method == "forms"):
                start, end, term = wrong
                if endings.counted(unit.target, start, end, term.text):
                    continue
                name = mention.concepts[0].name
                yield Problem(f"'{unit.target[start:end]}' is no form of '{term.text}'", start, end, concept=name)


def _wrong_form(unit: TranslationUnit, terms: Terms, mention: Mention) -> tuple[int, int, Term] | None:
    """Return where a rendering of what is mentioned stands in no known form: :meth:`Terms.alike`."""
    found = (terms.alike(concept, unit.target) for concept in mention.concepts)
    return next((row for row in found if row), None)


@lru_cache(maxsize=4)  # asked for each concept that is mentioned
def _bare_words(text: str) -> list[tuple[str, int, int]]:
    return [(_bare(word.group()), *word.span()) for word in _WORD_OR_SO.finditer(text)]


def _bare(word: str) -> str:
    """Return *word* as it is compared: without ё, with one apostrophe, and with у for the ў that begins it."""
    return re.sub("^ў", "у", re.sub("[’ʼ‘]", "'", word.lower().replace("ё", "е")))


def contradictions(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Concept, str]]:
    """Yield the concepts of which the glossary says otherwise today than the translation of *unit*, by itself.

    Each comes once, with the form that is not to be used for it, or an empty one where its rendering is missing.
    """
    terms.begin()
    found = {concept.name: (concept, row.form) for concept, row in _misused(unit, terms)}
    for mention, _, _ in _lacking(unit, terms):
        found.setdefault(mention.concepts[0].name, (mention.concepts[0], ""))
    yield from found.values()


# Coverage


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far translations follow the glossary in one concept."""

    concept: Concept
    mentions: int
    """Segments in which the source uses the term, its rendering being agreed."""
    rendered: int
    """Of these, the segments whose translation has an agreed rendering."""
    forms: tuple[str, ...]
    """The renderings that were used, the most frequent first."""
    places: tuple[Place, ...]
    """Where the rendering is missing."""


def coverage(units: Iterable[TranslationUnit], terms: Terms) -> list[Coverage]:
    """Return, for every concept that the sources of *units*, one text, mention, how often its rendering is used.

    In the order of the glossary; units without a translation are passed over.
    """
    counts: dict[int, tuple[list[int], dict[str, int], list[Place]]] = {}
    terms.begin()
    for unit in units:
        if not unit.target.strip():
            continue
        reading = terms.read(unit.source, unit.target)
        for mention, _ in _asked(unit, terms):
            rows = [row for row in reading.of_any(mention.concepts) if row.term.usage in _ALLOWED]
            # Of homographs, the one that is rendered is meant.
            meant = next((one for one in mention.concepts if reading.of(one)), mention.concepts[0])
            numbers, texts, places = counts.setdefault(id(meant), ([0, 0], {}, []))
            numbers[0] += 1
            if rows:
                numbers[1] += 1
                for text in dict.fromkeys(row.term.text for row in rows):
                    texts[text] = texts.get(text, 0) + 1
            elif unit.place:
                places.append(unit.place)
    covered = []
    for concept in terms.termbase.concepts:
        if id(concept) in counts:
            (mentions, rendered), texts, places = counts[id(concept)]
            forms = tuple(text for _, text in sorted((-count, text) for text, count in texts.items()))
            covered.append(Coverage(concept, mentions, rendered, forms, tuple(places)))
    return covered
