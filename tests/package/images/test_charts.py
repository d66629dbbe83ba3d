"""Images of charts: values, sub-charts and templates together."""

from __future__ import annotations

import io
import tarfile

import pytest

from studio.package.content import FileBlob
from studio.package.images.inventory import inventory_of
from studio.package.sources import Handle, InMemory

CHART = "apiVersion: v2\nname: redis\nversion: 1.0.0\nappVersion: 7.2.4\n"
HELPERS = """\
{{- define "redis.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion -}}
{{ .Values.image.repository }}:{{ $tag }}
{{- end -}}
{{- define "redis.deep" -}}{{ include "redis.image" . }}{{- end -}}
"""


def chart(values, templates=(), **files):
    named = {f"templates/{name}": text for name, text in dict(templates).items()}
    return {"Chart.yaml": CHART, "values.yaml": values, **named, **files}


def template(image):
    return f"kind: Pod\nspec:\n  containers:\n  - name: a\n    image: {image}\n"


def test_values_that_a_template_uses(images):
    text = template('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"')
    snapshot = images.files(chart("image: {repository: a/b, tag: '1'}\n", {"a.yaml": text}))
    assert images.uses(snapshot) == [("values", "a/b:1"), ("template", "a/b:1")]


@pytest.mark.parametrize("name", ["redis.image", "redis.deep"])
def test_a_default_from_app_version_in_a_helper(images, name):
    text = template(f'{{{{ include "{name}" . }}}}')
    values = "image: {repository: a/b, tag: ''}\n"
    snapshot = images.files(chart(values, {"a.yaml": text, "_helpers.tpl": HELPERS}))
    assert images.found(snapshot) == {"a/b:7.2.4": "unmapped"}


def test_app_version_is_meant_where_there_are_no_templates(images):
    assert list(images.found(images.chart("image: {repository: a/b, tag: ''}\n"))) == ["a/b:7.2.4"]


def test_app_version_is_not_meant_where_templates_do_not_say_so(images):
    text = template('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"')
    snapshot = images.files(chart("image: {repository: a/b, tag: ''}\n", {"a.yaml": text}))
    assert list(images.found(snapshot)) == ["a/b"]


def test_literals_in_templates_are_outside(images):
    text = template("busybox:1.36 # small") + "# image: not:this\n"
    snapshot = images.files(chart("{}\n", {"a.yaml": text}))
    assert images.found(snapshot) == {"busybox:1.36": "outside"}
    (image,) = inventory_of(snapshot).images
    assert text[image.uses[0].start :].startswith("busybox:1.36")


def test_literals_in_flow_style_are_outside_too(images):
    text = "spec: {containers: [{name: a, image: busybox:1}, {'image': \"a/b:2\"}]}\n"
    snapshot = images.files(chart("{}\n", {"a.yaml": text}))
    assert images.found(snapshot) == {"busybox:1": "outside", "a/b:2": "outside"}


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ('"quay.io/a/b:{{ .Values.tag }}"', "quay.io/a/b:1.2"),
        ('"quay.io/a/b:{{ .Chart.AppVersion }}"', "quay.io/a/b:7.2.4"),
        ('"quay.io/a/b:{{ include "x" . }}"', "quay.io/a/b"),
        ("quay.io/a/b@{{ .Values.digest }}", "quay.io/a/b"),
    ],
)
def test_a_repository_in_a_template_is_outside_whatever_the_tag(images, written, reference):
    snapshot = images.files(chart("tag: '1.2'\n", {"a.yaml": template(written)}))
    assert images.found(snapshot) == {reference: "outside"}


def test_references_anywhere_in_templates_are_guesses(images):
    text = 'args:\n- --reloader=quay.io/a/b:1\n# quay.io/a/c:1\n{{ printf "quay.io/a/d:1" }}\n'
    snapshot = images.files(chart("{}\n", {"a.yaml": text}))
    assert images.uses(snapshot) == [("template?", "quay.io/a/b:1")]


def test_values_by_names_that_only_the_template_tells(images):
    text = template('"{{ .Values.hub }}{{ .Values.server.repo }}:{{ .Values.server.version }}"')
    snapshot = images.files(chart("server: {repo: a/b, version: '3'}\n", {"a.yaml": text}))
    assert images.found(snapshot) == {"a/b:3": "unmapped"}


