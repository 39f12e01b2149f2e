"""Correct impossible parts of speech, in the letters of :mod:`.phrases`.

The patterns find possible errors in the string of letters; then the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from glossary.extract import lists, reference
from glossary.extract.keys import singular

CLOSED = reference.labelled("closed")
"""Lowercase word of a closed class -> its letter, which overrides the tagger."""

_PRENOMINAL = re.compile(r"(?<=[djko])g(?=[jgvnspe])|(?:^|(?<=[djkoiqgvt])|(?<=ja))v(?=[jgvnspe])|(?<=dq)x(?=[jnsp])")
"""Participles and others used as an adjective before a noun: "the changing balance", "armed forces", 'the "intimate
links"'."""
_HEADLESS = re.compile(r"(?<=[dk])(?:(?:x|[jg]*j|[jg]+x)(?=[oikq.]|$)|[gjx]?j(?=[xv]))")
"""Words in the place of the head noun, after a determiner or possessive."""
_GERUND = re.compile(r"(?<=[ns]o)g(?=[.x]|$)|(?<=n)g(?=x)")
"""*-ing* forms that are nouns: "memoranda of *understanding*", "contact *tracing* was"."""
_RESULT = re.compile(r"(?<=[njp])g(?=[ioaqkxvt.]|$)|(?<=e)g(?=n)")
"""*-ing* forms after a noun that may be nouns: "a profit *warning*"."""
_ACTIVITY = re.compile(r"(?:^|(?<=[aeinqvx.]))g(?=[ns])")
"""*-ing* forms before a noun that may be nouns: "*rolling* stock", "*housing* affordability"."""
_BASE = re.compile(r"(?:(?:d|(?<![jn])j)[jn]*n|de+)x(?=[ionsaq.]|$)|x(x)(?=[ns])")
"""Base forms of verbs where no verb can be: "the cash *reserve* ratio", "the Westminster Hall *debate* on", "would get
*travel* documents"."""
_COMPOUND = re.compile(r"(?<!x)[xv](?=[ns])|(?<=n)x")
"""Verbs that may belong to a compound of a dictionary: "cemetery *trust* funds", "*compressed* air", "base *pairs*"."""
_PASSIVE = re.compile(r"(?<=[nx])v(?=[jns])")
"""Participles after a verb or gerund, perhaps adjectives: "used *computed* tomography", "handling *stolen* goods"."""
_MODAL = re.compile(r"(?<=[xir])n(?=[nsdpejt])")
"""Nouns after a modal verb or *to*, before an object, that may be verbs: "would *unmoor* inflation expectations"."""
_LAST = re.compile(r"(?<=[nsp])j(?=[oikqvx.]|$)")
"""Adjectives after their noun ("forces *loyal* to"), or nouns that the tagger does not know ("a lightning
*counteroffensive* by")."""
_POSTPOSITIVE = re.compile(r"(?<=[ns])n(?=[oi])")
"""Adjectives after their noun that were tagged as nouns: "an atmosphere *rich* in", "nurse *guilty* of"."""
_REPORTING = re.compile(r"[.q]d?j*[nspe]+([ns])\.$")
"""A reporting verb at the end of a sentence: ", a new report *shows*."."""
_PREDICATE = re.compile(r"es(?![nsp])|[ns]n(?![nspek])")
"""A name or noun followed by a possible verb: "Putin nods", "documents claim", "styles collide"."""
_OBJECT = re.compile(r"(?<=[npe])s(?=[jdnspetr]|$)")
"""Possible verbs of a headline that has no other: "ECOWAS *lifts* sanctions", "gas *jumps* as"."""
_ACTING = re.compile("esj[jns]")
"""A name and certainly its verb, in a headline: "Berlin *cuts* full-year guidance"."""
_LINKING = re.compile(r"(?:^|[.aqi])[djnp]*[np](s)(?=[dgi])")
"""A subject and its possible verb, with no other verb before it: "a causeway *links* the complex with"."""
_SUBJECT = re.compile(r"d[jn]*[np](s)(?=[idgjrt.]|$)")
"""A subject and its possible verb, in a clause without another verb: "that the law *lags* behind"."""
_CLAUSE = re.compile(r"i[jdnspe]+s$")
"""A clause that may end a headline: "as wage growth *cools*"."""
_ENDING = re.compile(r"(?<=[npe])s(?=i[.q]*$)|(?<=\.[np])s$")
"""Verbs at the end of a sentence, with a particle ("the crisis *drags* on"), or of a headline (", survey *finds*")."""
_ENDS = frozenset('.!?"')
"""Last units of sentences that are not headlines."""


