"""Names and phrases of Russian text: by capitals, and by the dictionary of pymorphy3 where it is installed.

With the dictionary, forms of a word meet under their nominative, names get a kind (persons by first names, surnames and
patronymics, places by the mark for toponyms), and phrases are adjectives that agree with a noun, or a noun with its
genitive. Without it, names are runs of capitals as they stand and phrases what stands between stop words, so that every
case is a candidate of its own: a rough list, and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from glossary.extract import reference
from glossary.extract.mending import expansion
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.seen import Context, put
from glossary.model import Document, Segment
from glossary.text import palladius
from glossary.text.segments import walk

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*|\d+(?:-[^\W\d_]+)?|[^\w\s]")
_CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
_ENDING = re.compile(r"(?:а|у|е|ом|ем|ым|я|ю)$")
"""The endings of masculine names that have none in the nominative."""
_WOMAN = re.compile(r"\b([А-ЯЁ][а-яё]+[ая]) ([А-ЯЁ][а-яё]+(?:[оеё]ва|[иы]на|ая))\b")
_RUSSIAN = re.compile(r"(?:[оеё]в|[иы]н|ск|цк)(?:а|у|е|ой|ым|ого|ому|им|ом|ую)$")
"""How a Russian surname ends that is not in the nominative of a man."""
_OPEN = frozenset("оеэиу")
"""Foreign names that end so are not declined."""
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_SCALES = frozenset("тыс млн млрд трлн тысяч тысячи миллион миллиона миллионов миллиард миллиарда миллиардов".split())
_LINKS = frozenset("и де фон ван дер аль бин ибн оф".split())
_HEADS = {
    word: kind
    for kind, words in {
        "organization": "агентство академия альянс армия ассамблея ассоциация банк блок дума институт комиссия комитет "
        "компания конгресс корпорация министерство организация палата парламент партия правительство служба собрание "
        "совет союз суд университет управление федерация фонд центр штаб",
        "place": "город гора долина залив край канал коридор море область океан остров площадь полуостров пролив район "
        "республика река улица",
        "event": "война выборы игра конференция кинофестиваль олимпиада саммит съезд турнир фестиваль форум чемпионат",
        "work": "декларация договор конституция хартия",
    }.items()
    for word in words.split()
}
"""What a name is whose noun is this."""


_ADJECTIVE = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|им|ими)$")
_INTO = frozenset("в во из близ".split())
"""Before an unknown name of one word these tell that it is a place: *в Дакаре*."""
_SURNAME = re.compile(r"[А-ЯЁ]\w+(?:[оеё]в|[иы]н|ский|цкий)").fullmatch


class Reader:
    """Reads Russian texts."""

    def __init__(self, watch: str = "") -> None:
        self._watch = watch.lower()
        self._stop = reference.words("russian")
        self._common = reference.common("ru")
        self._morph: Any = None
        if find_spec("pymorphy3") and find_spec("pymorphy3_dicts_ru"):
            self._morph = import_module("pymorphy3").MorphAnalyzer(lang="ru")
        self._parsed = lru_cache(50_000)(self._parse)
        self._seen: set[str] = set()
        """The words with a capital in the window that is read."""
        self._women: set[str] = set()
        """The surnames of women in it, in the nominative."""
        self._families: set[str] = set()
        """The surnames of the persons so far in the document."""

    def read(self, document: Document) -> Iterator[Reading]:
        """Return what *document* holds, part by part."""
        reading = Reading(document.name)
        if self._morph is None:
            reading.note = "pymorphy3 is not installed: each case of a Russian word counts as a word of its own"
        length = max(1, len(document.text))
        self._families = set()
        for window in windows(walk(document)):
            self._seen = {word for segment in window for word in _CAPITALISED.findall(segment.text)}
            self._women = {
                match[2]
                for segment in window
                for match in (_WOMAN.finditer(segment.text) if self._morph is not None else ())
                if any("Name" in one.tag and {"femn", "nomn"} in one.tag for one in self._morph.parse(match[1]))
            }
            for segment in window:
                self._sentence(reading, segment, length)
        yield reading

    def _sentence(self, reading: Reading, segment: Segment, length: int) -> None:
        text = segment.text
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
        context: Context = (worth_of(segment), reading.document, segment.start, text)
        headline = segment.role == "heading" or text.isupper()
        reading.words += len(words)
        for word, _, _ in words:
            low = word.lower()
            if low[0].isalpha():
                reading.lows[low] = reading.lows.get(low, 0) + 1
                reading.solid += 1
                reading.known += low in self._common
        taken: set[int] = set()
        whole = dict(self._introduced(words))
        inside = {at for (first, last) in whole for at in range(first, last)}
        titles = dict(self._titles(words))
        inside |= {at for (first, last) in titles for at in range(first, last)}
        found = [span for span in self._names(words) if inside.isdisjoint(range(*span))]
        found += titles
        for first, last in sorted([*found, *whole]):
            run = words[first:last]
            before = words[first - 1][0].lower() if first else ""
            key, kind = titles.get((first, last)) or self._name([word for word, _, _ in run], before)
            if (first, last) in whole:
                pair = (key, whole[first, last])
                reading.pairs[pair] = reading.pairs.get(pair, 0) + 1
            taken.update(range(first, last))
            marks = (kind, *(("heading",) if headline else ()), *(("start",) if first == 0 else ()))
            put(reading.names, key, segment, run[0][1], run[-1][2], key, marks, length, context)
        for first, last, key, shape in self._phrases(words, taken):
            run = words[first:last]
            put(reading.phrases, key, segment, run[0][1], run[-1][2], key, ("noun", "~" + shape), length, context)
        if self._watch and self._watch in text.lower() and len(reading.trace) < 10:
            reading.trace.append(f"{segment.document}:{segment.line}: {text}")

    def _introduced(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
        """Return the names, as ranges, that acronyms in brackets stand for: *Азиатский банк развития (АБР)*."""
        texts = [word for word, _, _ in words]
        for place in range(2, len(texts) - 2):
            short = texts[place + 1]
            if texts[place] == "(" and texts[place + 2] in "),;" and 3 <= len(short) <= 8 and short.isupper():
                long = expansion(texts[max(0, place - 12) : place], short)
                if long > 1 and texts[place - long][0].isupper():
                    yield (place - long, place), short

    def _titles(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
        """Yield what stands in «», of two to six words, with a capital, as names of works: no speech, no sentence."""
        opened = -1
        for at, (word, _, _) in enumerate(words):
            if word == "«":
                opened = at + 1
            elif word == "»" and opened >= 0:
                run = [one for one, _, _ in words[opened:at]]
                after = words[at + 1][0] if at + 1 < len(words) else ""
                spoken = after in ("—", "–") or (after == "," and at + 2 < len(words) and words[at + 2][0] in "—–")
                spoken = spoken or (opened > 1 and words[opened - 2][0] == ":")
                if 2 <= len(run) <= 6 and run[0][0].isupper() and all(map(str.isalnum, run)) and not spoken:
                    noun = next((place for place, one in enumerate(run) if "NOUN" in self._tag(one)), -1)
                    if noun >= 0 and all(self._nominal(one) for one in run[: noun + 1]):
                        yield (opened, at), (" ".join(run), "work")
                opened = -1

    def _nominal(self, word: str) -> bool:
        """Return whether *word* may be in the nominative."""
        return any("nomn" in parse.tag for parse in self._morph.parse(word))

    def _names(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """Return runs of words with capitals that are names, as ranges."""
        place, count = 0, len(words)
        fresh = True
        while place < count:
            word = words[place][0]
            if not word[0].isupper() or (len(word) == 1 and not word.isalpha()):
                fresh = not word[0].isalnum() and (fresh or word in '«“"„—–:')
                place += 1
                continue
            low = word.lower()
            follows = place + 1 < count and words[place + 1][0][0].isupper()
            if follows:
                plain = self._person_noun(word) or (fresh and self._common_noun(word))
            elif self._body(words, place):
                plain = False
            else:
                plain = low in self._common or (self._known(low) and not self._described(words, place))
            if fresh and (low in self._stop or len(word) == 1 or (plain and not self._is_name(word))):
                fresh = False
                place += 1
                continue
            last = place + 1
            while last < count and words[last][1] - words[last - 1][2] <= 1:
                other = words[last][0]
                if other[0].isupper() and other.isalpha() | ("-" in other) and other.lower() not in self._stop:
                    last += 1
                elif other in _LINKS and other != "и" and last + 1 < count and words[last + 1][0][0].isupper():
                    last += 2
                else:
                    break
            last = self._completed(words, place, last)
            if last - place > 1 or len(word) > 1:
                yield from self._split(words, place, last)
            place, fresh = last, False

    def _known(self, low: str) -> bool:
        return self._morph is not None and bool(self._morph.word_is_known(low))

    def _described(self, words: list[tuple[str, int, int]], place: int) -> bool:
        """Return whether an adjective at *place* may begin a name: *Каспийское море*, not *Новая газета*."""
        if "ADJF" not in self._tag(words[place][0].lower()):
            return False
        noun = self._noun(words, place + 1)
        if noun and "anim" in self._tag(words[noun - 1][0]):
            return False  # Сеульские аналитики
        last = self._completed(words, place, place + 1)
        return last == place + 1 or self._parsed(words[last - 1][0])[1].normal_form in _HEADS

    def _body(self, words: list[tuple[str, int, int]], place: int) -> bool:
        """Return whether a body is named from *place* on, at the beginning of a sentence.

        *Международный валютный фонд*, *Всемирная организация здравоохранения*, *Министерство финансов*.
        """
        if self._morph is None:
            return False
        if self._parsed(words[place][0].lower())[1].normal_form == "министерство":
            return self._noun(words, place + 1) > 0
        last = self._completed(words, place, place + 1)
        head = self._parsed(words[last - 1][0])[1].normal_form
        before = self._parsed(words[last - 2][0])[1].normal_form if last > place + 2 else ""
        return last > place + 2 and "organization" in (_HEADS.get(head), _HEADS.get(before))

    def _person_noun(self, word: str) -> bool:
        """Return whether *word* is who somebody is, or no noun: *Лидер Узбекистана*, *Когда-то Москва*."""
        tag = self._tag(word)
        nominal = "NOUN" in tag or "ADJF" in tag or "LATN" in tag
        return bool(tag) and (not nominal or "anim" in tag) and self._known(word.lower())

    def _common_noun(self, word: str) -> bool:
        """Return whether *word* is a noun before a name, and no head of one: *Полиция Нидерландов*, *Акции Volvo*."""
        if self._morph is None or len(word) < 4 or word.isascii() or not self._known(word.lower()):
            return False
        tag, parse = self._parsed(word.lower())
        return "NOUN" in tag and parse.normal_form not in _HEADS and not self._is_name(word)

    def _completed(self, words: list[tuple[str, int, int]], first: int, last: int) -> int:
        """Return where a name ends that began with an adjective or with what it is.

        *Тихий* + *океан*, *Международный* + *валютный фонд*, *Министерство* + *финансов*.
        """
        if self._morph is None or last - first > 2:
            return last
        head = self._parsed(words[last - 1][0])[1]
        if "ADJF" in head.tag or self._geographic(words, last):
            end = self._noun(words, last)
            if not end or not all(
                self._fits(one, self._parsed(words[end - 1][0])[1]) for one, _, _ in words[first : end - 1]
            ):
                return last
            last, head = end, self._parsed(words[end - 1][0])[1]
        if head.normal_form in _HEADS and (end := self._noun(words, last)) and "gent" in self._tag(words[end - 1][0]):
            last = end
        return last

    def _town(self, word: str) -> bool:
        return "Geox" in self._tag(word) and self._morph.word_is_known(word.lower())

    def _geographic(self, words: list[tuple[str, int, int]], at: int) -> bool:
        """Return whether an adjective comes before its noun: *Аральском море*, *Уппсальского университета*."""
        noun = words[at][0] if at < len(words) else ""
        if not noun or noun[0].isupper() or words[at][1] - words[at - 1][2] != 1:
            return False
        parse = self._parsed(noun)[1]
        before = words[at - 1][0]
        made = _ADJECTIVE.search(before) is not None and not self._known(before.lower()) and "anim" not in parse.tag
        return (parse.normal_form in _HEADS or made) and self._fits(before, parse)

    def _noun(self, words: list[tuple[str, int, int]], start: int) -> int:
        """Return the end of the noun that follows at *start*, with an adjective before it or not; 0 for none."""
        for end in range(start, min(start + 2, len(words))):
            word = words[end][0]
            if words[end][1] - words[end - 1][2] != 1 or not self._plain(word) or word[0].isupper():
                return 0
            tag = self._tag(word)
            if "NOUN" in tag:
                return end + 1
            if "ADJF" not in tag:
                return 0
        return 0

    def _split(self, words: list[tuple[str, int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
        """Return the run as one name, or cut where a place or organization is followed by a person."""
        run = [word for word, _, _ in words[first:last]]
        if self._morph is not None and not _chinese(run) and not _syllabic(run):
            for place in range(first + 1, last):
                if words[place - 1][0].isascii() and "Name" in self._tag(words[place][0]):
                    yield first, place  # IG Metall, Сабине Фогт
                    yield from self._split(words, place, last)
                    return
                before, here = self._tag(words[place - 1][0]), self._tag(words[place][0])
                town = "Geox" in here and self._known(words[place][0].lower())
                town = town and "NOUN" not in here  # two nouns are two places
                place_before = "Geox" in before and "NOUN" in before and self._known(words[place - 1][0].lower())
                if place_before and not town and words[place][0][0].isupper():
                    yield first, place
                    yield from self._split(words, place, last)
                    return
                if (
                    ("Name" in here or "Init" in here)
                    and not ("Name" in before or "Surn" in before or "Init" in before)
                    and self._known(words[place - 1][0].lower())
                ):
                    yield first, place
                    yield place, last
                    return
        yield first, last

    def _is_name(self, word: str) -> bool:
        tag = self._tag(word)
        return any(mark in tag for mark in ("Name", "Surn", "Patr", "Geox", "Orgn"))

    def _tag(self, word: str) -> str:
        return str(self._parsed(word)[0]) if self._morph is not None else ""

    def _parse(self, word: str) -> tuple[str, Any]:
        """Return the tag and the parse of *word*; a name before a common word where it has a capital."""
        found = self._morph.parse(word)
        if word[0].isupper():
            guessed = not self._morph.word_is_known(word.lower())
            for parse in found:
                if guessed and "Abbr" in parse.tag:
                    continue
                if any(mark in parse.tag for mark in ("Surn", "Name", "Patr", "Geox")):
                    return str(parse.tag), parse
        return str(found[0].tag), found[0]

    def _name(self, run: list[str], before: str = "") -> tuple[str, str]:
        """Return the nominative of a name, and its kind; *before* is the word in front of it."""
        if len(run) == 1 and run[0].isupper() and self._town(run[0].capitalize()):
            if "Abbr" in self._tag(run[0]):
                return run[0], "place"
            if not before:
                run = [run[0].capitalize()]  # a dateline
        if self._morph is None or run[0].isascii() or any(word.isupper() and len(word) > 1 for word in run):
            return self._lettered(run)
        if chinese := _chinese(run):
            self._families.add(run[0])
            return chinese, "person"
        tags = [self._tag(word) for word in run]
        if len(run) > 1 and run[-1][0].islower() and self._fits(run[-2], self._parsed(run[-1])[1]):
            tags[-2] = "ADJF"
        into = len(run) == 1 and before in _INTO and not self._known(run[0].lower())
        if not into and self._personal(run, tags):
            name = self._person(run)
            self._families.add(name[0] if _syllabic(run) else name[-1])
            return " ".join(name), "person"
        head = next((place for place, tag in enumerate(tags) if "NOUN" in tag or "UNKN" in tag), 0)
        noun = self._parsed(run[head])[1]
        kind = _HEADS.get(noun.normal_form) or ("place" if into else self._kind(run, tags, head))
        front = [self._capitals(word, self._agreeing(word, noun)) for word in run[:head]]
        stands = self._foreign(run[head]) or not {"NOUN", "ADJF"} & set(noun.tag.grammemes)
        shown = run[head] if stands else self._capitals(run[head], self._nominative(noun))
        return " ".join([*front, shown, *run[head + 1 :]]), kind

    def _lettered(self, run: list[str]) -> tuple[str, str]:
        """Return a name with an acronym or a foreign word in it as it stands, but for its head: *Совбезе ООН*."""
        first = run[0]
        if self._morph is not None and len(run) > 1 and not first.isupper() and not first.isascii():
            parse = self._parsed(first)[1]
            if "NOUN" in parse.tag and "inan" in parse.tag and "Geox" not in parse.tag:
                return " ".join([self._capitals(first, self._nominative(parse)), *run[1:]]), "organization"
        return " ".join(run), "organization" if first.isupper() and len(first) > 1 else "other"

    def _personal(self, run: list[str], tags: list[str]) -> bool:
        """Return whether a name is that of a person: by the dictionary, or a surname that stood behind a first name."""
        if len(run) == 1 and not {run[0], self._shown(run[0])}.isdisjoint(self._families):
            return True
        if _syllabic(run):
            return True
        if _body(run, tags) or self._parsed(run[-1].lower())[1].normal_form in _HEADS:
            return False
        if any("Name" in tag or "Surn" in tag or "Patr" in tag for tag in tags):
            return True
        # Two or three words that no dictionary has: Хурэлсух Ухнаа.
        foreign = 2 <= len(run) <= 3 and not any(word.isascii() or self._known(word.lower()) for word in run)
        return foreign and not any("Orgn" in tag for tag in tags)

    def _kind(self, run: list[str], tags: list[str], head: int) -> str:
        """Return the kind of a name that is no person's and whose noun does not tell."""
        if "Geox" in tags[head]:
            return "place"
        named = any("Orgn" in tag for tag in tags) or run[0].lower() in self._stop or head + 1 < len(run)
        return "organization" if named or _body(run, tags) else "other"

    def _person(self, run: list[str]) -> list[str]:
        """Return the nominative of the name of a person: as it stands where its first name is in the nominative."""
        if _syllabic(run):
            return [*run[:-1], self._shown(run[-1]) or run[-1]]
        shown = [self._shown(word) for word in run]
        if all(shown) and (len(run) > 1 or not self._morph.word_is_known(run[0].lower())):
            return shown  # Александра Габуева is a case of Александр Габуев, if that is in the text
        given = [parse for word in run for parse in self._morph.parse(word) if "Name" in parse.tag]
        if any("nomn" in parse.tag and parse.word.capitalize() == run[0] for parse in given):
            return run
        if len(run) == 1 and (_SURNAME(run[0]) or run[0] in self._women):
            return run  # Жапаров is no form of Жапары
        if len(run) > 1 and given and run[-1][-1] in _OPEN and self._standing(run[0]):
            return run  # Амина Диалло: nothing says that it is a case of Амин Диалло
        gender, case = (given[0].tag.gender, given[0].tag.case) if given else (None, None)
        found = []
        for word in run:
            if bare := word if _SURNAME(word) or self._foreign(word) else self._bare(word):
                found.append(bare)
                continue
            parses = self._morph.parse(word)
            marked = [one for one in parses if any(mark in one.tag for mark in ("Name", "Surn", "Patr", "Geox"))]
            marked.sort(
                key=lambda one: (
                    gender not in (None, one.tag.gender),
                    case not in (None, one.tag.case),
                    "plur" in one.tag,
                )
            )
            best = (marked or parses)[0]
            found.append(
                word if "UNKN" in best.tag or "plur" in best.tag else self._capitals(word, self._nominative(best))
            )
        return found

    def _standing(self, word: str) -> bool:
        """Return whether *word*, a first name, may be in the nominative: no form without its ending is in the text."""
        return word[-1] in "ая" and not self._shown(word)

    def _foreign(self, word: str) -> bool:
        """Return whether *word* is a name that has no other forms: *Бекеле*, *Куру*, *Чэнду*."""
        return word[-1] in _OPEN and not self._morph.word_is_known(word.lower()) and not self._shown(word)

    def _bare(self, word: str) -> str:
        """Return the nominative of a name that the dictionary lacks; nothing where it has the endings of Russian names.

        A foreign name that ends in a consonant is in the nominative, and with an ending it is a case of the one without
        that is in the text, too: *Хурэлсуха* of *Хурэлсух*. Else it stays as it stands.
        """
        if self._morph.word_is_known(word.lower()):
            return ""
        if word[-1] in _CONSONANTS and not _ENDING.search(word):
            return word
        shown = self._shown(word)
        if shown or _RUSSIAN.search(word):
            return shown
        return word[:-2] if word.endswith(("ом", "ем")) and word[-3] in _CONSONANTS else word

    def _shown(self, word: str) -> str:
        """Return the form without an ending of which *word* may be a case, where it is in the text; else nothing."""
        ending = _ENDING.search(word)
        stem = word[: ending.start()] if ending else ""
        return next((form for form in (stem, stem + "й", stem + "ь") if stem and form in self._seen), "")

    @staticmethod
    def _capitals(word: str, normal: str) -> str:
        """Return *normal* with capitals where *word*, whose form it is, has them."""
        parts = word.split("-")
        return "-".join(
            part.capitalize() if place >= len(parts) or parts[place][:1].isupper() else part
            for place, part in enumerate(normal.split("-"))
        )

    def _phrases(self, words: list[tuple[str, int, int]], taken: set[int]) -> Iterator[tuple[int, int, str, str]]:
        """Return (first, last, key, letters) of phrases."""
        count = len(words)
        if self._morph is None:
            place = 0
            while place < count:
                last = place
                while last < count and self._plain(words[last][0]) and last not in taken:
                    last += 1
                for size in (1, 2, 3):
                    for first in range(place, last - size + 1):
                        run = [word.lower() for word, _, _ in words[first : first + size]]
                        yield first, first + size, " ".join(run), "n" * size
                place = max(last, place + 1)
            return
        for place in range(count):
            if place in taken or not self._plain(words[place][0]):
                continue
            tag, parse = self._parsed(words[place][0].lower())
            if "NOUN" not in tag:
                continue
            first = place
            while first and first - 1 not in taken and self._agrees(words[first - 1][0], parse):
                first -= 1
            noun = self._nominative(parse)
            front = [self._agreeing(words[at][0], parse) for at in range(first, place)]
            if front or len(words[place][0]) > 3:
                yield first, place + 1, " ".join([*front, noun]), "j" * len(front) + "n"
            follow = place + 1
            if follow < count and follow not in taken and self._plain(words[follow][0]):
                other, after = self._parsed(words[follow][0].lower())
                if "NOUN" in other and "gent" in other and words[follow][1] - words[place][2] == 1:
                    yield first, follow + 1, " ".join([*front, noun, after.word]), "j" * len(front) + "nn"

    def _plain(self, word: str) -> bool:
        low = word.lower()
        return low not in _SCALES and len(low) > 2 and low[0].isalpha() and low not in self._stop

    def _agrees(self, word: str, noun: Any) -> bool:
        if not self._plain(word) or word[0].isupper() or not self._fits(word, noun):
            return False
        tag = self._tag(word)
        return not ("PRTF" in tag and "actv" in tag and "past" in tag)  # принимавший церемонию

    def _fits(self, word: str, noun: Any) -> bool:
        """Return whether *word* is an adjective that agrees with *noun* in case and number."""
        return any(
            ("ADJF" in parse.tag or "PRTF" in parse.tag)
            and "Apro" not in parse.tag
            and parse.tag.case == noun.tag.case
            and parse.tag.number == noun.tag.number
            for parse in self._morph.parse(word.lower())
        )

    def _agreeing(self, word: str, noun: Any) -> str:
        """Return the nominative of an adjective that agrees with *noun*."""
        for parse in self._morph.parse(word.lower()):
            if ("ADJF" in parse.tag or "PRTF" in parse.tag) and parse.tag.case == noun.tag.case:
                wanted = {"nomn", noun.tag.number or "sing"}
                if noun.tag.number != "plur" and noun.tag.gender:
                    wanted.add(noun.tag.gender)
                inflected = parse.inflect(wanted)
                if inflected and inflected.word[:2] == parse.word[:2]:  # лучший is no наихороший
                    return str(inflected.word)
        return word.lower()

    def _nominative(self, noun: Any) -> str:
        inflected = noun.inflect({"nomn"})
        return str(inflected.word if inflected else noun.word)


