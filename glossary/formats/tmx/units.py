"""TMX <-> translation units, streaming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain, product, repeat, starmap
from typing import Any, BinaryIO

from glossary import languages as tags
from glossary.errors import ConfigError
from glossary.formats import Reading, Skip, SkippedByReason, xml
from glossary.formats.terms import Losses, ignore
from glossary.formats.tmx.markup import TAIL, head, kept, name_of, prop
from glossary.formats.tmx.plain import CODES, Item, Run, Tuv
from glossary.formats.tmx.scan import LANGUAGES, Names, Scan
from glossary.model import Extra, Loss, Place, State, Termbase, TranslationUnit
from glossary.vocabulary import STATES


def units(
    stream: BinaryIO,
    *,
    where: str,
    source_language: str = "",
    language: str = "",
    encoding: str = "",
    skip: Skip | None = None,
) -> Iterator[TranslationUnit]:
    """Yield the translation units of a TMX, one per source and target, in file order.

    A ``tu`` with several ``tuv`` in the target language gives a unit for each. Without *source_language* the source is
    the one that the file declares (``srclang``), or else the first ``tuv``. *skip* is called for whatever cannot be
    used. Raises InputError; the units yielded before that are from a broken file.
    """
    told = skip or ignore
    name = Names(where)
    source = tags.tag(source_language) if source_language else ""
    target = tags.tag(language) if language else ""
    scan = Scan(stream, where, encoding)

    @lru_cache(maxsize=LANGUAGES)
    def plan(spoken: tuple[str, ...]) -> _Plan:
        return _plan(spoken[1:], spoken[0] or scan.header.get("srclang", ""), name, source, target)

    for piece in scan.pieces():
        spoken = _spoken(piece) if isinstance(piece, Run) else None
        if isinstance(piece, Run) and spoken is not None:
            pairs, why = plan(spoken)
            for line, reason in product(piece.lines, why):
                told(line, reason)
            yield from _units_of_run(piece, pairs, where)
            continue
        for attributes, items, sides, line in piece.units() if isinstance(piece, Run) else piece:
            pairs, why = plan((attributes.get("srclang", ""), *[side[0] for side in sides]))
            for reason in why:
                told(line, reason)
            if pairs:
                common = common_of(attributes, items)
                at = Place(where, line)
                for one, source_tag, other, target_tag in pairs:
                    yield _unit(common, sides[one], source_tag, sides[other], target_tag, at)
    for row in scan.comments:
        told(row.line, row.why)


def _spoken(run: Run) -> tuple[str, ...] | None:
    """Return the ``srclang`` and languages of all units in *run*, or None if they differ or sides have attributes."""
    if "srclang" in (run.names or chain.from_iterable(run.attributes)):
        return None
    spoken = [""]
    for column in run.sides:
        side = column[0]
        if side is None or len(side[1]) > 1 or column.count(side) < len(column):
            return None
        spoken.append(side[0])
    return tuple(spoken)


def _units_of_run(run: Run, pairs: Sequence[tuple[int, str, int, str]], where: str) -> Iterable[TranslationUnit]:
    """Return the units of a *run* whose sides have only languages and texts."""
    *common, extras = _shared_columns(run)
    states: Iterable[State] = [*map(said_of, extras)] if run.items else repeat(State.APPROVED)
    places = [Place(where, line) for line in run.lines]
    columns = [
        starmap(
            TranslationUnit,
            zip(
                *(run.texts[one], run.texts[other], repeat(from_), repeat(to), states),
                *common,
                _with_inline(extras, run.segments[one], run.segments[other]),
                *(places, repeat(None), repeat("")),
                strict=False,  # repeat is endless
            ),
        )
        for one, from_, other, to in pairs
    ]
    return columns[0] if len(columns) == 1 else chain.from_iterable(zip(*columns, strict=True))


def _with_inline(extras: Iterable[Any], sources: Sequence[str], targets: Sequence[str]) -> Iterable[Extra]:
    """Return *extras* with the XML of segments that have inline elements; see :attr:`Run.segments`."""
    if not sources and not targets:
        return extras
    return [
        extra + ((("tmx:source:seg", one),) if one else ()) + ((("tmx:target:seg", other),) if other else ())
        for extra, one, other in zip(extras, sources or repeat(""), targets or repeat(""), strict=False)
    ]


def _shared_columns(run: Run) -> Sequence[Iterable[object]]:
    """Return what the units of each ``tu`` in *run* share, as columns in the order of :data:`Common`.

    The columns are iterated once per language pair, so none is a one-shot iterator.
    """
    if run.names is not None and not run.items and _KNOWN.issuperset(run.names):
        columns: dict[str, Sequence[str]] = dict(zip(run.names, run.values, strict=True))
        for name in ("creationdate", "changedate"):
            if name in columns:
                columns[name] = [*map(_iso, columns[name])]
        uses = [*map(_count, columns.get("usagecount", ()))]
        # Values that we cannot interpret have to be kept as they are.
        if all(map(all, columns.values())) and all(uses):
            none = repeat("")
            key, author, created, changed = (
                columns.get(name, none) for name in ("tuid", "creationid", "creationdate", "changedate")
            )
            return none, key, none, none, author, created, changed, uses or repeat(0), none, repeat(())
    return [*zip(*map(common_of, run.heads(), run.items or repeat([])), strict=True)]


_KNOWN = frozenset({"tuid", "creationid", "creationdate", "changedate", "usagecount"})


def info(stream: BinaryIO, *, where: str, source_language: str = "en", encoding: str = "") -> Reading:
    """Return the counts and languages of a TMX of any size. Raises InputError if it cannot be read to its end."""
    name = Names(where)
    scan = Scan(stream, where, encoding)
    order: dict[str, None] = {}
    skipped = SkippedByReason()
    count = variants = 0
    for _, _, sides, line in scan:
        count += 1
        variants += len(sides)
        for side in sides:
            code = name(side[0])
            if code:
                order[code] = None
            else:
                skipped.add(line, no_language(side[0]))
    source = tags.known(scan.header.get("srclang", ""))
    languages = tuple(code for code in order if code != source)
    return Reading(
        Termbase((), source or next(iter(order), ""), languages),
        skipped.list(),
        version=scan.root.get("version", ""),
        encoding=scan.encoding,
        counts={"units": count, "variants": variants},
    )


def no_language(spelled: str) -> str:
    """Return the reason why a ``tuv`` is skipped."""
    return f"'{spelled[:40]}' is not a language" if spelled else "a tuv does not say its language"  # message


_Plan = tuple[list[tuple[int, str, int, str]], list[str]]
"""How to pair the sides of a ``tu``: (source index, its tag, target index, its tag) per unit, and the reasons for
skipping."""


def _plan(spoken: Sequence[str], declared: str, name: Names, source: str, target: str) -> _Plan:
    """Return the pairs in a ``tu`` with sides in the languages *spoken*; *source* and *target* are empty for any."""
    found = [name(language) for language in spoken]
    why = [no_language(language) for language, code in zip(spoken, found, strict=True) if not code]
    usable = [at for at, code in enumerate(found) if code]
    if source:
        sources = tags.near(found, source)
    else:
        first = first_of(spoken, found, declared)
        sources = [at for at in usable if found[at] == found[first]]
        sources = [first, *(at for at in sources if at != first)] if sources else []
    taken = set(sources)
    others = [at for at in usable if at not in taken]
    if target:
        others = [others[at] for at in tags.near([found[at] for at in others], target)]
    if len(usable) < 2:
        return [], [*why, "a tu in one language only" if usable else "a tu without text"]  # message
    if not sources or not others:
        missing = source if not sources else target
        return [], [*why, f"nothing in {missing}" if missing else "a tu in one language only"]
    # Further source texts are paired with the first translation only: otherwise n sides would give n * n units.
    pairs = [(sources[0], other) for other in others] + [(more, others[0]) for more in sources[1:]]
    return [(one, found[one], other, found[other]) for one, other in pairs], why


def first_of(spoken: Sequence[str], found: Sequence[str], declared: str) -> int:
    """Return the index of the source side: the language that the file declares, else the first valid one."""
    if declared in spoken and declared:
        return spoken.index(declared)
    with suppress(ConfigError):
        if declared and declared.lower() != "*all*":
            return (tags.near(found, tags.tag(declared[:100])) or [0])[0]
    return next((at for at, code in enumerate(found) if code), 0)


@lru_cache(maxsize=4096)
def _iso(date: str) -> str:
    """Return a date of TMX (``20221114T093000Z``) as ISO 8601, or an empty string if it is invalid."""
    if len(date) == 16 and date[8] == "T" and date[15] == "Z" and (date[:8] + date[9:15]).isdecimal():
        return f"{date[:4]}-{date[4:6]}-{date[6:8]}T{date[9:11]}:{date[11:13]}:{date[13:15]}Z"
    return ""


@lru_cache(maxsize=4096)
def _tmx_date(date: str) -> str:
    """Return an ISO 8601 date in the format of TMX."""
    return date.replace("-", "").replace(":", "")


def _count(text: str) -> int:
    """Return a count if it is written as we write it, otherwise 0."""
    return int(text) if text.isdecimal() and len(text) < 10 and str(int(text)) == text else 0


def said_of(extra: Any) -> State:
    """Return the state of a ``tu`` according to Trados's property in *extra*; approved by default."""
    unsure = any(name == _LEVEL and value.strip().lower() in _UNSURE for name, value in extra)
    return State.PROPOSED if unsure else State.APPROVED


