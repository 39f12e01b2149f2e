"""Decide which forms are one concept. Every rule gives its reason, so that a person can follow it and undo it.

Forms are compared by key (:mod:`~glossary.extract.keys`), not in pairs, so that the cost grows only with their number.
Phrases and names have different keys, and so have persons and other names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from glossary.decisions import Decisions, fold
from glossary.extract import lists, reference
from glossary.extract.acronyms import is_noun
from glossary.extract.calling import Node, is_person, kind_of, name_kind
from glossary.extract.features import known_name, spellings
from glossary.extract.groups import Groups
from glossary.extract.joining import is_ship_prefix
from glossary.extract.keys import STORM_STRENGTH, body_key, group_key, name_key, of_reversed, person_key, phrase_key
from glossary.extract.kinds import SURNAME
from glossary.extract.reading import Reading
from glossary.extract.seen import Once, Seen, Stored, Table, count_of, forms_of, lesser, marks_of
from glossary.model import Kind
from glossary.text import palladius

# Within one text


def settle(reading: Reading, apart: Collection[tuple[str, str]] = ()) -> None:
    """Count bare names in one text as the full name that they follow, if there is only one candidate.

    *Putin*, or *V. Putin*, is *Vladimir Putin* if that is in the text. If the text has two such names, the bare name
    stays separate, unless it has titles and only one of them has them all: *President Otieno*. *apart* are pairs of
    folded names that must stay separate.
    """
    apart = by_key(apart, reading.names)
    full = full_names_by_key(reading.names)
    called = _owners_by_part(reading.names)
    for name in [name for name, seen in reading.names.items() if is_person(seen) or " " not in name]:
        key = person_key(name)
        owners = (full[key] if key in full else called.get(key, set())) - {name}
        if len(owners) > 1:
            titles = _titles(name, reading.names)
            owners &= reading.names.keys()
            owners = {owner for owner in owners if titles and titles <= _titles(owner, reading.names)}
        if len(owners) != 1:
            continue
        (owner,) = owners
        if apart and (fold(name), fold(owner)) in apart:
            continue
        seen = reading.names[name]
        if is_person(seen) and owner in reading.names:
            _give(reading.names, name, owner)
    for short, owner in sorted(_short_names(reading.names).items()):
        if (fold(short), fold(owner)) not in apart:
            _give(reading.names, short, owner)


def by_key(split: Collection[tuple[str, str]], names: Table) -> frozenset[tuple[str, str]]:
    """Return *split*, pairs of folded names, with each form replaced by the name it belongs to: *Putin* for *Mr
    Putin*."""
    keys = {fold(form): fold(name) for name, seen in names.items() for form in forms_of(seen)} if split else {}
    return frozenset((keys.get(one, one), keys.get(other, other)) for one, other in split)


def _titles(name: str, names: Table) -> set[str]:
    """Return what precedes *name* in its longer forms: *President* for *President Otieno*."""
    return {form.removesuffix(name) for form in forms_of(names[name]) if form.endswith(name)} - {""}


def _give(names: Table, name: str, owner: str) -> None:
    """Add the sightings of *name* to those of *owner*."""
    into = names[owner] = Seen.of(names[owner])
    bare = Seen.of(names.pop(name))
    bare.context = lesser(bare.context)
    into.add(bare)
    into.documents = 1


def _short_names(names: Table) -> dict[str, str]:
    """Return short name -> full name, where the short name is the last word of only one name: *Villa*, *Aston Villa*;
    names of one storm with and without its strength count as one."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if " " in name:
            for word in set(name.split()) & names.keys():
                holders[word].append(name)
    found = {}
    for word, several in holders.items():
        name = min(several, key=len)
        unique = name.endswith(f" {word}") and len({STORM_STRENGTH.sub("", other) for other in several}) == 1
        if unique and not is_person(names[name]) and _may_be_short(word, name, names):
            found[word] = name
    return found


def _may_be_short(last: str, name: str, names: Table) -> bool:
    """Return whether *name* may be called by its *last* word: *Aston Villa*, a law, a hurricane."""
    if last.isupper() or last in ("Group", "House") or (last,) in reference.gazetteer():
        return False  # the House is not the White House, the Group in a report is who wrote it
    if kind_of(marks_of(names[last])) is kind_of(marks_of(names[name])) is Kind.ORGANIZATION:
        return True
    storm = name.split()[-2].lower() in lists.STORMS and name_kind(name, marks_of(names[name])) is Kind.EVENT
    return storm or last.lower() in lists.STATUTES


