"""Extract messages for the catalogues: an extraction method for Babel that recognises messages by their position.

The code writes messages in plain English, mostly as f-strings, and does not mark them; ``glossary.cli`` translates what
it prints (:mod:`glossary.cli.messages`). A message is the text of an error or a finding, a ``hint``, printed text, the
help of an option, or the docstring of a command or a check. Elsewhere, a comment ``# message`` marks the strings in its
line, or in a whole table that begins there. A value in an f-string is replaced by its name: the message of
``f"'{term.text}' is proposed"`` is ``'{text}' is proposed``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import IO, Any

from glossary.cli.messages import paragraphs

CALLS = frozenset(
    "GlossaryError InputError OutputError ConfigError PluginError Problem "
    "Penalty error fail joined note tell translated warned _command".split()
)
"""Functions and classes whose first argument is a message."""
KEYWORDS = frozenset(("hint", "help", "short_help", "message", "reason"))
"""Keyword arguments of any function that are messages."""
ASSIGNED = frozenset(("hint", "message", "reason", "warning", "what", "why"))
"""Variables whose values are messages."""
_MARKED = re.compile(r"#\s*message\b")


def extract(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Yield (line, function, message, comments) for each message in the Python source *file*, as Babel expects."""
    text = file.read().decode("utf-8")
    marked = {number for number, line in enumerate(text.split("\n"), 1) if _MARKED.search(line)}
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.lineno in marked:
            marked |= set(range(node.lineno, (node.end_lineno or 0) + 1))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "counted":
            forms = tuple(part.value for part in node.args[:2] if isinstance(part, ast.Constant))
            yield node.lineno, "ngettext", forms, []
    for line, message in sorted({(line, message.strip()) for line, message in _messages(tree, marked)}):
        if "{}" in message or re.search(r"[^\W\d_]{2}", re.sub(r"\{\w*\}", "", message)):
            yield line, "", message, []


def _messages(tree: ast.AST, marked: set[int]) -> Iterator[tuple[int, str]]:
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CALLS and node.args:
                yield from _texts(node.args[0])
            if name == "Loss" or (name == "add" and getattr(getattr(node.func, "value", None), "id", "") == "losses"):
                yield from _texts(node.args[0])
            if name == "Skipped" and len(node.args) > 1:
                yield from _texts(node.args[1])
            if name == "table" and node.args and isinstance(node.args[0], ast.Tuple):
                for cell in node.args[0].elts:
                    yield from _texts(cell)
            for keyword in node.keywords:
                if keyword.arg in KEYWORDS:
                    yield from _texts(keyword.value)
        elif isinstance(node, ast.FunctionDef) and _decorated(node):
            text = ast.get_docstring(node) or ""
            yield from ((node.lineno, part) for part in paragraphs(text))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "COMMANDS":
            assert isinstance(node.value, ast.Dict)
            for row in node.value.values:
                yield from _texts(row.elts[1])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ASSIGNED:
            yield from _texts(node.value)
        elif getattr(node, "lineno", 0) in marked and (isinstance(node, ast.JoinedStr) or id(node) not in inner):
            yield from _texts(node)


def _decorated(node: ast.FunctionDef) -> bool:
    """Return whether a decorator makes the function a command or a check."""
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in ("rule", "command", "group"):
            return True
    return False


def _texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the messages that may be the value of the expression *node*."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        yield node.lineno, template(node)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _texts(value)


def template(node: ast.JoinedStr) -> str:
    """Return the text of an f-string with the names of its values.

    >>> template(ast.parse("f'{one.text!r} is no part of {names[0]}'").body[0].value)
    '{text} is no part of {names}'
    """
    made, used = "", dict[str, int]()
    for part in node.values:
        if isinstance(part, ast.Constant):
            made += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            name = _name(part.value)
            used[name] = used.get(name, 0) + 1
            made += f"{{{name}{used[name] if used[name] > 1 else ''}}}"
    return made


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    found = [inner for inner in ast.walk(node) if isinstance(inner, ast.Name)]
    return found[-1].id if found else "value"
