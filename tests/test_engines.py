"""Where bulk work runs."""

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


def deaf(_: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def slow(seconds: int) -> int:
    time.sleep(seconds)
    return seconds


def test_results_come_in_the_order_of_the_tasks() -> None:
    tasks = range(20)
    assert list(engines.processes(square, tasks, workers=2)) == list(engines.serial(square, tasks))


def test_a_process_that_ends_before_its_time_is_one_clear_line() -> None:
    with pytest.raises(GlossaryError, match="ended unexpectedly; it ran out of memory"):
        list(engines.processes(os._exit, range(2), workers=2))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_processes_do_not_hear_ctrl_c() -> None:
    assert list(engines.processes(deaf, range(2), workers=2)) == [True, True]
    assert not deaf(0)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, GeneratorExit])
def test_nobody_waits_for_what_is_under_way(stop: type[BaseException]) -> None:
    begun = time.monotonic()
    work = engines.processes(slow, [0, 600, 600, 600, 600, 600], workers=2)
    assert next(work) == 0
    with pytest.raises(stop):
        work.throw(stop)
    assert time.monotonic() - begun < 300
    assert not active_children()
