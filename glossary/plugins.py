"""The tables of plug-ins: formats, extractors, checks, suggesters and memories by name.

Built-in and third-party plug-ins are loaded in the same way. A row is ``name -> "module:attribute"``, which is imported
when it is first used. Another package adds a row with an entry point in the group ``glossary.<table>``, for instance
``glossary.formats``; it cannot replace a built-in one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from glossary.errors import ConfigError, PluginError, did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

BUILTIN: dict[str, dict[str, str]] = {
    "formats": {
        "po": "glossary.formats.po:PO",
        "mo": "glossary.formats.po:MO",
        "tmx": "glossary.formats.tmx:TMX",
        "tbx": "glossary.formats.tbx:TBX",
        "tbx2": "glossary.formats.tbx:TBX2",
        "xliff": "glossary.formats.xliff:XLIFF",
        "xliff1": "glossary.formats.xliff:XLIFF1",
        "multiterm": "glossary.formats.multiterm:MULTITERM",
        "omegat": "glossary.formats.omegat:OMEGAT",
        "xlsx": "glossary.formats.xlsx:XLSX",
        "csv": "glossary.formats.table:CSV",
        "tsv": "glossary.formats.table:TSV",
    },
    "extractors": {
        "tagger": "glossary.extract.entities:shipped",
        "spacy": "glossary.extract.spacy:pipeline",
    },
    "checks": {
        "file.syntax": "glossary.checks.file:syntax",
        "entry.empty": "glossary.checks.entry:empty",
        "entry.fuzzy": "glossary.checks.entry:fuzzy",
        "entry.copy": "glossary.checks.entry:copy",
        "entry.several": "glossary.checks.entry:several",
        "entry.listed": "glossary.checks.entry:listed",
        "entry.forbidden": "glossary.checks.entry:forbidden",
        "consistency.double": "glossary.checks.consistency:double",
        "consistency.scripts": "glossary.checks.consistency:scripts",
        "consistency.shared": "glossary.checks.consistency:shared",
        "consistency.split": "glossary.checks.consistency:split",
        "waiver.unused": "glossary.checks.waivers:unused",
        "waiver.expired": "glossary.checks.waivers:expired",
        "waiver.reason": "glossary.checks.waivers:reason",
        "waiver.unknown": "glossary.checks.waivers:unknown",
        "header.language": "glossary.checks.header:language",
        "header.charset": "glossary.checks.header:charset",
        "header.plurals": "glossary.checks.header:plurals",
        "plural.count": "glossary.checks.header:forms",
        "script.normalization": "glossary.checks.script:normalization",
        "script.control": "glossary.checks.script:control",
        "script.bidi": "glossary.checks.script:bidi",
        "script.private-use": "glossary.checks.script:private",
        "script.broken": "glossary.checks.script:broken",
        "script.invisible": "glossary.checks.script:invisible",
        "script.wrong": "glossary.checks.script:wrong",
        "script.absent": "glossary.checks.script:absent",
        "script.mixed": "glossary.checks.script:mixed",
        "space.edge": "glossary.checks.punctuation:edge",
        "space.double": "glossary.checks.punctuation:double",
        "space.line": "glossary.checks.punctuation:line",
        "space.before": "glossary.checks.punctuation:before",
        "space.after": "glossary.checks.punctuation:after",
        "mark.unpaired": "glossary.checks.punctuation:unpaired",
        "mark.ending": "glossary.checks.punctuation:ending",
        "mark.lost": "glossary.checks.punctuation:lost",
        "mark.question": "glossary.checks.punctuation:question",
        "mark.doubled": "glossary.checks.punctuation:doubled",
        "mark.foreign": "glossary.checks.punctuation:foreign",
        "number.missing": "glossary.checks.numbers:missing",
        "number.month": "glossary.checks.dates:month",
        "number.weekday": "glossary.checks.dates:weekday",
        "number.hour": "glossary.checks.clocks:differs",
        "number.unit": "glossary.checks.units:differs",
        "number.converted": "glossary.checks.units:converted",
        "number.share": "glossary.checks.shares:differs",
        "number.ordinal": "glossary.checks.ordinals:differs",
        "placeholder.differs": "glossary.checks.placeholders:differs",
        "markup.broken": "glossary.checks.markup:broken",
        "markup.differs": "glossary.checks.markup:differs",
        "label.mark": "glossary.checks.labels:mark",
        "label.shortcut": "glossary.checks.labels:shortcut",
        "text.copied": "glossary.checks.words:copied",
        "text.untranslated": "glossary.checks.words:untranslated",
        "text.negation": "glossary.checks.words:negation",
        "text.undenied": "glossary.checks.words:undenied",
        "text.repeated": "glossary.checks.words:repeated",
        "zh.traditional": "glossary.checks.script:traditional",
        "zh.simplified": "glossary.checks.script:simplified",
        "zh.both-scripts": "glossary.checks.script:both",
        "zh.compatibility": "glossary.checks.script:compatibility",
        "zh.half-width": "glossary.checks.punctuation:half_width",
        "zh.brackets": "glossary.checks.punctuation:half_brackets",
        "zh.quotes": "glossary.checks.punctuation:straight_quotes",
        "zh.corner-quotes": "glossary.checks.punctuation:corner_quotes",
        "zh.interpunct": "glossary.checks.punctuation:interpunct",
        "zh.space": "glossary.checks.punctuation:han_space",
        "zh.full-width": "glossary.checks.punctuation:full_width",
        "zh.ellipsis": "glossary.checks.punctuation:ellipsis",
        "ru.letters": "glossary.checks.script:letters",
        "ru.lookalike": "glossary.checks.script:lookalike",
        "ru.quotes": "glossary.checks.punctuation:quotes",
        "ru.dash": "glossary.checks.punctuation:dash",
        "ru.apostrophe": "glossary.checks.punctuation:apostrophe",
        "ru.decimal": "glossary.checks.punctuation:decimal",
        "ru.title-case": "glossary.checks.words:title_case",
        "ru.yo": "glossary.checks.names:yo",
        "ru.agreement": "glossary.checks.names:agreement",
        "names.short": "glossary.checks.names:short",
        "names.parts": "glossary.checks.names:parts",
        "names.palladius": "glossary.checks.names:system",
        "usage.missing": "glossary.checks.usage:missing",
        "usage.forbidden": "glossary.checks.usage:forbidden",
        "usage.inconsistent": "glossary.checks.usage:inconsistent",
        "usage.grammar": "glossary.checks.usage:grammar",
        "usage.proposed": "glossary.checks.usage:proposed",
    },
    "suggesters": {
        "memory": "glossary.suggest.memory:suggest",
        "lists": "glossary.suggest.lists:suggest",
        "places": "glossary.suggest.places:suggest",
        "palladius": "glossary.suggest.palladius:suggest",
        "polivanov": "glossary.suggest.polivanov:suggest",
        "cyrillic": "glossary.suggest.cyrillic:suggest",
        "regnal": "glossary.suggest.regnal:suggest",
        "western": "glossary.suggest.western:suggest",
        "arabic": "glossary.suggest.arabic:suggest",
        "korean": "glossary.suggest.korean:suggest",
        "vietnamese": "glossary.suggest.vietnamese:suggest",
        "english": "glossary.suggest.english:suggest",
        "transcription": "glossary.suggest.transcription:suggest",
        "script": "glossary.suggest.script:suggest",
        "firms": "glossary.suggest.firms:suggest",
        "parts": "glossary.suggest.parts:suggest",
        "letters": "glossary.suggest.letters:suggest",
    },
    "memories": {"postgresql": "glossary.memory.postgres:PostgresMemory"},
}
"""The built-in rows, in the order in which they are tried and shown."""
_SINGULAR = {kind: kind.removesuffix("s") for kind in BUILTIN} | {"memories": "memory"}
"""The singular of the name of each table."""


@cache
def table(kind: str) -> dict[str, str | EntryPoint]:
    """Return the rows of the table *kind*: the built-in ones, then those of other packages by name."""
    from importlib.metadata import entry_points

    rows: dict[str, str | EntryPoint] = dict(BUILTIN[kind])
    for found in sorted(entry_points(group=f"glossary.{kind}"), key=lambda point: (point.name, point.value)):
        rows.setdefault(found.name, found)
    return rows


def names(kind: str) -> list[str]:
    """Return the names in the table *kind*."""
    return list(table(kind))


@cache
def load(kind: str, name: str, as_a: type = object) -> Any:
    """Return the plug-in *name* of the table *kind*.

    Raises ConfigError, with similar names as a hint, if there is none, and PluginError if it cannot be imported or is
    not an instance of *as_a*.
    """
    rows = table(kind)
    if name not in rows:
        raise ConfigError(f"unknown {_SINGULAR[kind]} '{name}'", hint=did_you_mean(name, rows))
    row = rows[name]
    try:
        if isinstance(row, str):
            module, _, attribute = row.partition(":")
            return getattr(import_module(module), attribute)
        return expected(row.load(), as_a)
    except Exception as error:
        owner = (
            row if isinstance(row, str) else f"{row.value}, of {row.dist.name if row.dist else 'an unknown package'}"
        )
        raise PluginError(
            f"the {_SINGULAR[kind]} '{name}' ({owner}) cannot be loaded: {type(error).__name__}: {error}"
        ) from error


def expected(found: Any, kind: type) -> Any:
    """Return the object *found* in a plug-in. Raises TypeError if it is not an instance of *kind*."""
    if not isinstance(found, kind):
        raise TypeError(f"{kind.__name__} was expected, not {type(found).__name__}")
    return found


@contextmanager
def blamed(kind: str, name: str, besides: tuple[type[Exception], ...] = (PluginError,)) -> Iterator[None]:
    """Turn an exception in the block into a PluginError that names the plug-in *name* of the table *kind*.

    Exceptions of the types *besides*, which are not the plug-in's fault, pass unchanged.
    """
    try:
        yield
    except besides:
        raise
    except Exception as error:
        raise PluginError(f"the {_SINGULAR[kind]} '{name}' broke: {type(error).__name__}: {error}") from error
