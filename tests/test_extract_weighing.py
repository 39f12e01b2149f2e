"""What kind a name is over all its mentions: who is in doubt, what is known of it, what the weights say."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import plain_taggers
import pytest

from glossary.extract import entities, features, forms, names, weighing
from glossary.extract.runs import Span
from glossary.model import Document
from glossary.text.segments import segments
from glossary.text.words import sentences
from training import corpora, kinds

NEWS = """Shares in Brantovo and Hiscox fell on Friday. Analysts at Tarmeq said that Brantovo, the brewer, had lost Kelmond to
Wexlar. Brantovo and Tarmeq declined to comment. Mr. Ostrenko of Wexlar spoke in Kelmond. J. Tarmeq left for Poland."""


def read(text: str) -> tuple[features.Document, list[list[Span]], list[list[bytes]]]:
    cut = sentences(segments(Document("-", text)))
    shipped = names.shipped()
    document = shipped.document([one.texts for one in cut])
    (tagged,) = shipped.labelled([document])
    spans = [entities.name_spans(row, words, line) for row, words, line in zip(document.rows, cut, tagged, strict=True)]
    return document, spans, [line.weights for line in tagged]


def test_the_weights_say_what_crfsuite_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "CLEAR", 0.0)
    monkeypatch.setattr(weighing, "DOUBT", 1e9)
    plain = plain_taggers.load("kinds")
    document, spans, weights = read(NEWS)
    found = dict(weighing.doubts(document, spans, weights))
    assert len(found) > 3
    expected = {form: plain.tag([doubt.attributes])[0] for form, doubt in found.items()}
    assert weighing.decided(found) == {form: label for form, label in expected.items() if label != found[form].label}


def test_what_is_known_or_plain_is_not_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "DOUBT", 1e9)
    forms = [*"Hiscox Poland POLAND Brantovo".split(), "J. Tarmeq", "Germanic", "Trade Act", "2019 Brantovo election"]
    document = features.Document([[*form.split(), "fell"] for form in forms])
    labels = ["PER", "PER", "PER", "PER", "PER", "GROUP", "MISC", "MISC"]
    spans = [[Span(0, len(form.split()), label)] for form, label in zip(forms, labels, strict=True)]
    weights = [[names.NO_WEIGHTS] * len(row) for row in document.rows]
    assert [form for form, _ in weighing.doubts(document, spans, weights)] == [("Brantovo",)]


def test_who_is_sure_is_not_in_doubt() -> None:
    document = features.Document([["Brantovo", "fell"]])
    sure, unsure = [[bytes([188, 128, 128, 128, 128])]], [[bytes([188, 178, 128, 128, 128])]]
    assert list(weighing.doubts(document, [[Span(0, 1, "PER")]], sure)) == []
    assert [form for form, _ in weighing.doubts(document, [[Span(0, 1, "PER")]], unsure)] == [("Brantovo",)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Brantovo fell. Patients who took the painkiller Brantovo slept.", "MISC"),
        ("It sells Brantovo, a weight-loss drug, and Brantovo is costly.", "MISC"),
        ("It bought a company called Brantovo. Nobody knows Brantovo.", "ORG"),
        ("He lived near Brantovo. Brantovo was quiet.", "LOC"),
        ("The principal Christian Brantovo spoke. Christian Brantovo left.", "PER"),
        ("His daughter Brantovo wept. Brantovo left.", "PER"),
        ("He saw townships such as Brantovo burn. Brantovo fell.", "LOC"),
        ("Firms, including Brantovo, lost. Brantovo fell.", "ORG"),
        ("It burned Brantovo and three other villages. Brantovo fell.", "LOC"),
        ("It was Brantovo Quell and other lawmakers. Brantovo Quell fell.", "PER"),
        ("Actors like Brantovo Quell lost. Brantovo Quell fell.", "PER"),
    ],
)
def test_what_the_text_says_of_one_mention_holds_for_all(text: str, label: str) -> None:
    document, spans, weights = read(text)
    found = [span.label for here in weighing.weighed(document, spans, weights) for span in here]
    assert found == [label, label]


def test_what_is_near_the_buildings_of_a_firm_is_not_the_firm() -> None:
    document = features.Document([["near", "Brantovo", "and", "near", "Kelmond", "'s", "offices"]])
    assert weighing.labels_in_context(document, [[Span(1, 2, "ORG"), Span(4, 5, "ORG")]]) == {("Brantovo",): "LOC"}


def test_an_acronym_with_stops_is_known_as_without() -> None:
    assert (forms.known_label(("N.F.L.",)), forms.known_label(("N.",)), forms.known_label(("J.J.",))) == ("ORG", "", "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Zhao Xintong 10 - 4 Kyren Wilson", 0, 2),
        ("Zhao Xintong 10 - 4 Kyren Wilson", 5, 7),
        ("for Gavin Newsom , counties pay", 1, 3),
        ("Joao Felix , a mine of goals , left", 0, 2),
    ],
)
def test_a_person_is_neither_a_club_nor_a_place(text: str, start: int, end: int) -> None:
    assert weighing.labels_in_context(features.Document([text.split()]), [[Span(start, end, "PER")]]) == {}


def test_all_mentions_count(monkeypatch: pytest.MonkeyPatch) -> None:
    model = SimpleNamespace(
        labels=["PER", "ORG"], attributes={"R=and|ORG": 0}, weights=np.array([[0.0, 40.0], [0.0, 0.0]])
    )
    monkeypatch.setattr(weighing, "shipped", lambda: model)
    rows = [["Brantovo", "and", "Hiscox", "fell"], ["Brantovo", "said"], ["Tarmeq", "said"]]
    spans = [[Span(0, 1, "PER"), Span(2, 3, "ORG")], [Span(0, 1, "PER")], [Span(0, 1, "PER")]]
    weights = [[names.NO_WEIGHTS] * len(row) for row in rows]
    expected = [[Span(0, 1, "ORG"), Span(2, 3, "ORG")], [Span(0, 1, "ORG")], [Span(0, 1, "PER")]]
    assert weighing.weighed(features.Document(rows), spans, weights) == expected
    model.weights /= 2  # half of the mentions stand beside a body: 10 is not clear enough
    assert weighing.weighed(features.Document(rows), spans, weights) == spans
    assert weighing.weighed(features.Document([]), [], []) == []


def test_a_head_that_says_place_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    model = SimpleNamespace(labels=["LOC", "ORG"], attributes={"n=2": 0}, weights=np.array([[0.0, 40.0], [0.0, 0.0]]))
    monkeypatch.setattr(weighing, "shipped", lambda: model)
    rows = [["Brantovo", "Route", "runs"], ["Brantovo", "Square", "is"], ["Brantovo", "Tarmeq", "said"]]
    spans = [[Span(0, 2, "LOC")] for _ in rows]
    weights = [[names.NO_WEIGHTS] * len(row) for row in rows]
    got = weighing.weighed(features.Document(rows), spans, weights)
    assert [here[0].label for here in got] == ["LOC", "LOC", "ORG"]


def test_what_is_known_of_a_form() -> None:
    rows = [["Brantovo", ",", "the", "old", "brewer", ",", "fell"], ["Brantovo", "Group", "and", "Hiscox", "fell"]]
    spans = [[Span(0, 1, "PER")], [Span(0, 2, "ORG"), Span(3, 4, "ORG")]]
    weights = [[names.NO_WEIGHTS] * len(row) for row in rows]
    found = dict(weighing.doubts(features.Document(rows), spans, weights))
    assert {"ap=brewer", "r1=ORG", "v=PER", "vn=PER1!", "fresh", "+1=,"} <= found["Brantovo",].attributes.keys()
    assert {"R=and|ORG", "inF=PER", "n=2"} <= found["Brantovo", "Group"].attributes.keys()


def test_training_answers_with_the_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "DOUBT", 1e9)
    rows = [["Shares", "in", "Brantovo", "and", "Kelmond", "fell", "."], ["Brantovo", "said", "so", "."]]
    tags = [["O", "O", "B-ORG", "O", "B-LOC", "O", "O"], ["B-ORG", "O", "O", "O"]]
    found = kinds.labelled_doubts(names.shipped(), corpora.Text("news", rows, tags))
    assert sorted(label for _, label in found) == ["LOC", "ORG"]
    assert kinds.sentence(["Xi", "'s", "aim"]).text == "Xi's aim"
