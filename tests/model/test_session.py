"""Sessions are kept by package and survive nonsense in their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio.model.session import OpenTab, Session, SessionStore, TabGroup

if TYPE_CHECKING:
    from pathlib import Path

LEFT = TabGroup((OpenTab("a.yaml", {"line": 3}), OpenTab("中.md")), "a.yaml")
RIGHT = TabGroup((OpenTab("a.yaml", {"line": 9}),), "a.yaml")
SESSION = Session((LEFT, RIGHT), 1, (400, 300), ("", "manifests"))


def test_a_session_comes_back(tmp_path: Path) -> None:
    store = SessionStore(tmp_path / "state")
    store.write(tmp_path / "kafka", SESSION)
    assert store.read(tmp_path / "kafka") == SESSION
    assert store.read(tmp_path / "redis") is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 9}', '{"version": 2, "groups": [1]}']
)
def test_what_cannot_be_read_is_no_session(tmp_path: Path, text: str) -> None:
    store = SessionStore(tmp_path)
    store.write(tmp_path, SESSION)
    next((tmp_path / "sessions").glob("*.json")).write_text(text)
    assert store.read(tmp_path) is None
