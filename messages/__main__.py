"""Update the message catalogues from the code with Babel, or report what is missing.

python -m messages            # write glossary/cli/locale/*/LC_MESSAGES/glossary-tm.{po,mo}
python -m messages --check    # exit status 1 if something is missing, unused or not compiled
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file

from messages import extract

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "glossary" / "cli" / "locale"
DOMAIN = "glossary-tm"
LANGUAGES = ("ru", "zh_CN")
CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "types", "_utils", "shell_completion")
"""The modules of click with messages that our users may see: usage, options, errors on the command line."""


def template(*rooms: str) -> Catalog:
    """Return the messages of the code in *rooms*, by default in all and in the installed click."""
    made = Catalog(project="glossary-tm", charset="utf-8")
    for room in rooms or ("glossary",):
        for name, _, message, _, _ in extract_from_dir(ROOT / room, [("**.py", extract)]):  # type: ignore[list-item]
            made.add(message, locations=[(f"{room}/{name}", None)])  # type: ignore[list-item]
    for name in CLICK if not rooms else ():
        path = Path(click.__file__).parent / f"{name}.py"
        for _, message, _, _ in extract_from_file("python", path) if path.exists() else ():
            made.add(message, locations=[("click", None)])  # type: ignore[list-item]
    return made


def path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language; it is empty if there is none yet."""
    if not path(language).exists():
        return Catalog(locale=language, project="glossary-tm", charset="utf-8")
    with path(language).open("rb") as file:
        return pofile.read_po(file, locale=language, domain=DOMAIN)


def compiled(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    mofile.write_mo(out, catalog)
    return out.getvalue()


def said(data: bytes) -> dict[str, str]:
    """Return the translations in a compiled catalogue, without the header, which depends on the version of Babel."""
    return {str(row.id): str(row.string) for row in mofile.read_mo(io.BytesIO(data)) if row.id}


def update() -> None:
    """Write the catalogues: new messages are empty, existing ones keep their translations, unused ones are removed."""
    words = template()
    for language in LANGUAGES:
        old = read(language)
        made = old.creation_date
        old.update(words, no_fuzzy_matching=True)
        old.creation_date = made  # a new date at each run would cause merge conflicts
        old.obsolete.clear()
        old.header_comment = f"# What glossary says, in {old.locale.english_name if old.locale else language}."
        path(language).parent.mkdir(parents=True, exist_ok=True)
        with path(language).open("wb") as file:
            pofile.write_po(file, old, width=0, sort_output=True, omit_header=False, include_lineno=False)
        path(language).with_suffix(".mo").write_bytes(compiled(old))


def faults(*rooms: str) -> list[str]:
    """Return what is wrong with the catalogues, a line each; with *rooms*, only what is missing from these.

    Click's own messages may change with its version, so another version's messages are not reported.
    """
    words = [row for row in template(*rooms) if row.id]
    ours = [row for row in words if any(name.startswith("glossary/") for name, _ in row.locations)]
    known = {row.id for row in words}
    found = []
    for language in LANGUAGES:
        catalog = read(language)
        missing = [row.id for row in ours if not all(forms(catalog.get(row.id)))]
        found += [f"{language}: not translated: {text!r}" for text in missing]
        for row in filter(None, catalog):
            if row.id and values(*forms(row)) - values(*([row.id] if isinstance(row.id, str) else row.id)):
                found.append(f"{language}: a value that the message does not have: {row.string!r}")
            if any(text != text.strip() for text in forms(row) if row.id):
                found.append(f"{language}: white space around a translation: {row.string!r}")
            if row.id and row.id not in known and not rooms and not any(name == "click" for name, _ in row.locations):
                found.append(f"{language}: said nowhere: {row.id!r}")
        if said(path(language).with_suffix(".mo").read_bytes()) != said(compiled(catalog)):
            found.append(f"{language}: the .mo file is not that of the .po file")
    return found


def forms(row: Message | None) -> Sequence[str]:
    """Return the translations of a message: one, or one per plural form."""
    text = row.string if row else ""
    return [text] if isinstance(text, str) else text


def values(*texts: str) -> set[str]:
    """Return the names of the values in *texts*."""
    return {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say what is wrong")
    if parser.parse_args().check:
        wrong = faults()
        print("\n".join(wrong) or "the catalogues are complete")
        sys.exit(bool(wrong))
    update()
