"""Fuzz the readers of ``fuzz.py`` guided by coverage (atheris; Linux, Python 3.11 to 3.13).

    pip install atheris
    python benchmarks/fuzz_guided.py [--seconds 60] [--seed 1] [--only po,tmx] [--save FOLDER]

``fuzz.py`` breaks good files at random. Here libFuzzer keeps each input that reaches a new branch of our code and breaks
it further, with the words of the formats as its dictionary. Bugs are defined in ``fuzz.py``. A reader stops at its first
bug, whose input is kept. The exit status is 1 if there is a bug.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def dictionary(path: Path, words: list[bytes]) -> None:
    """Write *words* as a dictionary for libFuzzer."""
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in words if 0 < len(word) < 60)
    path.write_text("\n".join(lines) + "\n")


def fuzz(name: str, seconds: int, seed: int, folder: Path) -> None:
    """Run libFuzzer on the reader *name*; this ends the process."""
    import atheris

    with atheris.instrument_imports(include=["glossary"]):
        import fuzz as readers

        from glossary import formats

        for row in formats.names("formats"):
            formats.get(row)

    check = readers.READERS[name]
    corpus = folder / f"{name}.corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(readers.beginnings(name)):
        readers.tried(check, data)  # fills imports and caches before the memory is limited
        (corpus / f"{number:03}").write_bytes(data)
    dictionary(folder / f"{name}.words", readers.WORDS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + readers.WIDE, used + readers.WIDE))

    def one(data: bytes) -> None:
        if failure := readers.tried(check, data):
            raise AssertionError(failure)

    settings = [
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        f"-dict={folder / name}.words",
        f"-artifact_prefix={folder / name}-",
        "-max_len=8192",
        "-rss_limit_mb=0",  # RLIMIT_AS limits memory, and raises a MemoryError with a traceback
        f"-timeout={12 * readers.LONG}",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *settings, str(corpus)], one)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="readers, separated by commas")
    parser.add_argument("--save", metavar="FOLDER", default="", help="where inputs that show a bug are kept")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    folder = Path(chosen.save or tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.child:
        from fuzz import too_long

        signal.signal(signal.SIGVTALRM, too_long)
        warnings.simplefilter("ignore")
        fuzz(chosen.only, chosen.seconds, chosen.seed, folder)
        return
    if not chosen.only:
        from fuzz import READERS

        chosen.only = ",".join(READERS)
    failed = False
    for name in chosen.only.split(","):
        command = [sys.executable, __file__, "--child", "--only", name, "--save", str(folder)]
        settings = ["--seconds", str(chosen.seconds), "--seed", str(chosen.seed)]
        done = subprocess.run(
            [*command, *settings], env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True
        )
        lines = (done.stdout + done.stderr).splitlines()
        units = next((line.split()[-1] for line in lines if "number_of_executed_units" in line), "?")
        bugs = [line for line in lines if "AssertionError" in line or "ERROR: libFuzzer" in line]
        print(f"{name}: {units} inputs, {'; '.join(bugs) or 'no bug'}", flush=True)
        if done.returncode and not bugs:
            print("\n".join(lines[-20:]))
        failed |= done.returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
