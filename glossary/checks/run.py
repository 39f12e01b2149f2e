"""Select checks and run them on a termbase, on texts or on translation units."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from glossary import languages
from glossary.checks import END, SOURCE, TARGET, Patterns, Problem, Rule, begins, protected, together
from glossary.checks.waivers import parse, within
from glossary.errors import ConfigError, GlossaryError, PluginError, did_you_mean
from glossary.model import Concept, Finding, Kind, Place, Severity, State, Termbase, TranslationUnit
from glossary.plugins import expected, load, names

ROUNDS = 20
"""The maximum number of times that all fixes are tried on a text, in case two of them undo each other."""
_APPROVED = State.APPROVED
RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Selection:
    """The checks that run."""

    rules: Mapping[str, Rule]
    """The rules by the names of the checks."""
    severity: Mapping[str, Severity]
    """Severities set in the configuration, by the names of the checks."""
    crashes: dict[str, None] = field(default_factory=dict)
    """A line for each check that raised an exception, in order; its findings are incomplete."""

    def of(self, scope: str, language: str = "") -> Iterator[tuple[str, Rule]]:
        """Yield the names and rules of *scope* that apply to *language*."""
        for name, rule in self.rules.items():
            if rule.scope == scope and (not language or rule.speaks(language)):
                try:
                    rule.patterns(language)
                except Exception as error:
                    self._crashed(name, error)
                else:
                    yield name, rule

    def call(self, name: str, rule: Rule, *arguments: Any) -> list[Any]:
        """Return what a check yields. If it raises an exception, this is added to :attr:`crashes`."""
        try:
            found = list(rule.function(*arguments))
            for row in found:
                if rule.scope == "termbase":
                    concept, row = row
                    expected(concept, Concept)
                expected(row, Problem)
            return found
        except Exception as error:
            self._crashed(name, error)
            return []

    def call_all(self, name: str, rule: Rule, calls: Iterable[Call]) -> Iterator[tuple[Concept, str, Problem]]:
        """Yield the concept, the text and the problem for each problem that a check finds in *calls*."""
        function = rule.function
        for concept, text, arguments in calls:
            try:
                for problem in function(*arguments):
                    expected(problem, Problem)
                    yield concept, text, problem
            except Exception as error:
                self._crashed(name, error)

    def _crashed(self, name: str, error: Exception) -> None:
        self.crashes.setdefault(f"the check '{name}' broke: {type(error).__name__}: {error}")  # message

    def finding(
        self, name: str, problem: Problem, place: Place | None, language: str, concept: str = "", text: str = ""
    ) -> Finding:
        """Return the finding for *problem*, which the check *name* found in *text*."""
        rule = self.rules[name]
        return Finding(
            check=name,
            severity=self.severity.get(name, problem.severity or rule.severity),
            message=problem.message or rule.message,
            place=place,
            concept=concept or problem.concept,
            language=language,
            hint=problem.hint,
            fix=protected.accepted(text, problem.fix) if rule.fixable and not rule.unsafe else None,
            text=text,
            start=problem.start if text else -1,
            end=problem.end if text else -1,
        )


def select(
    wanted: Sequence[str] = (),
    *,
    extend: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Mapping[str, str] = MappingProxyType({}),
) -> Selection:
    """Return the checks that *wanted* names (or the default ones), and those of *extend*, without those of *ignore*.

    A word names a check, or is a prefix that ends before a dot or a hyphen: ``zh`` includes ``zh.half-width``. ``all``
    means every check. If several words of *severity* fit a check, the longest wins. A check of another package that
    cannot be loaded is among the crashes. Raises ConfigError for a word that fits no check.
    """
    for word in (*wanted, *extend, *ignore, *severity):
        known(word)
    rules: dict[str, Rule] = {}
    levels: dict[str, Severity] = {}
    crashes: dict[str, None] = {}
    for name in names("checks"):
        selected = any(means(word, name) for word in (*wanted, *extend))
        if any(means(word, name) for word in ignore) or (wanted and not selected):
            continue
        try:
            found: Rule = load("checks", name, Rule)
        except PluginError as error:
            crashes[str(error)] = None
            continue
        if selected or found.default:
            rules[name] = found
        fitting = [word for word in severity if means(word, name)]
        if fitting:
            levels[name] = Severity(severity[max(fitting, key=lambda word: len(word) * (word != "all"))])
    return Selection(rules, levels, crashes)


def named(words: Sequence[str]) -> set[str]:
    """Return the names of the checks that any of *words* fits."""
    return {name for name in names("checks") for word in words if means(word, name)}


def known(word: str) -> None:
    """Raise ConfigError, with similar names as a hint, if *word* fits no check."""
    every = names("checks")
    if word != "all" and not any(begins(name, word) for name in every):
        beginnings = dict.fromkeys(name.split(".")[0] for name in every)
        hint = did_you_mean(word, [*every, *beginnings], "'glossary rules' lists them")  # message
        raise ConfigError(f"unknown check '{word}'", hint=hint)


def means(word: str, name: str) -> bool:
    """Return whether *word*, which may be ``all``, fits the check *name*."""
    return word == "all" or begins(name, word)


def termbase(termbase: Termbase, language: str, selection: Selection, today: date) -> list[Finding]:
    """Return the findings of *selection* in the renderings of *termbase* in *language*, in the order of the file.

    Obsolete concepts are skipped. Findings that a concept waives *today* (``Concept.waivers``) are left out, and the
    waivers themselves are checked.
    """
    findings: list[Finding] = []
    live = termbase.live
    waivers = {id(concept): [(parse(text), text) for text in concept.waivers] for concept in live if concept.waivers}
    used: set[tuple[int, str]] = set()

    def report(name: str, concept: Concept, problem: Problem, text: str = "") -> None:
        waiving = [text for waiver, text in waivers.get(id(concept), ()) if waiver.waives(name, today)]
        if waiving:
            used.update((id(concept), text) for text in waiving)
        else:
            findings.append(selection.finding(name, problem, concept.place, language, concept.name, text))

    calls = _calls(live, language)
    for scope in ("concept", "text", "pair"):
        for name, rule in selection.of(scope, language):
            own = calls.get(scope if rule.usual else f"unusual {scope}", calls[scope])
            for concept, text, problem in selection.call_all(name, rule, own.of(rule, language)):
                report(name, concept, problem, text)
    for name, rule in selection.of("termbase", language):
        for concept, problem in selection.call(name, rule, replace(termbase, concepts=live), language):
            report(name, concept, problem)
    for name, rule in selection.of("waiver"):
        for concept in live:
            for waiver, text in waivers.get(id(concept), ()):
                ran = any(begins(other, waiver.check) for other in selection.rules)
                needed = (id(concept), text) in used or not ran
                problems = selection.call(name, rule, waiver, needed, today)
                findings += [selection.finding(name, row, concept.place, language, concept.name) for row in problems]
    return sorted(findings, key=_order)


Call = tuple[Concept, str, tuple[Any, ...]]
"""A concept, the text that is checked (empty if it is the concept itself), and the arguments of the check."""


def _calls(concepts: Sequence[Concept], language: str) -> dict[str, Calls]:
    """Return the calls of checks for *concepts* and their terms in *language*, by scope.

    *unusual concept* and *unusual pair* are for checks that are not :attr:`~glossary.checks.Rule.usual`.
    """
    texts: list[tuple[Concept, str]] = []
    pairs: list[tuple[Concept, str]] = []
    unusual: list[tuple[Concept, str]] = []
    cyrillic = languages.script(language) == "Cyrl"
    for concept in concepts:
        terms = concept.terms
        name, rendering = terms[0].text, concept.rendering(language)
        if rendering is None or len(terms) > 2 or rendering.state is not _APPROVED or rendering.text == name:
            unusual.append((concept, ""))
        # entry.copy reports copies; in Cyrillic a firm keeps its name, perhaps without its legal form.
        firm = cyrillic and concept.kind is Kind.ORGANIZATION
        for term in terms[1:]:
            text = term.text
            if text == name or (firm and name.startswith(f"{text} ")):
                continue
            if term is rendering:
                pairs.append((concept, text))
            if term is rendering or (term.language == language and term.usable):
                texts.append((concept, text))

    def of_pair(concept: Concept, text: str) -> tuple[Any, ...]:
        head = concept.terms[0]
        return head.text, text, head.language, language

    targets = Texts([text for _, text in texts])
    only = len(pairs) == len(texts)  # there are no admitted renderings
    sources = tuple([concept.terms[0].text for concept, _ in pairs])
    return {
        "concept": Calls([(concept, "") for concept in concepts], lambda concept, _: (concept, language)),
        "unusual concept": Calls(unusual, lambda concept, _: (concept, language)),
        "unusual pair": Calls(texts, of_pair, targets),
        "text": Calls(texts, lambda _, text: (text, language), targets),
        "pair": Calls(
            pairs,
            of_pair,
            targets if only else Texts([text for _, text in pairs]),
            _head_texts(sources),
            Texts([together(source, text) for source, (_, text) in zip(sources, pairs, strict=True)]),
        ),
    }


class Texts:
    """Texts that are searched as one string, which takes a hundredth of the time of calling a check for each."""

    def __init__(self, texts: Sequence[str]) -> None:
        lines = [f"{text}\n" for text in texts]
        self._all = "".join(lines)
        self._starts = list(accumulate(map(len, lines), initial=0))
        self._found: dict[re.Pattern[str], Sequence[int]] = {}

    def matching(self, needs: re.Pattern[str]) -> Sequence[int]:
        """Return the indices of the texts in which *needs* is found."""
        if needs not in self._found:
            self._found[needs] = list(self._search(needs))
        return self._found[needs]

    def _search(self, needs: re.Pattern[str]) -> Iterator[int]:
        at = 0
        while (found := needs.search(self._all, at)) is not None and found.start() < len(self._all):
            number = bisect_right(self._starts, found.start()) - 1
            yield number
            at = self._starts[number + 1]


_MARKS = {SOURCE, TARGET, END}
_head_texts = lru_cache(maxsize=1)(Texts)  # the heads are the same for each target language of a glossary


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of the checks of one scope. Most checks are only called for a few of the texts."""

    rows: list[tuple[Concept, str]]
    arguments: Callable[[Concept, str], tuple[Any, ...]]
    """Returns the arguments of the checks for a row."""
    texts: Texts | None = None
    """The texts, or the translations of pairs, in the order of the rows."""
    sources: Texts | None = None
    """The sources of pairs."""
    both: Texts | None = None
    """Pairs as one text (:func:`glossary.checks.together`)."""

    def of(self, rule: Rule, language: str) -> Iterator[Call]:
        """Yield the calls of *rule* for texts that match its patterns in *language*; for all if it has none."""
        indices = _matching(rule.patterns(language), self.texts, self.sources, self.both)
        for concept, text in self.rows if indices is None else map(self.rows.__getitem__, indices):
            yield concept, text, self.arguments(concept, text)


