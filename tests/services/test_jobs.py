"""Background work ends in exactly one way, and always before the application."""

from __future__ import annotations

import threading

import pytest

from studio.errors import StudioError
from studio.services.jobs import Cancelled, JobList, Outcome
from studio.wording import message

LABEL = message("Counting")


def outcomes(job):
    """Collects the names and values of all signals that end a job."""
    seen = []
    job.finished.connect(lambda value: seen.append(("finished", value)))
    job.failed.connect(lambda error: seen.append(("failed", str(error))))
    job.cancelled.connect(lambda: seen.append(("cancelled", None)))
    return seen


def until_cancelled(started: threading.Event):
    def work(progress):
        started.set()
        while True:
            progress(0.5, LABEL)

    return work


def test_a_value_comes_back_in_the_thread_that_asked(qtbot, jobs):
    threads = {}

    def work(progress):
        threads["work"] = threading.get_ident()
        progress(0.25, LABEL)
        return 42

    job = jobs.run(LABEL, work)
    seen, steps = outcomes(job), []
    job.progressed.connect(lambda fraction, text: steps.append((fraction, text)))
    job.finished.connect(lambda _value: threads.update(told=threading.get_ident()))
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == [("finished", 42)]
    assert steps == [(0.25, LABEL)]
    assert threads["told"] == threading.get_ident() != threads["work"]


@pytest.mark.parametrize("error", [StudioError("No {what}.", what="luck"), KeyError("defect")])
def test_an_exception_fails_the_job(qtbot, jobs, error):
    def work(progress):
        raise error

    job = jobs.run(LABEL, work)
    seen = outcomes(job)
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == [("failed", str(error))]


def test_a_running_job_stops_when_it_next_tells_its_progress(qtbot, jobs):
    started = threading.Event()
    job = jobs.run(LABEL, until_cancelled(started))
    seen = outcomes(job)
    assert started.wait(5)
    job.cancel()
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == [("cancelled", None)]


def test_the_result_of_a_job_cancelled_too_late_is_dropped(qtbot, jobs):
    job = jobs.run(LABEL, lambda _progress: 42)
    seen = outcomes(job)
    job.cancel()
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == [("cancelled", None)]


def test_work_that_was_cancelled_before_it_started_is_never_done(qtbot, jobs):
    started, done = [threading.Event() for _ in range(2)], []
    running = [jobs.run(LABEL, until_cancelled(event)) for event in started]
    assert all(event.wait(5) for event in started)
    waiting = jobs.run(LABEL, lambda _progress: done.append(1))
    waiting.cancel()
    for job in running:
        job.cancel()
    with qtbot.waitSignal(waiting.ended):
        pass
    assert not done


def test_the_list_tells_what_runs(qtbot, jobs):
    told = []
    jobs.started.connect(lambda job: told.append(("started", job.label)))
    jobs.ended.connect(lambda job: told.append(("ended", job.label)))
    job = jobs.run(LABEL, lambda _progress: None, quiet=True)
    assert jobs.running == (job,)
    assert job.quiet
    with qtbot.waitSignal(jobs.ended):
        pass
    assert jobs.running == ()
    assert told == [("started", LABEL), ("ended", LABEL)]


def test_shutting_down_waits_for_every_thread(qapp):
    jobs, stopped = JobList(), threading.Event()
    started = threading.Event()

    def work(progress):
        started.set()
        try:
            while True:
                progress(0.0, LABEL)
        except Cancelled:
            stopped.set()
            raise

    jobs.run(LABEL, work)
    assert started.wait(5)
    jobs.shut_down()
    assert stopped.is_set()
    assert jobs.running == ()


def test_the_past_is_remembered_but_of_quiet_work_only_failures(qtbot, jobs):
    def fail(progress):
        raise KeyError("defect")

    for work, quiet in ((fail, True), (lambda _progress: 1, True), (lambda _progress: 2, False)):
        with qtbot.waitSignal(jobs.ended):
            jobs.run(LABEL, work, quiet=quiet)
    latest, failed = jobs.past
    assert latest.outcome is Outcome.DONE
    assert failed.outcome is Outcome.FAILED
    assert failed.error == "KeyError: 'defect'"
    assert failed.trace.startswith("Traceback")
    jobs.forget_past()
    assert jobs.past == ()


def test_an_error_for_people_is_remembered_in_their_words(qtbot, jobs):
    def fail(progress):
        raise StudioError("No {what}.", what="luck")

    with qtbot.waitSignal(jobs.ended):
        jobs.run(LABEL, fail)
    (failed,) = jobs.past
    assert failed.error == message("No {what}.", what="luck")
    assert failed.trace == ""
