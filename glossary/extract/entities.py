"""The names in a text, each with its place and kind: tagged, trimmed, then made to agree through the document.

The order matters. Titles, determiners and possessives are cut off first, so that the forms of one name are alike;
then the document votes on the kind of each form; then what the votes have settled is sought where it was missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from glossary import plugins
from glossary.extract import features, kinds, mending, names, reference, runs
from glossary.extract.mending import Span
from glossary.model import Kind
from glossary.text.words import Sentence


class Mention(NamedTuple):
    """A name at a place."""

    start: int
    """Offset in :attr:`glossary.model.Document.text`."""
    end: int
    kind: Kind
    text: str
    """The name as it stands there, in one line; without determiner, title of a person, possessive."""
    confidence: float
    """0 to 1: how sure the tagger is; the mean over the document for a form that is seen more than once."""


Finder = Callable[[Sequence[Sentence]], list[list[Mention]]]
"""What an extractor of the table ``extractors`` makes: a function like :func:`mentions`."""

_KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANIZATION, "LOC": Kind.PLACE, "GROUP": Kind.GROUP}
_POSSESSIVE_NAMES = reference.listed("possessive")
"""Words whose possessive stands inside a name: National People's Congress."""
_DETERMINERS = reference.listed("determiner")


def finder(name: str = "tagger") -> Finder:
    """Return the function that finds names, for ``tagger`` (ours) or ``spacy:MODEL`` or one of another package.

    What follows the colon is given to the extractor. Raises ConfigError for a name that is not known.
    """
    extractor, _, argument = name.partition(":")
    made: Finder = plugins.load("extractors", extractor)(argument)
    return made


def shipped(argument: str = "") -> Finder:
    """Return :func:`mentions`, with its models loaded; there is nothing to choose."""
    names.shipped()
    return mentions


_LABELS = {
    "place": "LOC",
    "city": "LOC",
    "city+place": "LOC",
    "group": "GROUP",
    "org": "ORG",
    "event": "MISC",
    "person": "PER",
}
"""What a name of the gazetteer is, where that is one thing only."""
FILLED = 0.7
"""The confidence of a name that only the rest of the document speaks for."""
_OFFICES = mending.OFFICES
_BODIES = frozenset(["org", "place", "event", "work"])
_DATES = frozenset(["month", "weekday"])
_EDGES = frozenset(["'s", "'", "-", ",", "--"])
_PLACING = reference.listed("placing")
"""What stands before a place where a sentence begins, beside the prepositions of places: *Within Scotland*."""
_BALLOTS = runs.BALLOTS | reference.listed("seat")
_OPENINGS = reference.listed("opening")
"""What stands before a name where a sentence begins, and is no part of it: *Without Zeiss*."""
_PORTFOLIOS = reference.listed("portfolio")
"""Who has a field and not a body before the office: *Economic Affairs Minister Dirk Beljaarts*."""
_MEMBERS = reference.listed("member")
"""Who a name stands before, and is no part of it: *Wellingborough MP*."""
_PARTISANS = ("eer", "ist", "crat", "sceptic", "skeptic")
"""How words end that say what somebody stands for: *Brexiteer Andrea Jenkyns*."""
_CURRENCIES = reference.listed("currency")
_LED = reference.listed("led")
"""What stands behind a hyphen between who leads and what is led."""
_SKY = reference.listed("sky")


def mentions(sentences: Sequence[Sentence]) -> list[list[Mention]]:
    """Return the names in the *sentences* of one document, sentence by sentence, in order and without overlap."""
    cut = [_unbracketed(one) if "[" in one.text or "]" in one.text else one for one in sentences]
    tagger = names.shipped()
    document = tagger.document([one.texts for one in cut], [_cuts(one) for one in sentences])
    tagged = tagger.labelled(document)
    spans = [
        kinds.kinded(row, mending.mended(row, words, trimmed(row, spans_of(tags)))) if any(sure) else []
        for row, words, (tags, sure) in zip(document.rows, cut, tagged, strict=True)
    ]
    sure: defaultdict[Form, list[float]] = defaultdict(list)
    for row, here, (_, certainties) in zip(document.rows, spans, tagged, strict=True):
        for span in here:
            sure[_form(row, span.start, span.end)].append(max(certainties[span.start : span.end]))
    mean = {form: round(sum(seen) / len(seen), 3) for form, seen in sure.items()}
    found = []
    for words, row, here in zip(cut, document.rows, agree(document, spans), strict=True):
        line = []
        for span in here:
            start, end = words.starts[span.start], words.ends[span.end - 1]
            text = " ".join(words.text[start - words.start : end - words.start].split())
            confidence = mean.get(_form(row, span.start, span.end), FILLED)
            line.append(Mention(start, end, kind(row, span), text, confidence))
        found.append(line)
    return found


