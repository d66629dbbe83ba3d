"""The command line on a real operator package, against an empty Python process."""

from __future__ import annotations

import sys

from tests.bench.measure import CORPUS, Row, alternated, not_measured, within

PACKAGE = CORPUS / "operators" / "etcd"


def run() -> list[Row]:
    """Validation finds problems in this package, so exit codes 0 and 1 are both a success."""
    name = "osc-studio validate, etcd operator"
    if not PACKAGE.is_dir():
        return [not_measured(name, "the corpus is absent")]
    validate = (
        "import sys; from studio.__main__ import main;"
        f"sys.argv[1:] = ['validate', {str(PACKAGE)!r}];"
        "code = main(); sys.exit(code not in (0, 1, None))"
    )
    empty, checked = alternated([sys.executable, "-c", "pass"], [sys.executable, "-c", validate])
    rows = [] if empty is None else [Row("empty Python process", empty * 1000, "ms")]
    if checked is None:
        return [*rows, not_measured(name, "the command failed")]
    return [*rows, within(name, checked * 1000, "ms", 500)]
