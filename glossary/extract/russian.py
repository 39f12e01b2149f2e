"""Names and phrases of Russian text: by capitals, and by the dictionary of pymorphy3 where it is installed.

With the dictionary, forms of a word meet under their nominative, names get a kind (persons by first names, surnames and
patronymics, places by the mark for toponyms), and phrases are adjectives that agree with a noun, or a noun with its
genitive. Without it, names are runs of capitals as they stand and phrases what stands between stop words, so that every
case is a candidate of its own: a rough list, and a warning says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from glossary.extract import reference, russian_before
from glossary.extract.acronyms import expansion
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.russian_forms import HEADS, WORDS, either
from glossary.extract.russian_persons import DAUGHTER, PLACE, body, chinese, syllabic
from glossary.extract.russian_quoted import RELATIONAL, Quoted
from glossary.extract.seen import Context, put
from glossary.model import Document, Segment
from glossary.text.segments import prose

_WORD = re.compile(r"[A-Z]+\d+[A-Z]*|[^\W\d_]+(?:-?'?[^\W_]+)*|\d+(?:-[^\W\d_]+)?|[^\w\s]")
_CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
_MARKED = re.compile("[Ѐ-ӿ][\u0300-\u036f]+")
"""A letter with an accent, й and ё in two characters among them."""
_LOWER = re.compile(r"\b[а-яё]+(?:-[а-яё]+)*\b")
_WOMAN = re.compile(r"\b([А-ЯЁ][а-яё]+[ая]) ([А-ЯЁ][а-яё]+(?:[оеё]ва|[иы]на|ая))\b")
_COMMON = WORDS["term"] | WORDS["acronym"] | {form.upper() for form in WORDS["legal"]}
"""Acronyms that are no names."""
_RARE = 3.4
"""So common, on Zipf's scale, a noun by itself is at most that counts in any case: *тепловоз*, *хемосинтез*."""
_NUMERAL = re.compile("[IVXLХ]+").fullmatch
"""The number of a king, a pope, a century."""
_IN_TOWN = re.compile(
    "([А-ЯЁ].+(?:[аеёиоуыэюя][бвгдзклмнпрстф]|[бвгджзклмнпрстх][бгдзкпстфх]))е", re.IGNORECASE
).fullmatch
"""How the name of a town ends that somebody is in, if it has an ending: *Дакаре*, not *Эдирне*."""
_BODY = reference.ending(WORDS["body_end"])
_STATE = re.compile(f"((?:{either('state_front')})[а-яё]*(?:{either('state_end')}))(?:а|у|ом|е)?").fullmatch
"""A body of a state that is one word, in any case: *Росстата*."""
_SIDE = re.compile(f"(?:{either('side')})(?:[ыи]й|[ая]я|[ую]ю|[оыеи]м|[ое]го|[ое]му|[ое]й)$")
"""The side of a place that is a part of its name."""
_STATELY = re.compile(f"(?:{either('stately')})[а-я]+$").match
"""The adjectives that begin the names of bodies: *Конституционный суд*."""
_CALLED = re.compile("[А-Я][а-яё-]+(?<!че)[сц]к(?:ий|ая|ое)").fullmatch
"""The adjectives of names, which begin a body that is called after one: *Мариинский театр*."""
_SHE = re.compile("[аеиыуя]ла(?:сь)?$")
"""How the past of a verb ends whose subject is a woman."""


