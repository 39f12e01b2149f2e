"""The kind of a name by its own words or those beside it, where the tagger has missed it.

Nothing is said of a name that the gazetteer has, or of a nationality.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.extract import features, joining, laws, lists, reference, runs
from glossary.extract.features import Spelling
from glossary.extract.keys import singular
from glossary.extract.runs import Span
from glossary.text import palladius

_PERSONS = lists.ROLES | lists.KIN | lists.FIGURES
_LED = ("ceo", "chairman", "chairwoman", "shareholders", "subsidiary")
"""Who and what a firm has: *Pryce Hallam's chairman*."""
_GROUPS = lists.FIRMS | lists.ALLIANCES
_LINKS = frozenset(("of", "for", "on", "to", "against"))
_ARTICLES = frozenset(("a", "an", "the"))
_ADDING = frozenset(("and", "in", ",", "&")) | lists.PARTICLES
_LISTING = frozenset(("and", ",", "&"))
_MAN = re.compile("(?:wo)?m[ae]n$")
_PEOPLES = ("ans", "ians", "kars")
_LISTED = 60
"""How far from their title the last of several persons may stand, in words."""
_INCLUDING = frozenset(("including", "like"))
_EXAMPLES = 9
"""How far from its *such as* a name may stand, in words."""
_OTHERS = 4
"""How far from *other* the word may stand that says what the others are, in words."""
PERSON = 3
"""The most words of a name that is made a person's."""
SURNAME = 3.5
"""The Zipf value from which a word is rather a word than a surname."""
FREQUENT = 4.5
"""The Zipf value from which a word is rather a word than a given name."""
APPOSED = 8
"""How many words behind the comma are looked at."""


