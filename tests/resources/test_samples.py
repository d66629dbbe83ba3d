"""What holds for each of the samples by itself."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tarfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator

from tests.resources.conftest import read_yaml
from tests.resources.crdschema import TECTONIC
from tests.resources.sample_images import ARCHITECTURES, archives

if TYPE_CHECKING:
    from tests.resources.conftest import Shipped


def _at(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value[key]
    return value


def _blob(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    assert member is not None
    return member.read()


# Kafka: a service package with images


def test_the_service_folder_is_complete(kafka: Shipped) -> None:
    metadata = read_yaml(kafka.deploy / "metadata.yaml")
    assert kafka.deploy.name == f"{metadata['name']}-{metadata['version']}"
    assert [path.name for path in (kafka.root / "package").iterdir()] == [kafka.deploy.name]
    assert (kafka.root / "images" / "mapping.yaml").is_file()


def test_the_logo_is_the_picture_it_says(kafka: Shipped, operator: Shipped) -> None:
    icons = [read_yaml(kafka.deploy / "metadata.yaml")["logo"]]
    for csv in operator.objects("ClusterServiceVersion").values():
        icons.extend(csv["spec"]["icon"])
    assert len(icons) == 3
    for icon in icons:
        assert icon["mediatype"] == "image/svg+xml"
        picture = ET.fromstring(base64.b64decode(icon["base64data"], validate=True))
        assert picture.tag == "{http://www.w3.org/2000/svg}svg"


def test_the_form_shows_each_documented_control(kafka: Shipped) -> None:
    used = set()
    scenes = set()
    for csd in kafka.objects("CustomServiceDefinition").values():
        for descriptors in csd["spec"]["descriptors"].values():
            for descriptor in descriptors:
                scenes.update(descriptor.get("restriction", {}).get("scenes", ()))
                used.update(
                    re.sub(r":(select|fieldDependency):.*", r":\1", urn)
                    for urn in descriptor.get("x-descriptors", ())
                )
    own = ("text", "password", "podCount", "resourceRequirements", "imagePullPolicy", "hidden")
    assert used == {
        *(TECTONIC + control for control in (*own, "select", "fieldDependency")),
        "urn:alm:descriptor:io.kubernetes:Secret",
        "urn:alm:descriptor:io.kubernetes:ConfigMap",
        "urn:alm:descriptor:com.huawei.ui:hwDnatElbAccess",
        "urn:alm:descriptor:com.huawei.ui:link",
        "urn:alm:descriptor:text",
    }
    assert scenes == {"CCE", "UCS"}


def test_an_operation_and_an_entity_are_shown(kafka: Shipped) -> None:
    csds = kafka.objects("CustomServiceDefinition").values()
    roles = {csd["metadata"]["name"]: csd["spec"]["role"] for csd in csds}
    assert roles == {
        "kafkacluster-csd": "serviceEntity",
        "kafkatopic-csd": "operation",
        "kafkabackup-csd": "operation",
    }


def test_log_paths_do_not_contain_each_other(kafka: Shipped) -> None:
    (config,) = kafka.objects("LogConfig").values()
    paths = [path for item in config["spec"]["logConfigItems"] for path in item["logPaths"]]
    assert len(set(paths)) == len(paths)
    assert not [(a, b) for a in paths for b in paths if a != b and b.startswith(a)]


def test_monitored_metrics_are_defined(kafka: Shipped) -> None:
    (config,) = kafka.objects("MonitorConfig").values()
    for item in config["spec"]["monitorConfigItems"]:
        assert isinstance(item["prometheus"]["exporterPort"], int)
        for level in item["prometheus"]["displayOptions"]["levels"]:
            expressions = [metric["expr"] for metric in level["metrics"]]
            assert all(metric["title"] for metric in level["metrics"])
            for selected in level["selectedMetrics"]:
                assert any(selected in expression for expression in expressions), selected


def test_the_mapping_reaches_every_image(kafka: Shipped) -> None:
    mapping = read_yaml(kafka.root / "images" / "mapping.yaml")
    examples = {
        csd["spec"]["CRDRef"]["name"]: json.loads(csd["spec"]["defaultConfiguration"])
        for csd in kafka.objects("CustomServiceDefinition").values()
    }
    cluster = examples["kafkaclusters.kafka.riverstone.example"]
    mapped = set()
    for entry in mapping["instance"]:
        address = _at(cluster, entry["address"]["fullAddress"])
        assert address.endswith(f"/{entry['image']}:{entry['tag']}")
        mapped.add(address)
    lifecycle = read_yaml(kafka.deploy / "lifecycle.yaml")
    for deployment in lifecycle["install"]["deployments"]:
        containers = {c["name"]: c for c in deployment["spec"]["template"]["spec"]["containers"]}
        for entry in mapping["operator"]:
            image = containers[entry["image"]]["image"]
            assert entry["type"] == "container"
            assert image.endswith(f"/{entry['image']}:{entry['tag']}")
            mapped.add(image)
    texts = json.dumps([*examples.values(), lifecycle])
    assert mapped == set(re.findall(r"swr\.[^\"]+:[^\"]+", texts))


def test_the_mapping_names_the_tars_that_are_there(kafka: Shipped) -> None:
    mapping = read_yaml(kafka.root / "images" / "mapping.yaml")
    promised = read_yaml(kafka.deploy / "metadata.yaml")["architecture"]
    entries = [*mapping["operator"], *mapping["instance"]]
    assert all(list(entry["package"]) == promised for entry in entries)
    named = [tar for entry in entries for tar in entry["package"].values()]
    assert sorted(named) == sorted(path.name for path in (kafka.root / "images").glob("*.tar"))
    for entry in entries:
        for architecture, tar in entry["package"].items():
            config, reference = _saved_image((kafka.root / "images" / tar).read_bytes())
            assert config["architecture"] == ARCHITECTURES[architecture]
            assert config["os"] == "linux"
            assert reference.endswith(f"/{entry['image']}:{entry['tag']}")


def _saved_image(content: bytes) -> tuple[dict[str, Any], str]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        (image,) = json.loads(_blob(archive, "manifest.json"))
        blobs = [name for name in archive.getnames() if name.startswith("blobs/sha256/")]
        for name in blobs:
            assert hashlib.sha256(_blob(archive, name)).hexdigest() == name.rpartition("/")[2]
        config = json.loads(_blob(archive, image["Config"]))
        layers = [hashlib.sha256(_blob(archive, name)).hexdigest() for name in image["Layers"]]
        assert config["rootfs"]["diff_ids"] == [f"sha256:{digest}" for digest in layers]
        (named,) = json.loads(_blob(archive, "index.json"))["manifests"]
        manifest = json.loads(_blob(archive, _path_of(named)))
        assert _path_of(manifest["config"]) == image["Config"]
        assert [_path_of(layer) for layer in manifest["layers"]] == image["Layers"]
        assert {_path_of(named), image["Config"], *image["Layers"]} == set(blobs)
    (reference,) = image["RepoTags"]
    return config, reference


def _path_of(descriptor: dict[str, Any]) -> str:
    return "blobs/" + descriptor["digest"].replace(":", "/")


def test_the_tars_are_what_their_script_writes(kafka: Shipped) -> None:
    written = {path.name: path.read_bytes() for path in (kafka.root / "images").glob("*.tar")}
    assert written == archives()
    assert max(map(len, written.values())) < 16_384


# The operator: versions and channels


def test_channels_lead_along_the_replaces_chain(operator: Shipped) -> None:
    (manifest,) = map(read_yaml, operator.files("*.package.yaml"))
    csvs = {
        csv["metadata"]["name"]: csv for csv in operator.objects("ClusterServiceVersion").values()
    }
    heads = {channel["name"]: channel["currentCSV"] for channel in manifest["channels"]}
    assert heads == {"stable": "etcd-keeper.v0.9.4", "stable-0.9.2": "etcd-keeper.v0.9.2"}
    assert manifest["defaultChannel"] == "stable"
    assert csvs.keys() == set(heads.values())
    assert csvs["etcd-keeper.v0.9.4"]["spec"]["replaces"] == "etcd-keeper.v0.9.2"
    assert "replaces" not in csvs["etcd-keeper.v0.9.2"]["spec"]
    assert {file.parent.name for file in operator.files("*.clusterserviceversion.yaml")} == {
        csv["spec"]["version"] for csv in csvs.values()
    }


def test_a_newer_version_keeps_stored_objects_valid(operator: Shipped) -> None:
    for name in ("etcdcluster_crd.yaml", "etcdbackup_crd.yaml"):
        old, new = (
            read_yaml(operator.root / version / name)["spec"]["versions"][0]["schema"]
            for version in ("0.9.2", "0.9.4")
        )
        old_spec, new_spec = (s["openAPIV3Schema"]["properties"]["spec"] for s in (old, new))
        assert new_spec["required"] == old_spec["required"]
        kept = {key: new_spec["properties"].get(key) for key in old_spec["properties"]}
        kept.pop("version", None)
        assert kept == {k: v for k, v in old_spec["properties"].items() if k != "version"}


# The chart


def test_the_schema_speaks_of_the_values_and_of_nothing_else(chart: Shipped) -> None:
    schema = json.loads((chart.root / "values.schema.json").read_text(encoding="utf-8"))
    values = read_yaml(chart.root / "values.yaml")
    Draft7Validator.check_schema(schema)
    assert not list(Draft7Validator(schema).iter_errors(values))
    assert _schema_mismatches(schema, values, schema) == []


def _schema_mismatches(
    schema: dict[str, Any], values: dict[str, Any], root: dict[str, Any], path: str = ""
) -> list[str]:
    if "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
    properties = schema.get("properties", {})
    if not properties:
        return []
    found = [f"{path}.{key}" for key in values.keys() ^ properties.keys()]
    for key in values.keys() & properties.keys():
        below = properties[key]
        if below.get("default", values[key]) != values[key]:
            found.append(f"{path}.{key}: another default")
        if isinstance(values[key], dict):
            found.extend(_schema_mismatches(below, values[key], root, f"{path}.{key}"))
    return found


@pytest.mark.parametrize("folder", ["samples/redis-chart", "scaffolds/helm"])
def test_templates_use_each_value_and_no_other(folder: str, chart: Shipped) -> None:
    root = chart.root.parents[1] / folder
    values = read_yaml(root / "values.yaml")
    texts = [file.read_text(encoding="utf-8") for file in (root / "templates").iterdir()]
    used = {use for text in texts for use in re.findall(r"\.Values\.([\w.]+)", text)}
    for path in used:
        _at(values, path)
    leaves = set(_leaves(values))
    unused = {leaf for leaf in leaves if not any(f"{leaf}.".startswith(f"{u}.") for u in used)}
    assert unused == set()


def _leaves(values: dict[str, Any], path: str = "") -> list[str]:
    found = []
    for key, value in values.items():
        below = _leaves(value, f"{path}{key}.") if isinstance(value, dict) else []
        found.extend(below or [f"{path}{key}"])
    return found


def test_the_chart_has_a_logo_of_its_own(chart: Shipped) -> None:
    assert (chart.root / "logo.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert "icon" not in read_yaml(chart.root / "Chart.yaml")