def mended(lows: Sequence[str], letters: str) -> str:
    """Return *letters* with the errors of the tagger corrected.

    A participle before a noun is an adjective. After a determiner no verb comes, and an adjective that no noun follows
    is a noun. A headline has a verb.
    """
    if "g" in letters or "v" in letters or "dqx" in letters:
        letters = _PRENOMINAL.sub(
            lambda match: match.group() if _is_predicate(lows, letters, match.start()) else "j", letters
        )
    letters = _HEADLESS.sub(lambda match: match.group()[:-1] + "n", letters)
    if "g" in letters:
        letters = _GERUND.sub("n", letters)
        letters = _RESULT.sub(lambda match: "n" if _is_ing_noun(lows, match.start()) else "g", letters)
        letters = _ACTIVITY.sub(lambda match: "n" if _is_ing_modifier(lows, letters, match.start()) else "g", letters)
    if "x" in letters or "v" in letters:
        letters = _COMPOUND.sub(lambda match: _letter_in_compound(lows, letters, match.start()), letters)
    if "v" in letters:
        letters = _PASSIVE.sub(lambda match: "j" if _is_attributive(lows, letters, match.start()) else "v", letters)
    letters = _MODAL.sub(lambda match: "x" if _is_after_modal(lows, match.start()) else "n", letters)
    if "x" in letters:
        letters = _BASE.sub(lambda match: _without_base_verb(lows, match), letters)
    letters = _LAST.sub(lambda match: "j" if _may_follow_noun(lows[match.start()]) else "n", letters)
    letters = _POSTPOSITIVE.sub(lambda match: "j" if lows[match.start()] in lists.AIMED else "n", letters)
    reporting = _REPORTING.search(letters)
    if reporting and lows[reporting.start(1)] in lists.TELLING:
        letters = letters[:-2] + "x."
    letters = _LINKING.sub(lambda match: match[0][:-1] + _linking(lows, match.end() - 1), letters)
    for match in _SUBJECT.finditer(letters):
        if _is_clause_verb(lows, letters, match.start(), match.start(1)):
            letters = letters[: match.end() - 1] + "x" + letters[match.end() :]
    if lows[-1] not in _ENDS:
        letters = _headline(lows, letters)
    letters = _PREDICATE.sub(lambda match: _with_verb(lows, match), letters)
    return _ENDING.sub(lambda match: "x" if _is_headline_verb(lows[match.start()]) else "s", letters)


def _linking(lows: Sequence[str], place: int) -> str:
    """Return ``x`` if the plural at *place* is a verb (before its object, an *-ing* form or *as*), else ``s``."""
    if lows[place + 1].endswith("ing"):
        return "x" if lows[place] in lists.DOING and lows[place + 1] not in lists.FOLLOWING else "s"
    if lows[place + 1] == "as" and lows[place + 2 : place + 3] != ["of"]:
        return "x" if lows[place] in lists.SERVING else "s"
    after = lows[place + 1 : place + 3]
    object_follows = after[0] in lists.ARTICLES and after[-1] not in lists.TIMES and lows[place] not in lists.RATHER
    verb = object_follows and not reference.words("bases").isdisjoint((lows[place][:-1], lows[place][:-2]))
    return "x" if verb else "s"


def _is_predicate(lows: Sequence[str], letters: str, place: int) -> bool:
    """Return whether the participle at *place* is a verb: after a quotation, or in *registries that provided flags*."""
    if not place:
        return False
    if lows[place - 1] == "that":
        return letters[place - 2 : place - 1] in tuple("nspe") and lows[place - 2] not in lists.TOLD
    return letters[place - 1] == "q" and letters.count("q", 0, place) % 2 == 0


def _may_follow_noun(low: str) -> bool:
    """Return whether *low* can be an adjective after its noun: *loyal*, *co-founded*, but not *counteroffensive*."""
    return low in reference.common("en") or low.endswith("ed")


def _is_ing_noun(lows: Sequence[str], place: int) -> bool:
    """Return whether the *-ing* word at *place*, after a noun or an adjective, is a noun."""
    return lows[place] in reference.gerunds() or reference.compound(lows[place - 1 : place + 1])


def _is_attributive(lows: Sequence[str], letters: str, place: int) -> bool:
    """Return whether the participle at *place*, after a noun or a verb, can only be an adjective."""
    before = lows[place - 1]
    return before.endswith("ing") if letters[place - 1] == "n" else before not in CLOSED and before not in lists.HELPING


def _is_after_modal(lows: Sequence[str], place: int) -> bool:
    """Return whether the word at *place* is a verb after a modal verb (known as a verb, or in no list) or after *to* (a
    known verb with the prefix *de-* or *re-*: *to rezone*)."""
    low, verbs, unknown = lows[place], reference.words("bases"), lows[place] not in reference.common("en")
    if lows[place - 1] == "to":
        return unknown and low[:2] in ("de", "re") and low[2:] in verbs
    return lows[place - 1] in lists.MODALS and (low in verbs or unknown)


def _is_ing_modifier(lows: Sequence[str], letters: str, place: int) -> bool:
    """Return whether the *-ing* word at *place* modifies the noun after it (*housing costs*, a tsunami *warning siren*)
    rather than having it as an object."""
    low, after = lows[place], lows[place + 1]
    if reference.gerunds().get(low) == "activity" or reference.compound(lows[place : place + 2]):
        return True
    if low not in reference.gerunds() and low not in lists.KEPT:
        return False
    if letters[place - 1 : place + 2] in ("ngn", "agn"):  # a countable object would need an article
        return singular(after) == after and f"{after}s" in reference.common("en")
    return letters[place - 2 : place + 2] == "ongs"  # the trial of standalone blessing services


