"""JSON feeds as sources."""

from __future__ import annotations

import pytest

from glossary.errors import InputError
from glossary.formats import sources
from glossary.model import Document


def blocks(document: Document) -> list[tuple[int, str, str]]:
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)].replace("\n", " ") == block.text
    return [(block.line, block.role, " ".join(block.text.split())) for block in document.blocks]


def test_a_json_feed_is_the_texts_of_its_items() -> None:
    feed = """{"version": "https://jsonfeed.org/version/1.1", "title": "Vines", "items": [
        {"url": "https://a.example/1", "title": "Frost", "content_html": "<p>Bud break &amp; frost.</p>"},
        {"content_text": "Growers lit candles."}]}"""
    assert blocks(sources.read_stream(feed.encode())) == [
        (1, "heading", "Frost"),
        (2, "paragraph", "Bud break & frost."),
        (3, "paragraph", "Growers lit candles."),
    ]
    with pytest.raises(InputError, match="broken JSON"):
        sources.read_stream(b'{"version": "https://jsonfeed.org/version/1.1", ')


@pytest.mark.parametrize("items", ["5", "true", '"abc"', "[5]"])
def test_a_json_feed_without_items_holds_no_text(items: str) -> None:
    with pytest.raises(InputError, match="there is no text in it"):
        sources.read_stream(f'{{"version": "https://jsonfeed.org/version/1", "items": {items}}}'.encode())


def test_a_json_feed_may_begin_with_a_mark_and_hold_half_a_character() -> None:
    feed = b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1", "items": [{"title": "Frost \\ud83d bites"}]}'
    assert blocks(sources.read_stream(feed)) == [(1, "heading", "Frost ? bites")]
