"""What the shell completes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(run: Run, shell: str) -> None:
    assert "_GLOSSARY_COMPLETE" in run("completion", shell).out
    words = {"COMP_WORDS": "glossary ex", "COMP_CWORD": "1" if shell != "fish" else "ex", "COMP_WORD": "ex"}
    made = run(_GLOSSARY_COMPLETE=f"{shell}_complete", **words)
    assert {"extract", "export"} <= set(made.out.replace("plain,", "").replace("\t", "\n").split())


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_completion_in_a_real_bash() -> None:
    code = (
        f'shopt -s expand_aliases; PATH="{Path(sys.executable).parent}:$PATH"; eval "$(glossary completion bash)"\n'
        'COMP_WORDS=(glossary check --sel); COMP_CWORD=2; _glossary_completion glossary; echo "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "--select", done.stderr


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_a_term_of_two_words_is_one_word_of_a_completed_line(project: Path, run: Run) -> None:
    run("extract")
    code = f'PATH="{Path(sys.executable).parent}:$PATH"; eval "$(glossary completion bash)"; COMP_CWORD=2\n'
    for typed in ("vla", "'\"vla'"):
        code += f'COMP_WORDS=(glossary reject {typed}); COMPREPLY=(); _glossary_completion glossary; echo "${{COMPREPLY[@]}}"\n'
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, cwd=project)
    assert done.stdout == "Vladimir\\ Putin\nVladimir Putin\n", done.stderr


@pytest.mark.skipif(not shutil.which("fish"), reason="there is no fish")
def test_fish_shows_a_line_with_a_comma_as_it_is() -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    code = 'glossary completion fish | source; complete -C "glossary che"'
    done = subprocess.run(
        ["fish", "-c", code], capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    assert done.stdout.startswith("check\tCheck the glossary, and translated"), done.stderr


@pytest.mark.parametrize(
    ("shell", "words", "word", "completed"),
    [
        ("bash", "--output-format = gi", "4", "plain,github\nplain,gitlab\n"),
        ("zsh", "--output-format=gi", "2", "plain\n--output-format=github\n_\nplain\n--output-format=gitlab\n_\n"),
        (
            "fish",
            "--output-format=gi",
            "--output-format=gi",
            "plain,--output-format=github\nplain,--output-format=gitlab\n",
        ),
    ],
)
def test_a_value_after_an_equals_sign_is_completed(run: Run, shell: str, words: str, word: str, completed: str) -> None:
    made = run(_GLOSSARY_COMPLETE=f"{shell}_complete", COMP_WORDS=f"glossary check {words}", COMP_CWORD=word)
    assert made.out == completed


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rules script.m", "plain,script.mixed"),
        ("check --select zh.i", "plain,zh.interpunct"),
        ("check locale/r", "file,locale/r"),
        ("check --source se", "file,se"),
        ("convert a.po b", "file,b"),
        ("export --for om", "plain,omegat"),
        ("convert --to tm", "plain,tmx"),
        ("suggest --from pal", "plain,palladius"),
        ("extract --entities spa", "plain,spacy"),
        ("suggest -l z", "plain,zh_CN"),
        ("memory lookup -l r", "plain,ru"),
        ("import --language r", "plain,ru"),
    ],
)
def test_names_and_files_are_completed(project: Path, run: Run, typed: str, found: str) -> None:
    words = {"COMP_WORDS": f"glossary {typed}", "COMP_CWORD": str(len(typed.split()))}
    assert run(_GLOSSARY_COMPLETE="bash_complete", **words).out == f"{found}\n"


@pytest.mark.parametrize(
    ("typed", "word", "completed"),
    [
        ("check --output-format=gi", "--output-format=gi", "--output-format=github\n--output-format=gitlab\n"),
        ("reject vla", "vla", "'Vladimir Putin'\n"),
        ("reject 'vla", "'vla", "'Vladimir Putin'\n"),
        ("check locale/r", "locale/r", ""),
    ],
)
def test_what_powershell_is_given(project: Path, run: Run, typed: str, word: str, completed: str) -> None:
    run("extract")
    made = run(_GLOSSARY_COMPLETE="powershell_complete", COMP_WORDS=f"glossary {typed}", COMP_WORD=word)
    assert made.out.lstrip("\n") == completed


def test_a_broken_configuration_completes_nothing(project: Path, run: Run) -> None:
    (project / "glossary.toml").write_text("languages = [", encoding="utf-8")
    made = run(_GLOSSARY_COMPLETE="bash_complete", COMP_WORDS="glossary import -l ", COMP_CWORD="3")
    assert (made.out.strip(), made.err) == ("", "")