def _letter_in_compound(lows: Sequence[str], letters: str, place: int) -> str:
    """Return the letter of the verb at *place*: a noun or adjective if it is part of a compound of a dictionary."""
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
    modifier = letters[place + 1 : place + 2] in ("n", "s") and reference.compound(lows[place : place + 2])
    return ("j" if letters[place] == "v" else "n") if modifier else letters[place]


_OBJECTS = tuple("dejps")
"""Letters with which the object of a verb may begin."""


def _without_base_verb(lows: Sequence[str], match: re.Match[str]) -> str:
    """Return the letters of *match*, with the last one made a noun unless it is a verb after all."""
    place = match.end() - 1
    low, before = lows[place], lows[place - 1]
    after_auxiliary = match.group(1) and (before in CLOSED or before in lists.HELPING)
    verb = low in lists.PAST or low in CLOSED or low in reference.finite() or after_auxiliary or before in lists.MANY
    verb = verb or low not in reference.words("bases")
    return match.group() if verb else match.group()[:-1] + "n"


def _headline(lows: Sequence[str], letters: str) -> str:
    """Return the *letters* of a headline with the verbs restored that were tagged as nouns: the verb of a clause at its
    end, and its main verb if it has no other."""
    found = _CLAUSE.search(letters)
    main = found.start() if found and lows[found.start()] in lists.JOINING else len(letters)
    verbs = [len(letters) - 1] if main < len(letters) and _is_headline_verb(lows[-1]) else []
    for start, end in _clauses(lows, main):
        if "x" not in letters[start:end] and "v" not in letters[start:end]:
            last = end if end < len(lows) and lows[end] in lists.JOINING else end - 1  # gas jumps as, but gas prices
            places = [match.start() for match in _OBJECT.finditer(letters, start, end)]
            verbs += [place for place in places if place < last and _is_headline_verb(lows[place])][:1]
    for verb in verbs:
        if lows[verb] not in lists.RATHER or _ACTING.match(letters, verb - 1):
            letters = letters[:verb] + "x" + letters[verb + 1 :]
    return letters


def _is_clause_verb(lows: Sequence[str], letters: str, start: int, place: int) -> bool:
    """Return whether the plural at *place* is the verb of a clause or sentence whose subject begins at *start*, with no
    verb after it: *that the law lags behind*, *The stock trades at 13 times earnings.*, but *that the power cuts in
    Lagos, now in June, would end*. Before *for* and *in*, a noun is more likely: *The budget cuts in 2010.*"""
    opened = lows[start] in lists.ARTICLES and (lows[start - 1] in _OPENING if start else lows[-1] == ".")
    followed = lows[place + 1 : place + 2] not in (["for"], ["in"])
    verb = followed and is_third_person(lows[place], reference.words("bases"))
    alone = {"x", "v"}.isdisjoint(letters[place + 1 :])
    return opened and verb and alone and not reference.compound(lows[place - 1 : place + 1])


_OPENING = frozenset("that which what where why how whether whereas".split()) | lists.JOINING
"""Words that begin a subordinate clause."""


def is_third_person(low: str, verbs: Collection[str]) -> bool:
    """Return whether *low* may be the third person of one of *verbs*: *lifts*, *pushes*, *carries*."""
    bases = (low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y")
    return low.endswith("s") and any(base in verbs for base in bases if base != low)


def _clauses(lows: Sequence[str], end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the clauses before *end*, separated by semicolons, colons and conjunctions."""
    start = 0
    for place in range(end):
        if lows[place] in (";", ":") or lows[place] in lists.JOINING:
            yield start, place
            start = place + 1
    yield start, end


@lru_cache(20_000)
def _is_headline_verb(low: str) -> bool:
    """Return whether *low* may be the third person of a verb that is common in headlines.

    >>> [_is_headline_verb(word) for word in ("lifts", "carries", "pushes", "troops", "prices")]
    [True, True, True, False, False]
    """
    return is_third_person(low, reference.words("verbs"))


def _with_verb(lows: Sequence[str], match: re.Match[str]) -> str:
    """Return the two letters of *match*, with the second made a verb if the word is one."""
    subject, last = lows[match.end() - 2], lows[match.end() - 1]
    first = match.group()[0]
    if first == "e":
        after = lows[match.end() : match.end() + 1]
        verb = _is_headline_verb(last) or not lists.ADVERBS.isdisjoint(after)  # Google rents out
    else:
        compound = _is_only_noun(last) and subject not in reference.words("quantity")
        noun = compound or subject in reference.words("plurals")
        verb = (first == "s" and not noun) or last in reference.bare() or last in lists.FELL
    return first + ("x" if verb else match.group()[1])


def _is_only_noun(low: str) -> bool:
    """Return whether *low* is a noun and not a form of a verb: payments *system*, drugs *prosecutor*."""
    noun = f"{low}s" in reference.common("en") or low.endswith(("ment", "tion", "ty", "ure"))
    return noun and low not in reference.words("bases")
