"""Key phrases of a sentence: noun phrases, from the parts of speech of its words and the names in it.

A sentence becomes a string of letters, one a unit (a word, or a compound with hyphens), and noun phrases are what
regular expressions find in that string; so the work is done where Python is fast.

====== =======================================  ====== ===================================
letter unit                                     letter unit
====== =======================================  ====== ===================================
n      noun                                     e      (part of) a name
s      noun in the plural                       o      of
p      proper noun outside of the names found   i      other preposition
j      adjective; compound (*US-led*)           a      and, or
g      *-ing* form                              d      determiner, possessive pronoun
v      *-ed*, *-en* form                        k      's
x      other verb                               q      quotation mark
r      adverb                                   t      title, day, month, number; neither a
                                                       name nor a phrase holds it
.      anything else
====== =======================================  ====== ===================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from glossary.extract import acronyms, lists, reference
from glossary.extract.keys import singular
from glossary.extract.trimming import priced, rated
from glossary.text.words import Sentence

LETTERS = {
    "NOUN": "n",
    "PROPN": "p",
    "ADJ": "j",
    "VERB": "x",
    "AUX": "x",
    "ADP": "i",
    "SCONJ": "i",
    "DET": "d",
    "CCONJ": "a",
    "NUM": "t",
    "ADV": "r",
    "PART": "r",
}

_SMALL = frozenset("ADP AUX CCONJ DET PART PRON SCONJ".split())
"""Parts of speech of a few words each, all of them common."""
_CLOSED = reference.labelled("closed")
"""Words of closed classes, in small letters, whatever the tagger says."""

_NOMINAL = frozenset("npj")
_PRENOMINAL = re.compile(r"(?<=[djko])g(?=[jgvnspe])|(?:^|(?<=[djkoiqgvt])|(?<=ja))v(?=[jgvnspe])|(?<=dq)x(?=[jnsp])")
"""What stands before a noun like an adjective: "the changing balance", "armed forces", 'the "intimate links"'."""
_HEADLESS = re.compile(r"(?<=[dk])(?:(?:x|[jg]*j|[jg]+x)(?=[oikq.]|$)|[gjx]?j(?=[xv]))")
"""What stands for a noun after a determiner or an owner, whatever the tagger said."""
_GERUND = re.compile(r"(?<=[ns]o)g(?=[.x]|$)|(?<=n)g(?=x)")
"""An *-ing* form that is a noun: "memoranda of *understanding*", "contact *tracing* was"."""
_RESULT = re.compile(r"(?<=[njp])g(?=[ioaqkxvt.]|$)|(?<=e)g(?=n)")
"""What may be one behind a noun: "a profit *warning*"."""
_ACTIVITY = re.compile(r"(?:^|(?<=[aeinqvx.]))g(?=[ns])")
"""What may be one before a noun: "*rolling* stock", "*housing* affordability"."""
_BASE = re.compile(r"(?:(?:d|(?<![jn])j)[jn]*n|de+)x(?=[ionsaq.]|$)|x(x)(?=[ns])")
"""A verb in its first form where none can stand: "the cash *reserve* ratio", "the Westminster Hall *debate* on", "would
get *travel* documents"."""
_COMPOUND = re.compile(r"(?<!x)[xv](?=[ns])|(?<=n)x")
"""What may belong to a compound of a dictionary: "cemetery *trust* funds", "*compressed* air", "600 base *pairs*"."""
_STOLEN = re.compile(r"(?<=[nx])v(?=[jns])")
"""What may be an adjective behind a verb or a gerund: "used *computed* tomography", "handling *stolen* goods"."""
_MODAL = re.compile(r"(?<=x)n(?=[nsdpej])")
"""What can only be a verb behind *would*, before its object: "would *unmoor* inflation expectations"."""
_LAST = re.compile(r"(?<=[nsp])j(?=[oikqvx.]|$)")
"""An adjective behind its noun, "forces *loyal* to"; or a noun that is new to the tagger, "a lightning
*counteroffensive* by"."""
_TWIN = re.compile(r"(?<![xr])sax(?=[ioq.]|$)")
"""A noun in the plural, "and", and a word that the tagger took for a verb."""
_PREDICATE = re.compile(r"es(?![nsp])|[ns]n(?![nspek])")
"""A name or a noun, and what may be its verb: "Putin nods", "documents claim", "styles collide"."""
_OBJECT = re.compile(r"(?<=[npe])s(?=[jdnspet])")
"""In a headline without a verb, what may be it: "ECOWAS *lifts* sanctions"."""
_ACTING = re.compile("esj[jns]")
"""In a headline, a name and surely its verb: "Berlin *cuts* full-year guidance"."""
_LINKING = re.compile(r"(?:^|[.aqi])[djnp]*[np](s)(?=[dgi])")
"""In a clause that has no other verb before it, what may be its own: "a causeway *links* the complex with"."""
_SUBJECT = re.compile(r"d[jn]*[np](s)(?=[idgjrt.]|$)")
"""In a clause that has no other verb, the subject and what may be its verb: "that the law *lags* behind"."""
_RISING = re.compile(r"(?<=[npe])s(?=i)")
"""A plural before a preposition or a conjunction."""
_CLAUSE = re.compile(r"i[jdnspe]*[npe]s$")
"""What may end a headline: "as wage growth *cools*"."""
_ENDING = re.compile(r"(?<=[npe])s(?=i[.q]*$)|(?<=\.[np])s$")
"""A verb that ends a sentence with its particle, "the crisis *drags* on", or a headline: ", survey *finds*"."""
_ENDS = frozenset('.!?"')
_CHUNK = re.compile(r"(?<!j)(?:j*(?<!e)e+)?[jnsp]*[nsp]")
"""A noun phrase without its determiner: a name may stand inside, a noun stands last."""
_NAMED = re.compile(r"(?<=[ns])p+$")
_AFTER = {
    "o": (("of", re.compile(r"o([jnspe]*[nspe])")), ("party", re.compile(r"od([jnspe]*[nspe])"))),
    "i": (("on", re.compile(r"i(e+)(?![nsp])")),),
}
"""What follows a noun phrase: "balance *of power*", "congress *of the party*", "war *in Ukraine*"."""
_PAIR = re.compile(r"(?<![nspjegv])[ns]as(?![nspe])")
"""Two bare nouns, the last in the plural: "questions and concerns"."""
_QUOTED = re.compile(r"d?[jgvnspe]*[nsp]|[jn]*[ns]a[jns]*[ns]|[jgv]*[nsp][oi][jnspe]*[nspe]")
"""What is a phrase when it stands between quotation marks."""


