"""The configuration of a project, and the paths of its sources, glossary and memory.

The configuration is ``glossary.toml``, ``[tool.glossary]`` of ``pyproject.toml`` or ``[glossary]`` of ``setup.cfg``,
whichever comes first in the nearest folder upwards that has one. :data:`KEYS` lists the settings, with the same names
in all three files; command line options override them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from glossary import languages
from glossary.errors import ConfigError, did_you_mean
from glossary.vocabulary import KINDS

FILES = ("glossary.toml", "pyproject.toml", "setup.cfg")
"""The configuration files of a folder, in order of precedence."""
_PO = "LC_MESSAGES/glossary.po"
"""The path of a catalogue in the folder of its language."""
_REGION_HINT = "keep one of the two, or give one its region, as pt_PT beside pt, which is pt_BR"  # message


@dataclass(frozen=True, slots=True)
class Project:
    """A glossary project: the settings of its configuration, or their defaults.

    >>> Project(Path("news"), languages=("zh_CN",)).catalogue("zh-Hans").as_posix()
    'news/locale/zh_CN/LC_MESSAGES/glossary.po'
    """

    root: Path
    """The folder of the configuration file; paths in it are relative to this."""
    config: Path | None = None
    """The configuration file; None if there is none."""
    name: str = ""
    """The name of the project in headers (``Project-Id-Version``)."""
    contact: str = ""
    """The address for reports of mistakes in source terms (``Report-Msgid-Bugs-To``)."""
    sources: tuple[str, ...] = ("seeds",)
    """The source texts: files and folders."""
    source_language: str = "en"
    """The language of the sources."""
    languages: tuple[str, ...] = ()
    """The target languages by the names of their folders: ``zh_CN``, ``ru``."""
    locale: str = "locale"
    """The folder of the glossary."""
    memory: str = ".glossary/memory.sqlite"
    """The translation memory: a file, or the URL of a server."""
    tmx: str = ""
    """The file to which ``extract`` also writes the whole glossary as TMX; empty for none."""
    tbx: str = ""
    """The file to which ``extract`` also writes the whole glossary as TBX; empty for none."""
    entities: str = "tagger"
    """The extractor that finds names."""
    min_score: float | None = None
    """The lowest score that a candidate needs; None for the extractor's default."""
    limit: int | None = None
    """The largest number of concepts to extract; None for no limit."""
    kinds: tuple[str, ...] = ()
    """The kinds of concepts to extract; empty for all."""
    encoding: str = ""
    """The encoding of source texts that do not declare one; empty for UTF-8."""
    translations: tuple[str, ...] = ()
    """Translated files that ``check`` reads besides the glossary."""
    lists: tuple[str, ...] = ()
    """Files of names that ``suggest`` uses: tables, glossaries, Wikidata labels."""
    select: tuple[str, ...] = ()
    """The checks that run, by name or prefix; empty for the default ones."""
    extend_select: tuple[str, ...] = ()
    """Checks that run in addition."""
    ignore: tuple[str, ...] = ()
    """Checks that do not run."""
    fail_on: str = "error"
    """The lowest severity of a finding that makes the exit status 1."""
    baseline: str = "locale/baseline.json"
    """The file of known findings, which need not exist."""
    severity: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Checks with a severity other than their default."""
    per_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Checks to ignore, by language."""
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Checks to ignore, by the pattern of the files."""

    @property
    def locale_path(self) -> Path:
        return self.root / self.locale

    @property
    def template(self) -> Path:
        """The POT file with the concepts."""
        return self.locale_path / "glossary.pot"

    @property
    def decisions(self) -> Path:
        """The file with people's decisions on candidates."""
        return self.locale_path / "decisions.txt"

    @property
    def memory_path(self) -> str:
        """The memory as a URL or an absolute path."""
        return self.memory if "://" in self.memory else str(self.root / self.memory)

    def catalogue(self, language: str) -> Path:
        """Return the path of the PO file of *language*, whether it exists or not."""
        return self.locale_path / self.spelled(language) / _PO

    def spelled(self, language: str) -> str:
        """Return *language* as this project spells it: by its folder, its configuration, or gettext's convention.

        A bare ``zh``, which is valid in a file but not for a project, is returned unchanged.
        """
        wanted = languages.tag(language)
        for spelled in (*self.found(), *self.languages):
            if languages.tag(spelled) == wanted:
                return spelled
        return folder(language) if wanted != "zh" else wanted

    def found(self) -> list[str]:
        """Return the sorted names of the folders below locale/ that hold a glossary."""
        return sorted(path.parts[-3] for path in self.locale_path.glob(f"*/{_PO}"))

    def tags(self) -> list[str]:
        """Return the target languages of the project: those configured, then others that have a PO file.

        Raises ConfigError if two are the same, or the name of a folder is not a language.
        """
        held: dict[str, str] = {}
        for name in self.languages:
            if other := held.get(tag := languages.require_script(name)):
                raise ConfigError(f"the same language as {other}", where=name, hint=_REGION_HINT)
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
                raise ConfigError(f"the same language as {other}", where=where, hint=_REGION_HINT)
        return [*(held | folders)]

    def only(self) -> str:
        """Return the target language if the project has exactly one, or an empty string."""
        tags = self.tags()
        return tags[0] if len(tags) == 1 else ""

    def relative(self, path: Path) -> str:
        """Return *path* with forward slashes, relative to the root if it is below it."""
        try:
            return Path(os.path.realpath(path)).relative_to(os.path.realpath(self.root)).as_posix()
        except ValueError:
            return path.as_posix()


