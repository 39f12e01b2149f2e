"""A temporary PostgreSQL server for the tests, started with the programs of the system."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def missing() -> str:
    """Return the reason why no server can be started here, or an empty string."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        return f"psycopg is not installed (extra 'postgres'), or has no libpq: {error}"
    if _program("initdb") is None or _program("pg_ctl") is None:
        return "PostgreSQL is not installed (initdb and pg_ctl)"
    if os.geteuid() == 0 and (shutil.which("setpriv") is None or not _other_user()):
        return "PostgreSQL does not run as root, and there is no user 'postgres' and setpriv to run it as"
    return ""


def _program(name: str) -> str | None:
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)
    return found[0] if found else shutil.which(name)


def _other_user() -> str:
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return ""


def _run(program: str, *arguments: str) -> None:
    command = [_program(program) or program, *arguments]
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        command = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, cwd="/")


@contextmanager
def running() -> Iterator[str]:
    """Return a context with the URL of a server that listens only on a socket in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        _run("initdb", "-D", str(data), "-A", "trust", "-U", "tester", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=32MB -c max_connections=30"
        _run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
