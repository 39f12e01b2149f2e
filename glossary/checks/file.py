"""The check of a file as a whole: can it be read?"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks import Problem, rule
from glossary.errors import GlossaryError
from glossary.model import Severity


@rule("file", Severity.ERROR)
def syntax(error: GlossaryError) -> Iterator[Problem]:
    """the file cannot be read from here on

    The other files are checked all the same, and the exit status is 2. It cannot be waived: nothing else is known of
    the file.

    Wrong: po "msgid \\"Kremlin\\" msgstr \\"Кремль"
    Right: po "msgid \\"Kremlin\\" msgstr \\"Кремль\\""
    """
    yield Problem(error.what, hint=error.hint)