_LEVEL = name_of("x-ConfirmationLevel", "")
_UNSURE = ("draft", "rejectedtranslation", "rejectedsignoff")


Common = tuple[str, str, str, str, str, str, str, int, str, Extra]
"""What the units of a ``tu`` share: origin, key, previous, next, author, created, changed, uses, note, extra."""


def common_of(attributes: dict[str, str], items: list[Item]) -> Common:
    """Return what the units of one ``tu`` share."""
    note = previous = following = origin = ""
    extra: list[tuple[str, str]] = []
    get = attributes.get
    key, author = get("tuid", ""), get("creationid", "")
    created, changed = _iso(get("creationdate", "")), _iso(get("changedate", ""))
    count = get("usagecount", "")
    uses = _count(count)
    # Usually there are no other attributes; comparing counts is cheaper than checking each.
    if len(attributes) != bool(key) + bool(author) + bool(created) + bool(changed) + bool(uses):
        known = {"tuid": key, "creationid": author, "creationdate": created, "changedate": changed, "usagecount": uses}
        extra += [(f"tmx:attr:{name}", value) for name, value in attributes.items() if not known.get(name)]
    for kind, language, text in items:
        if not kind:
            note = f"{note}\n{text.strip()}" if note else text.strip()
        elif kind == "prev" and not previous:
            previous = text
        elif kind == "next" and not following:
            following = text
        elif kind == "x-origin" and not origin:
            origin = text
        elif kind == "x-context":
            # This is the msgctxt of Gettext's tools; their tuid is only a number.
            if key:
                extra.append(("tmx:attr:tuid", key))
            key = text
        else:
            extra.append((name_of(kind, language), text))
    return origin, key, previous, following, author, created, changed, uses, note, tuple(extra)


