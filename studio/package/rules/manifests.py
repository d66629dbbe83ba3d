"""Whether manifests can be read, and decoded by the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role, is_yaml
from studio.formats.objectmeta import is_key, is_label, is_label_value, is_object_name
from studio.formats.platformtypes import mismatches
from studio.formats.shapes import mapping
from studio.package.content import FileBlob
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import delete_fix, quote_fix, set_fix
from studio.package.rules.syntax import syntax_problem
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.nodes import Mapping, Scalar
from studio.yamltext.pointers import find
from studio.yamltext.scalars import resolve, to_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.platformtypes import Mismatch
    from studio.package.problems import Fix, Problem
    from studio.package.rules.views import File, Package
    from studio.wording import Message
    from studio.yamltext.nodes import Node

RULES = RuleSet()

SOURCE = "https://github.com/operator-framework/api/tree/master/pkg/manifests"
_CRD = "manifests/kafka_crd.yaml"
_CSV = "1.0.0/etcd-operator.clusterserviceversion.yaml"
_CRD_VERSIONS = ("apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1")
_OBJECTS = (Role.CRD, Role.CSD, Role.CSV, Role.LOG_CONFIG, Role.MONITOR_CONFIG, Role.MANIFEST)


@RULES.package(
    id="LAY-04",
    severity=Severity.ERROR,
    title=message("No hidden files lie among the manifests"),
    kinds="N H O",
    triggers=Example("manifests/.DS_Store", {"manifests/.DS_Store": b"\0"}),
    passes=Example("manifests/kafka_crd.yaml"),
    source=SOURCE,
    fixable=True,
)
def hidden_files(package: Package) -> Iterator[Problem]:
    """In any folder called manifests, and beside the CSVs of an operator."""
    folders = {path.rpartition("/")[0] for path in package.layout.with_role(Role.CSV)}
    for path, inner in package.deploy_paths():
        folder, _, name = path.rpartition("/")
        if name.startswith(".") and ("manifests" in inner.split("/")[:-1] or folder in folders):
            yield package.problem(
                message("The hidden file `{name}` does not belong among the manifests.", name=name),
                path,
                fix=delete_fix(message("Delete {name}", name=name), [path]),
            )


@RULES.package(
    id="LAY-05",
    severity=Severity.ERROR,
    title=message("Every YAML and JSON file can be read"),
    kinds="N H O",
    triggers=Example(
        message("a key that is indented wrongly"),
        {_CRD: Swap("  group: example.com", " group: example.com")},
    ),
    passes=Example("kind: CustomResourceDefinition"),
    source=SOURCE,
)
def readable(package: Package) -> Iterator[Problem]:
    """Broken files, and manifests that hold something other than an object.

    Files of a chart that have no role may be templates; Chart.yaml is HLM-01's.
    """
    roles = package.layout.roles
    for path in package.paths():
        role = roles[path]
        if not is_yaml(path) or role in {Role.TEMPLATE, Role.FOLDER, Role.VALUES_SCHEMA}:
            continue
        if role is Role.CHART or (role is Role.OTHER and not _is_manifest(package, path)):
            continue
        file = package.file(path)
        if file is not None:
            yield from _readable(file)


def _is_manifest(package: Package, path: str) -> bool:
    """Whether a file without a role lies where manifests lie."""
    inner = package.layout.deploy_path(path)
    if inner is None or package.kind is Kind.HELM or inner.startswith("raw/"):
        return False
    if package.kind is Kind.OSC:
        return inner.startswith("manifests/")
    csv_folders = {csv.rpartition("/")[0] for csv in package.layout.with_role(Role.CSV)}
    folder = path.rpartition("/")[0]
    return "manifests" in folder.split("/") or folder in csv_folders


def _readable(file: File) -> Iterator[Problem]:
    tree = file.tree
    if tree is None:
        if isinstance(file.content, FileBlob):
            yield file.problem(message("The file is no text in UTF-8."))
        return
    if tree.error:
        yield syntax_problem(file, tree)
        return
    optional = file.role not in _OBJECTS and file.role is not Role.OTHER
    roots = [document.root for document in tree.documents if document.root is not None]
    if not roots and not optional:
        yield file.problem(message("The file is empty; it should hold an object."))
    for number, root in enumerate(roots):
        if not isinstance(root, Mapping) and not (optional and to_python(root) is None):
            yield file.problem(
                message("The file must hold keys with values, not {what}.", what=_what(root)),
                document=number,
            )


def _what(node: Node) -> Message:
    if isinstance(node, Scalar):
        return message("a single value")
    return message("a list")


@RULES.file(
    Role.CRD,
    id="LAY-06",
    severity=Severity.ERROR,
    title=message("CRDs have a version of apiextensions.k8s.io that exists"),
    kinds="N O",
    triggers=Example(
        "apiVersion: apiextensions.k8s.io/v2",
        {_CRD: Swap("apiVersion: apiextensions.k8s.io/v1", "apiVersion: apiextensions.k8s.io/v2")},
    ),
    passes=Example("apiVersion: apiextensions.k8s.io/v1"),
    source=SOURCE,
)
def crd_version(file: File) -> Iterator[Problem]:
    """Each document of the file."""
    for number, root in file.documents:
        data = find(root, ("apiVersion",))
        version = to_python(data)
        if _kind(root) == "CustomResourceDefinition" and version not in _CRD_VERSIONS:
            yield file.problem(
                message(
                    "A CRD has the apiVersion `{first}` or `{second}`, not `{version}`.",
                    first=_CRD_VERSIONS[0],
                    second=_CRD_VERSIONS[1],
                    version=version,
                ),
                "apiVersion",
                document=number,
            )


@RULES.file(
    Role.CSV,
    Role.CRD,
    id="LAY-07",
    severity=Severity.ERROR,
    title=message("CSVs and CRDs decode into the types of the platform"),
    kinds="N O",
    triggers=Example(
        'replicas: "three"', {_CSV: Swap("replicas: 1", 'replicas: "three"')}, kind=Kind.OPERATOR
    ),
    passes=Example("replicas: 3", {_CSV: Swap("replicas: 1", "replicas: 3")}, kind=Kind.OPERATOR),
    source=SOURCE,
    fixable=True,
)
def decodes(file: File) -> Iterator[Problem]:
    """Values by type; what they say is the business of other rules."""
    for number, root in file.documents:
        kind = _kind(root)
        if kind not in {"ClusterServiceVersion", "CustomResourceDefinition"}:
            continue
        for found in mismatches(root, kind):
            yield file.problem(
                message(
                    "{expected} is expected here, not {value}.",
                    expected=_EXPECTED.get(found.expected, _EXPECTED["object"]),
                    value=_shown(found.node),
                ),
                *found.pointer,
                document=number,
                fix=_retyped(file, number, found),
            )


_EXPECTED: dict[str, Message] = {
    "string": message("Text"),
    "integer": message("A whole number"),
    "number": message("A number"),
    "boolean": message("true or false"),
    "int-or-string": message("A whole number or text"),
    "quantity": message("A quantity such as 100m or 2Gi"),
    "[]": message("A list"),
    "{}": message("A mapping of keys to values"),
    "schema-or-boolean": message("A schema, true or false"),
    "schema-or-list": message("A schema"),
    "object": message("A mapping of keys to values"),
}


def _shown(node: Node) -> Message:
    """The value as the reader sees it."""
    if not isinstance(node, Scalar):
        return (
            message("a mapping of keys to values")
            if isinstance(node, Mapping)
            else message("a list")
        )
    value = resolve(node)
    shown = node.value if len(node.value) <= 40 else f"{node.value[:40]}…"
    if isinstance(value, bool):
        return message("the truth value `{value}`", value=shown)
    if isinstance(value, (int, float)):
        return message("the number `{value}`", value=shown)
    return message("the text `{value}`", value=shown)


def _retyped(file: File, number: int, found: Mismatch) -> Fix | None:
    """Quotes around what should be text; none around what reads as the expected type."""
    node, place = found.node, Place(file.path, found.pointer, number)
    if not isinstance(node, Scalar):
        return None
    if found.expected == "string":
        return quote_fix(message("Put {value} in quotes", value=node.value), place)
    if found.expected == "integer" and node.value.isascii() and node.value.isdigit():
        return set_fix(message("Write {value}", value=node.value), place, int(node.value))
    if found.expected == "boolean" and node.value in {"true", "false"}:
        return set_fix(message("Write {value}", value=node.value), place, node.value == "true")
    return None


def _kind(root: Node) -> str:
    kind = to_python(find(root, ("kind",)))
    return kind if isinstance(kind, str) else ""


@RULES.file(
    *_OBJECTS,
    id="LAY-15",
    severity=Severity.ERROR,
    title=message("Names and labels of objects are such that the platform takes them"),
    kinds="N H O",
    triggers=Example(
        "name: My_Role",
        {
            "1.0.0/role.yaml": (
                "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: My_Role\n"
            )
        },
        kind=Kind.OPERATOR,
    ),
    passes=Example("name: my-role", kind=Kind.OPERATOR),
    source=SOURCE,
)
def object_metadata(file: File) -> Iterator[Problem]:
    """Objects that are installed; of a chart these are the CRDs in crds/."""
    inner = file.deploy_path
    if inner.startswith("raw/") or (file.kind is Kind.HELM and not inner.startswith("crds/")):
        return
    for number, root in file.documents:
        metadata = find(root, ("metadata",))
        if find(root, ("kind",)) is not None:
            for pointer, sentence in _metadata_faults(_kind(root), to_python(metadata)):
                yield file.problem(sentence, "metadata", *pointer, document=number)


def _metadata_faults(kind: str, metadata: object) -> Iterator[tuple[tuple[str, ...], Message]]:
    """Pointer below `metadata`, and what is wrong there; types are LAY-07's business."""
    given = mapping(metadata)
    name, namespace = given.get("name"), given.get("namespace")
    if not name and not given.get("generateName"):
        yield ("name",), message("The object has no name.")
    elif isinstance(name, str) and not is_object_name(name, kind):
        yield (
            ("name",),
            message(
                "The name `{name}` may hold only small letters, digits, `-` and `.`, and must "
                "begin and end with a letter or digit.",
                name=name,
            ),
        )
    if isinstance(namespace, str) and namespace and not is_label(namespace):
        yield ("namespace",), message("`{name}` cannot be the name of a namespace.", name=namespace)
    for group in ("labels", "annotations"):
        for key, value in mapping(given.get(group)).items():
            if not is_key(key.lower() if group == "annotations" else key):
                yield (group, key), message("`{key}` cannot be the key of a label.", key=key)
            elif group == "labels" and isinstance(value, str) and not is_label_value(value):
                yield (group, key), message("A label cannot have the value `{value}`.", value=value)
