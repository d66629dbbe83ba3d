"""Service package around one deploy package: what lives where."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role, role_beside, role_of
from studio.package.content import FileText, Folder
from studio.yamltext.nodes import Scalar
from studio.yamltext.pointers import find
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from studio.package.snapshot import Snapshot
    from studio.yamltext.pointers import Pointer

WORKSPACE_FILE = "studio.yaml"

_OWN = frozenset(Role) - {
    Role.OTHER, Role.FOLDER, Role.DOCKERFILE, Role.README, Role.MANIFEST, Role.LOGO,
}  # fmt: skip
"""The roles that only files of a deploy package have; a Deployment may lie anywhere."""
_OWN_FOLDERS = frozenset({"manifests", "metadata", "raw", "templates", "charts"})

_TOP_FILE = re.compile(r"Chart\.yaml|metadata\.yaml|lifecycle\.yaml|.+\.package\.ya?ml")


@dataclass(frozen=True, slots=True)
class Bundle:
    """One version of an operator: its folder (relative to the snapshot) and its CSV."""

    root: str
    csv: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a package lie and what every file is.

    `deploy_root` is the folder of the deploy package, "" when it was opened bare. `name` and
    `version` are those of the service; "" where the package does not say. `bundles` holds the
    versions of an operator, `bundle` the one that its default channel delivers. `contexts` are the
    folders below `deploy_root` that images are built from, which belong to no package.
    """

    kind: Kind | None
    is_service: bool
    deploy_root: str
    name: str
    version: str
    roles: Mapping[str, Role]
    bundle_format: bool = False
    bundles: tuple[Bundle, ...] = ()
    bundle: Bundle | None = None
    deploy_roots: tuple[str, ...] = field(default=())
    contexts: tuple[str, ...] = ()

    def in_deploy(self, path: str) -> str:
        """`path`, relative to the deploy package, as a path of the snapshot."""
        return f"{self.deploy_root}/{path}" if self.deploy_root else path

    def deploy_path(self, path: str) -> str | None:
        """A path of the snapshot relative to the deploy package; None for files outside it."""
        if any(path.startswith(f"{folder}/") for folder in self.contexts):
            return None
        if not self.deploy_root:
            return None if path == WORKSPACE_FILE else path
        prefix = f"{self.deploy_root}/"
        return path.removeprefix(prefix) if path.startswith(prefix) else None

    def with_role(self, *roles: Role) -> Iterator[str]:
        """The paths that have one of `roles`, in order."""
        return (path for path, role in self.roles.items() if role in roles)


def layout_of(snapshot: Snapshot) -> Layout:
    """The layout of `snapshot`, computed once for each."""
    return snapshot.memo("layout", lambda: _Reader(snapshot).layout())


def text_at(snapshot: Snapshot, path: str, *pointers: Pointer) -> str:
    """The first non-empty scalar found at `pointers` of a file, as text; "" where none is."""
    tree = snapshot.tree(path)
    root = tree.documents[0].root if tree and tree.documents else None
    for pointer in pointers:
        node = find(root, pointer) if root is not None else None
        if isinstance(node, Scalar) and node.value and resolve(node) is not None:
            return node.value
    return ""