def _matching(needed: Patterns, texts: Texts | None, sources: Texts | None, both: Texts | None) -> Sequence[int] | None:
    """Return the indices of the *texts*, *sources* or *both* that match a *needed* pattern; None if none is needed."""
    if needed[0] and not _MARKS.isdisjoint(needed[0].pattern):
        texts = both
    found = [side.matching(pattern) for side, pattern in zip((texts, sources), needed, strict=True) if side and pattern]
    return sorted(set().union(*found)) if len(found) > 1 else found[0] if found else None


def apply_fixes(
    text: str,
    source: str,
    languages: tuple[str, str],
    selection: Selection,
    waived: Container[str] = (),
    *,
    unsafe: bool = False,
) -> str:
    """Return *text*, the translation of *source* between the two *languages*, after all safe fixes.

    With *unsafe*, fixes that may be wrong are made, too. Each fix starts from the result of the one before it, until no
    check has another; the checks *waived* are skipped.
    """
    source_language, language = languages
    for _ in range(ROUNDS):
        before = text
        for name, rule in selection.rules.items():
            if not rule.fixable or (rule.unsafe and not unsafe) or not rule.speaks(language) or name in waived:
                continue
            if rule.scope == "text":
                problems = selection.call(name, rule, text, language)
            elif rule.scope == "pair" and not _IDENTIFIER.fullmatch(source):
                problems = selection.call(name, rule, source, text, source_language, language)
            else:
                continue
            text = next(filter(None, (protected.accepted(text, problem.fix) for problem in problems)), text)
        if text == before:
            return text
    return text


