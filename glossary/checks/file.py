"""The check whether a file can be read."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks import Problem, rule
from glossary.errors import GlossaryError
from glossary.model import Severity


@rule("file", Severity.ERROR)
def syntax(error: GlossaryError) -> Iterator[Problem]:
    """the file cannot be read from here on

    The other files are still checked, and the exit status is 2. This finding cannot be waived.

    Wrong: po "msgid \\"Kremlin\\" msgstr \\"Кремль"
    Right: po "msgid \\"Kremlin\\" msgstr \\"Кремль\\""
    """
    yield Problem(error.what, hint=error.hint)
