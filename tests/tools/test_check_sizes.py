"""The check of sizes counts what a reader has to read."""

from __future__ import annotations

import pytest

from tools import check_sizes


@pytest.fixture
def findings(tmp_path, monkeypatch):
    """Check one module with the given text against a limit of 60 lines."""
    monkeypatch.setattr(check_sizes, "ROOT", tmp_path)

    def check(text: str) -> list[str]:
        path = tmp_path / "module.py"
        path.write_text(text, encoding="utf-8")
        return list(check_sizes.too_long(path, 60))

    return check


def function(statements: int, docstring: str = "") -> str:
    return "def work():\n" + docstring + "    pass\n" * statements


@pytest.mark.parametrize(("statements", "count"), [(49, 0), (50, 1)])
def test_a_function_has_at_most_fifty_lines(findings, statements, count):
    assert len(findings(function(statements))) == count


def test_a_docstring_does_not_count(findings):
    assert findings(function(49, '    """What it does.\n\n    And how.\n    """\n')) == []


@pytest.mark.parametrize(("lines", "count"), [(60, 0), (61, 1)])
def test_a_module_keeps_to_its_limit(findings, lines, count):
    assert len(findings("x = 1\n" * lines)) == count
