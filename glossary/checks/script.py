"""Checks of characters: are they intact, visible, and in a script of the language?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from glossary import languages
from glossary.checks import END, TARGET, Problem, rule
from glossary.checks.protected import blanked
from glossary.model import Severity
from glossary.text import chinese

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")
"""Characters that reverse letters of any script; the others embed text of the other direction in Hebrew or Arabic."""
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_AS_1251 = r"[\u0400-\u040f\u0450-\u045f\u0490\u0491\u00a0-\u00bb\u2013-\u2122]"
_BROKEN = re.compile(
    r"[\ufffd\ud800-\udfffÐÑÃäåæçèïРС?](?:(?<=[\ufffd\ud800-\udfff])|(?<=[ÐÑÃ])[\u0080-\u00bf]|(?<=[äåæçè])[\u0080-\u00bf]{2}"
    rf"|(?<=ï)¿½|(?<=[РС])(?:{_AS_1251}[РС]){{2}}{_AS_1251}|(?<=\?)\?{{3,}})"
)
_INVISIBLE = {  # message
    "\u00ad": "soft hyphen",
    "\u034f": "grapheme joiner",
    "\u061c": "Arabic letter mark",
    "\u115f": "Hangul filler",
    "\u1160": "Hangul filler",
    "\u180e": "Mongolian vowel separator",
    "\u200b": "zero width space",
    "\u200c": "zero width non-joiner",
    "\u200d": "zero width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2060": "word joiner",
    "\u3164": "Hangul filler",
    "\ufeff": "byte order mark",
    "\uffa0": "Hangul filler",
}
_JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Invisible characters needed by some scripts and by emoji."""
_UNSPACED_SCRIPTS = frozenset({"Thai", "Laoo", "Khmr", "Mymr"})
"""Scripts in which a zero-width space may separate words."""
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"})
_PLAIN_SCRIPTS = frozenset({"Latn", "Cyrl", "Hans", "Hant", "Grek", "Jpan", "Kore", "Armn", "Geor"})
"""Left-to-right scripts that need no joiners."""

_SCRIPTS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"),
    "Grek": ("GREEK",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Armn": ("ARMENIAN",),
    "Geor": ("GEORGIAN",),
    "Deva": ("DEVANAGARI",),
    "Thai": ("THAI",),
}
"""The scripts of a language, by the first word of the Unicode names of their letters."""
_EXCLUSIVE = frozenset(script for scripts in _SCRIPTS.values() for script in scripts) - {"LATIN", "GREEK"}
"""Scripts that do not occur in texts of another script, unlike Latin and Greek letters."""

LATIN_TO_CYRILLIC = dict(zip("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ", strict=True))
"""Latin letters and their Cyrillic look-alikes."""
_CYRILLIC_TO_LATIN = {cyrillic: latin for latin, cyrillic in LATIN_TO_CYRILLIC.items()}
_NOT_RUSSIAN = frozenset("іїєґўјљњђћќџѕѓӏәғқңөұүһІЇЄҐЎЈЉЊЂЋЌЏЅЃӀӘҒҚҢӨҰҮҺ")
_WORD = re.compile(r"[^\W\d_]+")


_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2ce0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff"
    r"\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff"
)
"""Ranges with combining marks (approximate), for use in a character class."""
_SINGLETONS = r"\u0374\u037e\u0387\u1f71-\u1ffd\u2000\u2001\u2126\u212a\u212b\u2329\u232a\u2adc\ufb1d-\ufb4e"
"""Ranges with characters that normal form C replaces (approximate)."""
_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
"""Compatibility ideographs, which the check :func:`compatibility` reports."""


@cache
def script_of(letter: str) -> str:
    """Return the script of a letter, the first word of its Unicode name, or an empty string if it is not a letter."""
    if letter == "〇":
        return "CJK"
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0] if letter.isalpha() else ""


