from __future__ import annotations

import pytest

from glossary import languages
from glossary.errors import ConfigError


@pytest.mark.parametrize(
    ("name", "tag", "folder", "script"),
    [
        ("zh_CN", "zh-Hans", "zh_CN", "Hans"),
        ("zh-Hans", "zh-Hans", "zh_CN", "Hans"),
        ("zh-Hans-CN", "zh-Hans", "zh_CN", "Hans"),
        ("zh-SG", "zh-Hans-SG", "zh_SG", "Hans"),
        ("zh_TW", "zh-Hant", "zh_TW", "Hant"),
        ("zh-hk", "zh-Hant-HK", "zh_HK", "Hant"),
        ("zh", "zh", "zh", ""),
        ("und", "und", "und", ""),
        ("RU-ru", "ru", "ru", "Cyrl"),
        ("en-US", "en", "en", "Latn"),
        ("en_GB", "en-GB", "en_GB", "Latn"),
        ("pt-PT", "pt-PT", "pt_PT", "Latn"),
        ("sr@latin", "sr-Latn", "sr@latin", "Latn"),
        ("ca@valencia", "ca-valencia", "ca@valencia", "Latn"),
        ("sr@Latn", "sr-Latn", "sr@latin", "Latn"),
        ("es-419", "es-419", "es_419", "Latn"),
        ("en@quot", "en-Quot", "en@quot", "Quot"),
    ],
)
def test_a_language_has_one_tag_folder_and_script(name: str, tag: str, folder: str, script: str) -> None:
    assert languages.tag(name) == tag
    assert languages.tag(tag) == tag
    assert languages.gettext(name) == folder
    assert languages.tag(folder) == tag
    assert languages.script(name) == script


def test_matching_never_crosses_scripts() -> None:
    assert languages.tag("zh-Hans") == languages.tag("zh_CN")
    assert languages.tag("zh_CN") not in (languages.tag("zh-Hant"), languages.tag("zh"))


@pytest.mark.parametrize("name", ["", "x", "klingon-language", "ru;rm", "sr@ijekavian", "../ru"])
def test_what_is_not_a_language_is_refused(name: str) -> None:
    with pytest.raises(ConfigError):
        languages.tag(name)


def test_plural_forms_are_those_of_gettext() -> None:
    assert languages.plural_forms("zh_CN") == "nplurals=1; plural=0;"
    assert languages.plural_forms("ru").startswith("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : ")
    assert languages.plural_forms("tlh") == "nplurals=2; plural=(n != 1);"


def test_english_names() -> None:
    assert languages.english_name("zh_CN") == "Simplified Chinese"
    assert languages.english_name("ru") == "Russian"


def test_what_a_file_calls_a_language_need_not_be_one() -> None:
    assert [languages.known(name) for name in ("ru_RU", "", "n/a", "en" + "-abcdefgh" * 20)] == ["ru", "", "", ""]


def test_an_old_code_that_stands_for_a_language_and_a_script_stays() -> None:
    assert [languages.tag(name) for name in ("scc", "hbs")] == ["sr", "hbs"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("zh_CNN", "did you mean zh_CN"),
        ("ua", "did you mean uk, ru"),
        ("xx", "give a BCP-47 tag"),
        ("en_UK", "did you mean en_GB"),
        ("ru_Xxxx", "did you mean ru"),
    ],
)
def test_a_typing_error_of_a_person_is_reported_with_what_may_be_meant(name: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f"'{name}' is not a language; {meant}"):
        languages.require_script(name)
    assert languages.known(name), "a file may say so"


@pytest.mark.parametrize(
    "name",
    [
        "abq",
        "qaa",
        "iw",
        "en-XA",
        "be@tarask",
        "ca@valencia",
        "es-419",
        "de-1996",
        "en-u-ca-gregory",
        "ru-x-desk",
    ],
)
def test_rare_languages_are_languages(name: str) -> None:
    assert languages.require_script(name) == languages.tag(name)


def test_a_language_of_cldr_is_known_without_reading_what_languages_are_called(monkeypatch) -> None:
    monkeypatch.setattr("babel.Locale", None)
    assert [languages.require_script(name) for name in ("ru", "zh_CN", "pt_PT")] == ["ru", "zh-Hans", "pt-PT"]
