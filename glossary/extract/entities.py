"""The names in a text, each with its place and kind: tagged, trimmed, and made consistent within the document.

The order matters. Titles, determiners and possessives are cut first, so that the forms of one name are the same; then
the document votes on the label of each form; then the forms it settled on are looked for where they were missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from glossary import plugins
from glossary.extract import features, joining, kinds, lists, mending, names, reference, runs, weighing
from glossary.extract.forms import LABELS, Form, form_of, known_label, label_without_diacritics, with_known_names
from glossary.extract.runs import Span
from glossary.extract.trimming import trimmed
from glossary.model import Kind
from glossary.text.words import Sentence


class Mention(NamedTuple):
    """A name at a place."""

    start: int
    """Offset in :attr:`glossary.model.Document.text`."""
    end: int
    kind: Kind
    text: str
    """The name as it stands there, on one line, without determiner, personal title and possessive."""
    confidence: float
    """How sure the tagger is, from 0 to 1; for a form that is seen more than once, the mean over the document."""


Finder = Callable[[Sequence[Sentence]], list[list[Mention]]]
"""The function that an extractor makes: the sentences of a text -> the names in each, in order."""

_KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANIZATION, "LOC": Kind.PLACE, "GROUP": Kind.GROUP}


def finder(name: str = "tagger") -> Finder:
    """Return the function that finds names, for ``tagger`` (built in), ``spacy:MODEL``, or an extractor of another
    package.

    The part after the colon is passed to the extractor. Raises ConfigError for an unknown name. If the extractor fails,
    the PluginError names it.
    """
    extractor, _, argument = name.partition(":")
    blamed = plugins.blamed("extractors", extractor)
    made: Finder = blamed(plugins.load("extractors", extractor))(argument)

    @blamed
    def find(sentences: Sequence[Sentence]) -> list[list[Mention]]:
        result = [list(rows) for rows in made(sentences)]
        if len(result) != len(sentences) or not all(isinstance(row, Mention) for rows in result for row in rows):
            raise TypeError("a list of Mention for each sentence was expected")
        return result

    return made if made is mentions else find  # the built-in one tags several texts together


def shipped(argument: str = "") -> Finder:
    """Return :func:`mentions` with its models loaded; it takes no argument."""
    names.shipped()
    return mentions


FILLED = 0.7
"""The confidence of a name found only by repetition in the document or from a list."""


def document_finder(find: Finder) -> Callable[[Sequence[Sequence[Sentence]]], Iterable[list[list[Mention]]]]:
    """Return a function that finds the names of several documents; *find* does it for one. The built-in tagger takes
    all of them at once, which is faster."""
    return _mentions_of_all if find is mentions else partial(map, find)


def mentions(sentences: Sequence[Sentence]) -> list[list[Mention]]:
    """Return the names in the *sentences* of one document, sentence by sentence, in order and without overlap."""
    (found,) = _mentions_of_all([sentences])
    return found


def _mentions_of_all(texts: Sequence[Sequence[Sentence]]) -> Iterator[list[list[Mention]]]:
    """Yield the names in each of *texts*."""
    tagger = names.shipped()
    bare = [[_without_brackets(one) if "[" in one.text or "]" in one.text else one for one in text] for text in texts]
    documents = [
        tagger.document([one.texts for one in sentences], [_bracket_offsets(one) for one in text])
        for sentences, text in zip(bare, texts, strict=True)
    ]
    for document, sentences, tagged in zip(documents, bare, tagger.labelled(documents), strict=True):
        yield _document_mentions(document, sentences, tagged)


def _document_mentions(
    document: features.Document, sentences: Sequence[Sentence], tagged: Sequence[names.Tagged]
) -> list[list[Mention]]:
    """Return the names in a document from the tags of its *sentences*, which have no square brackets."""
    spans = [name_spans(row, words, line) for row, words, line in zip(document.rows, sentences, tagged, strict=True)]
    spans = weighing.weighed(document, spans, [line.weights for line in tagged])
    mean = _mean_confidence(document, spans, tagged)
    return [
        [_mention(words, row, span, mean) for span in here]
        for words, row, here in zip(sentences, document.rows, agreed(document, spans), strict=True)
    ]


def _mean_confidence(
    document: features.Document, spans: Sequence[Sequence[Span]], tagged: Sequence[names.Tagged]
) -> dict[Form, float]:
    """Return the confidence of each form, the mean over the document."""
    sure: defaultdict[Form, list[float]] = defaultdict(list)
    for row, here, line in zip(document.rows, spans, tagged, strict=True):
        for start, end, _ in here:
            sure[form_of(row, start, end)].append(max(line.sure[start:end]) or FILLED)
    return {form: round(sum(seen) / len(seen), 3) for form, seen in sure.items()}


def _mention(words: Sentence, row: Sequence[features.Spelling], span: Span, mean: Mapping[Form, float]) -> Mention:
    """Return the name *span* as it stands in *words*, without text in square brackets."""
    start, end = words.starts[span.start], words.ends[span.end - 1]
    last = row[span.end - 1]
    end -= span.end - span.start > 1 and last.text.endswith(".") and "month" in last.classes  # Viña del Mar.
    text = words.text[start - words.start : end - words.start]
    if "[" in text:
        text = text.partition("[")[0].rstrip()  # Roy [Halladay] said
        end = start + len(text)
    elif "]" in text:
        text = text.rpartition("]")[2].lstrip()  # President [Joe] Biden
        start = end - len(text)
    confidence = mean.get(form_of(row, span.start, span.end), FILLED)
    return Mention(start, end, kind(row, span), " ".join(text.split()), confidence)


def name_spans(row: Sequence[features.Spelling], words: Sentence, line: names.Tagged) -> list[Span]:
    """Return the names of a sentence, trimmed and mended, each with the label it has by itself."""
    spans = mending.mended(row, words, trimmed(row, spans_of(line.tags))) if any(line.sure) else []
    return kinds.labelled(row, with_known_names(row, spans))


def _without_brackets(sentence: Sentence) -> Sentence:
    """Return *sentence* without its square brackets."""
    kept = [at for at, word in enumerate(sentence.texts) if word not in "[]"]
    columns = ([column[at] for at in kept] for column in (sentence.texts, sentence.starts, sentence.ends))
    return Sentence(sentence.text, sentence.start, *columns)  # type: ignore[arg-type]


def _bracket_offsets(sentence: Sentence) -> list[int]:
    """Return the offsets, in words, of square brackets: an insertion is not part of the name next to it."""
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


def _surname_of(form: Form) -> Form:
    """Return the part of a full name that is used alone later: the last, or the first of *Lin Chia-lung*."""
    start = len(form) - 1
    while start > 1 and form[start - 1] == "-":
        start -= 2
    return form[:1] if start < len(form) - 1 and form[-1].islower() else form[start:]


def _is_double_nationality(form: Form) -> bool:
    """Return whether *form* is two nationalities joined by a hyphen: *Sino-Russian*."""
    return len(form) == 3 and form[1] == "-" and reference.gazetteer().get(form[2:]) == "group"


def _is_acronym_of(row: Sequence[features.Spelling], long: Span, short: Span) -> bool:
    """Return whether *short*, in brackets after *long*, is its acronym."""
    word = row[short.start].text
    return (
        short.start == long.end + 1
        and short.end == short.start + 1
        and long.label != "PER"
        and long.end - long.start > 1
        and word.isupper()
        and word[0] == row[long.start].text[0]
    )


class _Votes(NamedTuple):
    """How a document labels its names."""

    counts: dict[Form, Counter[str]]
    """Form -> label -> number of mentions."""
    surnames: set[Form]
    first_names: set[Form]
    """The first words of persons."""


def agreed(document: features.Document, spans: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Return *spans* with one label per form, and with missed repeats, surnames and short names of bodies added. A
    single word that the document writes in lowercase at least as often as it was tagged is not a name."""
    votes = _count_votes(document, spans)
    best = _elected_labels(document, votes)
    sought = {
        form: label
        for form, label in best.items()
        if len(form) > 1 or form in votes.surnames or votes.counts[form].total() > 1
    }
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for form in sought:
        lengths[form[0]].add(len(form))
    lengths_by_word = {word: sorted(some, reverse=True) for word, some in lengths.items()}
    result = []
    for row, here, document_runs in zip(document.rows, spans, document.runs, strict=True):
        kept = []
        for start, end, _ in here:
            form = form_of(row, start, end)
            if start and best.get((row[start - 1].text, *form)) == "MISC" and row[start - 1].text in ("A", "An"):
                start, form = start - 1, (row[start - 1].text, *form)  # A Quiet Place, where a sentence begins
            label = best.get(form, "")
            if form[1:-1] == ("and",) and votes.surnames.issuperset((form[:1], form[2:])):
                kept += [Span(start, start + 1, "PER"), Span(end - 1, end, "PER")]  # Smith and Wesson, two suspects
            elif label:
                kept.append(Span(start, end, label))
        result.append(_with_repeats(row, document_runs, kept, lengths_by_word, sought))
    return result


