"""``glossary import``: files that others send back, merged into the glossary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from operator import is_
from typing import NamedTuple

from glossary import languages, merge
from glossary.errors import InputError
from glossary.formats import Skipped
from glossary.jobs.disk import read, save, sent
from glossary.jobs.exporting import sent_out
from glossary.model import Authority, Change, Concept, Term, Termbase
from glossary.project import Home, Name, Names, each, one, opened
from glossary.text import chinese
from glossary.text.garbled import garbled


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of :func:`import_`."""

    changes: tuple[Change, ...]
    skipped: tuple[Skipped, ...]
    """What could not be read; rows without a line concern the whole file."""
    written: tuple[str, ...] = ()
    blind: bool = False
    """Whether there are conflicts in a file whose exported base is unknown."""
    faults: int = 0
    """How many entries were rejected for a fault of their own: unreadable, garbled letters, no term, or ambiguous.
    Entries rejected by a rule (a proposal where a person has decided, a language that the glossary does not have, new
    terms that are not wanted) are not counted."""
    empty: int = 0
    """How many entries have nothing in a language of the glossary and so change nothing."""

    def count(self, *actions: str) -> int:
        """Return the number of changes with one of *actions*; an unreadable entry counts as ``rejected``."""
        count = sum(change.action in actions for change in self.changes)
        return count + sum(row.line > 0 for row in self.skipped) * ("rejected" in actions)


def is_fault(change: Change) -> bool:
    """Return whether *change* is a whole entry that was rejected for a fault of its own rather than by a rule."""
    return change.action == "rejected" and not change.language and change.reason != merge.NOT_HERE


def import_(
    project: Home,
    names: Names,
    *,
    language: str = "",
    base: Name = "",
    tool: str = "",
    add: bool = True,
    dry_run: bool = False,
    encoding: str = "",
) -> Imported:
    """Merge the returned files *names* into the glossary; where two people disagree, the result is a conflict.

    *language* is the target language of files that do not name one, *tool* the tool that they come from. *base* is the
    file that was sent out; it distinguishes a change on one side from a disagreement. A file with the signature of an
    export does not need it. New concepts are added unless *add* is false.
    """
    project, base = opened(project), one(base)
    disk = read(project)
    termbase = disk.termbase
    ancestor = sent(project, base, language, encoding, tool).termbase if base else None
    changes: list[Change] = []
    skipped: list[Skipped] = []
    if ancestor is not None:
        ancestor = _with_known_codes(ancestor, termbase.languages, project.source_language, language)[0]
    blind, faults, empty = False, 0, 0
    for name in each(names):
        reading = sent(project, name, language, encoding, tool)
        skipped += [replace(row, file=name) for row in reading.skipped]
        before = ancestor or sent_out(project, reading.termbase)
        with languages.written_as((*project.languages, language)):
            news = _news(reading.termbase, termbase, project.source_language, language, name)
            emptied = list(_report_emptied(news.termbase, before, termbase))
        changes += [replace(change, file=name) for change in news.rejected]
        skipped += [Skipped(0, why, name) for why in (*news.said, *emptied)]
        if add and _is_prose(news.termbase, termbase):
            hint = "'glossary memory import' keeps translations of sentences; --known-only merges known terms"
            raise InputError("most of its new entries are sentences, not terms", where=name, hint=hint)
        empty += sum(
            {term.language for term in row.terms} == {project.source_language} for row in news.termbase.concepts
        )
        merged = merge.merge(
            termbase,
            news.termbase,
            by=Authority.PERSON,
            ancestor=before,
            add=add,
            says=reading.says,
            beside=reading.beside,
        )
        blind = blind or (before is None and merged.count("conflict") > 0)
        termbase = merged.termbase
        changes += [replace(change, file=name) for change in merged.changes]
        faults += sum(row.line > 0 for row in reading.skipped) + news.damaged
        faults += sum(map(is_fault, merged.changes))
    written: list[str] = []
    if not dry_run and any(change.action in ("added", "changed") for change in changes):
        written = save(project, disk, termbase)
    return Imported(tuple(changes), tuple(skipped), tuple(written), blind, faults, empty)


class _News(NamedTuple):
    """A file's contents as far as they can be merged into the glossary."""

    termbase: Termbase
    rejected: list[Change]
    said: list[str]
    """Messages about the file."""
    damaged: int
    """How many entries were rejected because their letters are garbled."""


