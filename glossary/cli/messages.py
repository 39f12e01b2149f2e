"""What the tool says, in the language of the person who runs it: English, Russian or Chinese.

The rooms below speak English, and so do files and whatever programs read; what is printed for a person is translated
here, at the last moment. The language is chosen as gettext does it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG. The
catalogues stand in ``locale`` beside this module; ``python -m messages`` makes them.
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
"""The most columns that help takes."""
FOLDER = os.path.join(os.path.dirname(__file__), "locale")


def bind() -> None:
    """Make the words of click come from our catalogue, too. For a program of its own, never for a library."""
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)


def terminal() -> int:
    """Return how many columns the terminal has, as ``shutil`` says it, which brings five modules along."""
    try:
        columns = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        columns = 0
    if columns < 1:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):  # none, closed, or no terminal
            columns = 80
    return columns or 80


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, fallback=True)


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Return (pattern, translation) of the messages with values, those with the most text of their own first."""
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
    """Return what matches a message and gives its values by name; a value that comes again is the same.

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
    """Return the message *text* in the language of the user; as it is where there is no translation.

    A message that holds values is known by what stands around them.
    """
    catalogue = _catalogue()
    if not text or not isinstance(catalogue, gettext.GNUTranslations):
        return text
    found = catalogue.gettext(text)
    if found != text:
        return found
    for pattern, translation in _templates():
        if match := pattern.fullmatch(text):
            # Only these hold words of ours; all others may be somebody's term.
            values = {name: _SAID.get(name, str)(said) for name, said in match.groupdict().items()}
            return _filled(translation, values)
    return text


def _alternatives(text: str) -> str:
    """Return the renderings *text*, such as ``'a' or 'b' or …``, as they are listed in the language of the user."""
    quoted = translated("'{}'").format  # message
    parts = re.split("(?<=') or (?=['…])", text)
    return joined("{} or {}", *(quoted(part[1:-1]) if part != "…" else part for part in parts))


_SAID = dict.fromkeys(("why", "what", "error", "title", "title2"), translated) | {"renderings": _alternatives}


def _filled(text: str, values: dict[str, str]) -> str:
    return _VALUE.sub(lambda name: values.get(name[1], name[0]), text)


def counted(one: str, many: str, n: int, **values: object) -> str:
    """Return ``{n} errors`` in the language of the user, with the *values* that it names besides."""
    return _filled(_catalogue().ngettext(one, many, n), {"n": str(n), **{key: str(of) for key, of in values.items()}})


def joined(shape: str, *parts: str) -> str:
    """Return those *parts* that there are, put together as *shape* is in the language of the user.

    >>> joined("{}; {}", "no such check", "", "did you mean usage?")
    'no such check; did you mean usage?'
    """
    there = [*filter(None, parts)]
    return reduce(_catalogue().gettext(shape).format, there) if there else ""


def explained(reason: GlossaryError | str) -> str:
    """Return the line that an error is to its reader."""
    if isinstance(reason, str):
        return translated(reason)
    what = joined("{}; {}", translated(reason.what), translated(reason.hint))
    return str(GlossaryError(what, where=reason.where, line=reason.line))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a docstring, each as one line; examples stand line by line.

    >>> paragraphs('''one
    ...     rule
    ...
    ...     Wrong: ru "a"
    ...     ''')
    ['one rule']
    """
    parts = (re.sub(r"\s*\n\s*", " ", part) for part in _apart(text))
    return [part for part in parts if not part.startswith(("Wrong:", "Right:"))]


def explanation(text: str) -> str:
    """Return the docstring of a check in the language of the user, in lines that fit the terminal; examples stay."""
    return "\n\n".join(_paragraph(part, min(terminal(), WIDEST) - 4) for part in _apart(text))


def _apart(text: str) -> list[str]:
    """Return the paragraphs of a docstring as they stand there."""
    return re.split(r"\n\s*\n", cleandoc(text))


def _paragraph(text: str, columns: int) -> str:
    """Return a paragraph translated, in lines of at most *columns*; examples as they are."""
    from glossary.cli.output import wrapped

    whole = "".join(paragraphs(text))
    return wrapped(translated(whole), columns) if whole else text


def command(original: click.Command) -> click.Command:
    """Return a command whose help is in the language of the user.

    Click counts a Chinese character as one column, so its paragraphs come in lines that it must not wrap again.
    """
    if not isinstance(_catalogue(), gettext.GNUTranslations):
        return original
    import copy

    made = copy.copy(original)
    columns = max(min(terminal(), WIDEST) - 4, 46)  # as click reckons, less its indent
    made.help = "\n\n".join(f"\b\n{_paragraph(part, columns)}" for part in _apart(made.help or ""))
    made.params = [copy.copy(row) for row in made.params]
    for row in made.params:
        if isinstance(row, click.Option) and row.help:
            row.help = translated(row.help)
    if isinstance(made, click.Group):
        made.commands = {name: command(inner) for name, inner in made.commands.items()}
    return made
