"""The command line as a person meets it: the whole flow, extraction and proposals, and what happens when something is wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

CATALOGUE = Path("locale/ru/LC_MESSAGES/glossary.po")


def state(folder: Path) -> dict[str, bytes]:
    """The content of all files below *folder*."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(path: Path, term: str, rendering: str) -> None:
    """Write a rendering into a PO file, as an editor would."""
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{term}"\nmsgstr ""' in text
    path.write_text(
        text.replace(f'msgid "{term}"\nmsgstr ""', f'msgid "{term}"\nmsgstr "{rendering}"'), encoding="utf-8"
    )


# The flow


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("tox.ini", "[tox]\n", True),
        ("tox.ini", "[testenv:glossary]\n", False),
        ("tox.toml", "[env.glossary]\n", False),
        ("setup.cfg", "[tox:tox]\n", True),
        ("setup.cfg", "[metadata]\n", False),
        ("pyproject.toml", "[tool.tox.env_run_base]\n", True),
        ("pyproject.toml", "[tool.tox]\nlegacy_tox_ini = '[tox]'\n", True),
        ("pyproject.toml", "[project]\nname = 'x'\n", False),
    ],
)
def test_init_leaves_the_configuration_of_tox_to_its_owner(
    tmp_path: Path, run: Run, name: str, text: str, shown: bool
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    made = run("init", "-l", "ru")
    assert made.status == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == text
    native = name == "pyproject.toml" and "legacy" not in text
    assert ("[tool.tox.env.glossary]\n" if native else "[testenv:glossary]\n") in made.out or not shown
    assert ("glossary]" in made.out) is shown
    ours = name != "tox.ini" and text in ("[metadata]\n", "[project]\nname = 'x'\n")
    assert (tmp_path / "tox.ini").exists() == (ours or name == "tox.ini")


def test_a_project_inside_another_is_its_own_and_one_above_is_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "glossary.toml").write_text('name = "outer"\nlocale = "l10n"\nlanguages = ["ru"]\n', encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert f"the project is {tmp_path.resolve()}" in run("-C", inner, "status").err
    assert run("-C", inner, "init", "-l", "ru").status == 0
    assert '"Project-Id-Version: inner\\n"' in (inner / CATALOGUE).read_text(encoding="utf-8")
    assert run("-C", inner, "status").err == ""


def test_from_an_empty_folder_to_a_checked_glossary(tmp_path: Path, run: Run) -> None:
    made = run("init", "-l", "zh_CN", "-l", "ru")
    assert made.status == 0
    assert "made seeds/\n" in made.out, "where the texts belong"
    assert "[testenv:glossary]" in (tmp_path / "tox.ini").read_text(encoding="utf-8")
    assert {"glossary.toml", "locale/glossary.pot", CATALOGUE.as_posix()} <= set(state(tmp_path))
    from conftest import ARTICLE

    (tmp_path / "seeds" / "summit.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("extract").status == 0
    before = state(tmp_path)
    again = run("extract")
    assert "nothing new" in again.out
    assert state(tmp_path) == before
    fill(tmp_path / CATALOGUE, "Vladimir Putin", "Владимир Путин")
    before = state(tmp_path)
    assert run("extract").status == 0
    assert state(tmp_path) == before, "a filled cell changes nothing else"
    table = run("status").out
    assert "rendered" in table
    assert run("lookup", "Mr Putin met Xi. " * 1000, "-l", "ru").status == 0  # too long for the name of a file
    found = run("lookup", "Mr Putin met Xi", "-l", "ru")
    assert "Владимир Путин" in found.out
    assert run("check").status == 0


def test_lookup_shows_every_sense_of_a_term(tmp_path: Path, run: Run) -> None:
    run("init", "-l", "ru")
    (tmp_path / CATALOGUE).write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\n'
        'msgctxt "country"\nmsgid "Georgia"\nmsgstr "Грузия"\n\nmsgctxt "state"\nmsgid "Georgia"\nmsgstr "Джорджия"\n',
        encoding="utf-8",
    )
    shown = run("lookup", "Georgia, and Georgia again").out
    assert shown.count("Грузия") == shown.count("Джорджия") == 1
    first = json.loads(run("lookup", "Georgia", "--output-format", "json").out)["terms"][0]
    assert first["renderings"]["ru"][0]["place"] == {"file": CATALOGUE.as_posix(), "line": 4, "column": 0}


def test_lookup_shows_the_rendered_term_inside_one_without_a_rendering(tmp_path: Path, run: Run) -> None:
    run("init", "-l", "ru")
    (tmp_path / CATALOGUE).write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "party congress"\nmsgstr ""\n\nmsgid "congress"\nmsgstr "съезд"\n\n'
        'msgid "White House"\nmsgstr "Белый дом"\n\nmsgid "house"\nmsgstr "дом"\n',
        encoding="utf-8",
    )
    found = json.loads(run("lookup", "A party congress at the White House", "--output-format", "json").out)["terms"]
    assert [row["term"] for row in found] == ["party congress", "congress", "White House"]


