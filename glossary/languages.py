"""Names and properties of languages: BCP-47 tags, gettext names, and CLDR data (by Babel).

Inside the program a language is the shortest BCP-47 tag that still implies its script and region:
``zh_CN``, ``zh-CN`` and ``zh-Hans`` are all ``zh-Hans``; ``en-US`` is ``en`` but ``en-GB`` stays ``en-GB``.
A bare ``zh`` has no script and stays ``zh``; :func:`require_script` rejects it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from glossary.errors import ConfigError

if TYPE_CHECKING:
    from babel import Locale

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-[A-Za-z0-9]{1,8})*)"
)
_MODIFIERS = {
    "latn": "Latn", "cyrl": "Cyrl", "latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva",
}  # fmt: skip
"""Gettext modifiers that name a script (``sr@latin``, formerly ``sr@Latn``); the last one of a script is written."""
_WITHDRAWN = {"in": "id", "iw": "he", "ji": "yi"}
"""Withdrawn codes that Android and Java still use."""
_TAG_HINT = "give a BCP-47 tag or a gettext name, such as ru or zh_CN"  # message
_OTHER_MODIFIER = re.compile("[a-z0-9]{1,8}")
"""Other modifiers that can be part of a tag (``ca@valencia``)."""

_KEEP_SCRIPT = frozenset({"zh"})
"""Languages whose tag always has a script, because none is an obvious default."""


@cache
def tag(name: str) -> str:
    """Return the canonical BCP-47 tag of the language called *name* (``zh_CN``, ``RU-ru``, ``sr@latin``).

    Raises ConfigError if *name* is not a language.

    >>> [tag(name) for name in ("zh_CN", "zh-hant-TW", "zh_HK", "ru_RU.UTF-8", "EN-us", "en-GB", "sr@latin")]
    ['zh-Hans', 'zh-Hant', 'zh-Hant-HK', 'ru', 'en', 'en-GB', 'sr-Latn']
    >>> [tag(name) for name in ("rus", "chi", "zho-CN", "zh-CHT", "RU-01", "zh-rCN", "iw")]
    ['ru', 'zh', 'zh-Hans', 'zh-Hant', 'ru', 'zh-Hans', 'he']
    """
    base, _, modifier = name.strip().partition("@")
    base = base.split(".")[0].replace("_", "-")
    base = re.sub("(?i)^zh-ch([st])$", r"zh-Han\1", base)  # zh-CHS, zh-CHT: former names in Windows and Trados
    base = re.sub("^([A-Za-z]{2})-01$", r"\1", base)  # Wordfast's name of a language without a region
    base = re.sub("^([a-z]{2,3})-r([A-Z]{2})$", r"\1-\2", base)  # Android's way to write a region
    found = _TAG.fullmatch(base)
    modifier = modifier.lower()
    # In a tag, four letters are always a script, so "en@quot" has to become "en-Quot".
    named = _MODIFIERS.get(modifier, modifier if re.fullmatch("[a-z]{4}", modifier) else "")
    other = "" if named else modifier
    if not found or (other and not _OTHER_MODIFIER.fullmatch(other)):
        raise ConfigError(f"'{name}' is not a language", hint=_TAG_HINT)
    language = _shortest(found["language"].lower())
    script = (found["script"] or named).title()
    region = (found["region"] or "").upper()
    rest = found["rest"].lower()
    if other:
        rest += "-" + other
    if (language, script, region) == ("zh", "", ""):
        return "zh" + rest
    full_script = _likely(language, script, region)[0]
    if region == _likely(language, full_script, "")[1]:
        region = ""
    plain_script = _likely(language, "", region)[0]
    keep = script if script and script != plain_script else ""
    if language in _KEEP_SCRIPT:
        keep = full_script
    return "-".join(part for part in (language, keep, region) if part) + rest


def _shortest(language: str) -> str:
    """Return the shortest ISO 639 code of *language*, as BCP-47 requires: ``ru`` for ``rus``."""
    if len(language) < 3:
        return _WITHDRAWN.get(language, language)
    from babel.core import get_global

    found = str(get_global("language_aliases").get(language, language))
    return found if found.isalpha() else language


@cache
def _likely(language: str, script: str, region: str) -> tuple[str, str]:
    """Return (script, region), with CLDR's likely subtags in place of empty ones."""
    from babel.core import get_global

    subtags = get_global("likely_subtags")
    for key in (
        "_".join(part for part in (language, script, region) if part),
        "_".join(part for part in (language, region) if part),
        "_".join(part for part in (language, script) if part),
        language,
    ):
        if key in subtags:
            _, likely_script, likely_region = subtags[key].split("_")[:3]
            return script or likely_script, region or likely_region
    return script, region


