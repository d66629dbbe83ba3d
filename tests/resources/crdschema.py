"""Judges CRD schemas, examples and descriptors without the studio's own code."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

TECTONIC = "urn:alm:descriptor:com.tectonic.ui:"
# The controls that OSC documents.
KNOWN = re.compile(
    rf"{TECTONIC}(text|password|podCount|resourceRequirements|imagePullPolicy|hidden)"
    rf"|{TECTONIC}select:.+"
    rf"|{TECTONIC}fieldDependency:[^:]+:.+"
    r"|urn:alm:descriptor:io\.kubernetes:(Secret|ConfigMap)"
    r"|urn:alm:descriptor:com\.huawei\.ui:(hwDnatElbAccess|link)"
    r"|urn:alm:descriptor:text"
)
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def schemas(crd: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The schema of each version by the version's name."""
    return {v["name"]: v["schema"]["openAPIV3Schema"] for v in crd["spec"]["versions"]}


def nodes(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema and all schemas below it, each with a readable path."""
    yield path, schema
    for key, child in schema.get("properties", {}).items():
        yield from nodes(child, f"{path}.{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from nodes(schema[key], f"{path}[{key}]")


def structural_defects(schema: dict[str, Any]) -> list[str]:
    """What the API server, or a reader, would object to."""
    found = []
    for path, node in nodes(schema):
        free = node.get("x-kubernetes-int-or-string")
        if bool(free) == ("type" in node):
            found.append(f"{path}: wants a type or int-or-string, not both")
        if node.get("type") == "array" and "items" not in node:
            found.append(f"{path}: array without items")
        if "properties" in node and "additionalProperties" in node:
            found.append(f"{path}: properties and additionalProperties")
        if "description" not in node and not path.endswith((".metadata", "]")):
            found.append(f"{path}: no description")
        if "pattern" in node:
            re.compile(node["pattern"])
        if "default" in node:
            found.extend(f"{path}: default: {e}" for e in violations(node, node["default"]))
        unknown = set(node.get("required", ())) - set(node.get("properties", {}))
        found.extend(f"{path}: requires unknown {key}" for key in sorted(unknown))
        sure = node.get("items", {}).get("required", ())
        optional = set(node.get("x-kubernetes-list-map-keys", ())) - set(sure)
        found.extend(f"{path}: key {key} of the list is optional" for key in sorted(optional))
    return found


def violations(schema: dict[str, Any], value: Any) -> list[str]:
    """Where `value` breaks the schema, or holds fields that the API server would drop."""
    prepared = copy.deepcopy(schema)
    for _, node in nodes(prepared):
        if node.get("x-kubernetes-int-or-string"):
            node["type"] = ["integer", "string"]
        keeps = "additionalProperties" in node or node.get("x-kubernetes-preserve-unknown-fields")
        if node.get("type") == "object" and "properties" in node and not keeps:
            node["additionalProperties"] = False
    Draft7Validator.check_schema(prepared)
    return [f"{e.json_path}: {e.message}" for e in Draft7Validator(prepared).iter_errors(value)]


def example_defects(crd: dict[str, Any], example: dict[str, Any]) -> list[str]:
    """Where an example custom resource breaks its CRD."""
    group, _, version = example["apiVersion"].partition("/")
    if (group, example["kind"]) != (crd["spec"]["group"], crd["spec"]["names"]["kind"]):
        return [f"{example['kind']} is not of this CRD"]
    schema = copy.deepcopy(schemas(crd)[version])
    # The API server knows the fields of metadata without being told.
    schema["properties"]["metadata"]["additionalProperties"] = {}
    return violations(schema, example)


def schema_at(schema: dict[str, Any], path: str) -> dict[str, Any] | None:
    """What a descriptor's path names below `schema`; None where it names nothing."""
    for key, index in _STEP.findall(path):
        below = schema.get("items") if index else schema.get("properties", {}).get(key)
        if below is None:
            return None
        schema = below
    return schema


def descriptor_defects(part: dict[str, Any], descriptors: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the descriptors of `part`, the schema of spec or of status."""
    found = []
    paths = [descriptor["path"] for descriptor in descriptors]
    found.extend(f"{path}: described twice" for path in {p for p in paths if paths.count(p) > 1})
    for descriptor in descriptors:
        path, urns = descriptor["path"], descriptor.get("x-descriptors", [])
        node = schema_at(part, path)
        if node is None:
            found.append(f"{path}: no such path")
            continue
        if not (descriptor.get("displayName") and descriptor.get("description")):
            found.append(f"{path}: no texts")
        scenes = set(descriptor.get("restriction", {}).get("scenes", ()))
        if not scenes <= {"CCE", "UCS"}:
            found.append(f"{path}: scenes {scenes}")
        found.extend(f"{path}: unknown {urn}" for urn in urns if not KNOWN.fullmatch(urn))
        found.extend(f"{path}: {defect}" for defect in _choice_defects(node, urns))
        found.extend(f"{path}: {defect}" for defect in _dependency_defects(part, urns))
    required = set(part.get("required", ()))
    found.extend(f"{path}: required, not described" for path in required - set(paths))
    return found


def _choice_defects(node: dict[str, Any], urns: list[str]) -> Iterator[str]:
    select = f"{TECTONIC}select:"
    options = [urn.removeprefix(select) for urn in urns if urn.startswith(select)]
    if options and "enum" in node and options != node["enum"]:
        yield f"options {options}, but enum {node['enum']}"
    if f"{TECTONIC}resourceRequirements" in urns and node.get("type") != "object":
        yield "resourceRequirements on something that is no object"
    if f"{TECTONIC}podCount" in urns and node.get("type") != "integer":
        yield "podCount on something that is no integer"


def _dependency_defects(part: dict[str, Any], urns: list[str]) -> Iterator[str]:
    prefix = f"{TECTONIC}fieldDependency:"
    for urn in (urn for urn in urns if urn.startswith(prefix)):
        control, _, value = urn.removeprefix(prefix).partition(":")
        node = schema_at(part, control)
        if node is None:
            yield f"depends on {control}, which is not there"
            continue
        values = ["true", "false"] if node.get("type") == "boolean" else node.get("enum", [value])
        if value not in values:
            yield f"depends on {control} being {value}"
