"""The first entry of a PO file, with the header fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from glossary import languages as tags
from glossary.errors import ConfigError, InputError
from glossary.formats.po.catalog import Catalog, Entry, header_fields
from glossary.model import Extra, Termbase

TECHNICAL = frozenset({"language", "mime-version", "content-type", "content-transfer-encoding", "plural-forms"})
"""Fields that are needed to read the file; the others are about its authors."""

NEVER = "1970-01-01 00:00+0000"
"""The dates in headers that we write: git knows when, and a file must not change with the clock."""


def language_of(catalog: Catalog) -> str:
    """Return the language tag that the header of *catalog* names, or an empty string.

    Old files name it in English, or only in a field of Poedit's.
    """
    said = catalog.fields.get("Language", "")
    try:
        return tags.tag(said)
    except ConfigError:
        older, place = catalog.fields.get("X-Poedit-Language", ""), catalog.fields.get("X-Poedit-Country", "")
        return tags.named(said) or tags.named(f"{older} ({place})") or tags.named(older)


def language_in(path: str) -> str:
    """Return the language tag that the *path* of a file names, or an empty string."""
    found = _FOLDER.search(PurePath(path).as_posix())
    try:
        tag = tags.tag(next(filter(None, found.groups()))) if found else ""
    except ConfigError:
        return ""
    # "my_glossary.po" is not in Burmese, and "po.po" in no language.
    spelled = _TAG.fullmatch(tag) or "@" in path
    return tag if tag and spelled and tags.has_name(tag) else ""


_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_MORE = r"(?:[_-][A-Z][a-z]{3})?(?:[_-](?:[A-Za-z]{2}|\d{3}))?(?:@[a-z]+)?"
_FOLDER = re.compile(
    rf"(?:^|/)([A-Za-z]{{2,3}}(?:[_@-]\w+)*)/LC_MESSAGES/[^/]+$|(?:^|/)([a-z]{{2,3}}{_MORE})\.po$|[.-]([a-z]{{2}}{_MORE})\.po$"
)
"""Paths that name a language: ``ru/LC_MESSAGES/a.po``, ``ru.po``, ``terms-zh_CN.po``."""


def contradiction(said: str, language: str, where: str, line: int = 0) -> InputError | None:
    """Return the error for a file that declares *said* (in *line*) but is read as *language*, or None if they agree."""
    # A bare "zh" does not say its script; the user does.
    if not said or tags.near([said], language) or said == tags.base(language):
        return None
    return InputError(
        f"the file declares {tags.english_name(said)} ({said}), not {tags.english_name(language)}",
        where=where,
        line=line,
        hint="correct Language in its header, or name that language",
    )


def one_language(several: Sequence[str]) -> str:
    """Return the tag of the only one of *several* languages. Raises ConfigError if there is not exactly one."""
    if len(several) != 1:
        raise ConfigError(
            f"a PO file holds one language, not {len(several)}", hint="name one with -l, and write a file for each"
        )
    return tags.tag(several[0])


def new(
    language: str,
    project: str,
    contact: str = "",
    *,
    source_language: str = "en",
    known: Extra = (),
    holds: str = "renderings of the glossary",
) -> Entry:
    """Return the header of a new file in *language*, or of a template if that is empty.

    *holds* describes the content to people. *known* are fields in the form of :attr:`Termbase.extra`
    (``po:header:NAME``); they override ours.
    """
    called = tags.english_name(language) if language else ""
    fields = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": contact,
        "POT-Creation-Date": NEVER,
        "PO-Revision-Date": NEVER,
        "Last-Translator": "Automatically generated",
        "Language-Team": called or "none",
        **_technical(language, source_language),
        "X-Generator": "glossary",
    }
    fields |= {name.removeprefix("po:header:"): text for name, text in known if name.startswith("po:header:")}
    text = "".join(f"{name}: {text}\n" for name, text in fields.items())
    title = f"# {called} {holds}." if language else "# The concepts of the glossary."
    return Entry("", (text,), comments=(title, "#"))


def known(catalog: Catalog) -> Extra:
    """Return the header fields that tools do not generate, in the form of :attr:`Termbase.extra`."""
    mine = TECHNICAL - {"plural-forms"}
    return tuple((f"po:header:{name}", text) for name, text in catalog.fields.items() if name.lower() not in mine)


def completed(old: Catalog | None, termbase: Termbase, language: str, project: str, contact: str) -> Entry:
    """Return the header of *old* with missing technical fields added, or a new header if there is none.

    A new header takes the fields of the file that *termbase* came from, if its language is *language*. Of existing
    fields only an empty Report-Msgid-Bugs-To is filled in.
    """
    header = old.header if old else None
    if header is None:
        mine = termbase.extra if termbase.languages == ((language,) if language else ()) else ()
        return new(language, project, contact, source_language=termbase.source_language, known=mine)
    text = header.msgstr[0]
    if contact:
        text = re.sub(r"(?m)^(Report-Msgid-Bugs-To:) *$", lambda found: f"{found[1]} {contact}", text)
    there = {name.lower() for name, _ in header_fields(text)}
    missing = {
        name: value
        for name, value in _technical(language, termbase.source_language).items()
        if name.lower() not in there
    }
    text += "\n" * (bool(missing) and bool(text) and not text.endswith("\n"))
    text += "".join(f"{name}: {value}\n" for name, value in missing.items())
    return header if text == header.msgstr[0] else replace(header, msgstr=(text, *header.msgstr[1:]))


def _technical(language: str, source_language: str) -> dict[str, str]:
    """Return the :data:`TECHNICAL` fields of a new header in their usual order; a template has no *language*."""
    fields = {
        "Language": tags.gettext(language or source_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return fields | ({"Plural-Forms": tags.plural_forms(language)} if language else {})
