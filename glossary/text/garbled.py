"""Detection of texts that are not in the declared language, and of terms with corrupted characters.

Characters are corrupted if a term is saved in an encoding that lacks them, or read in the wrong encoding.
"""

from __future__ import annotations

import re

from glossary import languages

_ERRORS = re.compile(
    r"#(?:NAME\?|VALUE!|REF!|DIV/0!|NUM!|NULL!|N/A|ИМЯ\?|ЗНАЧ!|ССЫЛКА!|ДЕЛ/0!|ЧИСЛО!|ПУСТО!|Н/Д)|####+"
)
"""Error values of a spreadsheet, in English and Russian (Chinese versions show the English ones)."""
_LETTERS = {"Cyrl": "[Ѐ-ӿ]", "Hans": "[㐀-鿿]", "Hant": "[㐀-鿿]"}
"""Scripts that cannot replace each other -> their letters."""
_SCRIPTS = {**_LETTERS, "Latn": "[A-Za-zÀ-ɏ]"}
"""The scripts of the languages that source texts are in."""
_TWO_SCRIPTS = frozenset("az bs crh kk sr tg tk tt uz".split())
"""Languages written in both Latin and Cyrillic, unless their tag has a script."""
_SCRIPT_TAG = re.compile("-[A-Z][a-z]{3}")
"""The script in a language tag."""
_SAMPLE_SIZE = 20_000
SMALL = frozenset("the of and to that is was for with by his from are".split())
"""Function words that make up a third of English running text and do not occur in other languages."""
_OTHER_FUNCTION_WORDS = frozenset(
    "de la le les des du une un est dans sur et que qui el los las del por para una en con di il che della uno "
    "der das und den dem ein eine hat ist nicht mit von het een van voor niet och det som att inte og af til på "
    "da em dos uma não się jest nie oraz że se je ve bir için az egy hogy și din pentru että oli ei yang dan "
    "untuk ng mga sa ya kwa của và các là bilong long ol els amb və va bilan".split()
)
"""Function words of other languages in the Latin script; hardly any is an English word."""
_MIN_SAMPLE = 50
_MAX_GAP = 20
"""Running text in a language has at least one of its function words in this many words."""
_FOREIGN_LETTERS = {"ru": ("[іїєґўјљњђћџәөүұқғңһҳҷӣӯ]|ъ(?![еёюя])", 100), "zh": ("[ぁ-ヺー-ヿ]", 10)}
"""Language -> letters that it lacks, and the number of letters in which names and quotations bring at most one."""
_MISREAD = ("windows-1252", "windows-1251", "mac-roman", "gb18030")
_SECOND_BYTES = {
    codec: re.compile(f"[{bytes(range(0x80, 0xC0)).decode(codec, 'ignore')}\x80-\xbf\uf180-\uf1bf]")
    for codec in _MISREAD[:-1]
}
"""What the second byte of a UTF-8 letter becomes in each encoding; text without any was not misread this way."""


def garbled(text: str, language: str) -> str:
    """Return what happened to the characters of *text*, a term in *language*, or an empty string.

    >>> garbled("???? ????", "ru"), garbled("ÐšÑ€ÐµÐ¼Ð»ÑŒ", "ru"), garbled("Кремль??", "ru")
    ('question marks for letters: it was saved in an encoding without them', 'UTF-8 that was read as windows-1252', '')
    >>> garbled("?? ?", "de"), garbled("Wer ist es?", "de")
    ('question marks for letters: it was saved in an encoding without them', '')
    """
    if re.search(r"\w\?\w", text):
        return _QUESTION_MARKS
    if "?" in text and text.isascii():
        other = languages.script(language) != "Latn" and "??" in text
        if other or not any(char.isalnum() for char in text):
            return _QUESTION_MARKS
    own = _LETTERS.get(languages.script(language))
    if own and not re.search(own, text) and any(re.search(other, text) for other in _LETTERS.values()):
        return "letters of another script"  # message
    if "\ufffd" in text:
        return "a letter that could not be read (U+FFFD)"  # message
    if _ERRORS.fullmatch(text.strip()):
        return "an error of a spreadsheet"  # message
    codec = "" if text.isascii() else _misread(text)
    return f"UTF-8 that was read as {codec}" if codec else ""  # message


