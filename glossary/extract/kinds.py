"""Correct the label of a name by its own words or those around it, where the tagger was wrong.

Names in the gazetteer and nationalities are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.extract import features, joining, laws, lists, reference, runs
from glossary.extract.features import Spelling
from glossary.extract.keys import singular
from glossary.extract.runs import Span
from glossary.text import palladius

_PERSON_NOUNS = lists.ROLES | lists.KIN | lists.FIGURES
_FIRM_PARTS = ("ceo", "chairman", "chairwoman", "shareholders", "subsidiary")
"""Officers and parts of a firm: *Pryce Hallam's chairman*."""
_BODY_NOUNS = lists.FIRMS | lists.ALLIANCES
_LINKS = frozenset(("of", "for", "on", "to", "against"))
_ARTICLES = frozenset(("a", "an", "the"))
_IN_EXAMPLES = frozenset(("and", "in", ",", "&")) | lists.PARTICLES
_IN_LISTS = frozenset(("and", ",", "&"))
_MAN_ENDING = re.compile("(?:wo)?m[ae]n$")
_DEMONYM_ENDINGS = ("ans", "ians", "kars")
_LIST_REACH = 60
"""How far the last of several persons may be from their shared title, in words."""
_SUCH_AS = frozenset(("including", "like"))
_EXAMPLE_REACH = 9
"""How far a name may be from its *such as*, in words."""
_OTHER_REACH = 4
"""How far the noun may be from *other*, in words: *three other villages*."""
LONGEST_PERSON = 3
"""The longest name that is relabelled as a person's, in words."""
SURNAME = 3.5
"""The Zipf frequency from which a word is more likely a word than a surname."""
GIVEN = 4.5
"""The Zipf frequency from which a word is more likely a word than a given name."""
APPOSITION = 8
"""How many words after the comma of an apposition are read."""