def known(name: str) -> str:
    """Return the tag of the language *name* of a file, or an empty string if it is not a language."""
    try:
        return tag(name) if 0 < len(name) <= 100 else ""
    except ConfigError:
        return ""


def near(found: Sequence[str], wanted: str) -> list[int]:
    """Return the indices of the language *wanted* in *found*, or those of its other regions if it is not there.

    >>> near(["en-GB", "ru", "en-CA"], "en"), near(["en-GB", "en"], "en"), near(["", "zh-Hant"], "zh-Hans")
    ([0, 2], [1], [])
    """
    if exact := [at for at, name in enumerate(found) if name == wanted]:
        return exact
    alike = (base(wanted), script(wanted)) if wanted else None
    return [at for at, name in enumerate(found) if name and (base(name), script(name)) == alike]


def covers(wanted: str, found: str) -> bool:
    """Return whether *found* is the language *wanted*: regions may differ, and scripts if *wanted* has none.

    >>> covers("en", "en-GB"), covers("zh", "zh-Hant"), covers("zh-Hans", "zh-Hant"), covers("zh-Hans", "zh")
    (True, True, False, False)
    """
    return bool(wanted and found) and base(wanted) == base(found) and script(wanted) in ("", script(found))


_LONGER_TAGS: ContextVar[Mapping[str, str]] = ContextVar("written", default=MappingProxyType({}))
"""The longer tags that are written instead of short ones: ``pt`` -> ``pt-BR``."""
_REGION = re.compile("([A-Za-z]{2,3})[_-]([A-Za-z]{2})")


@contextmanager
def written_as(names: Iterable[str]) -> Iterator[None]:
    """Make :func:`gettext` and :func:`regional` keep the regions of *names* within the block.

    The tag of ``pt_BR`` is ``pt``, which some tools (Lokalise) do not accept.

    >>> with written_as(["pt_BR", "zh_CN", "ru"]):
    ...     gettext("pt"), regional("pt"), regional("zh-Hans"), gettext("ru")
    ('pt_BR', 'pt-BR', 'zh-CN', 'ru')
    """
    written = {}
    for found in filter(None, map(_REGION.fullmatch, names)):
        language, region = found[1].lower(), found[2].upper()
        if tag(f"{language}-{region}") == language:
            written[language] = f"{language}-{region}"
    token = _LONGER_TAGS.set(written)
    try:
        yield
    finally:
        _LONGER_TAGS.reset(token)


def gettext(name: str) -> str:
    """Return gettext's name of the language: its :func:`folder`, with a region if :func:`written_as` keeps it."""
    written = _LONGER_TAGS.get().get(name)
    return written.replace("-", "_") if written else folder(name)


@cache
def folder(name: str) -> str:
    """Return the name of the folder in which gettext looks for the language.

    >>> [folder(name) for name in ("zh-Hans", "zh-Hant", "zh-Hant-HK", "ru", "sr-Latn", "pt-BR", "en-GB")]
    ['zh_CN', 'zh_TW', 'zh_HK', 'ru', 'sr@latin', 'pt', 'en_GB']
    """
    found = _TAG.fullmatch(tag(name))
    assert found is not None, "tag() returns tags only"
    language, script, region = found["language"], found["script"] or "", found["region"] or ""
    if language in _KEEP_SCRIPT and script:
        return f"{language}_{region or _likely(language, script, '')[1]}"
    modifier = {code: word for word, code in _MODIFIERS.items()}.get(script, script.lower())
    rest = found["rest"].removeprefix("-") if not script else ""
    return language + (f"_{region}" if region else "") + (f"@{modifier or rest}" if script or rest else "")


def regional(language: str) -> str:
    """Return the tag for other tools: ``zh-CN`` for ``zh-Hans``; others are unchanged or as :func:`written_as` says."""
    if language.partition("-")[0] not in _KEEP_SCRIPT:
        return _LONGER_TAGS.get().get(language, language)
    return gettext(language).replace("_", "-")


@cache
def script(name: str) -> str:
    """Return the ISO 15924 script of the language (``Cyrl``, ``Hans``), empty if it is unknown (``zh``, ``und``)."""
    found = _TAG.fullmatch(tag(name))
    assert found is not None, "tag() returns tags only"
    if found["language"] in (*_KEEP_SCRIPT, "und") and not found["script"]:
        return ""
    return _likely(found["language"], found["script"] or "", found["region"] or "")[0]


