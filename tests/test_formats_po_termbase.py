"""PO files: catalog <-> termbase."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import ConfigError, InputError
from glossary.formats import get, po
from glossary.formats.po import comments
from glossary.formats.po.termbase import FLAGS
from glossary.model import Concept, Kind, Loss, Occurrence, Place, State, Term, Termbase, Usage

NPC = Concept(
    (
        Term("National People's Congress", "en"),
        Term("NPC", "en", Usage.ADMITTED),
        Term("National People’s Congress", "en", Usage.ADMITTED),
        Term("全国人民代表大会", "zh-Hans", state=State.PROPOSED, origin="memory (high)"),
        Term("全国人大", "zh-Hans", Usage.ADMITTED, note="in headlines"),
        Term("人民议会", "zh-Hans", Usage.FORBIDDEN),
        Term("Всекитайское собрание народных представителей", "ru", forms=("Всекитайского собрания",), note="ВСНП"),
    ),
    kind=Kind.ORGANIZATION,
    context="… head of the National People's Congress, harshly accused …",
    frequency=3,
    documents=2,
    occurrences=(
        Occurrence("seeds/visit.md", 30, 400, 403, "NPC"),
        Occurrence("seeds/samarkand summit.md", 9, 120, 146, "National People's Congress"),
        Occurrence("seeds/visit.md", 4, 40, 43, "NPC"),
    ),
)
GEORGIA = Concept((Term("Georgia", "en"), Term("格鲁吉亚", "zh-Hans")), sense="country", kind=Kind.PLACE)
ABKHAZIA = Concept((Term("Abkhazia", "en"),), kind=Kind.PLACE, flags=frozenset({"terminology"}))
GLOSSARY = Termbase((NPC, GEORGIA, ABKHAZIA), "en", ("zh-Hans", "ru"))

CHINESE = """\
# Simplified Chinese renderings of the glossary.
#
msgid ""
msgstr ""
"Project-Id-Version: news\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 1970-01-01 00:00+0000\\n"
"PO-Revision-Date: 1970-01-01 00:00+0000\\n"
"Last-Translator: Automatically generated\\n"
"Language-Team: Simplified Chinese\\n"
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"X-Generator: glossary\\n"

#. kind: place
#, terminology
msgid "Abkhazia"
msgstr ""

#. kind: place
msgctxt "country"
msgid "Georgia"
msgstr "格鲁吉亚"

