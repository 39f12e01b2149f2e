from __future__ import annotations

import importlib.metadata
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glossary import jobs, project
from glossary.errors import ConfigError
from glossary.vocabulary import Kind

TOML = 'languages = ["zh_CN", "pt-BR"]\nmin-score = 0.4\n[severity]\n"zh.quotes" = "info"\n'
PYPROJECT = '[tool.glossary]\nlanguages = ["ru"]\n'
CFG = "[metadata]\nname = x\n[glossary]\nlanguages =\n    zh_CN\n    ru\nsources = seeds, more texts\nlimit = 100\n"


def test_the_first_file_that_speaks_of_a_glossary_holds(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text(CFG)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    found = project.load(tmp_path)
    assert found.languages == ("zh_CN", "ru")
    assert found.sources == ("seeds", "more texts")
    assert found.limit == 100
    assert found.name == tmp_path.name, "headers call it as its folder, if it has no name of its own"
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    assert project.load(tmp_path).languages == ("ru",)
    (tmp_path / "glossary.toml").write_text(TOML)
    found = project.load(tmp_path)
    assert found.languages == ("zh_CN", "pt_BR")
    assert found.min_score == 0.4
    assert found.severity == {"zh.quotes": "info"}


def test_a_folder_below_belongs_to_the_project(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text(TOML)
    (tmp_path / "a/b").mkdir(parents=True)
    assert project.load(tmp_path / "a/b").root.resolve() == tmp_path.resolve()


def test_without_configuration_the_folder_is_the_project(tmp_path: Path) -> None:
    found = project.load(tmp_path)
    assert found.config is None
    assert found.sources == ("seeds",)
    assert found.tags() == []


def test_the_folder_that_is_there_is_used(tmp_path: Path) -> None:
    path = tmp_path / "locale/zh_Hans/LC_MESSAGES/glossary.po"
    path.parent.mkdir(parents=True)
    path.write_text("")
    found = project.load(tmp_path)
    assert found.tags() == ["zh-Hans"]
    assert found.catalogue("zh_CN") == path
    assert found.catalogue("ru") == tmp_path / "locale/ru/LC_MESSAGES/glossary.po"
    (tmp_path / "glossary.toml").write_text('languages = ["zh_CN"]\n')
    assert project.load(tmp_path).catalogue("zh_CN") == path, "as it is configured now there would be nothing in it"
    shutil.copytree(tmp_path / "locale/zh_Hans", tmp_path / "locale/zh_CN")
    with pytest.raises(ConfigError, match=r"^locale/zh_Hans: the same language as locale/zh_CN; keep one"):
        project.load(tmp_path).tags()
    (tmp_path / "glossary.toml").write_text('languages = ["pt", "pt_BR"]\n')
    with pytest.raises(ConfigError, match=r"^pt_BR: the same language as pt; keep one"):
        project.load(tmp_path).tags()
    (tmp_path / "glossary.toml").unlink()
    shutil.rmtree(tmp_path / "locale/zh_CN")
    (tmp_path / "locale/zh_CN").symlink_to("zh_Hans")
    assert project.load(tmp_path).tags() == ["zh-Hans"], "another name of the same folder"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("glossary.toml", "langauges = ['ru']", "unknown key 'langauges'; did you mean languages"),
        ("glossary.toml", "languages = 'ru", "not TOML"),
        ("glossary.toml", "limit = 'many'", "'limit' is 'many', where a whole number from 1 was expected"),
        ("glossary.toml", "min-score = 2", "a number from 0 to 1 was expected"),
        ("glossary.toml", "name = 3", "'name' is 3, where a string was expected"),
        ("glossary.toml", "severity = 3", "a table of checks and error, warning or info was expected"),
        ("glossary.toml", "severity = {usage = 'never'}", "a table of checks and error, warning or info was expected"),
        ("glossary.toml", "per-language = 3", "a table of lists of checks was expected"),
        ("glossary.toml", "languages = ['klingon-language']", "is not a language"),
        ("glossary.toml", "languages = ['zh']", "does not say which script; write zh_CN"),
        ("glossary.toml", "kinds = ['people']", "one or more of person, organization"),
        ("glossary.toml", "select = ['usage', 1]", "'select' is ['usage', 1], where a list of strings was expected"),
        (
            "glossary.toml",
            "translations = ['{lang}/x.txt']",
            "with language, stem, path or suffix in braces was expected",
        ),
        ("glossary.toml", "translations = ['{language']", "in braces was expected"),
        ("setup.cfg", "[glossary]\nlimit = 0\n", "'limit' is '0'"),
        ("setup.cfg", "[glossary\n", "not a configuration"),
        ("pyproject.toml", "[tool]\nglossary = 'ru'\n", "'tool.glossary' is not a table"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ConfigError) as caught:
        project.load(tmp_path)
    assert message in str(caught.value)
    assert name in str(caught.value)


def test_a_configuration_that_is_named_holds_one(tmp_path: Path) -> None:
    for name, text in (
        ("setup.cfg", "[metadata]\n"),
        ("pyproject.toml", "[project]\n"),
        ("pyproject.toml", "tool = 1"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(ConfigError, match=f"{name}: there is no configuration of a glossary in it"):
            project.load(tmp_path / name)
    (tmp_path / "setup.cfg").write_text("[glossary]\nlanguages = ru\n")
    assert project.load(tmp_path / "setup.cfg").languages == ("ru",)


def test_the_ends_of_a_range_belong_to_it(tmp_path: Path) -> None:
    kinds = [kind.value for kind in Kind]
    for score in (0, 1):
        (tmp_path / "glossary.toml").write_text(
            f"min-score = {score}\nlimit = 1\nkinds = {kinds}\nmemory = 'x://y/z'\n"
        )
        home = project.load(tmp_path)
        assert (home.min_score, home.limit, home.kinds, home.memory_path) == (score, 1, tuple(kinds), "x://y/z")


def test_every_key_is_a_field_with_an_explanation() -> None:
    text = Path(project.__file__).read_text(encoding="utf-8")
    for key in project.KEYS:
        assert f"    {key.replace('-', '_')}: " in text


def test_a_byte_order_mark_before_the_configuration_is_none_of_it(tmp_path):
    (tmp_path / "glossary.toml").write_text('languages = ["ru"]\n', encoding="utf-8-sig")
    assert project.load(tmp_path).languages == ("ru",)


def test_files_are_of_the_project_that_they_lie_in(tmp_path: Path, run: Callable[..., Any]) -> None:
    for name in ("web", "app"):
        assert run("-C", name, "init", "-l", "ru").status == 0, "the folder is made"
        (tmp_path / name / "back.csv").write_text("en,ru\nKremlin,Кpемль\n", encoding="utf-8")
        assert run("-C", name, "import", f"{name}/back.csv").status == 0
    assert "1 in the baseline" not in run("-C", "web", "check").err
    run("-C", "web", "check", "--write-baseline")
    files = [f"{name}/locale/ru/LC_MESSAGES/glossary.po" for name in ("web", "app")]
    known = run("check", files[0])
    assert (known.status, known.out) == (0, "")
    assert "1 in the baseline" in known.err
    assert run("check", files[1]).out.startswith(f"{files[1]}:20:9: error: script.mixed: 'Kremlin'")
    both = run("check", *files)
    assert both.status == 2
    assert "several projects" in both.err
    assert "run the command for each, with -C" in both.err


def test_files_are_named_with_forward_slashes_on_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project.os, "sep", "/")
    assert project.each(["a\\b.po", "ru"]) == ("a\\b.po", "ru"), "elsewhere it is a character like any other"
    monkeypatch.setattr(project.os, "sep", "\\")
    assert project.each(["a\\b.po", "ru"]) == ("a/b.po", "ru")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, "glossary-tm"),
        ({"url": "file:///a%20b/c.whl", "archive_info": {}}, "glossary-tm @ file:///a%20b/c.whl"),
        ({"url": "file:///a%20b", "dir_info": {}}, "glossary-tm @ file:///a%20b"),
        (
            {"url": "https://x.org/y.git", "subdirectory": "z", "vcs_info": {"vcs": "git", "commit_id": "1f"}},
            r"glossary-tm @ git+https://x.org/y.git@1f\#subdirectory=z",
        ),
    ],
)
def test_tox_installs_what_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, expected: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: Installed())
    jobs.init(tmp_path, "zh_CN")
    made = (tmp_path / "tox.ini").read_text()
    assert f"\ndeps = {expected}\n" in made
    assert ("# a path of this machine" in made) == ("file:" in expected)


