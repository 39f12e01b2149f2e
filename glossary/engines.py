"""Engines run bulk work: they map a function over tasks and yield the results in the order of the tasks.

Functions and tasks have to be picklable, and results must not depend on the process that computes them. Then every
engine and any number of processes give the same output.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from glossary.errors import GlossaryError

Task = TypeVar("Task")
Result = TypeVar("Result")

Engine = Callable[[Callable[[Task], Result], Iterable[Task]], Iterator[Result]]

Progress = Callable[[str], None]
"""Called with a short message on what a long job is doing."""


def quiet(_: str) -> None:
    """Ignore progress messages."""


def serial(function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Return an iterator of the results, computed in this process."""
    return map(function, tasks)


def processes(
    function: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int | None = None
) -> Iterator[Result]:
    """Yield the results in order, computed by *workers* processes (by default one per core).

    Only a few tasks are pending at a time, so that memory does not grow with their number. A caller that is interrupted
    or closes the generator does not wait for the pending tasks. Raises GlossaryError if a process dies. Each process
    imports the main program anew, as usual with ``multiprocessing``.
    """
    count = workers or cores()
    if count == 1:
        yield from serial(function, tasks)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        pending: deque[Future[Result]] = deque()
        others = set(active_children())
        try:
            for task in tasks:
                with _interrupts_blocked():
                    pending.append(pool.submit(function, task))
                if len(pending) > 2 * count:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except (KeyboardInterrupt, GeneratorExit):
            for child in set(active_children()) - others:
                child.terminate()
            pending.clear()  # the pool cancels them itself, and fails if they are cancelled already
            raise
        except BrokenProcessPool as error:
            hint = "it ran out of memory, or the main program lacks if __name__ == '__main__'"
            raise GlossaryError("one of the processes ended unexpectedly", hint=hint) from error
        finally:
            for future in pending:
                future.cancel()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block SIGINT, so that processes started within the block ignore Ctrl-C instead of each printing a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # not on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


@contextmanager
def without_collector() -> Iterator[None]:
    """Disable the cyclic garbage collector within the block; it would take a third of the time while many records
    without cycles are created."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