def _news(found: Termbase, termbase: Termbase, source: str, language: str, where: str) -> _News:
    """Return what of *found* can be merged into *termbase*. Raises InputError if it has none of its languages."""
    known = termbase.languages
    news, matched = _with_known_codes(found, known, source, language)
    news, broken, illegible = _without_garbled_terms(news, termbase)
    ours, foreign, unknown = _in_known_languages(news, known, source)
    if unknown and not any(term.language in known for concept in news.concepts for term in concept.terms):
        raise InputError(unknown[-1], where=where, hint=_language_advice(news, known, source))
    return _News(
        ours,
        broken + foreign,
        [
            *matched,
            *illegible,
            *unknown,
            *_report_duplicates(ours),
            *_report_case_variants(ours, termbase),
            *_report_details(ours),
        ],
        len(broken),
    )


def _report_emptied(news: Termbase, before: Termbase | None, termbase: Termbase) -> Iterator[str]:
    """Yield a message about renderings that existed *before* and are empty in *news*, if there are any."""
    spoken = {term.language for concept in news.concepts for term in concept.terms} - {news.source_language}
    if before is None:
        return

    def rendered(termbase: Termbase) -> set[tuple[tuple[str, str], str]]:
        return {(merge.key(row), code) for row in termbase.concepts for code in spoken if row.rendering(code)}

    both = rendered(before) & rendered(termbase)
    gone = [
        f"{concept.name} [{languages.gettext(code)}]"
        for concept in news.concepts
        for code in sorted(spoken)
        if (merge.key(concept), code) in both and not concept.terms_in(code)
    ]
    if gone:
        count, first = len(gone), gone[0]
        yield f"renderings that came back empty, and stay ({count}, such as {first})"  # message


def _report_details(news: Termbase) -> Iterator[str]:
    """Yield a message about details of concepts in *news* that a PO file cannot hold, if there are any."""
    names = []
    for row in news.concepts:
        own = row.terms_in(row.head.language)
        extra = chain(row.extra, *(term.extra for term in row.terms))
        if any(term.forms or (term.note and term is not row.head) for term in own) or not all(
            name.startswith(("po:", "tbx:said:")) for name, _ in extra
        ):
            names.append(row.name)
    if names:
        count, name = len(names), names[0]
        yield f"concepts with details that have no place in the glossary ({count}, such as '{name}')"  # message


def _report_duplicates(news: Termbase) -> Iterator[str]:
    """Yield a message about concepts that *news* has several times with different contents, if there are any."""
    first: dict[tuple[str, str], Concept] = {}
    names = [row.name for row in news.concepts if row != first.setdefault(merge.key(row), row)]
    if names:
        count, name = len(names), names[0]
        yield f"several entries of one name are joined ({count}, such as '{name}')"  # message


def _report_case_variants(news: Termbase, termbase: Termbase) -> Iterator[str]:
    """Yield a message about new names in *news* that differ from another only in case, if there are any."""
    known = merge.Known(termbase.concepts)
    added = dict.fromkeys(merge.tidy(concept.name) for concept in news.concepts if not known.find(concept))
    first = {name.casefold(): name for name in sorted(merge.tidy(concept.name) for concept in termbase.concepts)}
    pairs = [(other, name) for name in added if (other := first.setdefault(name.casefold(), name)) != name]
    if pairs:
        (one, other), count = pairs[0], len(pairs)
        yield f"names that differ in capitals only are two concepts ({count}, such as '{one}' and '{other}')"  # message


_MANY = 10
"""From this many new terms on, check whether they are terms at all."""
_SENTENCE = re.compile(r".{60,}|(?:\S+\s+){5,}\S*[.!?]\W*|.{12,}[。！？]", re.DOTALL)


def _is_prose(news: Termbase, termbase: Termbase) -> bool:
    """Return whether *news* consists of sentences, as when a translation memory is imported by mistake."""
    there = {merge.tidy(concept.name) for concept in termbase.concepts}
    added = [concept.name for concept in news.concepts if merge.tidy(concept.name) not in there]
    return len(added) >= _MANY and sum(map(bool, map(_SENTENCE.fullmatch, added))) > len(added) / 2


def _language_advice(news: Termbase, known: Collection[str], source: str) -> str:
    """Return advice if *news* is in languages other than *known*; empty if it does not name its languages."""
    spoken = {term.language for concept in news.concepts for term in concept.terms} - {source}
    if {"zh", "und"} & spoken:
        return ""
    if known:
        return "add it to 'languages' in the configuration"  # message
    names = " -l ".join(sorted(map(languages.gettext, spoken)))
    return f"run 'glossary init -l {names}'"  # message


