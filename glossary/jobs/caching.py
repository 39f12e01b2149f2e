"""The cache file of check results, and the keys of what a result depends on."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from glossary import __version__
from glossary.checks.cache import Cache, digest, key_of
from glossary.checks.run import Selection
from glossary.errors import GlossaryError
from glossary.formats import files
from glossary.jobs.choosing import today
from glossary.jobs.disk import paths_of, private
from glossary.project import Project


def open_cache(project: Project) -> Cache:
    """Return the cache of the project, or an empty one if there is none that can be read."""
    with suppress(GlossaryError):
        return Cache(files.read_bytes(project.root / _CACHE).decode("utf-8", "surrogateescape"))
    return Cache()


def save_cache(project: Project, store: Cache) -> None:
    """Write the cache if possible: a check does not fail because its folder is read-only.

    No cache is written if there is no project and somebody just checks a file.
    """
    if project.config is None and not project.locale_path.is_dir():
        return
    path = project.root / _CACHE
    with suppress(GlossaryError, OSError):
        private(path.parent)
        files.write_atomic(path, store.text().encode("utf-8", "surrogateescape"))


_CACHE = ".glossary/check.cache"


def settings(project: Project, chosen: Selection, strict: bool) -> str:
    """Return what every result depends on: this version, the date, the checks, and when their packages changed."""
    rules = [f"{name} {chosen.severity.get(name, rule.severity)}" for name, rule in chosen.rules.items()]
    others = {rule.function.__module__.partition(".")[0] for rule in chosen.rules.values()} - {"glossary"}
    rules += [f"{name} {_modified(name)}" for name in ("glossary.checks", *_EXTRAS, *sorted(others))]
    return "\n".join((__version__, project.source_language, project.encoding, str(strict), today().isoformat(), *rules))


_EXTRAS = ("pymorphy3", "pymorphy3_dicts_ru", "snowballstemmer")
"""Optional packages that find inflected renderings."""


@cache
def _modified(package: str) -> int:
    """Return the latest modification time of the files of *package*, or 0 if it is not installed."""
    found = find_spec(package)
    if found is None:
        return 0
    folders = found.submodule_search_locations or ()
    inside = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    ours = [path for path in inside if path.parent.name != "__pycache__"]
    return max(map(stamp, ours or [Path(found.origin or "")]))


def glossary(project: Project) -> str:
    """Return a key for the names and contents of the glossary files of *project*."""
    return key_of(*(f"{project.relative(path)} {content(path)}" for path in paths_of(project)))


def content(path: Path | str) -> str:
    """Return a key for the content of a file. Raises InputError if it cannot be read."""
    with files.opened(path) as stream:
        return digest(stream)


def stamp(path: Path) -> int:
    """Return the modification time of the file in nanoseconds, or 0 if it does not exist."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