def folder(language: str) -> str:
    """Return gettext's folder name for *language*, with the region if the user wrote one.

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
        raise ValueError("a string")  # message
    return value


def _path(value: object) -> str:
    path = _text(value)
    if "://" in path:  # the URL of a memory, whose password may contain a backslash
        return path
    path = path.replace("\\", "/")  # a path written on Windows has to work elsewhere
    if any(letter < " " for letter in path):
        raise ValueError("a path with / instead of \\")  # message: "seeds\news" has a line break in TOML
    return path


def _paths(value: object) -> tuple[str, ...]:
    return tuple(map(_path, _list(value)))


def _list(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.replace(",", "\n").split("\n") if "\n" in value or "," in value else value.split()
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError("a list of strings")  # message
    return tuple(filter(None, map(str.strip, value)))


def _number(value: object) -> float:
    with suppress(ValueError):
        if 0 <= (number := float(str(value))) <= 1:
            return number
    raise ValueError("a number from 0 to 1")  # message


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
        raise ValueError(f"one or more of {', '.join(KINDS)}")  # message
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
"""The keys of the configuration, each with a function that converts its value.

The function raises ValueError with a description of what is expected. The last three keys are tables: ``[severity]`` in
glossary.toml, ``[tool.glossary.severity]``, ``[glossary:severity]``.
"""


Home = Project | str | Path
"""A project, or a path in one."""


def opened(home: Home) -> Project:
    """Return *home* if it is a project, or the project that :func:`load` finds for the path."""
    if isinstance(home, Project):
        return home
    if isinstance(home, (str, Path)):
        return load(Path(home))
    raise TypeError(f"a Project or a path was expected, not {type(home).__name__}")


Name = str | PathLike[str]
"""The name of a file."""
Names = Name | Iterable[Name]
"""One or several names of files, languages or checks."""


def one(given: Name) -> str:
    """Return the *given* name with forward slashes."""
    return fspath(given).replace(os.sep, "/")


def each(given: Names) -> tuple[str, ...]:
    """Return the *given* names with forward slashes; a single string is one name, not a sequence of letters.

    >>> each("ru"), each([Path("a.po"), "b.po"])
    (('ru',), ('a.po', 'b.po'))
    """
    several = (given,) if isinstance(given, (str, PathLike)) else given
    return tuple(map(one, several))


def of_files(names: Sequence[str]) -> Project | None:
    """Return the project that contains the files *names*, or None if they are not in a project.

    Raises ConfigError if they are in several projects.
    """
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in map(Path, names))
    found = {home.root.resolve(): home for home in map(load, filter(Path.is_dir, folders)) if home.config}
    if len(found) > 1:
        roots = ", ".join(str(home.root) for home in found.values())
        raise ConfigError(f"the files belong to several projects: {roots}", hint="run the command for each, with -C")
    return next(iter(found.values()), None)


def load(start: Path) -> Project:
    """Return the project that *start* (a folder, or a configuration file) belongs to.

    The configuration is searched for in *start* and the folders above it; if there is none, *start* itself is a project
    with default settings. Raises ConfigError, with the file, the key and what was expected, if it is invalid.
    """
    if not start.exists():
        raise ConfigError("there is no such file or folder", where=str(start))
    if start.is_file():
        if start.suffix not in (".toml", ".cfg"):
            hint = f"name the folder, or {', '.join(FILES)}"
            raise ConfigError("neither a folder nor a configuration", where=str(start), hint=hint)
        values = _read(start)
        if values is None:
            hint = "add a section [glossary]"
            raise ConfigError("there is no configuration of a glossary in it", where=str(start), hint=hint)
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
    """Return the settings of a glossary in the file, or None if it has no section for one."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad writes a byte order mark
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", where=str(path), hint="save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from None
    if path.suffix == ".cfg":
        import configparser

        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str  # type: ignore[assignment]  # keeps the case of patterns
        try:
            parser.read_string(text)
        except configparser.Error as error:
            line = getattr(error, "lineno", None) or 0
            raise ConfigError(f"not a configuration: {error.message}", where=str(path), line=line) from None
        sections = {name: dict(parser[name]) for name in parser.sections()}
        if "glossary" not in sections:
            return None
        inner = {name.partition(":")[2]: rows for name, rows in sections.items() if name.startswith("glossary:")}
        return {**{key.lower(): value for key, value in sections["glossary"].items()}, **inner}
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
            raise ConfigError("'tool.glossary' is not a table", where=str(path))
        return found
    return values


def _project(path: Path, values: dict[str, Any]) -> Project:
    """Return the project with the settings *values* of the file *path*. Raises ConfigError if one is invalid."""
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
