"""Small packages with forms, and shorthands to look at them."""

from __future__ import annotations

from studio.formats.kinds import Kind
from studio.package.changes import apply
from studio.package.forms import build, resources
from studio.package.rules.catalogue import Example, Swap
from studio.package.rules.examples import example_snapshot

CRD = "manifests/kafka_crd.yaml"
CSD = "manifests/kafka_csd.yaml"
CSV = "1.0.0/etcd-operator.clusterserviceversion.yaml"
ETCD_CRD = "1.0.0/etcdclusters_crd.yaml"
FIELDS = """\
              storage:
                type: object
                required: [size]
                properties:
                  class: {type: string}
                  size: {type: string}
              users:
                type: array
                items: {type: object, properties: {name: {type: string}}}
              token: {type: string}
              image:
"""
DESCRIPTORS = """\
  descriptors:
    spec:
    # How many.
    - path: replicas
      displayName: Nodes
      x-descriptors:
      - urn:alm:descriptor:com.tectonic.ui:podCount
    - path: storage.class  # beside
      displayName: Class
  defaultConfiguration: |
"""


def osc(files=None):
    """An OSC package with a CSD that describes two of the fields of its CRD."""
    overlay = {
        CRD: Swap("              image:\n", FIELDS),
        CSD: Swap("  defaultConfiguration: |\n", DESCRIPTORS),
        **(files or {}),
    }
    return example_snapshot(Example("", overlay))


def plain(files=None):
    """An OSC package whose CSD describes nothing."""
    return example_snapshot(Example("", files or {}))


def operator(files=None):
    """An operator package."""
    return example_snapshot(Example("", files or {}, kind=Kind.OPERATOR))


def chart(files=None):
    """A chart."""
    return example_snapshot(Example("", files or {}, kind=Kind.HELM))


def form_of(snapshot, number=0, version="", scene="CCE"):
    """The form of one of a package's resources."""
    return build(snapshot, resources(snapshot)[number], version, scene)


def lines_changed(before, change):
    """What a change takes away and adds, line by line, and the snapshot after it."""
    after = apply(before, change.operations)
    (path,) = change.paths
    old = before.text(path).text.split("\n") if path in before else []
    new = after.text(path).text.split("\n")
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return "\n".join(old), "\n".join(new), after