def foreign(text: str, language: str) -> bool:
    """Return whether fewer than a fifth of the letters at the beginning of *text* belong to its *language*.

    >>> foreign("Рейн обмелел, BASF ищет баржи.", "en"), foreign("The Rhine (Рейн) is low.", "en"), foreign("", "en")
    (True, False, False)
    >>> foreign("Rajna je plitka.", "sr"), foreign("Рајна је плитка.", "sr-Latn"), foreign("nuqneH", "tlh")
    (False, True, False)
    """
    base = languages.base(language)
    if base in _TWO_SCRIPTS and not _SCRIPT_TAG.search(languages.tag(language)):
        return False
    own = _SCRIPTS.get("Hans" if base == "zh" else languages.script(language))
    letters = re.findall(r"[^\W\d_]", text[:_SAMPLE_SIZE])
    return own is not None and 5 * len(re.findall(own, text[:_SAMPLE_SIZE])) < len(letters)


def unlike(text: str, language: str) -> bool:
    """Return whether *text* is in another language with the same script as English, Russian or Chinese.

    Its beginning shows it: by function words of other languages instead of English ones, by letters that Russian lacks,
    or by kana. The answer is False for less than fifty words or letters, and for lists.

    >>> unlike("Le gouvernement a présenté un projet de loi sur la sécurité. " * 5, "en")
    True
    >>> unlike("Міністр закордонних справ прибув до столиці. " * 9, "ru"), unlike("政府は法案を提出した。" * 20, "zh")
    (True, True)
    """
    base, sample = languages.base(language), text[:_SAMPLE_SIZE]
    if base == "en":
        words = re.findall(r"\b[^\W\d_A-Z]+\b", sample)
        own, others = (sum(map(small.__contains__, words)) for small in (SMALL, _OTHER_FUNCTION_WORDS))
        return len(words) >= _MIN_SAMPLE and 2 * own < others and _MAX_GAP * others > len(words)
    if base not in _FOREIGN_LETTERS:
        return False
    letters = "".join(re.findall(r"[^\W\d_a-z]", sample.lower()))
    pattern, share = _FOREIGN_LETTERS[base]
    return len(letters) >= _MIN_SAMPLE and share * len(re.findall(pattern, letters)) > len(letters)


_QUESTION_MARKS = "question marks for letters: it was saved in an encoding without them"  # message


def _misread(text: str) -> str:
    """Return the encoding that UTF-8 was misread in to give *text*, or "" if none of the usual ones explains it."""
    for codec in _MISREAD:
        if codec in _SECOND_BYTES and not _SECOND_BYTES[codec].search(text):
            continue
        try:
            back = _bytes(text, codec).decode("utf-8")
        except UnicodeError:
            continue
        found = re.findall(r"[^\W\d_]", re.sub(r"[\x00-\x7f]", "", back))
        # Some Russian or Chinese words are valid UTF-8 by chance, but do not decode to letters of a single script.
        sure = len(found) > 1 and any(re.fullmatch(f"[{script}]+", "".join(found)) for script in ("Ѐ-ӿ", "㐀-鿿"))
        latin = codec != "gb18030" and re.search("[A-Za-z][À-ɏ]|[À-ɏ][A-Za-z]", back)
        if sure or latin or (found and codec == "windows-1252"):
            return codec
    return ""


def _bytes(text: str, codec: str) -> bytes:
    """Return the bytes that were read as *text*.

    For bytes that an encoding does not define, Windows uses control characters, LibreOffice private-use ones from
    U+F180.
    """
    try:
        return text.encode(codec)
    except UnicodeError:
        if len(text) == 1:
            return bytes([ord(text) - 0xF100]) if "\uf180" <= text <= "\uf1ff" else text.encode("latin-1")
    return b"".join(_bytes(char, codec) for char in text)
