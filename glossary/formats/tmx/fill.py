"""Filling in missing translations in a TMX file; nothing else in it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

from glossary import languages as tags
from glossary.formats import xml
from glossary.formats.tmx.plain import CODES
from glossary.formats.tmx.units import common_of, first_of
from glossary.model import Place, TranslationUnit


def fill(
    data: bytes,
    fills: Mapping[tuple[str, str], str],
    *,
    where: str,
    source_language: str = "",
    language: str,
    coded: Mapping[tuple[str, str], str] | None = None,
) -> bytes:
    """Return *data* with translations added to each ``tu`` that has none in *language*; every other byte stays.

    *fills* is the :func:`gap` of a unit -> its translation; *coded* is the same with inline codes as XML, used if its
    text is equal. Raises InputError.
    """
    text, back = xml.fed(data, where=where)
    target = tags.tag(language)
    edits: list[tuple[int, int, str]] = []
    for node, unit in _gaps(text, where, source_language, target):
        found = fills.get(gap(unit))
        if found:
            content = xml.marked_up(found, (coded or {}).get(gap(unit), ""), CODES)
            sides = node.nodes("tuv")
            old = next((tuv for tuv in sides if tags.near([_language_of(tuv)], target)), None)
            seg = old.first("seg") if old is not None else None
            if seg is not None:
                edits.append(xml.inside(text, seg, content))
                continue
            # Copy the line end and indent of the first tuv.
            first = sides[0]
            attribute = "xml:lang" if first.get("xml:lang") else "lang"
            end = xml.after_tag(text, sides[-1].end)
            tuv = f"<tuv {attribute}={xml.quote(tags.regional(target))}><seg>{content}</seg></tuv>"
            edits.append((end, end, xml.indent(text, first) + tuv))
    return back(xml.edited(text, edits))


def gaps(data: bytes, *, where: str, source_language: str = "", language: str) -> Iterator[TranslationUnit]:
    """Yield the units of a TMX that have a source text but none in *language*, with an empty target."""
    text, _ = xml.fed(data, where=where)
    for _, unit in _gaps(text, where, source_language, tags.tag(language)):
        yield unit


def gap(unit: TranslationUnit) -> tuple[str, str]:
    """Return the identity of a unit from :func:`gaps`: its key, and its source with inline codes."""
    return unit.key, dict(unit.extra).get(_CODED, unit.source)


_CODED = "tmx:source:seg"


def _language_of(tuv: xml.Node) -> str:
    """Return the language tag of a ``tuv``, or an empty string if it is not a language."""
    return tags.known(tuv.get("xml:lang") or tuv.get("lang"))


def _gaps(data: bytes, where: str, source_language: str, target: str) -> Iterator[tuple[xml.Node, TranslationUnit]]:
    """Yield the ``tu`` elements without text in *target*, each with its unit."""
    entries = xml.Entries(BytesIO(data), where=where, roots=("tmx",), title="TMX", whole=("tu", "header"))
    header = ""
    source = tags.tag(source_language) if source_language else ""
    for node in entries:
        if node.local == "header":
            header = node.get("srclang")
            continue
        sides = node.nodes("tuv")
        spoken = [tuv.get("xml:lang") or tuv.get("lang") for tuv in sides]
        found = [_language_of(tuv) for tuv in sides]
        chosen = tags.near(found, source) if source else [first_of(spoken, found, node.get("srclang") or header)]
        if not sides or not chosen or not found[chosen[0]]:
            continue
        seg = sides[chosen[0]].first("seg")
        text = seg.text(CODES) if seg is not None else ""
        others = [at for at in tags.near(found, target) if at != chosen[0]]
        filled = any(
            other is not None and other.text(CODES).strip() for other in (sides[at].first("seg") for at in others)
        )
        if text.strip() and not filled and found[chosen[0]] != target:
            items = [
                ("" if item.local == "note" else item.get("type"), "", item.text())
                for item in node.nodes("note", "prop")
            ]
            key = common_of(node.attributes, items)[1]
            coded = seg.content() if seg is not None and any(seg.nodes()) else ""
            extra = ((_CODED, coded),) if coded else ()
            place = Place(where, node.line)
            yield node, TranslationUnit(text, "", found[chosen[0]], target, key=key, extra=extra, place=place)
