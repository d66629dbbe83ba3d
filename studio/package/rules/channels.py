"""The package manifest of an operator: channels and the CSVs that they deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats import semver
from studio.formats.kinds import Kind, Role
from studio.formats.marketplace import nearest
from studio.formats.shapes import items, mapping, text
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import set_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package

RULES = RuleSet()

SOURCE = "https://github.com/operator-framework/operator-registry/blob/master/README.md"
_FILE = "etcd.package.yaml"
_STABLE = "- name: stable\n  currentCSV: etcd-operator.v1.0.0\n"
_DEFAULT = "defaultChannel: stable\n"
_PASSES = Example(
    "channels: [{name: stable, currentCSV: etcd-operator.v1.0.0}]", kind=Kind.OPERATOR
)


def _channels(file: File) -> list[tuple[str, str]]:
    """Name and currentCSV of each channel; "" where one is missing."""
    given = map(mapping, items(file.value("channels")))
    return [(text(item.get("name")), text(item.get("currentCSV"))) for item in given]


@RULES.package(
    id="LAY-16",
    severity=Severity.ERROR,
    title=message("A folder holds only one package manifest"),
    kinds="O",
    triggers=Example(
        message("two *.package.yaml"),
        {"other.package.yaml": f"packageName: other\nchannels:\n{_STABLE}"},
        kind=Kind.OPERATOR,
    ),
    passes=_PASSES,
    source=SOURCE,
)
def single_manifest(package: Package) -> Iterator[Problem]:
    """Each package manifest after the first."""
    first: dict[str, str] = {}
    for path in package.layout.with_role(Role.PACKAGE_MANIFEST):
        folder, _, name = path.rpartition("/")
        if first.setdefault(folder, name) != name:
            yield package.problem(
                message("`{first}` in this folder is a package manifest too.", first=first[folder]),
                path,
            )


@RULES.file(
    Role.PACKAGE_MANIFEST,
    id="PKG-01",
    severity=Severity.ERROR,
    title=message("The package manifest names the package"),
    kinds="O",
    triggers=Example(
        'packageName: ""', {_FILE: Swap("packageName: etcd", 'packageName: ""')}, kind=Kind.OPERATOR
    ),
    passes=_PASSES,
    source=SOURCE,
)
def package_name(file: File) -> Iterator[Problem]:
    """Missing or empty."""
    if file.root is not None and not text(file.value("packageName")):
        yield file.problem(message("`packageName` is empty."), "packageName")


@RULES.file(
    Role.PACKAGE_MANIFEST,
    id="PKG-02",
    severity=Severity.ERROR,
    title=message("The package manifest has channels"),
    kinds="O",
    triggers=Example(
        "channels: []",
        {_FILE: Swap(f"channels:\n{_STABLE}{_DEFAULT}", "channels: []\n")},
        kind=Kind.OPERATOR,
    ),
    passes=_PASSES,
    source=SOURCE,
)
def has_channels(file: File) -> Iterator[Problem]:
    """Missing or empty."""
    if file.root is not None and not items(file.value("channels")):
        yield file.problem(message("There is no channel that delivers a version."), "channels")


@RULES.package(
    id="PKG-03",
    severity=Severity.ERROR,
    title=message("A package with several channels names its default channel"),
    kinds="O",
    triggers=Example(
        message("2 channels, no defaultChannel"),
        {_FILE: Swap(_DEFAULT, "- name: beta\n  currentCSV: etcd-operator.v1.0.0\n")},
        kind=Kind.OPERATOR,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def default_channel_given(package: Package) -> Iterator[Problem]:
    """A single channel is the default without saying so."""
    for file in package.files(Role.PACKAGE_MANIFEST):
        channels = _channels(file)
        if len(channels) > 1 and not text(file.value("defaultChannel")):
            yield from _wrong_default(package, file, "")


@RULES.package(
    id="PKG-07",
    severity=Severity.ERROR,
    title=message("The default channel is one of the channels"),
    kinds="O",
    triggers=Example(
        "defaultChannel: beta",
        {_FILE: Swap(_DEFAULT, "defaultChannel: beta\n")},
        kind=Kind.OPERATOR,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def default_channel_known(package: Package) -> Iterator[Problem]:
    """Compared exactly."""
    for file in package.files(Role.PACKAGE_MANIFEST):
        default = text(file.value("defaultChannel"))
        names = [name for name, _ in _channels(file)]
        if default and names and default not in names:
            yield from _wrong_default(package, file, default)


def _wrong_default(package: Package, file: File, default: str) -> Iterator[Problem]:
    """The problem, with the channel of the highest version as the way out."""
    versions = {bundle.name: semver.loose(bundle.version) for bundle in package.layout.bundles}
    channels = [(name, versions.get(csv)) for name, csv in _channels(file) if name]
    channels.sort(key=lambda item: (item[1] is not None, item[1].order if item[1] else ()))
    names = [name for name, _ in channels]
    best = (nearest(default, names) if default else None) or (names[-1] if names else None)
    place = Place(file.path, ("defaultChannel",))
    yield file.problem(
        message(
            "There is no channel `{default}`; there are {names}.",
            default=default,
            names=", ".join(name for name, _ in _channels(file)),
        )
        if default
        else message("Of several channels one must be the `defaultChannel`."),
        "defaultChannel",
        fix=set_fix(message("Make {name} the default channel", name=best), place, best)
        if best
        else None,
    )


@RULES.file(
    Role.PACKAGE_MANIFEST,
    id="PKG-04",
    severity=Severity.ERROR,
    title=message("Every channel has a name"),
    kinds="O",
    triggers=Example(
        '- name: ""', {_FILE: Swap("- name: stable", '- name: ""')}, kind=Kind.OPERATOR
    ),
    passes=_PASSES,
    source=SOURCE,
)
def channel_names(file: File) -> Iterator[Problem]:
    """Missing or empty."""
    for index, (name, _) in enumerate(_channels(file)):
        if not name:
            yield file.problem(message("The channel has no name."), "channels", index, "name")


@RULES.file(
    Role.PACKAGE_MANIFEST,
    id="PKG-05",
    severity=Severity.ERROR,
    title=message("Every channel names the CSV that it delivers"),
    kinds="O",
    triggers=Example(
        "- name: stable", {_FILE: Swap(_STABLE, "- name: stable\n")}, kind=Kind.OPERATOR
    ),
    passes=_PASSES,
    source=SOURCE,
)
def channel_heads(file: File) -> Iterator[Problem]:
    """Missing or empty."""
    for index, (name, csv) in enumerate(_channels(file)):
        if not csv:
            yield file.problem(
                message("The channel `{name}` has no `currentCSV`.", name=name)
                if name
                else message("The channel has no `currentCSV`."),
                *("channels", index, "currentCSV"),
            )


@RULES.file(
    Role.PACKAGE_MANIFEST,
    id="PKG-06",
    severity=Severity.ERROR,
    title=message("Channel names differ"),
    kinds="O",
    triggers=Example(
        message("two `stable`"), {_FILE: Swap(_STABLE, _STABLE * 2)}, kind=Kind.OPERATOR
    ),
    passes=_PASSES,
    source=SOURCE,
)
def distinct_channels(file: File) -> Iterator[Problem]:
    """Each repetition."""
    names = [name for name, _ in _channels(file)]
    for index, name in enumerate(names):
        if name and name in names[:index]:
            yield file.problem(
                message("There is a channel `{name}` already.", name=name),
                "channels",
                index,
                "name",
            )


@RULES.package(
    id="PKG-08",
    severity=Severity.ERROR,
    title=message("Channels deliver CSVs of this package"),
    kinds="O",
    triggers=Example(
        "currentCSV: etcd-operator.v0.9.5",
        {_FILE: Swap("currentCSV: etcd-operator.v1.0.0", "currentCSV: etcd-operator.v0.9.5")},
        kind=Kind.OPERATOR,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def heads_present(package: Package) -> Iterator[Problem]:
    """By the name that the CSV itself gives."""
    names = [bundle.name for bundle in package.layout.bundles]
    for file in package.files(Role.PACKAGE_MANIFEST):
        for index, (channel, csv) in enumerate(_channels(file)):
            if csv and csv not in names:
                meant = nearest(csv, names)
                place = Place(file.path, ("channels", index, "currentCSV"))
                yield file.problem(
                    message(
                        "The channel `{channel}` delivers `{csv}`, but no CSV of this package has "
                        "that name.",
                        channel=channel,
                        csv=csv,
                    ),
                    *place.pointer,
                    fix=set_fix(message("Deliver {name}", name=meant), place, meant)
                    if meant
                    else None,
                )
