"""Test that every file is entirely old or entirely new after the disk fails or the program is killed.

    python benchmarks/faults.py [--quick] [--only import,memory] [--kills 50] [--seed 1] [--looking] [--list]

Needs Linux and strace. Every command that saves runs in a small project of its own. A first run without faults shows
which system calls touch the project. Then it runs again for each of these calls with that call failing: those that save
with ENOSPC, EIO and EACCES (with ``--quick`` one of the three), the others with one of the three. It also runs once for
each call that saves with SIGKILL instead of the call, and ``--kills`` times with SIGKILL at a random moment. After each
run

- every file is as it was before, or as it is after a run without faults;
- an error ends with status 2 and one line, without a traceback; success means that all files are new;
- no temporary file is left, unless the program was killed or the removal failed;
- if only some of several files were saved, running the same command again completes the work.

The exit status is 1 if one of these does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import glossary.memory  # noqa: E402
from glossary.checks.cache import Cache  # noqa: E402

ERRORS = ("ENOSPC", "EIO", "EACCES")
SAVING = (
    "openat", "write", "writev", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "fchmod", "close",
    "ftruncate", "fallocate", "mkdir", "mkdirat", "unlink", "unlinkat", "link", "symlink", "chmod",
)  # fmt: skip
LOOKING = ("read", "pread64", "newfstatat", "fstat", "lseek", "getdents64", "readlink", "access", "faccessat2")
REMOVING = ("unlink", "unlinkat")
CALL = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<rest>.*)")
ENVIRONMENT = os.environ | {
    "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8",
}  # fmt: skip

SEED = "Ann Smith met Boris Petrov in Samarkand. The Samarkand Declaration names Ann Smith, said Boris Petrov.\n"
MORE = "Boris Petrov left Tashkent for Bukhara. The Bukhara Museum of Art thanked Ann Smith and Boris Petrov.\n"
TABLE = "source,ru,zh-CN\nAnn Smith,Энн Смит,安·史密斯\nSamarkand,Самарканд,撒马尔罕\nTermez,Термез,铁尔梅兹\n"
UNTIDY = (
    "source,ru,zh-CN\nSamarkand,Самарканд,撒马尔罕\nThe Samarkand Declaration,Декларация  Самарканда,撒马尔罕 宣言\n"
)


def memory(first: int, last: int) -> str:
    """Return a TMX file with units numbered from *first* to *last*."""
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>Sentence number {number} of the text.</seg></tuv>'
        f'<tuv xml:lang="ru"><seg>Предложение текста номер {number}.</seg></tuv></tu>\n'
        for number in range(first, last)
    )
    head = '<header srclang="en" segtype="sentence" datatype="plaintext" creationtool="x" o-tmf="x" adminlang="en"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">{head}<body>\n{units}</body></tmx>\n'


def rows(count: int) -> str:
    """Return a CSV file of *count* concepts."""
    return "source,ru\n" + "".join(f"Term {number},Термин {number}\n" for number in range(count))


def gaps(first: int, last: int) -> str:
    """Return a PO file with the segments of :func:`memory`, all untranslated."""
    head = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    rows = (f'\nmsgid "Sentence number {number} of the text."\nmsgstr ""\n' for number in range(first, last))
    return head + "".join(rows)


def units_without_target(first: int, last: int) -> str:
    """Return the same as :func:`gaps` as XLIFF 1.2."""
    rows = "".join(
        f'<trans-unit id="{number}"><source>Sentence number {number} of the text.</source></trans-unit>\n'
        for number in range(first, last)
    )
    head = '<file original="x" source-language="en" target-language="ru" datatype="plaintext">'
    return f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{head}<body>\n{rows}</body></file></xliff>\n'


@dataclass(frozen=True)
class Job:
    """A command that saves."""

    command: tuple[str, ...]
    files: dict[str, str]
    """The files of the project before it runs."""
    before: tuple[tuple[str, ...], ...] = ()
    """Commands that run before it."""
    held: int = 0
    """The number of concepts that are held in memory, so that even a small file is streamed; 0 for the default."""


JOBS = {
    "import": Job(("import", "back.csv"), {"back.csv": TABLE}),
    "extract": Job(("extract",), {"seeds/two.txt": MORE}),
    "export": Job(("export", "out.po", "-l", "ru"), {"out.po": "old\n"}),
    "convert": Job(("convert", "units.tmx", "out.xlf"), {"units.tmx": memory(0, 400), "out.xlf": "old\n"}),
    "fix": Job(("check", "--fix", "--exit-zero"), {"back.csv": UNTIDY}, (("import", "back.csv"),)),
    "memory": Job(
        ("memory", "import", "two.tmx"),
        {"one.tmx": memory(0, 50), "two.tmx": memory(40, 400)},
        (("memory", "import", "one.tmx"),),
    ),
    "new memory": Job(("memory", "import", "one.tmx"), {"one.tmx": memory(0, 300)}),
    "memory export": Job(
        ("memory", "export", "out.tmx"),
        {"one.tmx": memory(0, 300), "out.tmx": "old\n"},
        (("memory", "import", "one.tmx"),),
    ),
    "leverage": Job(
        ("leverage", "-l", "ru", "gaps.po", "gaps.xlf"),
        {"one.tmx": memory(0, 50), "gaps.po": gaps(0, 40), "gaps.xlf": units_without_target(10, 50)},
        (("memory", "import", "one.tmx"),),
    ),
    "suggest": Job(("suggest",), {}),
    "inflect": Job(("inflect",), {"back.csv": TABLE}, (("import", "back.csv"),)),
    "reject": Job(("reject", "Samarkand", "--reason", "a test"), {}, (("keep", "Bukhara"),)),
    "init": Job(("init", "-l", "ru", "-l", "zh_CN"), {}),
    "export for": Job(("export", "--for", "phrase", "out.xlsx"), {"out.xlsx": "old\n"}),
    "convert terms": Job(("convert", "back.csv", "out.tbx"), {"back.csv": TABLE, "out.tbx": "old\n"}),
    # These are read a second time while they are written.
    "convert streamed": Job(
        ("convert", "back.csv", "out.tbx"), {"back.csv": rows(3_000), "out.tbx": "old\n"}, held=1_000
    ),
    "convert streamed tmx": Job(
        ("convert", "--terms", "units.tmx", "out.csv"), {"units.tmx": memory(0, 3_000), "out.csv": "old\n"}, held=1_000
    ),
    "convert as is": Job(("convert", "units.tmx", "out.tmx"), {"units.tmx": memory(0, 400), "out.tmx": "old\n"}),
    "baseline": Job(("check", "--write-baseline"), {"back.csv": UNTIDY}, (("import", "back.csv"),)),
    "report": Job(
        ("check", "--exit-zero", "--output-format", "html", "-o", "report.html"),
        {"back.csv": UNTIDY, "report.html": "old\n"},
        (("import", "back.csv"),),
    ),
}


@dataclass
class Trial:
    """A job, its project, the content of the files before and after it, and the results of its runs."""

    job: Job
    template: Path
    old: dict[str, object]
    new: dict[str, object]
    calls: int = 0
    runs: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


# A project and its state


def started(job: Job) -> list[str]:
    """Return the command line of *job*."""
    held = f"from glossary import __main__; from glossary.formats import terms; terms.HELD = {job.held}"
    start = ["-c", f"{held}; __main__.main()"] if job.held else ["-m", "glossary"]
    return [sys.executable, "-P", *start, *job.command]


def glossary_(project: Path, job: Job, *, wrap: Sequence[str] = ()) -> subprocess.CompletedProcess[bytes]:
    """Run *job* in *project*, with the command *wrap* before it."""
    environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([*wrap, *started(job)], cwd=project, env=environment, capture_output=True)


def prepare(folder: Path, job: Job) -> Path:
    """Create the project for *job* in *folder*, as it is before the job."""
    project = folder / "template"
    (project / "seeds").mkdir(parents=True)
    config = 'sources = ["seeds"]\nlanguages = ["ru", "zh_CN"]\ntmx = "locale/glossary.tmx"\n'
    (project / "glossary.toml").write_text(config, encoding="utf-8")
    (project / "seeds" / "one.txt").write_text(SEED, encoding="utf-8")
    for name, text in job.files.items():
        if not name.startswith("seeds"):
            (project / name).write_text(text, encoding="utf-8")
    for command in (("extract",), *job.before):
        done = glossary_(project, Job(command, {}))
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")
    for name, text in job.files.items():
        (project / name).write_text(text, encoding="utf-8")
    return project


def state(project: Path) -> dict[str, object]:
    """Return the content of every file in *project*; for a memory, its units."""
    found: dict[str, object] = {}
    for path in sorted(project.rglob("*")):
        if path.is_file() and not path.name.startswith("memory.sqlite"):
            found[path.relative_to(project).as_posix()] = path.read_bytes()
    kept = project / ".glossary" / "memory.sqlite"
    if kept.exists():
        found[".glossary/memory.sqlite"] = units(kept)
    return found


def units(path: Path) -> object:
    """Return the units of the memory *path*, read from a copy, because opening it recovers SQLite's log."""
    with tempfile.TemporaryDirectory() as name:
        for part in path.parent.glob("memory.sqlite*"):
            shutil.copy(part, name)
        copy = Path(name) / path.name
        if not copy.stat().st_size:
            return None
        try:
            with glossary.memory.open(str(copy)) as opened:
                return sorted((unit.source, unit.target) for unit in opened.units()) or None
        except glossary.errors.GlossaryError as error:
            return str(error)


