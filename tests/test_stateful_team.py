"""A team at work, in random steps: no word of a person is lost, and nothing changes when a command runs again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import polib
from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from glossary import formats
from glossary.cli import cli
from glossary.model import State, Term

SENTENCES = [
    "The National People's Congress (NPC) meets in Beijing.",
    "The NPC will discuss territorial integrity.",
    "Territorial Integrity is a principle of the Paris agreement.",
    "President Putin praised the balance of power in Central Asia.",
    "Vladimir Putin met Xi Jinping in Samarkand.",
    "Trade in central Asia grew.",
    "Colin Powell spoke to reporters.",
    "Powell spoke to reporters.",
    "Volodymyr Zelenskyy visited Warsaw.",
    "Zelensky visited Georgia.",
]
TERMS = ["NPC", "Vladimir Putin", "Central Asia", "central Asia", "Powell", "Colin Powell", "territorial integrity"]
TAGS = {"ru": "ru", "zh_CN": "zh-Hans"}
FORMATS = ["po", "csv", "xlsx", "tbx", "tmx", "xlf"]
LABELS = ["note: ", "admitted: ", "forbidden: ", "rejected: ", "TODO: "]

Place = tuple[str, str]
"""A language and a msgid."""


class Said(NamedTuple):
    """Something that a person wrote into an entry."""

    place: Place
    role: str
    """rendering, draft (a fuzzy one), flag, or the label of a comment."""
    text: str

    def stands_in(self, row: polib.POEntry | None) -> bool:
        if row is None:
            return False
        if self.role in ("rendering", "draft"):
            return (row.msgstr, row.fuzzy) == (self.text, self.role == "draft")
        if self.role == "flag":
            return self.text in row.flags
        return any(line.startswith(self.role) and self.text in line for line in row.tcomment.splitlines())


@dataclass
class Clone:
    """A working copy of the project, and what people wrote in it and nobody removed."""

    root: Path
    said: set[Said] = field(default_factory=set)

    def catalogue(self, language: str) -> Path:
        return self.root / "locale" / language / "LC_MESSAGES" / "glossary.po"

    def languages(self) -> list[str]:
        return [language for language in TAGS if self.catalogue(language).exists()]

    def rows(self) -> dict[Place, polib.POEntry]:
        return {
            (language, row.msgid): row
            for language in self.languages()
            for row in polib.pofile(str(self.catalogue(language)))
        }

    def files(self) -> dict[str, str]:
        paths = [path for path in self.root.rglob("*") if path.is_file() and ".glossary" not in path.parts]
        return {path.relative_to(self.root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}

    def rendered(self) -> dict[Place, str]:
        """Return the renderings that a person stands behind."""
        return {place: row.msgstr for place, row in self.rows().items() if row.msgstr and not row.fuzzy}

    def replace(self, place: Place, row: polib.POEntry) -> None:
        """Put down what *row* says in place of the rendering that was put down."""
        self.said = {said for said in self.said if said.place != place or said.role not in ("rendering", "draft")}
        if row.msgstr and not (row.fuzzy and "origin: " in row.tcomment):  # a machine's proposal has an origin
            self.said.add(Said(place, "draft" if row.fuzzy else "rendering", row.msgstr))


@dataclass
class Sent:
    """A file that was sent out, the renderings then, and those that its translator changed."""

    path: Path
    languages: list[str]
    was: dict[Place, str]
    news: dict[Place, str] = field(default_factory=dict)


numbers = st.integers(0, 2)
languages = st.sampled_from(list(TAGS))
edits = st.sampled_from(["write", "write", "draft", "approve", "doubt", "empty", "delete", "read-only", *LABELS])
branches = st.booleans()
"""Whether a step is taken on the other branch, if there is one."""


class Team(RuleBasedStateMachine):
    """An editor, translators in two languages, and two branches."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.main = Clone(self.folder / "main")
        self.other: Clone | None = None
        self.base = Clone(self.folder / "base")
        self.sent: list[Sent] = []
        self.words = 0
        self.compiled: dict[Path, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def on(self, branch: bool) -> Clone:
        return self.other if branch and self.other else self.main

    def run(self, clone: Clone, *arguments: object, status: tuple[int, ...] = (0,)) -> str:
        done = CliRunner().invoke(cli, ["-C", str(clone.root), *map(str, arguments)], prog_name="glossary")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code in status, done.output
        return done.stdout

    def twice(self, clone: Clone, *arguments: object, status: tuple[int, ...] = (0,)) -> str:
        """Run a command, and see that it changes nothing when it runs again."""
        said = self.run(clone, *arguments, status=status)
        before = clone.files()
        self.run(clone, *arguments, status=status)
        assert clone.files() == before
        return said

    def word(self, language: str) -> str:
        """Return a word that nobody has written yet."""
        self.words += 1
        first, second = divmod(self.words, 16)
        start = ord("а" if language == "ru" else "一")
        return ("слово" if language == "ru" else "词语") + chr(start + first) + chr(start + second)

    # The editor

    @initialize(texts=st.lists(st.sampled_from(SENTENCES), min_size=3, unique=True), languages=st.sampled_from([1, 2]))
    def start(self, texts: list[str], languages: int) -> None:
        (self.main.root / "seeds").mkdir(parents=True)
        named = json.dumps(list(TAGS)[:languages])
        (self.main.root / "glossary.toml").write_text(f"languages = {named}\n", encoding="utf-8")
        self.change_a_text(False, "a", texts)

    @rule(branch=branches, name=st.sampled_from("ab"), texts=st.lists(st.sampled_from(SENTENCES), min_size=1))
    def change_a_text(self, branch: bool, name: str, texts: list[str]) -> None:
        (self.on(branch).root / "seeds" / f"{name}.txt").write_text("\n\n".join(texts), encoding="utf-8")
        self.extract(branch)

    @rule(branch=branches)
    def extract(self, branch: bool) -> None:
        clone = self.on(branch)
        self.run(clone, "extract")
        before, texts = clone.files(), sorted(clone.root.glob("seeds/*.txt"), reverse=True)
        self.run(clone, "extract", *texts)
        assert clone.files() == before, "a second run changes nothing, and the order of the texts does not matter"
        rows = clone.rows()
        for said in sorted(clone.said):
            if said.place not in rows:  # what nobody approved goes along when the term gets another name
                assert said.role != "rendering"
                moved = [said._replace(place=place) for place in rows if place[0] == said.place[0]]
                found = next(new for new in moved if new.stands_in(rows[new.place]))
                clone.said = clone.said - {said} | {found}

    @rule(branch=branches)
    def all_texts_go_and_come_back(self, branch: bool) -> None:
        folder = self.on(branch).root / "seeds"
        there = {path: path.read_bytes() for path in folder.glob("*.txt")}
        for path in there:
            path.write_text("Nothing is left.", encoding="utf-8")
        self.extract(branch)
        self.every_word_is_there()
        for path, text in there.items():
            path.write_bytes(text)
        self.extract(branch)

    @rule(branch=branches)
    def add_a_language(self, branch: bool) -> None:
        (self.on(branch).root / "glossary.toml").write_text('languages = ["ru", "zh_CN"]\n', encoding="utf-8")
        self.extract(branch)

    @rule(branch=branches, command=st.sampled_from(["suggest", "inflect", "check", "check --fix", "status"]))
    def run_a_command(self, branch: bool, command: str) -> None:
        self.twice(self.on(branch), *command.split(), status=(0, 1) if "check" in command else (0,))

    @rule(
        branch=branches,
        verb=st.sampled_from(["reject", "keep", "join", "split"]),
        terms=st.lists(st.sampled_from(TERMS), min_size=2, max_size=2, unique_by=str.casefold),
    )
    def decide(self, branch: bool, verb: str, terms: list[str]) -> None:
        clone = self.on(branch)
        decision = [verb, *(terms if verb in ("join", "split") else terms[:1])]
        before = {"locale/decisions.txt": "", **clone.files()}
        self.twice(clone, *decision)
        line = f"{verb}: {' = '.join(decision[1:])}\n"
        if line not in before["locale/decisions.txt"]:
            made = clone.files()
            self.run(clone, *decision, "--undo")
            assert made == before or clone.files() == before
            self.run(clone, *decision)

    # Translators

    @rule(branch=branches, language=languages, edits=st.lists(st.tuples(st.integers(0, 4), edits), min_size=2))
    def translate(self, branch: bool, language: str, edits: list[tuple[int, str]]) -> None:
        clone = self.on(branch)
        if language not in clone.languages():
            return
        file = polib.pofile(str(clone.catalogue(language)))
        for number, edit in edits:
            if rows := [row for row in file if not row.obsolete]:
                self.edit_entry(clone, file, language, rows[number % len(rows)], edit)
        file.save()

    def edit_entry(self, clone: Clone, file: polib.POFile, language: str, row: polib.POEntry, edit: str) -> None:
        place = language, row.msgid
        if edit == "delete":
            file.remove(row)
            clone.said = {said for said in clone.said if said.place != place}
        elif edit == "read-only":
            row.flags.append(edit)
            clone.said.add(Said(place, "flag", edit))
        elif edit in LABELS:
            said = Said(place, edit, self.word(language))
            row.tcomment = "\n".join([edit + said.text, *row.tcomment.splitlines()])
            clone.said.add(said)
        elif row.msgstr or edit in ("write", "draft"):
            if edit in ("write", "draft"):
                row.msgstr = self.word(language)
                row.tcomment = "\n".join(line for line in row.tcomment.splitlines() if "origin: " not in line)
            elif edit == "empty":
                row.msgstr = ""
            row.fuzzy = edit in ("draft", "doubt")
            clone.replace(place, row)

    # Files that go out and come back

    @rule(ending=st.sampled_from(FORMATS), language=languages)
    def export(self, ending: str, language: str) -> None:
        if language not in self.main.languages():
            return
        path = self.folder / f"sent{len(self.sent)}.{ending}"
        before = self.main.files()
        self.run(self.main, "export", path, "-l", language)
        self.run(self.main, "import", path, "-l", language)
        assert self.main.files() == before, "what comes back as it went out changes nothing"
        self.sent.append(Sent(path, [language], self.main.rendered()))

    @precondition(lambda self: self.sent)
    @rule(branch=branches, number=numbers, edits=st.lists(st.tuples(numbers, st.booleans()), min_size=1, max_size=3))
    def come_back(self, branch: bool, number: int, edits: list[tuple[int, bool]]) -> None:
        clone, sent = self.on(branch), self.sent[number % len(self.sent)]
        self.edit(sent, edits)
        before = clone.rendered()
        arguments = ["import", sent.path, "-l", sent.languages[0], "--verbose", "--output-format", "json"]
        if not set(sent.languages) <= set(clone.languages()):
            return
        changes = json.loads(self.twice(clone, *arguments, status=(0, 1)))["changes"]
        rows = clone.rows()
        told = {(change["action"], change["before"], change["after"]) for change in changes}
        for place, text in before.items():
            now = rows[place].msgstr
            if now != text:  # a person's rendering gives way if only they changed it, and that is told
                assert sent.was.get(place) == text
                assert ("changed", text, now) in told
        for (language, _), text in sent.news.items():
            there = any(place[0] == language and text == row.msgstr for place, row in rows.items())
            assert there or any(text == after for _, _, after in told), "it is there, or the report says why not"
        for place, row in rows.items():
            clone.replace(place, row)

    def edit(self, sent: Sent, edits: list[tuple[int, bool]]) -> None:
        """Write new renderings into the file, approved or not, as its translator does."""
        reading = formats.read(sent.path.read_bytes(), where=sent.path.name, source_language="en")
        concepts = list(reading.termbase.concepts)
        (language,) = sent.languages
        for number, approved in edits if concepts else ():
            number %= len(concepts)
            text = self.word(language)
            made = Term(text, TAGS[language], state=State.APPROVED if approved else State.PROPOSED)
            others = concepts[number].terms_in(TAGS[language])[1:]
            concepts[number] = concepts[number].with_terms(TAGS[language], [made, *others])
            sent.news[language, concepts[number].name] = text
        row = formats.by_name(sent.path.name)
        assert row
        assert row.write
        data, _ = row.write(replace(reading.termbase, concepts=tuple(concepts)), languages=[TAGS[language]])
        sent.path.write_bytes(data)

    # Two branches

    @rule()
    def branch_or_merge(self) -> None:
        if self.other:
            self.merge(self.other)
            self.other = None
            return
        for name in ("base", "other"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            shutil.copytree(self.main.root, self.folder / name)
        self.base = Clone(self.folder / "base", set(self.main.said))
        self.other = Clone(self.folder / "other", set(self.main.said))

    def merge(self, other: Clone) -> None:
        """Merge as git does with our driver; of a conflict keep ours, and theirs as an admitted rendering."""
        main, base = self.main, self.base
        old, ours, theirs = base.files(), main.files(), other.files()
        for name in sorted(theirs):
            if theirs[name] in (ours.get(name), old.get(name)):
                continue
            path = main.root / name
            if ours.get(name) == old.get(name):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(theirs[name], encoding="utf-8")
            elif name.endswith((".po", ".pot")):
                paths = [clone.root / name for clone in (base, main, other)]
                done = CliRunner().invoke(cli, ["merge", *map(str, paths), name])
                merged = path.read_text(encoding="utf-8")
                assert done.exit_code == ("<<<<<<<" in merged), done.output
                path.write_text(resolved(merged), encoding="utf-8")
            elif name.endswith("decisions.txt"):
                path.write_text("".join(dict.fromkeys((ours[name] + theirs[name]).splitlines(True))), encoding="utf-8")
            elif name == "glossary.toml":
                path.write_text(max(ours[name], theirs[name]), encoding="utf-8")
        rows = main.rows()
        for said in (main.said | other.said) - base.said | main.said & other.said:
            if said.role not in ("rendering", "draft"):
                assert said.stands_in(rows.get(said.place)), said
            elif said.text not in {row.text for row in base.said if row.place == said.place}:
                row = rows[said.place]
                assert said.text in (row.msgstr, *re.findall("admitted: (.*)", row.tcomment)), said
        others = {said for said in main.said | other.said if said.role not in ("rendering", "draft")}
        main.said = {said for said in others if said.stands_in(rows.get(said.place))}
        for place, row in rows.items():
            main.replace(place, row)
        self.extract(False)

    # What holds after every step

    @invariant()
    def every_word_is_there(self) -> None:
        for clone in filter(None, (self.main, self.other)):
            rows = clone.rows() if clone.root.exists() else {}
            assert not [said for said in clone.said if not said.stands_in(rows.get(said.place))]

    @invariant()
    def gettext_compiles_the_files(self) -> None:
        for path in self.main.root.glob("locale/*/LC_MESSAGES/*.po") if shutil.which("msgfmt") else ():
            if self.compiled.get(path) != path.read_bytes():
                self.compiled[path] = path.read_bytes()
                subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True)


def resolved(text: str) -> str:
    """Return a PO file with our side of each conflict, and theirs as an admitted rendering."""
    conflict = r"<<<<<<< ours\n((?:.*\n)*?)=======\n((?:.*\n)*?)>>>>>>> theirs\n"
    while found := re.search(conflict, text):
        above = text.rindex("\n\n", 0, found.start()) + 2
        admitted = "".join(f"# admitted: {said}\n" for said in re.findall('msgstr "(.+)"', found[2]))
        text = text[:above] + admitted + text[above : found.start()] + found[1] + text[found.end() :]
    return text


TestTeam = Team.TestCase
TestTeam.settings = settings(max_examples=6, stateful_step_count=25)
