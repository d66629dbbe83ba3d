"""`osc-studio build`: build the images of a package's recipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.cli.package_argument import add_package, opened
from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from studio.cli.buildrun import BuildRun
    from studio.cli.terminal import Terminal
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.package.opening import Opened
    from studio.package.snapshot import Snapshot

SUMMARY = message("build the images of a package with Docker or Podman")
EXAMPLE = "osc-studio build ./etcd operator --platform linux/arm64 --save"

_FAILED = 1


class CannotBuild(StudioError):
    """The arguments or studio.yaml do not say what to build."""


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    add_package(parser, terminal)
    parser.add_argument(
        "recipes",
        metavar="RECIPE",
        nargs="*",
        help=terminal.say(message("names of recipes in studio.yaml; by default all of them")),
    )
    parser.add_argument(
        "--platform",
        metavar="P",
        action="append",
        default=[],
        help=terminal.say(
            message("build for this platform, such as linux/arm64; may be given several times")
        ),
    )
    parser.add_argument(
        "--engine",
        metavar="URL",
        default="",
        help=terminal.say(
            message(
                "address of the engine, or name of a docker context; by default the first found"
            )
        ),
    )
    parser.add_argument(
        "--save",
        action="store_true",
        help=terminal.say(message("save the images into the package, and map them")),
    )
    parser.add_argument(
        "--push",
        metavar="REGISTRY",
        default="",
        help=terminal.say(
            message("push the images to this registry, such as swr.example.com/team")
        ),
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Build, save, push; 1 when a build fails, 0 when all are done."""
    from studio.cli.buildrun import BuildRun
    from studio.services.engine.buildfailure import BuildFailed
    from studio.services.engine.building import WrongPlatform
    from studio.services.engine.finding import find_engine
    from studio.services.engine.running import Prevented

    package = opened(arguments.path, terminal)
    folder = _folder(package)
    recipes = _recipes(package.snapshot, arguments.recipes)
    platforms = [_platform(text) for text in arguments.platform]
    if arguments.save:
        from studio.package.builds.intopackage import require_images_folder

        require_images_folder(package.snapshot)
    with find_engine(arguments.engine) as engine:
        work = BuildRun(engine, folder, terminal, registry=arguments.push, save=arguments.save)
        for recipe in recipes:
            work.require_names(recipe)
        code = 0
        left = list(recipes)
        try:
            while left:
                recipe = left[0]
                for platform in platforms or recipe.platforms or (engine.info.platform,):
                    work.build(recipe, platform, several=_is_several(recipe, platforms))
                work.join(recipe)
                del left[0]
        except (BuildFailed, WrongPlatform, Prevented) as error:
            failed, *left = left
            _complain(terminal, failed, error)
            if left:
                names = ", ".join(each.name for each in left)
                terminal.complain(terminal.say(message("Not built: {names}", names=names)))
            code = _FAILED
    if work.saved:
        _map(package, work, terminal)
    return code


def _complain(terminal: Terminal, recipe: Recipe, error: StudioError) -> None:
    """Say why a recipe could not be built, and where."""
    from studio.services.engine.buildfailure import BuildFailed, specific

    sentence = error.message
    if isinstance(error, BuildFailed) and error.line:
        sentence = message(
            "the build failed at {path}:{line}: {reason}",
            path=recipe.dockerfile_path or recipe.dockerfile,
            line=error.line,
            reason=specific(error.reason),
        )
    terminal.complain(f"osc-studio: {recipe.name}: {terminal.say(sentence)}")
    if isinstance(error, BuildFailed) and error.hint is not None:
        terminal.complain(terminal.say(error.hint))


def _is_several(recipe: Recipe, platforms: Sequence[Platform]) -> bool:
    return len(platforms or recipe.platforms) > 1


def _folder(package: Opened) -> Path:
    """The folder of the package, which has the folders that are built; raises `CannotBuild`."""
    from studio.package.origin import FolderOrigin

    if not isinstance(package.origin, FolderOrigin):
        raise CannotBuild(
            "{path} is an archive; images are built from a folder: unpack it first.",
            path=package.origin.path,
        )
    return package.origin.path


def _recipes(snapshot: Snapshot, names: Sequence[str]) -> list[Recipe]:
    """The recipes that were asked for, or all; raises `CannotBuild`."""
    from studio.package.builds.recipes import recipes_of

    found = recipes_of(snapshot)
    if not found.recipes:
        raise CannotBuild("This package has no build recipes: studio.yaml has no list “builds”.")
    chosen: list[Recipe] = []
    for name in names:
        recipe = found.named(name)
        if recipe is None:
            raise CannotBuild(
                "There is no recipe {name}, only {names}.",
                name=name,
                names=", ".join(each.name for each in found.recipes),
            )
        chosen.append(recipe)
    chosen = chosen or list(found.recipes)
    for recipe in chosen:
        for defect in found.defects_of(recipe):
            raise CannotBuild(
                "The recipe {name} cannot be built: {reason}",
                name=recipe.name or recipe.index + 1,
                reason=defect.sentence,
            )
    return chosen


def _platform(text: str) -> Platform:
    from studio.package.builds.platforms import parse_platform

    platform = parse_platform(text)
    if platform is None:
        raise CannotBuild("“{text}” is no platform; linux/amd64 is one.", text=text)
    if not platform.is_known:
        raise CannotBuild("unknown platform {text}; linux/amd64 is one.", text=text)
    return platform


def _map(package: Opened, work: BuildRun, terminal: Terminal) -> None:
    """Let the mapping name the tars that were saved, and say which tags could follow."""
    from studio.package.builds.intopackage import into_package
    from studio.package.builds.savingplan import saving_plan
    from studio.package.builds.tagoffers import tag_offers
    from studio.package.changes import apply
    from studio.package.opening import open_package
    from studio.package.saving import save
    from studio.services.paths import kept_folder

    now = open_package(package.origin.path)
    plan = saving_plan(now.snapshot, [(each.reference, each.platform) for each in work.saved])
    changed = apply(now.snapshot, into_package(now.snapshot, work.saved).operations)
    save(now.origin, now.snapshot, changed, keep_in=kept_folder())
    for outdated in plan.outdated:
        terminal.print(terminal.say(outdated.sentence))
    for image in work.saved:
        for offer in tag_offers(changed, image.reference):
            if offer.names_image:
                terminal.print(
                    terminal.say(
                        message(
                            "{path} still says {old}; the new image is {new}.",
                            path=offer.place.path,
                            old=offer.old,
                            new=offer.new,
                        )
                    )
                )