def _syllabic(run: list[str]) -> bool:
    """Return whether a name has three words of one syllable, as those of Korea and Vietnam: *Пак Мин Джун*."""
    return len(run) == 3 and all(len(re.findall("[аеёиоуыэюя]", word.lower())) == 1 for word in run)


def _body(run: list[str], tags: list[str]) -> bool:
    """Return whether a name of several words begins with a thing: *Институт Келлера*."""
    return len(run) > 1 and "NOUN" in tags[0] and "inan" in tags[0] and "Geox" not in tags[0]


@lru_cache(1)
def _pinyin() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the Chinese surnames in Russian, and what matches a given name with its case ending."""
    syllables = palladius.syllables()
    surnames = frozenset(syllables[one].capitalize() for one in palladius.surnames() if one in syllables)
    one = "|".join(sorted(set(syllables.values()), key=lambda part: (-len(part), part)))
    return surnames, re.compile(f"((?:{one})(?:ъ?(?:{one}))?)(?:а|у|ом|е|я|ю|ем)?", re.IGNORECASE)


def _chinese(run: list[str]) -> str:
    """Return the nominative of a Chinese name by the Palladius system; nothing where *run* is none.

    >>> _chinese(["Си", "Цзиньпина"]), _chinese(["Ли", "Шувалова"])
    ('Си Цзиньпин', '')
    """
    surnames, given = _pinyin()
    if len(run) != 2 or run[0] not in surnames:
        return ""
    found = given.fullmatch(run[1])
    return f"{run[0]} {found[1]}" if found else ""