def header(fields: Mapping[str, str], language: str, selection: Selection, place: Place) -> list[Finding]:
    """Return the findings of *selection* in the header *fields* of a PO file at *place*."""
    return [
        selection.finding(name, problem, place, language)
        for name, rule in selection.of("header", language)
        for problem in selection.call(name, rule, fields, language)
    ]


def unreadable(error: GlossaryError) -> Finding:
    """Return the finding for a file that cannot be read because of *error*, whatever checks are selected."""
    name = "file.syntax"
    (problem,) = load("checks", name)(error)
    place = Place(error.where, error.line) if error.where else None
    return Finding(name, Severity.ERROR, problem.message, place, hint=problem.hint)


def units(
    rows: Iterable[TranslationUnit],
    selection: Selection,
    terms: Callable[[str], Any] | None = None,
    today: date = date.min,
) -> Iterator[Finding]:
    """Yield the findings of *selection* in translated segments, in their order; those in proposals are infos.

    *terms* returns the compiled glossary for a language, which ``unit`` checks need. Findings that the note of a
    segment waives *today* are left out, and the waivers themselves are checked.
    """
    prepared: dict[str, list[_Prepared]] = {}

    @cache
    def unit_checks(language: str, mentioned: bool) -> list[_Prepared]:
        rules = selection.of("unit", language) if terms else ()
        return [(name, rule, (None, None)) for name, rule in rules if mentioned or rule.usual]

    translated = (unit for unit in rows if unit.target.strip())
    for batch in _batches(translated):
        for unit, rules in zip(batch, _checks_for(batch, selection, terms, prepared), strict=True):
            language = unit.target_language
            arguments: dict[str, tuple[Any, ...]] = {
                "text": (unit.target, language),
                "pair": (_main_source(unit), unit.target, unit.source_language, language),
            }
            if terms:
                compiled = terms(language)
                mentioned = bool(compiled.read(unit.source, unit.target).mentions)
                arguments["unit"] = (unit, compiled)
                rules += unit_checks(language, mentioned)
            if counted := _FORMS.search(unit.flags):
                rules += [(name, rule, (None, None)) for name, rule in selection.of("forms")]
                arguments["forms"] = (int(counted[1]), int(counted[2]))
            others = _other_sources(unit) if unit.extra else []
            found: list[Finding] = []
            for name, rule, _ in rules:
                parameters = (*arguments[rule.scope], *([unit.flags] if rule.flagged else ()))
                problems = selection.call(name, rule, *parameters)
                if not problems or (rule.scope == "pair" and _IDENTIFIER.fullmatch(unit.source)):  # the usual case
                    continue
                for other in others if rule.scope == "pair" else ():
                    if problems:
                        problems = selection.call(name, rule, other, *parameters[1:])
                found += [selection.finding(name, row, unit.place, language, text=unit.target) for row in problems]
            if waived := within(unit.note):
                ran = [name for name, *_ in (*prepared[language], *unit_checks(language, True))]
                found = list(_after_waivers(unit, waived, found, ran, selection, today))
            if unit.state is State.PROPOSED:
                found = [replace(row, severity=Severity.INFO) for row in found]
            yield from found


