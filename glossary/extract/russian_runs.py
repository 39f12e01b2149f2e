"""The spans of names in Russian text: where one begins, what belongs to it, and where two names meet.

Lowercase words belong to a name after its head noun, *Министерство* + *финансов*, or after an adjective, *Тихий* +
*океан*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.extract import reference, russian_before
from glossary.extract.russian_forms import HEADS, WORDS, Words, either, follows
from glossary.extract.russian_naming import SIDE, Naming, is_numeral
from glossary.extract.russian_persons import chinese_name, is_korean
from glossary.extract.russian_quoted import RELATIONAL

_COMMON_ACRONYMS = WORDS["term"] | WORDS["acronym"] | {form.upper() for form in WORDS["legal"]}
"""Acronyms that are not names."""
_is_body_adjective = re.compile(f"(?:{either('stately')})[а-я]+$").match
"""Adjectives that begin the names of public bodies: *Конституционный суд*."""
_is_adjective_of_name = re.compile("[А-Я][а-яё-]+(?<!че)[сц]к(?:ий|ая|ое)").fullmatch
"""Adjectives made of names, which begin a body named after somebody or something: *Мариинский театр*."""
_has_particle = re.compile("(?:д'|(?:а[лтшрснзд]ь?|[эе]ль|ибн|бен)-)[А-ЯЁ]").match
"""Parts of names that a particle is joined to: *Жанна д'Арк*, *Хайсам аль-Гайс*."""
_find_double_country = re.compile("|".join(pair.replace("-", r"\w* и ") for pair in sorted(WORDS["pair"]))).search
"""Countries with a double name: *Босния и Герцеговина*."""
_MAX_WORDS = 16
"""A longer run of capitalized words is a list or text in all capitals, not a name."""