def _unit(
    common: Common, source: Tuv, source_language: str, target: Tuv, target_language: str, at: Place
) -> TranslationUnit:
    """Return the unit of two sides, with everything in them."""
    origin, key, previous, following, author, created, changed, uses, note, extra = common
    state = said_of(extra)
    more = list(extra)
    for side, (_, attributes, items, _, segment) in (("source", source), ("target", target)):
        for name, value in attributes.items():
            if name not in ("xml:lang", "lang"):
                more.append((f"tmx:{side}:attr:{name}", value))
        for kind, language, text in items:
            if kind == "x-state" and side == "target" and text in STATES:
                state = STATES[text]
            else:
                more.append((name_of(kind, language, f"tmx:{side}:"), text))
        if segment:
            more.append((f"tmx:{side}:seg", segment))
    return TranslationUnit(
        source[3],
        target[3],
        source_language,
        target_language,
        state,
        origin,
        key,
        previous,
        following,
        author or target[1].get("changeid") or target[1].get("creationid") or "",
        created or _iso(target[1].get("creationdate", "")),
        changed or _iso(target[1].get("changedate", "")),
        uses,
        note,
        tuple(more),
        at,
    )


def write_units(
    stream: BinaryIO,
    units: Iterable[TranslationUnit],
    *,
    source_language: str,
    languages: Sequence[str],
    extra: Extra = (),
) -> list[Loss]:
    """Write *units* to *stream* as TMX 1.4, and return the losses.

    *extra* is the :func:`header` of the original TMX. Consecutive units that differ only in the target share a ``tu``.
    """
    losses = Losses()
    source_language = tags.tag(source_language)
    write = stream.write
    write(head(tags.regional(source_language), extra, [tags.tag(name) for name in languages], "sentence").encode())
    escape, quote = xml.escape, xml.quote
    codes: dict[str, str] = {}
    held: list[str] = []
    last: TranslationUnit | None = None
    seen: set[str] = set()
    for unit in units:
        if not unit.target:
            losses.add("units without a translation", unit.source)
            continue
        for name in (unit.source_language, unit.target_language):
            if name not in codes:
                codes[name] = quote(tags.regional(name))
        if last is None or unit.target_language in seen or not _can_share_tu(last, unit):
            if held:
                held.append("    </tu>\n")
            if len(held) > 2000:
                write("".join(held).encode())
                held.clear()
            held.append(_opening(unit, codes[unit.source_language]))
            last = unit
            seen.clear()
        seen.add(unit.target_language)
        if unit.extra or unit.state is not State.APPROVED:
            usual = said_of(unit.extra)
            attributes, items, segment = kept(unit.extra, "tmx:target:")
            if unit.state is not usual:
                items.insert(0, prop("x-state", unit.state.value))
            seg = xml.marked_up(unit.target, segment, CODES)
            code = codes[unit.target_language]
            held.append(f"      <tuv xml:lang={code}{attributes}>{''.join(items)}<seg>{seg}</seg></tuv>\n")
        else:
            held.append(f"      <tuv xml:lang={codes[unit.target_language]}><seg>{escape(unit.target)}</seg></tuv>\n")
    if held:
        held.append("    </tu>\n")
    held.append(TAIL)
    write("".join(held).encode())
    return losses.list()