_IDENTIFIER = re.compile(
    r"translators?-credits|Your (?:name|email)s|[a-z][a-z\d]+_\w+\W?|[a-z]+(?:-[a-z]+){3,}"
    r"|(?!www\.)[a-z]+(?:[.:][a-z][\w-]*){2,}|[a-z][\w-]*\.(?:txt|html?|md|rst)"
)
"""A source that is an identifier instead of a text: *translator-credits*, *Your names* (KDE), *label_save*,
*menu.file.open*, *help.txt*."""
_FORMS = re.compile(r"(\d+) forms of (\d+)")
"""The part of :attr:`TranslationUnit.flags` about an entry with a wrong number of plural forms."""
_Prepared = tuple[str, Rule, Patterns]
"""A check and its patterns."""
_UNITS, _CHARACTERS = 1_000, 1 << 20
"""The largest number of units, and of their characters, in a batch."""


def _batches(units: Iterator[TranslationUnit]) -> Iterator[list[TranslationUnit]]:
    """Yield *units* in batches."""
    batch: list[TranslationUnit] = []
    size = 0
    for unit in units:
        batch.append(unit)
        size += len(unit.source) + len(unit.target)
        if len(batch) == _UNITS or size > _CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _checks_for(
    units: Sequence[TranslationUnit],
    selection: Selection,
    terms: Callable[[str], Any] | None,
    prepared: dict[str, list[_Prepared]],
) -> list[list[_Prepared]]:
    """Return the checks that run on the texts of each of *units*; *prepared* caches the checks of each language."""
    checks: list[list[_Prepared]] = [[] for _ in units]
    languages: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        languages.setdefault(unit.target_language, []).append(at)
    for language, places in languages.items():
        if language not in prepared:
            prepared[language] = [
                (name, rule, rule.patterns(language))
                for scope in ("text", "pair")
                for name, rule in selection.of(scope, language)
                if rule.segments
            ]
            if terms:
                terms(language).begin()
        pairs = [(_main_source(units[at]), units[at].target) for at in places]
        sources = Texts([source for source, _ in pairs])
        targets = Texts([target for _, target in pairs])
        both = Texts([together(*pair) for pair in pairs])
        for check in prepared[language]:
            _, rule, patterns = check
            indices = _matching(patterns, targets, sources, both)
            if rule.optional and indices and patterns[1]:
                having = len(set(targets.matching(patterns[1])).intersection(indices))
                if having * 10 < len(indices) > 9:
                    continue
            for index in range(len(places)) if indices is None else indices:
                checks[places[index]].append(check)
    return checks


