"""Where bulk work runs. An engine maps a function over tasks and yields the results in the order of the tasks.

Functions and tasks have to be picklable, and results must not depend on the process that makes them: then every engine
and any number of processes give the same output.
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
"""Called with a few words on what a long job is doing."""


def quiet(_: str) -> None:
    """Show no progress."""


def serial(function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Return the results one by one, computed in this process."""
    return map(function, tasks)


def processes(
    function: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int | None = None
) -> Iterator[Result]:
    """Yield the results in order, computed by *workers* processes (unless given, as many as there are cores).

    Only a few tasks are under way at a time, so that a long stream of tasks needs no more memory than a short one. A
    caller that is interrupted, or takes no more results, does not wait for the tasks under way. Raises GlossaryError
    where a process dies; each imports the main program anew, as ``multiprocessing`` does.
    """
    count = workers or cores()
    if count == 1:
        yield from serial(function, tasks)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        under_way: deque[Future[Result]] = deque()
        others = set(active_children())
        try:
            for task in tasks:
                with _deaf():
                    under_way.append(pool.submit(function, task))
                if len(under_way) > 2 * count:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except (KeyboardInterrupt, GeneratorExit):
            for child in set(active_children()) - others:
                child.terminate()
            under_way.clear()  # the pool cancels them itself, and fails where they are cancelled already
            raise
        except BrokenProcessPool as error:
            hint = "it had too little memory, or the program that asks for several lacks if __name__ == '__main__'"
            raise GlossaryError("one of several processes ended before its time", hint=hint) from error
        finally:
            for future in under_way:
                future.cancel()


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes within the block that ignore Ctrl-C, on which each would print a traceback of its own."""
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
    """Switch off the collector of cyclic garbage within the block, where many records without cycles are made: it would
    take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
