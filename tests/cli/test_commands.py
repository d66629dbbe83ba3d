"""`export`, `tree`, `set` and `rules`."""

from __future__ import annotations

import hashlib
import json
import zipfile

import pytest

from studio.cli.program import main
from studio.package.problems import Problem, Severity
from studio.package.rules import RULES
from studio.package.snapshot import Place
from studio.wording import message
from tests.cli.conftest import FILES, METADATA

WRONG = Problem("OSC-07", Severity.ERROR, Place("metadata.yaml"), message("Wrong."))


def test_export_prints_path_size_and_digest(run, package, found, tmp_path):
    dist = tmp_path / "dist"
    code, out, err = run("export", package, "-o", dist, "--report", tmp_path / "report.json")
    archive = dist / "etcd-0.9.zip"
    data = archive.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert (code, err) == (0, "")
    path, size, sha = out.splitlines()
    assert path == str(archive)
    assert size.endswith(f"({len(data)} B)")
    assert sha == f"SHA-256 {digest}"
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["archive"] == {"file": "etcd-0.9.zip", "size": len(data), "sha256": digest}
    assert zipfile.ZipFile(archive).namelist() == ["etcd/package/etcd-0.9.zip"]


def test_export_refuses_errors(run, package, found, tmp_path):
    found.problems.append(WRONG)
    assert run("export", package, "-o", tmp_path / "dist") == (
        1,
        "",
        (
            "metadata.yaml:1:1: error: Wrong. [OSC-07]\n"
            "osc-studio: The package has errors and is not exported (errors: 1).\n"
        ),
    )
    assert not (tmp_path / "dist").exists()


def test_export_in_spite_of_errors(run, package, found, tmp_path):
    found.problems.append(WRONG)
    report = tmp_path / "report.json"
    code, out, err = run(
        "export", package, "-o", tmp_path, "--allow-errors", "--deploy-only", "--report", report
    )
    assert code == 0
    assert err == "Exported in spite of errors: 1.\n"
    assert json.loads(report.read_text(encoding="utf-8"))["allowed_errors"] == 1
    assert "etcd/metadata.yaml" in zipfile.ZipFile(out.splitlines()[0]).namelist()


@pytest.mark.parametrize("folder", ["", "dist"])
def test_export_does_not_put_an_archive_into_its_own_package(run, package, found, folder):
    code, out, err = run("export", package, "-o", package / folder)
    assert (code, out) == (2, "")
    assert "lies inside the package" in err
    assert {path.name for path in package.iterdir()} == {path.split("/")[0] for path in FILES}


def test_a_report_that_cannot_be_written_is_told(run, package, found, tmp_path):
    dist, report = tmp_path / "dist", tmp_path / "nowhere" / "report.json"
    code, out, err = run("export", package, "-o", dist, "--report", report)
    archive = dist / "etcd-0.9.zip"
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert code == 2
    assert out.splitlines()[0] == str(archive)
    assert out.splitlines()[2] == f"SHA-256 {digest}"
    assert err.startswith(
        f"osc-studio: The archive is written, only its report cannot be written to {report}"
    )
    assert err.count("\n") == 1


def test_export_shows_the_error_that_hides_the_name(run, package, tmp_path):
    (package / "metadata.yaml").write_text("name: etcd\n\tversion: 1\n", encoding="utf-8")
    code, out, err = run("export", package, "-o", tmp_path / "dist")
    assert (code, out) == (1, "")
    (line,) = [line for line in err.splitlines() if "[LAY-05]" in line]
    assert line.startswith("metadata.yaml:2:")
    assert err.splitlines()[-1].startswith("osc-studio: The package has errors")
    code, _out, err = run("export", package, "-o", tmp_path / "dist", "--allow-errors")
    assert code == 2
    assert "so it cannot be exported" in err
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("folder", ["", "dist", "images"])
def test_export_does_not_write_into_a_service_package(run, package, found, tmp_path, folder):
    service = tmp_path / "service"
    (service / "images").mkdir(parents=True)
    (service / "package").mkdir()
    package.rename(service / "package" / "etcd")
    code, out, err = run("export", service, "-o", service / folder)
    assert (code, out) == (2, "")
    assert "lies inside the package" in err
    assert sorted(path.name for path in service.iterdir()) == ["images", "package"]


