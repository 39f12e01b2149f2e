"""The configuration of a project, and where its sources, glossary and memory lie.

Configuration stands in ``glossary.toml``, in ``[tool.glossary]`` of ``pyproject.toml`` or in ``[glossary]`` of
``setup.cfg``: the first that there is in the nearest folder upwards that has one. :data:`KEYS` lists what can be
set, in the spelling of all three files; flags of the command line override it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from glossary import languages
from glossary.errors import ConfigError, did_you_mean
from glossary.vocabulary import KINDS

FILES = ("glossary.toml", "pyproject.toml", "setup.cfg")
"""Where configuration is looked for in a folder, in this order."""
_PO = "LC_MESSAGES/glossary.po"
"""Where the catalogue of a language lies in its folder."""
_REGIONS = "keep one of the two, or give one its region, as pt_PT beside pt, which is pt_BR"  # message


@dataclass(frozen=True, slots=True)
class Project:
    """A glossary project: what the configuration says, or the defaults.

    >>> Project(Path("news"), languages=("zh_CN",)).catalogue("zh-Hans").as_posix()
    'news/locale/zh_CN/LC_MESSAGES/glossary.po'
    """

    root: Path
    """The folder of the configuration file; paths in it are relative to this."""
    config: Path | None = None
    """The file that the configuration came from; None where there is none."""
    name: str = ""
    """What headers call the project (``Project-Id-Version``)."""
    contact: str = ""
    """Where a translator reports a mistake in a source term (``Report-Msgid-Bugs-To``)."""
    sources: tuple[str, ...] = ("seeds",)
    """The source texts: files and folders."""
    source_language: str = "en"
    """The language of the sources."""
    languages: tuple[str, ...] = ()
    """The target languages as they name their folders: ``zh_CN``, ``ru``."""
    locale: str = "locale"
    """The folder of the glossary."""
    memory: str = ".glossary/memory.sqlite"
    """The translation memory: a file, or the URL of a server."""
    tmx: str = ""
    """Where ``extract`` also writes the whole glossary as TMX; empty for nowhere."""
    tbx: str = ""
    """Where ``extract`` also writes the whole glossary as TBX; empty for nowhere."""
    entities: str = "tagger"
    """Which extractor finds the names."""
    min_score: float | None = None
    """The lowest score that a candidate needs; None for the extractor's own."""
    limit: int | None = None
    """How many concepts at most are extracted; None for no limit."""
    kinds: tuple[str, ...] = ()
    """The kinds of concepts that are extracted; empty for all."""
    encoding: str = ""
    """The encoding of source texts that do not say it; empty for UTF-8."""
    translations: tuple[str, ...] = ()
    """Translated files that ``check`` looks at besides the glossary."""
    lists: tuple[str, ...] = ()
    """Files of names that ``suggest`` looks into: tables, glossaries, labels of Wikidata."""
    select: tuple[str, ...] = ()
    """The checks that run, by the beginning of their names; empty for the default ones."""
    extend_select: tuple[str, ...] = ()
    """Checks that run besides."""
    ignore: tuple[str, ...] = ()
    """Checks that do not run."""
    fail_on: str = "error"
    """The severity from which findings make the exit status 1."""
    baseline: str = "locale/baseline.json"
    """The file of findings that are known, where there is one."""
    severity: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The severity of checks that is not their own."""
    per_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Checks that are ignored in a language."""
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Checks that are ignored in the files that a pattern means."""

    @property
    def locale_path(self) -> Path:
        return self.root / self.locale

    @property
    def template(self) -> Path:
        """The POT file: the concepts."""
        return self.locale_path / "glossary.pot"

    @property
    def decisions(self) -> Path:
        """The file of what people decided on candidates."""
        return self.locale_path / "decisions.txt"

    @property
    def memory_path(self) -> str:
        """The memory as a URL or an absolute path."""
        return self.memory if "://" in self.memory else str(self.root / self.memory)

    def catalogue(self, language: str) -> Path:
        """Return the path of the PO file of *language*: the one that is there, or would be."""
        return self.locale_path / self.spelled(language) / _PO

    def spelled(self, language: str) -> str:
        """Return *language* as this project spells it: as its folder is called, as it is configured, or would be.

        A bare ``zh``, which a file may have and no project, stays as it is.
        """
        wanted = languages.tag(language)
        for spelled in (*self.found(), *self.languages):
            if languages.tag(spelled) == wanted:
                return spelled
        return folder(language) if wanted != "zh" else wanted

    def found(self) -> list[str]:
        """Return the folders below locale/ that hold a glossary, sorted."""
        return sorted(path.parts[-3] for path in self.locale_path.glob(f"*/{_PO}"))

    def tags(self) -> list[str]:
        """Return the target languages of the project: those configured, then those that have a PO file.

        Raises ConfigError where two are the same, or a folder is called as no language is.
        """
        held: dict[str, str] = {}
        for name in self.languages:
            if other := held.get(tag := languages.require_script(name)):
                raise ConfigError(f"the same language as {other}", where=name, hint=_REGIONS)
            held[tag] = name
        folders: dict[str, str] = {}
        for name in self.found():
            where = f"{self.locale}/{name}"
            try:
                tag = languages.require_script(name)
            except ConfigError as error:
                raise ConfigError(error.what, where=where, hint=error.hint) from None
            other = folders.setdefault(tag, where)
            one, two = (self.root / name / _PO for name in (where, other))
            if one != two and not one.samefile(two):  # one may be a link
                raise ConfigError(f"the same language as {other}", where=where, hint=_REGIONS)
        return [*(held | folders)]

    def only(self) -> str:
        """Return the target language where the project has but one, else an empty text."""
        tags = self.tags()
        return tags[0] if len(tags) == 1 else ""

    def relative(self, path: Path) -> str:
        """Return *path* as files of the project name it: relative to the root if it lies below, forward slashes."""
        try:
            return Path(os.path.realpath(path)).relative_to(os.path.realpath(self.root)).as_posix()
        except ValueError:
            return path.as_posix()


def folder(language: str) -> str:
    """Return the name of the folder for *language* as a user spelled it: gettext's name, regions kept.

    >>> [folder(name) for name in ("zh-Hans", "zh_CN", "PT-br", "ru")]
    ['zh_CN', 'zh_CN', 'pt_BR', 'ru']
    """
    languages.require_script(language)
    language = languages.code(language)
    parts = language.replace("-", "_").split("_")
    if len(parts) == 2 and len(parts[1]) == 2:
        return f"{parts[0].lower()}_{parts[1].upper()}"
    return languages.folder(language)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")  # message
    return value


def _path(value: object) -> str:
    path = _text(value)
    if "://" in path:  # a memory on a server, whose password may have one
        return path
    path = path.replace("\\", "/")  # as Windows writes it; others read the file, too
    if any(letter < " " for letter in path):
        raise ValueError("a path with / instead of \\")  # message: "seeds\news" has a line break in TOML
    return path


def _paths(value: object) -> tuple[str, ...]:
    return tuple(map(_path, _list(value)))


def _list(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.replace(",", "\n").split("\n") if "\n" in value or "," in value else value.split()
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError("a list of texts")  # message
    return tuple(filter(None, map(str.strip, value)))


def _number(value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        raise ValueError("a number from 0 to 1") from None  # message
    if not 0 <= number <= 1:
        raise ValueError("a number from 0 to 1")  # message
    return number


def _count(value: object) -> int:
    text = str(value)
    if not text.isdecimal() or int(text) < 1:
        raise ValueError("a whole number from 1")  # message
    return int(text)


def _language(value: object) -> str:
    return languages.tag(languages.code(_text(value)))


def _folders(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folder(name) for name in _list(value)))


def _kinds(value: object) -> tuple[str, ...]:
    kinds = _list(value)
    if not KINDS.keys() >= set(kinds):
        raise ValueError(f"some of {', '.join(KINDS)}")  # message
    return kinds


def _patterns(value: object) -> tuple[str, ...]:
    patterns = _paths(value)
    try:
        for pattern in patterns:
            pattern.format(language="", stem="", path="", suffix="")
    except (AttributeError, LookupError, ValueError):
        raise ValueError("a list of patterns with language, stem, path or suffix in braces") from None  # message
    return patterns


def _level(value: object) -> str:
    if value not in ("error", "warning", "info", "never"):
        raise ValueError("error, warning, info or never")  # message
    return str(value)


def _levels(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or any(level not in ("error", "warning", "info") for level in value.values()):
        raise ValueError("a table of checks and error, warning or info")  # message
    return value


def _ignored(value: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError("a table of lists of checks")  # message
    return {name: _list(checks) for name, checks in value.items()}


def _by_file(value: object) -> Mapping[str, tuple[str, ...]]:
    return {_path(pattern): checks for pattern, checks in _ignored(value).items()}


def _by_language(value: object) -> Mapping[str, tuple[str, ...]]:
    return {languages.tag(name): checks for name, checks in _ignored(value).items()}


KEYS: dict[str, Callable[[object], Any]] = {
    "name": _text,
    "contact": _text,
    "sources": _paths,
    "source-language": _language,
    "languages": _folders,
    "locale": _path,
    "memory": _path,
    "tmx": _path,
    "tbx": _path,
    "entities": _text,
    "min-score": _number,
    "limit": _count,
    "kinds": _kinds,
    "encoding": _text,
    "translations": _patterns,
    "lists": _paths,
    "select": _list,
    "extend-select": _list,
    "ignore": _list,
    "fail-on": _level,
    "baseline": _path,
    "severity": _levels,
    "per-language": _by_language,
    "per-file": _by_file,
}
"""Every key of the configuration, and what makes a value of it (or raises ValueError with what was expected).

