"""What can be told of a build before it is tried."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.package.builds.copying import COPYING, used_variables
from studio.package.builds.dockerfile import SCRATCH
from studio.services.engine.buildx import builder_platforms
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.builds.dockerfile import Dockerfile, Instruction, Stage
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.services.engine.connection import Engine
    from studio.wording import Message

_BINFMT = Path("/proc/sys/fs/binfmt_misc")
_QEMU = {"arm64": "aarch64", "amd64": "x86_64", "386": "i386"}
# Their kernels run programs of other architectures without any help.
_ALSO_RUNS = {"amd64": {"386"}, "arm64": {"arm"}}


class Concern(NamedTuple):
    """What will or may go wrong; `line` of the Dockerfile, 0 for none.

    The build cannot succeed where it `prevents`, and is not tried.
    """

    sentence: Message
    prevents: bool = False
    line: int = 0


def concerns(
    engine: Engine,
    recipe: Recipe,
    dockerfile: Dockerfile,
    platform: Platform | None,
    *,
    with_buildkit: bool,
    binfmt: Path = _BINFMT,
) -> list[Concern]:
    """What is known to stand in the way of building `recipe` for `platform` with this engine."""
    found = [*_of_dockerfile(recipe, dockerfile)]
    if not with_buildkit:
        found += _of_classic_builder(engine, recipe, dockerfile)
    if platform is not None and platform != engine.info.platform:
        runs = partial(_runs, engine, platform, binfmt, with_buildkit=with_buildkit)
        found += _of_platform(engine, recipe, dockerfile, platform, runs)
        if not with_buildkit and not engine.info.is_podman:
            found += _of_scratch(recipe, dockerfile, platform)
    return found


def is_emulated(engine: Engine, platform: Platform, binfmt: Path = _BINFMT) -> bool | None:
    """Whether the engine can run programs of `platform`; None where that cannot be told."""
    own = engine.info.platform.architecture
    if platform.architecture == own or platform.architecture in _ALSO_RUNS.get(own, ()):
        return True
    if "Desktop" in engine.info.system:
        return True
    if not engine.endpoint.is_local or sys.platform != "linux":
        return None
    name = _QEMU.get(platform.architecture, platform.architecture)
    return any(path.name.startswith(f"qemu-{name}") for path in binfmt.glob("qemu-*"))


def _of_dockerfile(recipe: Recipe, dockerfile: Dockerfile) -> Iterator[Concern]:
    if not dockerfile.stages:
        yield Concern(message("The Dockerfile has no FROM."), prevents=True)
    elif recipe.target and dockerfile.target(recipe.target) is None:
        sentence = message("The Dockerfile has no stage named {target}.", target=recipe.target)
        yield Concern(sentence, prevents=True)


def _of_classic_builder(
    engine: Engine, recipe: Recipe, dockerfile: Dockerfile
) -> Iterator[Concern]:
    if recipe.secrets:
        sentence = message("Secrets need BuildKit: install docker's plugin buildx.")
        yield Concern(sentence, prevents=True)
    if engine.info.is_podman:
        return
    for each in _instructions(recipe, dockerfile):
        if "mount" in each.flags:
            sentence = message("RUN --mount needs BuildKit: install docker's plugin buildx.")
            yield Concern(sentence, prevents=True, line=each.line)
        elif each.heredoc:
            sentence = message(
                "Texts after << need BuildKit: install docker's plugin buildx.",
            )
            yield Concern(sentence, prevents=True, line=each.line)


def _runs(engine: Engine, platform: Platform, binfmt: Path, *, with_buildkit: bool) -> bool | None:
    """Whether a RUN for `platform` will do; None where that cannot be told.

    A builder of buildx may have nodes of other architectures, and knows what each can emulate.
    """
    if with_buildkit and (known := builder_platforms(engine.endpoint)):
        return any(platform[:2] == each[:2] for each in known)
    return is_emulated(engine, platform, binfmt)


def _of_platform(
    engine: Engine,
    recipe: Recipe,
    dockerfile: Dockerfile,
    platform: Platform,
    runs: Callable[[], bool | None],
) -> Iterator[Concern]:
    """RUN starts programs of the platform, which another machine can only emulate."""
    run = next((each for each in _instructions(recipe, dockerfile) if each.keyword == "RUN"), None)
    if run is None or runs() is not False:
        return
    yield Concern(
        message(
            "RUN starts programs of {platform}, but this machine ({own}) has no emulation for"
            " them: install qemu-user-static, or build on such a machine.",
            platform=platform,
            own=engine.info.platform,
        ),
        line=run.line,
    )


def _of_scratch(recipe: Recipe, dockerfile: Dockerfile, platform: Platform) -> Iterator[Concern]:
    """The classic builder takes what follows FROM scratch for an image of its own platform.

    Only COPY and ADD start one of the platform that was asked for (seen with engine 20.10).
    """
    for stage in dockerfile.needed(recipe.target):
        if stage.base.lower() != SCRATCH or len(stage.instructions) < 2:
            continue
        first = stage.instructions[1]
        if first.keyword in COPYING:
            continue
        sentence = message(
            "FROM scratch, for {platform} the classic builder needs COPY or ADD before"
            " {keyword}: change the order, or use Podman or docker's plugin buildx.",
            platform=platform,
            keyword=first.keyword,
        )
        if _needs_order(stage):
            sentence = message(
                "FROM scratch with ARG before COPY, the classic builder makes no image for"
                " {platform}: use Podman or docker's plugin buildx.",
                platform=platform,
            )
        yield Concern(sentence, prevents=True, line=first.line)


def _needs_order(stage: Stage) -> bool:
    """Whether the first COPY or ADD uses what an ARG before it says, so that none can go up."""
    names: set[str] = set()
    for each in stage.instructions:
        if each.keyword in COPYING:
            return bool(names & used_variables(each))
        if each.keyword in {"ARG", "ENV"}:
            names |= {word.partition("=")[0] for word in each.words}
    return False


def _instructions(recipe: Recipe, dockerfile: Dockerfile) -> Iterator[Instruction]:
    """Those of the stages that run on the platform that is built."""
    for stage in dockerfile.needed(recipe.target):
        if "BUILDPLATFORM" not in stage.platform:
            yield from stage.instructions
