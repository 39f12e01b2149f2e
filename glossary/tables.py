"""The tables that are shipped with the code: text files that a linguist can read and mend."""

from __future__ import annotations

from pkgutil import get_data  # importlib.resources brings a dozen modules along


def data(package: str, name: str) -> bytes:
    """Return what the file *name* of a *package* holds."""
    return get_data(package, name) or b""


def lines(package: str, name: str) -> list[str]:
    """Return the lines of the file *name* of a *package*, without empty ones and comments (``#``)."""
    return [line for line in data(package, name).decode().splitlines() if line and not line.startswith("#")]


def rows(package: str, name: str) -> list[list[str]]:
    """Return those lines, each as its cells, which are separated by tabs."""
    return [line.split("\t") for line in lines(package, name)]


def labelled(package: str, name: str) -> list[tuple[str, str]]:
    """Return (label, text) of those lines, which are ``label: text``."""
    return [(label, text) for label, _, text in (line.partition(": ") for line in lines(package, name))]


def named_lists(package: str, name: str) -> dict[str, frozenset[str]]:
    """Return name -> words of those lines, which are ``name: words``; a name may have several lines."""
    found: dict[str, frozenset[str]] = {}
    for label, words in labelled(package, name):
        found[label] = found.get(label, frozenset()).union(words.split())
    return found
