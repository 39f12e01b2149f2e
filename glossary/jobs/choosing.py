"""The configuration of checks: which run, which findings are ignored, and which the baseline holds."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase

from glossary.checks import baseline, run
from glossary.checks.run import Selection, means
from glossary.errors import ConfigError
from glossary.formats import files
from glossary.model import Finding
from glossary.project import Names, Project, each


def selection(project: Project, select: Names = (), extend: Names = (), ignore: Names = ()) -> Selection:
    """Return the checks of the configuration, or those of *select* instead, with *extend* and without *ignore*.

    The arguments take precedence over ``ignore`` of the configuration.
    """
    _verify(project)
    select, extend, ignore = each(select), each(extend), each(ignore)
    if not select:
        ignore = (*(run.named(project.ignore) - run.named(extend)), *ignore)
        select, extend = project.select, (*project.extend_select, *extend)
    return run.select(select, extend=extend, ignore=ignore, severity=project.severity)


def _verify(project: Project) -> None:
    """Raise ConfigError with the file and the key if the configuration names an unknown check."""
    rows = [("select", project.select), ("extend-select", project.extend_select), ("ignore", project.ignore)]
    rows += [("severity", tuple(project.severity))]
    rows += [("per-language", words) for words in project.per_language.values()]
    rows += [("per-file", words) for words in project.per_file.values()]
    for key, words in rows:
        for word in words:
            try:
                run.known(word)
            except ConfigError as error:
                where = str(project.config or "")
                raise ConfigError(f"in '{key}': {error.what}", where=where, hint=error.hint) from None


def ignored(project: Project, row: Finding) -> bool:
    """Return whether the configuration ignores this finding in its language or its file."""
    path = row.place.path if row.place else ""
    lists = [project.per_language.get(row.language, ())]
    lists += [words for pattern, words in project.per_file.items() if _matches(path, pattern)]
    return any(means(word, row.check) for words in lists for word in words)


def _matches(path: str, pattern: str) -> bool:
    """Return whether *pattern* matches *path*, the end of it, or a folder that contains it.

    >>> [_matches("news/ru/a.txt", pattern) for pattern in ("news/*", "ru/*.txt", "*.txt", "news", "ru/", "ws/*", "a")]
    [True, True, True, True, True, False, False]
    >>> _matches("news/a[1].txt", "./news/a[1].txt")
    True
    """
    own = pattern.removeprefix("./").rstrip("/")
    ways = (own, f"*/{own}", f"{own}/*", f"*/{own}/*", own.replace("**/", ""))
    return path == own or any(fnmatchcase(path, way) for way in ways)


def baselined(project: Project) -> list[baseline.Row]:
    """Return the findings in the baseline of the project, an empty list if it has none."""
    path = project.root / project.baseline
    if not path.exists():
        return []
    where = project.relative(path)
    return baseline.read(files.decode(files.read_bytes(path), where=where), where=where)


def today() -> date:
    """Return the date for waivers: that of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) or of the clock, in UTC."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC).date()
