"""What stands in «» in Russian text, where it is a name: *агрохолдинг «Степное Золото»*, *сообщил «Коммерсанту»*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.extract import russian_before
from glossary.extract.russian_forms import HEADS, WORDS, Words, either
from glossary.extract.russian_phrases import Phrases

RELATIONAL = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|им|ими)$")
"""The adjectives of places and of peoples."""
_TELLING = re.compile("(?:сообщил|рассказал|заявил|пояснил|подтвердил|признал)(?:а|и|ся|ась|ись)?$|(?:интервью)$")
"""Behind these stands in the dative to whom something is told: *сообщил «Коммерсанту»*."""
STATE = re.compile(f"((?:{either('state_front')})[а-яё]*(?:{either('state_end')}))(?:а|у|ом|е)?").fullmatch
"""A body of a state that is one word, in any case: *Росстата*."""
_SPACED = re.compile(" (?=[,.:;!?])")


class Quoted(Phrases):
    """The names in quotation marks in the window that is read."""

    def _titles(self, words: Words) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
        """Yield what stands in «», of up to six words, with a capital, as names: no speech, no sentence.

        What it is stands before it, *агрохолдинг «Степное Золото»*, or is a part of it, *Ледовая арена «Дон»*; else a
        name of several words is a work.
        """
        opened = -1
        for at, (word, _, _) in enumerate(words):
            if word == "«":
                opened = at + 1
            elif word == "»" and opened >= 0:
                run = [one for one, _, _ in words[opened:at]]
                if 1 <= len(run) <= 6 and run[0][0].isupper() and not self._spoken(words, opened, at):
                    yield from self._quoted(words, opened, at, run)
                opened = -1

    def _spoken(self, words: Words, opened: int, closed: int) -> bool:
        """Return whether what stands in «» is what somebody says."""
        after = words[closed + 1][0] if closed + 1 < len(words) else ""
        said = after in ("—", "–") or (after == "," and closed + 2 < len(words) and words[closed + 2][0] in "—–")
        return said or (opened > 1 and words[opened - 2][0] == ":")

    def _quoted(
        self, words: Words, opened: int, closed: int, run: list[str]
    ) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
        """Yield the name in «» from *opened* to *closed*, if it is one."""
        if self._morph is None:
            return
        before = [one for one, _, _ in words[max(0, opened - 7) : opened - 1]]
        kind = russian_before.quoted(self._parses, before)
        whole = _SPACED.sub("", " ".join(run))
        if same := self._beside_quoted(words, opened, before):
            yield (opened, closed), (whole, same)
            return
        if kind or self._headed(before):
            front = self._front(before)
            if front:
                name = " ".join([*self._agreed(before[-front:]), f"«{whole}»"])
                head = self._parsed(before[-1].lower())[1].normal_form
                yield (opened - 1 - front, closed + 1), (name, kind or russian_before.KINDS.get(head, "organization"))
            else:
                yield (opened, closed), (whole, kind)
            return
        if not all(map(str.isalnum, [word.replace("-", "") for word in run])):
            return
        if len(run) == 1:
            if len(run[0]) > 2:
                name = self._uninflected(run[0], before, alone=True)
                home = before[-1] if before and (before[-1].islower() or len(before) == 1) else ""
                club = RELATIONAL.search(home) is not None and name not in WORDS["made"]  # ярославский «Локомотив»
                club = club or _TELLING.search(home) is not None
                club = club or russian_before.noun(self._parses, before) in WORDS["staff"]
                yield (opened, closed), (name, "organization" if club or "Orgn" in self._tag(name) else "other")
            return
        noun = next((place for place, one in enumerate(run) if "NOUN" in self._tag(one)), -1)
        if noun == 0 and HEADS.get(self._parsed(run[0].lower())[1].normal_form) == "organization":
            yield (opened, closed), (" ".join([self._body_of(run[0], before), *run[1:]]), "organization")
            return
        if noun == 0 and (shown := self._leading(run[0], run[1], before)):
            of = any(word.istitle() for word in run[1:]) or russian_before.noun(self._parses, before) in WORDS["staff"]
            yield (opened, closed), (" ".join([shown, *run[1:]]), "organization" if of else "work")
            return
        if noun > 0 and not self._nominal(run[0]):
            parse = self._fitting(run[noun], run[:noun])
            if all(self._fits(one, parse) for one in run[:noun]):  # «Золотую пальмовую ветвь»
                leading = [self._capitals(one, self._agreed_with(one, parse)) for one in run[:noun]]
                title = [*leading, self._capitals(run[noun], self._nominative(parse)), *run[noun + 1 :]]
                yield (opened, closed), (" ".join(title), "work")
                return
        if (noun or self._nominal(run[0])) and (last := self._uninflected(run[-1], before)) != run[-1]:
            yield (opened, closed), (" ".join([*run[:-1], last]), "other")  # Ак Барса, ВТБ Арене
        elif noun >= 0 and all(one.isupper() or self._nominal(one) for one in run[: noun + 1]):
            team = any(
                self._town(one) or "Orgn" in self._tag(one) or not self._known(one.lower())
                for one in run
                if one[0].isupper()
            )
            yield (opened, closed), (" ".join(run), "organization" if team else "work")

    def _leading(self, word: str, after: str, before: list[str]) -> str:
        """Return the nominative of *word*, a noun in another case to which *after* belongs, or nothing: *«Врачей без
        границ»*, *обозреватель «Искусства кино»*."""
        parses = self._parses(word.lower())
        sure = self._known(word.lower()) and len({(one.normal_form, "NOUN" in one.tag) for one in parses}) == 1
        governs = "PREP" in (tag := self._tag(after)) or ("gent" in self._parses(after)[0].tag and "Surn" not in tag)
        owned = {"gent", "sing"} <= set(parses[0].tag.grammemes) and before and "NOUN" in self._tag(before[-1])
        other = owned or not self._nominal(word)
        return self._capitals(word, self._nominative(parses[0])) if sure and governs and other else ""

    def _beside_quoted(self, words: Words, opened: int, before: list[str]) -> str:
        """Return what something quoted is told to be that *before* ends with: *компаний «Ланит» и «Оператор»*."""
        opening = next((at for at in range(opened - 3, 0, -1) if words[at][0] == "«"), 0)
        if not opening or before[-2:] not in (["»", "и"], ["»", ","]):
            return ""
        return russian_before.quoted(self._parses, [one for one, _, _ in words[max(0, opening - 6) : opening]])

    def _headed(self, before: list[str], kind: str = "") -> bool:
        """Return whether *before* ends with a noun with a capital that names what follows: *Движение «Момент»*."""
        head = (
            HEADS.get(self._parsed(before[-1].lower())[1].normal_form) if before and before[-1][0].isupper() else None
        )
        what = len(before) == 1 and before[-1].lower() in WORDS["what"]  # Компания «Яндекс»
        return head is not None and kind in ("", head) and not what

    def _front(self, before: list[str]) -> int:
        """Return how many words before «» belong to the name: its noun and an adjective with a capital, or a storm."""
        if russian_before.noun(self._parses, before) in WORDS["storm"] or self._headed(before):
            return 1
        capital = len(before) > 1 and before[-2][0].isupper() and self._fits(before[-2], self._parsed(before[-1])[1])
        return 2 if capital and len(before) > 2 else 0

    def _body_of(self, word: str, before: list[str]) -> str:
        """Return the nominative of the noun that begins a quoted name: *эксперты «Лаборатории Касперского»*."""
        told = before[-1].lower() if before else ""
        single = next((one for one in self._parses(word.lower()) if {"NOUN", "sing"} <= set(one.tag.grammemes)), None)
        governed = told in WORDS["cased"] or (told and self._tag(told).startswith("NOUN"))
        return self._capitals(word, self._nominative(single)) if single and governed else word

    def _uninflected(self, word: str, before: list[str], *, alone: bool = False) -> str:
        """Return the last word of a quoted name without its ending, where a form without is in the text or known; that
        it stands *alone* tells more."""
        if shown := self._shown(word):
            return shown
        if state := STATE(word):
            return state[1]  # глава «Росатома»
        told = before[-1].lower() if before else ""
        unknown = alone and not self._known(word.lower())
        others = {word[:-1] + end for end in ("а", "ы", "ой")} - {word}
        if unknown and word[-1] in "ыеу" and not others.isdisjoint(self._seen):
            return word[:-1] + "а"  # бойцы «Хезболлы»
        if unknown and word[-1] == "ы" and told in WORDS["cased"]:
            return word[:-1] + "а"  # из «Беллоны»
        if unknown and told in WORDS["cased"]:
            stem = re.sub("(?<=[бвгдзклмнпрстф])ой$", "а", word)  # с «Хезболлой»
            return re.sub("(?<=[бвгдзкмнпрстф])е$", "", stem) if told in ("в", "на", "о", "об") else stem  # в «Сбере»
        nouns = [one for one in self._parses(word.lower()) if "NOUN" in one.tag and "Name" not in one.tag]
        parse = nouns[0] if nouns else self._parsed(word)[1]
        body = nouns and "Orgn" in nouns[0].tag  # акции «Роснефти»
        body = body or (alone and _TELLING.search(told) is not None)  # сообщил «Коммерсанту»
        owner = alone and told and nouns and "gent" in nouns[0].tag and self._tag(told).startswith("NOUN")
        cased = told in WORDS["cased"]  # из «Возрождения»
        bent = "nomn" not in nouns[0].tag if cased and nouns else not self._nominal(word)
        oblique = (cased or body or owner) and bent and self._known(word.lower())
        return self._capitals(word, self._nominative(parse)) if oblique else word
