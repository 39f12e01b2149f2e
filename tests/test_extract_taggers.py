"""Other taggers than ours: they come by name, and what breaks is named."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from glossary import plugins
from glossary.errors import ConfigError, PluginError
from glossary.extract import entities
from glossary.extract.entities import Mention
from glossary.model import Document, Kind
from glossary.text.segments import segments
from glossary.text.words import cut, sentences


def test_our_tagger_comes_by_name() -> None:
    assert entities.finder("tagger") is entities.mentions  # or it would not tag several texts together
    with pytest.raises(ConfigError, match="unknown extractor 'taggr'"):
        entities.finder("taggr")


def test_an_extractor_that_breaks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "load", lambda kind, name: lambda argument: lambda texts: texts[0])
    with pytest.raises(PluginError, match="the extractor 'theirs' broke: IndexError: list index"):
        entities.finder("theirs:2")([])
    for found in ([], [["Putin"]]):
        monkeypatch.setattr(plugins, "load", lambda kind, name, found=found: lambda argument: lambda texts: found)
        with pytest.raises(PluginError, match="'theirs' broke: TypeError: a list of Mention for each sentence"):
            entities.finder("theirs")([cut("Putin.", 0)])


def test_spacy_without_a_model_or_without_spacy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="spacy needs the name of a pipeline; write spacy:en_core_web_sm"):
        entities.finder("spacy")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(PluginError, match="spaCy is not installed; pip install spacy"):
        entities.finder("spacy:en_core_web_sm")
    (tmp_path / "pipx_metadata.json").touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(PluginError, match="; pipx inject glossary-tm spacy"):
        entities.finder("spacy:en_core_web_sm")


def pretended(monkeypatch: pytest.MonkeyPatch, load: Any) -> None:
    module = ModuleType("spacy")
    module.load = load
    monkeypatch.setitem(sys.modules, "spacy", module)


def test_a_spacy_pipeline_that_is_not_there_or_finds_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(f"[E050] Can't find model '{name}'")

    pretended(monkeypatch, missing)
    with pytest.raises(PluginError, match="'en_core_web_xx' is not installed; python -m spacy download en_core_web_xx"):
        entities.finder("spacy:en_core_web_xx")
    pretended(monkeypatch, lambda name: SimpleNamespace(pipe_names=["tagger"]))
    with pytest.raises(PluginError, match="'blank' finds no names"):
        entities.finder("spacy:blank")


def test_what_a_spacy_pipeline_finds_becomes_mentions(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipeline:
        pipe_names = ("ner", "parser")

        def select_pipes(self, disable: list[str]) -> None:
            assert disable == ["parser"]

        def pipe(self, texts: Any) -> Any:
            for text in texts:
                marks = [("the Kremlin’s", "ORG"), ("Thursday", "DATE"), ("Samarkand", "GPE")]
                spots = [(text.index(form), form, label) for form, label in marks if form in text]
                yield SimpleNamespace(
                    ents=[
                        SimpleNamespace(start_char=at, end_char=at + len(form), label_=label)
                        for at, form, label in spots
                    ]
                )

    pretended(monkeypatch, lambda name: Pipeline())
    text = "No. By Thursday the Kremlin’s men left Samarkand."
    lines = entities.finder("spacy:any")(sentences(segments(Document("-", text))))
    assert [one for line in lines for one in line] == [
        Mention(20, 27, Kind.ORGANIZATION, "Kremlin", 1.0),
        Mention(39, 48, Kind.PLACE, "Samarkand", 1.0),
    ]


def test_a_spacy_pipeline_of_another_version_or_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def other(name: str) -> None:
        raise ValueError("[E167] Unknown morphological feature")

    def missing(name: str) -> None:
        raise OSError("[E050]")

    pretended(monkeypatch, other)
    with pytest.raises(PluginError, match=r"cannot be loaded: \[E167\] Unknown .*; install the versions"):
        entities.finder("spacy:en_old")
    pretended(monkeypatch, missing)
    with pytest.raises(PluginError, match=r"there is no spaCy pipeline in .*; give its name or its folder"):
        entities.finder(f"spacy:{tmp_path}")


def test_real_spacy_rules_and_a_pipeline_that_is_not_there(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    with pytest.raises(PluginError, match="'no_such_pipeline' is not installed"):
        entities.finder("spacy:no_such_pipeline")
    rules = spacy.blank("en")
    rules.add_pipe("entity_ruler").add_patterns(
        [{"label": "ORG", "pattern": "the Kremlin"}, {"label": "GPE", "pattern": "Samarkand"}]
    )
    rules.to_disk(tmp_path / "rules")
    text = "No. By Thursday the Kremlin’s men left Samarkand."
    lines = entities.finder(f"spacy:{tmp_path / 'rules'}")(sentences(segments(Document("-", text))))
    assert [one for line in lines for one in line] == [
        Mention(20, 27, Kind.ORGANIZATION, "Kremlin", 1.0),
        Mention(39, 48, Kind.PLACE, "Samarkand", 1.0),
    ]


def test_a_real_spacy_tagger_that_was_trained(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    from spacy.training import Example

    trained = spacy.blank("en")
    trained.add_pipe("sentencizer")
    trained.add_pipe("ner")
    examples = [
        Example.from_dict(
            trained.make_doc(f"Then {person} left {place}."),
            {"entities": [(5, 5 + len(person), "PERSON"), (11 + len(person), 11 + len(person) + len(place), "GPE")]},
        )
        for person in ("Xi Jinping", "Vladimir Putin", "Nancy Pelosi")
        for place in ("Samarkand", "Beijing", "Taipei")
    ]
    spacy.util.fix_random_seed(1)
    trained.initialize(lambda: examples)
    for _ in range(30):
        trained.update(examples)
    trained.to_disk(tmp_path / "trained")
    text = "Then Vladimir Putin left Beijing."
    lines = entities.finder(f"spacy:{tmp_path / 'trained'}")(sentences(segments(Document("-", text))))
    assert [(one.text, one.kind) for line in lines for one in line] == [
        ("Vladimir Putin", Kind.PERSON),
        ("Beijing", Kind.PLACE),
    ]
