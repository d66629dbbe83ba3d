"""The log and monitor configuration in manifests/vendor/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.kinds import Role
from studio.formats.shapes import items, mapping, text
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import set_fix, write_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package
    from studio.yamltext.pointers import Pointer

RULES = RuleSet()

API_VERSION = "osc.io/v1"
_LOG = "manifests/vendor/log_config.yaml"
_MONITOR = "manifests/vendor/monitor_config.yaml"


@RULES.package(
    id="OSC-32",
    severity=Severity.ERROR,
    title=message("The log configuration is the only one, and says whose logs lie where"),
    kinds="N H",
    triggers=Example("logPaths: []", {_LOG: Swap("logPaths:\n    - /var/kafka/", "logPaths: []")}),
    passes=Example("logPaths: [/var/kafka/]"),
    source="osc_ss_0010",
    fixable=True,
)
def log_configuration(package: Package) -> Iterator[Problem]:
    """Every LogConfig; a path inside another is only a warning: OSC's own sample has one."""
    files = list(package.files(Role.LOG_CONFIG))
    for extra in files[1:]:
        yield extra.problem(
            message("A package may have one log configuration; {path} is one.", path=files[0].path)
        )
    for file in files:
        if file.root is None:
            continue
        yield from _fixed_version(file)
        given = items(file.value("spec", "logConfigItems"))
        if not given:
            text_ = message("`logConfigItems` must say whose logs are collected.")
            yield file.problem(text_, "spec", "logConfigItems")
        for index, item in enumerate(given):
            yield from _log_item(file, mapping(item), ("spec", "logConfigItems", index))


def _log_item(file: File, item: dict[str, Any], pointer: Pointer) -> Iterator[Problem]:
    yield from _selector(file, item, pointer)
    paths = [str(path) for path in items(item.get("logPaths"))]
    if not paths:
        text_ = message("`logPaths` must name at least one file or folder.")
        yield file.problem(text_, *pointer, "logPaths")
    for index, path in enumerate(paths):
        for other in paths[:index] + paths[index + 1 :]:
            if path != other and f"{path}/".startswith(f"{other.rstrip('/')}/"):
                yield file.problem(
                    message("`{path}` lies inside `{other}`.", path=path, other=other),
                    *(*pointer, "logPaths", index),
                    severity=Severity.WARNING,
                )
                break


@RULES.file(
    Role.MONITOR_CONFIG,
    Role.MANIFEST,
    Role.OTHER,
    id="OSC-33",
    severity=Severity.ERROR,
    title=message("The monitor configuration can be read by OSC"),
    kinds="N H",
    triggers=Example(
        'exporterPort: "9404"', {_MONITOR: Swap("exporterPort: 9404", 'exporterPort: "9404"')}
    ),
    passes=Example("exporterPort: 9404"),
    source="osc_ss_0010",
    fixable=True,
)
def monitor_configuration(file: File) -> Iterator[Problem]:
    """Every MonitorConfig, and a file in vendor/ that is named like one but has another kind."""
    if file.role is not Role.MONITOR_CONFIG and not file.path.endswith(
        "vendor/monitor_config.yaml"
    ):
        return
    if file.root is None:
        return
    if file.value("kind") != "MonitorConfig":
        place = Place(file.path, ("kind",))
        yield file.problem(
            message("The kind must be `MonitorConfig`."),
            "kind",
            fix=set_fix(message("Write MonitorConfig"), place, "MonitorConfig"),
        )
    yield from _fixed_version(file)
    given = items(file.value("spec", "monitorConfigItems"))
    if not given:
        text_ = message("`monitorConfigItems` must say what is monitored.")
        yield file.problem(text_, "spec", "monitorConfigItems")
    for index, item in enumerate(given):
        pointer = ("spec", "monitorConfigItems", index)
        yield from _selector(file, mapping(item), pointer)
        yield from _prometheus(file, mapping(mapping(item).get("prometheus")), pointer)


def _prometheus(file: File, given: dict[str, Any], pointer: Pointer) -> Iterator[Problem]:
    port = given.get("exporterPort")
    if not isinstance(port, int) or isinstance(port, bool):
        place = Place(file.path, (*pointer, "prometheus", "exporterPort"))
        digits = isinstance(port, str) and port.isascii() and port.isdigit()
        label = message("Write {value}", value=port)
        yield file.problem(
            message("`exporterPort` is missing.")
            if port is None
            else message(
                "`exporterPort` must be a whole number without quotes, not {port!r}.", port=port
            ),
            *place.pointer,
            fix=set_fix(label, place, int(str(port))) if digits else None,
        )
    levels = items(mapping(given.get("displayOptions")).get("levels"))
    for number, level in enumerate(levels):
        for index, metric in enumerate(items(mapping(level).get("metrics"))):
            for key in ("title", "expr"):
                if not text(mapping(metric).get(key)):
                    way = ("prometheus", "displayOptions", "levels", number, "metrics", index, key)
                    yield file.problem(
                        message("The metric has no `{key}`.", key=key), *pointer, *way
                    )


def _fixed_version(file: File) -> Iterator[Problem]:
    version = file.value("apiVersion")
    if version != API_VERSION:
        place = Place(file.path, ("apiVersion",))
        yield file.problem(
            message(
                "The apiVersion must be `{right}`, not `{wrong}`.",
                right=API_VERSION,
                wrong=version,
            ),
            "apiVersion",
            fix=write_fix(place, API_VERSION),
        )


def _selector(file: File, item: dict[str, Any], pointer: Pointer) -> Iterator[Problem]:
    if not mapping(item.get("labelSelector")):
        text_ = message("`labelSelector` must give the labels of the workload.")
        yield file.problem(text_, *pointer, "labelSelector")
