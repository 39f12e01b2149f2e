"""One table of names for everything that can be plugged in: find it, load it, blame it by name.

Ours and other people's go through the same door. A row is ``name -> "module:attribute"`` and nothing is
imported before it is asked for. Another package adds a row with an entry point in the group
``glossary.<table>``, for instance ``glossary.formats``; it cannot replace one of ours.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from glossary.errors import ConfigError, PluginError

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
        "entry.empty": "glossary.check.entry:empty",
        "entry.fuzzy": "glossary.check.entry:fuzzy",
        "entry.copy": "glossary.check.entry:copy",
        "entry.several": "glossary.check.entry:several",
        "entry.forbidden": "glossary.check.entry:forbidden",
        "consistency.shared": "glossary.check.consistency:shared",
        "consistency.split": "glossary.check.consistency:split",
        "waiver.unused": "glossary.check.waivers:unused",
        "waiver.expired": "glossary.check.waivers:expired",
        "waiver.reason": "glossary.check.waivers:reason",
        "waiver.unknown": "glossary.check.waivers:unknown",
        "header.language": "glossary.check.header:language",
        "header.charset": "glossary.check.header:charset",
        "header.plurals": "glossary.check.header:plurals",
        "script.normalization": "glossary.check.script:normalization",
        "script.control": "glossary.check.script:control",
        "script.bidi": "glossary.check.script:bidi",
        "script.private-use": "glossary.check.script:private",
        "script.broken": "glossary.check.script:broken",
        "script.invisible": "glossary.check.script:invisible",
        "script.wrong": "glossary.check.script:wrong",
        "script.absent": "glossary.check.script:absent",
        "script.mixed": "glossary.check.script:mixed",
        "space.edge": "glossary.check.punctuation:edge",
        "space.double": "glossary.check.punctuation:double",
        "space.line": "glossary.check.punctuation:line",
        "space.before": "glossary.check.punctuation:before",
        "space.after": "glossary.check.punctuation:after",
        "mark.unpaired": "glossary.check.punctuation:unpaired",
        "mark.ending": "glossary.check.punctuation:ending",
        "mark.foreign": "glossary.check.punctuation:foreign",
        "number.missing": "glossary.check.numbers:missing",
        "placeholder.differs": "glossary.check.numbers:placeholder",
        "text.copied": "glossary.check.numbers:copied",
        "zh.traditional": "glossary.check.script:traditional",
        "zh.simplified": "glossary.check.script:simplified",
        "zh.both-scripts": "glossary.check.script:both",
        "zh.compatibility": "glossary.check.script:compatibility",
        "zh.half-width": "glossary.check.punctuation:half_width",
        "zh.brackets": "glossary.check.punctuation:half_brackets",
        "zh.quotes": "glossary.check.punctuation:straight_quotes",
        "zh.corner-quotes": "glossary.check.punctuation:corner_quotes",
        "zh.interpunct": "glossary.check.punctuation:interpunct",
        "zh.space": "glossary.check.punctuation:han_space",
        "zh.full-width": "glossary.check.punctuation:full_width",
        "zh.ellipsis": "glossary.check.punctuation:ellipsis",
        "ru.letters": "glossary.check.script:letters",
        "ru.lookalike": "glossary.check.script:lookalike",
        "ru.quotes": "glossary.check.punctuation:quotes",
        "ru.dash": "glossary.check.punctuation:dash",
        "ru.apostrophe": "glossary.check.punctuation:apostrophe",
        "ru.title-case": "glossary.check.numbers:title_case",
        "ru.yo": "glossary.check.names:yo",
        "ru.agreement": "glossary.check.names:agreement",
        "names.short": "glossary.check.names:short",
        "names.parts": "glossary.check.names:parts",
        "names.palladius": "glossary.check.names:system",
        "usage.missing": "glossary.check.usage:missing",
        "usage.forbidden": "glossary.check.usage:forbidden",
        "usage.inconsistent": "glossary.check.usage:inconsistent",
        "usage.grammar": "glossary.check.usage:grammar",
    },
    "suggesters": {
        "memory": "glossary.suggest.memory:suggest",
        "lists": "glossary.suggest.lists:suggest",
        "places": "glossary.suggest.places:suggest",
        "palladius": "glossary.suggest.palladius:suggest",
        "cyrillic": "glossary.suggest.cyrillic:suggest",
        "transcription": "glossary.suggest.transcription:suggest",
        "script": "glossary.suggest.script:suggest",
        "parts": "glossary.suggest.parts:suggest",
    },
    "memories": {"postgresql": "glossary.memory.postgres:PostgresMemory"},
    "engines": {},
}
"""Our own rows, in the order in which they are tried and shown."""


@cache
def table(kind: str) -> dict[str, str | EntryPoint]:
    """Return the rows of the table *kind*: ours in their order, then those of other packages by name."""
    rows: dict[str, str | EntryPoint] = dict(BUILTIN[kind])
    for found in sorted(entry_points(group=f"glossary.{kind}"), key=lambda point: (point.name, point.value)):
        rows.setdefault(found.name, found)
    return rows


def names(kind: str) -> list[str]:
    """Return the names in the table *kind*."""
    return list(table(kind))


@cache
def load(kind: str, name: str) -> Any:
    """Return the object behind *name* in the table *kind*.

    Raises ConfigError where there is no such name (with near ones), and PluginError where it is there but
    cannot be imported.
    """
    rows = table(kind)
    if name not in rows:
        raise ConfigError(f"unknown {kind.removesuffix('s')} '{name}'", hint=near(name, rows))
    row = rows[name]
    try:
        if isinstance(row, str):
            module, _, attribute = row.partition(":")
            return getattr(import_module(module), attribute)
        return row.load()
    except Exception as error:
        owner = (
            row if isinstance(row, str) else f"{row.value}, of {row.dist.name if row.dist else 'an unknown package'}"
        )
        raise PluginError(
            f"the {kind.removesuffix('s')} '{name}' ({owner}) cannot be loaded: {type(error).__name__}: {error}"
        ) from error


def near(name: str, known: Any) -> str:
    """Return a hint that names the spellings nearest to *name* among *known*, or all of them."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else f"known are {', '.join(known)}"