def _can_share_tu(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Return whether two units differ only in their target, so that they can share a ``tu``."""
    return (
        one.source == other.source
        and one.key == other.key
        and one.source_language == other.source_language
        and one.place == other.place
        and one.created == other.created
        and one.changed == other.changed
        and one.author == other.author
        and one.uses == other.uses
        and one.note == other.note
        and one.previous == other.previous
        and one.next == other.next
        and one.origin == other.origin
        and (
            one.extra is other.extra
            or (_source_only(one.extra), _dated(one)) == (_source_only(other.extra), _dated(other))
        )
    )


def _source_only(extra: Extra) -> list[tuple[str, str]]:
    """Return the part of *extra* that is not about the target."""
    return [pair for pair in extra if not pair[0].startswith("tmx:target:")]


def _dated(unit: TranslationUnit) -> tuple[bool, bool, bool]:
    """Return whether the creation date, the author and the change date of *unit* are attributes of its target."""
    said = {name.removeprefix("tmx:target:attr:"): value for name, value in unit.extra}
    return (
        bool(unit.created) and said.get("creationdate") == _tmx_date(unit.created),
        unit.author in (said.get("changeid"), said.get("creationid")),
        bool(unit.changed) and said.get("changedate") == _tmx_date(unit.changed),
    )


def _opening(unit: TranslationUnit, code: str) -> str:
    """Return the beginning of a ``tu``, down to the ``tuv`` of its source."""
    extra = dict(unit.extra)
    head = ""
    items = ""
    tuid = unit.key
    if "tmx:attr:tuid" in extra:
        tuid = extra["tmx:attr:tuid"]
        items += "      " + prop("x-context", unit.key) + "\n"
    if tuid:
        head += f" tuid={xml.quote(tuid)}"
    created, author, changed = _dated(unit)
    if unit.created and not created:
        head += f' creationdate="{_tmx_date(unit.created)}"'
    if unit.author and not author:
        head += f" creationid={xml.quote(unit.author)}"
    if unit.changed and not changed:
        head += f' changedate="{_tmx_date(unit.changed)}"'
    if unit.uses:
        head += f' usagecount="{unit.uses}"'
    if unit.note:
        items = f"      <note>{xml.escape(unit.note)}</note>\n" + items
    for kind, value in (("prev", unit.previous), ("next", unit.next), ("x-origin", unit.origin)):
        if value:
            items += f"      {prop(kind, value)}\n"
    if not unit.extra:
        return f"    <tu{head}>\n{items}      <tuv xml:lang={code}><seg>{xml.escape(unit.source)}</seg></tuv>\n"
    attributes, others, _ = kept(tuple(pair for pair in unit.extra if pair[0] != "tmx:attr:tuid"))
    items += "".join(f"      {item}\n" for item in others)
    at, inside, segment = kept(unit.extra, "tmx:source:")
    seg = xml.marked_up(unit.source, segment, CODES)
    return (
        f"    <tu{head}{attributes}>\n{items}      <tuv xml:lang={code}{at}>{''.join(inside)}<seg>{seg}</seg></tuv>\n"
    )
