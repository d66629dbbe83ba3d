"""The rules, one module per concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.package.rules.catalogue import Rule

RULES: tuple[Rule, ...] = ()
