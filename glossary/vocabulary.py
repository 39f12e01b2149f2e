"""The enumerations of the model: kinds, states, usages. This module loads faster than :mod:`glossary.model`."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The sort of thing that a concept is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    WORK = "work"
    GROUP = "group"
    """Nationalities, peoples, religions, languages and their adjectives."""
    PHRASE = "phrase"
    """A key phrase, as opposed to a name."""
    OTHER = "other"


class State(StrEnum):
    """Who has reviewed a term (whether it may be written is its :class:`Usage`)."""

    PROPOSED = "proposed"
    """Proposed by a machine, not yet reviewed. Gettext's ``fuzzy``."""
    APPROVED = "approved"
    """Written or accepted by a person."""
    REJECTED = "rejected"
    """Rejected by a person."""


class Usage(StrEnum):
    """Whether the term may be written (TBX ``administrativeStatus``)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"  # message
    DEPRECATED = "deprecated"  # message
    FORBIDDEN = "forbidden"  # message


KINDS = {kind.value: kind for kind in Kind}
STATES = {state.value: state for state in State}
USAGES = {usage.value: usage for usage in Usage}
"""The members by the words that stand for them in files."""


class Severity(StrEnum):
    """The severity of a finding."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Authority(StrEnum):
    """Whose changes are merged: a machine only proposes, a person decides."""

    MACHINE = "machine"
    PERSON = "person"
