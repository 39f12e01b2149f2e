"""The meaning of a table's columns, by their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from glossary import languages as tags
from glossary.tables import rows

LOOKED = 1000
"""The most columns that are interpreted."""


@dataclass(frozen=True, slots=True)
class Column:
    """The meaning of a column."""

    role: str
    """``term``, ``status``, ``note`` …: a value of one of the tables below; empty if unknown."""
    language: str = ""
    loose: bool = False
    """Whether its name is foreign, so that several terms may be separated by other marks than ours."""


ABOUT = tuple(
    "concept_id sense kind definition subject part_of_speech note context frequency documents references flags "
    "waivers obsolete previous".split()
)
"""Columns about the concept, in the order in which they are written."""

PER_LANGUAGE = ("state", "variants", "admitted", "deprecated", "forbidden", "rejected", "origin", "note", "forms")
"""Columns about a language, called ``ru_state`` and so on, in the order in which they are written."""

_NAMES = {
    scope: {
        name: role.strip("-")
        for about, role, names in rows("glossary.formats", "data/columns.tsv")
        if about == scope
        for name in names.split()
    }
    for scope in ("concept", "language", "row")
}
"""Subject of a column -> its names (letters only) -> its role."""
_SYNONYMS = _NAMES["concept"]
SOURCE, _TARGET, LANGUAGE = (
    frozenset(name for name, role in _NAMES["row"].items() if role == wanted)
    for wanted in ("source", "target", "language")
)
"""Names of columns for source terms, for translations, and for the language of the term in the row."""
_BARE = SOURCE - {"source"}
_ABBREVIATIONS = frozenset(name for name, role in _NAMES["language"].items() if role == "abbreviation")
_LANGUAGE_ROLES = {
    **_NAMES["language"],
    **dict.fromkeys(_ABBREVIATIONS, "admitted"),
    **dict.fromkeys(SOURCE | _TARGET, "term"),
    **{role: role for role in PER_LANGUAGE},
}
_NUMBERS = frozenset({"id", "no"})
"""Language codes that usually number the rows, unless one of them was requested: ``source_id``, ``Term No``."""
_REPEATED = frozenset({"note", "context", "status", "part_of_speech"})
"""Roles of columns that may follow each language under the same name."""
_CODE = re.compile(
    r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:r(?=[A-Z]))?(?:[A-Za-z]{2}|\d{3}))?(?:@[a-z]{4,}|-valencia|-tarask)?"
)
_BOTH = re.compile(r"([^()\[\]]{1,50}?)\s{0,9}[(\[]([^()\[\]]{1,50})[)\]]")
"""A name and a code: ``Russian (ru)``, ``ru (Russian)``, ``Term [ru]``."""
_ORIGIN = re.compile("^(?:source|original)|(?:source|original)$")
"""Header letters that may mean where a term comes from rather than the term."""
HEAD = 10
"""The number of rows, titles included, among which the header is looked for."""


STEMS = frozenset({"terminfo", "tid"})
"""Column names (letters only) of memoQ and Phrase, whose terms contain stem markers."""
LOKALISE = frozenset({"casesensitive", "translatable"})
"""Column names (letters only) of Lokalise, which cannot mark proposals either."""
SIGNED = "export"
"""The prefix of the column name that is the signature of an export."""


def language_of(name: str, ours: Collection[str] = ()) -> str:
    """Return the tag of the language that a column name means, or an empty string.

    A code unknown to CLDR counts if it is among *ours*, the columns that a table of ours begins with.
    """
    name = name.strip()
    if not _CODE.fullmatch(name):
        return tags.named(name) or _twice(name)
    found = tags.known(name)
    if not found:
        return ""
    return found if name in ours or tags.has_name(found) else tags.named(name)


def _twice(name: str) -> str:
    """Return the language in a column name that gives both its code and its name, or an empty string."""
    found = _BOTH.fullmatch(name)
    for one, other in (found.groups(), found.groups()[::-1]) if found else ():
        code = tags.known(one) if _CODE.fullmatch(one) else ""
        if code and (spoken := tags.named(other)) and tags.base(spoken) == tags.base(code):
            return code
    return ""


def header_of(first: Sequence[Sequence[str]], source: str, target: str) -> int:
    """Return the index of the header among the *first* rows: the first row, or one below a title; -1 if there is none.

    Below other rows, it must name terms in two languages.
    """
    for at, cells in enumerate(first):
        columns = layout(cells, source, target)
        if columns and (not at or len({row.language for row in columns if row.role == "term"}) > 1):
            return at
    return -1


def two_row_header(upper: Sequence[str], lower: Sequence[str], source: str) -> list[str]:
    """Return two header rows combined: languages and the roles of their columns, in either order; or an empty list.

    Languages in the lower row count only if the *source* language is among them: *IT* and *TI* are abbreviations.

    >>> two_row_header(["", "English", "", "German"], ["ID", "Term", "Synonyms", "Term"], "en")
    ['ID', 'English Term', 'English Synonyms', 'German Term']
    >>> two_row_header(["Term", "", "Translation", "Note"], ["English", "Kind", "Russian", ""], "en")
    ['English', 'Kind', 'Russian', 'Note']
    >>> two_row_header(["English", "Russian"], ["Term", "Translation"], "en")
    ['English', 'Russian']
    >>> two_row_header(["Term", "Translation"], ["IT", "TI"], "en")
    []
    """
    pairs = list(zip_longest(upper, lower, fillvalue=""))
    below = [letters_of(cell) for name, cell in pairs if language_of(name)]
    if SOURCE.intersection(below) and 0 < sum(cell in _TARGET for cell in below) == len(below) - 1:
        return [name if name.strip() else cell for name, cell in pairs]
    named = [language_of(pairs[at][1]) for at, one in enumerate(layout(upper, "", "") or ()) if one.role == "term"]
    if all(named) and len({*named}) > 1 and any(tags.covers(one, source) for one in named):
        return [cell if cell.strip() else name for name, cell in pairs]
    roles = [_LANGUAGE_ROLES.get(letters_of(cell), "") for _, cell in pairs]
    known = all(
        role or not cell.strip() or letters_of(cell) in _SYNONYMS for (_, cell), role in zip(pairs, roles, strict=True)
    )
    if not known or roles.count("term") < 2 or not any(cell.strip() and not name.strip() for name, cell in pairs):
        return []
    heads: list[str] = []
    language = ""
    for (name, cell), role in zip(pairs, roles, strict=True):
        language = name if name.strip() else language
        heads.append(f"{language} {cell}" if role and language_of(language) else cell if cell.strip() else name)
    return heads


def layout(header: Sequence[str], source: str, target: str) -> list[Column] | None:
    """Return the columns for these column names, or None if this is not a header."""
    names = [cell.strip().lower() for cell in header]
    columns = _with_one_bare_term(
        _with_language_before(_by_own_name(header, names, source, target), header, names), header, target
    )
    if "key" in names and all(column.role != "id" for column in columns):
        columns[names.index("key")] = Column("id")  # as in tables of running translations
    named = [column.language for column, cell in zip(columns, header, strict=True) if _names_language(column, cell)]
    if tags.near(named, source) or any(letters_of(cell) in _BARE for cell in header):
        # Beside "English" or "Term", "Source" is where a term comes from, not a term.
        columns = [
            Column("") if letters_of(cell) == "source" else one for one, cell in zip(columns, header, strict=True)
        ]
    columns = [_with_named_language(column, named) for column in _without_origins(columns, header)]
    known = sum(bool(column.role) for column in columns)
    spoken = {column.language for column in columns if column.role == "term"}
    if known == len(named) > 1 == len(spoken) and len(set(names)) > 1:
        return None  # "English", "английский": a term and its rendering, not a header
    if not spoken or (known < 2 and len(columns) > 1):
        return None
    return columns


def _by_own_name(header: Sequence[str], names: Sequence[str], source: str, target: str) -> Iterator[Column]:
    """Yield the meaning of each column by its own name, and by whose table this is."""
    signed = any(cell == "concept_id" or cell.startswith(SIGNED + " ") for cell in header)
    ours = header[: names.index("kind")] if signed and "kind" in names else ()
    for at, cell in enumerate(header):
        column = _column(cell, source, target, ours) if at < LOOKED else Column("")
        if not at and cell.strip() in ("Pos", "Pos."):
            column = Column("")  # German tables number their rows so
        if signed and cell == "id":
            column = Column("term", "id")  # Indonesian: our own identifiers are called otherwise
        if column.role == "context" and "fuzzy" in names:
            column = Column("sense")  # in Weblate's tables
        yield column


def _with_language_before(columns: Iterable[Column], header: Sequence[str], names: Sequence[str]) -> list[Column]:
    """Return *columns*, giving those without a language the language of the term column before them."""
    made: list[Column] = []
    terms = 0
    last = ""
    shortened = False
    for column, cell, name in zip(columns, header, names, strict=True):
        if column.role == "term":
            terms += 1
            last = column.language
        elif last and not column.language and column.role in _REPEATED and names.count(name) > 1:
            column = Column(column.role, last)  # "en-GB, Notes, es-ES, Notes"
        elif last and not column.role and (role := _LANGUAGE_ROLES.get(letters_of(cell))) in ("admitted", "forbidden"):
            short = letters_of(cell) in _ABBREVIATIONS
            if not short or shortened or terms == 1:  # otherwise unclear: of the term, or of its translation
                column = Column(role, last, loose=True)  # "German, Synonyms"
            shortened = shortened or short
        made.append(column)
    return made


def _with_one_bare_term(columns: list[Column], header: Sequence[str], target: str) -> list[Column]:
    """Return *columns* with at most one ambiguous "Term" or "Terme" (also names of languages) taken for a term."""
    terms = [at for at, column in enumerate(columns) if column.role == "term"]
    bare = [at for at in terms if letters_of(header[at]) in _BARE]
    if len({letters_of(header[at]) for at in bare}) < 2:
        return columns
    made = [Column("") if at in bare[1:] else column for at, column in enumerate(columns)]
    if bare == terms:
        made[bare[1]] = Column("term", target or "?")
    return made


def _without_origins(columns: Sequence[Column], header: Sequence[str]) -> list[Column]:
    """Return *columns* without those that say where a term comes from: ``ru_source`` beside ``ru``."""
    rows = [(column, bool(_ORIGIN.search(letters_of(cell)))) for column, cell in zip(columns, header, strict=True)]
    spoken = {column.language for column, cites in rows if column.role == "term" and not cites}
    return [
        Column("")
        if cites and column.role == "term" and column.language in spoken and letters_of(cell) not in SOURCE
        else column
        for (column, cites), cell in zip(rows, header, strict=True)
    ]


def _names_language(column: Column, cell: str) -> bool:
    """Return whether *column* holds terms in a language that its name, *cell*, states."""
    return column.role == "term" and letters_of(cell) not in SOURCE | _TARGET


def _with_named_language(column: Column, named: Sequence[str]) -> Column:
    """Return *column* assigned to the only matching language in *named*: ``ZH Status`` beside ``zh_CN``."""
    if column.role == "term" or column.language in ("", "?", *named):
        return column
    like = [code for code in dict.fromkeys(named) if tags.base(code) == tags.base(column.language)]
    return replace(column, language=like[0]) if len(like) == 1 else column


def paired(first: Sequence[Sequence[str]]) -> list[Column] | None:
    """Return the columns of a table whose rows name their own languages, as DeepL's do: ``mist,туман,en,ru``.

    None if the *first* rows do not, or are too few to tell.
    """
    said = first[0][2:] if len(first) > 1 and all(len(row) == 4 and row[2:] == first[0][2:] for row in first) else []
    spoken = [code for code in map(language_of, said) if code]
    return [Column("term", code) for code in spoken] + [Column("")] * 2 if len(spoken) == 2 else None


def unread(header: Sequence[str], columns: Sequence[Column]) -> str:
    """Return a message listing the columns that are ignored, or an empty string."""
    names = [
        cell.strip()
        for cell, column in zip(header, columns, strict=False)
        if not column.role and letters_of(cell) not in _SYNONYMS and not cell.startswith(SIGNED)
    ]
    names = [name[:40] for name in names if name]
    if not names:
        return ""
    shown = listed(names)
    return f"columns that are not recognised: {shown}"  # message


def listed(names: Sequence[str]) -> str:
    """Return the first of *names* as text, and how many more there are."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def letters_of(name: str) -> str:
    """Return the letters of a column name in lowercase."""
    return re.sub(r"[\W\d_]", "", name.lower())


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """Yield possible pairs (language, role) from a column name: ``en_note``, ``Note (EN)``."""
    yield name.partition(":")[::2]
    yield name.partition(":")[::2][::-1]
    yield name.rpartition("_")[::2]
    yield name.partition("_")[::2][::-1]
    yield name.rpartition("_")[::2][::-1]
    yield name.rpartition(" ")[::2]
    yield name.partition(" ")[::2]
    yield name.rpartition(" ")[::2][::-1]
    if both := _BOTH.fullmatch(name):
        yield both[2], both[1]


def _column(cell: str, source: str, target: str, ours: Collection[str]) -> Column:
    """Return the meaning of the column name *cell*; *ours* are the languages that a table of ours begins with."""
    name = cell.strip()
    letters = letters_of(name)
    if letters in SOURCE:
        return Column("term", source)
    if letters in _TARGET:
        return Column("term", target or "?")
    code = language_of(name, ours) if letters not in _SYNONYMS or _CODE.fullmatch(name) else ""  # "Note" is one, too
    if letters in _SYNONYMS and (not code or code not in (source, target)):
        return Column(_SYNONYMS[letters])
    # Before the bare code: "note" in "en_note" looks like a script.
    for one, other in _parts(name):
        role = _LANGUAGE_ROLES.get(letters_of(other), "") if other else ""
        spoken = language_of(one, ours) if role else ""
        if role == "term" and letters_of(one) in _NUMBERS and spoken not in (source, target):
            return Column("")
        if role and spoken:
            # Crowdin's "description_en" is about the concept, Lokalise's "en_description" about the term.
            about = name.lower().startswith("description") and spoken == source
            return Column("definition" if about else role, spoken, name.rpartition("_")[2].lower() != role)
    if code:
        return Column("term", code)
    return Column("")
