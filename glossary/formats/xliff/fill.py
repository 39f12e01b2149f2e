"""Filling in missing translations in an XLIFF file; nothing else in it changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from unicodedata import east_asian_width

from glossary.formats import xml
from glossary.formats.xliff.scan import CODES, File, Segment


def fill(
    data: bytes,
    fills: Mapping[tuple[str, str], str],
    *,
    where: str,
    proposed: Collection[tuple[str, str]] = (),
    notes: Mapping[tuple[str, str], str] | None = None,
    coded: Mapping[tuple[str, str], str] | None = None,
) -> bytes:
    """Return *data* with missing translations added; every other byte stays.

    *fills* is (key, source text) of a unit, as :func:`units` yields it -> its translation. Those in *proposed* get a
    state that marks them so, unless the file has one. *notes* are added beside them; *coded* is the same with inline
    codes as XML, used if its text is equal. Raises InputError.
    """
    text, back = xml.fed(data, where=where)
    file = File(BytesIO(text), where)
    edits: list[tuple[int, int, str]] = []
    for node in file:
        if node.get("translate") == "no":
            continue
        wanted: list[tuple[Segment, str]] = []
        open_ = gaps = False
        for segment in file.segments(node):
            key = segment.key, segment.source.text(CODES[file.major])
            found = fills.get(key)
            if segment.rendered(CODES[file.major]).strip():
                continue
            if not found:
                gaps = True
                continue
            wanted.append((segment, xml.marked_up(found, (coded or {}).get(key, ""), CODES[file.major])))
            open_ = open_ or key in proposed
            if file.major == 2 and (state := _new_state(segment.around, key in proposed, "initial")):
                edits.append(xml.attribute(text, segment.around, "state", state))
        if wanted:
            state = ""
            if file.major == 1 and (open_ or not gaps):
                state = _new_state(node.first("target"), open_, "needs-review-translation")
            targets = list(_edits(text, node, wanted, file.segments, state))
            said = [(notes or {}).get((segment.key, segment.source.text(CODES[file.major]))) for segment, _ in wanted]
            edits += _with_notes(text, node, file.major, [note for note in said if note], targets)
    return back(xml.edited(text, edits))


def _edits(
    data: bytes,
    unit: xml.Node,
    wanted: Sequence[tuple[Segment, str]],
    segments: Callable[[xml.Node], list[Segment]],
    state: str,
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) for the targets of a unit; *wanted* is XML, and *state* is set unless empty."""
    missing: dict[str, str] = {}
    target = unit.first("target")
    if state and target is not None:
        yield xml.attribute(data, target, "state", state)
    for segment, found in wanted:
        if segment.target is not None:
            yield xml.inside(data, segment.target, found)
        elif segment.source.local == "mrk":
            missing[segment.source.get("mid")] = found
        else:
            yield _target_after(data, segment.around, segment.source, found, state)
    if missing:
        marks = _marks(data, [segment.source for segment in segments(unit)], missing)
        if target is None:
            source = unit.first("seg-source") or unit.first("source")
            assert source is not None
            yield _target_after(data, unit, source, marks, state)
        elif not target.spaced():
            yield xml.inside(data, target, marks)


def _marks(data: bytes, sources: Sequence[xml.Node], found: Mapping[str, str]) -> str:
    """Return the ``mrk`` elements of a target, separated by the source's whitespace, or by none in Chinese."""
    parts = [
        f'<mrk mtype="seg" mid={xml.quote(mid)}>{found.get(mid, "")}</mrk>'
        for mid in (node.get("mid") for node in sources)
    ]
    for at, (one, other) in enumerate(pairwise(sources)):
        gap = data[xml.after_tag(data, one.end) : other.start]
        last = found.get(one.get("mid"), "")[-1:]
        if gap.isspace() and not (last and east_asian_width(last) in "WF"):
            parts[at] += gap.decode()
    return "".join(parts)


def _new_state(node: xml.Node | None, proposed: bool, proposal: str) -> str:
    """Return the new state of a filled element, or an empty string if what it says is still right."""
    state = node.get("state") if node is not None else ""
    if state in _UNTRANSLATED and not proposed:
        return "translated"
    return proposal if proposed and (state in _UNTRANSLATED or not state) else ""


_UNTRANSLATED = ("new", "needs-translation", "initial")
"""The states of a unit without a translation."""


def _with_notes(
    data: bytes, unit: xml.Node, major: int, notes: Sequence[str], targets: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Return the edits *targets* of a unit, and those that add *notes*."""
    if not notes:
        return targets
    prefix, colon, _ = unit.name.rpartition(":")
    name = f"{prefix}{colon}note"
    shown = "".join(f"<{name}>{xml.escape(note)}</{name}>" for note in notes)
    if major == 1:
        last = "".join(edit[2] for edit in targets if edit[0] == unit.end)  # inserted at the same place, goes first
        return [*(edit for edit in targets if edit[0] != unit.end), (unit.end, unit.end, last + shown)]
    group, before = unit.first("notes"), unit.first("originalData") or unit.first("segment")
    if group is not None and group.first("note") is not None:
        return [*targets, (group.end, group.end, shown)]
    if group is None and before is not None:
        shown = f"<{name}s>{shown}</{name}s>{xml.indent(data, before)}"
        return [*targets, (before.start, before.start, shown)]
    return targets


def _target_after(data: bytes, around: xml.Node, source: xml.Node, content: str, state: str) -> tuple[int, int, str]:
    """Return the edit that inserts a target after *source*, with the same indent."""
    before = around.first("seg-source") or source
    start = xml.after_tag(data, before.start)
    end = start if data[start - 2 : start] == b"/>" else xml.after_tag(data, before.end)
    prefix = before.name.rpartition(":")[0]
    name = f"{prefix}:target" if prefix else "target"
    said = f" state={xml.quote(state)}" if state else ""
    return end, end, f"{xml.indent(data, before)}<{name}{said}>{content}</{name}>"