@rule("text", Severity.ERROR, fixable=True, needs=f"[{_MARKS}{_SINGLETONS}]")
def normalization(text: str, language: str) -> Iterator[Problem]:
    r"""the text is not in Unicode normal form C

    It looks the same as its normal form, but a search for that does not find it.

    Wrong: ru "Цзинь и\u0306"
    Wrong: ru "\u212bнгстрём"
    Wrong: el "Τι\u037e"
    Right: ru "Цзинь й"
    """
    if unicodedata.is_normalized("NFC", text):
        return
    parts = _IDEOGRAPHS.split(text)
    parts[::2] = (unicodedata.normalize("NFC", part) for part in parts[::2])
    normal = "".join(parts)
    if normal != text:
        at = next((at for at, (one, two) in enumerate(zip(text, normal, strict=False)) if one != two), len(normal))
        yield Problem("", at, at + 1, hint="normalize it", fix=normal)


@rule("pair", Severity.ERROR, needs=_CONTROL.pattern, usual=False)
def control(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    r"""a control character in the text

    Control characters that are in the source as well are intended.

    Wrong: en "Kremlin" ru "Крем\u0007ль"
    Right: en "\u0002Kremlin\u0002" ru "\u0002Кремль\u0002"
    """
    for match in _CONTROL.finditer(target):
        if match.group() not in f"\r\u0085{source}":
            yield Problem(f"control character U+{ord(match.group()):04X}", *match.span())


@rule("text", Severity.ERROR, needs=_BIDI.pattern)
def bidi(text: str, language: str) -> Iterator[Problem]:
    r"""a character that changes the direction of the text

    The text is shown in another order than it is stored.

    Wrong: zh-Hans "克里姆\u202e林宫"
    Right: zh-Hans "克里姆林宫"
    Wrong: he "גרמניה\u202e"
    Right: he "\u2067גרמניה\u2069"
    """
    turning = _OVERRIDE if languages.script(language) in _RIGHT_TO_LEFT else _BIDI
    for match in turning.finditer(text):
        yield Problem(f"direction override U+{ord(match.group()):04X}", *match.span())


@rule("text", Severity.ERROR, needs=_PRIVATE.pattern)
def private(text: str, language: str) -> Iterator[Problem]:
    r"""a private-use character, which every font shows differently, if at all

    Wrong: zh-Hans "栗\ue863战书"
    Right: zh-Hans "栗战书"
    """
    for match in _PRIVATE.finditer(text):
        yield Problem(f"private-use character U+{ord(match.group()):04X}", *match.span())


@rule("text", Severity.ERROR, needs=_BROKEN.pattern)
def broken(text: str, language: str) -> Iterator[Problem]:
    r"""broken characters: the text was once read in the wrong encoding

    Wrong: ru "Кре\ufffdль"
    Wrong: ru "ÐŸÑƒÑ\u0082Ð¸Ð½"
    Wrong: uk "РљСЂРµРјР»СЊ"
    Wrong: ru "??? ?????????"
    Right: ru "Кремль"
    Right: ru "Что????"
    """
    own = _SCRIPTS.get(languages.script(language), ("LATIN",))
    lettered = own == ("LATIN",) or any(script_of(char) in own for char in set(text))
    for match in _BROKEN.finditer(text):
        if match[0][0] != "?" or not lettered:
            yield Problem("", *match.span(), hint="take it from its source again")
            return


@rule("text", Severity.ERROR, fixable=True, needs=f"[{''.join(_INVISIBLE)}]")
def invisible(text: str, language: str) -> Iterator[Problem]:
    r"""an invisible character in the text

    A search does not find the word that contains it. Scripts that need joiners, and emoji, may have them. A soft
    hyphen in Latin letters is only a warning, since it lets a program break the word there.

    Wrong: ru "Си Цзинь\u00adпин"
    Wrong: zh-Hans "\ufeff普京"
    Right: ru "Си Цзиньпин"
    Right: km "ប្រទេស\u200bកម្ពុជា"
    """
    if text.isascii():
        return
    script = languages.script(language)
    plain = script in _PLAIN_SCRIPTS
    found = [
        at
        for at, char in enumerate(text)
        if char in _INVISIBLE
        and not (char in _JOINERS and (not plain or _in_emoji(text, at)))
        and not (char == "\u200b" and script in _UNSPACED_SCRIPTS)
    ]
    if found:
        first = found[0]
        gone = set(found)
        soft = script == "Latn" and {text[at] for at in found} == {"\u00ad"}
        fix = None if soft else "".join(char for at, char in enumerate(text) if at not in gone)
        what, level = _INVISIBLE[text[first]], Severity.WARNING if soft else None
        yield Problem(f"invisible character: {what}", first, first + 1, hint="remove it", fix=fix, severity=level)


def _in_emoji(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and unicodedata.category(text[at - 1]) in ("So", "Sk", "Mn")


@rule("text", Severity.ERROR, needs=lambda language: f"[^{_common(languages.script(language))}]")
def wrong(text: str, language: str) -> Iterator[Problem]:
    """letters of a script that the language is not written in

    Latin and Greek letters may occur in any language; quotations in brackets are left alone.

    Wrong: ru "Си Цзиньпин 习近平"
    Wrong: zh-Hans "普京 Путин"
    Wrong: zh-Hans "日本のメディア"
    Right: ru "Си Цзиньпин (习近平)"
    Right: zh-Hans "北约 NATO"
    """
    own = _SCRIPTS.get(languages.script(language))
    if not own:
        return
    for match in _WORD.finditer(text):
        for at, char in enumerate(match.group(), match.start()):
            script = script_of(char)
            if script in _EXCLUSIVE and script not in own and not _bracketed(text, at) and char not in "ー・":
                what = "Chinese" if script == "CJK" else "Cyrillic" if script == "CYRILLIC" else script.title()
                yield Problem(f"'{_short(match.group())}' is in {what} letters", *match.span())
                return


def _letters(script: str) -> str:
    """Return the letters of a script for a character class, or an empty string for rare scripts."""
    return {"Cyrl": "\u0400-\u052f", "Hans": "\u4e00-\u9fff", "Hant": "\u4e00-\u9fff"}.get(script, "")


def _common(script: str) -> str:
    """Return a character class of what most texts in a script consist of: its letters, Latin letters and marks."""
    return rf"\x00-\u02af\u2000-\u206f\u3000-\u303f\uff00-\uff60{_letters(script)}"


def _bracketed(text: str, at: int) -> bool:
    opening = max(text.rfind(mark, 0, at) for mark in "([（「《")
    closing = max(text.rfind(mark, 0, at) for mark in ")]）」》")
    return opening > closing


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


@rule(
    "pair",
    Severity.WARNING,
    needs=lambda language: f"{TARGET}[^{_letters(languages.script(language))}{END}]*+{END}",
    segments=False,
)
def absent(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """no letter in a script of the language

    Acronyms, names in capitals, addresses and numbers may stay as they are. Copies of the source are left to
    ``text.copied`` and ``entry.copy``. Checks only renderings in a glossary: the texts of programs are full of names
    that stay in Latin letters.

    Wrong: en "the Renmin University" ru "Renmin University"
    Wrong: en "The Kremlin" zh-Hans "Kremlin"
    Right: en "the Renmin University" ru "Народный университет"
    Right: en "the Group of 20" zh-Hans "G20"
    Right: en "Unicode: " zh-Hans "Unicode："
    """
    own = _SCRIPTS.get(languages.script(target_language))
    if not own or own == ("LATIN",) or _lettered(source) == _lettered(target):
        return
    if re.search(r"://|@|\{|%", target) or any(script_of(char) in own for char in set(target)):
        return
    if any(word.lower() == word and len(word) > 1 for word in _WORD.findall(target)) or any(
        len(word) > 4 and not word.isupper() for word in _WORD.findall(target)
    ):
        yield Problem(hint="translate it")


def _lettered(text: str) -> list[str]:
    return sorted(map(str.casefold, _WORD.findall(text)))


_LATIN = "[A-Za-z\u00c0-\u024f\uff21-\uff5a]"
_CYRILLIC = "[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]"


_ESCAPE = re.compile(r"E<\w+>|\\[nrt]|\\\*?\(\w\w|(?<!\w)-\w(?=[\u0400-\u042f\u0490])")
"""Codes next to a word in POD, roff and strings of programs (\\n), or the letter of an option: -cТЕГ."""
_ALLOWED_MIX = re.compile(
    "[A-Z]{2,}[\u0430-\u052f]{1,5}|(?:(\\w)(?i:\\1))+|[\u0400-\u042f]+x[\u0400-\u042f]+|[\u0400-\u052f]+N"
)
"""Acronyms with a Russian ending ("IT-шник" has a hyphen, "SMSки" does not), and mixtures that are not words."""


@rule(
    "text",
    Severity.ERROR,
    fixable=True,
    needs=lambda language: _LATIN if languages.script(language) == "Cyrl" else _CYRILLIC,
)
def mixed(text: str, language: str) -> Iterator[Problem]:
    """Latin and Cyrillic letters in one word

    They look alike, and a search does not find the word. Mixtures that are not words are allowed: letters listed in
    upper and lower case, a × between capitals, a numbered series that ends in N.

    Wrong: ru "Cамарканд"
    Wrong: en "Pоssible"
    Right: ru "IT-компания"
    Right: ky "%(size)dсимвол"
    Right: ru "YyДд, ^[НнNn], ШxВ, файл1 … файлN"
    Right: ru "Строки, начинающиеся с %cбудут удалены, %0AПодтвердите."
    """
    if text.isascii() or not (re.search(_LATIN, text) and re.search(_CYRILLIC, text)):
        return
    fixed, first = text, None
    for match in _WORD.finditer(_ESCAPE.sub(lambda found: " " * len(found[0]), blanked(text))):
        word = match.group()
        latin = [char for char in word if script_of(char) == "LATIN"]
        cyrillic = [char for char in word if script_of(char) == "CYRILLIC"]
        if not latin or not cyrillic or _ALLOWED_MIX.fullmatch(word):
            continue
        first = first or match
        if all(char in LATIN_TO_CYRILLIC for char in latin) and len(cyrillic) >= len(latin):
            fixed = _replaced(fixed, match, LATIN_TO_CYRILLIC)
        elif all(char in _CYRILLIC_TO_LATIN for char in cyrillic) and len(latin) > len(cyrillic):
            fixed = _replaced(fixed, match, _CYRILLIC_TO_LATIN)
    if first:
        yield Problem(
            f"Latin and Cyrillic letters in '{_short(first.group())}'",
            *first.span(),
            hint="write it in one alphabet",
            fix=fixed if fixed != text else None,
        )


def _replaced(text: str, match: re.Match[str], table: dict[str, str]) -> str:
    """Return *text* with the letters of *match* replaced one for one."""
    word = "".join(table.get(char, char) for char in match.group())
    return text[: match.start()] + word + text[match.end() :]


@rule("pair", Severity.WARNING, languages=("ru",), usual=False, needs=f"[{''.join(LATIN_TO_CYRILLIC)}]")
def lookalike(source: str, text: str, source_language: str, language: str) -> Iterator[Problem]:
    """a whole word of Latin letters that look like Cyrillic ones

    Words in capitals (BBC, MTC), words of the source and words next to other Latin words are left alone.

    Wrong: en "Putin and Xi on the war" ru "Путин и Cи o войне"
    Wrong: en "He was in Ukraine and not there" ru "Он был нa Украине, a не там"
    Right: en "He watches the BBC" ru "Он смотрит BBC и читает The Peace Corp"
    Right: en "For Mac" ru "Программа для Mac готова, (a)подпись, «c», exec: нет"
    Right: en "exec failed" ru "Вызов exec не удался"
    """
    if text.isascii():
        return
    kept = {word for word in _WORD.findall(source) if len(word) > 1}
    words = list(_WORD.finditer(blanked(text)))
    for at, match in enumerate(words):
        word = match.group()
        if word in kept or not all(char in LATIN_TO_CYRILLIC for char in word):
            continue
        around = words[at - 1 : at] + words[at + 1 : at + 2]
        joined = re.search(
            r"[\w.&'’/+~^<>[\]-]|\(\)|«»|^:|:$",
            text[max(0, match.start() - 1) : match.start()] + text[match.end() :][:1],
        )
        key = text.startswith(" - ", match.end()) and not text[: match.start()].rpartition("\n")[2].strip()
        if joined or key or any(other.group().isascii() for other in around) or not around:
            continue
        short = len(word) == 2 and word.istitle()  # longer ones are names: Mac, TeX
        if (
            (word.islower() and (len(word) > 1 or word in "acoy"))
            or short
            or _opens_sentence(text, match, words[at + 1 : at + 2])
        ):
            yield Problem(f"'{word}' is written in Latin letters", *match.span(), hint="write it in Cyrillic")
            return


def _opens_sentence(text: str, match: re.Match[str], after: list[re.Match[str]]) -> bool:
    """Return whether a single capital is a word that begins a sentence: "В", "К", "О", "С", "У"."""
    begins = not text[: match.start()].strip(" «\"'—–-") or text[: match.start()].rstrip()[-1:] in ".!?"
    return len(match.group()) == 1 and match.group() in "BKOCYA" and begins and bool(after)


@rule("text", Severity.ERROR, languages=("ru",), needs=f"[{''.join(sorted(_NOT_RUSSIAN))}]")
def letters(text: str, language: str) -> Iterator[Problem]:
    """Cyrillic letters that Russian does not have

    Wrong: ru "Київ"
    Wrong: ru "Республика Қазақстан"
    Right: ru "Киев"
    """
    for match in _WORD.finditer(text):
        found = [char for char in match.group() if char in _NOT_RUSSIAN]
        if found:
            yield Problem(f"'{found[0]}' in '{_short(match.group())}' is not a Russian letter", *match.span())
            return


@rule(
    "text",
    Severity.ERROR,
    languages=("zh-Hans",),
    fixable=True,
    needs=lambda language: f"[{''.join(sorted(chinese.traditional_characters()))}]",
)
def traditional(text: str, language: str) -> Iterator[Problem]:
    """Traditional characters in Simplified Chinese

    A character of Big5 that GB 2312 lacks is Traditional if it has a Simplified form.

    Wrong: zh-Hans "台灣"
    Wrong: zh-Hans "这裏"
    Right: zh-Hans "台湾"
    """
    found = [at for at, char in enumerate(text) if chinese.only_traditional(char)]
    if found:
        fix = "".join(chinese.simplified(char) if chinese.only_traditional(char) else char for char in text)
        shown = "".join(dict.fromkeys(text[at] for at in found))
        written = _short(chinese.simplified(shown))
        hint = f"write {written}"
        yield Problem(f"Traditional characters: {_short(shown)}", found[0], found[0] + 1, hint=hint, fix=fix)


@rule("text", Severity.ERROR, languages=("zh-Hant",))
def simplified(text: str, language: str) -> Iterator[Problem]:
    """Simplified characters in Traditional Chinese

    A character of GB 2312 that Big5 lacks is Simplified if it is the short form of another character.

    Wrong: zh-Hant "台湾"
    Right: zh-Hant "台灣"
    Right: zh-Hant "恒生指數沿着走勢"
    """
    found = [at for at, char in enumerate(text) if chinese.only_simplified(char)]
    if found:
        shown = "".join(dict.fromkeys(text[at] for at in found))
        yield Problem(f"Simplified characters: {_short(shown)}", found[0], found[0] + 1)


_BARE = ("zh", "yue")
"""Language tags that leave the script open."""


# This is a noncharacter, so it occurs in no text.
@rule("text", Severity.WARNING, languages=("zh",), needs=lambda language: "" if language in _BARE else "[\ufdd0]")
def both(text: str, language: str) -> Iterator[Problem]:
    """Simplified and Traditional characters in one text

    For texts tagged just ``zh``; if the tag names a script, the checks of that script apply.

    Wrong: zh "台灣与中国"
    Right: zh "台灣與中國"
    Right: zh "台湾与中国"
    """
    if language not in _BARE:
        return
    simple = "".join(dict.fromkeys(char for char in text if chinese.only_simplified(char)))
    old = "".join(dict.fromkeys(char for char in text if chinese.only_traditional(char)))
    if simple and old:
        yield Problem(f"{_short(simple)} is Simplified, {_short(old)} Traditional", hint="say which: zh_CN or zh_TW")


_COMPATIBILITY = "[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]"


@rule(
    "text",
    Severity.ERROR,
    languages=("zh", "ja"),
    fixable=True,
    needs=_COMPATIBILITY,
)
def compatibility(text: str, language: str) -> Iterator[Problem]:
    r"""a compatibility ideograph or a radical instead of a character

    Wrong: zh-Hans "\uf9f4肯"
    Wrong: zh-Hans "⾦融"
    Right: zh-Hans "林肯"
    """
    found = [at for at, char in enumerate(text) if _replacement(char) != char]
    if found:
        fix = "".join(map(_replacement, text))
        yield Problem(f"'{text[found[0]]}' is not '{_replacement(text[found[0]])}'", found[0], found[0] + 1, fix=fix)


def _replacement(char: str) -> str:
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f":
        return unicodedata.normalize("NFKC", char)
    return char
