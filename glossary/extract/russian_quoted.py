"""Russian names in quotation marks: *агрохолдинг «Степное Золото»*, *сообщил «Коммерсанту»*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.extract import russian_before
from glossary.extract.russian_forms import HEADS, WORDS, Words, either
from glossary.extract.russian_phrases import Phrases

RELATIONAL = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|им|ими)$")
"""Adjectives of places and peoples."""
_DATIVE = re.compile("(?:сообщил|рассказал|заявил|пояснил|подтвердил|признал)(?:а|и|ся|ась|ись)?$|интервью$").search
"""Words followed by a dative of the person or paper addressed: *сообщил «Коммерсанту»*."""
_ACTS = re.compile(
    "(?:сообщ|заяв|голосов|проголос|потребов|объяв|подпис|предлож|обвин|поддерж|призва|отказ|выигра|проигра|победи|выпусти|постро)"
    "[а-я]*л(?:а|о|и|ся|ась|ось|ись)?$"
).match
"""Verbs after the quoted name of a party, a firm or a club: *«Спартак» проиграл*."""
_OWNS = re.compile("(?:управля|принадлеж|владе|возглав)[а-я]+$").match
"""Words before it: *управляют «Российские железные дороги»*."""
state_body = re.compile(f"((?:{either('state_front')})[а-яё]*(?:{either('state_end')}))(?:а|у|ом|е)?").fullmatch
"""A state body whose name is one word, in any case: *Росстата*."""
_FEMININE_CASE = re.compile("(?<=[бвгджзклмнпрстфх])(?:[ыуе]|ой)$")
"""Case endings of a quoted name in -а that the dictionary lacks: *бойцы «Хезболлы»*."""
_SPACED = re.compile(" (?=[,.:;!?])")
Named = tuple[str, str]
"""The nominative and the kind of a name."""


class Quoted(Phrases):
    """The names in quotation marks in the current window."""

    def _quoted_names(self, words: Words) -> Iterator[tuple[tuple[int, int], Named]]:
        """Yield the spans and names of capitalized quotations of up to six words that are not direct speech."""
        opened = closed = -1
        before: list[str] = []
        for at, (word, _, _) in enumerate(words if self._morph is not None else ()):
            if word == "«":
                opened = at + 1
            elif word == "»" and opened >= 0:
                run = [word for word, _, _ in words[opened:at]]
                if opened != closed + 3 or words[closed + 1][0] not in ("и", ","):  # «A» и «B» share the context
                    before = [word for word, _, _ in words[max(0, opened - 7) : opened - 1]]
                name = 1 <= len(run) <= 6 and run[0][0].isupper() and not self._is_speech(words, opened, at)
                if name and (named := self._quoted_name(run, before)):
                    previous, after = before[-1] if before else "—", words[at + 1][0] if at + 1 < len(words) else ""
                    acts = _OWNS(previous) or (_ACTS(after) and "NOUN" not in self._tag(previous))
                    body = acts and named[1] in ("work", "other")
                    yield (opened, at), (named[0], "organization") if body else named
                opened, closed = -1, at

    def _is_speech(self, words: Words, opened: int, closed: int) -> bool:
        """Return whether the quotation is direct speech."""
        before = "".join([word for word, _, _ in words[opened - 2 : opened - 1]])
        after = "".join([word for word, _, _ in words[closed + 1 : closed + 3]])
        return before == ":" or after[:1] in ("—", "–") or after in (",—", ",–")

    def _quoted_name(self, run: list[str], before: list[str]) -> Named | None:
        """Return the name that the quoted words *run* are after the words *before*, or None if they are not a name.

        The words before it show its kind (*агрохолдинг «Степное Золото»*), or it is a single word, a body by its head
        noun (*эксперты «Лаборатории Касперского»*), or a work.
        """
        if kind := russian_before.quoted(self._parses, before):
            return _SPACED.sub("", " ".join(run)), kind
        if not all(word.replace("-", "").isalnum() for word in run):
            return None
        if len(run) == 1:
            return self._single_quoted_name(run[0], before) if len(run[0]) > 2 else None
        noun = next((place for place, word in enumerate(run) if "NOUN" in self._tag(word)), -1)
        if noun == 0 and HEADS.get(self._parsed(run[0].lower())[1].normal_form) == "organization":
            return " ".join([self._head_nominative(run[0], before), *run[1:]]), "organization"
        if noun == 0 and (shown := self._governing_nominative(run[0], run[1], before)):
            body = any(map(str.istitle, run[1:])) or russian_before.noun(self._parses, before) in WORDS["staff"]
            return " ".join([shown, *run[1:]]), "organization" if body else "work"
        if noun > 0 and not self._is_nominative(run[0]):
            parse = self._fitting_noun(run[noun], run[:noun])
            if all(self._fits_noun(word, parse) for word in run[:noun]):  # «Золотую пальмовую ветвь»
                front = [self._recase(word, self._agreeing_form(word, parse)) for word in run[:noun]]
                head = self._recase(run[noun], self._nominative(parse))
                return " ".join([*front, head, *run[noun + 1 :]]), "work"
        last = self._base_in_text(run[-1]) or run[-1]  # «Ак Барса»
        upright = noun >= 0 and all(word.isupper() or self._is_nominative(word) for word in run[: noun + 1])
        if last == run[-1] and not upright:
            return None
        return " ".join([*run[:-1], last]), "organization" if any(map(self._looks_like_name, run)) else "work"

    def _single_quoted_name(self, word: str, before: list[str]) -> Named:
        """Return the name that a single quoted *word* is.

        It is a club or firm after an adjective of its home (*ярославский «Локомотив»*) or after its staff.
        """
        name = self._quoted_nominative(word, before)
        home = before[-1] if before and (before[-1].islower() or len(before) == 1) else ""
        owned = RELATIONAL.search(home) is not None and name not in WORDS["made"]
        owned = owned or russian_before.noun(self._parses, before) in WORDS["staff"] or _DATIVE(home) is not None
        return name, "organization" if owned or "Orgn" in self._tag(name) else "other"

    def _looks_like_name(self, word: str) -> bool:
        """Return whether *word* is capitalized and is a town, a body or not in the dictionary."""
        named = self._is_place(word) or "Orgn" in self._tag(word) or not self._is_known(word.lower())
        return word[0].isupper() and named

    def _governing_nominative(self, word: str, after: str, before: list[str]) -> str:
        """Return the nominative of *word* if it is a noun in another case that governs *after*, or an empty string.

        *«Врачей без границ»*, *обозреватель «Искусства кино»*.
        """
        parses = self._parses(word.lower())
        sure = self._is_known(word.lower()) and len({(parse.normal_form, "NOUN" in parse.tag) for parse in parses}) == 1
        governs = "PREP" in (tag := self._tag(after)) or ("gent" in self._parses(after)[0].tag and "Surn" not in tag)
        owned = {"gent", "sing"} in parses[0].tag and before and "NOUN" in self._tag(before[-1])
        other = owned or not self._is_nominative(word)
        return self._recase(word, self._nominative(parses[0])) if sure and governs and other else ""

    def _head_nominative(self, word: str, before: list[str]) -> str:
        """Return the nominative of the noun that begins a quoted name: *эксперты «Лаборатории Касперского»*."""
        previous = before[-1].lower() if before else ""
        single = next((parse for parse in self._parses(word.lower()) if {"NOUN", "sing"} in parse.tag), None)
        governed = previous in WORDS["cased"] or (previous and self._tag(previous).startswith("NOUN"))
        return self._recase(word, self._nominative(single)) if single and governed else word

    def _quoted_nominative(self, word: str, before: list[str]) -> str:
        """Return a quoted *word* without its case ending, if the form without it is in the text or the dictionary."""
        if shown := self._base_in_text(word):
            return shown
        if state := state_body(word):
            return state[1]  # глава «Росатома»
        nouns = [parse for parse in self._parses(word.lower()) if "NOUN" in parse.tag and "Name" not in parse.tag]
        parse = nouns[0] if nouns else self._parsed(word)[1]
        previous = before[-1].lower() if before else "-"
        cased = previous in WORDS["cased"]  # из «Возрождения»
        if not self._is_known(word.lower()):
            stem = _FEMININE_CASE.sub("", word)
            others = {stem + ending for ending in ("а", "ы", "ой")} - {word}
            sure = word[-1] in "ый" and (cased or "NOUN" in self._tag(previous))
            return stem + "а" if stem != word and (sure or not others.isdisjoint(self._capitalized)) else word
        bent = "nomn" not in parse.tag if cased and nouns else not self._is_nominative(word)
        owned = "gent" in parse.tag and "NOUN" in self._tag(previous)  # акции «Аэрофлота», премьеру «Хованщины»
        object_ = "tran" in self._tag(previous)  # станцуют «Щелкунчика»
        single = owned and "sing" in parse.tag
        oblique = single or (bent and (cased or owned or object_ or bool(_DATIVE(previous)) or "Orgn" in parse.tag))
        return self._recase(word, self._nominative(parse)) if oblique else word