# origin: memory (high)
# admitted: 全国人大 -- in headlines
# forbidden: 人民议会
#. kind: organization
#. variants: NPC | National People’s Congress
#. seen: 3 times in 2 texts
#. context: … head of the National People's Congress, harshly accused …
#: \u2068seeds/samarkand summit.md\u2069:9 seeds/visit.md:4
#, fuzzy
msgid "National People's Congress"
msgstr "全国人民代表大会"
"""


def catalog(text: str) -> po.Catalog:
    return po.parse(text.encode(), where="zh_CN.po")


def termbase(text: str, language: str = "zh-Hans") -> Termbase:
    return po.to_termbase(catalog(text), language=language, where="zh_CN.po").termbase


def updated(old: str, new: Termbase, language: str = "zh-Hans") -> str:
    return po.serialize(po.update(catalog(old), new, language=language, project="news")).decode()


def entry(text: str) -> str:
    """A whole file with the entry *text*."""
    return CHINESE.split("\n\n")[0] + "\n\n" + text


def only(text: str) -> Concept:
    (found,) = termbase(entry(text)).concepts
    return found


# A glossary of ours


def test_the_po_file_of_a_glossary_is_written_as_expected() -> None:
    assert po.serialize(po.update(None, GLOSSARY, language="zh-Hans", project="news")).decode() == CHINESE


def test_the_template_holds_the_concepts_and_no_rendering() -> None:
    text = po.serialize(po.template(None, GLOSSARY, project="news")).decode()
    assert '"Language: en\\n"' in text
    assert "Plural-Forms" not in text
    assert [line for line in text.split("\n") if line.startswith("msgstr")] == ['msgstr ""'] * 4
    assert "全国" not in text
    assert "# forbidden" not in text
    assert "#. variants: NPC | National People’s Congress" in text
    assert b'"Language: en' in po.write(GLOSSARY, languages=[])[0]


def test_a_file_that_is_not_held_whole_gives_the_same() -> None:
    whole = catalog(CHINESE)
    termbase, top = po.headed(CHINESE.encode(), language="zh-Hans", where="zh_CN.po")
    assert termbase == po.to_termbase(whole, language="zh-Hans", where="zh_CN.po").termbase
    assert [concept.place for concept in termbase.concepts] == [
        Place("zh_CN.po", entry.line) for entry in whole.entries if entry.msgid
    ]
    assert top.entries == (whole.header,)


def test_a_second_header_and_what_is_obsolete_stay_and_are_not_entries() -> None:
    old = catalog(
        'msgid ""\nmsgstr "Language: ru\\n"\n\n#~ msgid "Duma"\n#~ msgstr "Дума"\n\n#~ msgid ""\n#~ msgstr "x"\n'
    )
    reading = po.to_termbase(old, language="ru")
    assert reading.counts == {"entries": 0, "translated": 0, "fuzzy": 0, "obsolete": 1}
    new = po.update(old, reading.termbase, language="ru")
    assert [(entry.msgid, entry.obsolete) for entry in new.entries] == [("", False), ("Duma", True), ("", True)]


def test_a_file_joined_of_two_languages_is_refused_as_a_glossary_and_as_units() -> None:
    part = 'msgid ""\nmsgstr "Language: {}\\n"\n\nmsgid "{}"\nmsgstr "{}"\n\n'
    ru, de = part.format("ru", "port", "порт"), part.format("de", "sea", "See")
    for read in (po.PO.read, lambda data, **said: list(po.PO.units(BytesIO(data), **said))):
        with pytest.raises(InputError, match="declares German"):
            read((ru + de).encode(), where="a.po", source_language="en")
        read((ru + ru.replace("port", "lock")).encode(), where="a.po", source_language="en")
        read((part.format("", "dam", "дамба") + ru).encode(), where="a.po", source_language="en")


def test_what_was_written_reads_back() -> None:
    reading = po.to_termbase(catalog(CHINESE), language="zh-Hans")
    expected = [
        replace(concept, terms=tuple(term for term in concept.terms if term.language != "ru"), occurrences=())
        for concept in (ABKHAZIA, GEORGIA, NPC)
    ]
    assert list(reading.termbase.concepts) == expected
    assert reading.termbase.languages == ("zh-Hans",)
    assert reading.counts == {"entries": 3, "translated": 1, "fuzzy": 1, "obsolete": 0}
    assert reading.termbase.concepts[2].occurrences == (
        Occurrence("seeds/samarkand summit.md", 9, -1, -1, ""),
        Occurrence("seeds/visit.md", 4, -1, -1, ""),
    )


@pytest.mark.parametrize("again", [GLOSSARY, termbase(CHINESE)])
def test_updating_with_the_same_termbase_changes_nothing(again: Termbase) -> None:
    assert updated(CHINESE, again) == CHINESE


def test_a_new_concept_takes_its_place_in_the_alphabet() -> None:
    kremlin = Concept((Term("Kremlin", "en"),))
    more = replace(GLOSSARY, concepts=(kremlin, *GLOSSARY.concepts))
    before, after = CHINESE.split("# origin")
    assert updated(CHINESE, more) == before + 'msgid "Kremlin"\nmsgstr ""\n\n# origin' + after


def test_the_order_of_existing_entries_is_kept() -> None:
    header, *blocks = CHINESE.rstrip("\n").split("\n\n")
    turned = "\n\n".join([header, *reversed(blocks)]) + "\n"
    assert updated(turned, GLOSSARY) == turned


def test_existing_entries_do_not_move_and_new_ones_are_sorted_between_them() -> None:
    old = entry(
        'msgid "c"\nmsgstr ""\n\n#~ msgid "x"\n#~ msgstr "1"\n\nmsgid "e"\nmsgstr ""\n\n#~ msgid "z"\n#~ msgstr "2"\n'
    )
    names = ("a", "b", "c", "d", "e", "f", "y")
    new = Termbase(
        tuple(Concept((Term(name, "en"), Term("3", "zh-Hans")), obsolete=name == "y") for name in names), "en"
    )
    found = catalog(updated(old, new)).entries[1:]
    assert [entry.msgid for entry in found] == ["a", "b", "c", "x", "d", "e", "f", "y", "z"]
    assert [entry.msgid for entry in found if entry.obsolete] == ["x", "y", "z"]


# What a person wrote stays


PERSONAL = """\
# Checked with the desk on Monday.
#   note:   a note of mine
# admitted: 全国人大
#. kind: organization
#. A programmer's word.
#= workflow
#, c-format, my-flag
msgid "National People's Congress"
msgstr ""
"全国人民"
"代表大会"
"""


def test_unknown_comment_lines_stay_where_they_are() -> None:
    news = replace(only(PERSONAL), frequency=4, documents=1, kind=Kind.OTHER)
    assert updated(entry(PERSONAL), Termbase((news,))) == entry(
        PERSONAL.replace(
            "#. kind: organization\n#. A programmer's word.", "#. A programmer's word.\n#. seen: 4 times in 1 text"
        )
    )


def test_only_an_outdated_comment_line_is_replaced() -> None:
    concept = only(PERSONAL)
    terms = concept.terms_in("zh-Hans")
    more = concept.with_terms("zh-Hans", (terms[0], Term("人大", "zh-Hans", Usage.DEPRECATED)))
    assert updated(entry(PERSONAL), Termbase((more,))) == entry(
        PERSONAL.replace("# admitted: 全国人大\n", "# deprecated: 人大\n")
    )


def test_an_empty_cell_never_deletes() -> None:
    concept = only(PERSONAL)
    assert updated(entry(PERSONAL), Termbase((concept.with_terms("zh-Hans", ()),))) == entry(PERSONAL)


def test_a_rejected_rendering_is_moved_to_a_comment() -> None:
    concept = only('msgid "a"\nmsgstr "б"\n')
    rejected = concept.with_terms("zh-Hans", [Term("б", "zh-Hans", state=State.REJECTED)])
    text = updated(entry('msgid "a"\nmsgstr "б"\n'), Termbase((rejected,)))
    assert text == entry('# rejected: б\nmsgid "a"\nmsgstr ""\n')
    (back,) = termbase(text).concepts
    assert back.terms[1] == Term("б", "zh-Hans", Usage.ADMITTED, State.REJECTED)
    assert back.rendering("zh-Hans") is None


def test_an_approved_rendering_loses_the_origin_of_the_proposal() -> None:
    fuzzy = '# origin: palladius (low)\n# mine\n#, fuzzy\n#| msgid "A"\nmsgid "a"\nmsgstr "б"\n'
    concept = only(fuzzy)
    assert (concept.terms[1].state, concept.terms[1].origin) == (State.PROPOSED, "palladius (low)")
    approved = concept.with_terms("zh-Hans", [Term("б", "zh-Hans")])
    assert updated(entry(fuzzy), Termbase((replace(approved, previous=""),))) == entry(
        '# mine\nmsgid "a"\nmsgstr "б"\n'
    )


def test_other_headers_stay_and_missing_ones_are_added() -> None:
    old = '# Ours\nmsgid ""\nmsgstr ""\n"X-Mine:   kept as it is\\n"\n"Language: zh_Hans\\n"\n'
    assert updated(old, Termbase()) == old + (
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    )


def test_the_bug_address_in_the_header_is_filled_in_once() -> None:
    def told(contact: str) -> po.Catalog:
        return po.update(catalog(CHINESE), GLOSSARY, language="zh-Hans", contact=contact)

    assert po.serialize(told("desk@example.org")).decode() == CHINESE.replace(
        'Bugs-To: \\n"', 'Bugs-To: desk@example.org\\n"'
    )
    again = po.update(told("desk@example.org"), GLOSSARY, language="zh-Hans", contact="other@example.org")
    assert po.serialize(again) == po.serialize(told("desk@example.org"))


# What goes and comes back


def test_a_removed_concept_becomes_obsolete_and_comes_back_with_its_rendering() -> None:
    gone = updated(CHINESE, Termbase((), "en", ("zh-Hans",)))
    assert "Abkhazia" not in gone  # nobody has worked on it
    assert gone.endswith(
        """
