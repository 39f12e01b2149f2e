"""Two branches of a PO file become one, as git asks for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glossary import jobs
from glossary.errors import InputError
from glossary.project import Project

HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def entry(term: str, rendering: str = "", *above: str) -> str:
    return "\n" + "".join(f"{line}\n" for line in above) + f'msgid "{term}"\nmsgstr "{rendering}"\n'


def merged(folder: Path, base: str, ours: str, theirs: str) -> tuple[str, list[str]]:
    names = [folder / name for name in ("base", "ours", "theirs")]
    for path, text in zip(names, (base, ours, theirs), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    made = jobs.merge_branches(Project(folder), *map(str, names))
    return names[1].read_bytes().decode(), [row.concept for row in made.unsettled]


def test_what_two_branches_add_side_by_side_is_no_conflict(tmp_path: Path) -> None:
    base = HEAD + entry("Beijing") + entry("Kremlin")
    ours = HEAD + entry("Beijing", "Пекин") + entry("Duma", "", "#. seen: 1 time in 1 text") + entry("Kremlin")
    theirs = HEAD + entry("Beijing") + entry("Donbas", "Донбасс") + entry("Kremlin", "Кремль", "# note: ask Anna")
    text, unsettled = merged(tmp_path, base, ours, theirs)
    assert not unsettled
    assert text == (
        HEAD
        + entry("Beijing", "Пекин")
        + entry("Donbas", "Донбасс")
        + entry("Duma", "", "#. seen: 1 time in 1 text")
        + entry("Kremlin", "Кремль", "# note: ask Anna")
    )
    assert merged(tmp_path, base, text, text) == (text, []), "once more changes nothing"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_two_renderings_of_one_term_stand_between_the_marks_of_git(tmp_path: Path, end: str) -> None:
    base = (HEAD + entry("Beijing") + entry("Kremlin")).replace("\n", end)
    ours = (HEAD + entry("Beijing") + entry("Kremlin", "Кремль")).replace("\n", end)
    theirs = (HEAD + entry("Beijing", "Пекин") + entry("Kremlin", "кремль")).replace("\n", end)
    text, unsettled = merged(tmp_path, base, ours, theirs)
    assert unsettled == ["Kremlin"]
    marks = '<<<<<<< ours\nmsgstr "Кремль"\n=======\nmsgstr "кремль"\n>>>>>>> theirs\n'.replace("\n", end)
    assert text == (HEAD + entry("Beijing", "Пекин")).replace("\n", end) + end + f'msgid "Kremlin"{end}' + marks
    with pytest.raises(InputError, match="merge"):
        jobs.merge_branches(Project(tmp_path), *(str(tmp_path / name) for name in ("base", "ours", "theirs")))


def test_what_one_branch_dropped_goes_where_the_other_left_it_alone(tmp_path: Path) -> None:
    base = HEAD + entry("Beijing") + entry("junk") + entry("Kremlin") + entry("noise")
    ours = HEAD + entry("Beijing") + entry("junk") + entry("Kremlin", "Кремль")
    theirs = HEAD + entry("Beijing") + entry("noise", "шум")
    text, unsettled = merged(tmp_path, base, ours, theirs)
    assert not unsettled
    assert text == HEAD + entry("Beijing") + entry("Kremlin", "Кремль") + entry("noise", "шум")


def test_an_approval_is_no_conflict_with_what_a_machine_proposed(tmp_path: Path) -> None:
    fuzzy = entry("Beijing", "Бейцзин", "# origin: parts (low)", "#, fuzzy")
    text, unsettled = merged(tmp_path, HEAD + entry("Beijing"), HEAD + fuzzy, HEAD + entry("Beijing", "Пекин"))
    assert (text, unsettled) == (HEAD + entry("Beijing", "Пекин"), [])


def test_without_a_common_ancestor_what_differs_is_a_conflict(tmp_path: Path) -> None:
    text, unsettled = merged(tmp_path, "", HEAD + entry("Beijing", "Пекин"), HEAD + entry("Beijing", "Бейцзин"))
    assert unsettled == ["Beijing"]
    assert "<<<<<<< ours\n" in text


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_merges_two_weeks_of_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(("git", *arguments), cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout

    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    git("init", "-q")
    git("config", "user.name", "Anna")
    git("config", "user.email", "anna@example.org")
    git("config", "merge.glossary.driver", f'"{sys.executable}" -m glossary merge %O %A %B')
    git("config", "core.autocrlf", "false")
    (tmp_path / ".gitattributes").write_text("*.po merge=glossary\n*.pot merge=glossary\n")
    jobs.init(tmp_path, "ru")
    seeds = tmp_path / "seeds"
    (seeds / "first.txt").write_text("The European Union imposed sanctions on Russia. Angela Merkel spoke in Berlin.\n")
    jobs.extract(tmp_path)
    git("add", "-A")
    git("commit", "-qm", "first week")
    trunk = git("symbolic-ref", "--short", "HEAD").strip()
    for branch, text in (
        ("left", "Angela Merkel met Emmanuel Macron in Paris. The Bundestag approved the energy law.\n"),
        ("right", "Emmanuel Macron spoke to the French parliament in Paris. The European Union was silent.\n"),
    ):
        git("checkout", "-qb", branch, trunk)
        (seeds / f"{branch}.txt").write_text(text)
        jobs.extract(tmp_path)
        git("add", "-A")
        git("commit", "-qm", branch)
    git("merge", "-q", "-m", "both", "left")
    jobs.extract(tmp_path)
    after = {path.name: path.read_bytes() for path in (tmp_path / "locale").rglob("*.po*")}
    shutil.rmtree(tmp_path / "locale")
    jobs.extract(tmp_path)
    assert after == {path.name: path.read_bytes() for path in (tmp_path / "locale").rglob("*.po*")}