def test_lookup_finds_the_forms_of_a_russian_source(tmp_path: Path, run: Run) -> None:
    (tmp_path / "terms.csv").write_text(
        "ru,en\nКарское море,Kara Sea\nЗвёздный путь: Начало,Star Trek\n", encoding="utf-8"
    )
    run("init", "--source-language", "ru", "-l", "en")
    run("import", "terms.csv")
    assert "Карском море" in run("lookup", "Лёд в Карском море.").out
    assert "no term" in run("lookup", "Пролив Карский. Море спокойно.").out
    assert "Звёздном пути: Начало" in run("lookup", "В «Звёздном пути: Начало» его нет.").out


def test_lookup_gives_fifty_of_many_homographs_and_says_so(tmp_path: Path, run: Run) -> None:
    run("init", "-l", "ru")
    entries = [f'\nmsgctxt "{n}"\nmsgid "bank"\nmsgstr "банк {n}"\n' for n in range(3_000)]
    text = 'msgid ""\nmsgstr "Language: ru\\n"\n' + "".join(entries)
    (tmp_path / CATALOGUE).write_text(text, encoding="utf-8")
    told = run("lookup", "The bank. " * 1_000)
    assert "'bank' stands for 2950 more concepts" in told.err
    assert "банк 49" in told.out
    assert "банк 50" not in told.out


def test_init_adds_languages_if_none_are_configured(tmp_path: Path, run: Run) -> None:
    assert "there is no target language; name some" in run("init").err
    (tmp_path / "seeds/a.txt").write_text("Xi Jinping met Vladimir Putin in Samarkand.\n", encoding="utf-8")
    run("extract")
    for name in ("ru", "zh_CN"):
        made = run("init", "-l", name)
        assert (made.status, made.out) == (0, f"made locale/{name}/LC_MESSAGES/glossary.po\n")
        assert 'msgid "Xi Jinping"' in (tmp_path / f"locale/{name}/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    assert run("init", "-l", "ru").out == "everything is there already\n"
    config = tmp_path / "glossary.toml"
    config.write_text('languages = ["ru"]\n', encoding="utf-8")
    assert "add them to 'languages' there" in run("init", "-l", "de").err


def test_init_writes_the_language_of_the_sources(tmp_path: Path, run: Run) -> None:
    run("init", "--source-language", "zh_CN", "-l", "en")
    assert 'source-language = "zh-Hans"' in (tmp_path / "glossary.toml").read_text()
    (tmp_path / "seeds" / "a.txt").write_text("全国人民代表大会在北京开会。", encoding="utf-8")
    run("extract")
    assert 'msgid "全国人民代表大会"' in (tmp_path / "locale" / "en" / "LC_MESSAGES" / "glossary.po").read_text("utf-8")
    assert run("init", "--source-language", "zh_CN").status == 0
    for other in ("ru", "en"):
        assert run("init", "--source-language", other).status == 2


def test_a_language_that_nothing_is_extracted_from_is_reported_and_only_checked(tmp_path: Path, run: Run) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.tox.env_run_base]\n", encoding="utf-8")
    made = run("init", "--source-language", "German", "-l", "ru")
    assert "nothing is extracted from 'de' yet" in made.err
    assert 'commands = [["glossary", "check"]]' in made.out
    (tmp_path / "seeds" / "a.txt").write_text("Der Akku wird geladen.", encoding="utf-8")
    assert "bring terms in with 'glossary import'" in run("extract").err


