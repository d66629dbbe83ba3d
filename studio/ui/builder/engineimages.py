"""The commands that move images between engine, package and registry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.errors import StudioError
from studio.formats.kinds import Role
from studio.package.content import FileBlob
from studio.services.settings import REGISTRY
from studio.sizes import size_text
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.services.builds.buildrun import BuildRun
    from studio.services.builds.imageworks import EngineImage
    from studio.services.engine.endpoints import Endpoint
    from studio.services.engine.images import LocalImage
    from studio.ui.builder.asking import PushAnswer, PushDialog, PushTrouble
    from studio.ui.builder.building import Building
    from studio.ui.shell.window import MainWindow


class EngineImages(QObject):
    """Binds the commands; asks, orders the work, and says how it went."""

    def __init__(self, building: Building, window: MainWindow) -> None:
        super().__init__(building)
        self._building = building
        self._window = window
        self._answers: dict[BuildRun, PushAnswer] = {}
        bind, is_open = window.registry.bind, building.is_open
        bind("build.save", self._save, enabled=self._has_built)
        bind("build.push", self._push, enabled=self._has_built)
        bind("build.save_local", self._save_local, enabled=is_open)
        bind("build.pull", self._pull, enabled=is_open)
        bind("build.load", self._load, enabled=self._has_tars)

    def _has_built(self) -> bool:
        run = self._building.run
        return run is not None and run.state.is_over and bool(run.built)

    def _has_tars(self) -> bool:
        return bool(self._tars())

    def _tars(self) -> tuple[str, ...]:
        bench = self._window.workbench
        if bench is None:
            return ()
        from studio.package.layout import layout_of

        return tuple(layout_of(bench.document.snapshot).with_role(Role.IMAGE_TAR))

    def _save(self) -> None:
        run = self._building.run
        if run is not None:
            self._building.images.save_run(run)

    def _pull(self) -> None:
        self._building.when_found(lambda: self._building.images.pull())  # noqa: PLW0108 - later

    def _save_local(self) -> None:
        self._building.when_found(self._list_local)

    def _list_local(self) -> None:
        """Show what the engine holds, as soon as it has told."""
        from studio.services.builds.imageworks import all_local

        endpoint = self._engine()
        if endpoint is not None:
            label = message("Looking at the images of the engine")
            job = self._window.services.jobs.run(label, partial(all_local, endpoint))
            job.finished.connect(self._offer_local)
            job.failed.connect(self._building.trouble.show_error)

    def _offer_local(self, found: Sequence[LocalImage]) -> None:
        from studio.ui.builder.asking import PickDialog
        from studio.ui.builder.twolines import TwoLines

        rows = [
            TwoLines(
                name,
                ("stack", "dim"),
                name,
                below=f"{image.platform} · {size_text(image.size)}",
            )
            for image in found
            for name in image.names
        ]
        if not rows:
            self._window.toast.show_message(self.tr("The engine holds no image with a name."))
            return
        title = self.tr("Save a local image into the package")
        dialog = PickDialog(
            self._window.services.themes, title, self.tr("Choose"), rows, self._window
        )
        dialog.picked.connect(self._look_at)
        dialog.open()

    def _look_at(self, name: str) -> None:
        """Find out what an image of the engine runs on, then save it."""
        from studio.services.builds.imageworks import local_image

        endpoint = self._engine()
        if endpoint is not None:
            label = message("Looking at the image {image}", image=name)
            job = self._window.services.jobs.run(label, partial(local_image, endpoint, name))
            job.finished.connect(lambda image: self._building.images.save([image]))
            job.failed.connect(self._building.trouble.show_error)

    def _load(self) -> None:
        self._building.when_found(self._offer_tars)

    def _offer_tars(self) -> None:
        """Load the tar that is open, or let one be chosen."""
        from studio.ui.builder.asking import PickDialog
        from studio.ui.builder.twolines import TwoLines

        if self._engine() is None:
            return
        tars, current = self._tars(), self._window.editors.current
        if current is not None and current.key in tars:
            self._load_tar(current.key)
            return
        snapshot = self._building.desk.document.snapshot
        rows = [
            TwoLines(path, ("stack", "dim"), path.rpartition("/")[2], below=self._facts(path, blob))
            for path in tars
            if isinstance(blob := snapshot.files[path], FileBlob)
        ]
        title = self.tr("Load a saved image into the engine")
        dialog = PickDialog(
            self._window.services.themes, title, self.tr("Load"), rows, self._window
        )
        dialog.picked.connect(self._load_tar)
        dialog.open()

    def _facts(self, path: str, blob: FileBlob) -> str:
        """The size of a tar, and what is inside if somebody has looked already."""
        from studio.model.imagetars import inside
        from studio.package.images.tars import known_tar

        tar = known_tar(self._building.desk.document.snapshot, path)
        size = size_text(blob.size)
        return f"{self._window.words(inside(tar))} · {size}" if tar is not None else size

    def _load_tar(self, path: str) -> None:
        from studio.services.builds.imageworks import load_tar

        endpoint = self._engine()
        blob = self._building.desk.document.snapshot.files.get(path)
        if endpoint is None or not isinstance(blob, FileBlob):
            return
        name = path.rpartition("/")[2]
        label = message("Loading {name}", name=name)
        work = self._building.desk.works.add(label, partial(load_tar, endpoint, blob, name))
        work.finished.connect(self._say_loaded)
        again = partial(self._load_tar, path)
        work.failed.connect(lambda error: self._building.trouble.show_error(error, again))

    def _say_loaded(self, names: tuple[str, ...]) -> None:
        text = self.tr("The engine has {names} now.").format(names=", ".join(names))
        self._window.toast.show_message(text)

    def _push(self) -> None:
        run = self._building.run
        if run is not None:
            self._ask_registry(run)

    def choose_pushing(self, run: BuildRun, *, on: bool) -> None:
        """Ask now where a build shall be pushed once it is done, or let it be."""
        if not on:
            self._forget(run)
            return
        dialog = self._registry_dialog(run)
        dialog.accepted.connect(lambda: self._remember(run, dialog.answer()))
        dialog.rejected.connect(lambda: self._forget(run))
        dialog.open()

    def push_if_wanted(self, run: BuildRun) -> None:
        """Push a build that is done to where it was wanted."""
        from studio.services.builds.buildparts import State

        answer = self._answers.pop(run, None)
        if answer is not None and run.state is State.DONE:
            self._push_run(run, answer)

    def _remember(self, run: BuildRun, answer: PushAnswer) -> None:
        self._answers[run] = answer
        run.pushes_when_done = True
        run.changed.emit()
        if run.state.is_over:
            self.push_if_wanted(run)

    def _forget(self, run: BuildRun) -> None:
        self._answers.pop(run, None)
        run.pushes_when_done = False
        run.changed.emit()

    def _ask_registry(self, run: BuildRun, trouble: PushTrouble | None = None) -> None:
        """Ask where to push a build, and as whom."""
        dialog = self._registry_dialog(run, trouble)
        dialog.accepted.connect(lambda: self._push_run(run, dialog.answer()))
        dialog.open()

    def _registry_dialog(self, run: BuildRun, trouble: PushTrouble | None = None) -> PushDialog:
        from studio.ui.builder.asking import PushDialog

        services = self._window.services
        registry = services.settings.value(REGISTRY)
        return PushDialog(services.themes, run.recipe.address, registry, self._window, trouble)

    def _push_run(self, run: BuildRun, answer: PushAnswer) -> None:
        from studio.services.builds.imageworks import EngineImage, push_images
        from studio.services.engine.credentials import Credential

        endpoint, reference = self._engine(), run.recipe.reference
        if endpoint is None or reference is None:
            return
        self._window.services.settings.set_value(REGISTRY, answer.registry)
        credential = None
        if answer.username:
            host = (answer.registry or reference.host).partition("/")[0]
            credential = Credential(host, answer.username, answer.password)
        wanted: tuple[EngineImage, ...] = tuple(
            EngineImage(each.image.id, reference, each.image.platform) for each in run.built
        )
        label = message("Pushing {image}", image=reference)
        work = self._building.desk.works.add(
            label, partial(push_images, endpoint, wanted, answer.registry, credential)
        )
        work.finished.connect(self._say_pushed)
        work.failed.connect(lambda error: self._push_failed(run, answer, error))

    def _say_pushed(self, names: tuple[str, ...]) -> None:
        text = self.tr("Pushed as {names}.").format(names=", ".join(names))
        self._window.toast.show_message(text)

    def _push_failed(self, run: BuildRun, answer: PushAnswer, error: Exception) -> None:
        """Ask again where a name or another registry would help, else say why."""
        from studio.services.builds.imageworks import BadRegistry
        from studio.services.engine.credentials import CannotSignIn, WrongPassword
        from studio.services.engine.transfer import NotSignedIn
        from studio.ui.builder.asking import PushTrouble

        if isinstance(error, WrongPassword | NotSignedIn):
            sentence = (
                self.tr("The registry does not accept this user name and password.")
                if answer.username
                else self.tr("The registry wants a user name and a password.")
            )
            self._ask_registry(run, PushTrouble(sentence, answer, error.reason, wants_name=True))
        elif isinstance(error, BadRegistry | CannotSignIn):
            self._ask_registry(run, PushTrouble(self._window.words(error.message), answer))
        else:
            self._building.trouble.show_error(error, partial(self._ask_registry, run))

    def _engine(self) -> Endpoint | None:
        """The engine, or a word why there is none."""
        try:
            return self._building.desk.required_engine()
        except StudioError as error:
            self._window.warn(error.message)
            return None