class Reader(Quoted):
    """Reads Russian texts."""

    def __init__(self, watch: str = "") -> None:
        self._watch = watch.lower()
        super().__init__()
        self._common = reference.common("ru")
        self._kinds: dict[str, str] = {}
        """What the names so far in it are."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Return what *documents* hold, one by one."""
        return map(self._text, documents)

    def _text(self, document: Document) -> Reading:
        reading = Reading(document.name)
        if self._morph is None:
            note = "pymorphy3 is not installed: each case of a Russian word counts as a word of its own"  # message
            reading.note = note
        length = max(1, len(document.text))
        self._families, self._givens, self._kinds = set(), set(), {}
        for window in windows(prose(document)):
            self._seen = {word for segment in window for word in _CAPITALISED.findall(_unmarked(segment.text))}
            self._single = self._singulars(window) if self._morph is not None else set()
            self._women = {
                match[2]
                for segment in window
                for match in (_WOMAN.finditer(_unmarked(segment.text)) if self._morph is not None else ())
                if any("Name" in one.tag and {"femn", "nomn"} in one.tag for one in self._parses(match[1]))
            }
            for segment in window:
                self._sentence(reading, segment, length)
        return reading

    def _singulars(self, window: list[Segment]) -> set[str]:
        """Return the nouns that stand in the singular somewhere, and nowhere look like a plural there."""
        found = set()
        for word in {word for segment in window for word in _LOWER.findall(_unmarked(segment.text))}:
            parses = [one for one in self._parses(word) if "NOUN" in one.tag]
            if parses and all("sing" in one.tag for one in parses):
                found.add(str(parses[0].normal_form))
        return found

    def _sentence(self, reading: Reading, segment: Segment, length: int) -> None:
        """Put the words, names and phrases of a *segment* into *reading*."""
        text = segment.text
        words = list(_words(text))
        context: Context = (worth_of(segment), reading.document, segment.start, text)
        headline = segment.role == "heading" or text.isupper()
        self._count(reading, words)
        taken: set[int] = set()
        whole = dict(self._introduced(words))
        titles = dict(self._titles(words))
        inside = {at for span in (*whole, *titles) for at in range(*span)}
        found = [span for span in self._names(words) if inside.isdisjoint(range(*span))]
        for first, last in sorted([*found, *titles, *whole]):
            before = [word for word, _, _ in words[max(0, first - 8) : first]]
            after = words[last][0] if last < len(words) else ""
            key, kind = titles.get((first, last)) or self._name([one for one, _, _ in words[first:last]], before, after)
            if (first, last) in whole:
                pair = (key, whole[first, last])
                reading.pairs[pair] = reading.pairs.get(pair, 0) + 1
            noun = russian_before.noun(self._parses, before) if self._morph is not None else ""
            town = last - first == 1 and "Geox" in self._tag(words[first][0])
            if noun in WORDS["storm"] and town and not self._nominal(words[first][0]):
                kind = "place"  # ураган Техасу не грозит
            elif noun in WORDS["storm"]:
                first, key, kind = first - 1, f"{noun} {key}", "event"
            elif noun in WORDS["contest"] and town:
                first, key, kind = first - 1, f"{noun} {words[first][0]}", "event"  # чемпионат Европы
            elif noun in WORDS["street"] and last - first == 1 and not town:
                first, key, kind = first - 1, self._street(noun, words[first][0]), "place"
            if kind == "other":
                kind = self._kinds.get(key, kind)
            else:
                self._kinds.setdefault(key, kind)
            taken.update(range(first, last))
            marks = (kind, *(("heading",) if headline else ()), *(("start",) if first == 0 else ()))
            put(reading.names, key, segment, words[first][1], words[last - 1][2], key, marks, length, context)
        counted: set[int] = set()
        for first, last, key, shape in self._phrases(words, taken):
            run = words[first:last]
            for at, word in enumerate(reference.spelled(key).split(" "), first):
                if at >= last or at in counted or word == reference.spelled(words[at][0].lower()):
                    continue
                if last > first + 1 or (self._common.get(word, 0) < _RARE and not self._owns(words, first)):
                    counted.add(at)  # under the nominative, too, which its rarity is looked up by
                    reading.lows[word] = reading.lows.get(word, 0) + 1
            put(reading.phrases, key, segment, run[0][1], run[-1][2], key, ("noun", "~" + shape), length, context)
        if self._watch and self._watch in text.lower() and len(reading.trace) < 10:
            reading.trace.append(f"{segment.document}:{segment.line}: {text}")

    def _owns(self, words: list[tuple[str, int, int]], place: int) -> bool:
        """Return whether the noun at *place* is the genitive of the noun before it: *зона | затопления*."""
        before = words[place - 1][0].lower() if place else ""
        if not before or words[place][1] - words[place - 1][2] != 1 or "NOUN" not in self._tag(before):
            return False
        light = self._weak.get(reference.stem(before, "ru")) in ("light", "bearer")
        return not light and any("gent" in one.tag for one in self._parses(words[place][0].lower()))

    def _street(self, noun: str, word: str) -> str:
        """Return the nominative of a street: *улица Первомайская*, *улица Кирова*, *проспект Рудаки*."""
        street = self._parsed(noun)[1]
        fits = any("ADJF" in one.tag and one.tag.gender == street.tag.gender for one in self._parses(word.lower()))
        return f"{noun} {self._capitals(word, self._agreed_with(word, street)) if fits else word}"

    def _count(self, reading: Reading, words: list[tuple[str, int, int]]) -> None:
        """Add up in *reading* how often *words* stand there, and how many of them are common ones."""
        reading.words += len(words)
        for word, _, _ in words:
            low = reference.spelled(word.lower())
            if low[0].isalpha():
                reading.lows[low] = reading.lows.get(low, 0) + 1
                reading.solid += 1
                reading.known += low in self._common

    def _introduced(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the names, as ranges, that acronyms in brackets stand for: *Азиатский банк развития (АБР)*."""
        texts = [word for word, _, _ in words]
        for place in range(2, len(texts) - 2):
            short = texts[place + 1]
            if texts[place] == "(" and texts[place + 2] in "),;" and 3 <= len(short) <= 8 and short.isupper():
                long = expansion(texts[:place], short)
                if long > 1 and texts[place - long][0].isupper():
                    yield (place - long, place), short

    def _names(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """Yield runs of words with capitals that are names, as ranges."""
        place, fresh = 0, True
        while place < len(words):
            word = words[place][0]
            if not word[0].isupper() or (len(word) == 1 and not word.isalpha()):
                fresh = not word[0].isalnum() and (fresh or word in '«“"„—–:')
                place += 1
                continue
            last = place + 1
            called = place + 1 < len(words) and words[place + 1][0] == "имени"
            if (word not in _COMMON or called) and self._opens(words, place, fresh=fresh):
                last = self._completed(words, place, self._capitals_end(words, place))
                for start, end in self._split(words, place, last):
                    if end - start > 1 or len(words[start][0]) > 1:
                        yield start, end
            place, fresh = last, False

    def _opens(self, words: list[tuple[str, int, int]], place: int, *, fresh: bool) -> bool:
        """Return whether a name begins with the capital at *place*; *fresh* where a sentence begins there."""
        word = words[place][0]
        low = word.lower()
        follows = place + 1 < len(words) and words[place + 1][0][0].isupper()
        alone = not follows and self._morph is not None and self._heads(word)
        if alone and self._completed(words, place, place + 1) == place + 1:
            return False
        if _NUMERAL(word):
            return False
        if not fresh:
            return True
        if (low in self._stop and low != "ли") or len(word) == 1:
            return False
        if follows and self._morph is not None and self._parsed(low)[1].normal_form in WORDS["organ"]:
            return False
        if not follows and self._qualifies(words, place):
            return self._body(words, place) or self._described(words, place, sure=True)
        if self._is_name(word):
            return True
        if follows:
            return not (self._person_noun(word) or self._common_noun(word))
        if self._body(words, place):
            return True
        made = self._known(low) or self._tag(word).startswith(("ADJF", "PRTF", "VERB", "ADVB"))
        common = reference.spelled(low) in self._common
        return not common and (not made or word.isupper() or self._described(words, place))

    def _capitals_end(self, words: list[tuple[str, int, int]], place: int) -> int:
        """Return where the words with capitals end that begin at *place*, with the small ones that link them."""
        last = place + 1
        while last < len(words) and words[last][1] - words[last - 1][2] <= 1:
            word = words[last][0]
            name = word.lower() not in self._stop or "Name" in self._tag(words[last - 1][0])  # Агнеш Тот
            name = name or (word == "И" and last == place + 1 and bool(chinese([words[place][0], word])))  # Ван И
            capital = word[0].isupper() or word.startswith("д'")  # Жанна д'Арк
            if capital and (word.isalpha() or not {"-", "'"}.isdisjoint(word)) and name:
                last += 1
            else:
                end = last
                while end < min(len(words), last + 2) and words[end][0].lower() in WORDS["link"] - {"и"}:
                    end += 1  # Урсула фон дер Ляйен, Роберт Де Ниро
                if end == last or end == len(words) or not words[end][0][0].isupper():
                    break
                last = end + 1
        return last

    def _qualifies(self, words: list[tuple[str, int, int]], place: int) -> bool:
        """Return whether an adjective that is a name elsewhere stands before its noun: *Лесной | пожар*."""
        low = words[place][0].lower()
        if self._morph is None or not any("ADJF" in one.tag for one in self._parses(low)):
            return False
        end = self._noun(words, place + 1)
        return end > 0 and self._known(low) and self._fits(low, self._fitting(words[end - 1][0], [low]))

    def _described(self, words: list[tuple[str, int, int]], place: int, *, sure: bool = False) -> bool:
        """Return whether an adjective at *place* may begin a name: *Каспийское море*, not *Новая газета*.

        *sure* asks for a noun that makes one.
        """
        if "ADJF" not in self._tag(words[place][0].lower()):
            return False
        noun = self._noun(words, place + 1)
        if noun and "anim" in self._tag(words[noun - 1][0]):
            return False  # Сеульские аналитики
        last = self._completed(words, place, place + 1)
        if sure:
            return last > place + 1 and HEADS.get(self._parsed(words[last - 1][0])[1].normal_form) == "place"
        return last == place + 1 or self._parsed(words[last - 1][0])[1].normal_form in HEADS

    def _body(self, words: list[tuple[str, int, int]], place: int) -> bool:
        """Return whether a body is named from *place* on, at the beginning of a sentence.

        *Международный валютный фонд*, *Всемирная организация здравоохранения*, *Министерство финансов*.
        """
        if self._morph is None:
            return False
        if self._parsed(words[place][0].lower())[1].normal_form == "министерство":
            return self._noun(words, place + 1) > 0
        last = self._completed(words, place, place + 1)
        kinds = [HEADS.get(self._parsed(word.lower())[1].normal_form) for word, _, _ in words[place:last]]
        if "organization" not in kinds:
            return False
        follows = last < len(words) and words[last][0][0].isupper()
        if last < len(words) and words[last][0] == "«":
            return False  # Международная организация «Врачи без границ»
        named = (
            last == place + 2
            and _CALLED(words[place][0]) is not None
            and self._common.get(reference.spelled(words[place][0].lower()), 0) < 3.3
        )
        stately = named or _STATELY(words[place][0]) is not None
        return last > place + 2 or stately or (follows and kinds[0] == "organization")

    def _person_noun(self, word: str) -> bool:
        """Return whether *word* is who somebody is, or no noun: *Лидер Узбекистана*, *Когда-то Москва*."""
        tag = self._tag(word)
        nominal = "NOUN" in tag or "ADJF" in tag or "LATN" in tag
        nominal = nominal and not any("COMP" in parse.tag for parse in self._parses(word.lower()))  # Позднее Лаврова
        known = all(map(self._known, word.lower().split("-")))  # Судья-докладчик
        return bool(tag) and (not nominal or "anim" in tag) and known

    def _common_noun(self, word: str) -> bool:
        """Return whether *word* is a noun before a name, and no head of one: *Полиция Нидерландов*, *Акции Volvo*."""
        if self._morph is None or len(word) < 4 or word.isascii() or not self._known(word.lower()):
            return False
        tag, parse = self._parsed(word.lower())
        return "NOUN" in tag and parse.normal_form not in HEADS and not self._is_name(word)

    def _completed(self, words: list[tuple[str, int, int]], first: int, last: int) -> int:
        """Return where a name ends that began with an adjective or with what it is.

        *Тихий* + *океан*, *Международный* + *валютный фонд*, *Министерство* + *финансов*, *Управление ООН* + *по
        координации гуманитарных вопросов*.
        """
        if self._morph is None or last - first > 3:
            return last
        if last < len(words) and words[last][0] == "имени" and words[last - 1][0].isupper():
            return self._honoured(words, last)  # НПО имени Лавочкина
        parse = self._parsed(words[first][0].lower())[1]
        if last - first == 2 and words[last - 1][0].isupper() and parse.normal_form in HEADS:
            return self._tail(words, last, parse.normal_form)
        head = self._parsed(words[last - 1][0])[1]
        if "ADJF" in head.tag or self._geographic(words, last):
            end = self._noun(words, last)
            leads = last - first == 2 and parse.normal_form in HEADS  # Саммит Шанхайской организации сотрудничества
            front = [one for one, _, _ in words[first + leads : end - 1]] if end else []
            head = self._fitting(words[end - 1][0], front) if end else head
            town = last - first == 2 and self._town(words[first][0])  # Орске Оренбургской области
            if not end or not all(self._fits(one, head) for one in front[town:]):
                return last
            last = end
        return self._tail(words, last, head.normal_form) if head.normal_form in HEADS else last

    def _tail(self, words: list[tuple[str, int, int]], last: int, head: str) -> int:
        """Return where the nouns end that belong to a *head* at *last*: genitives, and what stands behind *по*, *о*."""
        start, begin, case, count = last, last, "gent", 0
        while count < 3 and last - start < 8:
            word = words[last][0] if last < len(words) else ""
            step = 0
            if word == "имени":
                return self._honoured(words, last)
            if word == "и" and last > start:
                step = 1
            elif word == "по" and case == "gent" and words[last + 1 :] and words[last + 1][0] not in WORDS["source"]:
                if head in WORDS["whole"]:
                    break
                step, case = 1, "datv"
            elif word in ("о", "об") and last == start and HEADS[head] == "work":
                step, case = 1, "loct"
            end = self._noun(words, last + step)
            if not end and case == "gent" and HEADS[head] == "organization":
                end = self._owner(words, last + step)
                if end:
                    return end
            parses = self._parses(words[end - 1][0]) if end else ()
            wanted = {case} if step else {"gent"}
            if not any(wanted & set(one.tag.grammemes) and "NOUN" in one.tag for one in parses):
                break
            begin, last, count = last, end, count + 1
        if last - begin == 1 and self._parsed(words[begin][0])[1].normal_form in WORDS["land"]:
            if last < len(words) and words[last][0].istitle() and words[last][1] - words[last - 1][2] == 1:
                return last + 1  # Университет штата Луизиана
            return last - 1  # Управление гражданской обороны | республики
        return last

    def _owner(self, words: list[tuple[str, int, int]], at: int) -> int:
        """Return where the name ends that a body belongs to by its own, in the genitive at *at*; 0 for none.

        *Национальный банк Грузии*, *федерация обществ Красного Креста и Красного Полумесяца*.
        """
        word = words[at][0] if at < len(words) else ""
        if words[at - 1 : at] and word.isupper() and "Abbr" in self._tag(word) and "Geox" in self._tag(word):
            return at + 1  # Академия наук КНР
        if not word.istitle() or len(word) < 3 or words[at][1] - words[at - 1][2] != 1:
            return 0
        after = words[at + 1][0] if at + 1 < len(words) else ""
        if word == "Республики" and after.istitle() and "Geox" in self._tag(after):
            return at + 2
        noun = self._fitting(after, [word]) if after.istitle() else None
        if noun is not None and "gent" in noun.tag and "Name" not in self._tag(word) and self._fits(word, noun):
            end = at + 2
            if words[end : end + 1] and words[end][0] == "и" and (further := self._owner(words, end + 1)) > end + 2:
                return further
            return end
        names = [one for one in self._parses(word) if any(mark in one.tag for mark in ("Geox", "Name", "Surn"))]
        land = bool(names) and {"Geox", "gent"} <= set(names[0].tag.grammemes) and self._known(word.lower())
        return at + 1 if land and not after.istitle() else 0

    def _honoured(self, words: list[tuple[str, int, int]], last: int) -> int:
        """Return where a name ends that has *имени* at *last*: behind whom the body is called after, or before it."""
        end = last + 1
        while end < len(words) and end < last + 4 and words[end][0].istitle() and len(words[end][0]) > 1:
            given = {one.tag.case for one in self._parses(words[end][0]) if "Name" in one.tag}
            if "nomn" in given and "gent" not in given:
                break  # МГУ имени Ломоносова | Виктор Садовничий
            end += 1
        return end if end > last + 1 else last

    def _geographic(self, words: list[tuple[str, int, int]], at: int) -> bool:
        """Return whether an adjective comes before its noun: *Аральском море*, *Уппсальского университета*."""
        noun = words[at][0] if at < len(words) else ""
        if not noun or noun[0].isupper() or words[at][1] - words[at - 1][2] != 1:
            return False
        before = words[at - 1][0]
        parse = self._fitting(noun, [before])
        made = RELATIONAL.search(before) is not None and not self._known(before.lower()) and "anim" not in parse.tag
        return (parse.normal_form in HEADS or made) and self._fits(before, parse)

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
        """Yield the run as one name, or cut where a place or organization is followed by a person."""
        whole = False
        if last - first > 1 and words[first][0].lower() in WORDS["office"]:
            first += 1  # Президент Трамп
        while not whole:
            size, whole = self._cut(words, first, last)
            if size:
                yield first, first + size
                first += size
        yield first, last

    def _cut(self, words: list[tuple[str, int, int]], first: int, last: int) -> tuple[int, bool]:
        """Return how many words the first name of the run has, 0 where it is one, and whether the rest is one."""
        run = [word for word, _, _ in words[first:last]]
        if self._morph is None or chinese(run) or syllabic(run) or "имени" in run:
            return 0, True
        if first and len(run) == 2 and self._headed(run[:1], "organization") and not self._known(run[1].lower()):
            return 0, True  # Университет Киндай
        told = russian_before.kind(self._parses, [word for word, _, _ in words[max(0, first - 2) : first]])
        if told == "place" and len(run) == 3 and not self._known(run[0].lower()) and "Name" in self._tag(run[1]):
            return 1, True  # мэр города Кишкерес Жолт Барабаш
        side = _SIDE.match(run[0]) is not None  # Западная Вирджиния
        for place in range(1 + side, len(run)):
            if self._parts(run[place - 1], run[place], more=len(run) - place > 1):
                return place, False
            if self._begins_person(run[place - 1], run[place]):
                return place, True
        return 0, True

    def _parts(self, word: str, other: str, *, more: bool) -> bool:
        """Return whether a name ends between two words: *IG Metall | Сабине*, *Трампа | ФБР*, *Москве | Путин*.

        *more* says that further words follow: *НАТО | Эллисон Харт*, *Дании | Метте Фредериксен*.
        """
        before, here = self._tag(word), self._tag(other)
        if word.isascii() and "Name" in here:
            return True
        low = word.lower()
        loud = word.isupper() and len(word) > 1 and not _NUMERAL(word) and low not in WORDS["legal"]
        if other.istitle() and more and loud and (len(word) > 2 or "Name" in here):
            return not self._known(other.lower()) or "Name" in here
        if more and other.istitle() and before.startswith("NOUN,inan") and "Sgtm,Geox" in before and self._known(low):
            return True
        if other.endswith(DAUGHTER) or self._agree(word, other):
            return False  # Халла Томасдоттир, Марса Зарипова
        if other.isupper() and len(other) > 1 and not _NUMERAL(other) and ("Surn" in before or "Name" in before):
            return True
        if word.lower() in WORDS["link"] or not other[0].isupper():
            return False
        if self._fits(word, self._parsed(other.lower())[1]):
            return False  # Красного Креста
        if (
            "Geox" not in here
            and any("Name" in one.tag for one in self._parses(word))
            and not self._known(other.lower())
        ):
            return False  # Питера Валке
        adjective = "Geox" in here and "NOUN" not in here and self._known(other.lower())  # two nouns are two places
        return "Geox" in before and "NOUN" in before and self._known(word.lower()) and not adjective

    def _agree(self, word: str, other: str) -> bool:
        """Return whether a first name and a surname stand in one case, and none but the nominative."""
        given = {(one.tag.case, one.tag.gender) for one in self._parses(word) if "Name" in one.tag}
        family = {(one.tag.case, one.tag.gender) for one in self._parses(other) if "Surn" in one.tag}
        return any(case != "nomn" for case, _ in given & family) and ("nomn", "masc") not in family

    def _begins_person(self, word: str, other: str) -> bool:
        """Return whether a person begins with the *other* of two words, and not with the first."""
        if word[0].islower() and not self._person_noun(word):
            return False  # Университет штата Луизиана
        before, here = self._tag(word), self._tag(other)
        named = any(mark in before for mark in ("Name", "Surn", "Init"))
        return (
            ("Name" in here or "Init" in here)
            and not named
            and word.lower() not in WORDS["link"]
            and self._known(word.lower())
        )

    def _name(self, run: list[str], before: list[str], after: str) -> tuple[str, str]:
        """Return the nominative of a name, and its kind; *before* are the words in front of it, *after* the next."""
        if len(run) > 1 and _NUMERAL(run[-1]):
            shown, kind = self._name(run[:-1], before, after)
            return f"{shown} {run[-1]}", kind
        if len(run) > 2 and "Abbr" in (tag := self._tag(run[-1])) and "Geox" in tag and run[-1].isupper():
            shown, kind = self._name(run[:-1], before, "")
            return f"{shown} {run[-1]}", kind  # Геологической службы США
        if len(run) == 1 and run[0].isupper() and self._town(self._capitals(run[0], run[0].lower())):
            if "Abbr" in self._tag(run[0]):
                return run[0], "place"
            if not before:
                run = [self._capitals(run[0], run[0].lower())]  # a dateline
        told = russian_before.kind(self._parses, before) if self._morph is not None else ""
        if self._morph is None or run[0].isascii() or any(word.isupper() and len(word) > 1 for word in run):
            shown, kind = self._lettered(run)
            return shown, told or kind
        if full := chinese(run):
            self._families.add(run[0])
            return full, "person"
        tags = [self._tag(word) for word in run]
        single = len(run) == 1 and bool(before) and not self._known(run[0].lower())
        into = before[-1].lower() if single and before[-1].lower() in WORDS["into"] else ""
        capitals = 2 <= len(run) <= 3 and all(word[0].isupper() for word in run)
        case, role = russian_before.case(self._parses, [word for word in before if word not in "«»"])
        titled = role and capitals and not any(self._town(one) or self._heads(one) for one in run)
        told, sure = self._kind_before(run, tags, told, capitals=capitals)
        if not sure and (titled or (not into and self._personal(run, tags))):
            woman = not case and any(map(_SHE.search, (*before[-1:], after)))
            name = self._person(run, case, woman=woman)
            self._families.add(name[0] if syllabic(run) else name[-1])
            if len(name) > 1:
                self._givens.add(name[0])
            return " ".join(name), "person"
        return self._thing(run, tags, told, into=into)

    def _kind_before(self, run: list[str], tags: list[str], told: str, *, capitals: bool) -> tuple[str, bool]:
        """Return the kind of a name that what stands before it *told*, and whether it is surely no person."""
        if "имени" in run:
            return told, True
        if len(run) == 1 and _STATE(run[0]):
            return "organization", True
        if len(run) == 2 and _SIDE.match(run[0]) and self._fits(run[0], self._parsed(run[1])[1]):
            return "place", True
        if told == "organization" and len(run) == 1 and self._town(run[0]):
            return "", False  # сборная России
        if told == "organization" and capitals and any("Name" in tag or "Surn" in tag for tag in tags):
            return "", False  # партия Джереми Корбина
        if len(run) == 1 and not {run[0], self._shown(run[0])}.isdisjoint(self._families):
            return "", False  # команда Джеррарда
        if told in ("work", "event") and capitals and not any(map(self._heads, run)):
            return "", False  # фильм Уэса Андерсона
        first_name = any("Name" in tag and self._known(word.lower()) for tag, word in zip(tags, run, strict=True))
        return told, told != "" and not first_name

    def _thing(self, run: list[str], tags: list[str], told: str, *, into: str) -> tuple[str, str]:
        """Return the nominative of a name that is no person's, and its kind, where that is not *told*."""
        if len(run) == 1 and (state := _STATE(run[0])):
            return state[1], "organization"
        head = self._head(run, tags)
        noun = self._parsed(run[head])[1]
        if head and not all(self._fits(word, noun) for word in run[:head]):
            noun = self._fitting(run[head], run[:head])
        body = "organization" if _BODY(noun.normal_form) else ""
        kind = HEADS.get(noun.normal_form) or body or told or ("place" if into else self._kind(run, tags, head))
        front = [self._capitals(word, self._agreeing(word, noun)) for word in run[:head]]
        stands = self._foreign(run[head]) or not {"NOUN", "ADJF"} & set(noun.tag.grammemes)
        stands = stands or bool(told and not head and not self._certain(run))
        unknown = not head and not self._known(run[0].lower()) and not self._compound(run[0])
        if unknown and (known := self._shown(run[0])):
            return " ".join([known, *run[1:]]), kind  # острова Ломбока, where Ломбок is in the text
        if unknown and len(run) == 1 and (into or stands):
            return _town(run[0]) if into in ("в", "во") else run[0], kind
        if unknown and len(run) == 1 and run[0][-1] in "бвгджзклмнпрстфхцчшщ" and not run[0].endswith(("ов", "ев")):
            return run[0], kind  # Даклак is no genitive of Даклаки
        shown = run[head] if stands else self._capitals(run[head], self._nominative(noun))
        return " ".join([*front, shown, *run[head + 1 :]]), kind

    def _head(self, run: list[str], tags: list[str]) -> int:
        """Return which word of a name is its noun: the first, but for adjectives that agree with one behind them."""
        for place, word in enumerate(run):
            parse = self._fitting(word, run[:place]) if place else self._parsed(word)[1]
            leads = not place and len(run) > 1 and self._fits(word, self._parsed(run[1].lower())[1])
            if "NOUN" in parse.tag and not leads and all(self._fits(one, parse) for one in run[:place]):
                return place
        return next((place for place, tag in enumerate(tags) if "NOUN" in tag or "UNKN" in tag), 0)

    def _lettered(self, run: list[str]) -> tuple[str, str]:
        """Return a name with an acronym or a foreign word in it as it stands, but for its head: *Совбезе ООН*."""
        first = run[0]
        if first in WORDS["code"] and len(run) > 1:
            return " ".join(run), "work"
        if self._morph is not None and len(run) > 1 and not first.isupper() and not first.isascii():
            parse = self._parsed(first)[1]
            if "NOUN" in parse.tag and "inan" in parse.tag and "Geox" not in parse.tag:
                return " ".join([self._capitals(first, self._nominative(parse)), *run[1:]]), "organization"
        organization = (first.isupper() and len(first) > 1) or first.isascii()
        return " ".join(run), "organization" if organization else "other"

    def _kind(self, run: list[str], tags: list[str], head: int) -> str:
        """Return the kind of a name that is no person's and whose noun does not tell."""
        if "Geox" in tags[head] or (len(run) == 1 and not self._known(run[0].lower()) and PLACE(run[0])):
            return "place"
        named = any("Orgn" in tag for tag in tags) or run[0].lower() in self._stop or head + 1 < len(run)
        return "organization" if named or body(run, tags) else "other"


def _town(word: str) -> str:
    """Return the nominative of a town that no dictionary has and somebody is in: *Дакаре*, *Пасадене*.

    >>> _town("Дакаре"), _town("Пасадене"), _town("Эдирне")
    ('Дакар', 'Пасадена', 'Эдирне')
    """
    found = _IN_TOWN(word)
    feminine = word.endswith(("ене", "аде", "-Ате"))
    return found[1] + "а" * feminine if found else word


def _unmarked(text: str) -> str:
    """Return *text* without the accents that mark stress, й and ё as one character: *Влади́мир*."""
    return _MARKED.sub(lambda match: _letter(match.group()), text)


def _letter(marked: str) -> str:
    return unicodedata.normalize("NFC", re.sub("[\u0300\u0301]", "", marked))


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words and marks of *text*, without accents, and where they stand there.

    >>> list(_words("Пу́тин"))
    [('Путин', 0, 6)]
    """
    places: list[int] = []
    at = 0
    for match in _MARKED.finditer(text):
        places += [*range(at, match.start()), *[match.start()] * len(_letter(match.group()))]
        at = match.end()
    places += range(at, len(text) + 1)
    for word in _WORD.finditer(_unmarked(text).replace("’", "'")):
        yield word.group(), places[word.start()], places[word.end()]