def full_names_by_key(names: Mapping[str, Seen | Once | Stored]) -> dict[str, set[str]]:
    """Return :func:`person_key` of a bare name -> the full names of persons that it may stand for."""
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for name, seen in names.items():
        if (" " in name or "·" in name) and is_person(seen):
            words = name.replace("·", " ").split()
            for place in range(1, len(words)):
                rest = " ".join(words[place:])
                ends[person_key(rest)].add(name)
                if place == 1:
                    ends[person_key(f"{name[0]} {rest}")].add(name)
    for key, found in ends.items():
        whole = {name[0] for name in found if not _has_initial(name)}
        ends[key] = {
            name
            for name in found
            if not ((_has_initial(name) and name[0] in whole) or found.intersection(_shortened_person(name)))
        }
    starts: defaultdict[str, set[str]] = defaultdict(set)
    for name, seen in names.items():
        if " " in name and is_person(seen):
            first = person_key(name.split()[0])
            if first not in ends:
                starts[first].add(name)
    return {**starts, **ends}


def _shortened_person(name: str) -> list[str]:
    """Return other names of a person with several given names: *Gwilym Pryce* for *Gwilym Emrys Pryce*, *Raj Rao* and
    *Rajesh Rao* for *Rajesh "Raj" Rao*."""
    first, *inner = name.split(" ")
    last = inner.pop() if inner else ""
    if not inner or inner[0].islower() or len(inner[0]) < 3:
        return []
    nickname = " ".join(inner).strip('"()').split(" ") if inner[0][0] in '"(' else []
    return [f"{one} {last}" for one in (first, " ".join(nickname), *nickname[-1:]) if one]


