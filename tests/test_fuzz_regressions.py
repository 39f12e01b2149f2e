"""Files that once broke a reader: each is read or refused, as the fuzzing of ``benchmarks/fuzz.py`` asks.

A file in ``tests/data/fuzz`` is called ``READER-what-is-wrong`` and may be compressed.
"""

from __future__ import annotations

import gzip
import importlib.util
import signal
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("resource", reason="there are no limits of memory on this system")

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "tests" / "data" / "fuzz").iterdir())


@pytest.fixture(scope="module")
def fuzz() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "benchmarks" / "fuzz.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    before = signal.signal(signal.SIGVTALRM, module.too_long)
    yield module
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_that_once_broke_a_reader(fuzz: ModuleType, path: Path) -> None:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    reader = max((name for name in fuzz.READERS if path.name.startswith(f"{name}-")), key=len)
    assert fuzz.tried(fuzz.READERS[reader], data) == ""


def test_the_same_seed_breaks_files_in_the_same_way(fuzz: ModuleType) -> None:
    good = [b"one two three\n", fuzz.packed(fuzz.ODT)]
    one, two = (fuzz.Breaker("7 po", good) for _ in range(2))
    made = [one.next() for _ in range(300)]
    assert made == [two.next() for _ in range(300)]
    assert len(set(made)) > 250


def test_a_bug_is_seen_and_made_small(fuzz: ModuleType) -> None:
    def reader(data: bytes) -> None:
        if b"\xff" in data:
            raise KeyError("here")

    failure = fuzz.tried(reader, b"a" * 100 + b"\xff" + b"b" * 100)
    assert "KeyError" in failure
    assert fuzz.smaller(reader, b"a" * 100 + b"\xff" + b"b" * 100, failure, 2) == b"\xff"
    assert fuzz.tried(reader, b"a") == ""
