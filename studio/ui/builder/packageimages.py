"""Images between engine, package and registry: saved, pulled, loaded, pushed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from studio.errors import StudioError
from studio.formats.imagemap import MAPPING_PATH
from studio.model.imagerows import stray_key
from studio.package.builds.intopackage import into_package, require_images_folder
from studio.package.builds.naming import saved_path
from studio.package.builds.savingplan import entries_for, is_used, saving_plan
from studio.package.builds.tagoffers import tag_offers
from studio.package.snapshot import Place
from studio.services.builds.desk import CannotBuild
from studio.services.builds.imageworks import EngineImage, ImagesHome, fetch_all, save_images
from studio.ui.builder.savedialog import SaveDialog
from studio.ui.controls.links import Link
from studio.ui.shell.page import IMAGES
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.formats.imagerefs import ImageReference
    from studio.package.builds.intopackage import Saved
    from studio.package.builds.tagoffers import TagOffer
    from studio.services.builds.buildrun import BuildRun
    from studio.services.builds.desk import BuildDesk
    from studio.services.builds.engineworks import EngineWork
    from studio.services.builds.imageworks import Fetched
    from studio.ui.builder.worktrouble import WorkTrouble
    from studio.ui.controls.statusicon import StatusTone
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


class Following(NamedTuple):
    """What else of the package follows an image that is saved.

    `offers` are the fields that shall say the new tag; `left` counts those that nobody was asked
    about. An entry `keeps` its tars of another tag, or names them no longer. The tars at the paths
    of `delete`, which nothing names then, go.
    """

    offers: tuple[TagOffer, ...] = ()
    keeps: bool = False
    left: int = 0
    delete: tuple[str, ...] = ()


class PackageImages(QObject):
    """Brings images of the engine into the package that is open, each time as one step."""

    def __init__(self, desk: BuildDesk, window: MainWindow, trouble: WorkTrouble) -> None:
        super().__init__(desk)
        self._desk = desk
        self._trouble = trouble
        self._window = window
        bench = window.workbench
        assert bench is not None  # noqa: S101 - the desk is that of an open package
        self._bench: Workbench = bench

    def save_run(self, run: BuildRun, *, ask: bool = True) -> None:
        """Save what a build made; asks which fields follow its tag, if it may `ask`."""
        reference = run.recipe.reference
        if reference is not None and run.built:
            wanted = [
                EngineImage(each.image.id, reference, each.image.platform, each.image.size)
                for each in run.built
            ]
            self.save(wanted, ask=ask, run=run)

    def save(
        self, wanted: Sequence[EngineImage], *, ask: bool = True, run: BuildRun | None = None
    ) -> None:
        """Save images of the engine into the package."""
        document = self._desk.document
        try:
            self._required_home()
        except StudioError as error:
            self._window.warn(error.message)
            return
        offers = tag_offers(document.snapshot, wanted[0].reference)
        if not ask:
            left = len([each for each in offers if each.names_image])
            self._save(wanted, Following(left=left), run)
            return
        plan = saving_plan(document.snapshot, [(each.reference, each.platform) for each in wanted])
        sizes = {saved_path(each.reference, each.platform): each.size for each in wanted}
        dialog = SaveDialog(
            self._window.services.themes,
            str(wanted[0].reference),
            plan,
            sizes,
            offers,
            self._window,
        )
        dialog.accepted.connect(
            lambda: self._save(
                wanted,
                Following(dialog.chosen(), dialog.keeps_outdated, delete=dialog.deleted()),
                run,
            )
        )
        dialog.open()

    def pull(self, tar: str = "") -> None:
        """Get the image of the tar at a path, or every one that is mapped and not there."""
        from studio.services.engine.fetching import wanted_images

        try:
            home = self._required_home()
            endpoint = self._desk.required_engine()
        except StudioError as error:
            self._window.warn(error.message)
            return
        wanted = wanted_images(self._desk.document.snapshot, tar)
        if not wanted and tar:
            name = tar.rpartition("/")[2]
            text = self.tr("Nothing in the package says which image belongs into {name}.")
            self._window.toast.show_message(text.format(name=name), tone="warning")
            return
        if not wanted:
            self._window.toast.show_message(self.tr("Every mapped image has its tar already."))
            return
        self._trouble.clear()
        label = message("Pulling images: {count}", count=len(wanted))
        paths = {tar, *(saved_path(each.reference, each.platform) for each in wanted)}
        work = self._desk.works.add(label, partial(fetch_all, endpoint, wanted, home), brings=paths)
        self._beside_watcher(work)
        again = partial(self.pull, tar)
        work.finished.connect(lambda fetched: self._take_fetched(fetched, again))
        work.failed.connect(lambda error: self._trouble.show_error(error, again))

    def _required_home(self) -> ImagesHome:
        """Where tars are written; raises `CannotMap` and `CannotBuild`."""
        require_images_folder(self._desk.document.snapshot)
        origin = self._desk.folder_origin
        if origin is None or self._bench.is_sample:
            raise CannotBuild(
                "Images are saved beside the other files of the package: save it as a folder of"
                " your own first."
            )
        return ImagesHome(origin, self._window.services.kept)

    def _save(
        self,
        wanted: Sequence[EngineImage],
        follow: Following,
        run: BuildRun | None,
    ) -> None:
        try:
            home = self._required_home()
            endpoint = self._desk.required_engine()
        except StudioError as error:
            self._window.warn(error.message)
            return
        self._trouble.clear()
        label = message("Saving {image}", image=wanted[0].reference)
        work = self._desk.works.add(
            label,
            partial(save_images, endpoint, tuple(wanted), home),
            next_one=True,
            brings=[saved_path(each.reference, each.platform) for each in wanted],
        )
        self._beside_watcher(work)
        work.finished.connect(lambda saved: self._take(saved, follow, run))
        again = partial(self._save, wanted, follow, run)
        work.failed.connect(lambda error: self._trouble.show_error(error, again))

    def _beside_watcher(self, work: EngineWork) -> None:
        """Let nobody take the tar for a change of another program while it is written."""
        watcher = self._bench.watcher
        if work.job is not None:
            watcher.pause()
        else:
            work.started.connect(watcher.pause)

        def go_on() -> None:
            # Saved somewhere else meanwhile, the package has another watcher.
            if work.job is not None and self._bench.watcher is watcher:
                watcher.resume()
                watcher.look_now()

        work.ended.connect(go_on)

    def _take_fetched(self, fetched: Fetched, again: Callable[[], object]) -> None:
        if fetched.saved:
            self._take(fetched.saved, Following(), None)
        if fetched.failures:
            self._trouble.show(lambda: self._failures(fetched), again)

    def _failures(self, fetched: Fetched) -> str:
        told = [self._window.words(failure.message) for failure in fetched.failures]
        return " ".join([self.tr("%n image(s) did not come.", "", len(told)), *told])

    def _take(
        self,
        saved: Sequence[Saved],
        follow: Following,
        run: BuildRun | None,
    ) -> None:
        """Let the package have the tars, named by the mapping, with the tags that follow."""
        document = self._desk.document
        reference = saved[0].reference
        # What was edited meanwhile is not what was asked about.
        offered = tag_offers(document.snapshot, reference)
        still = [each for each in offered if each in follow.offers]
        places = [(each.reference, each.platform) for each in saved]
        outdated = () if follow.keeps else saving_plan(document.snapshot, places).outdated
        try:
            change_set = into_package(
                document.snapshot,
                saved,
                still,
                keep_outdated=follow.keeps,
                delete=follow.delete,
            )
            document.end_merging()
            document.commit(change_set)
        except StudioError as error:
            self._window.warn(error.message)
            return
        if run is not None:
            run.saved = tuple(saved_path(each.reference, each.platform) for each in saved)
            run.changed.emit()
        self._tell(saved, follow, [old.name for old in outdated])

    def _tell(self, saved: Sequence[Saved], follow: Following, dropped: Sequence[str]) -> None:
        """Say what the package has now, and offer what is to be done next."""
        snapshot, reference = self._desk.document.snapshot, saved[0].reference
        unused = [each.reference for each in saved if not is_used(snapshot, each.reference)]
        # More is said then, in one line, so the registry is left out.
        called = (
            str(each.reference).rpartition("/")[2] if unused else str(each.reference)
            for each in saved
        )
        text = self.tr("In the package now: {images}.").format(
            images=", ".join(dict.fromkeys(called))
        )
        link = Link(self.tr("Undo"), lambda: self._window.registry.run("edit.undo"))
        if dropped:
            listed = ", ".join(dropped)
            text += " " + self.tr("No longer mapped (other tag): {names}.").format(names=listed)
        if follow.left:
            text += " " + self.tr("%n field(s) still say another tag.", "", follow.left)
            link = Link(self.tr("Update them"), partial(self._follow_tags, reference))
        tone: StatusTone = "ok"
        if unused:
            tone = "warning"
            text += " " + self.tr(
                "No field of the package names this image: choose one on the page of images."
            )
            link = Link(self.tr("Show"), partial(self._show_entry, unused[0]))
        self._window.toast.show_message(text, link, tone)

    def _show_entry(self, reference: ImageReference) -> None:
        """Show the entry of an image on the page of images, also if that has yet to be read."""
        self._window.registry.run("view.images")
        page = self._window.editors.page(IMAGES)
        entries = entries_for(self._desk.document.snapshot, reference)
        if page is None or not entries:
            return
        page.reveal(Place(MAPPING_PATH, entries[0].pointer))
        chosen = {"image": stray_key(entries[0])}
        if page.view_state() != chosen:
            page.restore_view_state(chosen)

    def _follow_tags(self, reference: ImageReference) -> None:
        """Write the new tag wherever the image is named, as one step."""
        from studio.package.builds.tagoffers import accepted_offers

        document = self._desk.document
        label = message("Let fields follow {image}", image=reference)
        try:
            with document.transaction(label) as step:
                offers = tag_offers(step.snapshot, reference)
                named = [each for each in offers if each.names_image]
                step.apply(*accepted_offers(step.snapshot, named))
        except StudioError as error:
            self._window.warn(error.message)
