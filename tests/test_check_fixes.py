"""What --fix and --unsafe-fixes write: the mended texts and nothing else."""

import pytest

from glossary import jobs, project
from glossary.checks.run import apply_fixes, select
from glossary.errors import InputError
from glossary.formats import po
from glossary.jobs import extracting, mending

CATALOGUE = r"""msgid ""
msgstr "Language: ru\nContent-Type: text/plain; charset=UTF-8\n"

#  a comment   with spaces
#. kind: phrase
msgid "safe"
msgstr	 "Ближний  Восток"

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


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", "\r\n\r\n"])
def test_a_fix_of_the_last_entry_keeps_the_end_of_the_file(home, ending):
    start = CATALOGUE.partition("#, fuzzy")[0].rstrip().replace("\n", ending[:2] if "\r" in ending else "\n")
    home.catalogue("ru").write_bytes((start + ending).encode())
    (one,) = jobs.fix(home)
    assert one.after == one.before.replace("Ближний  Восток".encode(), "Ближний Восток".encode())


def test_unsafe_fixes_are_made_only_if_requested(home):
    (one,) = jobs.fix(home, unsafe=True, dry_run=True)
    assert one.count == 2
    mended = one.before.replace("Ближний  Восток".encode(), "Ближний Восток".encode())
    assert one.after == mended.replace(r"\"Правда\"".encode(), "«Правда»".encode())
    assert "«Правда»" in one.diff()
    assert home.catalogue("ru").read_bytes() == one.before, "a dry run writes nothing"


def saved_while(home, monkeypatch, where, name):
    """Let a translator save the catalogue whenever *name* of *where* is called; return what is then in it."""
    path, real = home.catalogue("ru"), getattr(where, name)
    saved = CATALOGUE.replace("gone", "lost").encode()

    def saving(*arguments, **options):
        made = real(*arguments, **options)
        path.write_bytes(saved)
        return made

    monkeypatch.setattr(where, name, saving)
    return saved


def test_a_fix_does_not_overwrite_what_was_saved_meanwhile(home, monkeypatch):
    saved = saved_while(home, monkeypatch, mending, "apply_fixes")
    with pytest.raises(InputError, match="changed meanwhile"):
        jobs.fix(home)
    assert home.catalogue("ru").read_bytes() == saved


def test_a_waiver_does_not_overwrite_what_was_saved_meanwhile(home, monkeypatch):
    found = jobs.check(home, cached=False)
    saved = saved_while(home, monkeypatch, po, "parse")
    with pytest.raises(InputError, match="changed meanwhile"):
        jobs.waive(home, found, "space.double", "a test")
    assert home.catalogue("ru").read_bytes() == saved


def test_a_waiver_goes_below_the_comments_and_takes_the_place_of_a_broken_one(home):
    path = home.catalogue("ru")
    older = "# glossary: ignore space.double -- for a reason that was told at length\n# until-it-was-broken [until 2001-01-31]\n"
    path.write_text(CATALOGUE.replace('msgid "safe"', older + '# see the wiki\nmsgid "safe"'), encoding="utf-8")
    reason = "a reason that is told at such a length too"
    assert jobs.waive(home, jobs.check(home, cached=False), "space.double", reason) > 0
    text = path.read_text(encoding="utf-8")
    assert f'# see the wiki\n# glossary: ignore space.double -- {reason}\nmsgid "safe"' in text
    assert "until-it-was-broken" not in text


def test_a_waiver_changes_no_other_byte(home):
    path = home.catalogue("ru")
    odd = CATALOGUE.replace('msgid "safe"\n', 'msgid   "safe"\n\n')
    assert odd != CATALOGUE
    path.write_text(odd, encoding="utf-8")
    assert jobs.waive(home, jobs.check(home, cached=False), "space.double", "a test") > 0
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert "".join(line for line in lines if "glossary: ignore" not in line) == odd


def test_a_waiver_is_not_written_into_another_entry_in_the_same_place(home):
    found = jobs.check(home, cached=False)
    path = home.catalogue("ru")
    path.write_text(CATALOGUE.replace('"safe"', '"other"'), encoding="utf-8")
    assert jobs.waive(home, found, "space.double", "a test") == 0
    assert "ignore" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "text", "safe", "unsafe"),
    [
        ("ru", 'Связь "один к одному"', None, "Связь «один к одному»"),
        ("ru", "Поле “имя“ и “дата”", None, "Поле «имя» и «дата»"),
        ("ru", '<a href="x">"Правда"</a>', None, '<a href="x">«Правда»</a>'),
        ("ru", 'дюйм" и "слово"', None, None),
        ("ru", 'экран 27" "Заря" 5" и "Газета "Правда" вышла"', None, None),
        ("ru", '«Он сказал: "Да", и ушёл», и “Ура”', None, "«Он сказал: „Да“, и ушёл», и «Ура»"),
        ("ru", "Да  , см. http://Cамара.рф/а,б и {Cамара}", "Да, см. http://Cамара.рф/а,б и {Cамара}", None),
        ("ru", "Две  ошибки, `ls  -l`", None, None),
        ("zh-Hans", "参见 https://zh.example.org/wiki/習近平", None, None),
        ("zh-Hans", '点"选取"按钮', None, "点“选取”按钮"),
        ("zh-Hant", '點"選取"按鈕', None, "點「選取」按鈕"),
        ("zh-Hans", "外键(由相关字段确定)", None, "外键（由相关字段确定）"),
        ("zh-Hans", "领土 完整,统一", "领土 完整，统一", "领土完整，统一"),
    ],
)
def test_what_is_safe(language, text, safe, unsafe):
    chosen = select()
    assert apply_fixes(text, "x", ("en", language), chosen) == (safe or text)
    assert apply_fixes(text, "x", ("en", language), chosen, unsafe=True) == (unsafe or safe or text)


def test_a_finding_carries_safe_fixes_only(home):
    found = {row.check: row.fix for row in jobs.check(home, cached=False).findings}
    assert found["space.double"] == "Ближний Восток"
    assert found["ru.quotes"] is None


def test_a_decision_does_not_overwrite_what_was_saved_meanwhile(home, monkeypatch):
    jobs.decide(home, "reject", "sq km")
    real = extracting.decisions.add

    def saving(*arguments, **options):
        home.decisions.write_text("keep: steppe\n", encoding="utf-8")
        return real(*arguments, **options)

    monkeypatch.setattr(extracting.decisions, "add", saving)
    with pytest.raises(InputError, match="changed meanwhile"):
        jobs.decide(home, "reject", "per cent")
    assert home.decisions.read_text(encoding="utf-8") == "keep: steppe\n"