class Units(NamedTuple):
    """A sentence as the chunker sees it: one entry a unit."""

    lows: list[str]
    """The words in lower case, with plain apostrophes and hyphens."""
    starts: list[int]
    ends: list[int]
    letters: str


class Phrase(NamedTuple):
    """A phrase, as a range of units."""

    start: int
    end: int
    origin: str
    """``noun``, ``quoted``, or what needs support from elsewhere: ``of``, ``on``, ``party``, ``pair``."""


@lru_cache(20_000)
def letter(word: str, tag: str) -> str:
    """Return the letter of *word*, whose universal part of speech is *tag*."""
    if (tag in _SMALL and reference.common("en").get(word, 0) < 4 and len(word) > 3) or (
        tag == "ADV" and not word.endswith("ly") and word not in reference.common("en")
    ):
        tag = "NOUN" if word.islower() else tag  # the tagger never met it: "water vapour", "an equaliser"
    if tag == "VERB" and not _may_be_verb(word):
        tag = "NOUN"  # "uranium oxide", "palaeontologists"
    found = "k" if word in ("'s", "'") and tag == "PART" else _CLOSED.get(word) or LETTERS.get(tag)
    if found in _NOMINAL and word in reference.finite():
        return "x"
    if word[0].isdigit() and word.endswith(("st", "nd", "rd", "th")):
        return "j"
    if found == "n":
        if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
            return "s"
        return "n"
    if found == "x":
        if len(word) > 4 and tag == "VERB":
            return "g" if word.endswith("ing") else "v" if word.endswith(("ed", "en", "wn")) else "x"
        return "x"
    if found == "p":
        return "t" if word.lower() in lists.DATES else "p"
    if found is not None:
        return found
    if word == '"':
        return "q"
    if word in ("'s", "'"):
        return "k"
    return "d" if tag == "PRON" and word.lower() in lists.OWNING else "."


