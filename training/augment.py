"""Changed copies of training documents, for what news has and the corpora lack.

Headlines and bylines in capitals, headlines in title case, datelines, and above all the chains of offices before
persons (*DPP Legislator Rosalia Wu*, *Prime Minister Gen Prayut*). Names move with their tags; only the offices are
invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from training.corpora import Text

OFFICES = (
    """
Prime Minister|Foreign Minister|Defense Minister|Defence Minister|Finance Minister|Interior Minister|Health Minister
Justice Minister|Transport Minister|Education Minister|Labour Minister|Communications Minister|Public Security Minister
Revenue Minister|Agriculture Minister|Energy Minister|Deputy Prime Minister|Deputy Foreign Minister|Deputy Minister
Secretary of State|Defense Secretary|Home Secretary|Treasury Secretary|Foreign Secretary|Attorney General
Secretary-General|Secretary General|General Secretary|Director General|Director-General|Chief Executive|Chief Minister
Chief Justice|Justice|Judge|Chief|Grand Chief|King|Queen|Prince|Crown Prince|Sheikh|Emir|Sultan|Imam|Rabbi|Pope|Bishop
Archbishop|Cardinal|Father|Rev|Rev.|Pastor|Hon|Hon.|Madam|Mr|Mr.|Mrs|Mrs.|Ms|Ms.|Dr|Dr.|Prof|Prof.|Professor|Sir|Lady
President|Vice President|Former President|Premier|Chancellor|Governor|Mayor|Senator|Sen.|Rep.|Congressman|Legislator
MP|MK|MLA|Speaker|House Speaker|Chairman|Chairwoman|Chairperson|Chair|Director|Executive Director|Managing Director
Spokesman|Spokesperson|Ambassador|Envoy|Special Envoy|Consul General|Commissioner|Police Commissioner|Police Chief
General|Gen|Gen.|Lt. Gen.|Lt Gen|Maj. Gen.|Maj. Gen|Brigadier|Colonel|Col.|Captain|Capt.|Sergeant|Sgt.|Inspector
Constable|Major|Admiral|Coach|Head Coach|Captain|Analyst|Researcher|Engineer|Lawyer|Advocate|Officer
Public Relations Officer|Chief Executive Officer|CEO|Elder|Nana|HE|H E|His Excellency|Her Excellency
Prime Minister Gen|President Dr|Minister Dr|Speaker Rt. Hon.|Foreign Minister Sheikh
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
OWNED = "legislator|MP|MK|spokesman|spokeswoman|spokesperson|chairman|chairwoman|chair|leader|director|president".split(
    "|"
)
OWNED += "Legislator|MP|Spokesman|Spokesperson|Chairman|Chair|Director|President|Secretary-General|Caucus Leader".split(
    "|"
)
OWNED += "Senator|Chief Executive|CEO|Manager|Minister|Prime Minister|Foreign Minister|Ambassador|Secretary".split("|")
SHARE = 0.35
"""The share of documents that get a changed copy."""

Pair = tuple[list[str], list[str]]


