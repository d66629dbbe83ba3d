"""Affinities and selectors of Kubernetes as flat terms, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio.formats.shapes import items, mapping
from studio.formats.values import as_text

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
EQUALS = "="
"""The operator of `matchLabels`, which has no name in Kubernetes."""
SELECTOR_OPERATORS = (EQUALS, "In", "NotIn", "Exists", "DoesNotExist")
NODE_OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")
UNARY = frozenset({"Exists", "DoesNotExist"})
DEFAULT_WEIGHT = 1
DEFAULT_TOPOLOGY = "kubernetes.io/hostname"


@dataclass(frozen=True, slots=True)
class Expression:
    """One condition on a label; `values` are separated by commas."""

    key: str = ""
    operator: str = "In"
    values: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One rule of an affinity; `topology` is "" for nodes, `weight` None where it is required."""

    expressions: tuple[Expression, ...] = ()
    weight: int | None = None
    topology: str = ""


def read_selector(value: Any) -> tuple[Expression, ...]:
    """The conditions of a label selector."""
    given = mapping(value)
    labels = mapping(given.get("matchLabels")).items()
    equal = [Expression(key, EQUALS, as_text(text)) for key, text in labels]
    return (*equal, *_expressions(given.get("matchExpressions")))


def write_selector(expressions: tuple[Expression, ...]) -> dict[str, Any]:
    """A label selector with these conditions; those without a key are left out."""
    labels = {each.key: each.values for each in expressions if each.operator == EQUALS and each.key}
    written = [_written(e) for e in expressions if e.operator != EQUALS and e.key]
    parts = {"matchLabels": labels, "matchExpressions": written}
    return {key: part for key, part in parts.items() if part}


def read_terms(value: Any, *, pods: bool) -> tuple[Term, ...]:
    """The rules of an affinity to nodes or to pods, required ones first."""
    given = mapping(value)
    required = given.get(REQUIRED)
    firm = items(required) if pods else items(mapping(required).get("nodeSelectorTerms"))
    terms = [_pod_term(each) if pods else _node_term(each) for each in firm]
    for each in items(given.get(PREFERRED)):
        inside = mapping(each).get("podAffinityTerm" if pods else "preference")
        weight = mapping(each).get("weight")
        number = weight if isinstance(weight, int) else DEFAULT_WEIGHT
        terms.append(_pod_term(inside, number) if pods else _node_term(inside, number))
    return tuple(terms)


def write_terms(terms: tuple[Term, ...], *, pods: bool) -> dict[str, Any]:
    """An affinity with these rules; {} without any."""
    firm = [_term(each, pods=pods) for each in terms if each.weight is None]
    soft = [
        {
            "weight": each.weight,
            "podAffinityTerm" if pods else "preference": _term(each, pods=pods),
        }
        for each in terms
        if each.weight is not None
    ]
    written: dict[str, Any] = {}
    if firm:
        written[REQUIRED] = firm if pods else {"nodeSelectorTerms": firm}
    if soft:
        written[PREFERRED] = soft
    return written


def _node_term(value: Any, weight: int | None = None) -> Term:
    return Term(_expressions(mapping(value).get("matchExpressions")), weight)


def _pod_term(value: Any, weight: int | None = None) -> Term:
    given = mapping(value)
    topology = given.get("topologyKey")
    key = topology if isinstance(topology, str) else DEFAULT_TOPOLOGY
    return Term(read_selector(given.get("labelSelector")), weight, key)


def _term(term: Term, *, pods: bool) -> dict[str, Any]:
    if pods:
        selector = write_selector(term.expressions)
        return {"labelSelector": selector, "topologyKey": term.topology or DEFAULT_TOPOLOGY}
    return {"matchExpressions": [_written(each) for each in term.expressions if each.key]}


def _expressions(value: Any) -> tuple[Expression, ...]:
    found = [mapping(each) for each in items(value)]
    return tuple(
        Expression(
            as_text(each.get("key")),
            as_text(each.get("operator")) or "In",
            ", ".join(as_text(one) for one in items(each.get("values"))),
        )
        for each in found
    )


def _written(expression: Expression) -> dict[str, Any]:
    written: dict[str, Any] = {"key": expression.key, "operator": expression.operator}
    if expression.operator not in UNARY:
        parts = (part.strip() for part in expression.values.split(","))
        written["values"] = [part for part in parts if part]
    return written
