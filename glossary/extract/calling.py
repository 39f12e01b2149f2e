"""The name of a concept, its capitalization, and its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from glossary.decisions import Decisions, fold
from glossary.extract import lists, reference
from glossary.extract.acronyms import is_noun
from glossary.extract.keys import STORM_STRENGTH, singular
from glossary.extract.seen import Once, Seen, Stored, Table, count_of, forms_of, marks_of
from glossary.model import Kind

Node = tuple[str, str]
"""(table, key): ``("name", "Vladimir Putin")``, ``("phrase", "balance of power")``."""


# Its name


def chosen(members: list[Node], decisions: Decisions) -> Node | None:
    """Return the member that a person joined others to and that is not joined to another itself, or None."""
    if not decisions.joined:
        return None
    keys = {fold(key): (table, key) for table, key in members}
    heads = (fold(decisions.joined[key]) for key in sorted(keys.keys() & decisions.joined.keys()))
    return next((keys[head] for head in heads if head in keys and head not in decisions.joined), None)


def best(members: list[Node], names: Table, phrases: Table) -> Node:
    """Return the member that names the concept.

    Among names: a full one before a bare one, an expansion before its acronym, then the most frequent. Among phrases: a
    shortened one, then an expansion, then a noun phrase or a quoted one, then the most frequent. A lowercase phrase is
    preferred to a name that looks like its acronym: *osseointegrated mechanoneural prosthesis (OMP)*.
    """
    if len(members) == 1:
        return members[0]
    is_people = any(table == "name" and is_person(names[key]) for table, key in members)
    parts = {key.rsplit(" ", 1)[-1] for table, key in members if table == "name" and " " in key}
    named = any(table == "name" and (" " in key or not key.removesuffix("s").isupper()) for table, key in members)
    named = named or not any(table == "phrase" and " " in key and _is_lowercase(phrases[key]) for table, key in members)

    def rank(node: Node) -> tuple[int, ...]:
        table, key = node
        if table == "name":
            short = 2 * sum(map(str.isupper, key)) > len(key)  # NPC, MoD
            full = " " in key if is_people else not (" " not in key and (short or key in parts))
            fuller = len(_PUNCTUATION.findall(key)), key.count("-")  # Al-Khatib, not Al Khatib
            return int(named), int(full), int(not key.isupper()), count_of(names[key]), *fuller
        marks = marks_of(phrases[key])
        long = " " in key or not any(map(is_noun, forms_of(phrases[key])))  # gross domestic product, GDP
        supported = "noun" in marks or "quoted" in marks  # Chinese phrases have one or the other
        return 0, int("shortened" in marks), int(long), int(supported), count_of(phrases[key])

    return max(sorted(members), key=rank)


_PUNCTUATION = re.compile(r"[^\w.]")


def _is_lowercase(seen: Seen | Once | Stored) -> bool:
    """Return whether a form is lowercase, apart from its first letter."""
    return any(form[1:].islower() for form in forms_of(seen))


_has_digit = re.compile(r"\d").search
_SMALL_WORD = re.compile(r"(?<= )(?:And|De|Del|Of|The)(?= )")


def head(chosen: Node, members: list[Node], names: Table, phrases: Table) -> tuple[str, list[str]]:
    """Return what a concept is called, and its other forms, the most frequent first."""
    forms: dict[str, int] = {}
    for table, key in members:
        for form, count in forms_of((names if table == "name" else phrases)[key]).items():
            forms[form] = forms.get(form, 0) + count
    table, key = chosen
    if table == "name":
        name = key
        uppercase = key.isupper() and not _has_digit(key) and (len(key) > 4 or (key.title(),) in reference.gazetteer())
        if uppercase and kind_of(marks_of(names[key])) in (Kind.PLACE, Kind.PERSON):
            name = _SMALL_WORD.sub(lambda match: match[0].lower(), key.title())  # SAMARKAND, REPUBLIC OF SINGAPORE
    else:
        own = forms_of(phrases[key])
        enough = sum(own.values()) / 4  # the others stand in headlines; but santorum, once
        small = [form for form in own if form.islower() and own[form] >= enough]
        name = max(sorted(small or own), key=lambda form: (own[form], sum(map(str.islower, form))), default=key)
        name = _lowercased(name, marks_of(phrases[key]))
    titled = {key for table, key in members if table == "name" and key not in forms}  # only seen with a title
    if len(forms) == 1 and name in forms and not titled:
        return name, []
    others = {form for form in (*forms, *titled) if form != name}
    if table == "phrase":
        others = {form for form in others if form.lower() != name.lower()}
    return name, sorted(others, key=lambda form: (-forms.get(form, 0), form))


_FREQUENT_ZIPF = 4.5
"""The Zipf frequency from which a word of three letters is more likely a word than an acronym: *OIL*."""


_PRODUCTIVE_PREFIX = re.compile("^(?:non|over|un|under)(?=.{5})")
"""Prefixes of words that are in no list: *uncompensated*."""


def _lowercased(form: str, marks: Mapping[str, int]) -> str:
    """Return *form* of a phrase without the capitals of a sentence's first word or of a headline."""
    if form.islower():
        return form
    shape = max((mark for mark in marks if mark[0] == "~"), key=lambda mark: (marks[mark], mark), default="")[1:]
    words = form.split(" ")
    if len(shape) != len(words):
        return form
    common = reference.common("en")
    headline = marks.get("heading", 0) > 0
    if not headline and any(
        word.istitle() and letter == "p" for word, letter in zip(words[1:], shape[1:], strict=True)
    ):
        return form  # Trusted Research
    bare = "e" if "".join(words[1:]).islower() else "ep"  # Rival operators
    for place, (word, letter) in enumerate(zip(words, shape, strict=True)):
        first, hyphen, _ = word.partition("-")
        if hyphen and (word[-1].isdigit() or _is_name_before_hyphen(first) or (len(first) == 1 and first != "E")):
            continue  # Kh-101, Lagos-born, Oscar-winning, K-pop
        first = first.lower()
        proper = letter in ("ep" if place else bare) or word in reference.words("capitals")
        proper = proper or any(mark[place + 1 : place + 2] == "e" for mark in marks if mark[0] == "~")  # once a name
        proper = proper or (letter == "p" and "inside" in marks)
        loud = form.isupper() and not is_noun(word) and (len(word) > 3 or common.get(first, 0) > _FREQUENT_ZIPF)
        opening = (place == 0 or headline) and word[1:].islower()
        if not proper and (opening or loud) and _is_common_word(first, "p" if loud else letter):
            words[place] = word.lower()
    return " ".join(words)


