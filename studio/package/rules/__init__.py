"""The rules, one module per concern."""

from __future__ import annotations

from studio.package.rules.catalogue import Rule

RULES: tuple[Rule, ...] = ()