def _count_votes(document: features.Document, spans: Sequence[Sequence[Span]]) -> _Votes:
    """Return the votes of *spans*: an acronym in brackets takes the label of its expansion. A full name whose surname
    is otherwise only a person's is a person's too."""
    votes: defaultdict[Form, Counter[str]] = defaultdict(Counter)
    surnames: set[Form] = set()
    first_names: set[Form] = set()
    for row, here in zip(document.rows, spans, strict=True):
        last: Span | None = None
        for span in here:
            form = form_of(row, span.start, span.end)
            label = span.label
            if last and row[last.end].text == "(" and _is_acronym_of(row, last, span):
                label = last.label
                votes[form][label] += 2
            votes[form][label] += 1
            if label == "PER" and len(form) > 1 and not _is_double_nationality(form):
                surnames.add(_surname_of(form))
                first_names.add(form[:1])
            last = span
    for form, counts in votes.items():
        if counts["PER"] == 0 and _is_person_by_surname(form, votes):
            counts["PER"] += counts.total() + 1
            surnames.add(form[-1:])
            first_names.add(form[:1])
    return _Votes(votes, surnames, first_names)


def _elected_labels(document: features.Document, votes: _Votes) -> dict[Form, str]:
    """Return the label of each form that is a name."""
    persons = votes.surnames | votes.first_names
    best: dict[Form, str] = {}
    for form, counts in votes.counts.items():
        label = "GROUP" if _is_double_nationality(form) else known_label(form)
        if not label and form not in persons and not counts["PER"]:
            label = label_without_diacritics(form)
        if label and form not in votes.surnames:
            best[form] = label
            continue
        person = not {form, tuple(map(str.title, form))}.isdisjoint(persons)  # SESAY: in a transcript
        word = form[0]
        if len(form) > 1 or word.isupper() or document.small[word.lower()] < max(1, counts.total()):
            best[form] = "PER" if person else max(counts, key=lambda one: (counts[one], one))
    for form in _short_names(best) & best.keys() - persons:
        if (best[form] in ("PER", "MISC") or form[0] in _TEAM_WORDS) and not known_label(form):
            best[form] = "ORG"
    for form in best:
        _relabel_without_first(form, best, votes.surnames)
        title = tuple(map(str.title, form))
        if best[form] == "LOC" and best.get(title) in ("MISC", "ORG") and not known_label(title):
            best[title] = "LOC"  # MILLHAVEN, in a dateline
    for form in sorted(votes.surnames):
        if len(form[0]) > 1:
            best.setdefault(form, "PER")
    return best


