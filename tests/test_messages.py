"""What the tool says in Russian and Chinese: catalogues in step with the code, and where they speak and where not."""

import ctypes
import json
import os
import sys
from types import SimpleNamespace

import pytest

from glossary import errors
from glossary.cli import messages as shown
from messages import template
from messages.__main__ import FOLDER, LANGUAGES, faults

RUSSIAN = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Kremlin"\nmsgstr "Кремль "\n'


def test_the_catalogues_hold_all_that_the_command_line_and_the_checks_say():
    """Of the other rooms, too, ``python -m messages --check`` (tox -e messages) says what is missing."""
    assert faults("glossary/cli", "glossary/checks") == []


def test_a_message_is_known_by_its_place(tmp_path):
    import ast

    from messages import extract

    path = tmp_path / "room.py"
    path.write_text('raise InputError(f"no {row.name} in {names[0]}", hint="look" if here else "go")\n')
    with path.open("a") as file:
        file.write('x = "not said"\ny = {  # message\n    b"PK": "an archive",\n}\n')
    with path.open("rb") as file:
        assert [row[2] for row in extract(file, None, None, None)] == [
            "go",
            "look",
            "no {name} in {names}",
            "an archive",
        ]
    assert template(ast.parse("f'{a}{a}'").body[0].value) == "{a}{a2}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_shipped_compiled(language):
    assert (FOLDER / language / "LC_MESSAGES" / "glossary-tm.mo").stat().st_size > 50_000


def said(run, *arguments, **environment):
    return run(*arguments, **{"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "C", **environment})


def test_the_language_is_chosen_as_gettext_does_it(run):
    english = said(run, "--help").out
    assert english.startswith("Usage: ")
    assert said(run, "--help", LANG="ru_RU.UTF-8").out.startswith("Использование: ")
    assert said(run, "--help", LANG="ru_RU.UTF-8", LC_ALL="zh_CN.UTF-8").out.startswith("用法: ")
    assert said(run, "--help", LANG="fr_FR.UTF-8").out == english
    assert said(run, "--help", LANG="zh_CN.UTF-8", LANGUAGE="ru").out.startswith("Использование: ")


@pytest.mark.parametrize(("number", "name"), [(0x0419, "ru_RU"), (0x0804, "zh_CN"), (0xFFFF, "C")])
def test_windows_has_a_display_language(monkeypatch, number, name):
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "")
    shown.bind()
    assert os.environ["LANG"] == name
    monkeypatch.setenv("LANG", "fr_FR")
    shown.bind()
    assert os.environ["LANG"] == "fr_FR"


def test_people_read_their_language_and_programs_english(run, project):
    path = project / "locale" / "ru" / "LC_MESSAGES" / "glossary.po"
    path.parent.mkdir(parents=True)
    path.write_text(RUSSIAN, encoding="utf-8")
    found = said(run, "check", LANG="ru_RU.UTF-8")
    assert (
        "ru/LC_MESSAGES/glossary.po:4: error: space.edge: «Kremlin»: пробел в начале или в конце (уберите)" in found.out
    )
    assert "1 файл: 1 ошибка" in found.err
    chinese = said(run, "check", LANG="zh_CN.UTF-8")
    assert "ru/LC_MESSAGES/glossary.po:4: error: space.edge: “Kremlin”：开头或结尾有空白（请删去）" in chinese.out
    assert chinese.err == "1 个文件：1 个错误，1 个警告\n"
    english, russian = (said(run, "check", "--output-format", "json", LANG=name).out for name in ("C", "ru_RU.UTF-8"))
    assert english == russian
    (row,) = [row for row in json.loads(russian)["findings"] if row["check"] == "space.edge"]
    assert row["message"] == "whitespace at the beginning or end"


def test_mistakes_on_the_command_line(run, project):
    assert "неизвестная проверка «{}»" in said(run, "check", "--select", "{}", LANG="ru").err
    assert "没有命令 'chekc'；您是指 check 吗" in said(run, "chekc", LANG="zh_CN.UTF-8").err
    assert "没有选项 '--selct'" in said(run, "check", "--selct", LANG="zh_CN.UTF-8").err
    assert "неизвестная проверка «spce»; может быть, space" in said(run, "check", "--select", "spce", LANG="ru").err
    assert "开头或结尾有空白" in said(run, "rules", "space.edge", LANG="zh_CN").out
    assert "неизвестный ключ «langages»; может быть, languages" in broken(run, project)


@pytest.mark.parametrize(
    ("language", "found"),
    [("ru", "«China» не переведено как «Китай» или «КНР»"), ("zh_CN", "“China”没有译作“Китай”或“КНР”")],
)
def test_renderings_are_listed_as_the_language_does(run, project, language, found):
    catalogue = project / "locale/ru/LC_MESSAGES/glossary.po"
    catalogue.parent.mkdir(parents=True)
    china = '# admitted: КНР\nmsgid "China"\nmsgstr "Китай"\n'
    catalogue.write_text(RUSSIAN.replace('msgid "Kremlin"\nmsgstr "Кремль "\n', china), encoding="utf-8")
    (project / "news.csv").write_text("en,ru\nChina grew.,Она росла.\n", encoding="utf-8")
    assert found in said(run, "check", "news.csv", LANGUAGE=language).out


def test_reasons_of_an_import_are_translated_one_by_one(run, project):
    (project / "terms.csv").write_text("en,ru,ru\nChina,Китай,КНР\n", encoding="utf-8")
    made = said(run, "import", "terms.csv", LANGUAGE="ru").out
    assert "изменено: China [ru]: '' -> 'Китай'; было пусто; допустимо: КНР\n" in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_known_by_its_values(run, language):
    """What is in none of the catalogues is held against each of their messages."""
    assert "chekc" in said(run, "chekc", LANGUAGE=language).err


def broken(run, project):
    (project / "glossary.toml").write_text('langages = ["ru"]\n')
    return said(run, "status", LANG="ru").err


def test_the_library_speaks_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "ru")
    assert str(errors.GlossaryError("no such file or folder", where="a")) == "a: no such file or folder"