def require_script(name: str) -> str:
    """Return the tag of the language *name* that a user entered: a code, or a name in words (:func:`code`).

    Raises ConfigError for a bare ``zh`` or ``Chinese``, whose script is unknown, and for an invalid tag (``zh_CNN``,
    ``jp``). :func:`tag` accepts those, because a file may have any tag.
    """
    found = tag(code(name))
    if found == "zh":
        raise ConfigError(f"'{name}' does not say which script", hint="write zh_CN (Simplified) or zh_TW (Traditional)")
    if not _is_assigned(found):
        close = ", ".join(_suggestions(found))
        raise ConfigError(f"'{name}' is not a language", hint=f"did you mean {close}?" if close else _TAG_HINT)
    return found


_AFTER_REGION = re.compile(r"(?:-(?:[a-z0-9]{4,8}|[a-wyz0-9](?:-[a-z0-9]{2,8})+|x(?:-[a-z0-9]{1,8})+))*")
"""The part of a tag after the region: variants, extensions and private use (RFC 5646, section 2.1)."""


def _is_assigned(found: str) -> bool:
    """Return whether the tag *found* consists of codes that exist.

    Any language code of three letters passes, because CLDR does not have all of them.
    """
    from babel import Locale
    from babel.core import get_global
    from babel.localedata import locale_identifiers

    if found.replace("-", "_") in locale_identifiers():  # the usual case; loading the English names takes 20 ms
        return True
    parts = _TAG.fullmatch(found)
    english = Locale("en")
    return (
        parts is not None
        and (
            len(parts["language"]) > 2
            or parts["language"] in english.languages
            or parts["language"] in get_global("language_aliases")
        )
        and (not parts["script"] or parts["script"] in english.scripts)
        and (not parts["region"] or parts["region"] in english.territories)
        and _AFTER_REGION.fullmatch(parts["rest"]) is not None
    )


def _suggestions(found: str) -> list[str]:
    """Return suggestions, in gettext's spelling, for the invalid tag *found*: ``zh_CN`` for ``zh-CNN``.

    >>> [_suggestions(tag(name)) for name in ("zh_CNN", "pt_BRA", "en_UK", "jp", "kz", "de_XQ", "cs_CS", "xx")]
    [['zh_CN'], ['pt_BR'], ['en_GB'], ['ja'], ['ru', 'kk'], ['de'], ['cs'], []]
    """
    from babel.core import get_global
    from babel.languages import get_official_languages

    language, _, rest = found.partition("-")
    if not _is_assigned(language):
        official = get_official_languages(language.upper(), de_facto=True)[:3]
        return [gettext(f"zh-{language}" if name == "zh" else name.replace("_", "-")) for name in official]
    region = rest.rpartition("-")[2].upper()
    shorter = f"{language}-{get_global('territory_aliases').get(region, [region])[0][:2]}"
    if len(region) < 4 and region.lower() != language and _is_assigned(shorter):
        return [gettext(shorter) if language in _KEEP_SCRIPT else shorter.replace("-", "_")]
    return ["zh_CN", "zh_TW"] if language == "zh" else [gettext(language)]


@cache
def plural_forms(name: str) -> str:
    """Return gettext's ``Plural-Forms`` for the language.

    The formula is CLDR's, without forms that PO files do not use: for fractions in East Slavic languages, for millions
    in Romance ones.

    >>> plural_forms("zh_CN"), plural_forms("fr"), plural_forms("es")
    ('nplurals=1; plural=0;', 'nplurals=2; plural=(n > 1);', 'nplurals=2; plural=(n != 1);')
    """
    if base(name) in _EAST_SLAVIC:
        return "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    count, formula = _plural_rule(name)
    if "1000000" in formula:
        return f"nplurals=2; plural={'(n > 1)' if 'n == 0' in formula else '(n != 1)'};"
    return f"nplurals={count}; plural={formula};"


@cache
def plural_counts(name: str) -> frozenset[int]:
    """Return the numbers of plural forms that PO files in the language have: CLDR's, gettext's and former ones.

    >>> sorted(plural_counts("fr")), sorted(plural_counts("he")), sorted(plural_counts("ru"))
    ([2, 3], [2, 3, 4], [3])
    """
    count, formula = _plural_rule(name)
    own = 3 if base(name) in _EAST_SLAVIC else count
    return frozenset({own, *([2] if "1000000" in formula else ()), *_OTHER_COUNTS.get(base(name), ())})


_EAST_SLAVIC = ("ru", "uk", "be")
_OTHER_COUNTS = {"he": (2, 4), "ga": (3,), "mt": (4,), "cy": (4,)}
"""Other numbers of plural forms in PO files of a language."""


