"""Parts of drafts and their grammar: Russian cases and prepositions, agreement, adjectives of places.

A :class:`Piece` is formatted into a frame in a case: ``"посол {:gent} {:where}"`` with China and Russia gives «посол
Китая в России». The tables of governing nouns use the same notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from glossary.suggest import classes, table
from glossary.text import russian, russian_words

_HARD = "[бвгджзклмнпрстфхцчшщ]"
_PREPOSITION_FORMS = {"о": ("об", "[аиоуэ]"), "с": ("со", f"[сзшж]{_HARD}"), "в": ("во", f"[вф](?:{_HARD}|ь)")}
"""Forms of prepositions before certain sounds: «об Иране», «со стороны», «во Вьетнаме»."""
_LEADING = re.compile("^(?:[а-яё-]+(?:[ыио]й|ая|яя|[ое]е) )*")
"""Adjectives before a Russian noun."""
_ADJECTIVE_ENDING = re.compile("(?:[ыио]й|ся)$")
"""Ending of a Russian adjective or participle in the masculine."""
PRENOMINAL = re.compile(r"^(?!(?:в|на|с|со|без) ).*(?:[ыио]й|ся)\b")
"""A text with such a word that goes before its noun, unlike «в последний момент»."""
_ENDINGS = ("ский", "ьский", "нский", "енский", "инский", "овский", "ейский", "кий")


@dataclass(frozen=True, slots=True)
class Piece:
    """The rendering of one part of a phrase."""

    text: str
    sort: str
    """``noun``, ``adjective``, ``place``, ``person``, or ``after`` for a modifier that follows its noun."""
    single: str = ""
    """For a Russian plural made from a singular: that singular, needed for its other cases («парков», «гранат»)."""

    def __format__(self, government: str) -> str:
        """Return the text in the case of a format like ``gent``, ``по datv`` or ``с ablt``, after its preposition.

        ``where`` and ``into`` choose «в» or «на» for a place. In ``A|B``, A is the format for animate nouns and B for
        the others. An empty format leaves the text as it is.

        >>> f"{Piece('Франция', 'place'):where}", f"{Piece('жертвы', 'noun'):datv|за accs}"
        ('во Франции', 'жертвам')
        """
        if "|" in government:
            government = government.split("|")[not russian.animate(self.text)]
        if government in ("where", "into"):
            return where(self.text, "loct" if government == "where" else "accs")
        preposition, _, case = government.rpartition(" ")
        if self.single and case == "gent":
            text = russian.in_number(self.single, plural=True, case=case)
        else:
            text = in_case(self.text, case, self.sort) if case else self.text
        return f"{_preposition_before(preposition, text)} {text}" if preposition else text


def _preposition_before(preposition: str, text: str) -> str:
    other, before = _PREPOSITION_FORMS.get(preposition, ("", "(?!)"))
    spoken = preposition == "о" or not text[:2].isupper()
    return other if spoken and re.match(before, text.lower()) else preposition


def in_case(text: str, case: str, kind: str = "other") -> str:
    """Return *text* in *case*; in an enumeration, each part is inflected.

    >>> in_case("сельское хозяйство, рыболовство и продовольствие", "gent")
    'сельского хозяйства, рыболовства и продовольствия'
    """
    front, comma, last = text.rpartition(", ")
    if not comma or " и " not in last:
        return russian.in_case(text, case, kind)
    parts = [*front.split(", "), *last.split(" и ", 1)]
    *others, final = (russian.in_case(part, case, kind) for part in parts)
    return f"{', '.join(others)} и {final}"


def where(text: str, case: str = "loct") -> str:
    """Return *text* (nominative) with «в», «во» or «на»; the accusative means "into".

    >>> where("Вьетнам"), where("Украина"), where("нефтеперерабатывающий завод"), where("Украина", "accs")
    ('во Вьетнаме', 'на Украине', 'на нефтеперерабатывающем заводе', 'на Украину')
    """
    place = in_case(text, case, "place")
    on = any(_nouns_with_na().match(noun) for noun in (text, _LEADING.sub("", text, count=1)))
    return f"{'на' if on else _preposition_before('в', place)} {place}"


@cache
def _nouns_with_na() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(classes.words('на')))})\b")


def agreeing(text: str, head: str) -> str:
    """Return *text*, one or more words, with its adjective agreeing with *head*: «опасные для жизни»."""
    words = text.split()
    if words[0] == "самый" and words[1:]:
        return f"{russian.agreeing(words[0], head)} {agreeing(' '.join(words[1:]), head)}"
    at = next((at for at, word in enumerate(words) if _ADJECTIVE_ENDING.search(word)), 0)
    return " ".join([*words[:at], russian.agreeing(words[at], head), *words[at + 1 :]])


def described(adjective: str, piece: Piece) -> Piece:
    """Return *piece* with a Russian *adjective* before it."""
    texts = [f"{agreeing(adjective, text)} {text}" if text else "" for text in (piece.text, piece.single)]
    return Piece(texts[0], piece.sort, texts[1])


def adjective_of(place: str) -> str:
    """Return the adjective of a Russian *place* if the dictionary has one: болонский for Болонья.

    >>> adjective_of("Ташкент"), adjective_of("Казань"), adjective_of("Найроби")
    ('Ташкентский', 'Казанский', '')
    """
    if not place.isalpha() or not russian_words.available():
        return ""
    stems = dict.fromkeys(re.sub(f"(?:{ending})$", "", place) for ending in ("[аяоьыий]", "[ьи]я"))
    for word in (stem + ending for stem in stems for ending in _ENDINGS):
        if any(parse.is_known and "ADJF" in parse.tag for parse in russian_words.readings(word.lower())):
            return word
    return ""


def idiomatic(text: str, when: str) -> str:
    """Return a Chinese *text* without traces of word-for-word translation; *when* is ``row`` or ``whole``.

    ``row`` is for modifiers and a head, ``whole`` for a finished text, where the president of an organization gets
    another title than that of a state.

    >>> idiomatic("国际足联总统", "whole"), idiomatic("大学副总统", "whole"), idiomatic("法国总统", "whole")
    ('国际足联主席', '大学副校长', '法国总统')
    >>> idiomatic("经济学与和平研究所", "whole"), idiomatic("长江河", "row")
    ('经济与和平研究所', '长江')
    """
    for _, pattern, other in (row for row in table("mended_zh.tsv") if row[0] == when):
        text = re.sub(pattern, other, text)
    for ends, president, title in table("chiefs.tsv"):
        if when == "whole" and president:
            text = re.sub(f"({ends})((?:前|副)?)总统$", rf"\1\2{title}", text)
    return text