def test_tree(run, package, found):
    found.problems += [WRONG, WRONG]
    code, out, err = run("tree", package)
    assert (code, err) == (0, "")
    assert out == (
        "etcd 0.9 (osc)\n"
        "├── manifests/\n"
        "│   ├── etcd_crd.yaml  other, 1 KB\n"
        "│   └── values.json  other, 1 KB\n"
        "├── lifecycle.yaml  lifecycle, 1 KB\n"
        "├── metadata.yaml  metadata, 1 KB  ✕2\n"
        "└── README.md  readme, 1 KB\n"
    )


def test_tree_tells_what_is_missing(run, package, found):
    (package / "lifecycle.yaml").unlink()
    assert "── lifecycle.yaml (missing)\n" in run("tree", package)[1]


def test_tree_as_json(run_json, package, found):
    found.problems.append(WRONG)
    (package / "lifecycle.yaml").unlink()
    code, shape = run_json("tree", package, "--format", "json")
    assert code == 0
    assert shape["package"]["name"] == "etcd"
    files = {item["path"]: item for item in shape["files"]}
    assert set(files) == set(FILES) - {"lifecycle.yaml"}
    assert files["metadata.yaml"] == {
        "path": "metadata.yaml",
        "role": "metadata",
        "size": len(METADATA.encode()),
        "deploy": True,
        "problems": {"error": 1, "warning": 0, "info": 0},
    }
    assert {"path": "lifecycle.yaml", "role": "lifecycle", "required": True} in shape["missing"]
    assert shape["counts"] == {"error": 1, "warning": 0, "info": 0}


@pytest.mark.parametrize(
    ("arguments", "line", "told"),
    [
        (["/version", "1.2.0", "--string"], "version: 1.2.0  # 好", "version: 0.9  # 好 → {}"),
        (["/version", "1.2", "--string"], 'version: "1.2"  # 好', "version: 0.9  # 好 → {}"),
        (["/version", "2"], "version: 2  # 好", "version: 0.9  # 好 → {}"),
        (["/version", "--string", "1.2"], 'version: "1.2"  # 好', "version: 0.9  # 好 → {}"),
        (["/version", "--string", "--", "-1"], 'version: "-1"  # 好', "version: 0.9  # 好 → {}"),
        (["--string", "/version", "-1"], 'version: "-1"  # 好', "version: 0.9  # 好 → {}"),
        (["/displayName", "true"], "displayName: true", "displayName: etcd → {}"),
        (["/displayName", "--delete"], None, "displayName: etcd → ∅"),
    ],
)
def test_set_changes_one_line(run, package, arguments, line, told):
    code, out, err = run("set", package, "metadata.yaml", *arguments)
    assert (code, err) == (0, "")
    number = 2 if "/version" in arguments else 3
    assert out == f"metadata.yaml:{number}: {told.format(line)}\n"
    lines = METADATA.splitlines()
    lines[number - 1 : number] = [] if line is None else [line]
    assert (package / "metadata.yaml").read_text(encoding="utf-8").splitlines() == lines


def test_set_takes_json_and_makes_parents(run, package):
    code, out, _err = run(
        "set", package, "metadata.yaml", "/deployScenes/CCE", '["self"]', "--json"
    )
    assert code == 0
    assert out == "metadata.yaml:7: ∅ → deployScenes: … (+2)\n"
    text = (package / "metadata.yaml").read_text(encoding="utf-8")
    assert text.startswith(METADATA)
    assert "deployScenes:\n" in text


