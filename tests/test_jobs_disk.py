"""The files of a glossary, read as one termbase."""

from __future__ import annotations

from pathlib import Path

from glossary.jobs.disk import of_bytes
from glossary.project import Project

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{}"\n\n'
SAID = "#. definition: a seat\n#. subject: politics\n#. note: of old\n"


def test_what_one_file_says_of_a_concept_holds_for_all_and_the_template_comes_first() -> None:
    entry = 'msgid "Kremlin"\nmsgstr "{}"\n'
    said, other, bare = (
        HEAD + SAID + entry,
        HEAD + SAID.replace("a seat", "x").replace("of old", "y") + entry,
        HEAD + entry,
    )
    names = ("locale/glossary.pot", "locale/ru/LC_MESSAGES/glossary.po", "locale/zh_CN/LC_MESSAGES/glossary.po")
    for texts in ((said, bare, bare), (bare, said, bare), (bare, bare, said), (said, other, other)):
        content = {
            name: text.format("", rendering).encode()
            for name, text, rendering in zip(names, texts, ("", "Кремль", "克里姆林宫"), strict=True)
        }
        (concept,) = of_bytes(Project(Path()), content).termbase.concepts
        assert [(term.language, term.text) for term in concept.terms[1:]] == [
            ("ru", "Кремль"),
            ("zh-Hans", "克里姆林宫"),
        ]
        assert (concept.definition, concept.subject, concept.note) == ("a seat", "politics", "of old")


def test_a_concept_is_obsolete_where_the_template_says_so_or_all_catalogues_without_one() -> None:
    live, gone = HEAD + 'msgid "Kremlin"\nmsgstr "{}"\n', HEAD + '#~ msgid "Kremlin"\n#~ msgstr "{}"\n'
    names = ("locale/glossary.pot", "locale/ru/LC_MESSAGES/glossary.po", "locale/zh_CN/LC_MESSAGES/glossary.po")
    for *texts, obsolete in (
        (live, gone, gone, False),
        (gone, live, live, True),
        ("", gone, gone, True),
        ("", gone, live, False),
        ("", live, gone, False),
    ):
        content = {name: text.format("", "x").encode() for name, text in zip(names, texts, strict=True) if text}
        (concept,) = of_bytes(Project(Path()), content).termbase.concepts
        assert concept.obsolete is obsolete, texts
