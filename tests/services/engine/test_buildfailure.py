"""What is said of a build that failed."""

from __future__ import annotations

import pytest

from studio.services.engine.buildevents import Step
from studio.services.engine.buildfailure import BuildFailed, failure, specific
from tests.services.engine.orders import order

NO_HOST = 'Get "https://registry-1.docker.io/v2/": dial tcp: lookup x: no such host'


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "failed to solve: rpc error: code = Unknown desc = failed to solve with frontend x: a",
            "a",
        ),
        ("failed to create LLB definition: busybox:9: not found", "busybox:9: not found"),
        ('failed to compute cache key: "/a" not found: not found', '"/a" not found: not found'),
        (
            'failed to solve: failed to calculate checksum of ref moby::4xy: "/a": not found',
            '"/a": not found',
        ),
        ("executor failed running [/bin/sh -c go build]: exit code: 3", "exit code 3: go build"),
        (
            'process "/bin/sh -c make\\ntest" did not complete successfully: exit code: 2',
            "exit code 2: make\\ntest",
        ),
        ("The command '/bin/sh -c a: b' returned a non-zero code: 1", "exit code 1: a: b"),
        ('building at STEP "RUN x: y": while running runtime: exit status 1',
         "while running runtime: exit status 1"),
        ("no space left on device", "no space left on device"),
        ("failed to solve", "failed to solve"),
    ],
)  # fmt: skip
def test_what_tells_most_comes_first(reason, told):
    assert specific(reason) == told
    failed = BuildFailed(reason, 7)
    assert str(failed) == f"The build failed at line 7: {told}"
    assert failed.reason == reason


@pytest.mark.parametrize(
    ("reason", "is_pull"),
    [
        (NO_HOST, True),
        ("pull access denied for busybox, repository does not exist", True),
        ("manifest unknown: manifest unknown", True),
        ("docker.io/library/busybox:latest: not found", True),
        ("no match for platform in manifest sha256:0: not found", True),
        ("no space left on device", False),
    ],
)
def test_a_base_image_that_cannot_be_pulled_is_named_with_its_platform(tmp_path, reason, is_pull):
    asked = order(tmp_path, "\nFROM busybox\nRUN true\n", platform="linux/arm64")
    failed = failure(reason, Step(1, "FROM busybox", 2, 0.0, 0.1, failed=True), asked)
    assert failed.line == 2
    said = "busybox:latest for linux/arm64 cannot be pulled."
    assert str(failed.hint) == (said if is_pull else "None")


def test_a_file_that_an_image_lacks_is_no_image_that_cannot_be_pulled(tmp_path):
    asked = order(tmp_path, "FROM scratch\nCOPY --from=busybox:1 /none /a\n")
    step = Step(2, "COPY --from=busybox:1 /none /a", 2, 0.0, 0.1, failed=True)
    assert "dockerignore" in str(failure('"/none" not found: not found', step, asked).hint)
    hint = failure(NO_HOST, step, asked).hint
    assert str(hint) == "busybox:1 for ? cannot be pulled."