def _may_be_verb(word: str) -> bool:
    """Return whether *word* is a form of a verb, or so common or so new that the tagger knows better than a dictionary.

    >>> [_may_be_verb(word) for word in ("uranium", "palaeontologists", "said", "levies", "livestreamed")]
    [False, False, True, True, True]
    """
    known = reference.words("bases")
    return (
        word in known
        or word.endswith(("ed", "ing", "en", "n't"))
        or not word.islower()
        or not word.isalpha()
        or reference.common("en").get(word, 0) > 4.5
        or not known.isdisjoint((word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"))
    )


_ADDRESS = re.compile(r"www\.|https?://|\S*@|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|co\.uk|gov|edu)$").match
_DOMAIN = re.compile(r"\.(?:com|net|org|info|co\.uk|gov|edu)\b").search

_SUM = re.compile(r"\b[A-Z][A-Za-z]{0,2} ?\d").search


def units(sentence: Sentence, letters: str, names: Sequence[tuple[int, int]]) -> Units:
    """Return the units of *sentence*: its words with their *letters*, *names* as ranges of words, compounds joined."""
    texts = sentence.texts
    if names:
        marked = list(letters)
        for start, end in names:
            marked[start:end] = "e" * (end - start)
            place = titled(texts, start)
            marked[place:start] = "t" * (start - place)
        letters = "".join(marked)
    if "p" in letters:
        letters = _named(texts, letters)
    lows = list(map(str.lower, texts))
    text = sentence.text
    if "www." in text or "://" in text or "@" in text or _DOMAIN(text):
        letters = "".join(
            ["x" if letter != "e" and _ADDRESS(low) else letter for low, letter in zip(lows, letters, strict=True)]
        )
    if _SUM(sentence.text):
        behind = [*lows[1:], ""]
        letters = "".join(
            [
                "t" if letter != "e" and (other[:1].isdigit() or not low.isalpha()) and priced(low, other) else letter
                for low, other, letter in zip(lows, behind, letters, strict=True)
            ]
        )
    starts, ends = sentence.starts, sentence.ends
    if "-" in lows:
        lows, starts, ends, letters = _joined(Units(lows, starts, ends, letters))
    return Units(lows, starts, ends, mended(lows, letters))


def _named(texts: Sequence[str], letters: str) -> str:
    """Return *letters* with nothing for the proper nouns that rate, and nouns for those that name nobody: acronyms, and
    what is written small before a name, *stablecoin Tether*; but *AIDS Conference*."""
    found = list(letters)
    for place, word in enumerate(texts):
        if letters[place] != "p":
            continue
        if rated(word):
            found[place] = "t"
            continue
        titled = letters[place + 1 : place + 2] == "p" and texts[place + 1].istitle()
        if word.islower() if titled else acronyms.noun(word):
            found[place] = "n"
    return "".join(found)


def titled(texts: Sequence[str], start: int) -> int:
    """Return where the titles begin that stand before the name at *start*, with capitals: *Vice President*."""
    place = start
    while (
        place and texts[place - 1][:1].isupper() and texts[place - 1].lower().rstrip(".") in reference.words("titles")
    ):
        place -= 1
    while 1 < place < start and texts[place - 1] == "-" and texts[place - 2].lower() in reference.words("titles"):
        place -= 2  # Secretary-General
    while 0 < place < start and texts[place - 1] in lists.RANKS:
        place -= 1
    return place


def _joined(found: Units) -> Units:
    """Return the units with what hyphens connect made one: its letter is that of its last word."""
    lows, starts, ends, letters = found.lows, found.starts[:], found.ends[:], list(found.letters)
    joints = [
        at
        for at in range(1, len(lows) - 1)
        if lows[at] == "-"
        and ends[at - 1] == starts[at]
        and ends[at] == starts[at + 1]
        and lows[at - 1][-1].isalnum()
        and lows[at + 1][0].isalnum()
    ]
    while joints:
        last = joints.pop() + 1
        first = last - 2
        while joints and joints[-1] == first - 1:
            first = joints.pop() - 1
        own = letters[last]
        if own == "e":
            own = "e" if set(letters[first : last + 1]) == {"e"} else "j"
        elif own in "gvxria.odt" or (own == "s" and letters[last + 1 : last + 2] in (["g"], ["n"])):
            own = "j"  # after-hours trading
        lows[first : last + 1] = ["".join(lows[first : last + 1])]
        starts[first : last + 1] = [starts[first]]
        ends[first : last + 1] = [ends[last]]
        letters[first : last + 1] = [own]
    return Units(lows, starts, ends, "".join(letters))


def phrases(found: Units, *, headline: bool = False) -> Iterator[Phrase]:
    """Yield the phrases of a sentence, unpruned, in the order in which they are looked for.

    What has a capital behind a noun is a name: *the public broadcaster ERR*; but in a *headline*, where all have.
    """
    letters = found.letters
    for match in _CHUNK.finditer(letters):
        start, end = match.span()
        named = None if headline else _NAMED.search(letters, start, end)
        if named:
            yield Phrase(start, named.start(), "noun")
            start = named.start()
        yield Phrase(start, end, "noun")
        for origin, pattern in _AFTER.get(letters[end : end + 1], ()):
            after = pattern.match(letters, end)
            if after and not (origin == "of" and _listing(found, end, after.end())):
                yield Phrase(start, after.end(), origin)
    if "as" in letters:
        for match in _PAIR.finditer(letters):
            yield Phrase(match.start(), match.end(), "pair")
    if letters.count("q") > 1 or "'" in found.lows:
        for start, end in quotations(found):
            if 0 < end - start <= 4 and _QUOTED.fullmatch(letters, start, end):
                yield Phrase(start, end, "quoted")


_LIST = re.compile(r"(?:\.[jgv]*[nsp]+)+\.?a[jgv]*[nsp]").match
_LISTED = re.compile(r"(?:\.[jgvnp]*s)+\.?a[jgvnp]*s(?![nsp])").match
"""A list of plurals, which are no fields: the secretary of state, *generals and admirals*."""


def _listing(found: Units, of: int, end: int) -> bool:
    """Return whether the field of an office goes on at *end*: minister of investment, *trade and industry*."""
    office = found.lows[of - 1] in reference.words("titles") or found.lows[of - 1] in ("ministry", "department")
    listed = found.lows[end : end + 1] == [","] and _LIST(found.letters, end)
    return bool(office and listed and not _LISTED(found.letters, end))


def mended(lows: Sequence[str], letters: str) -> str:
    """Return *letters*, with what the tagger cannot have meant put right.

    A participle before a noun is an adjective. After a determiner no verb comes, and an adjective that no noun follows
    is a noun. "Questions and *concerns* about" are two nouns. A headline has a verb.
    """
    if "g" in letters or "v" in letters or "dqx" in letters:
        letters = _PRENOMINAL.sub(
            lambda match: match.group() if _predicative(lows, letters, match.start()) else "j", letters
        )
    letters = _HEADLESS.sub(lambda match: match.group()[:-1] + "n", letters)
    if "g" in letters:
        letters = _GERUND.sub("n", letters)
        letters = _RESULT.sub(lambda match: "n" if _result(lows, match.start()) else "g", letters)
        letters = _ACTIVITY.sub(lambda match: "n" if _activity(lows, letters, match.start()) else "g", letters)
    if "x" in letters or "v" in letters:
        letters = _COMPOUND.sub(lambda match: _compounded(lows, letters, match.start()), letters)
    if "v" in letters:
        letters = _STOLEN.sub(lambda match: "j" if _passive(lows, letters, match.start()) else "v", letters)
    if "x" in letters:
        letters = _MODAL.sub(lambda match: "x" if _willed(lows, match.start()) else "n", letters)
        letters = _BASE.sub(lambda match: _unbased(lows, match), letters)
    letters = _LAST.sub(lambda match: "j" if _adjective(lows[match.start()]) else "n", letters)
    if "sax" in letters:
        for match in _TWIN.finditer(letters):
            if lows[match.end() - 1].endswith("s"):
                letters = letters[: match.end() - 1] + "s" + letters[match.end() :]
    letters = _LINKING.sub(lambda match: match[0][:-1] + _linking(lows, match.end() - 1), letters)
    letters = _finite(lows, letters)
    if lows[-1] not in _ENDS:
        letters = _headline(lows, letters)
    letters = _PREDICATE.sub(lambda match: _unverbed(lows, match), letters)
    return _ENDING.sub(lambda match: "x" if _verbal(lows[match.start()]) else "s", letters)


def _linking(lows: Sequence[str], place: int) -> str:
    """Return the letter of the plural at *place* before a determiner or an *-ing* form, which may be a verb."""
    if lows[place + 1].endswith("ing"):
        return "x" if lows[place] in lists.DOING and lows[place + 1] not in lists.FOLLOWING else "s"
    if lows[place + 1] == "as" and lows[place + 2 : place + 3] != ["of"]:
        return "x" if lows[place] in lists.SERVING else "s"
    after = lows[place + 1 : place + 3]
    may = after[0] in lists.ARTICLES and after[-1] not in lists.TIMES and lows[place] not in lists.RATHER
    return "s" if not may or reference.words("bases").isdisjoint((lows[place][:-1], lows[place][:-2])) else "x"


def _predicative(lows: Sequence[str], letters: str, place: int) -> bool:
    """Return whether the participle at *place* is a verb: behind a quotation, *registries that provided flags*."""
    if not place:
        return False
    if lows[place - 1] == "that":
        return letters[place - 2 : place - 1] in tuple("nspe") and lows[place - 2] not in lists.TOLD
    return letters[place - 1] == "q" and letters.count("q", 0, place) % 2 == 0


def _adjective(low: str) -> bool:
    """Return whether *low* may stand behind its noun: *loyal*, *co-founded*, and not *counteroffensive*."""
    return low in reference.common("en") or low.endswith("ed")


def _result(lows: Sequence[str], place: int) -> bool:
    """Return whether the *-ing* word at *place*, behind a noun or an adjective, is a noun."""
    return lows[place] in reference.gerunds() or reference.compound(lows[place - 1 : place + 1])


def _passive(lows: Sequence[str], letters: str, place: int) -> bool:
    """Return whether the participle at *place*, behind a noun or a verb, can only be an adjective."""
    before = lows[place - 1]
    return (
        before.endswith("ing") if letters[place - 1] == "n" else before not in _CLOSED and before not in lists.HELPING
    )


def _willed(lows: Sequence[str], place: int) -> bool:
    """Return whether the noun at *place*, behind a modal verb, is a verb, or a word that is new."""
    low = lows[place]
    return lows[place - 1] in lists.MODALS and (low in reference.words("bases") or low not in reference.common("en"))


def _activity(lows: Sequence[str], letters: str, place: int) -> bool:
    """Return whether the *-ing* word at *place*, before a noun, sorts it: *housing costs*; or, behind another noun, has
    it as no object for want of an article: a tsunami *warning siren*."""
    low, after = lows[place], lows[place + 1]
    if reference.gerunds().get(low) == "activity" or reference.compound(lows[place : place + 2]):
        return True
    if low not in reference.gerunds() and low not in lists.KEPT:
        return False
    sorting = letters[place - 1 : place + 2] in ("ngn", "agn")
    sorting = sorting and singular(after) == after and f"{after}s" in reference.common("en")
    return sorting or letters[place - 2 : place + 2] == "ongs"  # the trial of standalone blessing services


def _compounded(lows: Sequence[str], letters: str, place: int) -> str:
    """Return the letter of the word at *place*, taken for a verb: another where a dictionary has it in a compound."""
    before = letters[place - 1 : place]
    if letters[place] == "x":
        if (
            before == "n"
            and letters[place + 1 : place + 2] not in _OBJECTS
            and reference.compound(lows[place - 1 : place + 1])
        ):
            return "s" if lows[place].endswith("s") else "n"
        if lows[place] in lists.PAST and before != "i":
            return "x"  # the bank cut rates
    behind = letters[place + 1 : place + 2] in ("n", "s") and reference.compound(lows[place : place + 2])
    return ("j" if letters[place] == "v" else "n") if behind else letters[place]


_OBJECTS = tuple("dejps")


def _unbased(lows: Sequence[str], match: re.Match[str]) -> str:
    """Return the letters of *match* with the verb that ends it made a noun, if it is one."""
    place = match.end() - 1
    low, before = lows[place], lows[place - 1]
    helped = match.group(1) and (before in _CLOSED or before in lists.HELPING)
    verbal = low in lists.PAST or low in _CLOSED or low in reference.finite() or helped or before in lists.MANY
    verbal = verbal or low not in reference.words("bases")
    return match.group() if verbal else match.group()[:-1] + "n"


def _headline(lows: Sequence[str], letters: str) -> str:
    """Return the *letters* of a headline with the verbs that the tagger took for nouns: of a clause that ends it, and
    its own, if it has no other."""
    found = _CLAUSE.search(letters)
    main = found.start() if found and lows[found.start()] in lists.JOINING else len(letters)
    verbs = [len(letters) - 1] if main < len(letters) and _verbal(lows[-1]) else []
    for start, end in _clauses(lows, main):
        if "x" not in letters[start:end] and "v" not in letters[start:end]:
            places = [match.start() for match in _OBJECT.finditer(letters, start, end)]
            verbs += [place for place in places if _verbal(lows[place])][:1]
    if not verbs or verbs == [len(letters) - 1]:
        verbs += [place for place in _rising(lows, letters) if _verbal(lows[place])][:1]
    for verb in verbs:
        if lows[verb] not in lists.RATHER or _ACTING.match(letters, verb - 1):
            letters = letters[:verb] + "x" + letters[verb + 1 :]
    return letters


def _finite(lows: Sequence[str], letters: str) -> str:
    """Return *letters* with the verbs that the tagger took for plurals, where the sentence has no other behind."""
    for match in _SUBJECT.finditer(letters):
        start, verb = match.start(), match.start(1)
        before = lows[start - 1] if start else ";"
        if before not in _OPENING or lows[start] in lists.ANY or not _third(lows[verb]):
            continue
        if reference.compound(lows[verb - 1 : verb + 1]):
            continue  # the power cuts in Lagos
        last = min(len(lows), verb + _REACH)
        end = next((place for place in range(verb + 1, last) if lows[place] in _CLOSING), last)
        other = "x" in letters[start:end] or "v" in letters[start:end]
        after = letters[verb + 1 : verb + 2]
        followed = after in ("d", "r") if before in _STOPS else lows[verb + 1 : verb + 2] != ["for"]
        if not other and followed:
            letters = letters[:verb] + "x" + letters[verb + 1 :]
    return letters


_STOPS = frozenset((";", ":", '"'))
_OPENING = frozenset("that which what where why how whether whereas".split()) | lists.JOINING | _STOPS
"""What a clause begins behind."""
_CLOSING = frozenset(".!?;:")
"""What a sentence ends with: behind a comma the verb may follow, *the peace talks in Doha, held in June, failed*."""
_REACH = 60
"""How far behind a verb may stand, in words."""


def _third(low: str) -> bool:
    """Return whether *low* may be the third person of any verb."""
    bases = {low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y"} - {low}
    return low.endswith("s") and not low.endswith("ss") and not bases.isdisjoint(reference.words("bases"))


def _clauses(lows: Sequence[str], end: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses before *end*, between semicolons and colons."""
    start = 0
    for place in range(end):
        if lows[place] in (";", ":"):
            yield start, place
            start = place + 1
    yield start, end


def _rising(lows: Sequence[str], letters: str) -> Iterator[int]:
    """Yield where a clause follows what may be the first verb of a headline: "gas *jumps* as"."""
    for match in _RISING.finditer(letters):
        if "x" in letters[: match.start()] or "v" in letters[: match.start()]:
            return
        if lows[match.end()] in lists.JOINING:
            yield match.start()


@lru_cache(20_000)
def _verbal(low: str) -> bool:
    """Return whether *low* may be the third person of a verb that headlines have.

    >>> [_verbal(word) for word in ("lifts", "carries", "pushes", "troops", "prices")]
    [True, True, True, False, False]
    """
    bases = {low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y"} - {low}
    return low.endswith("s") and (not bases.isdisjoint(reference.words("verbs")) or low in reference.words("thirds"))


def _unverbed(lows: Sequence[str], match: re.Match[str]) -> str:
    """Return the letters of *match* with its last word made a verb, if it is one after all."""
    subject, last = lows[match.end() - 2], lows[match.end() - 1]
    first = match.group()[0]
    if first == "e":
        verb = _verbal(last) or not lists.ADVERBS.isdisjoint(lows[match.end() : match.end() + 1])  # Google rents out
    else:
        noun = subject in reference.words("plurals") or (_nominal(last) and subject not in reference.words("quantity"))
        verb = (first == "s" and not noun) or last in reference.bare() or last in lists.FELL
    return first + ("x" if verb else match.group()[1])


def _nominal(low: str) -> bool:
    """Return whether *low* is a noun and no form of a verb: payments *system*, drugs *prosecutor*."""
    noun = f"{low}s" in reference.common("en") or low.endswith(("ment", "tion", "ty", "ure"))
    return noun and low not in reference.words("bases")


def quotations(found: Units) -> Iterator[tuple[int, int]]:
    """Yield what stands between quotation marks, as ranges of units without the marks."""
    opened = -1
    for place, low in enumerate(found.lows):
        if low == '"' or low == "'":
            if opened >= 0 and found.lows[opened] == low:
                stop = place - 1 if place and found.lows[place - 1] in ",.!?;:" else place
                yield opened + 1, stop
                opened = -1
            elif low == '"' or (place + 1 < len(found.lows) and found.ends[place] == found.starts[place + 1]):
                opened = place
