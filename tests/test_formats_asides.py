"""What stands around a text is told from it, stays in the document, and gives no terms."""

from __future__ import annotations

import pytest

from glossary.extract import extract
from glossary.formats import sources
from glossary.model import Document


def read(text: str, kind: str = "txt") -> Document:
    return sources.read_stream(text.encode(), kind=kind)


def asides(text: str, kind: str = "md") -> list[str]:
    return [block.text for block in read(text, kind).blocks if block.role == "aside"]


@pytest.mark.parametrize(
    "text",
    [
        "By Rebecca Holroyd and Amit Sandhu in London",
        "By Chiara Bassi with AFP",
        "Chiara Bassi is the aviation correspondent of EuroPost. Follow her on X.",
        "Photograph: Joe Giddens/PA",
        "Reporting by Ian Wardlow in Paris; Editing by Jo Day",
        "(Reporting by Ian Wardlow; Editing by Jo Day)",
        "(With inputs from ANI)",
        "Image source, Getty Images",
        "Editor: Ian Wardlow",
        "Associated Press writer Ian Wardlow in Paris contributed to this report.",
        "Liv Hansen, Chief Financial Officer ir@kepler.example",
        "Tel: +47 51 00 00 00",
        "Copyright The Courier Limited 2024. All rights reserved.",
        "Sign up for our daily newsletter",
        "^ Kamau, M. (18 July 2014). Turkana gets a wind farm. Archived from the original.",
        "World Bank, World Development Indicators, 2023, p. 44; see also ibid., p. 51.",
        "Executive summary ........ 7",
        "Фото: Иван Петров / ТАСС",
        "【纠错】 责任编辑：李四",
        "【纠错】| 责任编辑：李四",
        "Читайте также: цены упали",
        "【责任编辑:李四 】",
        "Illustration by Chiara Bassi",
        "Tags: dams, floods, Norway",
        "(MORE: Ten tweets about the earthquake)",
        "Follow Chiara Bassi on Twitter.",
        "AP Photo/Ian Wardlow",
        "-----Original Message-----",
        "Sent: Monday, 2 April 2012 17:44",
        "Sent from my iPhone",
        "Dear Ms Holroyd,",
        "Уважаемый Иван Петрович!",
        "尊敬的张伟先生：",
    ],
)
def test_lines_around_a_text(text: str) -> None:
    assert asides(text) == [text]


def test_the_head_of_a_mail_that_is_quoted() -> None:
    assert asides("> From: Ida Bache\n> To: Jo Day\n> Where are the boats?", "txt") == [
        "> From: Ida Bache",
        "> To: Jo Day",
    ]


def test_the_text_of_a_picture_is_text() -> None:
    blocks = read("Image caption, The port of Mombasa is busy.").blocks
    assert [(block.role, block.text) for block in blocks] == [
        ("aside", "Image caption,"),
        ("paragraph", "The port of Mombasa is busy."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "By Thursday the dam had burst.",
        "(By Thursday the dam had burst)",
        "Following the vote, Ian Wardlow wrote on Twitter that he had won.",
        "Getty Images took Stability AI to court",
        "MORE: The law of England was broken.",
        "Reuters/Ipsos polls show that Biden leads in Ohio.",
        "## More from less\n\n- Farms in Norway",
        "By land, by sea and by air they came to the town of Cawston",
        "Photographs of the dam were taken by a satellite.",
        "Contacts between Moscow and Kyiv have broken off.",
        "Copyright law is reformed.",
        "They welcomed their son in January, and the band said that it would go on a tour of Japan and of Korea once he "
        "could walk. © Copyright 2011 Associated Press. All rights reserved.",
        "The minister wrote on www.example.org that the talks would go on.",
        "Smith et al. found in 2019 that trees cool a street.",
        "With reporting requirements relaxed, Brussels hopes for more growth.",
        "Editors of five newspapers met in Oslo.",
        "Image: the new word of politics is said to be older than the thing itself, and many have looked for its "
        "beginnings in other countries and centuries, among them Ian Wardlow of the museum.",
        "Read more books, says the Reading Agency, and you will live longer.",
        "Sign up to the Paris Agreement, Greta Thunberg urged Australia.",
        "The bird flu appeared first on a farm in Suffolk.",
        "Credit: the European Central Bank lends less to banks than before, figures show.",
        "* In 2019 the European Commission fined Alphabet, and in 2021 Amazon: https://news.example/fines",
        "27 EU leaders agreed on a pact after a night of talks, see https://news.example/pact",
        "来源：世界卫生组织的报告显示，全球肺结核病例增加。",
        "Источник: Эрдоган и Туск встретятся в Будапеште",
        "Dear oil, cheap gas and a weak rouble: Moscow fears the winter.",
        "扫码支付在东南亚普及，蚂蚁集团获益。",
        "Дороги перекрыты, в Алматы объявлен комендантский час!",
        "Hi, Barbie tops the charts",
        "北京，你好！",
    ],
)
def test_sentences_are_none(text: str) -> None:
    assert not asides(text)


def test_a_bibliography_ends_at_the_next_heading() -> None:
    text = (
        "# Wind\n\nTrees fell.\n\n## References\n\n- Voith, H. (2018), Power.\n\n- Kamau 2014\n\n## Annex\n\nMore fell."
    )
    assert asides(text) == ["References", "Voith, H. (2018), Power.", "Kamau 2014"]