def _plural_rule(name: str) -> tuple[int, str]:
    """Return the number of plural forms of the language in CLDR, and gettext's formula for them."""
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        found = get_plural(folder(tag(name)).split("@")[0])
    except (ValueError, LookupError, UnknownLocaleError):
        return 2, "(n != 1)"
    return found.num_plurals, str(found.plural_expr)


@cache
def _locale(name: str) -> Locale | None:
    """Return the CLDR data of the language, or None if it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag(name), sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def plural(number: Decimal, name: str) -> str:
    """Return CLDR's name of the plural form for *number* in the language (one, few, many, other …).

    >>> [plural(Decimal(number), "ru") for number in ("21", "22", "25", "2.5")]
    ['one', 'few', 'many', 'other']
    >>> plural(Decimal(1), "qaa"), plural(Decimal(2), "qaa")
    ('one', 'other')
    """
    if locale := _locale(name):
        return locale.plural_form(number)
    return "one" if number == 1 else "other"


@cache
def scales(name: str) -> dict[str, float]:
    """Return the values of CLDR's words and abbreviations for thousands, millions … by the word in lowercase.

    >>> scales("de")["millionen"], scales("hi")["लाख"], scales("es")["mil millones"]
    (1000000.0, 100000.0, 1000000000.0)
    """
    locale = _locale(name)
    formats = locale.compact_decimal_formats if locale else {}
    found = {}
    for sizes in (sizes for length in formats.values() for sizes in length.values()):
        for size, written in sizes.items():
            pattern = str(written.pattern)
            word = re.sub("[0'\u200e\u200f]", "", pattern).strip().rstrip(".").lower()
            # A single letter (T in Vietnamese) is ambiguous, unless it is a Chinese character.
            if "0" in pattern and (len(word) > 1 or word > "\u2e80"):
                found[word] = float(size) / 10 ** (pattern.count("0") - 1)
    return found


@cache
def decimal_mark(name: str) -> str:
    """Return the decimal mark of the language, or an empty string if CLDR does not have the language.

    >>> decimal_mark("de"), decimal_mark("ko")
    (',', '.')
    """
    from babel.numbers import get_decimal_symbol

    locale = _locale(name)
    return get_decimal_symbol(locale) if locale else ""


@cache
def territories(name: str) -> tuple[str, ...]:
    """Return CLDR's names of countries and regions in the language, which may be none."""
    locale = _locale(name)
    return tuple(map(str, locale.territories.values())) if locale else ()


@cache
def english_name(name: str) -> str:
    """Return CLDR's English name of the language, or its tag if it has none.

    >>> english_name("zh-Hans"), english_name("ru-UA"), english_name("qaa")
    ('Simplified Chinese', 'Russian (Ukraine)', 'qaa')
    """
    from babel import Locale

    found = tag(name)
    whole = Locale("en").languages.get(found.replace("-", "_"))
    locale = None if whole else _locale(name)
    return str(whole or (locale and locale.get_display_name("en")) or found)


def has_name(found: str) -> bool:
    """Return whether CLDR has a name for the language with the tag *found*.

    >>> has_name("ru"), has_name("pt-BR"), has_name("qaa")
    (True, True, False)
    """
    from babel.localedata import locale_identifiers

    short = len(found.split("-")[0]) == 2  # all of these have a name, and loading the names takes 20 ms
    return (short and found.replace("-", "_") in locale_identifiers()) or english_name(found) != found


def base(name: str) -> str:
    """Return the language alone, without script and region: ``zh`` for ``zh-Hant``."""
    return tag(name).split("-")[0]


def joint(name: str) -> str:
    """Return the separator of sentences in the language: a space, or an empty string for Chinese and Japanese."""
    return "" if base(name) in ("zh", "yue", "ja") else " "


def code(given: str) -> str:
    """Return gettext's name of the language whose name in words is *given* (:func:`named`), or else *given* unchanged.

    >>> code("Russian"), code("简体中文"), code("zh-CN"), code("Klingon?")
    ('ru', 'zh_CN', 'zh-CN', 'Klingon?')
    """
    if _CODE.fullmatch(given):
        return given
    found = named(given)
    return gettext(found) if found else given


_CODE = re.compile(r"[A-Za-z]{2,3}([-_.@].*)?")