@pytest.mark.parametrize(
    ("there", "spoken", "expected"),
    [
        (("pymorphy3", "snowballstemmer"), ("ru", "zh_CN"), "glossary-tm[ru]"),
        (("pymorphy3", "snowballstemmer"), ("de", "ru"), "glossary-tm[ru,stems]"),
        (("pymorphy3",), ("de", "zh_CN"), "glossary-tm"),
        (("snowballstemmer",), ("uk", "ja"), "glossary-tm"),
    ],
)
def test_tox_has_the_extras_by_which_renderings_are_found_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], spoken: tuple[str, ...], expected: str
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name in there or None)
    jobs.init(tmp_path, spoken)
    assert f"\ndeps = {expected}" in (tmp_path / "tox.ini").read_text()


def test_a_folder_that_is_called_as_no_language_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locale" / "zh_CNN" / "LC_MESSAGES" / "glossary.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n')
    with pytest.raises(ConfigError, match=r"^locale/zh_CNN: 'zh_CNN' is not a language; did you mean zh_CN\?$"):
        project.load(tmp_path).tags()


def test_the_language_of_the_texts_is_not_a_target(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'en_US' is the language of the texts"):
        jobs.init(tmp_path, ("ru", "en-US"))
    with pytest.raises(ConfigError, match="the same language as pt"):
        jobs.init(tmp_path, ("pt", "pt_BR"))
    assert not list(tmp_path.iterdir()), "an error leaves nothing behind"
    assert jobs.init(tmp_path, "en", source="ru").written


def test_a_source_that_is_called_like_a_text_becomes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('sources = ["news/intro.md", "texts"]\n', encoding="utf-8")
    jobs.init(tmp_path, "ru")
    assert (tmp_path / "texts").is_dir()
    assert list((tmp_path / "news").iterdir()) == []


def test_setup_cfg_keeps_the_case_of_patterns(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[glossary]\nLanguages = ru\n[glossary:per-file]\nNews/RU = usage\n")
    home = project.load(tmp_path)
    assert (home.languages, home.per_file) == (("ru",), {"News/RU": ("usage",)})


def test_paths_in_the_configuration_may_have_backslashes(tmp_path: Path) -> None:
    toml = tmp_path / "glossary.toml"
    toml.write_text("sources = ['news\\en']\ntranslations = ['news\\{language}\\{stem}.txt']\n", encoding="utf-8")
    with toml.open("a", encoding="utf-8") as stream:
        stream.write("[per-file]\n'news\\ru' = ['usage']\n")
    home = project.load(tmp_path)
    assert (home.sources, home.translations) == (("news/en",), ("news/{language}/{stem}.txt",))
    assert home.per_file == {"news/ru": ("usage",)}
    toml.write_text("memory = 'postgresql://desk:a\\b@host/news'\n", encoding="utf-8")
    assert project.load(tmp_path).memory == "postgresql://desk:a\\b@host/news", "a password has what it has"
    for written, message in (
        ('"seeds\\news"', "where a path with / instead of \\\\ was expected"),
        ('"C:\\Users"', "write / in a path, or put it between single quotes"),
    ):
        toml.write_text(f"sources = [{written}]\n", encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            project.load(tmp_path)
        assert message.replace("\\\\", "\\") in str(caught.value)
