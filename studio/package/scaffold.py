"""New files and packages from the templates in `resources/scaffolds`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.formats.kinds import Role
from studio.package.changes import ChangeSet, CreateFile
from studio.package.content import FileText
from studio.package.layout import layout_of
from studio.package.snapshot import Place, Snapshot
from studio.resources import resource_path
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.kinds import Kind

TEMPLATES = {
    Role.METADATA: "metadata.yaml",
    Role.LIFECYCLE: "lifecycle.yaml",
    Role.CRD: "crd.yaml",
    Role.CSD: "csd.yaml",
    Role.CSV: "clusterserviceversion.yaml",
    Role.LOG_CONFIG: "log_config.yaml",
    Role.MONITOR_CONFIG: "monitor_config.yaml",
    Role.MAPPING: "mapping.yaml",
    Role.PACKAGE_MANIFEST: "package.yaml",
    Role.CHART: "Chart.yaml",
    Role.VALUES: "values.yaml",
    Role.VALUES_SCHEMA: "values.schema.json",
    Role.README: "README.md",
    Role.TEMPLATE: "template.yaml",
    Role.DOCKERFILE: "Dockerfile",
}
LONGEST_NAME = 64
_FALLBACK_NAME = "service"
_SERVICE_NAME = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")


class NameTaken(StudioError):
    """A file of that name is there already."""


class BadServiceName(StudioError):
    """OSC does not accept that name for a service."""


def new_file(snapshot: Snapshot, path: str, role: Role = Role.OTHER) -> ChangeSet:
    """The change that creates a file from the template of its role, empty where it has none.

    Raises `NameTaken`.
    """
    if path in snapshot:
        raise NameTaken("{path} exists already.", path=path)
    text = template_text(role, layout_of(snapshot).name or _FALLBACK_NAME)
    operation = CreateFile(path, FileText(text))
    return ChangeSet(message("Create {path}", path=path), (operation,), place=Place(path))


def template_text(role: Role, name: str) -> str:
    """The template of a role with the service's name filled in; "" where there is none."""
    template = TEMPLATES.get(role)
    file = resource_path("scaffolds", "files", template) if template else None
    if file is None or not file.is_file():
        return ""
    return filled(file.read_text(encoding="utf-8"), name)


def filled(text: str, name: str) -> str:
    """`text` with the placeholders for a service called `name` replaced."""
    kind = "".join(part.capitalize() for part in name.split("-"))
    for placeholder, value in (
        ("__NAME__", name),
        ("__KIND__", kind),
        ("__PLURAL__", f"{kind.lower()}s"),
    ):
        text = text.replace(placeholder, value)
    return text


def new_package(kind: Kind, name: str) -> Snapshot:
    """A small valid package of `kind`, called `name`.

    Raises `BadServiceName` for a name that OSC does not accept (osc_ss_0005).
    """
    if not _SERVICE_NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise BadServiceName(
            "“{name}” cannot be the name of a service: use lower-case letters, digits and hyphens,"
            " starting with a letter and ending with a letter or digit.",
            name=name,
        )
    root = resource_path("scaffolds", kind.value)
    files = (file for file in sorted(root.rglob("*")) if file.is_file())
    return Snapshot(
        {
            filled(file.relative_to(root).as_posix(), name): FileText(
                filled(file.read_text(encoding="utf-8"), name)
            )
            for file in files
        }
    )


def service_name(text: str) -> str:
    """The nearest name for a service to what somebody typed, "service" where nothing is left."""
    cleaned = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:LONGEST_NAME].strip("-")
    return cleaned if _SERVICE_NAME.fullmatch(cleaned) else _FALLBACK_NAME
