"""From an article to a file for translators and back: each sentence where it stood, all else as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossary.cli import cli


def convert(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["convert", *arguments])


def translated(folder: Path, name: str, text: str, language: str, made: Callable[[str], str]) -> Path:
    """Write the *text*, have it made a file for translators in *folder*, and fill in what is *made* of each sentence."""
    (folder / name).write_bytes(text.encode("utf-8"))
    assert CliRunner().invoke(cli, ["leverage", name, "-l", language]).exit_code == 0
    file = folder / f"{Path(name).stem}.{language}.po"
    blank = re.compile(r'(?P<msgid>msgid "(?P<text>.+)"\n)msgstr ""')
    file.write_text(
        blank.sub(lambda entry: f'{entry["msgid"]}msgstr "{made(entry["text"])}"', file.read_text("utf-8")), "utf-8"
    )
    return file


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_translated_text_comes_back_as_it_stood(here: Path) -> None:
    """Paragraphs, a dateline, line ends and what stands twice; Chinese has no space between sentences."""
    news = "Storm\r\nBy Anna Smith\r\n\r\nRIGA (Reuters) - A storm. It rained.\r\n\r\nThe lines were\r\nold. It rained.  \r\n"
    times = iter(range(1, 20))
    translated(here, "news.txt", news, "ru", lambda text: f"«{text.partition(' ')[0]}» {next(times)}.")
    assert convert("news.ru.po", "news.ru.txt").stdout == "wrote news.ru.txt: 7 of 7 sentences translated\n"
    assert (here / "news.ru.txt").read_bytes().decode("utf-8") == (
        "«Storm» 1.\r\n«By» 2.\r\n\r\n«RIGA» 3. - «A» 4. «It» 5.\r\n\r\n«The» 6. «It» 7.  \r\n"
    )
    translated(here, "news.txt", news, "zh_CN", lambda text: f"{len(text)}。")
    assert convert("news.zh_CN.po", "-", "--source", "news.txt").stdout_bytes.decode("utf-8") == (
        "5。\r\n13。\r\n\r\n14。 - 8。10。\r\n\r\n19。10。  \r\n"
    )


def test_what_is_not_translated_stays_and_is_reported(here: Path) -> None:
    file = translated(here, "news.txt", "One. Two. Three.\n\nFour. Five.\n", "ru", lambda text: text.upper())
    file.write_text(
        file.read_text("utf-8")
        .replace('"TWO."', '""')
        .replace('msgctxt "news.txt:3"', '#, fuzzy\nmsgctxt "news.txt:3"'),
        "utf-8",
    )
    (here / "news.txt").write_text("Zero. One. Two. Three.\n\nFour, changed. Five.\n", encoding="utf-8")
    made = convert("news.ru.po", "news.ru.txt")
    assert (made.exit_code, made.stdout) == (0, "wrote news.ru.txt: 2 of 6 sentences translated\n")
    assert made.stderr == (
        "glossary: warning: news.txt:1: left as it is: not in news.ru.po, or changed since (2 times, here first)\n"
        "glossary: warning: news.txt:1: left as it is: no translation in news.ru.po\n"
        "glossary: warning: news.txt:1: left as it is: fuzzy in news.ru.po (--fuzzy takes it)\n"
    )
    assert (here / "news.ru.txt").read_text("utf-8") == "Zero. ONE. Two. Three.\n\nFour, changed. FIVE.\n"
    assert "3 of 6" in convert("news.ru.po", "news.ru.txt", "--fuzzy").stdout
    assert (here / "news.ru.txt").read_text("utf-8") == "Zero. ONE. Two. THREE.\n\nFour, changed. FIVE.\n"


def test_further_occurrences_of_a_sentence_are_translated_alike(here: Path) -> None:
    translated(here, "news.txt", "One. Two. One.\n", "ru", lambda text: text.upper())
    (here / "news.txt").write_text("One. Two. One. One. One.\n", "utf-8")
    assert "5 of 5" in convert("news.ru.po", "news.ru.txt").stdout
    assert (here / "news.ru.txt").read_text("utf-8") == "ONE. TWO. ONE. ONE. ONE.\n"


def test_markdown_keeps_its_marks_around_sentences(here: Path) -> None:
    news = (
        "---\ntitle: Storm\n---\n\n# Storm\n\nRIGA — *Nobody was hurt.* The [mayor](https://x.org) spoke. Good.\n\n"
        "> We wait,\n> he said. It rains.\n\n1. Soup\n\n```\nStorm\n```\n\n| town | homes |\n|---|---|\n| Riga | 20 |\n"
    )
    translated(here, "news.md", news, "zh_CN", lambda text: f"<{len(text)}>")
    made = convert("news.zh_CN.po", "news.zh_CN.md")
    assert made.stderr == (
        "glossary: warning: news.md:7: left as it is where there is markup inside, to be translated by hand; lines: 7\n"
    )
    assert (here / "news.zh_CN.md").read_text("utf-8") == (
        "---\ntitle: <5>\n---\n\n# <5>\n\n<4> — *<16>* The [mayor](https://x.org) spoke. <5>\n\n"
        "> <17><9>\n\n1. <4>\n\n```\nStorm\n```\n\n| <4> | <5> |\n|---|---|\n| <4> | <2> |\n"
    )


def test_bars_in_a_translation_do_not_end_the_cell_of_a_table(here: Path) -> None:
    text = "The funds are here.\n\n| Fund | Head |\n|---|---|\n| Nordvik | Ann Lee |\n"
    translated(here, "news.md", text, "ru", lambda words: f"{words.split()[0]} | ж")
    assert convert("news.ru.po", "news.ru.md").exit_code == 0
    assert (here / "news.ru.md").read_text("utf-8") == (
        "The | ж\n\n| Fund \\| ж | Head \\| ж |\n|---|---|\n| Nordvik \\| ж | Ann \\| ж |\n"
    )
    translated(here, "plain.txt", "| Fund here.\n", "ru", lambda words: "ж | ж")
    assert convert("plain.ru.po", "-", "--source", "plain.txt").stdout == "ж | ж\n"


def test_what_stands_around_a_sentence_stays(here: Path) -> None:
    """Line ends of several kinds, a byte order mark, marks in a row, the words of a sentence in the one before."""
    news = "\ufeffOne. Two.\r\n\nThree.\rFour.\n\n> Five\n> six.\n\na > > b >\n"
    translated(here, "news.txt", news, "ru", lambda text: f"<{text}>")
    assert convert("news.ru.po", "o.txt").exit_code == 0
    assert (here / "o.txt").read_bytes().decode("utf-8") == (
        "\ufeff<One.> <Two.>\r\n\n<Three.>\r<Four.>\n\n<> Five>\n<> six.>\n\n<a > > b >>\n"
    )
    news = "The [town](x) of *all* Riga. Riga. Then\n> on.\n\n\\# none.\n\n" + "a " + "> " * 30 + "b\n"
    translated(here, "page.md", news, "ru", lambda text: f"«{text}»")
    assert convert("page.ru.po", "o.md").stderr.endswith("to be translated by hand; lines: 1, 4\n")
    assert (here / "o.md").read_text("utf-8") == (
        "The [town](x) of *all* Riga. «Riga.» «Then»\n> «on.»\n\n\\# none.\n\n" + "«a " + "> " * 30 + "b»\n"
    )


@pytest.mark.parametrize(
    ("title", "translation"), [("Storm", "Буря: итоги"), ('"Storm"', '\\"Буря\\"'), ("'Storm'", "Д'Арк")]
)
def test_the_front_matter_stays_whole(here: Path, title: str, translation: str) -> None:
    news = f"---\ntitle: {title}\n---\n\nIt rained.\n"
    translated(here, "news.md", news, "ru", {"Storm": translation, "It rained.": "Шёл дождь: да."}.__getitem__)
    assert "news.md:2: left as it is: translated, the title" in convert("news.ru.po", "o.md").stderr
    assert (here / "o.md").read_text("utf-8") == news.replace("It rained.", "Шёл дождь: да.")
    translated(here, "bare.md", "title: Storm\n", "ru", lambda words: "тема: Буря: итоги")
    assert convert("bare.ru.po", "-", "--source", "bare.md").stdout == "тема: Буря: итоги\n"


def test_an_unknown_source_text_has_to_be_named(here: Path) -> None:
    translated(here, "news.txt", "One.\n", "ru", str.upper)
    for name in ("news.txt", "./news.txt"):
        assert "this is the text itself, which its translation must not" in convert("news.ru.po", name).stderr
    assert (here / "news.txt").read_text("utf-8") == "One.\n"
    (here / "news.txt").rename(here / "old.txt")
    assert (
        "news.ru.po: was made from news.txt, which is not here; name it with --source"
        in convert("news.ru.po", "o.txt").stderr
    )
    assert convert("news.ru.po", "o.txt", "--source", "old.txt").exit_code == 0
    (here / "a.po").write_text('msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "One."\nmsgstr "Раз."\n', encoding="utf-8")
    assert "cannot tell the format of 'o.md'; name the text that it" in convert("a.po", "o.md").stderr
    assert convert("a.po", "o.txt", "--source", "old.txt").stdout == "wrote o.txt: 1 of 1 sentences translated\n"
    for name in ("a.po", "o.xlf", "o.docx"):
        held = f"{name}: only plain text and Markdown can be written in another language"
        assert held in convert("a.po", name, "--source", "old.txt").stderr
    assert (here / "a.po").read_text("utf-8").startswith("msgid")
    page = convert("a.po", "o.txt", "--source", "old.html")
    assert "old.html: only plain text and Markdown can be written in another language" in page.stderr
    memory = '<tmx version="1.4"><header srclang="en"/><body><tu>%s</tu></body></tmx>'
    row = '<tuv xml:lang="%s"><seg>One.</seg></tuv>'
    (here / "a.tmx").write_text(memory % "".join(row % language for language in ("en", "de", "ru")), encoding="utf-8")
    assert (
        "a.tmx: translates into de, ru; choose one language" in convert("a.tmx", "o.txt", "--source", "old.txt").stderr
    )