The last three are tables: ``[severity]`` in glossary.toml, ``[tool.glossary.severity]``, ``[glossary:severity]``.
"""


Home = Project | str | Path
"""A project, or a path that belongs to one."""


def opened(home: Home) -> Project:
    """Return *home*, or the project that a path belongs to, as :func:`load` finds it."""
    if isinstance(home, Project):
        return home
    if isinstance(home, (str, Path)):
        return load(Path(home))
    raise TypeError(f"a Project or a path was expected, not {type(home).__name__}")


Name = str | PathLike[str]
"""The name of a file."""
Names = Name | Iterable[Name]
"""One name, or several: of files, languages, checks."""


def one(given: Name) -> str:
    """Return the name that was *given*, with forward slashes."""
    return fspath(given).replace(os.sep, "/")


def each(given: Names) -> tuple[str, ...]:
    """Return the names that were *given* as :func:`one` does; one by itself is meant whole, not letter by letter.

    >>> each("ru"), each([Path("a.po"), "b.po"])
    (('ru',), ('a.po', 'b.po'))
    """
    several = (given,) if isinstance(given, (str, PathLike)) else given
    return tuple(map(one, several))


def of_files(names: Sequence[str]) -> Project | None:
    """Return the project that the files *names* lie in; None where they lie in none.

    Raises ConfigError where they lie in several.
    """
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in map(Path, names))
    found = {home.root.resolve(): home for home in map(load, filter(Path.is_dir, folders)) if home.config}
    if len(found) > 1:
        roots = ", ".join(str(home.root) for home in found.values())
        raise ConfigError(f"the files belong to several projects: {roots}", hint="take each by itself, with -C")
    return next(iter(found.values()), None)


def load(start: Path) -> Project:
    """Return the project that *start* (a folder, or a configuration file) belongs to.

    Looked for is a configuration in *start* and the folders above it; where there is none, the project is *start*
    itself with the defaults. Raises ConfigError with file, key and what was expected.
    """
    if not start.exists():
        raise ConfigError("there is no such file or folder", where=str(start))
    if start.is_file():
        if start.suffix not in (".toml", ".cfg"):
            raise ConfigError(
                "neither a folder nor a configuration", where=str(start), hint=f"name the folder, or {', '.join(FILES)}"
            )
        values = _read(start)
        if values is None:
            raise ConfigError("no configuration of a glossary in it", where=str(start), hint="add a section [glossary]")
        return _project(start, values)
    for directory in (start.resolve(), *start.resolve().parents):
        for name in FILES:
            path = directory / name
            if path.is_file():
                values = _read(path)
                if values is not None:
                    return _project(path, values)
    return Project(root=start, name=start.resolve().name)


def _read(path: Path) -> dict[str, Any] | None:
    """Return what the file says of a glossary, or None if it says nothing."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad begins a file with a byte order mark
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", where=str(path), hint="save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from None
    if path.suffix == ".cfg":
        import configparser

        parser = configparser.ConfigParser(interpolation=None)
        try:
            parser.read_string(text)
        except configparser.Error as error:
            line = getattr(error, "lineno", None) or 0
            raise ConfigError(f"not a configuration: {error.message}", where=str(path), line=line) from None
        sections = {name: dict(parser[name]) for name in parser.sections()}
        if "glossary" not in sections:
            return None
        inner = {name.partition(":")[2]: rows for name, rows in sections.items() if name.startswith("glossary:")}
        return {**sections["glossary"], **inner}
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = "write / in a path, or put it between single quotes" if "\\" in text else ""
        raise ConfigError(f"not TOML: {error}", where=str(path), hint=hint) from None
    except RecursionError:
        raise ConfigError("not a configuration: nested too deeply", where=str(path)) from None
    if path.name == "pyproject.toml":
        tool = values.get("tool")
        found = tool.get("glossary") if isinstance(tool, dict) else None
        if not isinstance(found, dict | None):
            raise ConfigError("'tool.glossary' is no table", where=str(path))
        return found
    return values


def _project(path: Path, values: dict[str, Any]) -> Project:
    """Return the project that the file *path* configures with *values*. Raises ConfigError."""
    settings: dict[str, Any] = {}
    for key, value in values.items():
        if key not in KEYS:
            raise ConfigError(f"unknown key '{key}'", where=str(path), hint=did_you_mean(key, KEYS))
        try:
            settings[key.replace("-", "_")] = KEYS[key](value)
        except ValueError as error:
            raise ConfigError(f"'{key}' is {value!r}, where {error} was expected", where=str(path)) from None
        except ConfigError as error:
            raise ConfigError(f"in '{key}': {error.what}", where=str(path), hint=error.hint) from None
    settings.setdefault("name", path.resolve().parent.name)
    assert settings.keys() <= {row.name for row in fields(Project)}, "every key is a field of Project"
    return Project(root=path.parent, config=path, **settings)
