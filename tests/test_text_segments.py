"""Sentences: a table of what news does, then lines, offsets and bad input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import SHARED, needs, needs_pymorphy

from glossary.model import Block, Document
from glossary.text import segments as module
from glossary.text.segments import LONGEST, segments


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of *text*, one paragraph, begin and end."""
    return [(found.start, found.end) for found in segments(Document("-", text, blocks=[Block(text, 0, 1)]))]


REAL_NEWS = "data/parallel/newstest2019-src.eng.txt"

# A ¦ stands where one sentence ends and the next begins.
NEWS = """
It is the largest in Africa.[1][2] ¦ It has 365 turbines.
# titles
Mr. Blinken met Gen. Austin and Sen. Graham on Monday.¦ Dr. Fauci did not attend.
Lt. Gen. Mark Hertling and Lt.-Col. Ivan Bakanov spoke.¦ Rep. Pelosi left.
St. Petersburg and Mt. Everest are far apart.¦ Ft. Bragg is not.
Prof. Shi Yinhong, of Renmin University, disagreed.¦ So did the Rev. Jesse Jackson.
The case, Roe vs. Wade, was cited.¦ Sgt. Pepper was not.
MR. PUTIN AND GEN. MILLEY TALKED.¦ NOTHING CAME OF IT.
# initials
J. K. Rowling wrote to George W. Bush.¦ He did not reply.
W.E.B. Du Bois and J.R.R. Tolkien never met.¦ The letters prove it.
It was John F. Kennedy who said so.¦ Lyndon B. Johnson agreed.
He scored an A.¦ The teacher was pleased.
Mikhail S. Gorbachev died on Aug. 30.¦ He was 91.
# acronyms with stops
The U.S. House speaker visited Taipei.¦ The U.N. Security Council met at 3 p.m. Tuesday.
He flew back to the U.S.¦ The visit had lasted a week.
The U.S. “intervention” was condemned.¦ Washington, D.C., shrugged.
The talks began at 9 a.m.¦ They ended at noon.
She holds a Ph.D. from Johns Hopkins.¦ He holds none.
The U.S.-led alliance and the U.K.'s navy took part.¦ China did not.
The meeting ran until 5 p.m. Moscow time.¦ Nobody complained.
Mr. and Mrs. Obama met U.S. Gen. Milley (U.S. officials said).¦ Sen. McCain, R-Ariz., did not.
The train left at 5 p.m. EST.¦ J. Edgar Hoover was on it.¦ G. Gordon Liddy was not.
See www.example.com.¦ Putin did, in 34.5sec.¦ Xi did not.
World War II.¦ Henry VIII.¦ Vitamin C.¦ Some things have numbers.
# companies, places, dates
Apple Inc. and Alphabet Inc. fell.¦ Gazprom rose.
Shares of Tesla Inc.¦ The company declined to comment.
Sammy Davis Jr. sang in Washington.¦ Dr. Martin Luther King Jr. spoke.
The war began on Feb. 24, 2022.¦ By Sept. 15 it had changed.
They will meet in Nov.¦ The agenda is open.
No. 10 Downing St. was quiet.¦ So was No. 11.
The answer was no.¦ Five ministers resigned.
He lives in Springfield, Ill., near Fifth Ave. and Main St. West.¦ She does not.
The Smith & Wesson Co. plant in Springfield, Mass. was closed.¦ It reopened.
Several cities, e.g. Kharkiv, were shelled, i.e. destroyed.¦ Others, cf. Lviv, were not.
Oil, gas, etc. were discussed.¦ Wheat, coal, etc.¦ Nothing else was.
Zhao et al. disagree.¦ See Fig. 3 and pp. 12-14.
# figures
The economy grew by 3.5 per cent.¦ Inflation hit 7.25 percent.
It cost $1.5 billion in 2021.¦ In 2022 it cost $2.3bn.
The vote was 141-5.¦ 35 countries abstained.
The rate is 0.75.¦ The bank may raise it.
At 10.30 he left.¦ At 11.45 he was back.
It rose to 1.2.¦ $50 is a lot.
# quotations
“We understand your questions and concerns in this regard.”¦ Mr Putin then left.
“We will see,” he said.¦ “We are ready.”
He called Putin his “dear old friend.”¦ Russia was pleased.
“If Putin is so obsessed, what can he do?” he asked.¦ “Nothing!” she cried.
“Why now?” Gabuev asked.¦ Nobody knew.
“It's not uncommon, is it?”¦ She continued to speak.
“What can be done?” Secretary of State Antony Blinken said.¦ “Nothing.”
"It is over."¦ "It is not," she said.
He said: "It is over."¦ The crowd cheered.
“Is it over?”¦ The crowd did not know.
He spoke of ‘concerns’.¦ She spoke of “no limits”.¦ Both smiled.
(He did not elaborate.)¦ The meeting went on.
The minister (see p. 5) resigned.¦ [The editor agreed.]¦ It was late.
“The goals are unknown.” , said Nigel Gould-Davies of the institute.¦ He knows.
“I went.¦ I saw.¦ I left,” he said.
«Мы готовы», — said the envoy.¦ Nobody translated it.
# brackets
“Cheap [Russian] designs are good for [Beijing].¦ [Xi] knows it.”
“It is good for [Beijing]¦ And the departure of the regime is not.”
He said [the] West and [Chinese] East differ.¦ [Mr.] Xi agreed.
# ellipses
China will support its “integrity. . . and strongly oppose interference.”¦ It did.
“I think ... it is over,” he said.¦ “We … will see.”
He waited . . . Nothing came.
“The president … Putin … is here.”¦ He was not.
They met ...¦ The talks failed.
Well…¦ The end was near.
It was broadcast by state media.¦ The divergent messages do not reflect a rift.
Who knows...¦ He may return.
# glued together
The prime minister resigned.¦The king accepted.
They met in Samarkand.¦“It was good,” he said.
They talked about Ukraine.”¦The summit then ended.
He won in 2012.¦The party rejoiced.
Is it true?¦He would not say.
See example.com and Booking.com or Amazon.Com for the U.S.A. tour.
Use Node.js, ASP.NET and System.Collections.Generic with report.Docx files.
J.K.Rowling and Mr.Putin met in St.Petersburg.
Email press.Office@example.org now.¦ Or call.
# exclamations and questions
Enough!¦ The people have spoken.¦ Have they?¦ They have.
Really?!¦ Yes.
Yahoo! shares fell and the Jeopardy! host left.
# other beginnings
The price fell.¦ iPhone sales rose.¦ eBay did well.
They left.¦ — The Editors
Vote now.¦ @POTUS and #Putin trend.
# lists
1. Putin nods to Xi.¦ He smiles.
IV. The war goes on.¦ It is long.
# Russian
Президент РФ В. В. Путин прибыл в г. Самарканд.¦ Его встретил Ш. М. Мирзиёев.
В 2022 г. Путин встретился с Си.¦ Это было 15 сент. 2022 г.¦ На встрече говорили о мире.
Завод им. Ленина, ул. Мира, д. 5, закрыт.¦ Потери — 5 млн руб. в год.
Нефть, газ и т. д. обсуждались, т. е. всё.¦ Он уехал.
— Что это? — спросил Песков.¦ — Ничего.
«Мы готовы», — сказал он.¦ «Все ждут».
Тогда он сказал: «Это конец!»¦ Все молчали.
Он ушёл.¦Она осталась.
В XIX в. Россия росла, до н. э. её не было.¦ Но потом была.
# Chinese
习近平会见普京。¦双方讨论了乌克兰问题。¦你怎么看？
“我们理解你们的问题。”普京说。¦“没有限制。”¦普京访问了北京。
他问：“这是真的吗？”¦没有人回答！
他问："这是真的吗?"¦没有人回答.
他走了。¦"我们知道。"¦她留下了。
“这是真的吗？”他问。¦没有人回答。
北京表示支持；¦莫斯科表示感谢。
增长3.5%，达到1.2万亿元。¦专家认为……很好。
# marks of others
هل جاء؟¦ نعم۔¦ ثم رحل.
यह घर है।¦ वह आया।¦ Really‽¦ Yes.
今天晴｡¦明天有雨｡
"""

