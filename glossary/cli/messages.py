"""Messages in the user's language: English, Russian or Chinese.

Everything below ``cli`` produces English, and so do files and output for programs; text for people is translated here,
just before it is printed. The language is chosen as in gettext: LANGUAGE, LC_ALL, LC_MESSAGES, LANG; Windows, where
none of them is usual, has a display language. The catalogues are in ``locale`` beside this module; ``python -m
messages`` generates them.
"""

from __future__ import annotations

import gettext
import os
import re
import sys
from functools import cache, reduce
from inspect import cleandoc

import click

from glossary.errors import GlossaryError

DOMAIN = "glossary-tm"
WIDEST = 110
"""The maximum width of help texts, in columns."""
FOLDER = os.path.join(os.path.dirname(__file__), "locale")


def bind() -> None:
    """Choose the language, and translate click's own messages too. Only for a program: this changes global state."""
    if sys.platform == "win32" and not any(map(os.environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))):
        import ctypes
        from locale import windows_locale

        os.environ["LANG"] = windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "C")
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)


def terminal() -> int:
    """Return the width of the terminal, like ``shutil``, whose import would load five more modules."""
    try:
        columns = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        columns = 0
    if columns < 1:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):  # no stream, closed, or not a terminal
            columns = 80
    return columns or 80


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, fallback=True)


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Return (pattern, translation) for the messages with placeholders, those with the longest literal text first."""
    path = gettext.find(DOMAIN, FOLDER)
    if path is None:
        return []
    from babel.messages.mofile import read_mo

    with open(path, "rb") as file:
        found = {str(row.id): str(row.string) for row in read_mo(file) if isinstance(row.id, str) and "{" in row.id}
    ordered = sorted(found, key=lambda text: (-len(_VALUE.sub("", text)), text))
    return [(_pattern(text), found[text]) for text in ordered]


_VALUE = re.compile(r"\{(\w+)\}")


def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern that matches a filled-in message and captures its values; a repeated name must match equally.

    >>> _pattern("no {a}: is {a} {b}?").fullmatch("no x: is x y?").groupdict()
    {'a': 'x', 'b': 'y'}
    """
    parts = _VALUE.split(text)
    made = (
        re.escape(part) if at % 2 == 0 else f"(?P={part})" if part in parts[1:at:2] else f"(?P<{part}>.*?)"
        for at, part in enumerate(parts)
    )
    return re.compile("".join(made), re.DOTALL)


def translated(text: str) -> str:
    """Return the message *text* in the user's language, or unchanged if it has no translation.

    A message with values is recognised by the text around them.
    """
    catalogue = _catalogue()
    if not text or not isinstance(catalogue, gettext.GNUTranslations):
        return text
    found = catalogue.gettext(text)
    if found != text:
        return found
    for pattern, translation in _templates():
        if match := pattern.fullmatch(text):
            # Only these placeholders hold messages; translating others could alter a user's terms.
            values = {name: _SAID.get(name, str)(said) for name, said in match.groupdict().items()}
            return _filled(translation, values)
    return text


def _alternatives(text: str) -> str:
    """Return *text*, a list of renderings such as ``'a' or 'b' or …``, with translated conjunctions."""
    quoted = translated("'{}'").format  # message
    parts = re.split("(?<=') or (?=['…])", text)
    return joined("{} or {}", *(quoted(part[1:-1]) if part != "…" else part for part in parts))


_SAID = dict.fromkeys(("why", "what", "error", "title", "title2"), translated) | {"renderings": _alternatives}


def _filled(text: str, values: dict[str, str]) -> str:
    return _VALUE.sub(lambda name: values.get(name[1], name[0]), text)


def counted(one: str, many: str, n: int, **values: object) -> str:
    """Return the singular or plural message for *n* in the user's language, with the *values* filled in."""
    return _filled(_catalogue().ngettext(one, many, n), {"n": str(n), **{key: str(of) for key, of in values.items()}})


def joined(shape: str, *parts: str) -> str:
    """Return the non-empty *parts* joined in the translated *shape*.

    >>> joined("{}; {}", "no such check", "", "did you mean usage?")
    'no such check; did you mean usage?'
    """
    there = [*filter(None, parts)]
    return reduce(_catalogue().gettext(shape).format, there) if there else ""


def explained(reason: GlossaryError | str) -> str:
    """Return the one-line message of an error in the user's language."""
    if isinstance(reason, str):
        return translated(reason)
    what = joined("{}; {}", translated(reason.what), translated(reason.hint))
    return str(GlossaryError(what, where=reason.where, line=reason.line))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a docstring, each as one line; examples keep their lines.

    >>> paragraphs('''one
    ...     rule
    ...
    ...     Wrong: ru "a"
    ...     ''')
    ['one rule']
    """
    parts = (re.sub(r"\s*\n\s*", " ", part) for part in _split_paragraphs(text))
    return [part for part in parts if not part.startswith(("Wrong:", "Right:"))]


def explanation(text: str) -> str:
    """Return a check's docstring in the user's language, wrapped to the terminal; examples keep their lines."""
    return "\n\n".join(_paragraph(part, min(terminal(), WIDEST) - 4) for part in _split_paragraphs(text))


def _split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a docstring with their line breaks."""
    return re.split(r"\n\s*\n", cleandoc(text))


def _paragraph(text: str, columns: int) -> str:
    """Return a paragraph translated and wrapped to *columns*; examples are unchanged."""
    from glossary.cli.output import wrapped

    whole = "".join(paragraphs(text))
    return wrapped(translated(whole), columns) if whole else text


def command(original: click.Command) -> click.Command:
    """Return a command with its help in the user's language.

    Click counts a Chinese character as one column, so paragraphs are wrapped here and marked not to be wrapped again.
    """
    if not isinstance(_catalogue(), gettext.GNUTranslations):
        return original
    import copy

    made = copy.copy(original)
    columns = max(min(terminal(), WIDEST) - 4, 46)  # the same formula as click's, less the indent
    made.help = "\n\n".join(f"\b\n{_paragraph(part, columns)}" for part in _split_paragraphs(made.help or ""))
    made.params = [copy.copy(row) for row in made.params]
    for row in made.params:
        if isinstance(row, click.Option) and row.help:
            row.help = translated(row.help)
    if isinstance(made, click.Group):
        made.commands = {name: command(inner) for name, inner in made.commands.items()}
    return made
