from __future__ import annotations

import pytest

from glossary import decisions
from glossary.decisions import Decision
from glossary.errors import ConfigError, InputError
from glossary.model import Kind

FILE = """\
# units are no terms
reject: sq km

keep: Kremlin = organization
join: Kremlin = the Russian presidency
split: Zhao Long = Zhao
"""


def test_a_file_is_read_and_compiled() -> None:
    rows = decisions.parse(FILE, where="decisions.txt")
    assert [str(row) for row in rows] == [line for line in FILE.splitlines() if line and line[0] != "#"]
    made = decisions.compile(rows)
    assert made.rejected == {"sq km"}
    assert made.kept == {"kremlin": Kind.ORGANIZATION}
    assert made.joined == {"the russian presidency": "Kremlin"}
    assert ("zhao", "zhao long") in made.split
    assert ("zhao long", "zhao") in made.split


def test_adding_and_removing_leaves_the_rest_unchanged() -> None:
    row = Decision("reject", "NYTIMES")
    more = decisions.add(FILE, [row], reason="a byline")
    assert more == FILE + "# a byline\nreject: NYTIMES\n"
    assert decisions.add(more, [row], reason="again") == more
    assert decisions.add(FILE.rstrip(), [row]) == FILE + f"{row}\n"
    assert decisions.remove(more, [row]) == FILE
    both = decisions.add(FILE, [row, Decision("reject", "BBC")], reason="bylines")
    assert decisions.remove(both, [row]) == FILE + "# bylines\nreject: BBC\n"
    later = decisions.add(more, [Decision("keep", "BBC")])
    assert later == more + "\nkeep: BBC\n", "not for the same reason"
    assert decisions.remove(later, [row]) == FILE + "\nkeep: BBC\n"
    assert decisions.remove(later, [Decision("keep", "BBC")]) == more
    assert (
        decisions.remove(
            decisions.add(later, [Decision("reject", "AFP")], reason="bylines"), [Decision("reject", "AFP")]
        )
        == later
    )
    assert decisions.remove("# the desk\n# of May\n" + str(row), [row]) == "# the desk\n# of May\n"
    assert decisions.remove("", [row]) == ""
    assert decisions.remove(FILE, [Decision("keep", "kremlin")]) == FILE.replace("keep: Kremlin = organization\n", "")
    for other in (Decision("keep", "Kremlin", "place"), Decision("reject", "Kremlin")):
        assert decisions.remove(FILE, [other]) == FILE
    windows = FILE.replace("\n", "\r\n")
    assert decisions.add(windows, [row], reason="a byline") == windows + "# a byline\r\nreject: NYTIMES\r\n"


def test_a_decision_is_added_if_it_does_not_apply_yet() -> None:
    made = "reject: Central Asia\nkeep: Kremlin\n"
    assert decisions.add(made, [Decision("reject", "central Asia"), Decision("keep", "kremlin")]) == made
    assert decisions.add("", [Decision("reject", "BBC News"), Decision("reject", "bbc news")]).count("\n") == 1
    again = decisions.add(made, [Decision("keep", "Central Asia")])
    assert decisions.add(again, [Decision("reject", "Central Asia")]) == again + "reject: Central Asia\n"
    join = decisions.add("", [Decision("join", "Kremlin", "the palace")])
    assert (
        decisions.add(join, [Decision("join", "The Kremlin", "the palace")])
        == join + "join: The Kremlin = the palace\n"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("rejekt: x", "not a decision"),
        ("x", "not a decision"),
        ("<<<<<<< HEAD", "a merge conflict marker; resolve the conflict first"),
        ("reject:", "not a decision"),
        ("join: x", "needs two terms"),
        ("keep: x = thing", "'thing' is not a kind"),
    ],
)
def test_an_invalid_line_is_reported_with_its_number(line: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        decisions.parse(f"# one\n{line}\n", where="locale/decisions.txt")
    assert str(caught.value).startswith("locale/decisions.txt:2: ")


@pytest.mark.parametrize(
    "row",
    [
        Decision("reject", "a = b"),
        Decision("reject", "a\u2028b"),
        Decision("keep", "a\nb"),
        Decision("reject", " "),
        Decision("keep", "="),
        Decision("join", "Kremlin", "="),
        Decision("join", "a", ""),
    ],
)
def test_a_term_that_the_file_cannot_hold_is_rejected(row: Decision) -> None:
    with pytest.raises(ConfigError, match="a term "):
        decisions.add("", [row])


@pytest.mark.parametrize("row", [Decision("refuse", "a"), Decision("keep", "a", "thing")])
def test_an_unknown_verb_or_kind_is_rejected(row: Decision) -> None:
    with pytest.raises(InputError, match=r"not a decision|not a kind"):
        decisions.add("", [row])


def test_a_term_cannot_be_a_variant_of_itself() -> None:
    with pytest.raises(ConfigError, match="'Kremlin' cannot be a variant of itself"):
        decisions.add("", [Decision("join", "Kremlin", " Kremlin")])
    assert decisions.add("", [Decision("keep", "person", "person")]) == "keep: person = person\n"


def test_whitespace_around_a_term_is_removed() -> None:
    assert decisions.add("", [Decision("join", " a", "b ")]) == "join: a = b\n"
    assert decisions.parse(" \n  # no term\nreject : sq km\n", where="x") == [Decision("reject", "sq km")]


def test_folding_keeps_the_case_of_short_terms() -> None:
    assert [decisions.fold(term) for term in ("us", "US", "USA", "NATO")] == ["us", "US", "USA", "nato"]


def test_a_rejection_has_no_second_term() -> None:
    assert [str(row) for row in decisions.parse("reject: sq km = place\n", where="x")] == ["reject: sq km"]


def test_the_later_of_two_contradicting_decisions_applies() -> None:
    def compiled(*lines: str) -> decisions.Decisions:
        return decisions.compile(decisions.parse("\n".join(lines), where="x"))

    reject, keep = "reject: Kremlin", "keep: Kremlin"
    assert (compiled(reject, keep).rejected, list(compiled(reject, keep).kept)) == (frozenset(), ["kremlin"])
    assert (compiled(keep, reject).rejected, compiled(keep, reject).kept) == ({"kremlin"}, {})
    join, split = "join: Kremlin = the Kremlin", "split: Kremlin = the Kremlin"
    assert (compiled(split, join).split, compiled(split, join).joined) == (frozenset(), {"the kremlin": "Kremlin"})
    assert (len(compiled(join, split).split), compiled(join, split).joined) == (2, {})