def kinded(row: Sequence[Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* with the labels that their words, or those beside them, speak for."""
    return [Span(span.start, span.end, _label(row, span)) for span in spans]


def _label(row: Sequence[Spelling], span: Span) -> str:
    """Return the label that the words of a name speak for, or an age behind it; its own where none does."""
    start, end, label = span
    name = row[start:end]
    if len(name) <= PERSON and _aged(row, end):
        return "PER"
    if label == "GROUP" or features.known_name(name) or (label == "MISC" and particular(name)):
        return label
    several = len(name) > 1
    if not several and people(name[0]):
        return "GROUP"
    placed = label == "LOC" and not name[0].text.isupper()
    if several and not placed and name[-1].lower in lists.COMPANIES:
        return "ORG"
    if (label in ("ORG", "MISC") or (label == "PER" and name[-1].figure)) and document(name):
        return "MISC"
    spoken = _worded(name, label) if several else label
    if spoken != label:
        return spoken
    if label != "PER" and (christened(name) or _chinese(name)):
        return "PER"
    if several and label == "MISC" and _head(name) in lists.HEADS:
        return "ORG"
    return label


def particular(name: Sequence[Spelling]) -> bool:
    """Is this a case, a ship, a species or a piece of music: *Epic Games v. Apple*, *USS Cole*, *Aedes aegypti*?"""
    species = len(name) == 2 and name[1].small
    return species or composed(name) or joining.afloat(name[0].text) or any(word.text == "v" for word in name[1:-1])


def told(row: Sequence[Spelling], span: Span) -> str:
    """Return the label that a name gets from what stands beside it, empty where nothing tells: *the brewer Asahi*,
    *Klyro, an app for farmers*, *a firm called Veltron*. Unlike a label, it holds for the whole document."""
    start, end, label = span
    name = row[start:end]
    if label == "GROUP" or features.known_name(name) or (len(name) > 1 and name[-1].lower in lists.COMPANIES):
        return ""
    if start > 2 and row[start - 1].text == "," and row[start - 2].lower in lists.BENCHES:
        return "LOC" if row[start - 3].text in ("(", "Lib") else ""  # Wendy Prosser (Con, Moss Bank)
    found = (_told_several if len(name) > 1 else _told_one)(row, span)
    if found:
        return found
    if "org" not in name[-1].classes and _addressed(row, start, end):
        return "LOC"
    if _among(row, start) and _personable(name):
        return "PER"
    located = start > 0 and row[start - 1].lower in ("in", "at")  # a unit in Jacksonville
    if _employer(row, end) or (_belonging(row, start) and not located) or _shared(row, start):
        return "ORG"
    return _called(row, span, located)


def _told_several(row: Sequence[Spelling], span: Span) -> str:
    """Return what :func:`told` does of a name of several words by where it stands."""
    start, end, label = span
    name = row[start:end]
    if label == "ORG" and (planned(name) or (name[-1].lower in _MEETINGS and _attended(row, start))):
        return "MISC"
    if _signed(row, start, end):
        return "PER"
    human = personal(name) or "s" in name[-1].names or _chinese(name)
    return "ORG" if not human and _playing(row, start, end) else ""


def _told_one(row: Sequence[Spelling], span: Span) -> str:
    """Return what :func:`told` does of a name of one word by where it stands."""
    start, end, label = span
    word, loud = row[start], row[start].text.isupper()
    bracketed = start > 0 and end < len(row) and row[start - 1].text + row[end].text == "()"
    listed = start > 1 and row[start - 1].text == "," and row[start - 2].capital
    if (bracketed and loud and word.lower in lists.CODES) or (
        listed and word.lower in (lists.POSTAL if loud else lists.STATES)
    ):
        return "LOC"  # Grant Holloway (USA); Kelowna, BC; Renton, Wash.
    sold = end < len(row) and row[end].small and any(other.lower in lists.GOODS for other in row[end : end + 2])
    return "ORG" if label == "PER" and sold else ""  # Mir payment cards


def _called(row: Sequence[Spelling], span: Span, located: bool) -> str:
    """Return what :func:`told` does by the words that say what the name is."""
    start, end, label = span
    name, before = row[start:end], _before(row, start)
    several = len(name) > 1
    if (several and before in lists.PIECES and not _made(row, end)) or singular(before) in lists.VESSELS:
        return "MISC"
    if several and label == "ORG" and name[-1].lower in lists.HEADS:
        return "ORG"
    given, body = several and "g" in name[0].names, "org" in name[-1].classes
    saying = (before, _behind(row, end), _apposed(row, start, end), _christening(row, start))
    for word in (*saying, _exemplified(row, start), _among_others(row, end)):
        if word in _PERSONS and (several or word == before in lists.KIN) and _personable(name):
            return "PER"
        placed = word in lists.AROUND and not (body or (label == "PER" and given))
        if placed and (end == len(row) or row[end].text != "'s"):
            return "LOC"
        if word in _GROUPS and label != "MISC" and not given and not located:
            return "ORG"
        if word in lists.PRODUCTS and not (body or given):
            return "MISC"
    return ""


def _aged(row: Sequence[Spelling], end: int) -> bool:
    """Stands an age behind the name that ends at *end*: *Amelia Nhantumbo, 34,*?"""
    behind = [word.text for word in row[end : end + 3]]
    aged = len(behind) == 3 and behind[0] == "," and behind[2] in (",", ".", ";")
    return aged and len(behind[1]) < 3 and behind[1].isdigit()


def _addressed(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Stands this where somebody lives, behind the age: *Kilbride, 51, of Larkspur Close, Chigwell*?"""
    place = start - 1
    while place > max(3, start - _EXAMPLES) and (row[place].capital or row[place].text == ","):
        place -= 1
    return place > 2 and row[place].lower == "of" and _aged(row, place - 3) and not _aged(row, end)


def _among(row: Sequence[Spelling], start: int) -> bool:
    """Stands this in a list of persons with one title: *Justices Thomas, Alito and Gorsuch*?"""
    place = start - 1
    while place > max(0, start - _LISTED) and row[place].lower not in lists.TITLED:
        if not (row[place].capital or row[place].lower in _LISTING):
            return False
        place -= 1
    return place >= 0 and row[place].lower in lists.TITLED and row[place].capital and row[place + 1].capital


def _playing(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Stands the score of a match between this and another name, or its goals behind each: *Shillong Lajong 2-1
    Churchill Brothers*, *Falkirk Athletic 3 Elgin City 2*?"""
    if end < len(row) and row[end].figure and runs.results(row) and [word.figure for word in row].count(True) == 2:
        return True
    sides = row[max(0, start - 4) : start][::-1], row[end : end + 4]
    return any([word.figure for word in side] == [True, False, True, False] and side[3].capital for side in sides)


def _signed(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Stands the name of a person in capitals in a line of its own, or before what is said: *JUDY WOOD: Good day*?"""
    common, name = reference.common("en"), row[start:end]
    alone = start == 0 and (end == len(row) or row[end].text == ":")
    named = len(name) <= PERSON and all(word.text.isupper() and not word.classes for word in name)
    return alone and named and ("g" in name[0].names or not any(word.lower in common for word in name))


def _personable(name: Sequence[Spelling]) -> bool:
    """May this be the name of a person, with no known name in it: not *the winger, Fiji Sevens*?"""
    known = {features.known_name([word]) for word in name[name[0].text == "Christian" :]}
    return len(name) <= PERSON and human(name) and known == {""}


def _worded(name: Sequence[Spelling], label: str) -> str:
    """Return the label that the first or the last word of *name* speaks for."""
    first, last = name[0].lower, name[-1].lower
    if composed(name):
        return "MISC"
    if label in ("PER", "LOC") and not lists.CLUBS.isdisjoint((first, last)):
        return "ORG"
    if label != "LOC" and (first in lists.SPOTS or last in lists.SITES) and "org" not in name[-1].classes:
        return "LOC"
    if label in ("ORG", "PER", "LOC") and last in lists.OCCASIONS:
        return "MISC"
    if label == "LOC" and last in lists.INDUSTRIES:
        return "ORG"
    if label == "LOC" and _surnamed(name):
        return "PER"
    if label == "ORG" and name[-1].count and not any(word.classes for word in name):
        return "MISC"  # Fairphone 7
    return label


def _surnamed(name: Sequence[Spelling]) -> bool:
    """Is this a surname behind a word that nothing knows: *Arundhati Reddy*?"""
    first, last, common = name[0], name[-1], reference.common("en")
    unknown = not first.names and first.lower not in common
    return len(name) == 2 and unknown and last.names == "s" and common.get(last.lower, 0) < SURNAME and human(name)


def calling(word: Spelling) -> bool:
    """Is this what one person is or does, and with a capital the office: *the Ombudsman*?"""
    return word.lower in _PERSONS


def people(word: Spelling) -> bool:
    """Are these the people of a place that is known: *Arizonans*, *Mumbaikars*; or one of them, *Dutchman*?"""
    text = word.text
    if text.endswith(("man", "men")) and reference.gazetteer().get((_MAN.sub("", text),)) == "group":
        return True
    if word.names or not text.endswith(_PEOPLES):
        return False
    places = (text[:-2], text[:-2] + "s", text[:-3], text.removesuffix("kars"))
    return any(reference.gazetteer().get((place,)) in ("place", "city") for place in places)


def stated(row: Sequence[Spelling], span: Span) -> bool:
    """Does the text call a person what only a person is, *the minister, Aukje de Vries,*, or tell the age?"""
    start, end, label = span
    if label != "PER" or end - start == 1 or not human(row[start:end]):
        return False
    beside = (_before(row, start), _behind(row, end), _apposed(row, start, end))
    return not lists.ROLES.isdisjoint(beside) or _aged(row, end)


def _employer(row: Sequence[Spelling], end: int) -> bool:
    """Stands who works there behind the name that ends at *end*, and a person behind that; or who leads it?"""
    if end + 2 < len(row) and row[end].text == "'s":
        return row[end + 1].lower in _LED or (row[end + 1].lower, row[end + 2].lower) == ("chief", "executive")
    return end + 1 < len(row) and row[end].lower in lists.EMPLOYED and row[end + 1].capital


def planned(name: Sequence[Spelling]) -> bool:
    """Is this what stands on paper and is to be done: *Local Transport Plan*?"""
    return len(name) > 1 and _head(name) in lists.PLANS


def composed(name: Sequence[Spelling]) -> bool:
    """Is this a piece of music: *Brandenburg Concerto*, *Symphony No. 9*?"""
    return len(name) > 1 and any(word.lower in lists.OPUSES for word in (name[-1], *name[-3:-2]))


_MEETINGS = ("conference", "symposium")
"""How both meetings and who holds them may be called."""


def _attended(row: Sequence[Spelling], start: int) -> bool:
    """Does something happen at or during what begins at *start*: *at the Game Developers Conference*?"""
    start -= start > 0 and row[start - 1].lower == "the"
    return start > 0 and row[start - 1].lower in ("at", "during")


def _belonging(row: Sequence[Spelling], start: int) -> bool:
    """Stands before this what a company has: *the founder of Ajmera*, *shares in Morrisons*?"""
    if start and row[start - 1].lower == "the":
        start -= 1
    if start < 2 or not row[start - 2].small:
        return False
    return row[start - 2].lower in lists.OWNED and row[start - 1].lower in ("of", "in", "at")


def document(name: Sequence[Spelling]) -> bool:
    """Is this the name of a law or a treaty? A convention is one where it says what it is on."""
    if any(word.text in laws.NUMBERED and laws.number(name, place) for place, word in enumerate(name)):
        return True
    if len(name) == 2 and name[-1].figure:
        return name[0].lower in lists.STATUTES  # Act 1079
    if len(name) > 2 and name[-1].figure:
        name = name[: -2 if name[-2].text in (",", "of") else -1]  # Act 2021; Act, 2002; Act of 1986
    head = name[-1].lower if name[-1].lower in lists.STATUTES else _head(name)
    if len(name) < 2 or head not in lists.DOCUMENTS:
        return False
    placed = features.known_name(name[:-1]) in ("place", "city", "city+place")  # Aarhus Convention
    return head != "convention" or placed or any(word.lower in ("on", "for", "against") for word in name)


def bare(word: Spelling) -> bool:
    """May this stand in the name of a person, and says nothing else: no acronym, no *Street*?"""
    return word.text[:1].isupper() and not word.text.isupper() and not word.classes


def christened(name: Sequence[Spelling]) -> bool:
    """Is this a given name and what is no common word: *Amanda Anisimova*?"""
    common = reference.common("en")
    first, last = name[0], name[-1]
    return (
        1 < len(name) <= PERSON
        and "g" in first.names
        and first.lower not in lists.PARTICLES
        and common.get(first.lower, 0) < FREQUENT
        and not features.known_name(name[:1])
        and last.lower not in lists.SITES
        and "c" not in last.names
        and ("s" in last.names or common.get(last.lower, 0) < SURNAME)
        and all(map(bare, name))
    )


def human(name: Sequence[Spelling]) -> bool:
    """May this be the name of a person: bare words, with small particles between them, as in *Aukje de Vries*?"""
    return bare(name[0]) and all(bare(word) or (word.small and word.lower in lists.PARTICLES) for word in name[1:])


def personal(name: Sequence[Spelling]) -> bool:
    """Is this a given name, however common a word it is, and what is no common word: *Sam Kendricks*?"""
    last = name[-1]
    unlike = "c" not in last.names and last.lower not in reference.common("en")
    return 1 < len(name) <= PERSON and "g" in name[0].names and unlike and human(name)


def _chinese(name: Sequence[Spelling]) -> bool:
    """Is this a surname and a given name of two syllables in pinyin: *Maiqi Ding*?"""
    return (
        len(name) == 2
        and all(map(bare, name))
        and not any("c" in word.names or features.known_name([word]) for word in name)
        and palladius.person(f"{name[0].text} {name[1].text}")[1] in ("surname first", "surname last")
        and max(len(palladius.divide(word.lower)[0]) for word in name) > 1
    )


def _head(name: Sequence[Spelling]) -> str:
    """Return the noun that a name is built on: *Panel* of *Intergovernmental Panel on Climate Change*."""
    links = (at for at in range(1, len(name) - 1) if name[at].lower in _LINKS)
    return name[next(links, len(name)) - 1].lower


def _before(row: Sequence[Spelling], start: int) -> str:
    """Return the word in small letters that stands before a name, if there is one."""
    return row[start - 1].lower if start and row[start - 1].small else ""


def _behind(row: Sequence[Spelling], end: int) -> str:
    """Return what a name is said to be behind a comma: *Enisa, the agency for cyber security,*."""
    if end + 2 >= len(row) or row[end].text != "," or row[end + 1].lower not in _ARTICLES:
        return ""
    stop = end + 2
    while stop < min(len(row), end + APPOSED) and (_describing(row[stop]) or row[stop].text in ("-", "'s")):
        stop += 1
    return "" if stop < len(row) and row[stop].capital else row[stop - 1].lower


def _apposed(row: Sequence[Spelling], start: int, end: int) -> str:
    """Return what a name between commas is said to be before them: *the environmental agency, Ibama,*."""
    between = start > 1 and row[start - 1].text == "," and end < len(row) and row[end].text == ","
    return row[start - 2].lower if between and row[start - 2].small else ""


def _christening(row: Sequence[Spelling], start: int) -> str:
    """Return what a name is given to: *a firm called Veltron*."""
    named = start > 1 and row[start - 1].lower in lists.NAMED
    return row[start - 2].lower if named and row[start - 2].small else ""


def _exemplified(row: Sequence[Spelling], start: int) -> str:
    """Return what a name is an example of: *municipality* in *municipalities such as Ter Apel and Budel*."""
    place = start - 1
    while place > max(1, start - _EXAMPLES) and (row[place].capital or row[place].lower in _ADDING):
        place -= 1
    such = place > 1 and (row[place - 1].lower, row[place].lower) == ("such", "as")
    if place < 1 or not (such or row[place].lower in _INCLUDING):
        return ""
    place -= 1 + (such or (place > 1 and row[place - 1].text == ","))
    noun = row[place]
    one = singular(noun.lower)
    return one if one != noun.lower and (noun.small or runs.fresh(row, place)) else ""


def _among_others(row: Sequence[Spelling], end: int) -> str:
    """Return what a name is one of: *village* in *Tungar Makeri and three other villages*."""
    place = end
    while place < min(len(row), end + _EXAMPLES) and (row[place].capital or row[place].lower in _LISTING):
        place += 1
    if row[place - 1].lower != "and":
        return ""
    place += place + 1 < len(row) and row[place + 1].lower == "other"  # three other
    if place + 1 >= len(row) or row[place].lower != "other":
        return ""
    stop = place + 1
    while stop < min(len(row), place + _OTHERS) and row[stop].small and "func" not in row[stop].classes:
        stop += 1
    one = singular(row[stop - 1].lower)
    return one if one != row[stop - 1].lower else ""


def _shared(row: Sequence[Spelling], start: int) -> bool:
    """Has this shares: *a stake in Quellen*?"""
    return start > 1 and row[start - 1].lower in ("in", "of") and row[start - 2].lower in ("shares", "stake")


def piece(row: Sequence[Spelling], span: Span) -> bool:
    """Is a name said to be that of a work: *her memoir, Standing Timber,*, *the opera Khovanshchina*?"""
    beside = (_before(row, span.start), _apposed(row, span.start, span.end))
    return not (lists.PIECES.isdisjoint(beside) or _made(row, span.end))


def _made(row: Sequence[Spelling], end: int) -> bool:
    """Stands behind a name what its bearer does to a work: *the book Walter Isaacson wrote*?"""
    return end < len(row) and row[end].lower in lists.MAKING


def _describing(word: Spelling) -> bool:
    return (word.small and "func" not in word.classes) or bool(features.known_name([word]))