def test_set_edits_json_files(run, package):
    assert run("set", package, "manifests/values.json", "/size", "5")[0] == 0
    assert (package / "manifests/values.json").read_text(encoding="utf-8") == '{"size": 5}\n'


def test_set_says_when_there_is_nothing_to_do(run, package):
    before = (package / "metadata.yaml").stat()
    told = "metadata.yaml says so already.\n"
    assert run("set", package, "metadata.yaml", "/name", "etcd") == (0, told, "")
    assert (package / "metadata.yaml").stat() == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nothing.yaml", "/a", "1"], "nothing.yaml is not in this package."),
        (["README.md", "/a", "1"], "README.md is neither YAML nor JSON."),
        (["metadata.yaml", "version", "1"], "A pointer begins with /."),
        (["metadata.yaml", "/version"], "VALUE is missing."),
        (["metadata.yaml", "/version", "1", "--delete"], "With --delete there is no VALUE."),
        (["metadata.yaml", "/version", "{", "--json"], "VALUE is not JSON"),
        (["metadata.yaml", "/version", "NaN", "--json"], "VALUE is not JSON: NaN."),
        (["metadata.yaml", "/version", "--json", "[" * 300 + "]" * 300], "VALUE nests more than"),
        (["metadata.yaml", "/version", "[" * 9**5 + "]" * 9**5, "--json"], "VALUE nests more than"),
        (["metadata.yaml", "/version", "1", "--string", "2"], "unrecognized arguments: 2"),
        (["metadata.yaml", "/version", "a: b"], "VALUE is no YAML scalar"),
        (["metadata.yaml", "/version", "[1"], "VALUE is no YAML scalar"),
        (["metadata.yaml", "/name/first", "1"], "osc-studio: "),
        (["metadata.yaml", "/nothing", "--delete"], "osc-studio: "),
    ],
)
def test_set_complains_in_one_sentence_and_changes_nothing(run, package, arguments, complaint):
    code, out, err = run("set", package, *arguments)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1
    assert (package / "metadata.yaml").read_text(encoding="utf-8") == METADATA


def test_set_works_in_archives(run, package, found, tmp_path):
    run("export", package, "-o", tmp_path, "--allow-errors")
    archive = tmp_path / "etcd-0.9.zip"
    assert run("set", archive, "metadata.yaml", "/displayName", "Key-value store")[0] == 0
    code, out, _err = run("tree", archive, "--format", "json")
    assert code == 0
    assert json.loads(out)["package"]["layout"] == "service"
    assert run("set", archive, "metadata.yaml", "/displayName", "Key-value store")[1].endswith(
        "says so already.\n"
    )


def test_rules_as_a_list(run):
    code, out, err = run("rules")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == [rule.id for rule in RULES]


def test_rules_that_begin_alike(run_json):
    _code, shapes = run_json("rules", "lay", "--format", "json")
    assert shapes
    assert all(shape["id"].startswith("LAY-") for shape in shapes)


def test_one_rule(run, run_json):
    code, out, _err = run("rules", "OSC-07")
    assert code == 0
    assert out.startswith("OSC-07 error: ")
    assert "Right:\n    " in out
    _code, (shape,) = run_json("rules", "osc-07", "--format", "json")
    assert list(shape) == [
        "id", "severity", "title", "kinds", "fixable", "source", "triggers", "passes",
    ]  # fmt: skip
    assert set(shape["kinds"]) <= {"osc", "helm", "operator"}


def test_rules_as_markdown(run):
    out = run("rules", "OSC-07", "--format", "md")[1]
    assert out.startswith("### OSC-07 · error\n\n")
    assert out.count("```") == 4


def test_an_unknown_rule(capsys):
    assert main(["rules", "NOPE-1"]) == 2
    assert capsys.readouterr().err.startswith("osc-studio: There is no rule NOPE-1")