def labelled(row: Sequence[Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* with the labels implied by their own words or the words around them."""
    return [Span(span.start, span.end, _label(row, span)) for span in spans]


def _label(row: Sequence[Spelling], span: Span) -> str:
    """Return the label implied by the words of a name or an age after it; otherwise the label that it has."""
    start, end, label = span
    name = row[start:end]
    if len(name) <= LONGEST_PERSON and _has_age(row, end):
        return "PER"
    if label == "GROUP" or features.known_name(name) or (label == "MISC" and is_particular(name)):
        return label
    several = len(name) > 1
    if not several and is_demonym(name[0]):
        return "GROUP"
    is_place = label == "LOC" and not name[0].text.isupper()
    if several and not is_place and name[-1].lower in lists.COMPANIES:
        return "ORG"
    if (label in ("ORG", "MISC") or (label == "PER" and name[-1].figure)) and is_document(name):
        return "MISC"
    implied = _label_by_words(name, label) if several else label
    if implied != label:
        return implied
    if label != "PER" and (is_full_name(name) or _is_pinyin_name(name)):
        return "PER"
    if several and label == "MISC" and _head_noun(name) in lists.HEADS:
        return "ORG"
    return label


def is_particular(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is a case, a ship, a species or a piece of music: *Roe v. Wade*, *Aedes aegypti*."""
    species = len(name) == 2 and name[1].small
    case = any(word.text == "v" for word in name[1:-1])
    return species or case or is_music(name) or joining.is_ship_prefix(name[0].text)


def label_in_context(row: Sequence[Spelling], span: Span) -> str:
    """Return the label implied by the context of a name, or an empty string: *the brewer Asahi*, *Klyro, an app for
    farmers*, *a firm called Veltron*. It is valid for the whole document."""
    start, end, label = span
    name = row[start:end]
    if label == "GROUP" or features.known_name(name) or (len(name) > 1 and name[-1].lower in lists.COMPANIES):
        return ""
    if start > 2 and row[start - 1].text == "," and row[start - 2].lower in lists.BENCHES:
        return "LOC" if row[start - 3].text in ("(", "Lib") else ""  # Wendy Prosser (Con, Moss Bank)
    found = (_several_words_label if len(name) > 1 else _one_word_label)(row, span)
    if found:
        return found
    if "org" not in name[-1].classes and _is_address(row, start, end):
        return "LOC"
    if _is_listed_person(row, start) and _may_be_described_person(name):
        return "PER"
    located = start > 0 and row[start - 1].lower in ("in", "at")  # a unit in Jacksonville
    if _is_employer(row, end) or (_is_owner(row, start) and not located) or _is_stock(row, start):
        return "ORG"
    return _described_label(row, span)


def _several_words_label(row: Sequence[Spelling], span: Span) -> str:
    """Return the label implied by the position of a name of several words, or an empty string."""
    start, end, label = span
    name = row[start:end]
    if label == "ORG" and (is_plan(name) or (name[-1].lower in _MEETINGS and _is_attended(row, start))):
        return "MISC"
    if _is_speaker(row, start, end):
        return "PER"
    may_be_person = is_personal_name(name) or "s" in name[-1].names or _is_pinyin_name(name)
    return "ORG" if not may_be_person and _is_team(row, start, end) else ""


def _one_word_label(row: Sequence[Spelling], span: Span) -> str:
    """Return the label implied by the position of a name of one word, or an empty string."""
    start, end, label = span
    word, upper = row[start], row[start].text.isupper()
    bracketed = start > 0 and end < len(row) and row[start - 1].text + row[end].text == "()"
    after_name = start > 1 and row[start - 1].text == "," and row[start - 2].capital
    if (bracketed and upper and word.lower in lists.CODES) or (
        after_name and word.lower in (lists.POSTAL if upper else lists.STATES)
    ):
        return "LOC"  # Grant Holloway (USA); Kelowna, BC; Renton, Wash.
    is_brand = end < len(row) and row[end].small and any(other.lower in lists.GOODS for other in row[end : end + 2])
    return "ORG" if label == "PER" and is_brand else ""  # Mir payment cards


def _described_label(row: Sequence[Spelling], span: Span) -> str:
    """Return the label implied by the words that describe a name, or an empty string."""
    start, end, label = span
    name, before = row[start:end], _noun_before(row, start)
    several = len(name) > 1
    if (several and before in lists.PIECES and not _is_creator(row, end)) or singular(before) in lists.VESSELS:
        return "MISC"
    if several and label == "ORG" and name[-1].lower in lists.HEADS:
        return "ORG"
    has_given_name = several and "g" in name[0].names
    descriptions = (before, _noun_after(row, end), _noun_between_commas(row, start, end), _noun_called(row, start))
    for word in (*descriptions, _noun_of_example(row, start), _noun_of_list(row, end)):
        if word in _PERSON_NOUNS and (several or word == before in lists.KIN) and _may_be_described_person(name):
            return "PER"
        is_place = word in lists.AROUND and not (label == "PER" and has_given_name)
        if is_place and (end == len(row) or row[end].text != "'s"):
            return "LOC"
        if word in _BODY_NOUNS and label != "MISC" and not has_given_name:
            return "ORG"
        if word in lists.PRODUCTS and not has_given_name:
            return "MISC"
    return ""


def _has_age(row: Sequence[Spelling], end: int) -> bool:
    """Return whether the name ending at *end* is followed by an age: *Amelia Nhantumbo, 34,*."""
    following = [word.text for word in row[end : end + 3]]
    has_number = len(following) == 3 and following[0] == "," and following[2] in (",", ".", ";")
    return has_number and len(following[1]) < 3 and following[1].isdigit()


def _is_address(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Return whether the name is part of a home address after an age: *Kilbride, 51, of Larkspur Close, Chigwell*."""
    place = start - 1
    while place > max(3, start - _EXAMPLE_REACH) and (row[place].capital or row[place].text == ","):
        place -= 1
    return place > 2 and row[place].lower == "of" and _has_age(row, place - 3) and not _has_age(row, end)


def _is_listed_person(row: Sequence[Spelling], start: int) -> bool:
    """Return whether the name is in a list of persons with one title: *Justices Thomas, Alito and Gorsuch*."""
    place = start - 1
    while place > max(0, start - _LIST_REACH) and row[place].lower not in lists.TITLED:
        if not (row[place].capital or row[place].lower in _IN_LISTS):
            return False
        place -= 1
    return place >= 0 and row[place].lower in lists.TITLED and row[place].capital and row[place + 1].capital


def _is_team(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Return whether the name is a team with a score: *Shillong Lajong 2-1 Churchill*, *Falkirk 3 Elgin City 2*."""
    if end < len(row) and row[end].figure and runs.is_results(row) and [word.figure for word in row].count(True) == 2:
        return True
    sides = row[max(0, start - 4) : start][::-1], row[end : end + 4]
    return any([word.figure for word in side] == [True, False, True, False] and side[3].capital for side in sides)


def _is_speaker(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Return whether the name is a person in capitals, alone or before what they say: *JUDY WOOD: Good day*."""
    common, name = reference.common("en"), row[start:end]
    alone = start == 0 and (end == len(row) or row[end].text == ":")
    named = len(name) <= LONGEST_PERSON and all(word.text.isupper() and not word.classes for word in name)
    return alone and named and ("g" in name[0].names or not any(word.lower in common for word in name))


def _may_be_described_person(name: Sequence[Spelling]) -> bool:
    """Return whether *name* can be a person's, without a known name in it: not *the winger, Fiji Sevens*."""
    known = {features.known_name([word]) for word in name[name[0].text == "Christian" :]}
    return len(name) <= LONGEST_PERSON and may_be_person(name) and known == {""}


def _label_by_words(name: Sequence[Spelling], label: str) -> str:
    """Return the label implied by the first or last word of *name*; otherwise *label*."""
    first, last = name[0].lower, name[-1].lower
    if is_music(name):
        return "MISC"
    if label in ("PER", "LOC") and not lists.CLUBS.isdisjoint((first, last)):
        return "ORG"
    if label != "LOC" and (first in lists.SPOTS or last in lists.SITES) and "org" not in name[-1].classes:
        return "LOC"
    if label in ("ORG", "PER", "LOC") and last in lists.OCCASIONS:
        return "MISC"
    if label == "LOC" and last in lists.INDUSTRIES:
        return "ORG"
    if label == "LOC" and _has_surname(name):
        return "PER"
    if label == "ORG" and name[-1].count and not any(word.classes for word in name):
        return "MISC"  # Fairphone 7
    return label


def _has_surname(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is a surname after a word in no list: *Arundhati Reddy*."""
    first, last, common = name[0], name[-1], reference.common("en")
    unknown = len(name) == 2 and not first.names and first.lower not in common
    return unknown and last.names == "s" and common.get(last.lower, 0) < SURNAME and may_be_person(name)


def is_demonym(word: Spelling) -> bool:
    """Return whether *word* is one or more inhabitants of a known place: *Arizonans*, *Mumbaikars*, *Dutchman*."""
    text = word.text
    if text.endswith(("man", "men")) and reference.gazetteer().get((_MAN_ENDING.sub("", text),)) == "group":
        return True
    if word.names or not text.endswith(_DEMONYM_ENDINGS):
        return False
    places = (text[:-2], text[:-2] + "s", text[:-3], text.removesuffix("kars"))
    return any(reference.gazetteer().get((place,)) in ("place", "city") for place in places)


def is_stated_person(row: Sequence[Spelling], span: Span) -> bool:
    """Return whether the text gives a person's role or age: *the minister, Aukje de Vries,*."""
    start, end, label = span
    if label != "PER" or end - start == 1 or not may_be_person(row[start:end]):
        return False
    beside = (_noun_before(row, start), _noun_after(row, end), _noun_between_commas(row, start, end))
    return not lists.ROLES.isdisjoint(beside) or _has_age(row, end)


def _is_employer(row: Sequence[Spelling], end: int) -> bool:
    """Return whether the name ending at *end* is followed by its employee or its leader."""
    if end + 2 < len(row) and row[end].text == "'s":
        return row[end + 1].lower in _FIRM_PARTS or (row[end + 1].lower, row[end + 2].lower) == ("chief", "executive")
    return end + 1 < len(row) and row[end].lower in lists.EMPLOYED and row[end + 1].capital


def is_plan(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is a plan on paper: *Local Transport Plan*."""
    return len(name) > 1 and _head_noun(name) in lists.PLANS


def is_music(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is a piece of music: *Brandenburg Concerto*, *Symphony No. 9*."""
    return len(name) > 1 and any(word.lower in lists.OPUSES for word in (name[-1], *name[-3:-2]))


_MEETINGS = ("conference", "symposium")
"""Nouns for both a meeting and the body that holds it."""


def _is_attended(row: Sequence[Spelling], start: int) -> bool:
    """Return whether something happens at or during this event: *at the Game Developers Conference*."""
    start -= start > 0 and row[start - 1].lower == "the"
    return start > 0 and row[start - 1].lower in ("at", "during")


def _is_owner(row: Sequence[Spelling], start: int) -> bool:
    """Return whether the name follows something that a company has: *the founder of Ajmera*, *shares in Morrisons*."""
    if start and row[start - 1].lower == "the":
        start -= 1
    if start < 2 or not row[start - 2].small:
        return False
    return row[start - 2].lower in lists.OWNED and row[start - 1].lower in ("of", "in", "at")


def is_document(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is a law or a treaty. A convention must also name its subject or its place."""
    if any(word.text in laws.NUMBERED and laws.number_end(name, place) for place, word in enumerate(name)):
        return True
    if len(name) == 2 and name[-1].figure:
        return name[0].lower in lists.STATUTES  # Act 1079
    if len(name) > 2 and name[-1].figure:
        name = name[: -2 if name[-2].text in (",", "of") else -1]  # Act 2021; Act, 2002; Act of 1986
    head = name[-1].lower if name[-1].lower in lists.STATUTES else _head_noun(name)
    if len(name) < 2 or head not in lists.DOCUMENTS:
        return False
    has_place = features.known_name(name[:-1]) in ("place", "city", "city+place")  # Aarhus Convention
    return head != "convention" or has_place or any(word.lower in ("on", "for", "against") for word in name)


def is_plain(word: Spelling) -> bool:
    """Return whether *word* can be in a person's name and says nothing else: neither an acronym nor *Street*."""
    return word.text[:1].isupper() and not word.text.isupper() and not word.classes


def is_full_name(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is an unambiguous given name and an uncommon word: *Amanda Anisimova*."""
    common = reference.common("en")
    first, last = name[0], name[-1]
    return (
        1 < len(name) <= LONGEST_PERSON
        and "g" in first.names
        and first.lower not in lists.PARTICLES
        and common.get(first.lower, 0) < GIVEN
        and not features.known_name(name[:1])
        and last.lower not in lists.SITES
        and "c" not in last.names
        and ("s" in last.names or common.get(last.lower, 0) < SURNAME)
        and all(map(is_plain, name))
    )


def may_be_person(name: Sequence[Spelling]) -> bool:
    """Return whether *name* can be a person's: plain words, perhaps with particles between them (*Aukje de Vries*)."""
    rest = [word for word in name[1:] if not (word.small and word.lower in lists.PARTICLES)]
    return is_plain(name[0]) and all(map(is_plain, rest))


def is_personal_name(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is a given name, even one that is a common word, and an uncommon word: *Sam Kendricks*."""
    last = name[-1]
    is_uncommon = "c" not in last.names and last.lower not in reference.common("en")
    return 1 < len(name) <= LONGEST_PERSON and "g" in name[0].names and is_uncommon and may_be_person(name)


def _is_pinyin_name(name: Sequence[Spelling]) -> bool:
    """Return whether *name* is a surname and a given name of two syllables in pinyin: *Maiqi Ding*."""
    return (
        len(name) == 2
        and all(map(is_plain, name))
        and not any("c" in word.names or features.known_name([word]) for word in name)
        and palladius.person(f"{name[0].text} {name[1].text}")[1] in ("surname first", "surname last")
        and max(len(palladius.divide(word.lower)[0]) for word in name) > 1
    )


def _head_noun(name: Sequence[Spelling]) -> str:
    """Return the head noun of a name: *Panel* of *Intergovernmental Panel on Climate Change*."""
    links = (at for at in range(1, len(name) - 1) if name[at].lower in _LINKS)
    return name[next(links, len(name)) - 1].lower


def _noun_before(row: Sequence[Spelling], start: int) -> str:
    """Return the lowercase word before a name, or an empty string."""
    return row[start - 1].lower if start and row[start - 1].small else ""


def _noun_after(row: Sequence[Spelling], end: int) -> str:
    """Return the noun of the apposition after a name, or an empty string: *Enisa, the agency for cyber security,*."""
    if end + 2 >= len(row) or row[end].text != "," or row[end + 1].lower not in _ARTICLES:
        return ""
    stop = end + 2
    while stop < min(len(row), end + APPOSITION) and (_is_description(row[stop]) or row[stop].text in ("-", "'s")):
        stop += 1
    return "" if stop < len(row) and row[stop].capital else row[stop - 1].lower


def _noun_between_commas(row: Sequence[Spelling], start: int, end: int) -> str:
    """Return the noun before a name in commas, or an empty string: *the environmental agency, Ibama,*."""
    in_commas = start > 1 and row[start - 1].text == "," and end < len(row) and row[end].text == ","
    return row[start - 2].lower if in_commas and row[start - 2].small else ""


def _noun_called(row: Sequence[Spelling], start: int) -> str:
    """Return the noun that is given a name, or an empty string: *a firm called Veltron*."""
    named = start > 1 and row[start - 1].lower in lists.NAMED
    return row[start - 2].lower if named and row[start - 2].small else ""


def _noun_of_example(row: Sequence[Spelling], start: int) -> str:
    """Return the noun that a name is an example of: *municipality* in *municipalities such as Ter Apel and Budel*."""
    place = start - 1
    while place > max(1, start - _EXAMPLE_REACH) and (row[place].capital or row[place].lower in _IN_EXAMPLES):
        place -= 1
    such_as = place > 1 and (row[place - 1].lower, row[place].lower) == ("such", "as")
    if place < 1 or not (such_as or row[place].lower in _SUCH_AS):
        return ""
    place -= 1 + (such_as or (place > 1 and row[place - 1].text == ","))
    noun = row[place]
    singular_noun = singular(noun.lower)
    return singular_noun if singular_noun != noun.lower and (noun.small or runs.is_initial(row, place)) else ""


def _noun_of_list(row: Sequence[Spelling], end: int) -> str:
    """Return the noun that ends a list of names: *village* in *Tungar Makeri and three other villages*."""
    place = end
    while place < min(len(row), end + _EXAMPLE_REACH) and (row[place].capital or row[place].lower in _IN_LISTS):
        place += 1
    if row[place - 1].lower != "and":
        return ""
    place += place + 1 < len(row) and row[place + 1].lower == "other"  # three other
    if place + 1 >= len(row) or row[place].lower != "other":
        return ""
    stop = place + 1
    while stop < min(len(row), place + _OTHER_REACH) and row[stop].small and "func" not in row[stop].classes:
        stop += 1
    singular_noun = singular(row[stop - 1].lower)
    return singular_noun if singular_noun != row[stop - 1].lower else ""


def _is_stock(row: Sequence[Spelling], start: int) -> bool:
    """Return whether the name follows a holding of shares: *a stake in Quellen*."""
    return start > 1 and row[start - 1].lower in ("in", "of") and row[start - 2].lower in ("shares", "stake")


def is_titled_work(row: Sequence[Spelling], span: Span) -> bool:
    """Return whether the text calls the name a work: *her memoir, Standing Timber,*, *a film called Drina Blues*."""
    start, end, _ = span
    beside = (_noun_before(row, start), _noun_between_commas(row, start, end), _noun_called(row, start))
    return not (lists.PIECES.isdisjoint(beside) or _is_creator(row, end))


def _is_creator(row: Sequence[Spelling], end: int) -> bool:
    """Return whether a name is followed by what its bearer does to a work: *the book Walter Isaacson wrote*."""
    return end < len(row) and row[end].lower in lists.MAKING


def _is_description(word: Spelling) -> bool:
    """Return whether *word* can be part of an apposition."""
    return (word.small and "func" not in word.classes) or bool(features.known_name([word]))
