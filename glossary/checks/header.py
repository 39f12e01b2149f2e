"""Checks of the header of a PO file, and of the number of plural forms that it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from glossary import languages
from glossary.checks import Problem, rule
from glossary.model import Severity

_NPLURALS = re.compile(r"nplurals\s*=\s*(\d+)")


@rule("header", Severity.ERROR)
def language(fields: Mapping[str, str], language: str) -> Iterator[Problem]:
    """the header names another language than the folder does, or none

    Wrong: ru "Language: be"
    Right: ru "Language: ru"
    """
    named = fields.get("Language", "")
    if not named:
        yield Problem("the header names no language", hint=f"add 'Language: {languages.gettext(language)}'")
    elif languages.known(named) != languages.tag(language):
        yield Problem(f"the header says '{named}', the folder {languages.gettext(language)}")


@rule("header", Severity.ERROR)
def charset(fields: Mapping[str, str], language: str) -> Iterator[Problem]:
    """the header does not declare UTF-8

    Wrong: ru "Content-Type: text/plain; charset=KOI8-R"
    Right: ru "Content-Type: text/plain; charset=UTF-8"
    """
    declared = fields.get("Content-Type", "")
    if "charset=utf-8" not in declared.lower().replace(" ", ""):
        yield Problem(hint="write 'Content-Type: text/plain; charset=UTF-8'")


@rule("header", Severity.WARNING)
def plurals(fields: Mapping[str, str], language: str) -> Iterator[Problem]:
    """the plural forms are not those of the language

    Wrong: ru "Plural-Forms: nplurals=2; plural=(n != 1);"
    Right: ru "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);"
    Right: fr "Plural-Forms: nplurals=2; plural=(n > 1);"
    Wrong: de "Plural-Forms: nplurals=1; plural=0;"
    """
    wanted = languages.plural_forms(language)
    declared = _NPLURALS.search(fields.get("Plural-Forms", ""))
    if declared is None or int(declared[1][:3]) not in languages.plural_counts(language):
        yield Problem(hint=f"write 'Plural-Forms: {wanted}'")


@rule("forms", Severity.ERROR)
def forms(forms: int, declared: int) -> Iterator[Problem]:
    """an entry has more or fewer plural forms than the header says

    Programs show the wrong form or none, and msgfmt -c refuses the file unless the entry is fuzzy.

    Wrong: ru "nplurals=3" "%d файл" "%d файлов"
    Right: ru "nplurals=3" "%d файл" "%d файла" "%d файлов"
    Wrong: zh-Hans "nplurals=1" "%d个文件" "%d个文件"
    """
    if forms != declared:
        yield Problem(f"the header says nplurals={declared}, and the number of forms here is {forms}")