#~ msgctxt "country"
#~ msgid "Georgia"
#~ msgstr "格鲁吉亚"

# origin: memory (high)
# admitted: 全国人大 -- in headlines
# forbidden: 人民议会
#, fuzzy
#~ msgid "National People's Congress"
#~ msgstr "全国人民代表大会"
"""
    )
    assert [concept.obsolete for concept in termbase(gone).concepts] == [True, True]
    assert updated(gone, Termbase((), "en")) == gone
    assert updated(gone, GLOSSARY) == CHINESE


def test_an_obsolete_concept_becomes_an_obsolete_entry() -> None:
    retired = replace(GLOSSARY, concepts=tuple(replace(concept, obsolete=True) for concept in GLOSSARY.concepts))
    assert updated(CHINESE, retired) == updated(CHINESE, Termbase((), "en"))


def test_a_definition_outlives_the_sources() -> None:
    defined = replace(GEORGIA, definition="A state in the Caucasus", obsolete=True)
    text = updated(CHINESE, Termbase((defined,)))
    assert '#. definition: A state in the Caucasus\n#~ msgctxt "country"' in text
    assert termbase(text).concepts[0].definition == "A state in the Caucasus"


def test_a_respelled_concept_takes_its_entry_along() -> None:
    old = entry('# mine\nmsgid "Samarkand Summit"\nmsgstr "撒马尔罕峰会"\n')
    term = Term("撒马尔罕峰会", "zh-Hans", state=State.PROPOSED)
    news = Concept((Term("Samarkand summit", "en"), term), previous="Samarkand Summit")
    expected = '# mine\n#, fuzzy\n#| msgid "Samarkand Summit"\nmsgid "Samarkand summit"\nmsgstr "撒马尔罕峰会"\n'
    assert updated(old, Termbase((news,))) == entry(expected)
    (back,) = termbase(entry(expected)).concepts
    assert back == replace(news, extra=(("po:comment:zh-Hans", "mine"),))
    assert updated(entry(expected), Termbase((back,))) == entry(expected)


# Flags, as Weblate uses them


def test_weblate_flags_are_read_and_kept() -> None:
    text = '#, read-only, forbidden, max-length:20\nmsgid "a"\nmsgstr "б"\n'
    concept = only(text)
    assert concept.flags == {"read-only"}
    assert concept.terms[1].usage is Usage.FORBIDDEN
    assert concept.rendering("zh-Hans") is None
    assert updated(entry(text), Termbase((concept,))) == entry(text)
    better = concept.with_terms("zh-Hans", [Term("в", "zh-Hans"), concept.terms[1]])
    assert updated(entry(text), Termbase((better,))) == entry(
        '# forbidden: б\n#, read-only, max-length:20\nmsgid "a"\nmsgstr "в"\n'
    )


def test_a_waiver_is_kept_and_goes_to_new_files_of_its_language_only() -> None:
    concept = only('# glossary: ignore zh.half-width -- brand spelling\nmsgid "a"\nmsgstr "b"\n')
    assert concept.waivers == ("zh.half-width -- brand spelling",)
    for language, there in (("zh-Hans", True), ("ru", False)):
        data = po.serialize(po.update(None, Termbase((concept,)), language=language))
        assert (b"# glossary: ignore zh.half-width -- brand spelling\n" in data) is there


# Other people's files


PLURAL = """\
#. Translators: a fruit
#, python-format
msgid "%d banana"
msgid_plural "%d bananas"
msgstr[0] "%d банан"
msgstr[1] "%d банана"
msgstr[2] "%d бананов"
"""


def test_a_plural_is_a_concept_with_forms_and_nothing_of_it_is_lost() -> None:
    (concept,) = termbase(entry(PLURAL), "ru").concepts
    assert concept.variants == ("%d bananas",)
    assert concept.terms[2].text == "%d банан"
    assert concept.terms[2].forms == ("%d банана", "%d бананов")
    assert updated(entry(PLURAL), Termbase((concept,)), "ru") == entry(PLURAL)
    data, lost = po.write(Termbase((concept,)), languages=["ru"])
    assert data.decode().endswith("\n\n" + PLURAL)
    assert lost == []


def test_a_plural_has_as_many_forms_as_the_language_unless_its_rendering_has_others() -> None:
    concept = Concept((Term("%d banana", "en"),), extra=(("po:plural", "%d bananas"),))
    assert po.write(Termbase((concept,)), languages=["ru"])[0].count(b"\nmsgstr[") == 3
    assert po.write(Termbase((concept,)), languages=["zh-Hans"])[0].count(b"\nmsgstr[") == 1
    two = Term("банан", "ru", extra=(("po:form", "бананы"),))
    assert po.write(Termbase((concept.with_terms("ru", [two]),)), languages=["ru"])[0].count(b"\nmsgstr[") == 2


def test_comments_flags_and_headers_of_others_survive_in_a_file_of_ours() -> None:
    header = 'msgid ""\nmsgstr ""\n"X-Mine: yes\\n"\n"Last-Translator: Anna\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    body = (
        '# a person\n#. a program\n#: a.c:3 a.c:4 b.c:1\n#, c-format\nmsgid "b"\nmsgstr "б"\n\nmsgid "a"\nmsgstr "a"\n'
    )
    data, lost = po.write(termbase(header + "\n" + body, "ru"), languages=["ru"])
    text = data.decode()
    assert text.endswith("\n\n" + body)
    assert '"X-Mine: yes\\n"' in text
    assert '"Last-Translator: Anna\\n"' in text
    assert lost == []


def test_a_note_and_forms_without_a_rendering_are_kept() -> None:
    text = '# note: ask the desk\n# forms: x | y\nmsgid "a"\nmsgstr ""\n'
    assert only(text).terms == (Term("a", "en"),)
    assert updated(entry(text), Termbase((only(text),))) == entry(text)
    assert po.write(Termbase((only(text),)), languages=["zh-Hans"])[0].decode().endswith(text)


def test_of_equal_keys_the_first_follows_the_termbase_and_all_stay() -> None:
    text = entry('msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n')
    both = termbase(text)
    assert [concept.terms[1].text for concept in both.concepts] == ["1", "2"]
    assert updated(text, both) == text
    data, lost = po.write(both, languages=["zh-Hans"])
    assert data.decode().endswith('# admitted: 2\nmsgid "a"\nmsgstr "1"\n')
    assert lost == [Loss("concepts of the same name and sense (their terms are together)", 1, "a")]


def test_equal_concepts_from_elsewhere_come_together_in_one_entry() -> None:
    twice = Termbase(
        (Concept((Term("a", "en"), Term("1", "zh-Hans"))), Concept((Term("a", "en"), Term("2", "zh-Hans")), id="b"))
    )
    expected = entry('# admitted: 2\nmsgid "a"\nmsgstr "1"\n')
    assert updated(entry('msgid "a"\nmsgstr ""\n'), twice) == expected
    assert updated(expected, twice) == expected


def test_a_proposal_of_a_machine_is_not_what_came_along_from_another_spelling() -> None:
    proposal = Term("б", "zh-Hans", state=State.PROPOSED, origin="palladius (low)")
    news = Concept((Term("a", "en"), proposal), previous="A")
    assert "#|" not in updated(entry('msgid "a"\nmsgstr ""\n'), Termbase((news,)))


# Languages


@pytest.mark.parametrize(
    ("where", "header", "given", "language"),
    [
        ("x.po", "zh_CN", "", ("zh-Hans",)),
        ("x.po", "zh", "zh_TW", ("zh-Hant",)),
        ("x.po", "pt_BR", "pt_PT", ("pt-PT",)),
        ("x.po", "", "ru", ("ru",)),
        ("locale/ru/LC_MESSAGES/x.po", "", "", ("ru",)),
        ("po/pt_BR.po", "", "", ("pt",)),
        ("x.po", "", "", ("und",)),
        ("x.po", "klingon language", "", ("und",)),
    ],
)
def test_the_language_is_the_one_given_or_the_header_s_or_the_path_s(
    where: str, header: str, given: str, language: tuple[str, ...]
) -> None:
    data = f'msgid ""\nmsgstr ""\n"Language: {header}\\n"\n\nmsgid "a"\nmsgstr "b"\n'.encode()
    assert po.read(data, where=where, source_language="en", language=given).termbase.languages == language
    if not given:
        assert [unit.target_language for unit in po.units(BytesIO(data), where=where)] == [*language]


def test_a_file_that_says_another_language_than_is_given_is_refused() -> None:
    data = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgid "a"\nmsgstr "б"\n'.encode()
    with pytest.raises(InputError, match=r"declares Russian \(ru\), not Simplified Chinese"):
        po.read(data, where="x.po", source_language="en", language="zh_CN")


def test_a_template_has_no_language() -> None:
    data = po.serialize(po.template(None, GLOSSARY))
    assert po.read(data, where="glossary.pot", source_language="en").termbase.languages == ()
    assert po.read(data, where="-", source_language="en").termbase.languages == ()


def test_a_file_in_the_source_language_is_read_as_a_template() -> None:
    reading = po.read(entry('msgid "a"\nmsgstr "A"\n').encode(), where="x", source_language="zh-Hans")
    assert reading.termbase.concepts == (Concept((Term("a", "zh-Hans"),)),)
    assert [skipped.why for skipped in reading.skipped] == ["1 renderings in the source language (zh-Hans)"]


def test_a_po_file_holds_one_language() -> None:
    with pytest.raises(ConfigError, match="one language"):
        po.write(GLOSSARY, languages=["zh-Hans", "ru"])


def test_losses_of_po_are_listed() -> None:
    head = Term("a", "en", note="n", forms=("as",))
    concept = Concept((head, Term("б", "ru"), Term("в", "ru")), id="c1", extra=(("tmx:prop:x", "y"),))
    assert [loss.what for loss in po.write(Termbase((concept,)), languages=["ru"])[1]] == [
        "notes on source terms",
        "inflected forms of source terms",
        "details of other formats",
        "the preference among several preferred terms",
    ]


def test_an_identifier_stands_above_its_entry() -> None:
    termbase = Termbase((Concept((Term("a", "en"), Term("б", "ru")), id="IATE-7"),), "en", ("ru",))
    data, lost = po.write(termbase, languages=["ru"])
    assert (b"#. id: IATE-7\nmsgid" in data, lost) == (True, [])
    assert po.read(data, where="x.po", source_language="en").termbase.concepts == termbase.concepts
    two = data.replace(b"#. id: IATE-7", b"#. id: 5\n#. id: IATE-7")  # as a merge of branches leaves them
    found = po.read(two, where="x.po", source_language="en").termbase
    assert (found.concepts[0].id, po.write(found, languages=["ru"])[1]) == ("5\nIATE-7", [])
    key = b"settings.account.notifications.email.frequency.description.tooltip"
    long = data.replace(b"IATE-7", key + b"\n#. Shown in the settings")
    assert po.read(long, where="x.po", source_language="en").termbase.concepts[0].id == key.decode()


# References


def test_references_are_the_first_of_each_text_and_ten_in_all() -> None:
    places = tuple(
        Occurrence(f"seeds/{number:02}.md", line, 5, 6, "a") for number in range(14, 0, -1) for line in (7, 3, 5)
    )
    text = po.serialize(po.update(None, Termbase((Concept((Term("a", "en"),), occurrences=places),)), language="ru"))
    found = [line[3:] for line in text.decode().split("\n") if line.startswith("#:")]
    assert " ".join(found).split() == [f"seeds/{number:02}.md:3" for number in range(1, 11)]
    assert max(map(len, found)) <= 76


def test_a_file_name_cannot_break_out_of_its_line() -> None:
    places = (Occurrence("a\nmsgid\u2069 b.md", 3, 1, 2, "a"),)
    text = po.serialize(po.update(None, Termbase((Concept((Term("a", "en"),), occurrences=places),)), language="ru"))
    assert len(po.parse(text, where="").entries) == 2


@pytest.mark.parametrize(
    "line",
    [
        "# admitted: x" + " " * 300_000 + "x",
        "# forms of" + " " * 300_000 + "x",
        "#: " + "\u2068 " * 150_000,
        "#. kind: " + " " * 300_000 + "x",
    ],
    ids=["remark", "forms", "references", "kind"],
)
def test_no_comment_takes_more_than_linear_time(line: str) -> None:
    """A way that is not would take minutes here."""
    assert only(line + '\nmsgid "a"\nmsgstr ""\n').name == "a"


# Whatever a termbase holds

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12) | st.sampled_from(
    ["A | B", "a -- b", "--", "\\n", "\\", " x ", "note: y", "x\ny", "a:b", " ", "\\s", "|", "x --"]
)
# A note or an origin that is only line ends would be nothing on paper, and lines are trimmed at their ends.
remarks = st.just("") | words.filter(str.strip)
notes = st.just("") | words.filter(lambda text: all(text.split("\n")))


def rendering(state: State) -> st.SearchStrategy[Term]:
    origin = remarks if state is State.PROPOSED else st.just("")
    return st.builds(
        Term,
        words,
        st.just("ru"),
        state=st.just(state),
        origin=origin,
        note=notes,
        forms=st.lists(words, max_size=2, unique=True).map(tuple),
    )


others = st.one_of(
    st.builds(
        lambda text, usage, note, forms: Term(text, "ru", usage, note=note, forms=forms),
        words,
        st.sampled_from([Usage.ADMITTED, Usage.DEPRECATED, Usage.FORBIDDEN]),
        remarks,
        st.lists(words, max_size=2, unique=True).map(tuple),
    ),
    st.builds(
        lambda text, origin, note: Term(text, "ru", Usage.ADMITTED, State.PROPOSED, origin, note),
        words,
        words.filter(str.strip),
        remarks,
    ),
    st.builds(lambda text, note: Term(text, "ru", Usage.ADMITTED, State.REJECTED, "", note), words, remarks),
)
concepts = st.builds(
    lambda name, variants, first, more, **facts: Concept(
        (
            Term(name, "en"),
            *(Term(text, "en", usage) for usage, text in sorted(variants, key=lambda pair: ORDER.index(pair[0]))),
            *first,
            *more,
        ),
        **facts,
    ),
    words,
    st.lists(
        st.tuples(st.sampled_from([Usage.ADMITTED, Usage.DEPRECATED, Usage.FORBIDDEN]), words),
        max_size=3,
        unique_by=lambda pair: pair[1],
    ),
    st.lists(st.sampled_from([State.APPROVED, State.PROPOSED]).flatmap(rendering), max_size=1),
    st.lists(others, max_size=3, unique_by=lambda term: term.text),
    sense=st.just("") | words,
    kind=st.sampled_from(Kind),
    definition=remarks,
    note=remarks,
    subject=remarks,
    part_of_speech=remarks,
    context=remarks,
    frequency=st.integers(1, 99),
    documents=st.integers(0, 99),
    flags=st.frozensets(st.sampled_from(["read-only", "terminology"])),
)
ORDER = [Usage.ADMITTED, Usage.DEPRECATED, Usage.FORBIDDEN]
termbases = st.lists(concepts, max_size=2, unique_by=lambda concept: concept.key).map(
    lambda found: Termbase(tuple(found), "en", ("ru",))
)


@given(termbases)
def test_any_glossary_reads_back_as_it_was(written: Termbase) -> None:
    data, lost = po.write(written, languages=["ru"])
    assert lost == []
    found = po.read(data, where="", source_language="en").termbase
    assert found.concepts == written.concepts
    assert po.serialize(po.parse(data, where="")) == data


@given(termbases, termbases)
def test_updating_twice_equals_once_and_loses_no_rendering(first: Termbase, second: Termbase) -> None:
    one = po.update(None, first, language="ru")
    two = po.update(po.parse(po.serialize(one), where=""), second, language="ru")
    data = po.serialize(two)
    three = po.parse(data, where="")
    assert po.serialize(po.update(three, second, language="ru")) == data
    assert po.serialize(po.update(three, po.to_termbase(three, language="ru").termbase, language="ru")) == data
    kept = {(row.msgid, row.msgctxt or ""): row for row in three.entries}
    for concept in first.concepts:
        if concept.key not in second.index() and concept.rendering("ru"):
            assert kept[concept.key].obsolete
            assert kept[concept.key].msgstr[0] == concept.terms_in("ru")[0].text
    back = po.serialize(po.update(three, first, language="ru"))
    living = [row for row in po.parse(back, where="").entries if not row.obsolete]
    if not set(first.index()) & set(second.index()):
        assert living[1:] == list(po.parse(po.serialize(one), where="").entries[1:])


# GNU gettext


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")
@pytest.mark.parametrize("language", ["zh-Hans", "ru", ""])
def test_msgfmt_accepts_the_file(tmp_path: Path, language: str) -> None:
    path = tmp_path / "glossary.po"
    made = po.update(None, GLOSSARY, language=language) if language else po.template(None, GLOSSARY)
    path.write_bytes(po.serialize(made))
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="GNU gettext is not installed")
def test_msgmerge_changes_nothing(tmp_path: Path) -> None:
    # It drops flags that it does not know, such as Weblate's.
    plain = replace(GLOSSARY, concepts=tuple(replace(concept, flags=frozenset()) for concept in GLOSSARY.concepts))
    data = po.serialize(po.update(None, plain, language="zh-Hans"))
    (tmp_path / "zh.po").write_bytes(data)
    (tmp_path / "glossary.pot").write_bytes(po.serialize(po.template(None, plain)))
    command = ["msgmerge", "-q", "-o", "-", str(tmp_path / "zh.po"), str(tmp_path / "glossary.pot")]
    assert subprocess.run(command, capture_output=True, check=True).stdout.decode() == data.decode()


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="GNU gettext is not installed")
def test_msgmerge_keeps_what_a_person_wrote_in_a_removed_concept(tmp_path: Path) -> None:
    data = po.serialize(po.update(None, GLOSSARY, language="zh-Hans"))
    (tmp_path / "zh.po").write_bytes(data)
    (tmp_path / "glossary.pot").write_bytes(po.serialize(po.template(None, Termbase((ABKHAZIA,)))))
    command = ["msgmerge", "-q", "-o", "-", str(tmp_path / "zh.po"), str(tmp_path / "glossary.pot")]
    merged = subprocess.run(command, capture_output=True, check=True).stdout
    assert po.serialize(po.update(po.parse(merged, where=""), GLOSSARY, language="zh-Hans")) == data


def test_the_format_po_reads_and_writes() -> None:
    row = get("po")
    data, _ = row.write(GLOSSARY, languages=["ru"])
    again, _ = row.write(row.read(data, where="ru.po", source_language="en").termbase, languages=["ru"])
    assert again == data


# The page in the documentation

PAGE = Path(__file__).parent.parent / "docs" / "formats-po.md"


def test_the_entry_in_the_documentation_is_one_of_ours() -> None:
    block = PAGE.read_text(encoding="utf-8").split("```po\n")[1].split("```")[0]
    plain = replace(
        NPC, occurrences=tuple(replace(place, document=place.document.replace(" ", "-")) for place in NPC.occurrences)
    )
    text = po.serialize(po.update(None, Termbase((plain,)), language="zh-Hans")).decode()
    assert text.endswith("\n\n" + block)


def test_every_comment_line_is_documented() -> None:
    table = "".join(
        line.split("|")[1] for line in PAGE.read_text(encoding="utf-8").split("\n") if line.startswith("| `")
    )
    for name in (
        *comments.TERMS,
        *comments.VARIANTS,
        "forms",
        "note",
        "origin",
        "kind",
        "seen",
        "context",
        "definition",
    ):
        assert f"{name}:" in table, name
    for flag in FLAGS:
        assert flag in table, flag


BROKEN = """\
# note: a long note of a translator that goes on and on until the line is far
# too long for polib, which breaks it
# admitted: другое слово, которое тоже довольно длинное и поэтому будет
# разорвано на две строки при сохранении -- и пометка
# glossary: ignore entry.copy -- the reason is told at some length so that the
# waiver does not fit into one line of the file
# a comment of their own
#. kind: organization
#. variants: NPC | National People’s Congress | the Chinese National People's
#. Congress
#. context: Li Zhanshu, the head of the National People’s Congress, is 72,
#. four years beyond the age at which leaders usually retire in the Sino-
#. Russian partnership of today.
msgid "National People's Congress"
msgstr "ВСНП"
"""


def test_comments_that_a_program_has_broken_are_one() -> None:
    """As polib does at the 78th column when it saves."""
    catalog = po.parse(BROKEN.encode(), where="ru.po")
    termbase = po.to_termbase(catalog, language="ru").termbase
    (concept,) = termbase.concepts
    assert concept.context.endswith("leaders usually retire in the Sino-Russian partnership of today.")
    assert concept.variants[-1] == "the Chinese National People's Congress"
    rendering, admitted = concept.terms_in("ru")
    assert rendering.note.endswith("far too long for polib, which breaks it")
    assert (admitted.text[-24:], admitted.note) == ("две строки при сохранении"[-24:], "и пометка")
    assert concept.waivers[0].endswith("does not fit into one line of the file")
    assert [text for name, text in concept.extra] == ["a comment of their own"]

    again = po.serialize(po.update(catalog, termbase, language="ru")).decode()
    assert again.endswith(BROKEN), "what is still true stays as it is"
    seen = replace(termbase, concepts=(replace(concept, context="Another sentence."),))
    text = po.serialize(po.update(catalog, seen, language="ru")).decode()
    assert "#. context: Another sentence.\n" in text
    assert "Russian partnership" not in text, "nothing is left of the old one"
    gone = replace(termbase, concepts=(replace(concept, obsolete=True),))
    text = po.serialize(po.update(catalog, gone, language="ru")).decode()
    assert "four years" not in text
    assert "which breaks it" in text


@pytest.mark.parametrize(
    "second", ["a comment of their own", "note: another", "https://example.org/a-page-with-a-very-long-name.html"]
)
def test_a_comment_that_would_have_fitted_is_one_of_its_own(second: str) -> None:
    text = f'# note: short\n# {second}\nmsgid "a"\nmsgstr "b"\n'
    (concept,) = po.to_termbase(po.parse(text.encode(), where="ru.po"), language="ru").termbase.concepts
    assert concept.terms_in("ru")[0].note.split("\n")[0] == "short"


@pytest.mark.parametrize("second", ["Translators: never translate this", "   indented, so by nobody's program"])
def test_a_remark_below_a_long_line_of_ours_outlives_it(second: str) -> None:
    """Where it is taken for the end of that line, it goes with it."""
    text = f'#. context: {"word " * 13}end\n#. {second}\nmsgid "a"\nmsgstr "b"\n'
    catalog = po.parse(text.encode(), where="ru.po")
    termbase = po.to_termbase(catalog, language="ru").termbase
    (concept,) = termbase.concepts
    assert concept.context.endswith("word end")
    news = replace(termbase, concepts=(replace(concept, context="another"),))
    assert f"#. {second}\n#. context: another\n" in po.serialize(po.update(catalog, news, language="ru")).decode()


def test_forbidden_terms_are_kept_when_the_texts_are_gone() -> None:
    ours, found = "#. forbidden variants: Peking\n", "#. kind: place\n#. variants: Beijing city\n"
    text = found + ours + 'msgid "Beijing"\nmsgstr "Пекин"\n'
    catalog = po.parse(text.encode(), where="ru.po")
    termbase = po.to_termbase(catalog, language="ru").termbase
    gone = replace(termbase, concepts=(replace(termbase.concepts[0], obsolete=True),))
    for news in (gone, replace(termbase, concepts=())):
        made = po.serialize(po.update(catalog, news, language="ru")).decode()
        assert made.endswith(f'\n\n{ours}#~ msgid "Beijing"\n#~ msgstr "Пекин"\n')


@pytest.mark.parametrize("count", [40_000])
def test_very_many_comment_lines_take_no_quadratic_time(count: int) -> None:
    """Each is looked at once; with all that stand above it, these took minutes."""
    texts = [
        f"#. context: {'word ' * 13}\n"
        + "#. otherwords otherwords otherwords otherwords otherwords otherwords words\n" * count
    ]
    texts.append("".join(f"#. context: {number}\n" for number in range(count)))
    for text in texts:
        catalog = po.parse(f'{text}msgid "a"\nmsgstr "b"\n'.encode(), where="ru.po")
        termbase = po.to_termbase(catalog, language="ru").termbase
        assert len(po.update(catalog, termbase, language="ru").entries) == 2


def test_very_many_equal_concepts_take_no_quadratic_time() -> None:
    terms = (Term(f"Самарканд {number}", "ru") for number in range(20_000))
    termbase = Termbase(tuple(Concept((Term("Samarkand", "en"), term)) for term in terms), "en", ("ru",))
    data, _ = get("po").write(termbase, languages=["ru"])
    assert data.decode().count("# admitted: Самарканд") == 19_999
