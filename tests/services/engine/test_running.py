"""What is known of a build before it is tried, what it may not show, and what is kept of it."""

from __future__ import annotations

import json

import pytest

from studio.package.builds.dockerfile import read_dockerfile
from studio.package.builds.platforms import Platform
from studio.package.builds.recipes import Secret
from studio.services.engine.connection import Engine, EngineInfo
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.foresight import concerns, is_emulated
from studio.services.engine.history import BuildHistory, BuildRecord, KeptStep
from studio.services.engine.running import Prevented, carry_out, prepare, settings_of
from studio.services.engine.secrets import HIDDEN, MissingSecret, masking, resolve
from tests.services.engine.orders import recipe_of

AMD, ARM = Platform("linux", "amd64"), Platform("linux", "arm64")


def engine(product="Docker", url="unix:///x", system=""):
    """An engine that nobody talks to."""
    return Engine(endpoint_at(url), None, "", EngineInfo(product, "1", "1.41", AMD, system))


def foreseen(text, recipe="", platform=AMD, product="Docker", *, buildkit=False, binfmt=None):
    found = concerns(
        engine(product), recipe_of(recipe), read_dockerfile(text), platform,
        with_buildkit=buildkit, **({"binfmt": binfmt} if binfmt else {}),
    )  # fmt: skip
    return [(concern.line, concern.prevents) for concern in found]


@pytest.mark.parametrize(
    ("text", "recipe", "expected"),
    [
        ("FROM a\nRUN x\n", "", []),
        ("RUN x\n", "", [(0, True)]),
        ("FROM a\n", "target: b", [(0, True)]),
        ("FROM a\n", "secrets: [{id: x, env: X}]", [(0, True)]),
        ("FROM a\nRUN --mount=type=cache,target=/x x\n", "", [(2, True)]),
        ("FROM a\nRUN <<EOF\nx\nEOF\n", "", [(2, True)]),
        ("FROM a AS one\nRUN --mount=type=cache,target=/x x\nFROM a\n", "", []),
    ],
)
def test_what_the_classic_builder_cannot_do(text, recipe, expected):
    assert foreseen(text, recipe) == expected
    if text.startswith("FROM") and "target" not in recipe:
        assert foreseen(text, recipe, buildkit=True) == []


def test_programs_of_another_architecture_need_emulation(tmp_path):
    text = "FROM --platform=$BUILDPLATFORM a AS tools\nRUN x\nFROM b\nCOPY --from=tools /x /x\n"
    assert foreseen(text, platform=ARM, buildkit=True, binfmt=tmp_path) == []
    assert foreseen(f"{text}RUN y\n", platform=ARM, binfmt=tmp_path) == [(5, False)]
    (tmp_path / "qemu-aarch64").touch()
    assert foreseen(f"{text}RUN y\n", platform=ARM, binfmt=tmp_path) == []


def test_when_emulation_cannot_be_known(tmp_path):
    assert is_emulated(engine(), Platform("linux", "386"), tmp_path) is True
    assert is_emulated(engine(), ARM, tmp_path) is False
    assert is_emulated(engine(url="ssh://far.example"), ARM, tmp_path) is None
    assert is_emulated(engine(system="Docker Desktop 4.30"), ARM, tmp_path) is True


def test_platforms_that_the_classic_builder_mixes(tmp_path):
    text = "FROM scratch\nLABEL a=b\nCOPY a /a\n"
    assert foreseen(text, platform=ARM, binfmt=tmp_path) == [(2, True)]
    assert foreseen(text, platform=ARM, product="Podman", binfmt=tmp_path) == []
    assert foreseen("FROM scratch\nCOPY a /a\nLABEL a=b\n", platform=ARM, binfmt=tmp_path) == []


def test_nobody_is_told_to_change_an_order_that_is_needed(tmp_path):
    def said(text):
        found = concerns(
            engine(), recipe_of(), read_dockerfile(text), ARM, with_buildkit=False, binfmt=tmp_path
        )
        return [str(concern.sentence) for concern in found]

    (needed,) = said("FROM scratch\nARG TARGETARCH\nCOPY app-${TARGETARCH} /app\n")
    assert "change the order" not in needed
    assert "buildx" in needed
    (other,) = said("FROM scratch\nARG VERSION\nCOPY app /app\n")
    assert "change the order" in other


