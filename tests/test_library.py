"""The public face of the library."""

from __future__ import annotations

import pydoc
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from test_cli import CATALOGUE, fill

import glossary
from glossary import GlossaryError, jobs


def test_everything_that_is_promised_is_there() -> None:
    for name in glossary.__all__:
        assert ">>> " in getattr(glossary, name).__doc__, "with an example"
    with pytest.raises(AttributeError):
        glossary.nonsense  # noqa: B018


def test_import_is_cheap() -> None:
    code = "import sys, glossary; print(sorted(name for name in sys.modules if name.startswith('glossary')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "['glossary']\n"


def test_check_lookup_and_status(project: Path, run: Callable[..., Any]) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    home = glossary.load(project)
    for _ in range(2):
        assert "script.mixed" in {row.check for row in glossary.check(home).findings}
    assert [row.term for row in glossary.lookup(home, "Xi Jinping spoke", ["ru"])] == ["Xi Jinping"]
    assert glossary.status(home).languages["ru"]["rendered"] == 1
    with pytest.raises(glossary.GlossaryError, match="no such file or folder"):
        glossary.load(project / "nowhere.toml")


def test_a_path_stands_for_its_project(project: Path, run: Callable[..., Any]) -> None:
    run("extract")
    home = glossary.load(project)
    assert glossary.check(project).findings == glossary.check(home).findings != ()
    assert glossary.status(str(project / "seeds")) == glossary.status(home)
    assert glossary.lookup(project / "glossary.toml", "Xi Jinping spoke") == glossary.lookup(home, "Xi Jinping spoke")
    assert glossary.export(project, "-", format="csv").data == glossary.export(home, "-", format="csv").data
    with pytest.raises(glossary.GlossaryError, match="translations"):
        glossary.coverage(project)
    with pytest.raises(glossary.GlossaryError, match=r"ru/.*neither a folder nor a configuration; name the folder"):
        glossary.check(project / CATALOGUE)
    with pytest.raises(glossary.GlossaryError, match="nowhere: there is no such file or folder"):
        glossary.check(project / "nowhere")
    with pytest.raises(TypeError, match="a Project or a path was expected, not NoneType"):
        glossary.check(None)


def test_one_name_can_replace_a_list_of_one(project: Path, run: Callable[..., Any]) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    path = project / CATALOGUE
    home = glossary.load(project)
    several = glossary.lookup(home, "Xi Jinping spoke", ["ru"])
    assert glossary.lookup(home, "Xi Jinping spoke", "ru") == several != []
    assert (
        glossary.check(home, path, select="script").findings
        == glossary.check(home, [str(path)], select=["script"]).findings
        != ()
    )
    assert glossary.check(home, select="script", ignore="script.mixed").findings == ()
    assert glossary.export(home, "-", languages="ru", format="csv").data.startswith(b"en,ru,")
    assert [row.name for row in jobs.rules("ru.yo").rules] == ["ru.yo"]
    assert [row.file for row in jobs.info(home, path)[0]] == [str(path)]
    assert [row.file for row in jobs.fix(home, path, dry_run=True)] == [str(path)]
    (project / "back.csv").write_text("en,ru\nBeijing,Пекин\n", encoding="utf-8")
    assert jobs.import_(home, project / "back.csv").count("rejected", "conflict") == 0
    assert {row.language for row in jobs.suggest(project, "ru", only="places", dry_run=True).made} == {"ru"}
    assert jobs.decide(home, "reject", "sq km") == ["locale/decisions.txt"]
    assert "reject: sq km\n" in (project / "locale/decisions.txt").read_text(encoding="utf-8")
    assert jobs.extract(project, project / "seeds", dry_run=True).documents > 0
    jobs.memory_import(project, project / "back.csv", language="ru")
    assert [row.unit.target for row in jobs.memory_lookup(project, "Beijing", "ru")["ru"]] == ["Пекин"]
    assert jobs.memory_lookup(project, "Beijing", "zh_CN") == {"zh-Hans": []}


def test_a_path_can_replace_the_name_of_a_file(project: Path, run: Callable[..., Any]) -> None:
    run("extract")
    home, made, back = glossary.load(project), project / "made.csv", project / "back.tmx"
    assert glossary.export(home, made, languages="ru").written == (made.as_posix(),)
    assert jobs.convert(home, made, back).losses == ()
    assert jobs.diff(home, made, back) == jobs.diff(home, str(made), str(back))
    assert jobs.import_(home, back, base=made).count("conflict", "rejected") == 0
    assert jobs.merge_branches(*[project / CATALOGUE] * 3) == []
    (project / "ru.txt").write_text("Си Цзиньпин прибыл.", encoding="utf-8")
    summit = project / "seeds" / "summit.txt"
    assert glossary.check(home, project / "ru.txt", source=summit, language="ru").files == 1
    assert [row.language for row in glossary.coverage(home, project / "ru.txt", source=summit, language="ru")] == ["ru"]
    jobs.memory_import(home, summit, target=project / "ru.txt", language="ru")
    assert jobs.memory_export(home, project / "memory.tmx")[0] > 0
    assert [row.written for row in jobs.leverage(home, summit, "ru", target=project / "filled.po")[0]] == [
        (project / "filled.po").as_posix()
    ]


