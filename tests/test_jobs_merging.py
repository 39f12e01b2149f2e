"""Two branches of a PO file become one, as git asks for it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import jobs
from glossary.errors import InputError
from glossary.formats import po

HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def entry(term: str, rendering: str = "", *above: str) -> str:
    return "\n" + "".join(f"{line}\n" for line in above) + f'msgid "{term}"\nmsgstr "{rendering}"\n'


def merged(folder: Path, base: str, ours: str, theirs: str) -> tuple[str, list[str]]:
    names = [folder / name for name in ("base", "ours", "theirs")]
    for path, text in zip(names, (base, ours, theirs), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    made = jobs.merge_branches(*map(str, names))
    return names[1].read_bytes().decode(), [row.concept for row in made]


def test_what_two_branches_add_side_by_side_is_not_a_conflict(tmp_path: Path) -> None:
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
        jobs.merge_branches(*(str(tmp_path / name) for name in ("base", "ours", "theirs")))


def test_what_one_branch_dropped_goes_where_the_other_left_it_alone(tmp_path: Path) -> None:
    def junk(times: int) -> str:
        return entry("junk", "", f"#. seen: {times} times in 1 text", f"#: seeds/a.txt:{times}", "#, no-wrap")

    base = HEAD + entry("Beijing") + junk(2) + entry("Kremlin") + entry("noise")
    ours = HEAD + entry("Beijing") + junk(3) + entry("Kremlin", "Кремль")
    theirs = HEAD + entry("Beijing") + entry("noise", "шум")
    made = HEAD + entry("Beijing") + entry("Kremlin", "Кремль") + entry("noise", "шум")
    assert merged(tmp_path, base, ours, theirs) == (made, [])
    assert merged(tmp_path, base, ours, theirs.replace("\n", "\r\n")) == (made, []), "lines end as ours do"
    kept = junk(3).replace("no-wrap", "read-only")  # a person's word
    assert merged(tmp_path, base, HEAD + kept, HEAD) == (HEAD + kept, [])


def test_an_approval_is_not_a_conflict_with_what_a_machine_proposed(tmp_path: Path) -> None:
    fuzzy = entry("Beijing", "Бейцзин", "# origin: parts (low)", "#, fuzzy")
    text, unsettled = merged(tmp_path, HEAD + entry("Beijing"), HEAD + fuzzy, HEAD + entry("Beijing", "Пекин"))
    assert (text, unsettled) == (HEAD + entry("Beijing", "Пекин"), [])


def test_two_who_look_at_one_proposal_and_write_two_renderings_disagree(tmp_path: Path) -> None:
    base = HEAD + entry("Beijing", "Пекин", "# origin: parts (low)", "#, fuzzy")
    sides = HEAD + entry("Beijing", "Пекин"), HEAD + entry("Beijing", "Бейцзин")
    for ours, theirs in (sides, sides[::-1]):
        assert merged(tmp_path, base, ours, theirs)[1] == ["Beijing"], "to approve is to write"


def test_without_a_common_ancestor_what_differs_is_a_conflict(tmp_path: Path) -> None:
    text, unsettled = merged(tmp_path, "", HEAD + entry("Beijing", "Пекин"), HEAD + entry("Beijing", "Бейцзин"))
    assert unsettled == ["Beijing"]
    assert "<<<<<<< ours\n" in text


BEIJING = entry("Beijing", "Пекин")
PLURAL = '\nmsgid "visit"\nmsgid_plural "visits"\nmsgstr[0] "%s"\nmsgstr[1] "%s"\n'


@pytest.mark.parametrize(
    "news",
    [
        entry("Beijing", "Пекин", "# note: ask Anna", "# see the wiki"),
        entry("Beijing", "", "# note: ask Anna"),
        entry("Beijing", "Пекин", "#, fuzzy"),
        entry("Beijing", "Бейцзин", "#, fuzzy", '#| msgid "Peking"'),
        entry("Beijing", "Пекин", "#. definition: the capital of China", "#, no-wrap"),
        entry("Beijing", "Пекин", "# glossary: ignore name.caps -- so it is"),
        entry("Beijing", "Пекин") + entry("x" * 600, "иксы", "#, no-wrap", '#| msgid "y"'),
        entry("Beijing", "Пекин") + '\n# note: gone\n#~ msgid "Peking"\n#~ msgstr "Бейпин"\n',
        PLURAL % ("визит", "визиты"),
    ],
)
def test_what_only_one_branch_changed_is_taken_as_it_is(tmp_path: Path, news: str) -> None:
    for base in (BEIJING, PLURAL % ("визит", "")):
        assert merged(tmp_path, HEAD + base, HEAD + news, HEAD + base) == (HEAD + news, [])
        assert merged(tmp_path, HEAD + base, HEAD + base, HEAD + news) == (HEAD + news, [])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        (
            BEIJING,
            entry("Beijing", "Пекин", "#, fuzzy"),
            entry("Beijing", "Пекин", "# x"),
            ("Пекин", "# x", "#, fuzzy"),
        ),
        (entry("Beijing"), entry("Beijing", "", "# y"), entry("Beijing", "Б", "#, fuzzy"), ("Б", "# y", "#, fuzzy")),
        (entry("Beijing"), entry("Beijing", "Пекин", "#, fuzzy"), BEIJING, ("Пекин",)),
        (BEIJING, entry("Beijing", "Пекин", "# y"), entry("Beijing", "Пекин", "#! odd"), ("Пекин", "# y", "#! odd")),
        (
            entry("Beijing", "", "# x"),
            entry("Beijing", "Б", "# x"),
            entry("Beijing", "", "#, no-wrap"),
            ("Б", "#, no-wrap"),
        ),
    ],
)
def test_what_both_branches_changed_is_put_together(
    tmp_path: Path, base: str, ours: str, theirs: str, made: tuple[str, ...]
) -> None:
    for one, two in ((ours, theirs), (theirs, ours)):
        assert merged(tmp_path, HEAD + base, HEAD + one, HEAD + two) == (HEAD + entry("Beijing", *made), [])


def test_two_proposals_of_persons_are_a_conflict_in_their_sense_only(tmp_path: Path) -> None:
    sense = 'msgctxt "{}"\nmsgid "mandate"\nmsgstr "{}"\n'
    base = HEAD + "\n" + sense.format("term", "") + "\n" + sense.format("order", "указ")
    ours = HEAD + "\n#, fuzzy\n" + sense.format("term", "срок") + "\n" + sense.format("order", "наказ")
    theirs = HEAD + "\n#, fuzzy\n" + sense.format("term", "мандат") + "\n" + sense.format("order", "указ")
    text, unsettled = merged(tmp_path, base, ours, theirs)
    assert unsettled == ["mandate"]
    marked = '<<<<<<< ours\nmsgstr "срок"\n=======\nmsgstr "мандат"\n>>>>>>> theirs'
    assert text == ours.replace('msgstr "срок"', marked)


def test_two_definitions_and_two_lists_of_forms_are_both_read(tmp_path: Path) -> None:
    ours = HEAD + entry("Beijing", "Пекин", "# forms: Пекина", "#. seen: 3 times", "#. definition: a city")
    theirs = HEAD + entry("Beijing", "Пекин", "# forms: Пекину", "#. seen: 4 times", "#. definition: a capital")
    base = HEAD + entry("Beijing", "Пекин", "#. seen: 2 times")
    text, unsettled = merged(tmp_path, base, ours, theirs)
    assert not unsettled
    assert re.findall("#. seen: .*", text) == ["#. seen: 3 times"]
    catalog = po.parse(text.encode(), where="ru.po")
    termbase = po.to_termbase(catalog, language="ru").termbase
    for found in (termbase, po.to_termbase(po.update(catalog, termbase, language="ru"), language="ru").termbase):
        (concept,) = found.concepts
        assert concept.definition == "a city\na capital"
        assert concept.terms_in("ru")[0].forms == ("Пекина", "Пекину")


def test_headers_are_put_together_field_by_field(tmp_path: Path) -> None:
    base = HEAD + '"Last-Translator: Anna\\n"\n"Language-Team: none\\n"\n' + BEIJING
    ours = base.replace("Anna", "Boris")
    theirs = "# Translated by Vera.\n" + base.replace("none", "Russian").replace("Anna", "Vera")
    theirs = theirs.replace(BEIJING, '"X-Note: keep\\n"\n' + BEIJING)
    made = theirs.replace("Last-Translator: Vera", "Last-Translator: Boris")
    assert merged(tmp_path, base, ours, theirs) == (made, [])


def test_a_conflict_in_another_charset_and_of_an_obsolete_entry(tmp_path: Path) -> None:
    head = HEAD.replace("UTF-8", "KOI8-R")
    names = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text, codec in zip(names, ("", "Пекин", "北京"), ("ascii", "koi8-r", "utf-8"), strict=True):
        path.write_bytes((head + entry("Beijing", text).replace("msg", "#~ msg")).encode(codec))
    assert [row.after for row in jobs.merge_branches(*map(str, names))] == ["北京"]
    marked = '<<<<<<< ours\n#~ msgstr "Пекин"\n=======\n#~ msgstr "北京"\n>>>>>>> theirs\n'
    assert names[1].read_text(encoding="utf-8") == HEAD + '\n#~ msgid "Beijing"\n' + marked


def test_an_empty_file_takes_the_header_of_the_other(tmp_path: Path) -> None:
    assert merged(tmp_path, "", "", HEAD + "\n") == (HEAD, [])


@pytest.mark.parametrize("broken", ['msgid "Duma\n', entry("Duma", "Дума") + entry("Duma", "дума")])
def test_a_branch_that_cannot_be_read_leaves_ours_alone(tmp_path: Path, broken: str) -> None:
    base, ours, theirs = (HEAD + text for text in (entry("Beijing"), BEIJING, entry("Beijing") + broken))
    with pytest.raises(InputError, match="theirs"):
        merged(tmp_path, base, ours, theirs)
    assert (tmp_path / "ours").read_text(encoding="utf-8") == ours


def test_of_an_ancestor_with_marks_nothing_is_believed(tmp_path: Path) -> None:
    base = HEAD + BEIJING.replace("msgstr", "<<<<<<< ours\nmsgstr")
    assert merged(tmp_path, base, HEAD + BEIJING, HEAD + BEIJING + entry("Duma"))[0] == HEAD + BEIJING + entry("Duma")


sides = st.dictionaries(
    st.sampled_from(["Beijing", "Duma", "Kremlin"]),
    st.tuples(
        st.sampled_from(["", "Пекин", "Дума"]),
        st.sets(st.sampled_from(["# note: ask", "# see the wiki", "# admitted: X", "#. seen: 3 times in 2 texts"])),
        st.sampled_from([(), ("#, fuzzy",), ("# origin: parts (low)", "#, fuzzy"), ("#, no-wrap",)]),
    ),
)


@given(sides, sides, sides)
def test_a_merge_takes_every_word_from_a_side_and_loses_none(base: dict, ours: dict, theirs: dict) -> None:
    def file(side: dict) -> str:
        return HEAD + "".join(
            entry(name, text, *sorted(lines), *more) for name, (text, lines, more) in sorted(side.items())
        )

    with TemporaryDirectory() as name:
        folder = Path(name)
        made, unsettled = merged(folder, file(base), file(ours), file(theirs))
        back = merged(folder, file(base), file(theirs), file(ours))
        assert unsettled == back[1]
        assert made.count("<<<<<<< ours") == len(unsettled)
        for key in ours.keys() & theirs.keys():
            was = base.get(key, ("", set(), ()))
            block = made.split(f'msgid "{key}"')[1].split("msgid")[0]
            texts = [side[key][0] for side in (ours, theirs) if side[key][0] and side[key][0] != was[0]]
            assert (key in unsettled) <= (len(set(texts)) == 2)
            assert not texts or any(f'"{text}"' in block for text in texts)
            if key in unsettled:
                assert all(f'"{text}"' in block for text in texts)
            above = made.split(f'msgid "{key}"')[0].split("msgstr")[-1]
            for line in (ours[key][1] | theirs[key][1]) - was[1] - {"#. seen: 3 times in 2 texts"}:
                assert line in above
        if not unsettled:
            assert merged(folder, file(base), made, file(theirs)) == (made, [])


def test_messages_call_the_file_as_git_does(tmp_path: Path) -> None:
    names = [tmp_path / name for name in (".merge_file_a", ".merge_file_b", ".merge_file_c")]
    for path, rendering in zip(names, ("", "Кремль", "кремль"), strict=True):
        path.write_text(HEAD + entry("Kremlin", rendering), encoding="utf-8")
    names[2].write_text(HEAD + "msgid", encoding="utf-8")
    with pytest.raises(InputError, match=r"^locale/ru\.po \(theirs\):\d+: "):
        jobs.merge_branches(*names, "locale/ru.po")
    names[2].write_text(HEAD + entry("Kremlin", "кремль"), encoding="utf-8")
    assert [row.file for row in jobs.merge_branches(*names, "locale/ru.po")] == ["locale/ru.po"]
    with pytest.raises(InputError, match=r"^locale/ru\.po \(ours\):\d+: a merge conflict marker"):
        jobs.merge_branches(*names, "locale/ru.po")


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
    git("config", "merge.glossary.driver", f'"{sys.executable}" -m glossary merge %O %A %B %P')
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
