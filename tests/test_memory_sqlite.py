"""A memory in a file: other files are left alone, damage is reported in one clear line, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from shared import SHARED, needs

import glossary.memory
from glossary.errors import ConfigError, GlossaryError, InputError, OutputError
from glossary.memory import Added, intake, sqlite, store
from glossary.memory.sqlite import APPLICATION, SqliteMemory
from glossary.memory.tables import VERSION
from glossary.model import TranslationUnit

HOSTILE = SHARED / "data" / "hostile" / "tm"


def units(count: int, start: int = 0) -> list[TranslationUnit]:
    return [
        TranslationUnit(f"The committee of {number} met {number * 7} times.", f"Цель {number}", "en", "ru")
        for number in range(start, start + count)
    ]


def one_line(error: pytest.ExceptionInfo[GlossaryError], path: Path) -> str:
    """Return the message of the error, which must be one line that names the file."""
    said = str(error.value)
    assert "\n" not in said
    assert str(path) in said
    return said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def filled(path: Path, count: int = 3) -> None:
    with glossary.memory.open(str(path)) as memory:
        memory.add(units(count))


def test_the_file_of_a_memory_is_marked(path: Path) -> None:
    filled(path)
    head = path.read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\0")
    assert int.from_bytes(head[60:64], "big") == VERSION
    assert int.from_bytes(head[68:72], "big") == APPLICATION
    assert not Path(f"{path}-wal").exists()


def test_empty_file_becomes_a_memory(path: Path) -> None:
    path.touch()
    filled(path)
    path.with_name("other").touch()
    with pytest.raises(InputError, match="does not contain a memory"):
        glossary.memory.open(str(path.with_name("other")), read_only=True)


@pytest.mark.parametrize("content", [b"this is not a database" * 50, b"x", b"SQLite format 3\0", b"\0" * 4096])
def test_other_files_are_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    diary = path.with_name(path.name + "-journal")
    diary.write_bytes(b"Dear diary")
    with pytest.raises(InputError) as error:
        glossary.memory.open(str(path))
    assert "it was not changed" in one_line(error, path)
    assert path.read_bytes() == content
    assert diary.read_bytes() == b"Dear diary"
    assert set(os.listdir(path.parent)) == {path.name, diary.name}


def test_a_closed_memory(path: Path) -> None:
    with glossary.memory.open(str(path)) as memory:
        memory.add(units(1))
    for ask in (memory.stats, lambda: memory.lookup("The committee", "ru")):
        with pytest.raises(InputError, match="closed"):
            ask()


def test_killed_between_growing_the_file_and_writing_its_header(path: Path) -> None:
    path.write_bytes(b"\0" * 8192 * 13)
    head = "d9d505f920a163d7 00000000 779d132c 00000000 00000200 00002000"
    path.with_name(path.name + "-journal").write_bytes(bytes.fromhex(head).ljust(512, b"\0"))
    with pytest.raises(InputError, match="does not contain a memory"):
        glossary.memory.open(str(path), read_only=True)
    filled(path, 3)
    with glossary.memory.open(str(path)) as memory:
        assert len(list(memory.units())) == 3


def test_database_of_another_program_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(InputError) as error:
        glossary.memory.open(str(path))
    assert "another program" in one_line(error, path)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


@needs("data/hostile/tm")
def test_hostile_files(tmp_path: Path) -> None:
    for name in ("not_a_db.tm", "foreign.tm"):
        copy = tmp_path / name
        shutil.copy(HOSTILE / name, copy)
        copy.chmod(0o644)
        with pytest.raises(InputError) as error:
            glossary.memory.open(str(copy))
        one_line(error, copy)
        assert copy.read_bytes() == (HOSTILE / name).read_bytes()


def test_a_memory_of_a_newer_version_is_refused(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for read_only in (True, False):
        with pytest.raises(InputError) as error:
            glossary.memory.open(str(path), read_only=read_only)
        assert "newer glossary" in one_line(error, path)


def test_missing_file_and_folder(path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        glossary.memory.open(str(path), read_only=True)
    with pytest.raises(OutputError, match="no such folder"):
        glossary.memory.open(str(path / "deeper" / "memory.sqlite"))
    with pytest.raises(InputError, match="folder or a device"):
        glossary.memory.open(str(path.parent))
    with pytest.raises(InputError, match=r"cannot be read: .*embedded null"):
        glossary.memory.open(f"{path}\0")
    assert not path.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_refused_without_waiting(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(InputError, match="folder or a device"):
        glossary.memory.open(str(path))


def test_an_unknown_url_scheme_is_refused() -> None:
    with pytest.raises(ConfigError, match="mongodb"):
        glossary.memory.open("mongodb://here")


@pytest.mark.parametrize("where", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damaged_file_is_one_clear_line(path: Path, where: float) -> None:
    filled(path, 3000)
    content = bytearray(path.read_bytes())
    start = int(len(content) * where)
    content[start : start + 100_000] = b"\xa5" * len(content[start : start + 100_000])
    path.write_bytes(content)
    said = []
    for use in (
        lambda memory: list(memory.units()),
        lambda memory: [memory.lookup(unit.source + " again", "ru") for unit in units(3000)[::50]],
        lambda memory: memory.search("committee of 17"),
        lambda memory: memory.add(units(3000, 1500)),
    ):
        try:
            with glossary.memory.open(str(path)) as memory:
                use(memory)
        except GlossaryError as error:
            said.append(str(error))
    assert said
    assert all(str(path) in line and "\n" not in line for line in said)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE memory SET penalty = 'ten'",
        "UPDATE memory SET penalty = 9e999",
        "UPDATE chunk SET units = 1 << 60",
        "UPDATE chunk SET id = 1 << 62",
        "UPDATE block SET lengths = 'none'",
        "UPDATE unit SET source = x'ff00fe'",
        "UPDATE unit SET changed = x'ff00fe'",
        "UPDATE unit SET uses = 'many'",
        "UPDATE unit SET extra = replace(hex(zeroblob(50000)), '0', '[')",
        "UPDATE content SET unit = 'none'",
    ],
)
def test_invalid_rows_are_one_clear_line(path: Path, damage: str) -> None:
    filled(path, 600)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(damage)
        connection.commit()
    said = []
    for use in (
        lambda memory: list(memory.units()),
        lambda memory: memory.lookup(units(1)[0].source, "ru"),
        lambda memory: memory.lookup(units(1)[0].source + " again", "ru"),
        lambda memory: memory.lookup("!", "ru"),
        lambda memory: memory.search("committee of 17"),
        lambda memory: memory.add(replace(unit, changed="20200101T000000Z") for unit in units(3)),
    ):
        try:
            with glossary.memory.open(str(path)) as memory:
                use(memory)
        except InputError as error:
            said.append(str(error))
    assert all("damaged" in line and str(path) in line and "\n" not in line for line in said)
    assert said or "content" in damage  # what is not recognised is added once more


@pytest.mark.parametrize("entries", [b"\xff\xff", b"\xff"])
def test_a_posting_list_of_missing_units(path: Path, entries: bytes) -> None:
    filled(path, 600)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE posting SET units = ?", (entries,))
        connection.commit()
    with glossary.memory.open(str(path)) as memory:
        with pytest.raises(InputError) as error:
            memory.lookup(units(1)[0].source + " again", "ru")
        assert "damaged" in one_line(error, path)


def test_invalid_traces(path: Path) -> None:
    filled(path, 600)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE trace SET traces = substr(traces, 2)")
        connection.commit()
    with glossary.memory.open(str(path)) as memory, pytest.raises(InputError, match="damaged"):
        memory.search("committee of 17")


def test_a_phrase_is_found_in_a_file_of_the_first_version(path: Path) -> None:
    filled(path, 1500)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE trace")
        connection.execute("PRAGMA user_version = 1")
    for count in (1500, 1700, 2200):
        if count > 1500:
            filled(path, count)
        with glossary.memory.open(str(path), read_only=True) as memory:
            found = [hit.unit for hit in memory.search("committee of", limit=5000)]
        assert found == [unit for unit in units(count) if "committee of" in unit.source.lower()]


def test_the_sketches_of_an_older_version_are_made_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (intake, store):
        monkeypatch.setattr(module, "CHUNK", 2048)
    filled(path, 5000)

    def answers(*, read_only: bool) -> list[tuple[str, float]]:
        with glossary.memory.open(str(path), read_only=read_only) as memory:
            queries = [f"The committee of {number} met {number * 7} times today." for number in (3, 2049, 4999)]
            return [(match.unit.source, match.score) for query in queries * 2 for match in memory.lookup(query, "ru")]

    expected = answers(read_only=True)
    with closing(sqlite3.connect(path)) as connection:
        sketches = connection.execute("SELECT id, sketches FROM block ORDER BY id").fetchall()
        connection.execute("UPDATE block SET sketches = zeroblob(length(sketches) / 2)")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
        assert answers(read_only=True) == expected
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert answers(read_only=False) == expected
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("SELECT id, sketches FROM block ORDER BY id").fetchall() == sketches
        with glossary.memory.open(str(path)) as memory:
            memory.remove(units(20)[3:4])
        expected = answers(read_only=True)
        connection.execute("PRAGMA user_version = 2")
        assert answers(read_only=False) == expected


@pytest.mark.parametrize("column", ["lengths", "sketches"])
def test_invalid_lengths_and_sketches(path: Path, column: str) -> None:
    """The error is raised each time, because the invalid data is not cached."""
    filled(path, 600)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE block SET {column} = substr({column}, 2)")
        connection.commit()
    with glossary.memory.open(str(path)) as memory:
        for _ in range(2):
            with pytest.raises(InputError, match="damaged"):
                memory.lookup(units(1)[0].source + " again", "ru")


def test_truncated_file(path: Path) -> None:
    filled(path, 3000)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(GlossaryError) as error, glossary.memory.open(str(path)) as memory:
        list(memory.units())
    assert "damaged" in one_line(error, path)


def test_a_memory_that_is_locked_by_another_program_is_reported(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with glossary.memory.open(str(path)) as memory:
        with pytest.raises(OutputError) as error:
            memory.add(units(5))
        assert "another program has locked" in one_line(error, path)
        assert memory.lookup(units(1)[0].source, "ru")[0].score == 100
        other.execute("ROLLBACK")
        assert memory.add(units(5)) == Added(added=2, unchanged=3)
    other.close()


def test_reading_only(path: Path) -> None:
    filled(path)
    with glossary.memory.open(str(path), read_only=True) as memory:
        assert memory.lookup(units(1)[0].source, "ru")[0].score == 100
        with pytest.raises(OutputError) as error:
            memory.add(units(5))
        assert "reading only" in one_line(error, path)
        with pytest.raises(OutputError):
            memory.remove(units(1))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the super-user may write everything")
def test_a_file_without_write_permission(path: Path) -> None:
    filled(path)
    path.chmod(stat.S_IRUSR)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with glossary.memory.open(str(path), read_only=True) as memory:
            assert len(list(memory.units())) == 3
        with pytest.raises(GlossaryError) as error:
            glossary.memory.open(str(path)).add(units(5))
        one_line(error, path)
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_full_disk_loses_nothing(path: Path) -> None:
    filled(path)
    memory = SqliteMemory(path)
    pages = memory._connection.execute("PRAGMA page_count").fetchone()[0]
    memory._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(OutputError) as error:
        memory.add(units(20_000))
    assert "disk is full" in one_line(error, path)
    assert len(list(memory.units())) == 3
    memory._connection.execute("PRAGMA max_page_count = 1000000")
    assert memory.add(units(2000)).added == 1997
    memory.close()


IMPORT = """
import sys
import glossary.memory
from glossary.model import TranslationUnit
path, start, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
def units():
    for number in range(start, start + count):
        yield TranslationUnit(f"The committee of {number} met {number * 7} times.", f"Цель {number}", "en", "ru")
