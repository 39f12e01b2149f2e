"""Training: the same bytes again, the corpora that are read, and the quality of what is shipped."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from shared import needs

from glossary.extract import linear

MODELS = Path(linear.__file__).parent / "models"


def test_models_are_small_and_their_card_names_every_corpus() -> None:
    card = (MODELS / "CARD.md").read_text("utf-8")
    notice = (Path(__file__).parent.parent / "NOTICE").read_text("utf-8")
    assert sum(path.stat().st_size for path in MODELS.iterdir()) < 6_000_000
    for name in ("Wikigold", "GMB", "Re-DocRED", "CrossNER", "GUM", "WNUT", "Broad Twitter Corpus", "Universal NER"):
        assert name in card
        assert name in notice


def corpus(folder: Path) -> None:
    names = folder / "ner" / "train"
    names.mkdir(parents=True)
    row = {
        "sents": [["Vladimir", "Putin", "met", "Xi", "in", "Samarkand", "."], ["The", "Russian", "left", "."]] * 8,
        "tags": [["B-PER", "I-PER", "O", "B-PER", "O", "B-LOC", "O"], ["O", "B-MISC", "O", "O"]] * 8,
    }
    from training import corpora

    for name in set(corpora.ENTITIES) - {corpora.NEWS}:
        (names / f"{name}.train.jsonl").write_text(json.dumps(row) + "\n", "utf-8")


def test_training_gives_the_same_bytes_again(tmp_path: Path) -> None:
    from training import train

    corpus(tmp_path)
    train.entities(tmp_path, tmp_path / "one", without=["gmb", "news"])
    train.entities(tmp_path, tmp_path / "two", without=["gmb", "news"])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert set(linear.Model((tmp_path / "one").read_bytes()).labels) >= {"B-PER", "I-PER", "B-LOC", "B-GROUP", "O"}


def test_kinds_train_to_the_same_bytes_and_may_leave_a_corpus_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import corpora
    from training import kinds as kinds_again

    rows = [
        "Vladimir/B-PER Putin/I-PER met/O Tarmeq/B-ORG Bank/I-ORG in/O New/B-LOC Kelmond/I-LOC ./O",
        "The/O South/B-MISC Korean/I-MISC won/O the/O Ostrenko/B-MISC Cup/I-MISC in/O Kelmond/B-LOC ./O",
    ]
    pairs = [[word.split("/") for word in row.split()] for row in rows]
    sentences_, tags = ([[pair[at] for pair in row] for row in pairs] for at in (0, 1))
    texts = [corpora.Text(name, sentences_, tags) for name in ("gmb", "wnut") for _ in range(12)]
    monkeypatch.setattr(corpora, "entities", lambda folder, chosen: texts)
    monkeypatch.setattr(kinds_again.weighing, "DOUBT", 1e9)
    for name in ("one", "two"):
        kinds_again.weights(tmp_path, {"": tmp_path / name, "gmb": tmp_path / f"{name} without"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one without").read_bytes() == (tmp_path / "two without").read_bytes()
    assert linear.Model((tmp_path / "one").read_bytes()).labels


def test_articles_of_ours_are_read_with_their_marks(tmp_path: Path) -> None:
    from training.corpora import news

    articles = (
        "{P Ama Osei-Bonsu} leaves {O GRIDCo}\nShe told {N Ghanaian} media of {L Tema}'s {E Homowo}.\n----\nNo names\n"
    )
    (tmp_path / "a.txt").write_text(articles, "utf-8")
    read, other = news(tmp_path)
    assert read.sentences == [
        ["Ama", "Osei", "-", "Bonsu", "leaves", "GRIDCo"],
        ["She", "told", "Ghanaian", "media", "of", "Tema", "'s", "Homowo", "."],
    ]
    assert read.tags == [
        ["B-PER", "I-PER", "I-PER", "I-PER", "O", "B-ORG"],
        ["O", "O", "B-GROUP", "O", "O", "B-LOC", "O", "B-MISC", "O"],
    ]
    assert other.sentences == [["No", "names"]]


def test_every_mark_of_our_articles_is_whole() -> None:
    from training.corpora import HERE, MARK, NEWS, articles

    paths = sorted((HERE / NEWS).glob("*.txt"))
    for path in paths:
        rest = MARK.sub("", path.read_text("utf-8"))
        assert "{" not in rest, path
        assert "}" not in rest, path
    read = list(articles())
    assert len(read) > len(paths)
    assert all(
        text.strip() and text[start:end].strip() == text[start:end] for text, names in read for start, end, _ in names
    )


def test_corpora_are_cut_into_our_words() -> None:
    from training.corpora import retokenised

    assert retokenised(["U.S", ".", "-led", "NATO", "@me"], ["B-LOC", "I-LOC", "O", "B-ORG", "B-PER"]) == (
        ["U.S.", "-", "led", "NATO", "@me"],
        ["B-LOC", "O", "O", "B-ORG", "O"],
    )


@needs("data/entities")
@pytest.mark.parametrize(("name", "listed", "strict"), [("wwn-dev", 0.71, 0.64), ("conllpp-dev", 0.87, 0.74)])
def test_the_shipped_model_keeps_its_quality(name: str, listed: float, strict: float) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
    try:
        import quality_entities as quality
    finally:
        sys.path.pop(0)
    texts = list(quality.documents(name))[:60]
    got = quality.measured((text, gold, quality.found(text)) for text, gold in texts)
    assert got["list"].f1 > listed
    assert got["strict"].f1 > strict