def secondary(name: str) -> bool:
    """Return whether *name* is a file that may be lost: a cache, the record of an export, the ignore file."""
    return name.startswith(".glossary/") and not name.endswith("memory.sqlite")


def cached(name: str, content: object) -> bool:
    """Return whether this is an intact cache of the checks, whose content depends on which files could be read."""
    whole = name == ".glossary/check.cache" and isinstance(content, bytes)
    return whole and not Cache(content.decode("utf-8", "surrogateescape")).changed


def reported(name: str, content: object) -> bool:
    """Return whether this is a complete report, which is also written if a file could not be read (status 2)."""
    return name == "report.html" and isinstance(content, bytes) and content.endswith(b"</html>\n")


def temporary(name: str) -> bool:
    return name.rpartition("/")[2].startswith(".glossary-")


def compare(now: dict[str, object], old: dict[str, object], new: dict[str, object]) -> tuple[str, list[str]]:
    """Return ``old``, ``new`` or ``mixed`` for the files *now*, and a line for each file that is neither old nor new."""
    wrong = []
    sides = set()
    for name in sorted({*now, *old, *new}):
        is_old, is_new = now.get(name) == old.get(name), now.get(name) == new.get(name)
        content = now.get(name)
        if not (is_old or is_new or temporary(name) or cached(name, content) or reported(name, content)):
            wrong.append(f"{name} is neither old nor new")
        elif is_old != is_new and not secondary(name):
            sides.add("old" if is_old else "new")
    return (sides.pop() if len(sides) == 1 else "mixed" if sides else "new" if old == new else "old"), wrong


