"""The glossary files that other tools import and export: ``glossary export --for TOOL``.

A :class:`Tool` has a writer for each kind of file that it accepts. Its own rules are checked before writing: a row that
the tool would refuse or garble is left out and listed, a file that it would refuse is an error. What the format cannot
hold is listed, too; apart from that, reading the file back gives the same glossary.

Machine translation (DeepL, Google, Microsoft, AWS) forces a glossary on every text, so these tools get approved
renderings only. Sources: the tools' code (OmegaT, Weblate, Poedit, Crowdin) and documentation, 2025.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TypeVar

from glossary.errors import ConfigError, did_you_mean
from glossary.formats import Format, Read, Reading, Write, multiterm, omegat, po, table, tbx, tmx, xliff, xlsx
from glossary.formats.terms import NUL, Losses, texts
from glossary.formats.tools.machine import (
    AWS,
    DEEPL,
    GOOGLE,
    MICROSOFT,
    approved_tmx,
    aws_code,
    equivalents,
    google,
    plain_table,
    two_columns,
)
from glossary.formats.tools.people import (
    read_weblate,
    usable_tmx,
    write_crowdin,
    write_crowdin_book,
    write_lokalise,
    write_memoq,
    write_phrase,
    write_weblate,
)
from glossary.model import Concept, Loss, Term, Termbase

_Record = TypeVar("_Record", Concept, Term)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that glossaries are exchanged with."""

    name: str
    """The name on the command line: ``omegat``."""
    title: str
    """The tool's own name."""
    kinds: Mapping[str, tuple[Write, Read]]
    """File name suffix -> the writer and reader of such files; the first is the default."""
    single: bool = False
    """Whether a file holds only one target language."""
    advice: str = ""
    """Where the tool expects the file."""
    silent: frozenset[str] = frozenset()
    """Suffixes of the files that cannot mark a rendering as a proposal."""
    cautions: Mapping[str, str] = field(default_factory=dict)
    """Suffix -> advice before choosing it."""

    def kind(self, path: str) -> tuple[Write, Read]:
        """Return the writer and reader for the file *path*. Raises ConfigError if the tool has none."""
        suffix = PurePath(path).suffix.lower()
        if path in ("", "-"):
            suffix = next(iter(self.kinds))
        if suffix not in self.kinds:
            what = f"{self.title} takes no '{suffix}' files" if suffix else f"cannot tell the format of '{path}'"
            raise ConfigError(what, hint=f"{self.title} takes {', '.join(self.kinds)}")
        return self.kinds[suffix]

    def signed(self, path: str) -> str:
        """Return the format of the file *path* if the tool's files can hold the signature of an export, else empty."""
        write = self.kind(path)[0]
        if PurePath(path).suffix.lower() == ".xlsx" and write is not xlsx.write:
            return "xlsx"  # as a property: the tool would read a column as terms
        rows = {
            omegat.write: "omegat",
            tbx.write: "tbx",
            tbx.write_v2: "tbx2",
            multiterm.write: "multiterm",
            xliff.write_v1: "xliff1",
            usable_tmx: "tmx",
            approved_tmx: "tmx",
            po.write: "po",
        }
        return rows.get(write, "")

    def write(self, termbase: Termbase, path: str, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        """Return the file *path* for the tool, and what was lost.

        Raises ConfigError if the tool accepts no such file, or only fewer languages; OutputError if it would refuse the
        file.
        """
        write = self.kind(path)[0]
        if self.single and len(languages) != 1:
            hint = f"choose one, such as -l {languages[0]}" if languages else "name a language with -l"
            raise ConfigError(f"a file for {self.title} holds one translation", hint=hint)
        losses = Losses()
        for concept in termbase.concepts:
            if concept.obsolete:
                losses.add("obsolete concepts", concept.name)
        live = tuple(_without_zeros(concept, losses) for concept in termbase.live)
        data, found = write(replace(termbase, concepts=live), languages=languages)
        return data, [*losses.list(), *found]

    def read(self, data: bytes, path: str, *, source_language: str, language: str = "") -> Reading:
        """Return the glossary in a file that was written by or for the tool. Raises InputError."""
        reading = self.kind(path)[1](data, where=path, source_language=source_language, language=language)
        return replace(reading, states=False) if PurePath(path).suffix.lower() in self.silent else reading


def _without_zeros(concept: Concept, losses: Losses) -> Concept:
    """Return *concept* without zero bytes, which no tool takes."""
    if not any("\0" in text for text in texts(concept, {term.language for term in concept.terms})):
        return concept
    terms = [
        replace(_cut(term, "text", "origin", "note"), forms=tuple(form.replace("\0", "") for form in term.forms))
        for term in concept.terms
    ]
    about = ("sense", "definition", "note", "subject", "part_of_speech", "context", "previous")
    concept = replace(_cut(concept, *about), terms=tuple(terms))
    losses.add(NUL, concept.name)
    return replace(concept, waivers=tuple(waiver.replace("\0", "") for waiver in concept.waivers))


def _cut(record: _Record, *names: str) -> _Record:
    """Return *record* without zero bytes in the fields *names*."""
    return replace(record, **{name: getattr(record, name).replace("\0", "") for name in names})


def by_name(name: str) -> Tool:
    """Return the tool called *name*. Raises ConfigError, with similar names, if there is none."""
    if name not in TOOLS:
        raise ConfigError(f"unknown tool '{name}'", hint=did_you_mean(name, TOOLS))
    return TOOLS[name]


def _of(row: Format) -> tuple[Write, Read]:
    assert row.write is not None, "our own formats are written"
    assert row.read is not None, "our own formats are read"
    return row.write, row.read


_OLD_OMEGAT = "OmegaT 3.6 and older do not look at .tsv files; .utf8 is read by all"  # message
TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "omegat",
            "OmegaT",
            {
                ".utf8": _of(omegat.OMEGAT),
                ".txt": _of(omegat.OMEGAT),
                ".tab": _of(omegat.OMEGAT),
                ".tsv": _of(omegat.OMEGAT),
                ".tbx": _of(tbx.TBX2),
                ".tmx": (usable_tmx, tmx.read),
            },
            True,
            "put it into the project's folder glossary/, and .tmx into tm/",
            frozenset({".utf8", ".txt", ".tab", ".tsv"}),
            {".tsv": _OLD_OMEGAT},
        ),
        Tool(
            "weblate",
            "Weblate",
            {".csv": (write_weblate, read_weblate), ".po": _of(po.PO), ".tbx": _of(tbx.TBX2)},
            True,
            "upload it to the glossary component",
        ),
        Tool(
            "poedit",
            "Poedit",
            {".tmx": (usable_tmx, tmx.read), ".po": _of(po.PO)},
            True,
            "Preferences, TM, Manage, Import From TMX",
        ),
        Tool(
            "lokalize",
            "Lokalize",
            {".tbx": _of(tbx.TBX2), ".po": _of(po.PO), ".xlf": _of(xliff.XLIFF1)},
            True,
            ".tbx as terms.tbx beside the project's index.lokalize; .po and .xlf are opened",
        ),
        Tool(
            "multiterm",
            "Trados MultiTerm",
            {".xml": _of(multiterm.MULTITERM), ".tbx": _of(tbx.TBX), ".xlsx": _of(xlsx.XLSX), ".csv": _of(table.CSV)},
            False,
            "make a termbase with the same languages first, then import",
        ),
        Tool(
            "memoq",
            "memoQ",
            {".csv": (write_memoq, plain_table(";")), ".tbx": _of(tbx.TBX2)},
            False,
            "Term bases, Import terminology; the delimiter is ;",
            frozenset({".csv"}),
        ),
        Tool(
            "phrase",
            "Phrase TMS",
            {".xlsx": (write_phrase, xlsx.read), ".tbx": _of(tbx.TBX2)},
            False,
            "Term bases, Import",
            frozenset({".xlsx"}),
        ),
        Tool(
            "crowdin",
            "Crowdin",
            {
                ".tbx": _of(tbx.TBX),
                ".csv": (write_crowdin, plain_table(",")),
                ".xlsx": (write_crowdin_book, xlsx.read),
            },
            False,
            "Glossaries, Upload",
            frozenset({".csv", ".xlsx"}),
        ),
        Tool(
            "lokalise",
            "Lokalise",
            {".csv": (write_lokalise, plain_table(";"))},
            False,
            "Glossary, Upload",
            frozenset({".csv"}),
        ),
        Tool(
            "deepl",
            "DeepL",
            {".tsv": two_columns(DEEPL, "\t"), ".csv": two_columns(DEEPL, ",")},
            True,
            "Glossaries, Import",
        ),
        Tool(
            "google",
            "Google Cloud Translation",
            {
                ".csv": google(),
                ".tsv": two_columns(GOOGLE, "\t"),
                ".tmx": (approved_tmx, tmx.read),
            },
            False,
            "with several languages .csv is a set of equivalent terms",
        ),
        Tool(
            "microsoft",
            "Microsoft Translator",
            {".tmx": (approved_tmx, tmx.read), ".xlsx": equivalents(MICROSOFT, str, "xlsx")},
            False,
            "Custom Translator, phrase dictionary",
        ),
        Tool(
            "aws",
            "Amazon Translate",
            {
                ".csv": equivalents(AWS, aws_code, ","),
                ".tsv": equivalents(AWS, aws_code, "\t"),
                ".tmx": (approved_tmx, tmx.read),
            },
            False,
            "Custom terminology",
        ),
    )
}
"""The tools by name, in the order in which they are shown."""
