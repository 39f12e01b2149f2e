"""Where bulk work runs. An engine maps a function over tasks and gives the results back in the order of the tasks.

Functions and tasks have to be picklable, and what they do must not depend on where they run; then the output is the
same for every engine and any number of processes.
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
"""Is told, in a few words, what a long job does now."""


def quiet(_: str) -> None:
    """Tell nobody."""


def serial(function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Return the results one by one, worked out here."""
    return map(function, tasks)


def processes(
    function: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int | None = None
) -> Iterator[Result]:
    """Return the results in order, worked out by *workers* processes (as many as there are cores, if not said).

    Only a few tasks are under way at a time, so that a long stream of tasks needs no more memory than a short one. Who
    is interrupted, or wants no more results, does not wait for those that are under way. Raises GlossaryError where one
    of the processes ends before its time: each begins with the program that asked for it, as ``multiprocessing`` does.
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
            under_way.clear()  # the pool ends them now, and takes it ill if somebody else does
            raise
        except BrokenProcessPool as error:
            hint = "it had too little memory, or the program that asks for several lacks if __name__ == '__main__'"
            raise GlossaryError("one of several processes ended before its time", hint=hint) from error
        finally:
            for future in under_way:
                future.cancel()


@contextmanager
def _deaf() -> Iterator[None]:
    """Keep Ctrl-C from processes that are started meanwhile: each would end with a traceback of its own."""
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
    """Keep the collector of cyclic garbage from going through many records again and again while they are made: there
    are no cycles among them, and it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
