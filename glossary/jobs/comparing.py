"""``glossary diff``: what changed between two states of a glossary."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from glossary import languages, merge
from glossary.errors import InputError
from glossary.formats import files
from glossary.jobs.disk import of_bytes, read, sent
from glossary.model import Concept, State, Term, Termbase, Usage
from glossary.page import page, shown, tabular
from glossary.project import Home, Name, Project, each, opened


@dataclass(frozen=True, slots=True)
class Difference:
    """One change to a concept."""

    concept: str
    what: str
    """One of concept, name, sense, identifier, kind, variants, definition, subject, part of speech, note, flags,
    waivers, obsolete; with a language: rendering, state, forms, admitted, deprecated, forbidden, rejected, note."""
    language: str
    before: str
    after: str
    proposed: bool = False
    """Whether *after* is a rendering that is not approved."""

    def __str__(self) -> str:
        where = f"{self.concept} [{self.language}]" if self.language else self.concept
        if self.what == "concept":
            return f"{'+' if self.after else '-'} {where}"
        mark = " (proposed)" if self.proposed else ""
        return f"~ {where}: {self.what}: '{self.before}' -> '{self.after}'{mark}"


def diff(project: Home, before: Name, after: Name, *, language: str = "", encoding: str = "") -> list[Difference]:
    """Return what changed from *before* to *after*: files, git revisions, or ``.`` for the current glossary.

    Differences are sorted by concept, then by language. A file need not hold the whole glossary: only languages that
    both sides have are compared. Raises InputError if a name is none of these.
    """
    project = opened(project)
    names = each((before, after))
    one, two = (_state(project, name, language, encoding) for name in names)
    shared = {*one.languages} & {*two.languages}
    if shared and any(name != "." and Path(name).exists() for name in names):
        one, two = (_only(side, shared) for side in (one, two))
    old = {merge.key(concept): concept for concept in one.concepts}
    new = {merge.key(concept): concept for concept in two.concepts}
    former = _renamed(old, new)
    gone = set(former.values())
    found: list[Difference] = []
    for key in sorted(old.keys() | new.keys()):
        if key not in gone:
            found += _differences(old.get(former.get(key, key)), new.get(key))
    return found


_Key = tuple[str, str]


def _renamed(old: Mapping[_Key, Concept], new: Mapping[_Key, Concept]) -> dict[_Key, _Key]:
    """Return new key -> old key for the concepts that were renamed.

    A concept names its former key itself; or it is the only new one with its renderings, and there is exactly one
    removed concept with the same renderings.
    """
    came = [key for key in new if key not in old]
    went = [key for key in old if key not in new]
    left = set(went)
    found: dict[_Key, _Key] = {}
    for key in came:
        was = merge.tidy(new[key].previous), new[key].sense
        if was in left:
            found[key] = was
            left.remove(was)
    ours, theirs = (
        _by_renderings(side, keys) for side, keys in ((new, [key for key in came if key not in found]), (old, left))
    )
    for said, keys in ours.items():
        others = theirs.get(said, [])
        if len(keys) == len(others) == 1:
            found[keys[0]] = others[0]
    return found


def _by_renderings(concepts: Mapping[_Key, Concept], keys: Iterable[_Key]) -> dict[frozenset[_Key], list[_Key]]:
    """Return the *keys* of concepts grouped by their preferred renderings, without the concepts that have none."""
    found: dict[frozenset[_Key], list[_Key]] = {}
    for key in keys:
        terms = concepts[key].terms
        source = concepts[key].head.language
        said = frozenset(
            (term.language, term.text)
            for term in terms
            if term.language != source and term.usage is Usage.PREFERRED and term.text
        )
        if said:
            found.setdefault(said, []).append(key)
    return found


def _only(termbase: Termbase, languages_: Collection[str]) -> Termbase:
    """Return *termbase* with renderings in *languages_* only, and without identifiers, which tools assign anew."""
    kept = {termbase.source_language, *languages_}
    concepts = (
        replace(
            concept,
            terms=tuple(term for term in concept.terms if term is concept.head or term.language in kept),
            id="",
        )
        for concept in termbase.concepts
    )
    return replace(termbase, concepts=tuple(concepts))


def _state(project: Project, name: str, language: str, encoding: str) -> Termbase:
    """Return the termbase of a file, a git revision or, for ``.``, the project."""
    if name == ".":
        return read(project).termbase
    if name != files.STDIN and not Path(name).exists():
        return _revision(project, name)
    return sent(project, name, language, encoding).termbase


def _revision(project: Project, revision: str) -> Termbase:
    """Return the glossary as of a git *revision*. Raises InputError if it does not exist."""
    if revision.startswith("-"):
        raise InputError("neither a file nor a revision of git", where=revision)

    def git(*arguments: str, said: str = "") -> bytes:
        try:
            done = subprocess.run(
                ["git", *arguments], cwd=project.root, input=said.encode(), capture_output=True, check=False
            )
        except OSError:
            raise InputError("no such file, and git is not installed to look for a revision", where=revision) from None
        if done.returncode:
            raise InputError("neither a file nor a revision of git", where=revision)
        return done.stdout

    def held(path: str, kind: str) -> tuple[str, bytes] | None:
        """Return the identifier and content of the object at *path* if it is of this *kind*; links are followed."""
        said = f"{revision}:./{path}\n"
        about, _, data = git("cat-file", "--batch", "--follow-symlinks", said=said).partition(b"\n")
        if there := re.fullmatch(rb"([0-9a-f]+) (blob|tree) (\d+)", about):
            return (there[1].decode(), data[: int(there[3])]) if there[2].decode() == kind else None
        if about.endswith(b" missing") or about.startswith(b"notdir "):
            return None
        raise InputError("a symbolic link that leads to no file there", where=f"{revision}:{path}")

    git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    folder = held(project.locale, "tree")
    listed = git("ls-tree", "--full-tree", "-z", "--name-only", folder[0]).decode("utf-8", "replace") if folder else ""
    names = [f"{name}/LC_MESSAGES/glossary.po" for name in listed.split("\0") if name]
    found = {name: held(name, "blob") for name in (f"{project.locale}/{name}" for name in ("glossary.pot", *names))}
    wanted = {name: blob[1] for name, blob in found.items() if blob}
    return of_bytes(project, wanted).termbase


def _differences(old: Concept | None, new: Concept | None) -> Iterator[Difference]:
    """Yield the differences of one concept."""
    if old is None or new is None:
        concept = old or new
        assert concept is not None, "a key comes from one of the two"
        yield Difference(concept.name, "concept", "", old.name if old else "", new.name if new else "")
        if new is not None:
            yield from (row for row in _differences(replace(new, terms=new.terms[:1]), new) if row.language)
        return
    yield from _concept_differences(old, new)
    for language in sorted({term.language for term in (*old.terms, *new.terms)} - {new.head.language}):
        yield from _term_differences(old, new, language)


def _concept_differences(old: Concept, new: Concept) -> Iterator[Difference]:
    """Yield the differences of the concept's own fields, renderings aside."""
    for what, before, after in (
        ("name", old.name, new.name),
        ("sense", old.sense, new.sense),
        ("identifier", old.id, new.id),
        ("kind", old.kind.value, new.kind.value),
        ("variants", " | ".join(old.variants), " | ".join(new.variants)),
        ("definition", old.definition, new.definition),
        ("subject", old.subject, new.subject),
        ("part of speech", old.part_of_speech, new.part_of_speech),
        ("note", old.note, new.note),
        ("flags", ", ".join(sorted(old.flags)), ", ".join(sorted(new.flags))),
        ("waivers", " | ".join(old.waivers), " | ".join(new.waivers)),
        ("obsolete", "yes" if old.obsolete else "no", "yes" if new.obsolete else "no"),
    ):
        # An obsolete entry of a PO file has lost its comments; that is not a change of its own.
        if before != after and (what == "obsolete" or old.obsolete == new.obsolete):
            yield Difference(new.name, what, "", before, after)