@cache
def named(spelled: str) -> str:
    """Return the tag of the language named *spelled* in English, Russian, Chinese or another, or an empty string.

    >>> named("Chinese (Traditional)"), named("English (United Kingdom)"), named("chinese (PRC)"), named("Fnord")
    ('zh-Hant', 'en-GB', 'zh-Hans', '')
    >>> named("English (US)"), named("Chinese (CN)"), named("Ukrainian (UK)"), named("Swedish (sv)")
    ('en', 'zh-Hans', 'uk', 'sv')
    >>> named("Chinese (Traditional, Hong Kong)"), named("Catalan (Valencian)"), named("Irish (sea, air)")
    ('zh-Hant-HK', 'ca-valencia', '')
    >>> named("English (US, UK)"), named("Chinese (Pinyin)"), named("Indonesian (in)")
    ('', '', 'id')
    >>> named("Русский"), named("简体中文"), named("английский"), named("英文"), named("中文（繁体）")
    ('ru', 'zh-Hans', 'en', 'en', 'zh-Hant')
    >>> named("русский язык"), named("英国"), named("英")
    ('ru', '', '')
    >>> named("Deutsch"), named("Chinesisch (vereinfacht)"), named("anglais"), named("Portugués (Brasil)")
    ('de', 'zh-Hans', 'en', 'pt')
    """
    names, places = _names()
    if whole := names.get(spelled.strip().casefold()[:100]):
        return tag(whole.replace("_", "-"))
    found = re.fullmatch(r"\s*([^()（）]+?)\s*(?:[(（]([^()（）]*)[)）])?\s*", spelled.casefold()[:100])
    if not found:
        return ""
    # The names in CLDR are 英语 for 英文 (written English) and русский for русский язык (the Russian language).
    name = next((one for one in (found[1], f"{found[1][:-1]}语", found[1].removesuffix(" язык")) if one in names), "")
    if not name or (name != found[1] and not found[1].endswith(("文", " язык"))):
        return ""
    more = found[2] or ""
    if _WITHDRAWN.get(more, more) == names[name]:  # a code, not a region: Ukrainian (uk)
        more = ""
    parts = [places.get(one) or _SCRIPTS.get(one) or "" for one in filter(None, re.split("[,，] ?", more))]
    if not all(parts) or len({*map(len, parts)}) < len(parts):  # two regions are ambiguous
        return ""
    return tag("-".join((names[name].replace("_", "-"), *sorted(parts, key=len, reverse=True))))


_SCRIPTS = {
    "simplified": "Hans", "упрощенный": "Hans", "упрощённый": "Hans", "简体": "Hans", "簡體": "Hans",
    "traditional": "Hant", "традиционный": "Hant", "繁体": "Hant", "繁體": "Hant", "latin": "Latn", "cyrillic": "Cyrl",
}  # fmt: skip
_NATIVE_NAMES = """
pt:português it:italiano nl:nederlands pl:polski cs:čeština sk:slovenčina sl:slovenščina hr:hrvatski sr:српски
bg:български uk:українська be:беларуская kk:қазақ el:ελληνικά tr:türkçe az:azərbaycan uz:o‘zbek ro:română hu:magyar
fi:suomi et:eesti lv:latviešu lt:lietuvių sv:svenska da:dansk no:norsk is:íslenska ca:català ar:العربية he:עברית
fa:فارسی ur:اردو hi:हिन्दी bn:বাংলা th:ไทย ja:日本語 ko:한국어 ka:ქართული hy:հայերեն zh_Hant:繁體中文
"""
"""Codes and own names of languages, besides the six below."""
_NAME_LANGUAGES = ("es", "fr", "de", "zh", "ru", "en")
"""The languages of the names that are recognized; a later one takes precedence if two have the same name."""


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Return two dictionaries with lowercase names as keys: the codes of languages, and those of regions and variants.

    Of the Spanish, French and German names only those of languages with a two-letter code are used, because others are
    also common words (*vote*, *jute*).
    """
    from babel import Locale

    names: dict[str, str] = {}
    places: dict[str, str] = {}
    for locale in map(Locale, _NAME_LANGUAGES):
        every = locale.language in ("zh", "ru", "en")
        names |= {
            str(called).casefold(): str(code)
            for code, called in locale.languages.items()
            if every or len(code.partition("_")[0]) == 2
        }
        places |= {str(called).casefold(): str(code) for code, called in locale.territories.items()}
    places |= {code.casefold(): code for code in [*places.values()]}
    names = {called: code for code, _, called in (row.partition(":") for row in _NATIVE_NAMES.split())} | names
    places |= {"prc": "CN", "usa": "US", "uk": "GB", "hong kong": "HK"}
    return names, places | {"valencian": "valencia", "taraskievica orthography": "tarask"}  # as CLDR calls them