def test_reports_name_files_from_the_current_folder(
    project: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    known = Path(CATALOGUE).as_posix()
    for folder, named in (("..", f"{project.name}/{known}"), ("seeds", f"../{known}"), (".", known)):
        monkeypatch.chdir(project / folder)
        found = glossary.check(project, select=["script"])
        (row,) = found.findings
        assert row.place.path == known, "as baselines and configurations name it"
        assert f"file={named}," in jobs.report("github", found, [row])
        assert found.excerpt(row) == 'msgstr "Cи Цзиньпин"'
    with pytest.raises(GlossaryError, match="unknown report 'githb'; did you mean github"):
        jobs.report("githb", found, [row])


def test_help_tells_the_public_functions_with_their_docstrings() -> None:
    told = pydoc.plain(pydoc.render_doc(glossary))
    for name in glossary.__all__:
        assert re.search(rf"^    (class )?{name}\(", told, re.MULTILINE), name


def test_a_memory_is_opened_by_its_contract(tmp_path: Path) -> None:
    from glossary.model import TranslationUnit

    with glossary.Memory.open(tmp_path / "memory.sqlite") as memory:
        memory.add([TranslationUnit("The talks began.", "Переговоры начались.", "en", "ru")])
        assert [match.score for match in memory.lookup("The talks began.", "ru")] == [100]


def test_every_job_is_where_the_table_says():
    from glossary import jobs

    assert [name for name in jobs.__all__ if not hasattr(jobs, name)] == []
    assert {*jobs.__all__} <= {*dir(jobs)}
    with pytest.raises(AttributeError, match="no attribute 'fnord'"):
        jobs.fnord  # noqa: B018


def test_what_the_template_lacks_and_a_catalogue_calls_obsolete_is_gone(tmp_path: Path) -> None:
    from glossary.jobs.disk import of_bytes
    from glossary.project import load

    gone, there = b'#~ msgid "Kremlin"\n#~ msgstr "K"\n', b'msgid "Kremlin"\nmsgstr "K"\n'
    catalogs = {"locale/ru/LC_MESSAGES/glossary.po": gone, "locale/de/LC_MESSAGES/glossary.po": there}
    for template, obsolete in (({"locale/glossary.pot": b""}, True), ({}, False)):
        disk = of_bytes(load(tmp_path), {**template, **catalogs})
        assert [concept.obsolete for concept in disk.termbase.concepts] == [obsolete]


def test_a_concept_is_all_that_its_catalogues_say(tmp_path: Path) -> None:
    from glossary.jobs.disk import of_bytes
    from glossary.project import load

    ru = b'#, read-only\nmsgid "Kremlin"\nmsgstr "K"\n'
    de = b'# glossary: ignore entry.copy -- a name\n#, terminology\nmsgid "Kremlin"\nmsgstr "Kreml"\n'
    catalogs = {"locale/ru/LC_MESSAGES/glossary.po": ru, "locale/de/LC_MESSAGES/glossary.po": de}
    (concept,) = of_bytes(load(tmp_path), catalogs).termbase.concepts
    assert concept.flags == {"read-only", "terminology"}
    assert concept.waivers == ("entry.copy -- a name",)
    assert [(term.text, term.language) for term in concept.terms] == [("Kremlin", "en"), ("K", "ru"), ("Kreml", "de")]


def test_records_made_quickly_are_complete():
    from glossary.model import Place, TranslationUnit

    unit = TranslationUnit("s", "t", "en", "ru", uses=3, place=Place("x", 2, 1))
    assert (replace(unit, uses=4).uses, replace(unit).place) == (4, unit.place)
    values = {row.name: getattr(unit, row.name) for row in fields(unit)}
    assert (values["place"], values["uses"], values["flags"]) == (Place("x", 2, 1), 3, "")
    assert (type(unit), unit, hash(unit)) == (TranslationUnit, replace(unit, place=None), hash(replace(unit)))
    assert TranslationUnit.__init__.__annotations__.keys() >= {row.name for row in fields(unit)}
    with pytest.raises(TypeError, match="missing"):
        TranslationUnit("s")


def test_what_is_written_has_the_region_that_the_project_names(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('languages = ["pt_BR", "de", "zh_CN"]\n', encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Xi Jinping met Vladimir Putin in Samarkand.\n", encoding="utf-8")
    home = glossary.load(tmp_path)
    jobs.extract(home)
    assert '"Language: pt_BR\\n"' in home.catalogue("pt").read_text(encoding="utf-8")
    for name, tool, shown in (
        ("o.csv", "", "en,pt_BR,de,zh_CN,"),
        ("l.csv", "lokalise", ";en;en_description;pt_BR;"),
    ):
        jobs.export(home, tmp_path / name, tool=tool)
        assert shown in (tmp_path / name).read_text(encoding="utf-8")
    (tmp_path / "i.csv").write_text("en,pt\nSamarkand,Samarcanda\n", encoding="utf-8")
    jobs.import_(home, tmp_path / "i.csv")
    jobs.extract(replace(home, tmx="g.tmx"))
    assert 'xml:lang="pt-BR"' in (tmp_path / "g.tmx").read_text(encoding="utf-8")
    (tmp_path / "i.csv").write_text("en,pt_PT\nSamarkand,Samarcanda\n", encoding="utf-8")
    assert [row.why for row in jobs.import_(home, tmp_path / "i.csv").skipped] == ["pt-PT is taken for pt_BR"]
    catalogue = home.catalogue("pt")
    catalogue.write_text(catalogue.read_text("utf-8").replace("Language: pt_BR", "Language: ru"), encoding="utf-8")
    assert "the header says 'ru', the folder pt_BR" in [row.message for row in jobs.check(home).findings]


def test_what_is_requested_by_region_is_written_so(tmp_path: Path, run: Callable[..., Any]) -> None:
    sides = "".join(f'<tuv xml:lang="{name}"><seg>a {name}</seg></tuv>' for name in ("en-US", "pt-BR", "pt-PT"))
    (tmp_path / "a.tmx").write_text(f'<tmx version="1.4"><header/><body><tu>{sides}</tu></body></tmx>', "utf-8")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("A port.\n", encoding="utf-8")
    run("memory", "import", "a.tmx")
    jobs.convert(tmp_path, tmp_path / "a.tmx", tmp_path / "a.po", language="pt-br")
    jobs.memory_export(tmp_path, tmp_path / "b.tmx", language="pt_BR")
    run("leverage", "a.txt", "b.txt", "-l", "pt_BR", "-j", "2")
    for name, shown in (("a.po", "Language: pt_BR"), ("a.pt_BR.po", "Language: pt_BR"), ("b.tmx", 'xml:lang="pt-BR"')):
        assert shown in (tmp_path / name).read_text(encoding="utf-8")
    (tmp_path / "glossary.toml").write_text('languages = ["pt_BR"]\n', encoding="utf-8")
    jobs.memory_export(tmp_path, tmp_path / "b.tmx")
    assert set(re.findall('xml:lang="(.*?)"', (tmp_path / "b.tmx").read_text("utf-8"))) == {"en", "pt-BR", "pt-PT"}


def test_a_region_that_is_requested_moves_no_file(tmp_path: Path, run: Callable[..., Any]) -> None:
    catalogue = tmp_path / "locale/pt/LC_MESSAGES/glossary.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr "Language: pt\\n"\n\nmsgid "port"\nmsgstr "porto"\n', encoding="utf-8")
    (tmp_path / "glossary.toml").write_text('languages = ["pt"]\n', encoding="utf-8")
    run("export", "a.csv", "-l", "pt_BR")
    assert (tmp_path / "a.csv").read_text("utf-8").split("export")[0].startswith("en,pt_BR,")
    done = run("import", "a.csv", "-l", "pt_BR")
    assert "1 unchanged" in done.out + done.err
    assert [path.name for path in (tmp_path / "locale").iterdir()] == ["pt"]


def test_an_import_says_what_it_could_not_read_and_where_the_base_is_not_known(tmp_path: Path) -> None:
    jobs.init(tmp_path, ["ru", "zh_CN"])

    def told(text: str, **more: Any) -> tuple[int, int, bool, int]:
        (tmp_path / "back.csv").write_text(text, encoding="utf-8")
        made = jobs.import_(tmp_path, tmp_path / "back.csv", **more)
        return made.count("added", "changed"), made.count("rejected"), made.blind, made.faults

    assert told("en,ru,uk\nKremlin,Кремль,Кремль\n,Дума\n") == (2, 2, False, 1), (
        "a language that it has not is no fault"
    )
    assert told("en,ru\nKremlin,кремль\n") == (0, 0, True, 0)
    (tmp_path / "base.csv").write_text("en,ru-RU\nKremlin,Кремль\n", encoding="utf-8")
    assert told("en,ru\nKremlin,кремль\n", base=tmp_path / "base.csv") == (1, 0, False, 0)