def _term_differences(old: Concept, new: Concept, language: str) -> Iterator[Difference]:
    """Yield the differences of a concept's terms in a target *language*."""
    mine, theirs = old.rendering(language), new.rendering(language)
    if _text(mine) != _text(theirs):
        proposed = theirs is not None and theirs.state is State.PROPOSED
        yield Difference(new.name, "rendering", language, _text(mine), _text(theirs), proposed)
    elif mine and theirs and mine.state is not theirs.state:
        yield Difference(new.name, "state", language, mine.state.value, theirs.state.value)
    if mine and theirs and mine.forms != theirs.forms:
        yield Difference(new.name, "forms", language, " | ".join(mine.forms), " | ".join(theirs.forms))
    for usage in ("admitted", "deprecated", "forbidden", "rejected"):
        was, now = (_others(concept.terms_in(language), usage) for concept in (old, new))
        if was != now:
            yield Difference(new.name, usage, language, was, now)
    if mine and theirs and mine.note != theirs.note:
        yield Difference(new.name, "note", language, mine.note, theirs.note)


def _text(term: Term | None) -> str:
    return term.text if term else ""


def _others(terms: Sequence[Term], usage: str) -> str:
    return " | ".join(
        term.text for term in terms if usage == ("rejected" if term.state is State.REJECTED else term.usage.value)
    )


def diff_page(before: str, after: str, found: Sequence[Difference]) -> str:
    """Return the differences as a self-contained HTML page."""
    rows = []
    last = ""
    for row in found:
        name = "" if row.concept == last else shown(row.concept)
        last = row.concept
        old, new = (shown(text).replace("\n", "<br>") for text in (row.before, row.after))
        tag = escape(row.language)  # an empty lang attribute means unknown
        rows.append(
            f"<tr class='{'first' if name else 'more'}'><th scope='row' dir='auto'>{name}</th>"
            f"<td>{shown(languages.english_name(row.language)) if row.language else ''}</td><td>{escape(row.what)}</td>"
            f"<td lang='{tag}' dir='auto'>{old and f'<del>{old}</del>'}</td>"
            f"<td lang='{tag}' dir='auto'>{new and f'<ins>{new}</ins>'}"
            f"{' <small>proposed</small>' if row.proposed else ''}</td></tr>"
        )
    names = ["the glossary as it is" if name == "." else name for name in (before, after)]
    title = " → ".join(f"<bdi>{shown(name)}</bdi>" for name in names)
    count = "1 difference" if len(found) == 1 else f"{len(found) or 'no'} differences"
    body = tabular(("concept", "language", "what", "before", "after"), rows) if found else ""
    return page(f"Glossary: {' → '.join(names)}", f"<h1>{title}</h1>\n<p>{count}</p>\n{body}", _STYLE)


_STYLE = """tbody th, tbody td { border-bottom: 0; }
tr.first > * { border-top: 1px solid #8884; }
th[scope] { white-space: normal; min-width: 9em; }
td:nth-child(3) { white-space: nowrap; }
td:nth-child(n+4) { width: 32%; }
del { background: #f4433626; text-decoration-thickness: 1px; text-decoration-color: #f44336; }
ins { background: #4caf5033; text-decoration: none; }
del, ins { padding: .1rem .3rem; border-radius: .2rem; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }
@media (max-width: 40rem) { th[scope], td:nth-child(n+4) { width: auto; flex: 1 0 100%; } tr.first > * { border: 0; } }
"""