class Runs(Naming):
    """The spans of names in the current window: runs of capitalized words, and what belongs to them."""

    def _names(self, words: Words) -> Iterator[tuple[int, int]]:
        """Yield the spans of the names."""
        place, fresh = 0, True
        while place < len(words):
            word = words[place][0]
            if not word[0].isupper() or (len(word) == 1 and not word.isalpha()):
                fresh = not word[0].isalnum() and (fresh or word in '«“"„—–:')
                place += 1
                continue
            last = place + 1
            called = place + 1 < len(words) and words[place + 1][0] == "имени"
            if (word not in _COMMON_ACRONYMS or called) and self._begins_name(words, place, fresh=fresh):
                last = self._name_end(words, place, self._capitals_end(words, place))
                for start, end in self._split_run(words, place, last):
                    if end - start <= _MAX_WORDS and (end - start > 1 or len(words[start][0]) > 1):
                        yield start, end
            place, fresh = last, False

    def _begins_name(self, words: Words, place: int, *, fresh: bool) -> bool:
        """Return whether a name begins with the capitalized word at *place*; *fresh* says that a sentence does."""
        word = words[place][0]
        low = word.lower()
        follows = place + 1 < len(words) and words[place + 1][0][0].isupper()
        bare = not follows and self._morph is not None and self._is_head(word)
        if is_numeral(word) or (bare and self._name_end(words, place, place + 1) == place + 1):
            return False  # XII, Министерство
        if not fresh:
            return True
        if (low in self._stop and low != "ли") or len(word) == 1:
            return False  # Он, but Ли
        if not follows and self._modifies_common_noun(words, place):  # Лесной | пожар, but Каспийское | море
            return self._begins_body(words, place) or self._adjective_begins_name(words, place, sure=True)
        if self._is_name(word):
            return True
        if follows:
            return not (self._describes_person(word) or self._is_common_noun(word))  # Судья | Гаджиев, Акции | Volvo
        if self._begins_body(words, place):
            return True
        made = self._is_known(low) or self._tag(word).startswith(("ADJF", "PRTF", "VERB", "ADVB"))
        if "Abbr" in self._tag(word):
            return True
        common = reference.spelled(low) in self._common
        return not common and (not made or word.isupper() or self._adjective_begins_name(words, place))

    def _capitals_end(self, words: Words, place: int) -> int:
        """Return the end of the run of capitalized words from *place*, with the lowercase words that link them."""
        last = place + 1
        while last < len(words) and words[last][1] - words[last - 1][2] <= 1:
            word = words[last][0]
            name = word.lower() not in self._stop or "Name" in self._tag(words[last - 1][0])  # Агнеш Тот
            name = name or (word == "И" and last == place + 1 and bool(chinese_name([words[place][0], word])))  # Ван И
            capital = word[0].isupper() or _has_particle(word) is not None
            if word == "&" and words[last - 1][0].isascii() and words[last + 1 :] and words[last + 1][0][0].isupper():
                last += 2  # Wildberries & Russ
            elif capital and (word.isalpha() or not {"-", "'"}.isdisjoint(word)) and name:
                last += 1
            else:
                end = last
                while end < min(len(words), last + 2) and words[end][0].lower() in WORDS["link"] - {"и"}:
                    end += 1  # Урсула фон дер Ляйен, Роберт Де Ниро
                end += _find_double_country(" ".join([word for word, _, _ in words[last - 1 : last + 2]])) is not None
                if end == last or end == len(words) or not words[end][0][0].isupper():
                    break
                last = end + 1
        return last

    def _modifies_common_noun(self, words: Words, place: int) -> bool:
        """Return whether the word at *place* is an adjective of the common noun after it: *Лесной | пожар*."""
        low = words[place][0].lower()
        if self._morph is None or not any("ADJF" in parse.tag for parse in self._parses(low)):
            return False
        end = self._noun_end(words, place + 1)
        return end > 0 and self._is_known(low) and self._fits_noun(low, self._fitting_noun(words[end - 1][0], [low]))

    def _adjective_begins_name(self, words: Words, place: int, *, sure: bool = False) -> bool:
        """Return whether the adjective at *place* may begin a name: *Каспийское море*, but not *Новая газета*.

        With *sure*, only if its noun is the head of a place.
        """
        if "ADJF" not in self._tag(words[place][0].lower()):
            return False
        last = self._name_end(words, place, place + 1)
        if sure:
            return last > place + 1 and HEADS.get(self._parsed(words[last - 1][0])[1].normal_form) == "place"
        return last == place + 1 or self._parsed(words[last - 1][0])[1].normal_form in HEADS

    def _begins_body(self, words: Words, place: int) -> bool:
        """Return whether the name of a body begins at *place*, the beginning of a sentence.

        *Международный валютный фонд*, *Всемирная организация здравоохранения*, *Министерство финансов*.
        """
        if self._morph is None:
            return False
        if self._parsed(words[place][0].lower())[1].normal_form == "министерство":
            return self._noun_end(words, place + 1) > 0
        last = self._name_end(words, place, place + 1)
        normal = [str(self._parsed(word.lower())[1].normal_form) for word, _, _ in words[place:last]]
        kinds = list(map(HEADS.get, normal))
        if "organization" not in kinds or normal[0] in WORDS["common"]:
            return False
        follows = last < len(words) and words[last][0][0].isupper()
        word = words[place][0]
        rare = self._common.get(reference.spelled(word.lower()), 0) < 3.3
        called = last == place + 2 and _is_adjective_of_name(word) and rare
        return bool(last > place + 2 or called or _is_body_adjective(word) or (follows and kinds[0] == "organization"))

    def _describes_person(self, word: str) -> bool:
        """Return whether *word* describes a person or is not a noun: *Лидер Узбекистана*, *Когда-то Москва*."""
        tag = self._tag(word)
        nominal = "NOUN" in tag or "ADJF" in tag or "LATN" in tag
        nominal = nominal and not any("COMP" in parse.tag for parse in self._parses(word.lower()))  # Позднее Лаврова
        known = all(map(self._is_known, word.lower().split("-")))  # Судья-докладчик
        return bool(tag) and (not nominal or "anim" in tag) and known

    def _is_common_noun(self, word: str) -> bool:
        """Return whether *word* is a noun, but not the head of a name: *Полиция Нидерландов*, *Акции Volvo*."""
        if self._morph is None or len(word) < 4 or word.isascii() or not self._is_known(word.lower()):
            return False
        tag, parse = self._parsed(word.lower())
        return "NOUN" in tag and parse.normal_form not in HEADS and not self._is_name(word)

    def _name_end(self, words: Words, first: int, last: int) -> int:
        """Return the end of a name that began with an adjective or its head noun, including the lowercase words.

        *Тихий* + *океан*, *Международный* + *валютный фонд*, *Министерство* + *финансов*, *Управление ООН* + *по
        координации гуманитарных вопросов*.
        """
        if self._morph is None or last - first > 3:
            return last
        if last < len(words) and words[last][0] == "имени" and words[last - 1][0].isupper():
            return self._imeni_end(words, last)  # НПО имени Лавочкина
        parse = self._parsed(words[first][0].lower())[1]
        if last - first == 2 and words[last - 1][0].isupper() and parse.normal_form in HEADS:
            return self._dependents_end(words, last, parse.normal_form)
        word = words[last - 1][0]
        head = self._parsed(word)[1]
        coloured = self._is_known(word.lower()) and any("Qual" in parse.tag for parse in self._parses(word))
        if "ADJF" in head.tag or coloured or self._is_name_adjective(words, last):
            end = self._noun_end(words, last, adjectives=2)
            leads = last - first == 2 and parse.normal_form in HEADS  # Саммит Шанхайской организации сотрудничества
            front = [word for word, _, _ in words[first + leads : end - 1]] if end else []
            head = self._fitting_noun(words[end - 1][0], front) if end else head
            town = last - first == 2 and self._is_place(words[first][0])  # Орске Оренбургской области
            if not end or not all(self._fits_noun(word, head) for word in front[town:]):
                return last
            last = end
        return self._dependents_end(words, last, head.normal_form) if head.normal_form in HEADS else last

    def _dependents_end(self, words: Words, last: int, head: str) -> int:
        """Return the end of the (at most three) nouns from *last* on that depend on *head*.

        They are genitives and what follows *по* or *о*: *Управление | по координации гуманитарных вопросов*.
        """
        start, begin, case = last, last, "gent"
        for _ in range(3):
            if last < len(words) and words[last][0] == "имени":
                return self._imeni_end(words, last)
            step, case = self._link(words, last, case, head, first=last == start)
            end = self._noun_end(words, last + step)
            owns = not end and case == "gent" and HEADS[head] == "organization"
            if owns and (end := self._owner_end(words, last + step)):
                return end
            if not end or not self._is_dependent(words, last + step, end, case if step else "gent"):
                break
            begin, last = last, end
        if last - begin == 1 and self._parsed(words[begin][0])[1].normal_form in WORDS["land"]:
            if last < len(words) and words[last][0].istitle() and follows(words, last):
                return last + 1  # Университет штата Луизиана
            return last - 1  # Управление гражданской обороны | республики
        return last

    def _link(self, words: Words, at: int, case: str, head: str, *, first: bool) -> tuple[int, str]:
        """Return how many function words at *at* lead to the next noun that depends on *head*, and its case."""
        word = words[at][0] if at < len(words) else ""
        if word == "и" and not first:
            return 1, case
        if word == "по" and case == "gent" and words[at + 1 :] and words[at + 1][0] not in WORDS["source"]:
            return 0 if head in WORDS["whole"] else 1, "datv"
        if word in WORDS["toward"] and case == "datv" and not first:
            return 1, "ablt"  # по контролю за, по борьбе с
        if word in ("о", "об") and first and HEADS[head] == "work":
            return 1, "loct"
        return 0, case

    def _is_dependent(self, words: Words, start: int, end: int, case: str) -> bool:
        """Return whether the noun from *start* to *end* is in *case* and does not describe a person named after it."""
        parses = self._parses(words[end - 1][0])
        if end - start == 1 and any("VERB" in parse.tag for parse in parses):
            return False  # прокуратура Пермского края | начала проверку
        fitting = [parse for parse in parses if {case, "NOUN"} in parse.tag]
        if end - start == 2:  # Московская биржа | обыкновенные акции
            fitting = [noun for noun in fitting if self._fits_noun(words[start][0], noun)]
        named = end < len(words) and words[end][0].istitle()
        return bool(fitting) and not (named and "anim" in fitting[0].tag)  # партии | президента Майи Санду

    def _owner_end(self, words: Words, at: int) -> int:
        """Return the end of the proper name in the genitive at *at* that a body belongs to, or 0.

        *Национальный банк Грузии*, *федерация обществ Красного Креста и Красного Полумесяца*.
        """
        word = words[at][0] if at < len(words) else ""
        if word.isupper() and "Abbr" in self._tag(word) and word not in _COMMON_ACRONYMS:
            return at + 1  # Академия наук КНР, Институт астрономии РАН
        if not word.istitle() or len(word) < 3 or not follows(words, at):
            return 0
        after = words[at + 1][0] if at + 1 < len(words) else ""
        noun = self._fitting_noun(after, [word]) if after.istitle() else None
        if noun is not None and "gent" in noun.tag and "Name" not in self._tag(word) and self._fits_noun(word, noun):
            more = words[at + 2 : at + 3] and words[at + 2][0] == "и" and self._owner_end(words, at + 3)
            return more if more and more > at + 4 else at + 2
        names = [parse for parse in self._parses(word) if any(mark in parse.tag for mark in ("Geox", "Name", "Surn"))]
        land = bool(names) and "Geox" in names[0].tag and self._is_known(word.lower())
        return at + 1 if land and not (after.istitle() and self._is_place(after)) else 0

    def _imeni_end(self, words: Words, last: int) -> int:
        """Return the end of a name with *имени* at *last*: after the person it honours, or *last* if nobody follows."""
        end = last + 1
        while end < len(words) and end < last + 4 and words[end][0].istitle() and len(words[end][0]) > 1:
            given = {parse.tag.case for parse in self._parses(words[end][0]) if "Name" in parse.tag}
            if "nomn" in given and "gent" not in given:
                break  # МГУ имени Ломоносова | Виктор Садовничий
            end += 1
        return end if end > last + 1 else last

    def _is_name_adjective(self, words: Words, at: int) -> bool:
        """Return whether the word before *at* is the adjective of a name: *Аральском море*, *Томском университете*."""
        noun = words[at][0] if at < len(words) else ""
        if not noun or noun[0].isupper() or not follows(words, at):
            return False
        before = words[at - 1][0]
        if self._tag(noun).startswith("ADJF") and (end := self._noun_end(words, at)) == at + 2:
            noun = words[end - 1][0]  # Томском политехническом университете
        parse = self._fitting_noun(noun, [before])
        made = RELATIONAL.search(before) is not None and not self._is_known(before.lower()) and "anim" not in parse.tag
        return (parse.normal_form in HEADS or made) and self._fits_noun(before, parse)

    def _noun_end(self, words: Words, start: int, *, adjectives: int = 1) -> int:
        """Return the end of the lowercase noun at *start*, which may have so many *adjectives* before it, or 0."""
        for end in range(start, min(start + adjectives + 1, len(words))):
            word = words[end][0]
            if not follows(words, end) or not (self._is_content(word) or self._is_head(word)) or word[0].isupper():
                return 0
            tag = self._tag(word)
            if "NOUN" in tag:
                return end + 1
            if "ADJF" not in tag:
                return 0
        return 0

    def _split_run(self, words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the span as one name, or cut where a person follows a place or an organization."""
        whole = False
        if last - first > 1 and words[first][0].lower() in WORDS["office"]:
            first += 1  # Президент Трамп
        while not whole:
            size, whole = self._first_cut(words, first, last)
            if size:
                yield first, first + size
                first += size
        yield first, last

    def _first_cut(self, words: Words, first: int, last: int) -> tuple[int, bool]:
        """Return the length of the first of several names in the span, or 0, and whether the rest is a single name."""
        run = [word for word, _, _ in words[first:last]]
        if self._morph is None or chinese_name(run) or is_korean(run) or "имени" in run:
            return 0, True
        if len(run) == 2 and self._is_given_name(words, first):
            return 0, True
        if len(run) == 4 and "Name" in self._tag(run[0]) and self._is_known_surname(run[1]):
            return 2, False  # помощник Ильхама Алиева | Хикмет Гаджиев
        kind = russian_before.kind(self._parses, [word for word, _, _ in words[max(0, first - 2) : first]])
        if kind == "place" and len(run) == 3 and "Name" in self._tag(run[1]):
            return 1, True  # мэр города Кишкерес Жолт Барабаш
        side = SIDE.match(run[0]) is not None  # Западная Вирджиния
        for place in range(1 + side, len(run)):
            if self._ends_between(run[place - 1], run[place], more=len(run) - place > 1):
                return place, False
            if self._is_other_case(run[place - 1], run[place]):
                return place, False
            if self._begins_person(run[place - 1], run[place]):
                return place, True
        return 0, True

    def _is_known_surname(self, word: str) -> bool:
        return "Surn" in self._tag(word) and self._is_known(word.lower())

    def _is_other_case(self, surname: str, word: str) -> bool:
        """Return whether *surname* is in a case that *word* after it cannot be in: *с Зеленским | Макрон*."""
        sure = self._is_known_surname(surname) or ("Surn" in self._tag(surname) and RELATIONAL.search(surname))
        if not sure or not word.istitle():
            return False
        cases = {parse.tag.case for parse in self._parses(surname)}
        others = {parse.tag.case for parse in self._parses(word)} - {None}
        return "nomn" not in cases and "nomn" in others and cases.isdisjoint(others)

    def _is_given_name(self, words: Words, first: int) -> bool:
        """Return whether the word at *first*, perhaps a place, is a given name: *Арарат Мирзоян*, *Марс Зарипов*."""
        place, surname = words[first][0], words[first + 1][0]
        cases = {parse.tag.case for parse in self._parses(surname) if "Surn" in parse.tag}
        if not cases.isdisjoint(parse.tag.case for parse in self._parses(place) if "Name" in parse.tag):
            return True
        led = first > 0 and "PREP" in self._tag(words[first - 1][0])  # в Ереван Пашинян не поедет
        upright = self._is_place(place) and self._is_nominative(place) and "Fixd" not in self._tag(place)
        return upright and not led and "nomn" in cases

    def _ends_between(self, word: str, other: str, *, more: bool) -> bool:
        """Return whether a name ends between *word* and *other*: *Трампа | ФБР*, *Москве | Путин*.

        *more* says that further words follow: *НАТО | Эллисон Харт*, *Дании | Метте Фредериксен*.
        """
        before, here = self._tag(word), self._tag(other)
        if word.isascii() and not other.isascii() and ("Name" in here or (more and not self._is_known(other.lower()))):
            return True
        loud = word.isupper() and len(word) > 1 and not is_numeral(word) and word.lower() not in WORDS["legal"]
        if other.istitle() and more and loud and (len(word) > 2 or "Name" in here):
            return not self._is_known(other.lower()) or "Name" in here
        if other.isupper() and len(other) > 1 and not is_numeral(other) and ("Surn" in before or "Name" in before):
            return True
        if word.lower() in WORDS["link"] or not other[0].isupper():
            return False
        if self._fits_noun(word, self._parsed(other.lower())[1]):
            return False  # Красного Креста
        adjective = "Geox" in here and "NOUN" not in here and self._is_known(other.lower())  # two nouns are two places
        place = "Geox" in before and "NOUN" in before and self._is_known(word.lower())
        return place and self._parsed(word)[1].normal_form not in WORDS["place_given"] and not adjective

    def _begins_person(self, word: str, other: str) -> bool:
        """Return whether the name of a person begins with *other*, not with *word* before it."""
        if word[0].islower() and not self._describes_person(word):
            return False  # Университет штата Луизиана
        low, tag = word.lower(), self._tag(word)
        common = self._is_known(low) and low not in WORDS["link"] and "Name" not in tag and "Surn" not in tag
        sure = low in self._common or self._is_known(other.lower())  # not Хакан | Фидан
        return common and sure and "Name" in self._tag(other)