def _relabel_without_first(form: Form, best: dict[Form, str], surnames: Collection[Form]) -> None:
    """Relabel in *best* the name *form* without its first word, if that word implies a label: a ship's, a storm's."""
    first, rest = form[0], form[1:]
    if not rest:
        return
    if joining.is_ship_prefix(first):
        best[form] = "MISC"  # HSwMS Södermanland
        person = rest in surnames or (len(rest) > 1 and best.get(rest) == "PER")  # Cole, Gerald R. Ford
        if rest in best and not person and not known_label(rest):
            best[rest] = "MISC"
    if form[-2].lower() in lists.STORMS and best.get(form[-1:]) == "PER":
        best[form[-1:]] = "MISC"  # Odalys, the hurricane
    if first == "The" and rest in best and not known_label(rest):
        best[rest] = best[form]  # Salt Roads, where a sentence begins


_TEAM_WORDS = ("City", "County", "Town")
"""Last words of teams that are places by their form: *Elgin City*."""


def _short_names(labels: Mapping[Form, str]) -> set[Form]:
    """Return what a body or a product line is called for short: *Halvorsen* of *Halvorsen Medical*, *Betis* of *Real
    Betis*, *Umgeni Haemo* of *Umgeni Haemo (Pty) Ltd*, *Fairphone* of *Fairphone 7*."""
    found = set()
    for form, label in labels.items():
        if label == "ORG" and len(form) > 1:
            if form[0] not in _TEAM_WORDS:  # City Police
                found.add(form[:1])
            stem = form
            while len(stem) > 1 and (stem[-1] in "(),." or stem[-1].lower() in lists.COMPANIES):
                stem = stem[:-1]
            found.add(stem)
            if form[0].lower() in lists.CLUBS or form[-1] in _TEAM_WORDS:
                found.add(form[-1:])
        elif label == "MISC" and len(form) == 2 and form[1].isdigit() and len(form[1]) < 3:
            found.add(form[:1])
    return found