def changed(texts: list[Text]) -> Iterator[Text]:
    """Yield changed copies of some of *texts*; the same ones each time."""
    random = Random(20220915)
    names: dict[str, list[list[str]]] = {"ORG": [], "LOC": [], "MISC": []}
    for text in texts:
        for tokens, tags in zip(text.sentences, text.tags, strict=True):
            for start, end, label in spans(tags):
                if label in names and end - start <= 4:
                    names[label].append(tokens[start:end])
    for text in texts:
        if random.random() >= SHARE:
            continue
        pairs = [change(random, tokens, tags, names) for tokens, tags in zip(text.sentences, text.tags, strict=True)]
        yield Text(text.corpus, [tokens for tokens, _ in pairs], [tags for _, tags in pairs])


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Return the spans that BIO *tags* mark."""
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((index, index + 1, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1, found[-1][2])
    return found


def change(random: Random, tokens: list[str], tags: list[str], names: dict[str, list[list[str]]]) -> Pair:
    """Return a sentence changed in one of several ways, or unchanged."""
    draw = random.random()
    if draw < 0.04:
        return [token.upper() for token in tokens], tags
    if draw < 0.08:
        return [random.choice(DESKS), "-", *(token.upper() for token in tokens)], ["O", "O", *tags]
    if draw < 0.14:
        return headline(tokens), tags
    if draw < 0.18 and names["LOC"]:
        place = random.choice(names["LOC"])
        lead = [*(token.upper() for token in place), *random.choice(([], [","], ["(", "Reuters", ")"])), "–"]
        marks = ["O"] * len(lead)
        marks[: len(place)] = tagged(len(place), "LOC")
        if "Reuters" in lead:
            marks[len(place) + 1] = "B-ORG"
        return lead + tokens, marks + tags
    if draw < 0.20 and names["ORG"] and names["LOC"]:
        return results(random, names)
    return offices(random, tokens, tags, names)


DESKS = "SOCCER FOOTBALL CRICKET TENNIS BASEBALL BASKETBALL BOXING GOLF RUGBY HOCKEY CYCLING ATHLETICS SWIMMING".split()
DESKS += "SPORT POLITICS BUSINESS WORLD OPINION ANALYSIS UPDATE EXCLUSIVE CORRECTION".split()
HEADS = (
    "Results Standings Scorers Teams Squads Substitutes Attendance Goals Fixtures Leaders Summary Note Source".split()
)


def results(random: Random, names: dict[str, list[list[str]]]) -> Pair:
    """Return a row of results: names followed by figures."""
    forms: list[str] = []
    labels: list[str] = []
    if random.random() < 0.2:
        forms, labels = [random.choice(HEADS), ":"], ["O", "O"]
    columns = random.choice((1, 1, 1, 4, 7))
    for _ in range(random.choice((1, 1, 2)) if columns > 1 else 2 * random.choice((1, 1, 2))):
        kind = random.choice(("ORG", "LOC"))
        name = random.choice(names[kind])
        if len(name) < 4 and name[0][:1].isupper():
            forms += [*name, *(str(random.randrange(40)) for _ in range(columns))]
            labels += [*tagged(len(name), kind), *["O"] * columns]
    return (forms, labels) if forms else (["."], ["O"])


SMALL = frozenset(
    ["of", "the", "a", "an", "and", "or", "in", "on", "at", "for", "to", "by", "as", "with", "from", "'s", "n't", "is"]
)


def headline(tokens: list[str]) -> list[str]:
    """Return *tokens* in title case, except small words."""
    return [token if token in SMALL else token[:1].upper() + token[1:] for token in tokens]


def tagged(size: int, label: str) -> list[str]:
    """Return the BIO tags of a name of *size* words."""
    return ["B-" + label, *["I-" + label] * (size - 1)]


def offices(random: Random, tokens: list[str], tags: list[str], names: dict[str, list[list[str]]]) -> Pair:
    """Return a sentence with offices before some persons, and initials for some first names."""
    forms: list[str] = []
    labels: list[str] = []
    done = 0
    for start, end, label in spans(tags):
        if label != "PER":
            continue
        forms += tokens[done:start]
        labels += tags[done:start]
        name = tokens[start:end]
        done = end
        plain = start == 0 or not (tokens[start - 1][:1].isupper() or tokens[start - 1] in ("-", "@"))
        if plain and name[0][:1].isupper() and random.random() < 0.5:
            if random.random() < 0.35:
                kind = random.choice(("ORG", "ORG", "ORG", "LOC", "MISC"))
                owner = random.choice(names[kind] or [["-"]])
                if owner[0][:1].isupper() and len(owner) <= (3 if kind == "ORG" else 1):
                    office = random.choice(OWNED).split()
                    forms += owner + office
                    labels += [*tagged(len(owner), kind), *["O"] * len(office)]
            else:
                office = random.choice(OFFICES).replace("-", " - ").split()
                forms += office
                labels += ["O"] * len(office)
        if len(name) == 2 and name[0].isalpha() and random.random() < 0.1:
            initials = [name[0][0], *random.choice(([], [random.choice("ABCDGHJKLMNPRSTVYZ")]))]
            name = [initial + random.choice(("", ".")) for initial in initials] + name[1:]
        forms += name
        labels += tagged(len(name), "PER")
    return forms + tokens[done:], labels + tags[done:]
