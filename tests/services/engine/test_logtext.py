"""The lines of a log: what is shown of what builders say, and what is left out."""

from __future__ import annotations

import pytest

from studio.services.engine.buildevents import Output, Remark, Step, StepBegan, StepEnded
from studio.services.engine.logtext import LogText, command_of
from studio.wording import message


def lines(*events):
    text = LogText(clock=lambda: 12.5)
    return [line for event in events for line in text.lines(event)]


@pytest.mark.parametrize(
    "noise",
    [
        " ---> 8b8f1f6fd2a9", " ---> Running in 3d1c5f6a7b8c", " ---> Using cache",
        "Removing intermediate container 3d1c5f6a7b8c",
        " ---> Removed intermediate container 3d1c5f6a7b8c", "Successfully built 0123456789ab",
        "Successfully tagged etcd:1.10", "--> 9f34a1b2c3d", "--> Using cache 9f34a1b2",
        "COMMIT etcd:1",
    ],
)  # fmt: skip
def test_what_builders_say_of_containers_is_left_out(noise):
    assert lines(Output(noise, Step(2, "RUN x", 2, 0.0))) == []


@pytest.mark.parametrize(
    "said",
    ["Successfully built wheel", "Running in production mode", "---> done", "COMMIT", ""],
)
def test_what_programs_say_stays(said):
    [line] = lines(Output(said, Step(2, "RUN x", 2, 10.0)))
    assert (line.text, line.step, line.seconds, line.tone) == (said, 2, 2.5, "")


def test_a_command_stands_before_what_it_writes():
    step = Step(3, "RUN --mount=type=cache,target=/x --network=none echo  a \t b", 3, 10.0)
    [began] = lines(StepBegan(step))
    assert (began.seconds, began.step, began.text, began.tone) == (0.0, 3, "$ echo a b", "command")
    assert lines(StepBegan(Step(4, "COPY a /a", 4, 0.0))) == []


def test_a_step_out_of_the_cache_says_so():
    step = Step(3, "RUN x", 3, 10.0, 0.0, cached=True)
    assert [line.text for line in lines(StepBegan(step), StepEnded(step))] == ["$ x", "CACHED"]


def test_words_of_an_exec_form_are_quoted():
    assert command_of('RUN ["sh", "-c", "a b"]') == "sh -c 'a b'"
    assert command_of("RUN [ -f /a ]") == "[ -f /a ]"
    assert command_of("RUN [1]") == "[1]"


def test_what_buildkit_does_around_the_steps_is_dim():
    said = ["[internal] load build definition", "exporting layers", "ERROR: failed to solve"]
    assert [line.tone for line in lines(*map(Output, said))] == ["dim", "dim", ""]


def test_remarks_count_from_the_beginning():
    [line] = lines(Remark(message("Building again")))
    assert (line.seconds, line.step, line.text) == (0.0, 0, "Building again")
