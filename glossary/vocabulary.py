"""The closed lists of words: kinds, states, usages. :mod:`glossary.model`, which has them too, takes longer to load."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a concept is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    WORK = "work"
    GROUP = "group"
    """Nationalities, peoples, religions, languages and their adjectives."""
    PHRASE = "phrase"
    """A key phrase: no name."""
    OTHER = "other"


class State(StrEnum):
    """Who has looked at a term (not whether it may be written: that is :class:`Usage`)."""

    PROPOSED = "proposed"
    """By a machine; nobody has looked. Gettext's ``fuzzy``."""
    APPROVED = "approved"
    """A person stands behind it."""
    REJECTED = "rejected"
    """A person looked and said no."""


class Usage(StrEnum):
    """Whether the term may be written (TBX ``administrativeStatus``)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"  # message
    DEPRECATED = "deprecated"  # message
    FORBIDDEN = "forbidden"  # message


KINDS = {kind.value: kind for kind in Kind}
STATES = {state.value: state for state in State}
USAGES = {usage.value: usage for usage in Usage}
"""The words of files -> members."""


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Authority(StrEnum):
    """Who speaks in a merge."""

    MACHINE = "machine"
    PERSON = "person"