def _in_known_languages(
    news: Termbase, known: Collection[str], source: str
) -> tuple[Termbase, list[Change], list[str]]:
    """Return *news* restricted to the glossary's languages, the rejected changes, and a message per other language."""
    wanted = {*known, source}
    rejected: list[Change] = []
    said: list[str] = []
    for other in dict.fromkeys(term.language for concept in news.concepts for term in concept.terms):
        if other in wanted:
            continue
        why = f"{languages.english_name(other)} ({other}) is not a language of this glossary"
        if other == "zh":
            why = "'zh' does not say which script: write zh_CN (Simplified) or zh_TW (Traditional)"
        if other == "und":
            why = "the file does not say its language: name it with -l"
        said.append(why)
        rejected += [
            Change("rejected", concept.name, other, after=term.text, reason=why)
            for concept in news.concepts
            for term in concept.terms
            if term.language == other
        ]
    if not said:
        return news, [], []
    concepts = tuple(
        replace(concept, terms=tuple(term for term in concept.terms if term.language in wanted))
        for concept in news.concepts
        if concept.head.language in wanted
    )
    return replace(news, concepts=concepts), rejected, said


def _with_known_codes(news: Termbase, known: Collection[str], source: str, language: str) -> tuple[Termbase, list[str]]:
    """Return *news* with its language codes replaced by the glossary's, and a message per replaced code.

    A code without a script becomes the one that the user names, or the only Chinese language of the glossary if it is
    written in that script. A code with a region becomes the one without, unless either side has another region of that
    language. Of several regions of the source language, the one that names the most concepts is taken.
    """
    there = {term.language for concept in news.concepts for term in concept.terms}
    heads = Counter(concept.head.language for concept in news.concepts)
    wanted = languages.tag(languages.code(language)) if language else ""
    ours: dict[str, str] = {}
    for other in sorted(there - {*known, source}, key=lambda name: (-heads[name], name)):
        like = [code for code in {*known, source} if languages.near([code], other)]
        if wanted and other == languages.base(wanted):
            like = [wanted]
        elif other == "zh":
            like = _scripted(news, {*known, source})
        if len(like) == 1 and like[0] not in there and like[0] not in ours.values():
            ours[other] = like[0]
    if not ours:
        return news, []

    def spoken(term: Term) -> Term:
        return replace(term, language=ours[term.language]) if term.language in ours else term

    concepts = tuple(replace(concept, terms=tuple(map(spoken, concept.terms))) for concept in news.concepts)
    spelled = {other: languages.gettext(code) for other, code in ours.items()}
    said = [f"{other} is taken for {code}" for other, code in spelled.items()]  # message
    return replace(news, concepts=concepts), said


def _scripted(news: Termbase, known: Collection[str]) -> list[str]:
    """Return the only Chinese language in *known* if the ``zh`` terms of *news* fit its script, else an empty list."""
    ours = [name for name in known if languages.base(name) == "zh"]
    foreign = chinese.only_simplified if ours == ["zh-Hant"] else chinese.only_traditional
    texts = "".join(term.text for concept in news.concepts for term in concept.terms if term.language == "zh")
    return [] if any(map(foreign, texts)) else ours


def _without_garbled_terms(news: Termbase, termbase: Termbase) -> tuple[Termbase, list[Change], list[str]]:
    """Return *news* without terms whose letters are garbled, the rejected changes, and a message per reason.

    Whitespace around terms is removed.
    """
    there = {(term.language, term.text) for concept in termbase.concepts for term in concept.terms}
    concepts: list[Concept] = []
    rejected: list[Change] = []
    first: dict[str, Change] = {}
    for concept in news.concepts:
        terms = []
        for term in concept.terms:
            text = term.text.strip()
            known = (term.language, term.text) in there
            why = "" if known or not text else garbled(text, term.language)
            if why:
                language = "" if term is concept.head else term.language
                rejected.append(Change("rejected", concept.name, language, after=term.text, reason=why))
                first.setdefault(why, rejected[-1])
                if term is concept.head:
                    break
            elif known or text == term.text:
                terms.append(term)
            else:
                terms.append(replace(term, text=text))
        else:
            same = len(terms) == len(concept.terms) and all(map(is_, terms, concept.terms))
            concepts.append(concept if same else replace(concept, terms=tuple(terms)))
    counts = Counter(change.reason for change in rejected)
    said = []
    for why, row in first.items():
        count, after = counts[why], row.after
        said.append(f"{why} ({count}, such as '{after}')")  # message
    return replace(news, concepts=tuple(concepts)), rejected, said