def _unbracketed(sentence: Sentence) -> Sentence:
    """Return *sentence* without its square brackets."""
    kept = [at for at, word in enumerate(sentence.texts) if word not in "[]"]
    columns = ([column[at] for at in kept] for column in (sentence.texts, sentence.starts, sentence.ends))
    return Sentence(sentence.text, sentence.start, *columns)  # type: ignore[arg-type]


def _cuts(sentence: Sentence) -> list[int]:
    """Return where square brackets stand: an insertion is no part of the name beside it."""
    if "[" not in sentence.text:
        return []
    cuts = []
    count = 0
    for word in sentence.texts:
        if word in "[]":
            cuts.append(count)
        else:
            count += 1
    return cuts


def spans_of(tags: Sequence[str]) -> list[Span]:
    """Return the spans that BIO *tags* mark."""
    found = []
    start, label = 0, ""
    for index, tag in enumerate(tags):
        if label and (tag == "O" or tag[0] == "B" or tag[2:] != label):
            found.append(Span(start, index, label))
            label = ""
        if tag != "O" and not label:
            start, label = index, tag[2:]
    if label:
        found.append(Span(start, len(tags), label))
    return found


def trimmed(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* without determiners, titles of persons and possessives, cut where an owner or an office ends."""
    found: list[Span] = []
    persons = {span.start for span in spans if span.label == "PER"}
    for span in spans:
        if found and span.end <= found[-1].end:
            continue  # a place in the name of a vote
        for piece in _pieces(row, _poll(row, span)):
            left = _bounded(row, piece)
            left = _person(row, left) if left.label == "PER" else _unmanned(row, left, persons)
            kept = row[left.start : left.end]
            if any(word.capital or word.figure for word in kept) and not all(map(_amount, kept)):
                found.append(left)
    return found


def _bounded(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without what may stand at the edges of any name: *the*, *in May*, *'s*, *Without*."""
    start, end, label = span
    while start < end and row[start].lower in _DETERMINERS and not row[start].text.isupper():
        start += 1
    if start and row[start - 1].text in ("The", "THE") and _articled(row[start:end]):
        start -= 1
    if end - start > 2 and _DATES.intersection(row[end - 1].classes) and row[end - 2].lower in ("in", "on"):
        end -= 2
    while end > start and row[end - 1].text in _EDGES:
        end -= 1
    if start > 1 and row[start].figure and row[start - 1].text == "-" and row[start - 2].figure:
        start += 1  # 1950-53 Korea War
    while label == "LOC" and start + 1 < end and _placing(row[start]) and runs.fresh(row, start):
        start += 1
    if label != "PER" and start + 1 < end and row[start].lower in _OPENINGS and runs.fresh(row, start):
        start += 1
    return Span(start, end, label)


def _unmanned(row: Sequence[features.Spelling], span: Span, persons: Collection[int]) -> Span:
    """Return *span* without who serves it, empty where it is but the field of an office.

    *Wellingborough MP*, *Under-Secretary-General for Humanitarian Affairs* + *Martin Griffiths*.
    """
    start, end, label = span
    held = end < len(row) and (row[end].lower in _PORTFOLIOS or (end in persons and label == "ORG"))
    if held and row[end - 1].lower == "affairs":
        return Span(end, end, label)
    served = label in ("ORG", "LOC") and start + 1 < end and row[end - 1].lower in _MEMBERS
    return Span(start, end - served, label)


def _person(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without the offices of a person, empty where it is nothing else; or the place that it is."""
    start, end, label = span
    if _addressed(row, start, end):
        return Span(start, end, "LOC")
    start = _served(row, start, end)
    if end - start > 2 and len(row[start].text) > 6 and row[start].lower.endswith(_PARTISANS):
        start += 1
    while start + 1 < end and not _OFFICES.isdisjoint(row[start].classes):
        start += 1
    while start + 1 < end and "func" in row[start].classes and runs.fresh(row, start):
        start += 1
    if all(not _OFFICES.isdisjoint(word.classes) for word in row[start:end]):
        start = end
    return Span(start, end, label)


def _served(row: Sequence[features.Spelling], start: int, end: int) -> int:
    """Return where the name of a person begins, behind what an office is of: *Chancellor of the Exchequer* + *Rachel
    Reeves*, *Secretary of State for Health* + *Matt Hancock*, *Minister of Foreign Affairs* + *Wang Yi*."""
    link = start - 1
    while link > start - 4 and link > 0 and row[link].capital:
        link -= 1  # Minister of Foreign + Affairs Wang Yi
    link -= link > 0 and row[link].lower == "the"
    if link < 1 or row[link].lower not in ("of", "for"):
        return start
    if not any(not _OFFICES.isdisjoint(word.classes) for word in row[max(0, link - 4) : link]):
        return start
    for place in range(start, end - 1):
        if "g" in reference.known_words()(row[place].lower)[1]:
            return place
    while start + 2 < end and not row[start].names and row[start].lower in reference.common("en"):
        start += 1
    return start


def _articled(words: Sequence[features.Spelling]) -> bool:
    """Belongs "The" to this name: *The Hague*?"""
    name = (word.text.title() if word.text.isupper() else word.text for word in words)
    return ("The", *name) in reference.gazetteer()


def _placing(word: features.Spelling) -> bool:
    return "locprep" in word.classes or word.lower in _PLACING


def _addressed(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Stands a country behind this, as behind a place: *southwest of Punta Eugenia, Mexico.*"""
    return (
        start > 0
        and (row[start - 1].lower == "of" or "locprep" in row[start - 1].classes)
        and end + 2 < len(row)
        and row[end].text == ","
        and features.known_name(row[end + 1 : end + 2]) == "place"
        and not row[end + 2].letter
        and row[end + 2].text not in ("'s", "'")
    )


def _amount(word: features.Spelling) -> bool:
    """Is this a figure, or the sign of a currency: *Rs 50*, *QR8*?"""
    return word.figure or word.lower.rstrip("0123456789") in _CURRENCIES


def _poll(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span*, or the whole name of a vote by its year: *February 1974 United Kingdom general election*, *1996
    United States Senate special election in Oregon*."""
    start, end, _ = span
    if "month" in row[start].classes and start + 1 < end:
        start += 1
    if start and row[start - 1].figure and len(row[start - 1].text) == 4:
        start -= 1
    if not (row[start].figure and len(row[start].text) == 4):
        return span
    while end < len(row) and row[end].lower in _BALLOTS:
        end += 1
    if row[end - 1].lower not in runs.POLLS:
        if end == len(row) or row[end].lower not in runs.POLLS:
            return span
        end += 1
    if end + 1 < len(row) and row[end].lower == "in" and row[end + 1].capital and "month" not in row[end + 1].classes:
        end += 2
        while end < len(row) and row[end].capital:
            end += 1
    if start and "month" in row[start - 1].classes:
        start -= 1
    return Span(start, end, "MISC")


def _pieces(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return *span* in one piece, or two: who leads and what is led (*US*-led *NATO*), the owner and what it owns, or a
    body and the person who serves it."""
    start, end, label = span
    for index in range(start + 1, end - 1):
        owner = row[start:index]
        if row[index].text == "-" and row[index + 1].lower in _LED and row[index + 1].small:
            leader = Span(start, index, _settled(_form(row, start, index)) or label)
            return [leader, Span(index + 2, end, label)] if index + 2 < end else [leader]
        if (
            row[index].text in ("'s", "'")
            and row[index + 1].capital
            and owner[-1].lower not in _POSSESSIVE_NAMES
            and (
                features.known_name(owner)
                or any("org" in word.classes for word in owner)
                or (len(owner) > 2 and index + 2 < end - 1 and all(word.capital for word in owner))
            )
        ):
            first = Span(start, index, "LOC" if features.known_name(owner) in ("place", "city") else label)
            return [first, Span(index + 1, end, label)]
    for index in range(end - 2, start, -1):
        if "title" in row[index].classes:
            name = row[index + 1 : end]
            body = row[start:index]
            if all(
                _named(name, place) and not _BODIES.intersection(word.classes) for place, word in enumerate(name)
            ) and (len(name) > 1 or label == "PER"):
                person = Span(index + 1, end, "PER")
                whole = row[start].capital and any(_BODIES.intersection(word.classes) for word in body)
                whole = whole and row[index].lower not in _PORTFOLIOS
                if whole or (len(body) == 1 and (features.known_name(body) or body[0].text.isupper())):
                    kinds = {"place": "LOC", "city": "LOC", "group": "GROUP"}
                    return [Span(start, index, kinds.get(features.known_name(body), "ORG")), person]
                return [person]
            break
    return [span]


def _named(words: Sequence[features.Spelling], place: int) -> bool:
    """May the word at *place* stand in a name: with a capital, or joined to one by a hyphen (*Ko Wen-je*)?"""
    return words[place].capital or "-" in (words[place].text, words[place - 1].text if place else "")


def _settled(form: Form) -> str:
    """Return the label of a form that the gazetteer knows, with or without a part of the sky: *West African*."""
    known = reference.gazetteer()
    label = _LABELS.get(known.get(form, ""), "")
    if not label and len(form) > 1 and _SKY.issuperset(word.lower() for word in form[:-1]):
        kind = known.get(form[-1:], "")
        label = _LABELS[kind] if kind in ("place", "group") else ""
    return label


Form = tuple[str, ...]


def _form(row: Sequence[features.Spelling], start: int, end: int) -> Form:
    return tuple([word.text for word in row[start:end]])


def _surname(form: Form) -> Form:
    """Return what of a full name stands alone later: the last, with its hyphens; of *Lin Chia-lung* the first."""
    start = len(form) - 1
    while start > 1 and form[start - 1] == "-":
        start -= 2
    return form[:1] if start < len(form) - 1 and form[-1].islower() else form[start:]


def _peoples(form: Form) -> bool:
    """Are these two peoples with a hyphen between them, as in *Sino-Russian*?"""
    return len(form) == 3 and form[1] == "-" and reference.gazetteer().get(form[2:]) == "group"


def _abbreviates(row: Sequence[features.Spelling], long: Span, short: Span) -> bool:
    """Is *short*, in brackets after *long*, an acronym of it?"""
    word = row[short.start].text
    return (
        short.start == long.end + 1
        and short.end == short.start + 1
        and long.label != "PER"
        and long.end - long.start > 1
        and word.isupper()
        and word[0] == row[long.start].text[0]
    )


def agree(document: features.Document, spans: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Return *spans* with one label per form, surnames and short names of bodies that follow the full one, and missed
    repeats filled in.

    A single word that the document writes small at least as often as it was taken for a name is no name.
    """
    votes: defaultdict[Form, Counter[str]] = defaultdict(Counter)
    surnames: set[Form] = set()
    first_names: set[Form] = set()
    for row, here in zip(document.rows, spans, strict=True):
        last: Span | None = None
        for span in here:
            form = _form(row, span.start, span.end)
            label = span.label
            if last and row[last.end].text == "(" and _abbreviates(row, last, span):
                label = last.label  # an acronym is what its expansion is
                votes[form][label] += 2
            votes[form][label] += 1
            if label == "PER" and len(form) > 1 and not _peoples(form):
                surname = _surname(form)
                surnames.add(surname)
                first_names.add(form[:1])
            last = span
    for form, counts in votes.items():
        if counts["PER"] == 0 and _surnamed(form, votes):
            counts["PER"] += counts.total() + 1
            surnames.add(form[-1:])
            first_names.add(form[:1])
    best: dict[Form, str] = {}
    for form, counts in votes.items():
        label = _settled(form)
        if _peoples(form):
            label = "GROUP"
        if label and form not in surnames:
            best[form] = label
            continue
        person = form in surnames or form in first_names
        label = "PER" if person else max(counts, key=lambda one: (counts[one], one))
        word = form[0]
        if len(form) > 1 or word.isupper() or document.small[word.lower()] < max(1, counts.total()):
            best[form] = label
    fronts = {form[:1] for form, label in best.items() if label == "ORG" and len(form) > 1}
    for form in fronts & best.keys() - surnames - first_names:
        if best[form] in ("PER", "MISC") and not _settled(form):
            best[form] = "ORG"  # Halvorsen, of Halvorsen Medical
    for form in sorted(surnames):
        if len(form[0]) > 1:
            best.setdefault(form, "PER")
    sought = {
        form: label for form, label in best.items() if len(form) > 1 or form in surnames or votes[form].total() > 1
    }
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for form in sought:
        lengths[form[0]].add(len(form))
    sizes = {word: sorted(some, reverse=True) for word, some in lengths.items()}
    agreed = []
    for row, here, found in zip(document.rows, spans, document.runs, strict=True):
        kept = []
        for start, end, _ in here:
            label = best.get(_form(row, start, end), "")
            if label:
                kept.append(Span(start, end, label))
        agreed.append(_filled(row, found, kept, sizes, sought))
    return agreed


def _surnamed(form: Form, votes: Mapping[Form, Counter[str]]) -> bool:
    """Is this the full name of a person whom the document else calls by the surname: *Lazarus Chakwera*?"""
    short = votes.get(form[-1:], Counter())
    return (
        1 < len(form) <= kinds.PERSON
        and short["PER"] == short.total() > 0
        and votes[form]["LOC"] == 0
        and all(map(kinds.bare, features.spellings(form)))
    )


def _filled(
    row: Sequence[features.Spelling],
    found: Sequence[tuple[int, int]],
    kept: list[Span],
    sizes: dict[str, list[int]],
    sought: dict[Form, str],
) -> list[Span]:
    """Return *kept* and, in the runs *found*, the repeats of the names *sought* that stand free beside them.

    *sizes* tells how many words the names have that begin with a word, the longest first.
    """
    taken = {index for span in kept for index in range(span.start, span.end)}
    more = []
    for start, end in found:
        for index in range(start, end):
            if index in taken:
                continue
            for size in sizes.get(row[index].text, ()):
                stop = index + size
                if stop > end or _form(row, index, stop) not in sought or not taken.isdisjoint(range(index, stop)):
                    continue
                if size == 1 and not _free(row, index, stop, start, end, taken):
                    continue
                more.append(Span(index, stop, sought[_form(row, index, stop)]))
                taken.update(range(index, stop))
                break
            else:
                if _free(row, index, index + 1, start, end, taken) and not runs.fresh(row, index):
                    known = features.known_name(row[index : index + 1])
                    if known in ("group", "place"):
                        more.append(Span(index, index + 1, _LABELS[known]))
                        taken.add(index)
    return sorted([*kept, *more]) if more else kept


def _free(
    row: Sequence[features.Spelling], index: int, stop: int, start: int, end: int, taken: Collection[int]
) -> bool:
    """Stand the words *index* to *stop* of the run *start* to *end* beside no other capitalised word that is free?"""
    return (index == start or not row[index - 1].capital or index - 1 in taken) and (
        stop == end or not row[stop].capital or stop in taken
    )


def kind(row: Sequence[features.Spelling], span: Span) -> Kind:
    """Return the kind of the name *span*: what the tagger only calls miscellaneous is told apart here."""
    if span.label in _KINDS:
        return _KINDS[span.label]
    words = row[span.start : span.end]
    known = features.known_name(words)
    if known.startswith("group"):
        return Kind.GROUP
    if known in ("event", "work"):
        return Kind.EVENT if known == "event" else Kind.WORK
    if kinds.document(words):
        return Kind.WORK
    last = words[-1]
    quoted = span.start > 0 and row[span.start - 1].text == '"' and '"' in [word.text for word in row[span.end :][:2]]
    if "event" in last.classes or (not quoted and any("event" in word.classes for word in words)):
        return Kind.EVENT
    if "work" in last.classes:
        return Kind.WORK
    if len(words) == 1 and last.lower.endswith(features.PEOPLES):
        return Kind.GROUP
    return Kind.WORK if quoted else Kind.OTHER
