"""The decisions of people on candidates: a text file under version control, with one decision per line.

::

    # the unit, not a term
    reject: sq km

    keep: Global South
    keep: Kremlin = organization
    join: Kremlin = the Russian presidency
    split: Zhao Long = Zhao

``reject``: never offer this as a concept. ``keep``: always offer it if it occurs in a text, whatever its score; with
``= KIND``, as that kind. ``join``: the second is a variant of the first. ``split``: the second is a separate concept,
not a variant of the first. Adding and removing decisions preserves comments and the order of lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from glossary.errors import ConfigError, InputError
from glossary.vocabulary import KINDS, Kind

VERBS = ("reject", "keep", "join", "split")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file."""

    verb: str
    """One of :data:`VERBS`."""
    term: str
    other: str = ""
    """The variant of ``join`` and ``split``, the kind of ``keep``."""

    def __str__(self) -> str:
        return f"{self.verb}: {self.term}" + (f" = {self.other}" if self.other else "")


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, indexed for lookup. Terms are compared by :func:`fold`."""

    rejected: frozenset[str] = frozenset()
    """Folded terms that are never offered."""
    kept: dict[str, Kind | None] = field(default_factory=dict)
    """Folded term that is always offered -> the kind that a person gave it."""
    joined: dict[str, str] = field(default_factory=dict)
    """Folded variant -> the head, not folded."""
    split: frozenset[tuple[str, str]] = frozenset()
    """Pairs of folded terms that are two concepts, in both orders."""
    own: frozenset[str] = frozenset()
    """Folded names of concepts that have a rendering by a person: no two of them are ever merged."""


def fold(term: str) -> str:
    """Return the key by which terms are compared: straight apostrophes, single spaces, ``-`` for ``–``, case folded.

    A term of up to three characters keeps its case, so that rejecting ``us`` does not reject ``US``.
    """
    plain = " ".join(term.replace("’", "'").replace("‘", "'").replace("–", "-").split())
    return plain if len(plain) < 4 else plain.casefold()


def parse(text: str, *, where: str) -> list[Decision]:
    """Return the decisions in *text*. Raises InputError, with the line number, for a line that is not a decision."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith("<<<<<<<"):
            raise InputError("a merge conflict marker", where=where, line=number, hint="resolve the conflict first")
        verb, _, rest = line.partition(":")
        verb, (term, _, other) = verb.strip(), (part.strip() for part in rest.partition(" = "))
        if verb not in VERBS or not term:
            raise InputError(f"not a decision: {line.strip()!r}", where=where, line=number, hint="write 'reject: TERM'")
        if verb in ("join", "split") and not other:
            raise InputError(
                f"'{verb}' needs two terms", where=where, line=number, hint=f"write '{verb}: HEAD = VARIANT'"
            )
        if verb == "keep" and other and other not in KINDS:
            raise InputError(f"'{other}' is not a kind", where=where, line=number, hint=f"known are {', '.join(Kind)}")
        found.append(Decision(verb, term, "" if verb == "reject" else other))
    return found


def compile(decisions: list[Decision]) -> Decisions:
    """Return the decisions indexed for lookup; of two that contradict each other the later one applies."""
    rejected: set[str] = set()
    kept: dict[str, Kind | None] = {}
    joined: dict[str, str] = {}
    split: set[tuple[str, str]] = set()
    for row in decisions:
        term, other = fold(row.term), fold(row.other)
        both = {(term, other), (other, term)}
        match row.verb:
            case "reject":
                rejected.add(term)
                kept.pop(term, None)
            case "keep":
                kept[term] = Kind(row.other) if row.other else None
                rejected.discard(term)
            case "join":
                joined[other] = row.term
                split -= both
            case "split":
                split |= both
                joined.pop(other, None)
    return Decisions(frozenset(rejected), kept, joined, frozenset(split))


def add(text: str, decisions: list[Decision], *, reason: str = "") -> str:
    """Return *text* with those of *decisions* appended that do not apply yet, under *reason* as a comment.

    An empty line separates them from earlier decisions that have a reason. Raises ConfigError for terms that the file
    cannot hold.
    """
    decisions = [replace(row, term=row.term.strip(), other=row.other.strip()) for row in decisions]
    for row in decisions:
        if not row.term or (row.verb in ("join", "split") and not row.other):
            raise ConfigError("a term is empty")
        if row.term == row.other and row.verb != "keep":
            raise ConfigError(f"'{row.term}' cannot be a variant of itself")
        if len(str(row).splitlines()) > 1 or " = " in f" {row.term} " or row.other == "=":
            raise ConfigError("a term cannot hold ' = ' or a line break here")
    parse("\n".join(map(str, decisions)), where="")  # raises for unknown verbs and kinds
    made = compile(parse(text, where=""))
    news = [row for row in {_key(row): row for row in decisions}.values() if not _applies(row, made)]
    if not news:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    comment = f"# {' '.join(reason.split())}{end}" if reason.strip() else ""
    body = text if not text or text.endswith("\n") else text + end
    gap = end if any(map(_is_comment, takewhile(str.strip, reversed(body.splitlines())))) else ""
    return body + gap + comment + "".join(f"{row}{end}" for row in news)


def _applies(row: Decision, made: Decisions) -> bool:
    """Return whether *row* is among the decisions *made*, perhaps in another spelling, and none contradicts it."""
    one = compile([row])
    return (
        one.rejected <= made.rejected
        and one.kept.items() <= made.kept.items()
        and one.joined.items() <= made.joined.items()
        and one.split <= made.split
    )


def remove(text: str, decisions: list[Decision]) -> str:
    """Return *text* without *decisions*, and without the reason above them unless another decision shares it.

    A decision without a second term removes those with any second term, such as a ``keep`` of any kind.
    """
    gone = {_key(row) for row in decisions}
    kept: list[str] = []
    for line, following in pairwise([*text.splitlines(keepends=True), ""]):
        rows = parse(line, where="")
        if not any({_key(row), _key(replace(row, other=""))} & gone for row in rows):
            kept.append(line)
            continue
        if not parse(following, where="") and [_is_comment(above) for above in ["", *kept][-2:]] == [False, True]:
            kept.pop()
        if not following.strip() and kept and not kept[-1].strip():
            kept.pop()
    return "".join(kept)


def _key(row: Decision) -> tuple[str, str, str]:
    return row.verb, fold(row.term), fold(row.other)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