CASES = [line for line in NEWS.strip().splitlines() if not line.startswith("# ")]


@pytest.mark.parametrize("marked", CASES)
def test_marked_news_is_split_at_the_marks(marked: str) -> None:
    text = marked.replace("¦", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in marked.split("¦")]


def texts(text: str, name: str = "-") -> list[str]:
    return [segment.text for segment in segments(Document(name, text))]


DATELINES = [
    ("SAMARKAND, Uzbekistan – President Putin spoke.", "SAMARKAND, Uzbekistan", "President Putin spoke."),
    ("BEIJING (AP) — “We agree,” Xi said.", "BEIJING (AP)", "“We agree,” Xi said."),
    ("ST. PETERSBURG, Russia, Sept. 15 (Reuters) - The forum opened.", "ST. PETERSBURG, Russia, Sept. 15 (Reuters)", "The forum opened."),
    ("KYIV—Russian missiles hit the city.", "KYIV", "Russian missiles hit the city."),
    ("КАБУЛ — «Мы согласны», — сказал Юэ.", "КАБУЛ", "«Мы согласны», — сказал Юэ."),
    ("МОСКВА, 10 сен (Рейтер) - Форум открылся.", "МОСКВА, 10 сен (Рейтер)", "Форум открылся."),
    ("N’DJAMENA — Talks began.", "N’DJAMENA", "Talks began."),
    ("NEW YORK -- Stocks fell.", "NEW YORK", "Stocks fell."),
    ("Moscow, 15 September (TASS) — The talks ended.", "Moscow, 15 September (TASS)", "The talks ended."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "sentence"), DATELINES)