class _Reader:
    """Reads one snapshot's layout from its paths and contents."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.is_service = any(path.startswith("package/") for path in snapshot) and not any(
            name in snapshot for name in ("metadata.yaml", "Chart.yaml", "lifecycle.yaml")
        )

    def layout(self) -> Layout:
        roots = self._deploy_roots()
        candidates = [(root, self._roles_below(root)) for root in roots]
        best = next((c for c in candidates if self._kind(*c)), candidates[0])
        root, deploy_roles = best
        contexts = tuple(self._contexts(root, deploy_roles))
        deploy_roles = {
            path: role
            for path, role in deploy_roles.items()
            if not any(path.startswith(f"{folder}/") for folder in contexts)
        }
        kind = self._kind(root, deploy_roles)
        roles = {path: self._role_outside(path) for path in self.snapshot} | deploy_roles
        bundles = self._bundles(roles) if kind is Kind.OPERATOR else ()
        bundle = self._current(bundles, roles)
        name, version = self._identity(kind, root, roles, bundle)
        return Layout(
            kind=kind,
            is_service=self.is_service,
            deploy_root=root,
            name=name,
            version=version,
            roles=dict(sorted(roles.items())),
            bundle_format=Role.BUNDLE_ANNOTATIONS in roles.values()
            and Role.PACKAGE_MANIFEST not in roles.values(),
            bundles=bundles,
            bundle=bundle,
            deploy_roots=tuple(roots) if self.is_service else (),
            contexts=contexts,
        )

    def _contexts(self, root: str, roles: Mapping[str, Role]) -> Iterator[str]:
        """The folders in the deploy package that recipes send to the engine.

        One that holds files of the deploy package itself is a part of it nevertheless.
        """
        if WORKSPACE_FILE not in self.snapshot:
            return
        # Here, because recipes are read by what knows layouts, and few packages have any.
        from studio.package.builds.recipes import recipes_of

        prefix = f"{root}/" if root else ""
        wanted = {posixpath.normpath(each.context) for each in recipes_of(self.snapshot).recipes}
        for folder in sorted(wanted):
            held = {role for path, role in roles.items() if path.startswith(f"{folder}/")}
            is_named = folder.removeprefix(prefix).split("/")[0] in _OWN_FOLDERS
            if held and not is_named and _OWN.isdisjoint(held):
                yield folder

    def _deploy_roots(self) -> list[str]:
        if not self.is_service:
            return [""]
        inside = [path.split("/") for path in self.snapshot if path.startswith("package/")]
        # Some authors unpack the deploy package into package/ itself, without a folder of its own.
        if any(len(parts) == 2 and _TOP_FILE.fullmatch(parts[1]) for parts in inside):
            return ["package"]
        return sorted({"/".join(parts[:2]) for parts in inside if len(parts) > 2}) or ["package"]

    def _roles_below(self, root: str) -> dict[str, Role]:
        skip = len(root) + 1 if root else 0
        return {
            path: _role(role_of, path[skip:], self.snapshot, path)
            for path in self.snapshot.below(root)
            if path != WORKSPACE_FILE
        }

    def _role_outside(self, path: str) -> Role:
        return _role(role_beside, path, self.snapshot, path)

    def _kind(self, root: str, roles: Mapping[str, Role]) -> Kind | None:
        present = set(roles.values())
        prefix = f"{root}/" if root else ""
        if f"{prefix}Chart.yaml" in roles and Role.CSD not in present:
            return Kind.HELM
        if present & {Role.METADATA, Role.LIFECYCLE, Role.CSD}:
            return Kind.OSC
        if present & {Role.CSV, Role.PACKAGE_MANIFEST, Role.BUNDLE_ANNOTATIONS}:
            return Kind.OPERATOR
        return None

    def _bundles(self, roles: Mapping[str, Role]) -> tuple[Bundle, ...]:
        found: list[Bundle] = []
        for path in (path for path, role in roles.items() if role is Role.CSV):
            folder = path.rpartition("/")[0]
            root = folder.removesuffix("manifests").rstrip("/")
            name = text_at(self.snapshot, path, ("metadata", "name"))
            version = text_at(self.snapshot, path, ("spec", "version"))
            found.append(Bundle(root, path, name, version or name.partition(".v")[2]))
        return tuple(sorted(found, key=lambda bundle: (bundle.root, bundle.csv)))

    def _current(self, bundles: tuple[Bundle, ...], roles: Mapping[str, Role]) -> Bundle | None:
        head = ""
        for path in (path for path, role in roles.items() if role is Role.PACKAGE_MANIFEST):
            head = self._head_of_default_channel(path) or head
        named = (bundle for bundle in bundles if bundle.name == head)
        return next(named, bundles[-1] if bundles else None)

    def _head_of_default_channel(self, path: str) -> str:
        default = text_at(self.snapshot, path, ("defaultChannel",))
        heads: list[tuple[str, str]] = []
        while name := text_at(self.snapshot, path, ("channels", len(heads), "name")):
            head = text_at(self.snapshot, path, ("channels", len(heads), "currentCSV"))
            heads.append((name, head))
        if not default and heads:
            return heads[0][1]
        return dict(heads).get(default, "")

    def _identity(
        self, kind: Kind | None, root: str, roles: Mapping[str, Role], bundle: Bundle | None
    ) -> tuple[str, str]:
        prefix = f"{root}/" if root else ""
        if kind is Kind.OPERATOR:
            return self._operator_name(roles, bundle), bundle.version if bundle else ""
        path = prefix + ("Chart.yaml" if kind is Kind.HELM else "metadata.yaml")
        return (
            text_at(self.snapshot, path, ("name",)),
            text_at(self.snapshot, path, ("version",)),
        )

    def _operator_name(self, roles: Mapping[str, Role], bundle: Bundle | None) -> str:
        key = "operators.operatorframework.io.bundle.package.v1"
        for path, role in roles.items():
            if role is Role.PACKAGE_MANIFEST:
                return text_at(self.snapshot, path, ("packageName",))
            if role is Role.BUNDLE_ANNOTATIONS:
                return text_at(self.snapshot, path, ("annotations", key))
        return bundle.name.partition(".")[0] if bundle else ""


def _role(
    classify: Callable[[str, str | None], Role], relative: str, snapshot: Snapshot, path: str
) -> Role:
    content = snapshot.files[path]
    if isinstance(content, Folder):
        return Role.FOLDER
    if not isinstance(content, FileText):
        return classify(relative, None)
    return content.memo((classify, relative), lambda: classify(relative, content.text))
