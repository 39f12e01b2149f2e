"""Every check has a wrong and a right example in its docstring, and does what they say.

More of them than a user wants to read stand in ``data/check_examples.txt``, behind the name of the check.
An example is ``Wrong: ru "…"`` for a text and ``Wrong: en "…" ru "…"`` for a pair or an entry; ``\\"``, ``\\n`` and
``\\u00ad`` are written as in Python. In entries, ``|`` stands between terms, ``~`` before a fuzzy one, ``!`` before a
forbidden and ``+`` before an admitted one, ``;`` between entries. A segment has its glossary behind it in brackets.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.checks import Rule, alarms, parts, run, together, waivers
from glossary.checks.renderings import Terms
from glossary.errors import InputError
from glossary.formats.po import parse
from glossary.model import Concept, Kind, Place, Severity, State, Term, Termbase, TranslationUnit, Usage
from glossary.plugins import load, names
from glossary.text import russian_words

EXAMPLE = re.compile(r"^\s*(Wrong|Right): (.+)$", re.MULTILINE)
TERM = re.compile(r'(?:(?P<language>[a-z]{2,3}(?:-[A-Za-z]+)*) |\| )(?P<mark>[~!+]?)"(?P<text>(?:[^"\\]|\\.)*)"')


def unescaped(text):
    return re.sub(r'\\(u[0-9a-f]{4}|U[0-9a-f]{8}|[nt"\\])', lambda m: decoded(m.group(1)), text)


def decoded(escape):
    return chr(int(escape[1:], 16)) if escape[0] in "uU" else {"n": "\n", "t": "\t"}.get(escape, escape)


def terms(example):
    """Return [(language, mark, text)] of one entry."""
    found, language = [], ""
    for match in TERM.finditer(example):
        language = match["language"] or language
        found.append((language, match["mark"], unescaped(match["text"])))
    return found


def concept(example):
    rows = terms(example)
    source = rows[0][0]
    built, seen = [], set()
    for language, mark, text in rows:
        if not text:
            continue
        usage = {"!": Usage.FORBIDDEN, "+": Usage.ADMITTED}.get(mark, Usage.PREFERRED)
        if language == source and language in seen:
            usage = Usage.ADMITTED
        seen.add(language)
        built.append(Term(text, language, usage, State.PROPOSED if mark == "~" else State.APPROVED))
    return Concept(tuple(built))


def found(rule, example):
    if rule.scope == "unit":
        example, glossary = re.fullmatch(r'(.*) \((en ".*")\)', example).groups()
        (one, _, source), (two, _, target) = terms(example)
        concepts = tuple(concept(entry) for entry in re.split(r'(?<="); ', glossary))
        unit = TranslationUnit(source, target, one, two)
        return list(rule(unit, Terms(Termbase(concepts, one, (two,)), two)))
    rows = terms(example)
    language = rows[-1][0]
    assert rule.speaks(language)
    if rule.scope == "file":
        try:
            parse(rows[0][2].encode(), where="x.po")
        except InputError as error:
            return list(rule(error))
        return []
    if rule.scope == "forms":
        texts = re.findall('"([^"]*)"', example)
        return list(rule(len(texts) - 1, int(texts[0].removeprefix("nplurals="))))
    if rule.scope == "text":
        return list(rule(rows[0][2], language))
    if rule.scope == "pair":
        (one, _, source), (two, _, target) = rows
        return list(rule(source, target, one, two))
    if rule.scope == "waiver":
        return list(rule(waivers.parse(rows[0][2]), rows[0][1] != "!", date(2026, 1, 1)))
    if rule.scope == "header":
        name, _, value = rows[0][2].partition(": ")
        return list(rule({name: value}, language))
    if rule.scope == "concept":
        return list(rule(concept(example), language))
    concepts = tuple(concept(entry) for entry in re.split(r'(?<="); ', example))
    return list(rule(Termbase(concepts, concepts[0].head.language, (language,)), language))


EXAMPLES = [
    (name, verdict, example)
    for name in names("checks")
    for verdict, example in EXAMPLE.findall(load("checks", name).function.__doc__)
]
MORE = (Path(__file__).parent / "data" / "check_examples.txt").read_text("utf-8")
EXAMPLES += re.findall(r"^(\S+) (Wrong|Right): (.+)$", MORE, re.MULTILINE)


@pytest.mark.parametrize("name", names("checks"))
def test_every_check_has_a_message_and_both_examples(name):
    rule = load("checks", name)
    assert isinstance(rule, Rule)
    assert rule.message
    assert rule.message[0] == rule.message[0].lower() or rule.message.split()[0].istitle()
    assert not rule.message.endswith(".")
    assert {verdict for verdict, _ in EXAMPLE.findall(rule.function.__doc__)} == {"Wrong", "Right"}


@pytest.mark.parametrize(("name", "verdict", "example"), EXAMPLES)
def test_examples(name, verdict, example):
    if name in ("ru.agreement", "usage.grammar") and not russian_words.available():
        pytest.skip("pymorphy3 is not installed")
    rule = load("checks", name)
    problems = found(rule, example)
    assert bool(problems) == (verdict == "Wrong"), problems
    problems = [getattr(row, "message", None) is not None and row for row in problems if not isinstance(row, tuple)]
    for problem in problems:
        if rule.scope in ("text", "pair") and problem.fix is not None:
            assert rule.fixable
            rows = terms(example)
            mended = (
                rule(problem.fix, rows[0][0])
                if rule.scope == "text"
                else rule(rows[0][2], problem.fix, rows[0][0], rows[1][0])
            )
            assert not list(mended), "the fix mends it"


@pytest.mark.parametrize("name", names("checks"))
def test_a_fixable_rule_gives_a_fix(name):
    rule = load("checks", name)
    if rule.fixable and rule.scope in ("text", "pair"):
        wrong = [example for verdict, example in EXAMPLE.findall(rule.function.__doc__) if verdict == "Wrong"]
        assert any(problem.fix is not None for example in wrong for problem in found(rule, example))


def test_the_page_is_made_from_the_checks():
    from benchmarks import checks_false_alarms

    text = checks_false_alarms.PAGE.read_text(encoding="utf-8")
    assert checks_false_alarms.page(text) == text, "python benchmarks/checks_false_alarms.py --page"


@pytest.mark.parametrize("name", names("checks"))
def test_a_check_above_its_false_alarm_budget_is_off_by_default(name):
    rule, counts = load("checks", name), alarms.table()
    if rule.scope in ("text", "pair") and rule.segments:
        assert name in counts or not rule.default, "count its alarms: python benchmarks/checks_false_alarms.py --write"
    if name in counts:
        budget = {Severity.ERROR: 0.1, Severity.WARNING: 1, Severity.INFO: 5}[rule.severity]
        assert counts[name].false <= counts[name].judged <= sum(counts[name].found.values())
        assert counts[name].rate <= budget or not rule.default


LETTERS = "aceopxyNATO абвЙёЁїКремль 中国臺湾说话 0123 .,;:!?…-–—'’\"«»“”„()[]（）「」《》 \t\n\u00a0\u3000\u0301\u00ad\u200b•·．，。％%{}<>&Ａ１⾦\uf9f4日本の\u202e\ue000\u212b\u2126\u037e\u0387\ufb1d\U0002f800"


NEEDY = {
    name: run.select([name]) for name in names("checks") if load("checks", name).needs or load("checks", name).source
}


def asked(rule, language, target, source=""):
    """Return whether *rule* is asked about a text, or a pair."""
    texts = target if rule.scope == "text" else together(source, target), source
    patterns = rule.patterns(language)
    return not any(patterns) or any(needs.search(text) for needs, text in zip(patterns, texts, strict=True) if needs)


@settings(max_examples=200)
@given(st.text(st.sampled_from(LETTERS), max_size=12), st.text(st.sampled_from(LETTERS), max_size=12))
def test_a_check_finds_nothing_in_texts_that_its_pattern_does_not_match(source, target):
    for name, selection in NEEDY.items():
        rule = selection.rules[name]
        for language in ("ru", "zh-Hans", "zh-Hant", "en", "el"):
            if not rule.speaks(language):
                continue
            if not asked(rule, language, target, source):
                assert not list(rule(*((target,) if rule.scope == "text" else (source, target, "en")), language)), name
            elif rule.scope == "text":
                termbase = Termbase(
                    (
                        concept('en "b" en "c"'),
                        *(Concept((Term("a", "en"), Term(t, language))) for t in ("", target, source) if t),
                    )
                )
                alone = run.termbase(termbase, language, selection, date(2026, 1, 1))
                assert len([f for f in alone if f.concept == "a"]) == sum(
                    len(list(rule(t, language))) for t in (target, source) if t
                )


def test_each_language_with_the_same_sources_gets_its_own_findings():
    selection = run.select(["number.missing", "consistency.split"])

    def told(language, *texts):
        names = ("12 men", "34 men", "a word", "A word")
        concepts = [Concept((Term(name, "en"), Term(text, language))) for name, text in zip(names, texts, strict=False)]
        found = run.termbase(Termbase(tuple(concepts)), language, selection, date.min)
        return {row.concept for row in found}

    assert told("ru", "13 человек", "34 человека", "слово", "речь") == {"12 men", "A word"}
    assert told("zh-Hans", "12人", "35人", "词", "词") == {"34 men"}
    assert told("ru", "13 человек", "35 человек") == {"12 men", "34 men"}


@pytest.mark.parametrize(
    ("name", "words", "source", "target"),
    [
        ("number.ordinal", "first second third fourth fifth sixth seventh eighth", "its {} week", "9-я неделя"),
        ("number.ordinal", "ninth tenth 1st 2nd 3rd 4th 10th", "its {} week", "8-я неделя"),
        ("number.missing", "three four five six seven eight nine ten eleven twelve", "{} men came", "Пришли люди."),
        ("number.missing", "thirteen fourteen fifteen sixteen seventeen eighteen", "{} men came", "Пришли люди."),
        ("number.missing", "nineteen twenty thirty forty fifty sixty", "{} men came", "Пришли люди."),
        ("number.missing", "seventy eighty ninety twenty-one thirty-three", "{} men came", "Пришли люди."),
        ("number.share", "third quarter fifth sixth", "a {} of them", "восьмая часть"),
        ("number.share", "half halved seventh eighth ninth tenth 1/4", "{} of them", "треть"),
        ("number.share", "twice doubled doubling twofold ten-fold", "{} as many", "втрое больше"),
        ("number.share", "thrice tripled trebling quadrupled quintupled", "{} as many", "вдвое больше"),
        ("number.share", "one in five|1 in every 5|2 out of 5|one of five|2/5", "{} men", "каждый шестой мужчина"),
        (
            "number.share",
            "three times|3 times|three-fold|sixfold|tenfold|nine time|5-fold",
            "{} as many",
            "вдвое больше",
        ),
        ("text.negation", "didn't didn’t cannot never", "He {} come.", "Он пришёл."),
        ("text.negation", "not", "He is {} here.", "Он здесь."),
        ("text.negation", "no", "There is {} hope.", "Надежда есть."),
        ("text.negation", "Nobody Nothing", "{} came.", "Он пришёл."),
    ],
)
def test_the_pattern_of_a_check_matches_every_word_that_it_looks_for(name, words, source, target):
    rule = load("checks", name)
    for word in words.split("|") if "|" in words else words.split():
        for written in (word, word.upper(), word.title()) if name.startswith("number") else (word,):
            text = source.format(written)
            found = list(rule(text, target, "en", "ru"))
            assert found or written.istitle(), text
            assert not found or asked(rule, "ru", target, text), text


@pytest.mark.parametrize(
    ("source", "target"), [("a\0b 5 men", "люди"), ("a 5 men", "5\x03\n6 7"), ("a\0b \0 5", "\0\0 6")]
)
def test_a_text_may_hold_the_marks_between_the_texts_of_pairs(source, target):
    unit = TranslationUnit(source, target, "en", "ru")
    found = [row.check for row in run.units([unit], run.select(["number.missing"]))]
    assert found == ["number.missing"] * bool(list(load("checks", "number.missing")(source, target, "en", "ru")))


def test_a_pair_is_checked_if_either_pattern_of_a_rule_matches():
    rows = [
        ("Three hundred men came", "Пришли люди"),
        ("seven men came", "Пришли люди"),
        ("Men came", "Пришли"),
        ("5 men", "люди"),
    ]
    units = [TranslationUnit(*row, "en", "ru", place=Place("a.po", line)) for line, row in enumerate(rows, 1)]
    assert [row.place.line for row in run.units(units, run.select(["number.missing"]))] == [2, 4]


def test_four_capitals_are_found_only_at_the_beginning_of_a_word():
    """Else each letter of a run of capitals is gone through to its end."""
    pattern = load("checks", "ru.title-case").patterns("ru")[0]
    assert pattern.search("«Новый Народный и Мирный для них\nСоюз»")
    assert not pattern.search("бНовый Народный Мирный Союз")
    assert not pattern.search("Новый Народный Мирный союз")


def test_a_check_of_unusual_entries_runs_on_every_entry_it_reports() -> None:
    """A run calls such a check for the entries of its wrong examples, and the check finds nothing in a usual entry."""
    usual = Concept((Term("Kremlin", "en"), Term("Кремль", "ru")))
    wrong = [
        Concept((Term("Kremlin", "en"),)),
        Concept((Term("Kremlin", "en"), Term("Кремль", "ru", state=State.PROPOSED))),
        Concept((Term("Renmin University", "en"), Term("Renmin University", "ru"))),
        Concept((Term("Xi Jinping", "en"), Term("Си Цзиньпин", "ru"), Term("Си Дзиньпин", "ru"))),
        Concept((Term("Beijing", "en"), Term("Пекин", "ru"), Term("Пекин", "ru", usage=Usage.FORBIDDEN))),
    ]
    unusual = {name: rule for name in names("checks") if not (rule := load("checks", name)).usual}
    rules = {name: rule for name, rule in unusual.items() if rule.scope == "concept"}
    found = run.termbase(Termbase((usual, *wrong)), "ru", run.select(list(rules)), date.min)
    assert {row.check for row in found} == rules.keys()
    assert [list(rule(usual, "ru")) for rule in rules.values()] == [[]] * len(rules)


def test_look_alikes_are_reported_in_admitted_renderings_too() -> None:
    admitted = Term("слово o войне", "ru", usage=Usage.ADMITTED), Term("о Mac", "ru", usage=Usage.ADMITTED)
    concept = Concept((Term("word of war", "en"), Term("слово о войне", "ru"), *admitted))
    assert [row.text for row in run.termbase(Termbase((concept,)), "ru", run.select(["ru.lookalike"]), date.min)] == [
        "слово o войне"
    ]


def test_a_firm_may_lose_its_legal_form_in_cyrillic() -> None:
    concept = Concept((Term("Action Stoneworks Ltd.", "en"), Term("Action Stoneworks", "ru")), kind=Kind.ORGANIZATION)
    chosen = run.select(["script.absent"])
    assert not run.termbase(Termbase((concept,)), "ru", chosen, date.min)
    assert run.termbase(Termbase((replace(concept, kind=Kind.PHRASE),)), "ru", chosen, date.min)


def test_names_may_stay_in_segments() -> None:
    unit = TranslationUnit("The Midnight Commander", "Midnight Commander", "en", "ru")
    assert not [*run.units([unit], run.select(["script.absent"]))]


def test_findings_in_proposals_are_infos() -> None:
    unit = TranslationUnit("%s files", "файлов", "en", "ru", place=Place("a", 1))
    for state, level in ((State.APPROVED, Severity.ERROR), (State.PROPOSED, Severity.INFO)):
        found = list(run.units([replace(unit, state=state)], run.select(["placeholder"])))
        assert [row.severity for row in found] == [level]


def test_a_placeholder_is_reported_as_written_unless_that_is_ambiguous() -> None:
    rule = load("checks", "placeholder.differs")
    lost = [row.message for row in rule("%s: %s: %s", "%s: %s", "en", "ru")]
    assert lost == ["%s is not in the translation"]
    turned = [row.message for row in rule("%d files in %s", "в %s %d файлов", "en", "ru")]
    assert turned == ["%1$d, %2$s is not in the translation", "%1$s, %2$d is not in the source"]
    assert not list(rule("%s %*d", "%3$*2$d %1$s", "en", "ru"))
    assert not list(rule("%*d %s", "%3$s %1$*d", "en", "ru"))


@pytest.mark.parametrize(("lost", "kept", "told"), [(9, 0, 9), (10, 0, 0), (10, 1, 0), (10, 2, 10)])
def test_a_file_without_shortcuts_gets_no_findings_about_them(lost, kept, told):
    targets = [*["Файл"] * lost, *["&Файл"] * kept]
    units = [TranslationUnit("&File", target, "en", "ru") for target in targets]
    units += [TranslationUnit("the FILE_NAME", "имя FILE_NAME", "en", "ru")] * 20
    assert [row.check for row in run.units(units, run.select(["label"]))] == ["label.shortcut"] * told


@settings(max_examples=50)
@given(st.lists(st.tuples(*[st.text(st.sampled_from(LETTERS), max_size=8)] * 2, st.sampled_from(["ru", "zh-Hans"]))))
def test_a_batch_of_segments_gets_the_findings_that_each_gets_alone(texts):
    rows = [
        TranslationUnit(source, target, "en", language, place=Place("a", at))
        for at, (source, target, language) in enumerate([("Xi spoke.", "Си молчит", "ru"), *texts], 1)
    ]
    every = run.select(["all"], ignore=["label.shortcut"])  # which depends on the others
    glossary = Termbase((concept('en "Xi" ru "Си"'), concept('en "NATO" ru "НАТО" zh-Hans "北约"')))
    together = run.units(rows, every, cache(partial(Terms, glossary)), date.min)
    found = [(row.check, row.place, row.message) for row in together]
    alone, compiled = [], cache(partial(Terms, glossary))
    for row in rows:
        for scope in ("text", "pair", "unit") if row.target.strip() else ():
            for name, rule in every.of(scope, row.target_language):
                texts = (row.source, row.target, row.source_language, row.target_language)
                asked = {"text": (texts[1], texts[3]), "pair": texts, "unit": (row, compiled(row.target_language))}[
                    scope
                ]
                problems = rule(*asked) if rule.segments else ()
                alone += [(name, row.place, problem.message or rule.message) for problem in problems]
    assert found == alone


def test_the_multiples_of_a_translation_are_searched_once() -> None:
    """A table of thousands of percentages would take minutes."""
    parts.multiples.cache_clear()
    assert len(list(load("checks", "number.missing")("by 23%, 34% and 45%", "в пять раз", "en", "ru"))) == 3
    assert parts.multiples.cache_info().misses == 1


def test_segments_are_read_one_batch_at_a_time() -> None:
    wrong = TranslationUnit("Xi spoke.", "Си  молчит", "en", "ru", place=Place("a", 1))
    rows = iter([wrong] * 2_500)
    assert next(run.units(rows, run.select(["space.double"]), None, date.min)).check == "space.double"
    assert len(list(rows)) == 1_500


def test_a_variant_that_is_another_entry_is_reported() -> None:
    """Also where no two entries have one name."""
    concepts = (
        Concept((Term("Beijing", "en"), Term("Peking", "en"), Term("Пекин", "ru"))),
        Concept((Term("Peking", "en"), Term("Бэйпин", "ru"))),
    )
    found = run.termbase(Termbase(concepts), "ru", run.select(["consistency.split"]), date.min)
    assert [row.concept for row in found] == ["Peking"]


def test_a_source_that_is_an_identifier_is_not_compared() -> None:
    every = run.select(["all"])
    for source, target in (
        ("label_by_name", "К ${name}\nв  ${place}."),
        ("translator-credits", "Мария, 2014\nИван 50%."),
        ("list:admin:notice.txt", "К ${name}\nв  ${place}."),
    ):
        unit = TranslationUnit(source, target, "en", "ru", place=Place("a", 1))
        assert not {row.check for row in run.units([unit], every)} - {"space.double"}
        assert [*run.units([replace(unit, source="Label by name")], every)]
        assert run.apply_fixes("张三\n李四", source, ("en", "zh-Hans"), every) == "张三\n李四"
    assert run.apply_fixes("张三\n李四", "Two names", ("en", "zh-Hans"), every, unsafe=True) == "张三李四"
    for source in ("Asia-Pacific", "day-to-day", "example.org", "www.example.org", "Save_As"):
        assert [*run.units([TranslationUnit(source, "да ", "en", "ru", place=Place("a", 1))], every)]


def test_the_flags_of_an_entry_decide_what_its_placeholders_are() -> None:
    rule = load("checks", "placeholder.differs")
    for flags, count in (
        ("", 1),
        ("c-format", 0),
        ("c-format fuzzy", 0),
        ("python-brace-format", 1),
        ("no-c-format", 1),
    ):
        assert len(list(rule("copy {name}", "копия {имени}", "en", "ru", flags))) == count, flags
    for flags, level in (("python-brace-format", None), ("", Severity.WARNING), ("no-c-format", Severity.WARNING)):
        assert {row.severity for row in rule("see {above}", "см. {выше}", "en", "ru", flags)} == {level}, flags
        assert {row.severity for row in rule("{0}, {above}", "{выше}", "en", "ru", flags)} >= {None}, flags
        assert {row.severity for row in rule("Hello, {name}!", "Привет!", "en", "ru", flags)} == {None}, flags
    files = "{n, plural,\n one {{who} sent # file} other {{who} sent # files}}"
    lost = files.replace("{who}", "{кто}")
    assert [row.severity for row in rule(files, lost, "en", "ru")] == [None]
    for flags, count in (("c-format", 1), ("python-format", 1), ("no-python-format", 0), ("", 0)):
        assert len(list(rule("%d percent", "%d %", "en", "ru", flags))) == count, flags