def test_secrets_are_looked_up_and_hidden(tmp_path):
    (tmp_path / "key").write_text("first line\nsecond line\n", encoding="utf-8")
    recipe = recipe_of(
        "secrets: [{id: t, env: T}, {id: k, file: key}]\nargs: {A: plain, FROM_ENV: , UNSET: }"
    )
    found = resolve(recipe, tmp_path, {"T": "topsecret", "FROM_ENV": "value"})
    assert found.args == {"A": "plain", "FROM_ENV": "value"}
    assert found.mask("topsecret value second line plain") == f"{HIDDEN} {HIDDEN} {HIDDEN} plain"
    assert "topsecret" not in repr(found)
    with pytest.raises(MissingSecret, match="T"):
        resolve(recipe, tmp_path, {})
    with pytest.raises(MissingSecret, match="missing"):
        resolve(recipe_of("secrets: [{id: k, file: missing}]"), tmp_path, {})


def test_longer_secrets_are_hidden_first():
    assert masking(("abc", "abcdef", "x", ""))("abcdef abc x") == f"{HIDDEN} {HIDDEN} x"


RECORD = BuildRecord("2026", "", "etcd", "linux/amd64", "etcd:1", "done", 1.5)


def test_history_is_kept_newest_first(tmp_path):
    history = BuildHistory(tmp_path / "state" / "builds.jsonl")
    assert history.of(tmp_path) == []
    for recipe, package in (("a", tmp_path), ("b", tmp_path), ("a", tmp_path / "other")):
        shape = {"recipe": recipe, "package": str(package), "layers": (("COPY", 3),)}
        history.add(BuildRecord(**{**fields(RECORD), **shape, "steps": (("RUN", 0.5, True),)}))
    assert [record.recipe for record in history.of(tmp_path)] == ["b", "a"]
    (found,) = history.of(tmp_path, "a")
    assert (found.layers, found.steps) == ((("COPY", 3),), (KeptStep("RUN", 0.5, True),))


def fields(record):
    return {name: getattr(record, name) for name in BuildRecord.__dataclass_fields__}


def test_damaged_lines_and_later_keys_are_passed_over(tmp_path):
    file = tmp_path / "builds.jsonl"
    good = {**fields(RECORD), "package": str(tmp_path), "later": 3}
    lines = ["{", "[]", '{"steps": 3}', json.dumps(good), json.dumps(good)[:40]]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [record.recipe for record in BuildHistory(file).of(tmp_path)] == ["etcd"]


def test_only_the_newest_builds_are_kept(tmp_path):
    history = BuildHistory(tmp_path / "builds.jsonl")
    line = json.dumps({**fields(RECORD), "package": str(tmp_path)})
    (tmp_path / "builds.jsonl").write_text(f"{line}\n" * 599, encoding="utf-8")
    newest = BuildRecord(**{**fields(RECORD), "package": str(tmp_path), "recipe": "newest"})
    history.add(newest)
    assert len(history.of(tmp_path)) == 600
    history.add(newest)
    assert len(history.of(tmp_path)) == 500
    assert [record.recipe for record in history.of(tmp_path)][1:3] == ["newest", "etcd"]
    assert [path.name for path in tmp_path.iterdir()] == ["builds.jsonl"]


def test_from_recipe_to_record(docker_engine, tmp_path):
    (tmp_path / "build").mkdir()
    text = "FROM busybox:1\nRUN echo hello > /hello\n"
    (tmp_path / "build/Dockerfile").write_text(text, encoding="utf-8")
    history = BuildHistory(tmp_path / "builds.jsonl")
    recipe = recipe_of("tag: '1.0'\nargs: {A: b}")
    prepared = prepare(docker_engine, tmp_path, recipe, use_buildx=False)
    built = carry_out(docker_engine, prepared, history)
    (record,) = history.of(tmp_path, "etcd")
    assert (record.outcome, record.image, record.size) == (
        "done", built.image.id, built.image.size,
    )  # fmt: skip
    assert record.layers[-1][1] == len("hello\n")
    assert [step[0] for step in record.steps][1] == "RUN echo hello > /hello"
    assert json.loads(record.settings) == settings_of(recipe)
    assert settings_of(recipe) == {
        "name": "etcd", "tag": "1.0", "context": "build", "dockerfile": "Dockerfile",
        "args": {"A": "b"},
    }  # fmt: skip


def test_what_cannot_succeed_is_not_tried(docker_engine, tmp_path):
    (tmp_path / "build").mkdir()
    (tmp_path / "build/Dockerfile").write_text("RUN x\n", encoding="utf-8")
    history = BuildHistory(tmp_path / "builds.jsonl")
    prepared = prepare(docker_engine, tmp_path, recipe_of(), use_buildx=False)
    with pytest.raises(Prevented):
        carry_out(docker_engine, prepared, history)
    assert history.of(tmp_path) == []


def test_settings_tell_where_secrets_are_not_what_they_are():
    recipe = recipe_of("secrets: [{id: t, env: T}]\nargs: {T: }")
    assert recipe.secrets == (Secret("t", "T"),)
    assert settings_of(recipe)["secrets"] == [{"id": "t", "env": "T"}]
    assert settings_of(recipe)["args"] == {"T": None}
