"""The same pair of terms in many shapes that files have in the field: each is read as what it says."""

from __future__ import annotations

import pytest

from glossary import formats
from glossary.formats import Reading

TMX = '<tmx version="{version}"><header srclang="{srclang}"/><body>{body}</body></tmx>'
TU = '<tu><tuv {lang}="{one}"><seg>sea ice</seg></tuv><tuv {lang}="{two}"><seg>морской лед</seg></tuv></tu>'
TBX2 = '<martif type="TBX" xml:lang="en"><martifHeader/><text><body>{}</body></text></martif>'
ENTRY = (
    "<termEntry><langSet xml:lang='en'><tig><term>sea ice</term>{}</tig></langSet>"
    "<langSet xml:lang='ru'><tig><term>морской лед</term></tig></langSet></termEntry>"
)
XLIFF = '<xliff version="1.2"><file original="a" datatype="x" {}><body>{}</body></file></xliff>'
UNIT = '<trans-unit id="1"><source>sea ice</source><target>морской лед</target></trans-unit>'
XLIFF2 = '<xliff version="{}" srcLang="en" trgLang="ru"><file id="f">{}</file></xliff>'
SEGMENT = "<unit id='1'><segment><source>sea ice</source><target>морской лед</target></segment></unit>"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\n'
ENTRY_PO = 'msgid "sea ice"\nmsgstr "морской лед"\n'


def tmx(body: str = "", *, version: str = "1.4", srclang: str = "en", one: str = "en", two: str = "ru", lang: str = "xml:lang") -> str:  # fmt: skip
    return TMX.format(version=version, srclang=srclang, body=body or TU.format(lang=lang, one=one, two=two))


def encoded(text: str, encoding: str, declared: str = "") -> bytes:
    return ((f'<?xml version="1.0" encoding="{declared}"?>' if declared else "") + text).encode(encoding)