with glossary.memory.open(path) as memory:
    print("open", flush=True)
    memory.add(units())
"""


def importer(path: Path, start: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(path), str(start), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


def test_eight_importers_at_once(path: Path) -> None:
    running = [importer(path, number * 900, 1000) for number in range(8)]  # each shares 100 units with the next one
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with glossary.memory.open(str(path), read_only=True) as memory:
        assert sorted(unit.source for unit in memory.units()) == sorted(unit.source for unit in units(7300))
        for unit in units(7300)[::500]:
            assert memory.lookup(unit.source + " again", "ru", limit=1)[0].unit.target == unit.target


def test_a_file_that_is_opened_twice_stays_locked(path: Path) -> None:
    memory = glossary.memory.open(str(path))
    memory.add(units(3))
    with glossary.memory.open(str(path), read_only=True):
        process = importer(path, 3, 3)
        assert (process.communicate(timeout=60), process.returncode) == (("open\n", ""), 0)
        assert memory.add(units(3, 6)).added == 3
        memory.close()
    with glossary.memory.open(str(path), read_only=True) as again:
        assert again.stats()[0].units == 9, "what was added is lost"


def test_killed_at_any_moment(path: Path) -> None:
    filled(path, 600)
    for wait in (0.0, 0.1, 0.25, 0.5):
        process = importer(path, 600, 100_000)
        process.stdout.readline()
        time.sleep(wait)
        process.kill()
        process.communicate()
        with glossary.memory.open(str(path)) as memory:
            assert memory.stats()[0].units == 600
            assert memory.lookup("The committee of 7 met 49 times.", "ru")[0].unit.target == "Цель 7"
    with glossary.memory.open(str(path)) as memory:
        assert memory.add(units(50, 600)).added == 50


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted")
def test_a_file_that_was_deleted_while_it_was_open_is_not_written_to(path: Path) -> None:
    def delete() -> None:
        for file in path.parent.glob("memory.sqlite*"):
            file.unlink()

    def while_deleted() -> Iterator[TranslationUnit]:
        yield from units(3)
        delete()

    filled(path)
    with glossary.memory.open(str(path)) as memory:
        with pytest.raises(InputError, match="no longer exists"):
            memory.add(while_deleted())
        for use in (lambda: memory.add(units(3)), memory.stats, lambda: memory.lookup("The committee", "ru")):
            with pytest.raises(InputError, match="no longer exists"):
                use()
        assert not path.exists()
        filled(path, 2)
        assert memory.add(units(3)) == Added(1, 0, 2, 0)  # the new one
        assert memory.stats()[0].units == 3

        def while_replaced() -> Iterator[TranslationUnit]:
            yield from units(3, 10)
            delete()
            filled(path, 4)

        with pytest.raises(OutputError, match="was replaced while it was written"):
            memory.add(while_replaced())
        assert memory.stats()[0].units == 4


def test_several_languages_in_one_file(path: Path) -> None:
    with glossary.memory.open(str(path)) as memory:
        rows = [
            TranslationUnit(f"Sentence number {number}", f"{language} {number}", "en", language)
            for number in range(3000)
            for language in ("ru", "zh-Hans")
        ]
        memory.add(rows)
        assert [row.units for row in memory.stats()] == [3000, 3000]
        assert memory.lookup("Sentence number 77", "zh-Hans")[0].unit.target == "zh-Hans 77"
        assert {match.unit.target_language for match in memory.lookup("Sentence number 77!", "ru")} == {"ru"}
        assert [unit.target for unit in memory.units(target_language="ru")] == [
            f"ru {number}" for number in range(3000)
        ]


def test_a_full_chunk_is_read_in_pieces_at_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (intake, store):
        monkeypatch.setattr(module, "CHUNK", 2048)
    filled(path, 5000)
    queries = [f"The committee of {number} met {number * 7} times today." for number in (3, 1999, 2049, 4090, 4999)]
    with glossary.memory.open(str(path), read_only=True) as memory:
        assert isinstance(memory, SqliteMemory)
        first = [match.unit.source for match in memory.lookup(queries[0], "ru", limit=3)]
        assert [index.unread for index in memory._indexes.values()] == [[0, 1]]
        for query in queries[1:]:
            assert memory.lookup(query, "ru", limit=1)[0].unit.source == query.replace(" today", "")
        assert [index.unread for index in memory._indexes.values()] == [[]]
        assert [match.unit.source for match in memory.lookup(queries[0], "ru", limit=3)] == first
    connection = sqlite3.connect(path)
    assert [row[0] for row in connection.execute("SELECT length(lengths) FROM block ORDER BY id")] == [
        4096, 4096, 1808
    ]  # fmt: skip
    connection.close()