def test_a_dateline_is_a_segment_of_its_own(text: str, place: str, sentence: str) -> None:
    found = segments(Document("-", text))
    assert [(s.text, s.role) for s in found] == [(place, "dateline"), (sentence, "paragraph")]


@pytest.mark.parametrize(
    "text",
    [
        "UNESCO – The body’s French name – Nobody knows it.",
        "Xi Jinping (China) — The president spoke.",
        "The US – Russia’s rival – Left.",
        "NATO – the alliance – met.",
        "НАТО — это союз.",
        "XI met Putin – The talks went well.",
        pytest.param("ЦСКА — «Зенит» 1:0.", marks=needs_pymorphy),  # a lone word in capitals that is no town
        pytest.param("РОССИЯ — США: переговоры завершились.", marks=needs_pymorphy),
        pytest.param("ОБСЕ — Организация по безопасности и сотрудничеству в Европе.", marks=needs_pymorphy),
    ],
)
def test_what_is_not_a_dateline(text: str) -> None:
    assert "dateline" not in {segment.role for segment in segments(Document("-", text))}


def test_glued_words_are_split_if_both_are_words_of_the_text() -> None:
    text = "Putin fears Ukraine. Ukraine fights Putin. The war in UkrainePutin nods to Xi."
    assert texts(text)[-2:] == ["The war in Ukraine", "Putin nods to Xi."]


@pytest.mark.parametrize(
    "text",
    [
        "The war in UkrainePutin nods to Xi.",
        "You saw it. You like the Tube. The Tube is on YouTube now.",
        "Mac and Donald met. Mac likes Donald. Ewan MacDonald did not.",
        "De Mille, De Mille: Mille is a name; Cecil B. DeMille is another.",
        "The phone rang. i love my Phone and Phone and iPhone here.",
        "Smart and Rent are words. Rent is Smart. SmartRent rose; SmartRent fell.",
        "In Samarkand. Samarkand is far. He was inSamarkand once.",
    ],
)
def test_glued_words_stay_together_without_evidence(text: str) -> None:
    glued = re.search(r"\w*[a-z][A-Z]\w*", text)
    assert glued is not None
    assert any(glued[0] in sentence for sentence in texts(text))


