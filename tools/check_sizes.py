"""Fails when a module or a function has grown too long to be read at one go."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = {"studio": 400, "tools": 400, "tests": 500}
FUNCTION_LINES = 50


def main() -> int:
    """Print every module and function above its limit; 1 when there is one."""
    findings = [
        finding
        for folder, limit in MODULE_LINES.items()
        for path in sorted((ROOT / folder).rglob("*.py"))
        for finding in too_long(path, limit)
    ]
    print("\n".join(findings) if findings else "All modules and functions are short enough.")
    return 1 if findings else 0


def too_long(path: Path, limit: int) -> Iterator[str]:
    """One sentence for the module and for each of its functions that is too long."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    lines = text.count("\n")
    if lines > limit:
        yield f"{name}: {lines} lines, at most {limit}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = code_lines(node)
            if length > FUNCTION_LINES:
                where = f"{name}:{node.lineno}: {node.name}"
                yield f"{where} has {length} lines, at most {FUNCTION_LINES}"


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its `def` to its end, without its docstring."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


if __name__ == "__main__":
    sys.exit(main())