def _owners_by_part(names: Mapping[str, Seen | Once | Stored]) -> dict[str, set[str]]:
    """Return key of a part -> the full names of persons that contain it.

    A part is a beginning of several words (*Wan Saiful* of *Wan Saiful Wan Jan*) or an inner word that is not a common
    first name (*Lula* of *Luiz Inácio Lula da Silva*).
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, seen in names.items():
        if name.count(" ") > 1 and is_person(seen):
            words = name.split()
            begun = (" ".join(words[:size]) for size in range(2, len(words)))
            inside = [
                word.text
                for word in spellings(words[1:-1])
                if word.capital and not ("g" in word.names and word.lower in reference.common("en"))
            ]
            for key in map(person_key, (*begun, *inside)):
                found[key].add(name)
    return found


_has_initial = re.compile(r"[A-Z]\.? ").match


# Across all texts


def group(names: Table, phrases: Table, pairs: Iterable[tuple[str, str]], decisions: Decisions) -> Groups:
    """Group the *names* and *phrases* of all texts into concepts. *pairs* are expansions and their acronyms, as
    introduced in a text."""
    groups = Groups(replace(decisions, split=by_key(decisions.split, names)))
    for rule in (_respelled, _persons, _introduced, _aliases, _acronyms, _typos, _bare_firms, _parts):
        for one, other, why in rule(names, phrases, pairs):
            groups.link(one, other, why)
    for one, other, why in (*_missed_names(names, phrases, decisions), *_same_phrases(phrases)):
        groups.link(one, other, why)
    if decisions.joined:
        _link_joined(groups, names, phrases, decisions)
    return groups


Links = Iterator[tuple[Node, Node, str]]
"""Pairs of nodes that are one concept, and the reason."""


def _equal_keys(table: str, forms: Iterable[str], key: Callable[[str], str], why: str) -> Links:
    """Yield the *forms* with equal keys."""
    keyed: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        keyed[key(form)].append(form)
    for _, (first, *others) in sorted((key, sorted(same)) for key, same in keyed.items()):
        for other in others:
            yield (table, first), (table, other), why


def _respelled(names: Table, phrases: Table, pairs: object) -> Links:
    """Yield names whose spellings have the same key."""

    def key(name: str) -> str:
        return _KEYS.get(kind_of(marks_of(names[name])), body_key)(name)

    yield from _equal_keys("name", names, key, "spelled differently")


_KEYS: dict[Kind, Callable[[str], str]] = {Kind.GROUP: group_key, Kind.PERSON: name_key}


def _persons(names: Table, phrases: Table, pairs: object) -> Links:
    """Yield persons with and without middle names, initials or first names, and transliterated differently."""
    persons = {name: seen for name, seen in names.items() if is_person(seen)}
    yield from _equal_keys("name", persons, person_key, "one person, transliterated or abbreviated differently")
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for name in persons:
        for short in persons.keys() & _shortened_person(name):
            longer[short].add(name)
    for short, (name, *others) in sorted(longer.items()):
        if not others:
            yield ("name", name), ("name", short), "one person, with all names and without"
    for name in dict(_typo_pairs(persons)):
        del persons[name]
    full = full_names_by_key(persons)
    for name in sorted(persons):
        owners = sorted(full.get(person_key(name), ()))
        if name not in owners and len({person_key(owner) for owner in owners}) == 1:
            yield ("name", owners[0]), ("name", name), "the only person of this name in the texts"


def _typos(names: Table, phrases: Table, pairs: object) -> Links:
    """Yield names and their misspellings."""
    for name, right in sorted(_typo_pairs(names)):
        if kind_of(marks_of(names[name])) is kind_of(marks_of(names[right])):
            yield ("name", right), ("name", name), "a slip of a letter"


def _typo_pairs(names: Mapping[str, Seen | Once | Stored]) -> Iterator[tuple[str, str]]:
    """Yield names of several words that differ by a typo in a long word from one seen as often: *Lars Vestegaard*
    and *Lars Vestergaard*, but not *Daniela* and *Daniel*."""
    first: dict[int, str] = {}
    more: defaultdict[int, list[str]] = defaultdict(list)
    for name in names:
        words = name.split(" ")
        for place, word in enumerate(words) if len(words) > 1 else ():
            if len(word) > 4 and word.isalpha():
                key = hash((*words[:place], word[0] + word[-1], *words[place + 1 :]))  # saves memory
                if first.setdefault(key, name) != name:
                    more[key].append(name)
    for key, others in more.items():
        alike = sorted((count_of(names[name]), name) for name in (first[key], *others))
        for (_, one), (_, other) in combinations(alike, 2):
            different = {*one.split(" ")} ^ {*other.split(" ")}
            if _is_typo(one, other) and not all(map(_is_word, different)) and not all(map(palladius.divide, different)):
                yield one, other  # but Wang Jianfeng and Wang Jinfeng


def _is_typo(one: str, other: str) -> bool:
    """Return whether a letter is missing or two are swapped; a different letter makes another name: *Larson*."""
    short, long = sorted((one, other), key=len)
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    short, long = short[start:], long[start:]
    return long[1:] == short or (short[:2] == long[:2][::-1] and short[2:] == long[2:])


def _is_word(text: str) -> bool:
    """Return whether *text* is a surname or a common word: *Johnston* and *Johnson*, *Mourning* and *Morning*."""
    return text.lower() in reference.common("en") or "s" in reference.known_words()(text.lower())[1]


def _introduced(names: Table, phrases: Table, pairs: Iterable[tuple[str, str]]) -> Links:
    """Yield names and phrases with the acronyms that a text introduces for them."""
    by_key = {name_key(name): name for name in sorted(names, reverse=True)}
    common = {short for long, short in pairs if long.lower() in phrases}
    for long, short in sorted(pairs):
        name = by_key.get(name_key(long))
        if short not in names:
            if short.lower() in phrases and long.lower() in phrases:
                yield ("phrase", long.lower()), ("phrase", short.lower()), "introduced as its acronym"  # GDP
            elif short.lower() in phrases and name and is_noun(short) and short not in common:  # Amnesty, AI
                yield ("name", name), ("phrase", short.lower()), "introduced as its acronym"
            continue
        if name and name != short:
            yield ("name", name), ("name", short), "introduced as its acronym"
        elif long.lower() in phrases:
            yield ("phrase", long.lower()), ("name", short), "introduced as its acronym"


def _aliases(names: Table, phrases: Table, pairs: object) -> Links:
    """Yield names with their short names from a list."""
    here = {other: full for other, full in reference.aliases().items() if other in names}
    for other, full in here.items():
        if full in names:
            yield ("name", full), ("name", other), "known short name"
    for other, full in here.items():
        for each, same in here.items() if full not in names else ():
            if same == full and each != other:
                yield ("name", other), ("name", each), f"known short names of {full}"


_SMALL = frozenset("of the for and in on to a de la du des et at with by".split())
"""Function words that acronyms may leave out."""


_CHANCE_LENGTH = 3
"""Acronyms up to this length may match a name by chance: *GDP*, *CEO*, *ATM*."""


def _acronyms(names: Table, phrases: Table, pairs: object) -> Links:
    """Yield names of three or more words with acronyms that no other name has."""
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for name, seen in names.items():
        for letters in _acronyms_of(name) if not is_person(seen) else ():
            spelled[letters].add(name)
    loud = {name.upper(): name for name in sorted(names) if name.upper() in spelled and _is_initials(name, names[name])}
    for letters in sorted(spelled):
        owners = sorted(spelled[letters])
        if len({name_key(owner) for owner in owners}) > 1:
            continue
        if letters in loud:
            yield ("name", owners[0]), ("name", loud[letters]), "its initials, and no other name has them"
            continue
        phrase = phrases.get(letters.lower()) if len(letters) > _CHANCE_LENGTH else None
        if phrase and set(Seen.of(phrase).forms) == {letters}:
            yield ("name", owners[0]), ("phrase", letters.lower()), "its initials, and no other name has them"


def _acronyms_of(name: str) -> Iterator[str]:
    """Yield possible acronyms of *name*: with function words, without them, and with an acronym that it begins with."""
    for words in (name.split(), name.replace("-", " ").split()):  # Co-operation, Asia-Pacific
        if len(words) < 3:
            continue
        small = "".join(word[0] for word in words if word[0].isalnum()).upper()
        big = "".join(word[0] for word in words if word.lower() not in _SMALL and word[0].isalnum()).upper()
        front = words[0].replace(".", "")
        for letters in (small, big, front + big[1:] if front.isupper() else ""):  # UKRI
            if 3 <= len(letters) <= 8 and letters.isalpha():
                yield letters


def _is_initials(name: str, seen: Seen | Once | Stored) -> bool:
    """Return whether *name* may consist of initials: *NPC*, *BoE*, *Unesco*, but not *Adam* or *Peru*."""
    called = len(name) > _CHANCE_LENGTH and not is_person(seen)
    known = reference.gazetteer().get((name,), "" if name.lower() in reference.common("en") else "org")
    return sum(map(str.isupper, name)) > 1 or (called and known == "org")


_COMPANY_FORMS = lists.COMPANIES | {"holding", "holdings", "private", "pvt"}


def _bare_firms(names: Table, phrases: Table, pairs: object) -> Links:
    """Yield firms and parties without their legal form: *ASML (Holding NV)*, *Labour (Party)*; in other
    texts the short form may be a town, or belong to another country: *Congress*."""
    classes = reference.classes()
    for name, seen in names.items():
        bare = _without_form(name.removesuffix(" Party"))
        if bare == name or bare not in names:
            continue
        body = kind_of(marks_of(names[bare])) is Kind.ORGANIZATION and "org" not in classes.get(bare.lower(), ())
        if body or (not name.endswith(" Party") and _documents_of(names[bare]) <= _documents_of(seen)):
            yield ("name", name), ("name", bare), "the same without its form"


def _without_form(name: str) -> str:
    """Return *name* without the legal form of a company."""
    words = name.split()
    while len(words) > 1 and words[-1].strip("()").lower() in _COMPANY_FORMS:
        words.pop()
    return " ".join(words).rstrip(",")


def _parts(names: Table, phrases: Table, pairs: object) -> Links:
    """Yield names with their short forms, if no text has the short form alone and no other name has it."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        bare = _without_form(name)
        if not is_person(names[name]) and (bare == name or bare not in names):
            for short in _short_forms(name, names):
                owners[short].add(name)
    for short, (name, *others) in sorted(owners.items()):
        if not others and _documents_of(names[short]) <= _documents_of(names[name]):
            yield ("name", name), ("name", short), "a part of it, in the same texts"


