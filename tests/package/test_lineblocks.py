"""Blocks of changed lines are true, small, and found quickly."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from studio.package.lineblocks import Block, changed_blocks

LINES = st.lists(st.sampled_from(["a", "b", "", "only one", "only two", "only three"]), max_size=30)


@given(LINES, LINES)
def test_what_lies_between_blocks_is_the_same(before: list[str], after: list[str]) -> None:
    old = new = 0
    end = Block(len(before), len(before), len(after), len(after))
    for block in (*changed_blocks(before, after), end):
        assert before[old : block.old_start] == after[new : block.new_start]
        old, new = block.old_end, block.new_end


@given(LINES)
def test_equal_texts_have_no_blocks(lines: list[str]) -> None:
    assert changed_blocks(lines, list(lines)) == []


def test_distant_changes_are_blocks_of_their_own() -> None:
    before = [f"line {number}" for number in range(5000)]
    after = ["new", *before[:2500], "changed", *before[2501:4999]]
    assert changed_blocks(before, after) == [
        Block(0, 0, 0, 1),
        Block(2500, 2501, 2501, 2502),
        Block(4999, 5000, 5000, 5000),
    ]


def test_stretches_that_repeat_are_compared_line_by_line() -> None:
    before = ["type: string", "x: 1"] * 20
    after = [*before[:10], "x: 2", *before[10:]]
    assert changed_blocks(before, after) == [Block(10, 10, 10, 11)]


def test_long_texts_take_no_time() -> None:
    before = [f"key{number}: {number % 7}" for number in range(30_000)]
    after = [line.replace(": 3", ": three") for line in before]
    repeated = ["type: string", "description: |"] * 10_000
    start = time.perf_counter()
    blocks = changed_blocks(before, after)
    changed_blocks(repeated, [*repeated[::-1], "end"])
    assert time.perf_counter() - start < 3
    assert len(blocks) == sum(": 3" in line for line in before)