def _after_waivers(
    unit: TranslationUnit, texts: list[str], found: list[Finding], ran: list[str], selection: Selection, today: date
) -> Iterator[Finding]:
    """Yield what was *found* in *unit* without what the waivers *texts* waive, and the findings about these waivers.

    *ran* are the checks that ran. The waivers of an entry with plural forms are not checked: any of its forms may need
    them.
    """
    waivers = [parse(text) for text in texts]
    yield from (row for row in found if not any(waiver.waives(row.check, today) for waiver in waivers))
    for name, rule in selection.of("waiver") if not dict(unit.extra).get("po:plural") else ():
        for waiver in waivers:
            used = any(waiver.waives(row.check, today) for row in found)
            needed = used or not any(begins(check, waiver.check) for check in ran)
            for problem in selection.call(name, rule, waiver, needed, today):
                yield selection.finding(name, problem, unit.place, unit.target_language)


def _main_source(unit: TranslationUnit) -> str:
    """Return the source that a translation is compared with first: the plural, if its form is used for many numbers.

    The first Russian form is also used for 21, so it must have the placeholder of the number.
    """
    extra = dict(unit.extra) if unit.extra else {}
    return unit.source if "po:only" in extra else extra.get("po:plural", unit.source)


def _other_sources(unit: TranslationUnit) -> list[str]:
    """Return other sources for a form that is used for one number only: the plural, and both texts without a number.

    For "an hour ago" these are "%d hours ago" and " hours ago".
    """
    extra = dict(unit.extra)
    if "po:only" not in extra:
        return []
    from glossary.checks.placeholders import placeholders

    both = (unit.source, extra["po:plural"])
    bare = [text.replace(one, "", 1) for text in both for _, one in placeholders(text, text, unit.flags)]
    return [extra["po:plural"], *bare]


def _order(finding: Finding) -> tuple[Any, ...]:
    place = finding.place or Place("")
    return place.path, place.line, place.column, RANK[finding.severity], finding.check, finding.message