PAIR = {
    "tmx11.tmx": '<!DOCTYPE tmx SYSTEM "tmx11.dtd">' + tmx(version="1.1", one="EN", two="RU", lang="lang"),
    "public.tmx": '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD//EN" "http://example.org/tmx14.dtd">' + tmx(),
    "little.tmx": encoded(tmx(), "utf-16-le"),
    "big.tmx": encoded(tmx(), "utf-16-be"),
    "big-declared.tmx": encoded(tmx(), "utf-16-be", "UTF-16"),
    "mark-and-a-lie.tmx": encoded("\ufeff" + tmx(), "utf-16-le"),
    "koi8.tmx": encoded(tmx(), "koi8-r", "KOI8-R"),
    "both-attributes.tmx": tmx().replace('xml:lang="en"', 'lang="de" xml:lang="en"'),
    "all.tmx": tmx(srclang="*all*"),
    "no-such-source.tmx": tmx(srclang="de"),
    "other-case.tmx": tmx(srclang="EN-us", one="en-US", two="RU-ru"),
    "inline.tmx": tmx().replace("sea ice", 'sea<ph>x<sub>not <bpt i="1"/>this</sub></ph> <hi>i<hi>c</hi>e</hi>'),
    "section.tmx": tmx().replace("sea ice", "<![CDATA[sea]]> ice"),
    "comment.tmx": tmx("<!-- " + TU + " -->" + TU.format(lang="lang", one="en", two="ru")),
    "user-defined.tmx": tmx().replace(
        '"en"/>', '"en"><ude name="u" base="x"><map unicode="#xF8FF" ent="A"/></ude></header>', 1
    ),
    "foreign.tmx": tmx().replace("<seg>", "<o:x><o:seg>not this</o:seg></o:x><seg>"),
    "entity.tmx": '<!DOCTYPE tmx [<!ENTITY nb " ">]>' + tmx().replace("sea ice", "sea&nb;ice"),
    "spaced.tbx": TBX2.format(ENTRY.format("").replace("sea ice", "\n    sea\n    ice\n  ")),
    "compound.tbx": TBX2.format(
        ENTRY.format("<termCompList type='hyphenation'><termComp>sea</termComp></termCompList>")
    ),
    "deprecated-first.tbx": TBX2.format(
        ENTRY.format("<termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote>").replace(
            "<tig><term>sea",
            "<tig><term>pack</term><termNote type='termStatus'>deprecatedTerm</termNote></tig><tig><term>sea",
        )
    ),
    "source-only-there.xlf": XLIFF.format(
        "", UNIT.replace("<source", "<source xml:lang='en'").replace("<target", "<target xml:lang='ru'")
    ),
    "target-only-there.xlf": XLIFF.format('source-language="en"', UNIT.replace("<target", "<target xml:lang='ru-RU'")),
    "groups.xlf": XLIFF.format('source-language="en" target-language="ru"', f"<group><group>{UNIT}</group></group>"),
    "twenty-two.xlf": XLIFF2.format("2.2", SEGMENT),
    "ignorable.xlf": XLIFF2.format(
        "2.1", SEGMENT.replace("</unit>", "<ignorable><source>.</source></ignorable></unit>")
    ),
    "koi8.po": (PO.format("KOI8-R") + ENTRY_PO).encode("koi8-r"),
    "dos.po": (PO.format("CP866") + ENTRY_PO).encode("cp866"),
    "old-lines.po": ENTRY_PO.replace("\n", "\r"),
    "one-line.po": 'msgid "sea" " ice" msgstr "\\320\\274\\xd0\\xBE" "рской лед"',
    "domain.po": f'domain "../x"\n{ENTRY_PO}',
    "russian.csv": "Исходный термин;Перевод;Комментарий\nsea ice;морской лед;\n",
    "russian-names.csv": "Английский;Русский;Примечание\nsea ice;морской лед;\n",
    "chinese.csv": "术语,译文,备注\nsea ice,морской лед,\n",
    "deepl.csv": "sea ice,морской лед,en,ru\n" * 2,
    "lokalise.csv": "term;description;forbidden;en;en_description;ru;ru_description\nsea ice;d;no;;;морской лед;\n",
    "title.csv": "My glossary,,\n,,\nen,ru,note\nsea ice,морской лед,\n",
    "little.csv": ("\ufeff" + "en;ru\nsea ice;морской лед\n").encode("utf-16-le"),
    "open-quote.tsv": 'en\tru\n"sea" ice\tморской лед\n',
    "cp1251.txt": "# -*- coding: windows-1251 -*-\nsea ice\tморской лед\n".encode("cp1251"),
}


def read(name: str, content: str | bytes) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    row = formats.detect(data, name)
    return row.read(
        data, where=name, source_language="en", language="" if name.endswith(("tmx", "tbx", "xlf")) else "ru"
    )


@pytest.mark.parametrize("name", PAIR)
def test_a_pair_of_terms(name: str) -> None:
    reading = read(name, PAIR[name])
    expected = ("sea ice", "морской лед") if name != "open-quote.tsv" else ('"sea" ice', "морской лед")
    concept = reading.termbase.concepts[0]
    assert (concept.name, concept.terms_in("ru")[0].text) == expected
    assert concept.head.language == "en"


def test_a_table_says_its_languages_in_each_row_only_where_it_does() -> None:
    named = read("x.csv", "Due,Reviewer,en,ru\n1,me,sea ice,морской лед\n")
    assert [concept.name for concept in named.termbase.concepts] == ["sea ice"]
    header = read("x.csv", "Due,Reviewer,en,ru\n")
    assert not header.termbase.concepts


def test_a_term_that_is_not_to_be_written_names_no_concept() -> None:
    concept = read("x.tbx", PAIR["deprecated-first.tbx"]).termbase.concepts[0]
    assert [(term.text, term.usage.value) for term in concept.terms_in("en")] == [
        ("sea ice", "preferred"),
        ("pack", "deprecated"),
    ]