_ends_like_name = re.compile(r".+(?:a|es|is|um|[^o]us|[aei]an)").fullmatch
"""Matches endings of genera and of words derived from names: *Plasmodium falciparum*, *Newtonian physics*."""


def _is_common_word(low: str, letter: str) -> bool:
    """Return whether *low* is a common word, or a word with a known meaning that is not a proper noun."""
    common = reference.common("en")
    meaning, names = reference.known_words()(low)
    known = letter != "p" and meaning != "" and not names and not _ends_like_name(low)
    return known or singular(low) in common or _PRODUCTIVE_PREFIX.sub("", low) in common


def _is_name_before_hyphen(word: str) -> bool:
    """Return whether *word* is a name that may precede a hyphen: *Tulsa-area*, *Oscar-winning*."""
    city = "c" in reference.known_words()(word.lower())[1]
    return city or word in reference.words("capitals") or (word,) in reference.gazetteer()


# Its kind


def is_person(seen: Seen | Once | Stored) -> bool:
    """Return whether most sightings were tagged as a person."""
    if isinstance(seen, tuple):
        return seen[6][0] == "person"
    return kind_of(seen.marks) is Kind.PERSON


_CYCLONES = lists.STORMS - {"storm", "tropical"}
_ORDER = {
    kind.value: kind
    for kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP, Kind.EVENT, Kind.WORK, Kind.OTHER)
}


def kind_of(marks: Mapping[str, int]) -> Kind:
    """Return the most frequent kind; a tie goes to the first in a fixed order."""
    found = [name for name in _ORDER if name in marks]
    most = max(found, key=marks.__getitem__) if len(found) > 1 else found[0] if found else "other"
    return _ORDER[most]


_FOLLOWED_BY_NAME = re.compile("~[ns][io]e+")


def name_kind(name: str, marks: Mapping[str, int]) -> Kind:
    """Return the kind of a name: the most frequent, or an event if it is a storm with a person's name."""
    kind = kind_of(marks)
    bare = STORM_STRENGTH.sub("", name)
    first, _, rest = bare.partition(" ")
    surely = kind is not Kind.PERSON and bare == name
    storm = rest and first.lower() in (_CYCLONES if surely else lists.STORMS)
    if kind in (Kind.ORGANIZATION, Kind.PLACE):
        storm = storm and rest.lower() not in reference.common("en")  # Typhoon Bualoi, but Hurricane Energy
    return Kind.EVENT if storm else kind


def phrase_kind(key: str, seen: Seen) -> Kind:
    """Return the kind of a phrase: an event if its head noun is one and it contains a name."""
    first, *rest = key.split(" ")
    if rest and "party" not in seen.marks and any("e" in mark for mark in seen.marks if mark[0] == "~"):
        events = reference.words("events")
        followed = any(_FOLLOWED_BY_NAME.fullmatch(mark) for mark in seen.marks)
        headed = any(mark[0] == "~" and mark[-1] != "e" for mark in seen.marks)  # and not a name: truth to Congress
        if (headed and rest[-1] in events) or (
            followed and first in events and rest[0] in ("in", "of", "on", "against")
        ):
            return Kind.EVENT
    return Kind.PHRASE
