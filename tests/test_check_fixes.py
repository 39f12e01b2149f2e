"""What --fix and --unsafe-fixes write: the mended texts and nothing else."""

import pytest

from glossary import jobs, project
from glossary.checks.run import mended, select

CATALOGUE = r"""msgid ""
msgstr "Language: ru\nContent-Type: text/plain; charset=UTF-8\n"

#  a comment   with spaces
#. kind: phrase
msgid "safe"
msgstr "Ближний  Восток"

#, fuzzy, odd-flag
msgid "unsafe"
msgstr "газета \"Правда\""

#~ msgid "gone"
#~ msgstr "gone  for ever"
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "glossary.toml").write_text('languages = ["ru"]\n')
    path = tmp_path / "locale" / "ru" / "LC_MESSAGES" / "glossary.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return project.load(tmp_path)


def test_safe_fixes_keep_every_other_byte(home):
    (one,) = jobs.fix(home)
    assert one.after == one.before.replace("Ближний  Восток".encode(), "Ближний Восток".encode())
    assert home.catalogue("ru").read_bytes() == one.after


def test_unsafe_fixes_are_made_only_if_asked_for(home):
    (one,) = jobs.fix(home, unsafe=True, dry_run=True)
    assert one.count == 2
    mended = one.before.replace("Ближний  Восток".encode(), "Ближний Восток".encode())
    assert one.after == mended.replace(r"\"Правда\"".encode(), "«Правда»".encode())
    assert "«Правда»" in one.diff()
    assert home.catalogue("ru").read_bytes() == one.before, "a dry run writes nothing"


@pytest.mark.parametrize(
    ("language", "text", "safe", "unsafe"),
    [
        ("ru", 'Связь "один к одному"', None, "Связь «один к одному»"),
        ("ru", "Поле “имя“ и “дата”", None, "Поле «имя» и «дата»"),
        ("ru", '<a href="x">"Правда"</a>', None, '<a href="x">«Правда»</a>'),
        ("ru", 'дюйм" и "слово"', None, None),
        ("zh-Hans", '点"选取"按钮', None, "点“选取”按钮"),
        ("zh-Hant", '點"選取"按鈕', None, "點「選取」按鈕"),
        ("zh-Hans", "外键(由相关字段确定)", None, "外键（由相关字段确定）"),
        ("zh-Hans", "领土 完整,统一", "领土 完整，统一", "领土完整，统一"),
    ],
)
def test_what_is_safe(language, text, safe, unsafe):
    chosen = select()
    assert mended(text, "x", ("en", language), chosen) == (safe or text)
    assert mended(text, "x", ("en", language), chosen, unsafe=True) == (unsafe or safe or text)


def test_a_finding_carries_safe_fixes_only(home):
    found = {row.check: row.fix for row in jobs.check(home, cached=False).findings}
    assert found["space.double"] == "Ближний Восток"
    assert found["ru.quotes"] is None