@pytest.mark.parametrize(
    "text",
    [
        "Notes\n\nKevin Hall returned after 5 weeks out with an injury.\n\nHis side won.",
        "Литература\n\nСедьмую премию 2024 года получила писательница Хан Ган.\n\nЕё роман вышел в 2007 году в Сеуле.",
        "注释\n\n欧洲议会通过了决议。\n\n这是《巴黎协定》。",
    ],
)
def test_a_section_ends_at_a_sentence_that_names_no_source(text: str) -> None:
    assert asides(text, "txt")[2:] == []
    assert text.rpartition("\n")[2] not in asides(text, "txt")


def test_a_table_of_contents_ends_at_the_first_sentence() -> None:
    text = "Contents\n\nIntroduction 3\nReferences 45\n\nThe dam burst.\n\nWater came."
    assert asides(text, "txt") == ["Contents", "Introduction 3", "References 45"]


def test_a_box_of_related_stories_ends_at_the_first_sentence() -> None:
    text = "The dam burst.\n\n### Related\n\n* Ten best boats\n\nIt had been built in 1920."
    assert asides(text) == ["Related", "Ten best boats"]
    text = "## More Must-Reads From EuroPost\n\n* Ten best boats\n\nThe rules are these:\n\n* No boats"
    assert asides(text) == ["More Must-Reads From EuroPost", "Ten best boats"]


def test_speakers_are_distinguished_from_their_words() -> None:
    text = "MK: What is a nodule?\n\n[00:20] DO: A lump.\n\nMK: And a plume?\n\nDO:\nMud.\n\nNorway: it paused."
    document = read(text)
    assert [block.text for block in document.blocks if block.role == "aside"] == ["MK:", "[00:20] DO:", "MK:", "DO:"]
    assert [(block.line, block.text) for block in document.blocks if block.role != "aside"] == [
        (1, "What is a nodule?"),
        (3, "A lump."),
        (5, "And a plume?"),
        (8, "Mud."),
        (10, "Norway: it paused."),
    ]


@pytest.mark.parametrize("label", ["Angela Merkel said: ", "Она ответила: ", "她表示："])
def test_words_that_introduce_a_quotation_are_not_a_speaker(label: str) -> None:
    assert not asides("\n\n".join(f"{label}{number} NATO." for number in range(4)))


def test_reporters_of_a_chinese_story_are_told_from_its_first_sentence() -> None:
    document = read("新华社上海5月28日电（记者贾远琨、王默玲）客机平稳降落。")
    assert [(block.role, block.text) for block in document.blocks] == [
        ("paragraph", "新华社上海5月28日电"),
        ("aside", "（记者贾远琨、王默玲）"),
        ("paragraph", "客机平稳降落。"),
    ]


def test_running_heads_and_page_numbers_are_page_breaks_that_part_no_sentence() -> None:
    lines = "\n".join(f"The coast guard of Ghana boarded trawler number {number}." for number in range(10))
    pages = [f"{lines}\nIt found that they fished with-", f"out licences.\n{lines}", lines]
    text = "Fisheries\n\n" + "\n\n".join(
        f"Outlook 2024    Chapter 2\n\n{page}\n\n{number}" for number, page in enumerate(pages, 17)
    )
    document = read(text)
    assert len(document.text) == len(text)
    assert not any("Outlook" in block.text or block.text.isdigit() for block in document.blocks)
    assert any("It found that they fished with- out licences." in " ".join(b.text.split()) for b in document.blocks)


def test_repeated_lines_stay_if_there_are_no_pages() -> None:
    verse = "\n".join(f"And line {number} of the song goes on" for number in "abcdefgh")
    text = "\n\n".join(f"{year}\n\n{verse}\n\nWe shall overcome" for year in (1963, 1968, 1975, 1989))
    assert read(text).text == text


def test_what_comes_again_with_numbers_that_go_up_and_down_stays() -> None:
    pages = [
        f"Table {part}\n\nArsenal   {points}\n\n" + "It was said.\n\n" * 5 + f"The Report   {part}\n\n"
        for part, points in ((1, 12), (2, 10), (3, 31))
    ]
    found = read("Title\n\n" + "".join(pages)).text
    assert found.count("Arsenal") == 3
    assert "The Report" not in found


@pytest.mark.parametrize("text", ["." * 200_000 + "x1", ("a.a-" * 95 + "@\n\n") * 20_000])
def test_no_line_takes_more_than_linear_time(text: str) -> None:
    assert not asides(text, "txt")


def test_nothing_aside_is_a_term() -> None:
    text = "By Amit Sandhu\n\nA storm surge breached the flood wall.\n\n# References\n\nVoith, H. (2018), Grid Integration."
    assert {one.term for one in extract([read(text, "md")]).candidates} == {"storm surge", "flood wall"}


def test_the_story_of_a_term_tells_that_it_stands_around_the_text() -> None:
    document = read("By Amit Sandhu\n\nA storm surge breached the flood wall.")
    trace = extract([document], explain="Amit Sandhu").trace
    assert trace[0] == "-:1: By Amit Sandhu (outside of the article, not read)"


def test_a_part_of_a_phrase_that_is_broken_over_lines_has_its_place() -> None:
    text = "It has no subsidies for fish-\neries observer programmes."
    found = {one.term: one for one in extract([read(text)], minimum_score=0).candidates}
    assert [place.line for place in found["fisheries observer"].occurrences] == [1]