def _short_forms(name: str, names: Table) -> Iterator[str]:
    """Yield those of *names* that are short for *name*.

    They leave out what follows "of" or "for" (*Carnegie Endowment (for International Peace)*), the business of a firm
    (*Helvara (Therapeutics)*), or the navy's prefix of a ship (*(USS) Cole*); islands may be a plural (*Faroes*).
    """
    for match in re.finditer(r" (?:of|for|on) ", name):
        front = name[: match.start()]
        if " " in front and front in names:
            yield front
    islands = name.removesuffix(" Islands") + "s"
    if name.endswith(" Islands") and islands in names and not is_person(names[islands]):
        yield islands
    first, _, rest = name.partition(" ")
    if (
        is_ship_prefix(first)
        and rest in names
        and name_kind(rest, marks_of(names[rest])) is name_kind(name, marks_of(names[name]))
    ):
        yield rest  # and no Gerald R. Ford or London
    words = _without_form(name).split()
    shortest = 2 if len(words) < len(name.split()) else len(words)  # Halcyon Grid Partners LLC
    for size in range(shortest, len(words) + 1):
        short = " ".join(words[: size - 1])
        if short in names and _is_short_firm(words[:size], names[name], names[short]):
            yield short


def _is_short_firm(words: Sequence[str], full: Seen | Once | Stored, short: Seen | Once | Stored) -> bool:
    """Return whether a firm of these *words* may be called without the last: *Helvara (Therapeutics)*."""
    *first, last = words
    common, bodies = reference.common("en"), reference.bodies()
    return (
        kind_of(marks_of(full)) is kind_of(marks_of(short)) is Kind.ORGANIZATION
        and not first[0].isupper()
        and not all(common.get(word.lower(), 0) >= SURNAME for word in first)
        and len(last) > 1  # Thai AirAsia X
        and last.lower() not in lists.OTHERS
        and not known_name(spellings(first))
        and not known_name(spellings([last]))  # a branch: Helvara Poland
        and tuple(first) not in bodies
    )