@given(st.text("abAB .-/_1é\n", max_size=24), st.integers(0, 3))
def test_searching_joints_finds_the_same_glued_words(text: str, start: int) -> None:
    plain = [found.span() for found in module._CAMEL.finditer(text, start)]
    assert [found.span() for found in module._camels(text, start)] == plain


def test_offsets_lines_and_roles() -> None:
    text = "Head\nline\n\nHe left. She\nstayed. \n  The end.\n"
    blocks = (
        Block("Head line", 0, 1, "heading"),
        Block("He left. She stayed.", 11, 4),
        Block("The end.", 37, 6, "item"),
    )
    document = Document("a.txt", text, "en", blocks)
    found = segments(document)
    assert [(s.text, s.document, s.line, s.start, s.role) for s in found] == [
        ("Head line", "a.txt", 1, 0, "heading"),
        ("He left.", "a.txt", 4, 11, "paragraph"),
        ("She stayed.", "a.txt", 4, 20, "paragraph"),
        ("The end.", "a.txt", 6, 37, "item"),
    ]


def test_a_document_without_blocks_is_read_line_by_line() -> None:
    found = segments(Document("-", "One line. Two\n\n   \nThree."))
    assert [(s.text, s.line, s.start) for s in found] == [("One line.", 1, 0), ("Two", 1, 10), ("Three.", 4, 19)]


def test_a_long_text_without_stops_is_split_between_words() -> None:
    found = segments(Document("-", "word " * 5000))
    assert max(len(segment.text) for segment in found) <= LONGEST
    assert {word for segment in found for word in segment.text.split()} == {"word"}
    assert sum(len(segment.text.split()) for segment in found) == 5000


PIECES = ["Putin", "met", " ", " ", ". ", ".", "! ", "?", "…", " . ", "“", "”", '"', "’", "(", ")", "[", "]", "A", "U.S.", "Mr.", "3", "—",
          "\n", "\u00a0", "。", "？”", "他说", "说", "The", "i", "aB", "UkrainePutin", "1. ", "г.", "В", "\u2028", "  "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_every_letter_is_in_one_sentence(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not re.search(r"[^\W_]", text[at:start])
        at = end
    assert not re.search(r"[^\W_]", text[at:])


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_segments_are_the_text_of_the_document(text: str) -> None:
    for segment in segments(Document("-", text)):
        assert text[segment.start : segment.end] == segment.text
        assert segment.line == text.count("\n", 0, segment.start) + 1


@pytest.mark.parametrize(
    "unit",
    [
        "x" + " " * 1000,
        "\n",
        "%(",
        ". ",
        ".",
        '".',
        "A. ",
        "a. (",
        'a?" Aa ',
        "] The",
        "aa.Bb",
        "vs. ",
        "a. —",
        "？”",
        "!?",
        "aaaBbb ",
        "A-",
        "1. ",
    ],
)
@pytest.mark.parametrize("end", ["", "x"])
def test_a_piece_repeated_without_end_takes_linear_time(unit: str, end: str) -> None:
    """Quadratic time would take hours here."""
    found = segments(Document("-", unit * (200_000 // len(unit)) + end))
    assert max((len(segment.text) for segment in found), default=0) <= LONGEST


def test_no_word_of_the_table_has_contradictory_roles() -> None:
    rows = [line.split("\t") for line in TABLE.splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 3 and row[1] in module._Words._fields for row in rows)
    words = module._words()
    assert not (words.before & words.starter)
    assert not (words.figure & words.before)


TABLE = (Path(module.__file__).parent / "data/sentences.tsv").read_text(encoding="utf-8")


@needs(REAL_NEWS)
def test_sentences_of_real_news_are_split_where_they_were_joined() -> None:
    """Sentences of news, joined into paragraphs, come apart again where they were joined."""
    text = (SHARED / REAL_NEWS).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if re.search(r"[.!?][\"”]?$", line)]
    joined = " ".join(lines)
    starts = {start for start, _ in sentences(joined)}
    at = found = 0
    for line in lines:
        found += at in starts
        at += len(line) + 1
    assert found / len(lines) > 0.995
    assert len(starts) / len(lines) < 1.02