def _is_person_by_surname(form: Form, votes: Mapping[Form, Counter[str]]) -> bool:
    """Return whether *form* is the full name of a person called by the surname elsewhere: *Lazarus Chakwera*."""
    short = votes.get(form[-1:], Counter())
    return (
        1 < len(form) <= kinds.LONGEST_PERSON
        and short["PER"] == short.total() > 0
        and votes[form]["LOC"] == 0
        and all(map(kinds.is_plain, features.spellings(form)))
    )


def _with_repeats(
    row: Sequence[features.Spelling],
    document_runs: Sequence[tuple[int, int]],
    kept: list[Span],
    sizes: dict[str, list[int]],
    sought: dict[Form, str],
) -> list[Span]:
    """Return *kept*, adding repeats of the names *sought* in *document_runs* that stand alone. *sizes* maps a word to
    the lengths of the names that begin with it, longest first."""
    taken = {index for span in kept for index in range(span.start, span.end)}
    more = []
    for start, end in document_runs:
        for index in range(start, end):
            if index in taken:
                continue
            for size in sizes.get(row[index].text, ()):
                stop = index + size
                if stop > end or form_of(row, index, stop) not in sought or not taken.isdisjoint(range(index, stop)):
                    continue
                if size == 1 and not _stands_alone(row, index, stop, start, end, taken):
                    continue
                more.append(Span(index, stop, sought[form_of(row, index, stop)]))
                taken.update(range(index, stop))
                break
            else:
                if _stands_alone(row, index, index + 1, start, end, taken) and not runs.is_initial(row, index):
                    known = features.known_name(row[index : index + 1])
                    if known in ("group", "place"):
                        more.append(Span(index, index + 1, LABELS[known]))
                        taken.add(index)
    return sorted([*kept, *more]) if more else kept


def _stands_alone(
    row: Sequence[features.Spelling], index: int, stop: int, start: int, end: int, taken: Collection[int]
) -> bool:
    """Return whether the words *index* to *stop* of a run touch no other capitalized word that is not *taken*."""
    return (index == start or not row[index - 1].capital or index - 1 in taken) and (
        stop == end or not row[stop].capital or stop in taken
    )


def kind(row: Sequence[features.Spelling], span: Span) -> Kind:
    """Return the kind of the name *span*; the tagger's miscellaneous names are told apart here."""
    words = row[span.start : span.end]
    if span.label in _KINDS:
        return _KINDS[span.label]
    known, last = features.known_name(words), words[-1]
    form, things = form_of(row, span.start, span.end), reference.things()
    thing = things.get(form) or things.get(("".join(form),))  # COP 30
    if thing:
        return Kind(thing)
    if words[0].text in ("The", "A", "An") and len(words) > 2 and not known:
        return Kind.WORK  # The Salt Roads
    if known == "event" and words[0].lower in lists.ILLNESSES:
        return Kind.OTHER
    if len(words) > 1 and kinds.is_particular(words):
        return Kind.WORK if kinds.is_music(words) else Kind.OTHER  # Cello Concerto; Epic Games v. Apple
    if known in ("event", "work"):
        return Kind(known)
    if words[0].lower in lists.FEASTS or last.lower in lists.OCCASIONS:
        return Kind.EVENT
    if kinds.is_document(words) or kinds.is_plan(words) or (len(words) == 1 and words[0].lower in lists.STATUTES):
        return Kind.WORK
    quoted = span.start > 0 and row[span.start - 1].text == '"' and '"' in [word.text for word in row[span.end :][:2]]
    eventful = not quoted and "org" not in last.classes and any("event" in word.classes for word in words)
    if "event" in last.classes or eventful:
        return Kind.EVENT
    if "work" in last.classes or kinds.is_titled_work(row, span):
        return Kind.WORK
    if len(words) == 1 and last.lower.endswith(features.PEOPLES):
        return Kind.GROUP
    return Kind.WORK if quoted else Kind.OTHER
