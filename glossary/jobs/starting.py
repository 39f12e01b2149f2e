"""``glossary init``: set up a project, with a tox environment that checks its glossary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from glossary import languages
from glossary.errors import ConfigError
from glossary.formats import sources
from glossary.jobs.disk import files_of, read, write
from glossary.project import Names, Project, each, folder, load

CONFIGURATION = """\
# The glossary of this project.
sources = ["seeds"]
{source}languages = [{languages}]
"""

_TOX_HOMES = {"tox.ini": "", "tox.toml": "", "setup.cfg": "[tox:tox]", "pyproject.toml": "[tool.tox"}
"""Files that can configure tox, in tox's order of preference, with the text that shows that they do."""


@dataclass(frozen=True, slots=True)
class Initialised:
    """The result of :func:`init`."""

    written: tuple[str, ...]
    """Files, and source folders, which end with a slash."""
    tox: str
    """A tox environment to paste; empty if one exists or was written."""
    warnings: tuple[str, ...] = ()


def init(root: str | Path, target: Names, source: str = "") -> Initialised:
    """Make *root* a glossary project for the *target* languages: configuration, sources, locale/ and tox.ini.

    The folder is created if necessary. *source* is the language of the texts, English by default in a new project.
    Existing files are not changed. Raises ConfigError if *root* already is a project with other languages, or if a
    *target* language is the language of the texts.
    """
    from glossary.extract import READERS

    root = Path(root)
    wanted = [*dict.fromkeys(map(folder, each(target)))]
    if not root.exists():
        root.mkdir(parents=True)
    there, configuration = _configured(root, wanted, languages.tag(languages.code(source)) if source else "")
    for name in wanted:
        if languages.tag(name) == there.source_language:
            hint = "name those that they are translated into, or the language of the texts with --source-language"
            raise ConfigError(f"'{name}' is the language of the texts", hint=hint)
    written = {root / "glossary.toml": configuration} if configuration else {}
    disk = read(there)
    if not disk.termbase.concepts or not all(there.catalogue(name).exists() for name in there.languages):
        written |= files_of(there, disk, replace(disk.termbase, languages=tuple(there.tags())))
    extracted = languages.base(there.source_language) in READERS
    made, environment = _tox(there, extracted)
    warnings = []
    if not extracted:
        language = there.source_language
        warnings.append(f"nothing is extracted from '{language}' yet; bring terms in with 'glossary import'")  # message
    if not there.tags():
        warnings.append("there is no target language; name some, as in 'glossary init -l ru -l zh_CN'")  # message
    empty: list[str] = []
    for path in (there.root / name for name in there.sources):
        place = path.parent if path.suffix.lower() in sources.SUFFIXES else path
        if not place.exists():
            place.mkdir(parents=True)
            empty.append(f"{there.relative(place)}/")
    return Initialised((*empty, *write(there, written | made, disk.content)), environment, tuple(warnings))


def _configured(root: Path, wanted: Sequence[str], source: str) -> tuple[Project, bytes]:
    """Return the project of *root*, and the configuration to write, which is empty if there is one already.

    Raises ConfigError if it is configured for other languages than *wanted*, or for another *source* than the given
    one.
    """
    there = load(root)
    if there.config is None or there.root.resolve() != root.resolve():
        names = ", ".join(f'"{name}"' for name in wanted)
        line = f'source-language = "{source}"\n' if source not in ("", "en") else ""
        made = Project(
            root=root,
            config=root / "glossary.toml",
            name=root.resolve().name,
            source_language=source or "en",
            languages=tuple(wanted),
        )
        return made, CONFIGURATION.format(languages=names, source=line).encode()
    same = source in ("", there.source_language)
    if same and not there.languages:
        return replace(there, languages=tuple(wanted)), b""  # without configured languages, those with a PO file count
    if not same or {languages.tag(name) for name in wanted} - set(there.tags()):
        raise ConfigError(
            "is configured already, for other languages", where=str(there.config), hint="add them to 'languages' there"
        )
    return there, b""


def requirement(spoken: Iterable[str] = ()) -> str:
    """Return the requirement by which pip installs this package: its name, or the place it came from (PEP 610).

    It includes the installed extras that find renderings in the languages *spoken*, so that a check elsewhere finds the
    same.

    >>> requirement().startswith("glossary-tm")
    True
    """
    from importlib.metadata import PackageNotFoundError, distribution
    from importlib.util import find_spec

    from glossary.checks.stems import stemmer

    bases = set(map(languages.base, spoken))
    needed = {
        "ru": ("pymorphy3", bases & {"ru"}),
        "stems": ("snowballstemmer", any(map(stemmer, bases - {"en", "ru"}))),
    }
    extras = ",".join(extra for extra, (module, needing) in needed.items() if needing and find_spec(module))
    name = f"glossary-tm[{extras}]" if extras else "glossary-tm"
    try:
        origin = json.loads(distribution("glossary-tm").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:  # run from a source folder
        origin = {}
    if vcs := origin.get("vcs_info"):
        part = f"#subdirectory={origin['subdirectory']}" if origin.get("subdirectory") else ""
        return f"{name} @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}{part}"
    return f"{name} @ {origin['url']}" if origin else name


def _tox(project: Project, extracted: bool) -> tuple[dict[Path, bytes], str]:
    """Return the tox.ini to write if *project* does not use tox, else the environment to paste if it is missing."""
    deps = requirement((*project.tags(), project.source_language))
    for name, mark in _TOX_HOMES.items():
        path = project.root / name
        if path.is_file() and mark in (text := path.read_text(encoding="utf-8", errors="replace")):
            there = "testenv:glossary]" in text or "env.glossary]" in text
            return {}, "" if there else _environment(name, text, deps, extracted)
    environment = _environment("tox.ini", "", deps, extracted)
    text = f"[tox]\nrequires = tox>=4\nenv_list = glossary\n\n{environment}"
    return {project.root / "tox.ini": text.encode()}, ""


def _environment(name: str, configured: str, deps: str, extracted: bool) -> str:
    """Return the environment in the syntax of the file *name*, whose content is *configured*.

    It installs *deps*. Unless terms are *extracted* from the texts, it only checks.
    """
    commands = [["glossary", "extract"], ["glossary", "check"]] if extracted else [["glossary", "check"]]
    description = "extract the glossary from the sources and check it" if extracted else "check the glossary"
    here = "# a path of this machine, to be replaced before others use this file\n" if "@ file:" in deps else ""
    if name.endswith(".toml") and "legacy_tox_ini" not in configured:
        head = f'[{"tool.tox." if name == "pyproject.toml" else ""}env.glossary]\ndescription = "{description}"'
        return f"{head}\nskip_install = true\n{here}deps = {json.dumps([deps])}\ncommands = {json.dumps(commands)}\n"
    head = f"[testenv:glossary]\ndescription = {description}\nskip_install = true\n{here}deps = "
    return head + deps.replace("#", r"\#") + "\ncommands =\n" + "".join(f"    {' '.join(row)}\n" for row in commands)