def test_a_translated_text_is_in_the_only_language_of_the_project(tmp_path: Path, run: Run) -> None:
    for name, text in {"en.txt": "The Kremlin said no.\n", "ru.txt": "Kремль сказал нет.\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run("init", "-l", "ru")
    assert "script.mixed" in run("check", "ru.txt", "--source", "en.txt").out
    assert "1 added" in run("memory", "import", "en.txt", "--target", "ru.txt").out
    assert run("init", "-l", "zh_CN").status == 2
    (tmp_path / "glossary.toml").write_text('languages = ["ru", "zh_CN"]\n', encoding="utf-8")
    for command in (["check", "ru.txt", "--source", "en.txt"], ["memory", "import", "en.txt", "--target", "ru.txt"]):
        assert "give it with --language" in run(*command).err


def test_dry_run_writes_nothing_and_follows_the_written_shape(project: Path, run: Run) -> None:
    before = state(project)
    made = run("extract", "seeds", "-", "--dry-run", "--output-format", "json", stdin=b"The Kremlin spoke.")
    assert state(project) == before
    rows = json.loads(made.out)["concepts"]
    assert {"Vladimir Putin", "Kremlin"} <= {row["term"] for row in rows}
    text = (project / "seeds/summit.txt").read_text(encoding="utf-8")
    for row in rows:
        assert list(row) == "term kind variants score measures frequency documents context occurrences".split()
        for place in row["occurrences"]:
            assert set(place) == {"document", "line", "start", "end", "form"}
            if place["document"] == "seeds/summit.txt":
                assert " ".join(text[place["start"] : place["end"]].split()) == place["form"]
                assert text.count("\n", 0, place["start"]) + 1 == place["line"]


def test_min_score_zero_gives_everything(project: Path, run: Run) -> None:
    def terms(*options: str) -> set[str]:
        made = run("extract", "seeds", "--dry-run", "--output-format", "json", *options)
        return {row["term"] for row in json.loads(made.out)["concepts"]}

    assert terms() < terms("--min-score", "0")
    assert len(terms("--limit", "3")) == 3


def test_explain_tells_what_happened(project: Path, run: Run) -> None:
    made = run("extract", "--dry-run", "--explain", "Mr Putin")
    assert made.status == 0
    assert "Vladimir Putin" in made.out
    assert "does not occur in the texts" in run("extract", "--dry-run", "--explain", "zebra crossing").out


def test_a_new_article_adds_and_a_vanished_one_retires(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Kazakhstan", "Казахстан")
    (project / "seeds/more.txt").write_text("Sergey Lavrov landed in Mongolia. Mr Lavrov smiled.\n", encoding="utf-8")
    assert "added: Mongolia" in run("extract").out
    kept = (project / CATALOGUE).read_bytes()
    (project / "seeds/summit.txt").rename(project / "summit.away")
    assert "retired: Kazakhstan" in run("extract", "-v").out
    text = (project / CATALOGUE).read_text(encoding="utf-8")
    assert '#~ msgid "Kazakhstan"\n#~ msgstr "Казахстан"' in text
    (project / "summit.away").rename(project / "seeds/summit.txt")
    assert "revived: Kazakhstan" in run("extract", "-v").out
    assert (project / CATALOGUE).read_bytes() == kept


def test_one_text_more_on_the_command_line_retires_nothing(project: Path, run: Run) -> None:
    run("extract")
    (project / "extra.txt").write_text("Sergey Lavrov landed in Mongolia.\n", encoding="utf-8")
    made = run("extract", "extra.txt", "-v")
    assert "added: Mongolia" in made.out
    assert "retired" not in made.out
    assert "retired: Kazakhstan" in run("extract", "extra.txt", "--only", "-v").out


def test_a_rejected_candidate_stays_away(project: Path, run: Run) -> None:
    run("extract")
    assert 'msgid "Kazakhstan"' in (project / CATALOGUE).read_text(encoding="utf-8")
    assert run("reject", "Kazakhstan", "--reason", "not ours").out == "wrote locale/decisions.txt\n"
    assert (project / "locale/decisions.txt").read_text() == "# not ours\nreject: Kazakhstan\n"
    run("extract")
    assert 'msgid "Kazakhstan"' not in (project / CATALOGUE).read_text(encoding="utf-8")
    run("reject", "Kazakhstan", "--undo")
    run("extract")
    assert 'msgid "Kazakhstan"' in (project / CATALOGUE).read_text(encoding="utf-8")


def test_a_variant_is_split_off_and_a_term_is_joined(project: Path, run: Run) -> None:
    run("split", "Vladimir Putin", "Putin")
    rows = json.loads(run("extract", "--dry-run", "--output-format", "json", "--min-score", "0").out)["concepts"]
    assert all("Putin" not in row["variants"] for row in rows if row["term"] == "Vladimir Putin")
    assert any(row["term"] == "Putin" for row in rows)
    run("join", "China", "Beijing")
    rows = json.loads(run("extract", "--dry-run", "--output-format", "json", "--min-score", "0").out)["concepts"]
    assert any("Beijing" in row["variants"] for row in rows if row["term"] == "China")


def test_a_glossary_that_is_called_xml_is_read(project: Path, run: Run) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>the port</seg></tuv><tuv xml:lang="ru"><seg>порт “</seg></tuv></tu>'
    head = '<header creationtool="a" creationtoolversion="1" segtype="block" o-tmf="a" adminlang="en" srclang="en" datatype="xml"/>'
    (project / "memory.xml").write_text(f'<tmx version="1.4">{head}<body>{unit}</body></tmx>', "utf-8")
    checked = run("check", "memory.xml")
    assert checked.status == 0
    assert "mark.unpaired" in checked.out
    assert run("memory", "import", "memory.xml").out == "memory.xml: 1 added, 0 updated, 0 unchanged, 0 skipped\n"


# What can be wrong


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
HEAD = '<?xml version="1.0"?>{}<tmx version="1.4"><header srclang="en"/><body><tu><tuv'
BAD = {
    "nowhere.txt": None,
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 20,
    "latin.txt": "Der Präsident sprach.".encode("latin-1"),
    "broken.docx": b"PK\x03\x04 not really",
    "blank.html": b"<html><body><script>x</script></body></html>",
    "syntax.po": b'msgid "a"\nmsgstr "b\n',
    "marker.po": b'<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\n>>>>>>> theirs\n',
    "cut.tmx": HEAD.format("").encode(),
    "laughs.tmx": (
        HEAD.format(f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{LAUGHS}]>')
        + ' xml:lang="en"><seg>&l8;</seg></tuv></tu></body></tmx>'
    ).encode(),
}
"""Files that cannot be read, texts to be extracted from and glossaries to be imported."""


@pytest.mark.parametrize(
    "command",
    [
        *((("extract" if Path(name).suffix in (".txt", ".docx", ".html") else "import"), name) for name in BAD),
        ("import", "seeds"),
        ("export", "glossary.doc"),
        ("export", "nowhere/glossary.tmx"),
        ("extract", "-l", "zh"),
        ("check", "--select", "scirpt"),
        ("-C", "nowhere", "status"),
        ("extract", "locale", "--only"),
        ("check", "--fix", "seeds/summit.txt"),
        ("convert", "locale/glossary.pot", "x.mo"),
        ("memory", "search", " "),
        ("memory", "lookup", " "),
        ("memory", "export", "x.doc"),
        ("memory", "import", "locale/glossary.pot", "--by-line"),
    ],
    ids=" ".join,
)
def test_bad_input_gives_one_clear_line_and_changes_nothing(project: Path, run: Run, command: tuple[str, ...]) -> None:
    run("extract")
    if (content := BAD.get(command[-1])) is not None:
        (project / command[-1]).write_bytes(content)
    before = state(project)
    made = run(*command)
    assert made.status == 2, made
    lines = [line for line in made.err.splitlines() if not line.startswith("glossary: note:")]
    assert len(lines) == 1, made.err
    assert lines[0].startswith("glossary: error: ")
    assert "Traceback" not in made.err
    assert state(project) == before


def test_a_file_of_the_configuration_that_has_no_format_is_reported_by_its_keys(project: Path, run: Run) -> None:
    with (project / "glossary.toml").open("a", encoding="utf-8") as stream:
        stream.write('tmx = "glossary.doc"\n')
    assert run("extract").err.endswith("'glossary.doc'; in the configuration 'tmx' ends in .tmx, 'tbx' in .tbx\n")


def test_a_typing_mistake_gets_a_hint(run: Run) -> None:
    made = run("extrct")
    assert made.status == 2
    assert "did you mean extract" in made.err


def test_a_term_cannot_drive_the_terminal(project: Path, run: Run) -> None:
    (project / "back.csv").write_text("en,ru\nKremlin,\x1b[31mКремль\n", encoding="utf-8")
    run("extract")
    made = run("import", "back.csv")
    assert "\x1b" not in made.out + made.err


def test_output_is_utf8_whatever_the_locale(project: Path, run: Run) -> None:
    (project / "seeds/summit.txt").write_text("Jakub Jakóbowski spoke. Mr Jakóbowski left.\n", encoding="utf-8")
    made = run("extract", "--dry-run", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "Jakóbowski" in made.out


def test_the_same_bytes_under_another_hash_seed_locale_and_time_zone(project: Path, run: Run) -> None:
    (project / "seeds/самит.txt").write_text("Xi Jinping was in Samarkand.\n", encoding="utf-8")
    run("extract", PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C", PYTHONUTF8="0")
    first = state(project / "locale")
    shutil.rmtree(project / "locale")
    run("extract", PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert state(project / "locale") == first


def hears_interrupts() -> None:
    """Make a child hear SIGINT, also where a shell that started the tests behind itself has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupted_run_leaves_the_old_files_whole(project: Path, run: Run) -> None:
    run("extract")
    before = state(project / "locale")
    (project / "seeds/long.txt").write_text("Sergey Lavrov landed in Mongolia. " * 200_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "glossary", "extract"],
        cwd=project,
        stderr=subprocess.DEVNULL,
        preexec_fn=hears_interrupts,
    )
    time.sleep(0.7)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) != 0
    assert state(project / "locale") == before


def test_the_version_is_reported(run: Run) -> None:
    from glossary import __version__

    assert run("--version").out == f"glossary, version {__version__}\n"


def test_a_translation_among_the_sources_is_skipped(project: Path, run: Run) -> None:
    run("extract")
    (project / "seeds" / "china.txt").write_text("Китай уважает территориальную целостность.\n", encoding="utf-8")
    made = run("extract")
    assert "from 1 text: nothing new" in made.out
    assert made.err == "glossary: warning: seeds/china.txt: skipped: it is written in another script\n"


def test_a_text_in_a_language_of_the_same_letters_is_reported(project: Path, run: Run) -> None:
    german = "Die Regierung hat am Mittwoch den Entwurf vorgelegt, sagte ein Sprecher in Berlin. " * 8
    (project / "seeds" / "berlin.txt").write_text(german, encoding="utf-8")
    told = "berlin.txt: it does not look like 'en': its terms will be poor\n"
    assert run("extract", "--dry-run").err == f"glossary: warning: seeds/{told}"
    ukrainian = "Міністр закордонних справ прибув до столиці України. " * 8
    (project / "seeds" / "kyiv.txt").write_text(ukrainian, encoding="utf-8")
    assert "does not look like 'ru'" in run("extract", "--dry-run", "--source-language", "ru", "seeds/kyiv.txt").err


def test_a_text_that_is_called_as_the_translation_of_another_is_skipped(project: Path, run: Run) -> None:
    """Where the letters are the same ones, nothing else tells it."""
    (project / "glossary.toml").write_text('languages = ["de", "pt_BR"]\n', encoding="utf-8")
    for name in ("summit.de.txt", "summit.pt-BR.md", "summit.fr.txt", "speech.de.txt"):
        (project / "seeds" / name).write_text("Putin visited Samarkand with Kazakhstan.\n", encoding="utf-8")
    made = run("extract")
    assert "from 3 texts: " in made.out
    assert made.err.splitlines() == [
        "glossary: note: seeds/summit.de.txt: not a source text, skipped",
        "glossary: note: seeds/summit.pt-BR.md: not a source text, skipped",
    ]
    assert run("extract", "--dry-run", "seeds/summit.de.txt").err == ""


def test_what_leverage_makes_of_a_text_is_not_noted(project: Path, run: Run) -> None:
    for name in ("summit.ru.po", "notes.ru.po"):
        (project / "seeds" / name).write_text('msgid "x"\nmsgstr ""\n', encoding="utf-8")
    assert run("extract").err == "glossary: note: seeds/notes.ru.po: not a source text, skipped\n"


def test_nothing_is_retired_if_no_text_is_in_the_source_language(project: Path, run: Run) -> None:
    run("extract")
    template = (project / "locale/glossary.pot").read_bytes()
    refused = run("extract", "--source-language", "ru")
    assert refused.status == 2
    assert "no text is written in the script of 'ru'; name the language of the texts" in refused.err
    assert (project / "locale/glossary.pot").read_bytes() == template


def test_suggest_proposes_and_never_touches_a_word_of_a_person(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Си")
    before = state(project)
    shown = run("suggest", "-l", "ru", "--dry-run")
    assert "Казахстан" in shown.out
    assert state(project) == before
    assert run("suggest").status == 0
    text = (project / CATALOGUE).read_text(encoding="utf-8")
    assert 'msgid "Xi Jinping"\nmsgstr "Си"\n' in text
    assert 'fuzzy\nmsgid "Kazakhstan"\nmsgstr "Казахстан"\n' in text
    assert "# origin: CLDR: territory KZ" in text
    before = state(project)
    assert run("suggest").status == 0
    assert state(project) == before


def test_suggest_looks_into_lists(project: Path, run: Run) -> None:
    run("extract")
    (project / "names.csv").write_text("en,ru\nterritorial integrity,целостность территории\n", encoding="utf-8")
    made = run("suggest", "-l", "ru", "--from", "lists", "--list", "names.csv", "--output-format", "json")
    (row,) = json.loads(made.out)["suggested"]
    assert row["suggestions"][0]["text"] == "целостность территории"


def test_phrases_are_built_of_what_the_same_run_proposes(project: Path, run: Run) -> None:
    run("extract")
    (project / "new.csv").write_text("en,ru\nmayor of Blorptown,\nBlorptown,\n", encoding="utf-8")
    (project / "names.csv").write_text("en,ru\nBlorptown,Блорптаун\n", encoding="utf-8")
    run("import", "new.csv")
    run("suggest", "-l", "ru", "--list", "names.csv")
    assert 'msgstr "мэр Блорптауна"' in (project / CATALOGUE).read_text(encoding="utf-8")
    assert json.loads(run("suggest", "-l", "ru", "--output-format", "json").out)["suggested"] == []


def test_a_decision_on_what_is_not_a_term_is_reported(project: Path, run: Run) -> None:
    assert run("reject", "Samarkant").err == ""  # there is no glossary yet
    run("extract")
    done = run("reject", "Samarkent", "a thing of another text", "SAMARKAND")
    assert (done.status, done.out) == (0, "wrote locale/decisions.txt\n")
    assert done.err.splitlines() == [
        "glossary: warning: 'Samarkent' is not a term of the glossary; did you mean Samarkand?",
        "glossary: warning: 'a thing of another text' is not a term of the glossary; the decision holds where a text has it",
    ]
    assert run("keep", "Global South").err == run("reject", "--undo", "Samarkent").err == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    code = f'"{sys.executable}" -m glossary rules | head -n 1'
    quiet = os.environ | {"LC_ALL": "C"}  # bash itself complains of a locale that is not there
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, cwd=tmp_path, env=quiet, check=False)
    assert done.stderr == ""


def test_inflected_forms_are_next_to_their_rendering(project: Path, run: Run) -> None:
    pytest.importorskip("pymorphy3", reason="the extra [ru] is not installed")
    run("extract")
    path = project / CATALOGUE
    fill(path, "Kazakhstan", "Казахстан")
    refused = run("inflect", "-l", "ru", "-l", "zh_CN")
    assert (refused.status, refused.err) == (2, "glossary: error: only Russian is inflected, not zh_CN\n")
    assert run("inflect", "--dry-run").out == "1 rendering inflected, nothing written\n"
    assert run("inflect").status == 0
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# forms:"))
    assert "Казахстана | Казахстану | Казахстаном | Казахстане" in line
    mended = path.read_text(encoding="utf-8").replace("Казахстаном", "КАЗАХСТАНОМ")
    path.write_text(mended, encoding="utf-8")
    assert run("inflect").out == "0 renderings inflected\n"
    assert path.read_text(encoding="utf-8") == mended
    path.write_text(mended.replace('msgstr "Казахстан"', 'msgstr "Астана"'), encoding="utf-8")
    assert run("inflect").out.startswith("1 rendering inflected")
    assert "Астаной" in path.read_text(encoding="utf-8")
    run("extract")
    assert "# forms: " in path.read_text(encoding="utf-8")


def test_languages_may_be_named_in_words_and_are_shown_as_the_project_spells_them(tmp_path: Path, run: Run) -> None:
    assert run("init", "-l", "Russian, Simplified Chinese", "-l", "pt_BR").err == ""
    assert 'languages = ["ru", "zh_CN", "pt_BR"]' in (tmp_path / "glossary.toml").read_text(encoding="utf-8")
    (tmp_path / "terms.csv").write_text("en,zh,pt\nKremlin,克里姆林宫,Kremlin\n", encoding="utf-8")
    made = run("import", "terms.csv", "-l", "Simplified Chinese")
    assert "[zh_CN]" in run("diff", "-l", "ru", "terms.csv", ".").out + made.out
    assert [line.split()[0] for line in run("status").out.splitlines()[-3:]] == ["ru", "zh_CN", "pt_BR"]
    assert run("lookup", "the Kremlin", "-l", "简体中文").out.split()[:4] == ["form", "term", "kind", "zh_CN"]
    assert "it has ru, zh_CN, pt_BR" in run("lookup", "the Kremlin", "-l", "de").err
    wrong = run("extract", "-l", "chinese")
    assert (wrong.status, "'chinese' does not say which script; write zh_CN" in wrong.err) == (2, True)
    assert "'Klingonish' is not a language" in run("extract", "-l", "Klingonish").err


def test_a_large_glossary_is_not_listed_to_its_end(project: Path, run: Run) -> None:
    rows = "".join(f"term number {number},термин {number}\n" for number in range(80))
    (project / "old.csv").write_text("en,ru\n" + rows, encoding="utf-8")
    lines = run("import", "old.csv", "--dry-run").out.splitlines()
    assert len(lines) == 102
    assert lines[-2:] == [
        "… and 60 more (--verbose lists them)",
        "read 160 = 160 applied + 0 unchanged + 0 conflicting + 0 rejected",
    ]
    assert len(run("import", "old.csv", "--dry-run", "-v").out.splitlines()) == 161


def test_a_missing_language_is_reported(project: Path, run: Run) -> None:
    run("extract")
    for command in (("lookup", "Xi Jinping"), ("export", "-", "--format", "csv"), ("suggest",), ("inflect",)):
        done = run(*command, "-l", "fr")
        assert done.status == 2
        assert "French (fr) is not a language of this glossary; it has zh_CN, ru" in done.err


def test_a_copy_is_reported_once(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Xi Jinping")
    found = [line.split(": ")[2] for line in run("check").out.splitlines()]
    assert found == ["entry.copy"]
    path = project / CATALOGUE
    text = path.read_text(encoding="utf-8").replace('msgid "Xi Jinping"', '#, read-only\nmsgid "Xi Jinping"')
    path.write_text(text, encoding="utf-8")
    assert run("check").out == "", "as the hint of entry.copy says"


def test_a_missing_glossary_is_reported(tmp_path: Path, run: Run) -> None:
    for command in (["status"], ["suggest"], ["lookup", "the Kremlin"], ["export", "terms.csv"], ["reject", "Kremlin"]):
        made = run(*command)
        why = "locale: there is no glossary yet; name the project with -C, or run 'glossary init'"
        assert (made.status, made.out, made.err) == (2, "", f"glossary: error: {why}\n"), command
    assert not list(tmp_path.iterdir())


def test_a_file_for_no_project_yet_says_how_to_make_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "terms.csv").write_text("en,zh_CN,ru\nKremlin,克里姆林宫,Кремль\n", encoding="utf-8")
    assert "is not a language of this glossary; run 'glossary init -l ru -l zh_CN'\n" in run("import", "terms.csv").err
    (tmp_path / "a.txt").write_text("Putin met Xi in Samarkand.\n", encoding="utf-8")
    assert "no target language is named; -l ru makes a file" in run("extract", "a.txt").err
    why = "locale: there are no renderings yet; run 'glossary extract -l ru' for Russian"
    assert run("check").err == f"glossary: error: {why}\n"
    assert run("init", "-l", "ru", "-l", "zh_CN").status == 0
    (tmp_path / "locale/ru/LC_MESSAGES/glossary.po").unlink()
    (tmp_path / "locale/zh_CN/LC_MESSAGES/glossary.po").unlink()
    assert run("check").err.endswith("; run 'glossary extract'\n")
    assert "added: Kremlin" in run("import", "terms.csv").out