# System calls


def calls(log: str, folder: str) -> Iterator[tuple[str, int, str]]:
    """Yield (name, index among the calls of that name, line) of the calls in strace's *log* that touch *folder*."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.splitlines():
        found = CALL.match(line)
        if not found or "resumed>" in line:
            continue
        key = found["pid"], found["name"]
        counts[key] += 1
        if touches(found["name"], found["rest"], folder):
            yield found["name"], counts[key], line


def touches(name: str, rest: str, folder: str) -> bool:
    """Return whether the call acts on *folder*, or writes to standard output."""
    if descriptor := re.match(r"(\d+)<([^>]*)", rest):
        if descriptor[2].startswith(folder):
            return True
        return descriptor[1] == "1" and name == "write"
    path = re.search(r'"((?:[^"\\]|\\.)*)"', rest)
    if path is None or not path[1].startswith("/"):
        return rest.startswith(f"AT_FDCWD<{folder}") or not rest.startswith("AT_FDCWD")
    return path[1].startswith(folder)


def reads(call: str, line: str) -> bool:
    """Return whether a call of :data:`SAVING` saves nothing: it opens a file to read it, or writes to standard output."""
    return (call == "openat" and "O_RDONLY" in line) or (call == "write" and "write(1<" in line)


def traced(
    project: Path, job: Job, names: Sequence[str], *options: str
) -> tuple[subprocess.CompletedProcess[bytes], str]:
    """Run *job* under strace; return the finished process and the log."""
    log = project.parent / "log"
    log.unlink(missing_ok=True)
    # -y prints the path of each descriptor. With --seccomp-bpf only the traced calls stop the program, but then a
    # signal is not delivered.
    fast = [] if "SIGKILL" in "".join(options) else ["--seccomp-bpf"]
    wrap = ["strace", "-f", *fast, "-y", "-o", str(log), "-e", f"trace={','.join(names)}", *options]
    done = glossary_(project, job, wrap=wrap)
    return done, log.read_text(encoding="utf-8", errors="replace")


# The runs


def fresh(template: Path) -> Path:
    """Return a new copy of the project *template*, always at the same path."""
    project = template.parent / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(template, project, symlinks=True)
    return project


def run(name: str, job: Job, chosen: argparse.Namespace) -> Trial:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        template = prepare(Path(folder).resolve(), job)
        old = state(template)
        project = fresh(template)
        done, log = traced(project, job, (*SAVING, *LOOKING))
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr.decode()}")
        new = state(project)
        if old == new:
            raise SystemExit(f"{name}: nothing to save")
        steps = list(calls(log, str(project)))
        trial = Trial(job, template, old, new, len(steps))
        chance = random.Random(chosen.seed)
        for number, (call, when, line) in enumerate(steps):
            saving = call in SAVING and not reads(call, line)
            for error in ERRORS if saving and not chosen.quick else [ERRORS[number % 3]]:
                if call in SAVING or chosen.looking:
                    fault(trial, call, f"error={error}:when={when}", chosen.list)
            if saving and (not chosen.quick or call in ("rename", "fsync")):
                fault(trial, call, f"signal=SIGKILL:when={when}", chosen.list)
        began = time.monotonic()
        glossary_(fresh(template), job)
        long = time.monotonic() - began
        for _ in range(chosen.kills):
            kill(trial, chance.uniform(0, long))
    return trial


def fault(trial: Trial, call: str, how: str, tell: bool) -> None:
    """Run the job with one fault and judge the result."""
    project = fresh(trial.template)
    done, log = traced(project, trial.job, [call], "-e", f"inject={call}:{how}")
    killed = "SIGKILL" in how
    hit = next((line for line in log.splitlines() if "INJECTED" in line), "")
    where = f"{call} {how}"
    if not killed and not (hit and touches(call, CALL.match(hit)["rest"], str(project))):
        trial.ends["missed"] += 1  # runs differ in some calls: a clean-up of threads, a lock
        return
    if killed and done.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
        trial.faults.append(f"{where}: was not killed: status {done.returncode}")
        return
    what = judge(trial, project, where, call if not killed else "")
    errors = done.stderr.decode("utf-8", "replace")
    if not killed:
        lines = [line for line in errors.splitlines() if line.strip()]
        messages = [line for line in lines if line.startswith("glossary: error: ")]
        if "Traceback" in errors or "Exception ignored" in errors:
            trial.faults.append(f"{where}: traceback: {lines[-1]}  [{hit[:150]}]")
        elif done.returncode == 2 and len(messages) != 1:
            trial.faults.append(f"{where}: {len(messages)} lines for an error: {errors!r}")
        elif done.returncode not in (0, 2):
            trial.faults.append(f"{where}: status {done.returncode}: {errors!r}  [{hit[:150]}]")
        elif done.returncode == 0 and what != "new":
            trial.faults.append(f"{where}: status 0, but the files are {what}  [{hit[:150]}]")
        if tell:
            print(f"    {where}: {done.returncode} {what} {messages}", flush=True)


def kill(trial: Trial, after: float) -> None:
    """Kill the job *after* so many seconds and judge the result."""
    project = fresh(trial.template)
    environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        started(trial.job),
        cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    child.wait()
    judge(trial, project, f"kill after {after:.3f} s", "")


def judge(trial: Trial, project: Path, where: str, call: str) -> str:
    """Record what is wrong with the files after a run, and return whether they are ``old``, ``new`` or ``mixed``.

    *call* is the call that failed, or empty if the run was killed.
    """
    trial.runs += 1
    now = state(project)
    what, wrong = compare(now, trial.old, trial.new)
    trial.ends[what if call else f"killed, {what}"] += 1
    trial.faults += [f"{where}: {line}" for line in wrong]
    left = [name for name in now if temporary(name)]
    if left and call and call not in REMOVING:
        trial.faults.append(f"{where}: left {left[0]}")
    trial.ends["temporary left"] += bool(left)
    if what == "mixed" or not call:
        again = glossary_(project, trial.job)
        healed = {name: content for name, content in state(project).items() if not temporary(name)}
        if again.returncode or compare(healed, trial.old, trial.new)[0] != "new":
            trial.faults.append(f"{where}: not whole after a second run: {again.stderr.decode()!r}")
    return what


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one error for each call that saves")
    parser.add_argument("--only", default=",".join(JOBS), help="jobs, separated by commas")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--looking", action="store_true", help="let reading and looking fail, too")
    parser.add_argument("--list", action="store_true", help="show every run")
    chosen = parser.parse_args()
    if shutil.which("strace") is None:
        raise SystemExit("strace is not installed (Debian: apt-get install strace)")
    failed = False
    for name in chosen.only.split(","):
        trial = run(name, JOBS[name], chosen)
        ends = ", ".join(f"{count} {end}" for end, count in sorted(trial.ends.items()) if count)
        print(f"{name}: {trial.calls} calls, {trial.runs} runs: {ends}; {len(trial.faults)} faults", flush=True)
        for line in trial.faults:
            print(f"  {line}", flush=True)
        failed |= bool(trial.faults)
    sys.exit(failed)


if __name__ == "__main__":
    main()
