"""Tests of the engines."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing import active_children

import pytest

from glossary import engines
from glossary.errors import GlossaryError


def square(number: int) -> int:
    return number * number


def ignores_ctrl_c(_: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def slow(seconds: int) -> int:
    time.sleep(seconds)
    return seconds


def test_results_come_in_the_order_of_the_tasks() -> None:
    tasks = range(20)
    assert list(engines.processes(square, tasks, workers=2)) == list(engines.serial(square, tasks))


def test_a_process_that_dies_raises_one_clear_error() -> None:
    with pytest.raises(GlossaryError, match="ended unexpectedly; it ran out of memory"):
        list(engines.processes(os._exit, range(2), workers=2))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_processes_ignore_ctrl_c() -> None:
    assert list(engines.processes(ignores_ctrl_c, range(2), workers=2)) == [True, True]
    assert not ignores_ctrl_c(0)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, GeneratorExit])
def test_an_interrupted_caller_does_not_wait_for_pending_tasks(stop: type[BaseException]) -> None:
    begun = time.monotonic()
    work = engines.processes(slow, [0, 600, 600, 600, 600, 600], workers=2)
    assert next(work) == 0
    with pytest.raises(stop):
        work.throw(stop)
    assert time.monotonic() - begun < 300
    assert not active_children()
