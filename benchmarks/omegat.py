"""Test that a real OmegaT reads every entry that ``glossary export --for omegat`` writes.

    python benchmarks/omegat.py [--language ru] [--omegat omegat] [--keep FOLDER]

Needs OmegaT (Debian: apt-get install omegat) but no display: it runs in console mode, on a project with one source text
and the glossary of this repository. A script in OmegaT lets its own glossary manager read each file and look up the
terms of a sentence, as its glossary pane does, and saves the result, which is compared with all rendered concepts of
the termbase. The system encoding of OmegaT is not UTF-8, so that a glossary without a declared encoding is misread. The
exit status is 1 if an entry is missing or differs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary import languages  # noqa: E402
from glossary.jobs.disk import read  # noqa: E402
from glossary.model import Usage  # noqa: E402
from glossary.project import load  # noqa: E402

KINDS = (".utf8", ".tab", ".txt", ".tsv", ".tbx")
MENTIONED = ("Xi Jinping", "Beijing", "Uzbekistan")
FOLDERS = ("source", "target", "tm", "glossary", "dictionary", "omegat")
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">{folders}<glossary_file>__DEFAULT__</glossary_file>
<source_lang>en</source_lang><target_lang>{language}</target_lang><sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
"""
SCRIPT = """
import org.omegat.gui.glossary.FindGlossaryThread
import org.omegat.gui.glossary.GlossaryManager
class Find extends FindGlossaryThread {  // without a pane, which would report that the entry has changed
    Find(pane, entry, manager) { super(pane, entry, manager) }
    protected boolean isEntryChanged() { false }
}
if (eventType.toString() == "LOAD") {
    def result = [:]
    def manager = new GlossaryManager(null)
    manager.priorityGlossary = new File(project.projectProperties.writeableGlossary)
    new File(project.projectProperties.glossaryRoot).listFiles().sort().each { file ->
        def found = manager.loadGlossaryFile(file)
        result[file.name] = found == null ? null : found.collect { [it.srcText, it.getLocTerms(false) as List, it.comments as List] }
        if (found != null) manager.glossaries.put(file.path, found)
    }
    def looked = new Find(null, project.allEntries[0], manager).search().collect { [it.srcText, it.getLocTerms(false) as List] }
    new File(project.projectProperties.projectRoot, "result.json").write(
        groovy.json.JsonOutput.toJson([version: org.omegat.util.OStrings.version, files: result, looked: looked]), "UTF-8")
}
"""


def expected(language: str) -> dict[str, list[str]]:
    """Return the renderings in *language*, the preferred one first, of each term of this repository's glossary."""
    termbase = read(load(ROOT)).termbase
    found: dict[str, list[str]] = {}
    for concept in termbase.concepts:
        terms = [term for term in concept.terms if term.language == language and term.text.strip()]
        good = [term.text for term in terms if term.usage in (Usage.PREFERRED, Usage.ADMITTED)]
        if good and not concept.obsolete:
            found.setdefault(concept.name, []).extend(good)
    return found


def run(folder: Path, language: str, program: str) -> dict[str, object]:
    """Export the glossary in *language* and return what OmegaT reads."""
    project = folder / language
    for name in FOLDERS:
        (project / name).mkdir(parents=True)
    folders = "".join(f"<{name}_dir>__DEFAULT__</{name}_dir>" for name in FOLDERS if name != "omegat")
    (project / "omegat.project").write_text(PROJECT.format(folders=folders, language=language), encoding="utf-8")
    (project / "source" / "text.txt").write_text("{} flew from {} to {}.\n".format(*MENTIONED), encoding="utf-8")
    script = folder / "read.groovy"
    script.write_text(SCRIPT, encoding="utf-8")
    for kind in KINDS:
        target = project / "glossary" / f"ours{kind}"
        command = [sys.executable, "-m", "glossary", "-C", str(ROOT), "export", str(target), "--for", "omegat"]
        subprocess.run([*command, "-l", language], cwd=ROOT, check=True, capture_output=True)
    done = subprocess.run(
        [
            program, str(project), "--mode=console-translate", f"--config-dir={folder / 'settings'}",
            f"--script={script}", "--disable-project-locking", "--no-team",
        ],
        env=os.environ | {"LC_ALL": "C", "JAVA_TOOL_OPTIONS": "-Dfile.encoding=ISO-8859-1"},
        capture_output=True,
        timeout=300,
    )  # fmt: skip
    result = project / "result.json"
    if not result.exists():
        raise SystemExit(f"OmegaT did not run our script:\n{(done.stdout + done.stderr).decode('utf-8', 'replace')}")
    found: dict[str, object] = json.loads(result.read_text(encoding="utf-8"))
    return found


def report(language: str, found: dict[str, object]) -> bool:
    """Print what OmegaT read, and return whether it is complete."""
    wanted = expected(language)
    print(f"{language}: {len(wanted)} rendered concepts; OmegaT {found['version']}")
    whole = True
    files = found["files"]
    assert isinstance(files, dict)
    for name, rows in files.items():
        if rows is None:
            print(f"  {name}: OmegaT of this version does not read files of this name")
            whole &= name.endswith(".tsv")
            continue
        got: dict[str, list[str]] = {}
        for term, renderings, _ in rows:
            got.setdefault(term, []).extend(renderings)
        missing = {term: texts for term, texts in wanted.items() if not set(texts) <= set(got.get(term, ()))}
        first = sum(got.get(term, [""])[0] == texts[0] for term, texts in wanted.items())
        comments = sum(any(parts) for _, _, parts in rows)
        print(
            f"  {name}: {len(rows)} entries, {comments} with a comment; {len(wanted) - len(missing)} of {len(wanted)} "
            f"concepts whole, {first} with the preferred rendering first"
        )
        for term, texts in missing.items():
            print(f"    missing: {term} = {' | '.join(texts)}; OmegaT has {got.get(term)}")
        whole &= not missing and first == len(wanted)
    looked = found["looked"]
    assert isinstance(looked, list)
    pane = dict(looked)
    for term in MENTIONED:
        print(f"  looked up in a sentence: {term} = {' | '.join(pane.get(term, ['nothing']))}")
        whole &= set(wanted[term]) <= set(pane.get(term, ()))
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--language", action="append", help="ru, zh_CN; both unless given")
    parser.add_argument("--omegat", default="omegat", help="the program")
    parser.add_argument("--keep", metavar="FOLDER", help="where the projects stay")
    chosen = parser.parse_args()
    if shutil.which(chosen.omegat) is None:
        raise SystemExit(f"{chosen.omegat} is not installed (Debian: apt-get install omegat)")
    whole = True
    with nullcontext(chosen.keep) if chosen.keep else tempfile.TemporaryDirectory(prefix="omegat-") as folder:
        for name in chosen.language or ("ru", "zh_CN"):
            language = languages.require_script(name)
            whole &= report(language, run(Path(folder).resolve(), language, chosen.omegat))
    sys.exit(not whole)


if __name__ == "__main__":
    main()