def test_pods_of_helm_tests_and_comments_do_not_count(images):
    test = 'metadata:\n  annotations:\n    "helm.sh/hook": test\n' + template("busybox:1")
    comment = "{{/*\n" + template("busybox:2") + "*/}}\n"
    snapshot = images.files(chart("{}\n", {"a.yaml": test, "b.yaml": comment}))
    assert images.uses(snapshot) == []


def test_the_global_registry_wins_where_a_chart_has_one(images):
    values = (
        "global: {imageRegistry: r.io}\nimage: {registry: docker.io, repository: a, tag: '1'}\n"
    )
    assert list(images.found(images.chart(values))) == ["r.io/a:1"]
    (image,) = inventory_of(images.chart(values)).images
    assert image.uses[0].field("registry").address == "global.imageRegistry"


SUB = "apiVersion: v2\nname: mariadb\nversion: 2.0.0\nappVersion: '11'\n"
DEPENDS = CHART + "dependencies:\n- {name: mariadb, alias: db}\n- {name: common}\n"


def with_sub_chart(images, values):
    return images.files({
        "Chart.yaml": DEPENDS,
        "values.yaml": values,
        "charts/mariadb/Chart.yaml": SUB,
        "charts/mariadb/values.yaml": "image: {repository: org/mariadb, tag: ''}\n",
    })  # fmt: skip


def test_a_sub_chart_under_its_alias(images):
    snapshot = with_sub_chart(images, "a: 1\n")
    inventory = inventory_of(snapshot)
    (image,) = inventory.images
    assert image.reference == "org/mariadb:11"
    assert [(each.address, each.exists) for each in image.uses[0].fields] == [
        ("db.image.repository", False),
        ("db.image.tag", False),
    ]
    assert image.uses[0].place.path == "charts/mariadb/values.yaml"
    assert inventory.missing_charts == ("common",)


def test_values_of_the_chart_win_over_those_of_the_sub_chart(images):
    snapshot = with_sub_chart(images, "db: {image: {tag: '10'}}\nglobal: {imageRegistry: ''}\n")
    (image,) = inventory_of(snapshot).images
    assert image.reference == "org/mariadb:10"
    exists = {each.address: each.exists for each in image.uses[0].fields}
    assert exists == {"db.image.repository": False, "db.image.tag": True}


def test_two_aliases_of_one_chart(images):
    snapshot = images.files({
        "Chart.yaml": CHART + "dependencies: [{name: m, alias: a}, {name: m, alias: b}]\n",
        "values.yaml": "a: {image: x:1}\nb: {image: x:2}\n",
        "charts/m/Chart.yaml": SUB.replace("mariadb", "m"),
        "charts/m/values.yaml": "image: x:0\n",
    })  # fmt: skip
    assert list(images.found(snapshot)) == ["x:1", "x:2"]


def packed(files):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(f"mariadb/{name}")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    data = stream.getvalue()
    return FileBlob(len(data), Handle(InMemory(data)))


def test_a_packed_sub_chart(images):
    files = {"Chart.yaml": SUB, "values.yaml": "image: org/mariadb:1\n"}
    snapshot = images.files({
        "Chart.yaml": CHART, "values.yaml": "", "charts/mariadb-2.0.0.tgz": packed(files),
    })  # fmt: skip
    (image,) = inventory_of(snapshot).images
    assert image.reference == "org/mariadb:1"
    assert image.uses[0].place.path == "charts/mariadb-2.0.0.tgz"


def test_a_packed_sub_chart_that_is_damaged_is_passed_over(images):
    blob = FileBlob(9, Handle(InMemory(b"\x1f\x8bnonsense")))
    snapshot = images.files(
        {"Chart.yaml": CHART, "values.yaml": "image: a:1\n", "charts/a.tgz": blob}
    )
    assert list(images.found(snapshot)) == ["a:1"]


def test_the_chart_in_an_osc_package(images):
    snapshot = images.files({
        "metadata.yaml": "name: a\ntype: helm\n", "lifecycle.yaml": "",
        "raw/Chart.yaml": CHART, "raw/values.yaml": "image: a/b:1\n",
    })  # fmt: skip
    assert images.found(snapshot) == {"a/b:1": "unmapped"}


def test_broken_values_name_nothing(images):
    assert images.found(images.chart("image: [\n")) == {}
