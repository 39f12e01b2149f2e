"""Read the tables that are shipped with the code: text files that a linguist can edit."""

from __future__ import annotations

from pkgutil import get_data  # importlib.resources would import a dozen modules


def data(package: str, name: str) -> bytes:
    """Return the content of the file *name* of a *package*."""
    return get_data(package, name) or b""


def lines(package: str, name: str) -> list[str]:
    """Return the lines of a file without empty ones and comments (``#``)."""
    return [line for line in data(package, name).decode().splitlines() if line and not line.startswith("#")]


def rows(package: str, name: str) -> list[list[str]]:
    """Return the lines of a file, each split into its tab-separated cells."""
    return [line.split("\t") for line in lines(package, name)]


def labelled(package: str, name: str) -> list[tuple[str, str]]:
    """Return the lines of a file, ``label: text``, as (label, text)."""
    return [(label, text) for label, _, text in (line.partition(": ") for line in lines(package, name))]


def named_lists(package: str, name: str) -> dict[str, frozenset[str]]:
    """Return name -> words of the lines of a file, ``name: words``; a name may have several lines."""
    found: dict[str, frozenset[str]] = {}
    for label, words in labelled(package, name):
        found[label] = found.get(label, frozenset()).union(words.split())
    return found