def _documents_of(seen: Seen | Once | Stored) -> set[str]:
    """Return the texts in which it was seen."""
    return {place[0] for place in Seen.of(seen).places}


def _missed_names(names: Table, phrases: Table, decisions: Decisions) -> Links:
    """Yield names that are also phrases, since the tagger missed them elsewhere, as in a headline: *Ramsland Health*. A
    name that a person keeps matches any capitalization: *Central Asia*, and *in central Asia*."""
    for name in sorted(names):
        low = name.lower()
        if " " in name and low in phrases:
            if forms_of(phrases[low]).keys() == {name}:
                yield ("name", name), ("phrase", low), "the same words with the same capitals"
            elif fold(name) in decisions.kept:
                yield ("name", name), ("phrase", low), "the same words, which a person keeps"


def _same_phrases(phrases: Table) -> Links:
    """Yield phrases that differ in number, spelling or word order."""
    keys = {phrase: phrase_key(phrase) for phrase in sorted(phrases, reverse=True)}
    yield from _equal_keys("phrase", phrases, keys.__getitem__, "number or spelling differs")
    first = {key: phrase for phrase, key in keys.items()}
    for phrase in sorted(phrases):
        other = first.get(phrase_key(of_reversed(phrase))) if " of " in phrase else None
        if other and keys[other] != keys[phrase]:
            yield ("phrase", other), ("phrase", phrase), "the same words in another order"


def _link_joined(groups: Groups, names: Table, phrases: Table, decisions: Decisions) -> None:
    """Link what a person has joined."""
    nodes: dict[str, Node] = {}
    for table, keys in (("phrase", phrases), ("name", names)):
        for key in keys:
            nodes[fold(key)] = (table, key)
    for variant, head in sorted(decisions.joined.items()):
        if variant in nodes and fold(head) in nodes:
            groups.link(nodes[fold(head)], nodes[variant], "a person joined them")


def shortened(names: Table, phrases: Table) -> dict[str, tuple[str, Seen]]:
    """Return short phrase -> (long phrase, its sightings), dropping a nationality between adjective and noun:
    *borderless Sino-Russian partnership* also gives *borderless partnership*."""
    peoples = {name_key(name) for name, seen in names.items() if kind_of(marks_of(seen)) is Kind.GROUP}
    weak = reference.weak()
    found: dict[str, tuple[str, Seen]] = {}
    for phrase in sorted(phrases):
        if phrase.count(" ") != 2 or "-" not in phrase:
            continue
        marks = marks_of(phrases[phrase])
        if "~jen" not in marks and "~jes" not in marks:
            continue
        first, middle, last = phrase.split(" ")
        if first in weak or "-" not in middle or peoples.isdisjoint((name_key(middle), *middle.split("-"))):
            continue
        made = Seen()
        made.documents, made.forms, made.marks = 0, {f"{first} {last}": 0}, {"shortened": 1}
        found.setdefault(f"{first} {last}", (phrase, made))
    return found


def reasons_for_forms(members: list[Node], names: Table) -> Iterator[str]:
    """Yield why *members* have forms that are not members: decisions within one text."""
    keys = {key for _, key in members}
    for table, key in members:
        if table != "name":
            continue
        for form in sorted(forms_of(names[key]).keys() - keys):
            if form.endswith(f" {key}"):
                yield f"'{key}' and '{form}': a title before the name"
            elif is_person(names[key]) and name_key(form) != name_key(key):
                yield f"'{key}' and '{form}': the only person of this name in a text"
            elif key.endswith(f" {form}"):
                yield f"'{key}' and '{form}': the last word of it, and of no other name in a text"
            else:
                yield f"'{key}' and '{form}': spelled differently in a text"
