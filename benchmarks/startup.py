"""Measure the CPU milliseconds of ``glossary --help`` and the help of other commands, the best of several runs.

python benchmarks/startup.py
"""

from __future__ import annotations

import os
import subprocess
import sys

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "glossary --help": ["-m", "glossary", "--help"],
    "glossary extract --help": ["-m", "glossary", "extract", "--help"],
    "glossary check --help": ["-m", "glossary", "check", "--help"],
    "glossary --version": ["-m", "glossary", "--version"],
}
RUNS = 15


def milliseconds(arguments: list[str]) -> float:
    """Return the CPU time of one run."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return 1000 * (usage.ru_utime + usage.ru_stime)


def main() -> None:
    base = min(milliseconds(["-c", "pass"]) for _ in range(RUNS))
    for name, arguments in COMMANDS.items():
        best = min(milliseconds(arguments) for _ in range(RUNS))
        print(f"{name:26} {best:6.1f} ms  {best / base:4.1f} x python")


if __name__ == "__main__":
    main()
