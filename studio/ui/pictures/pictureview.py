"""Shows a picture, as large as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from studio.ui.pictures.picture import Picture
    from studio.ui.theme.switcher import ThemeService

_STEP = 1.25
_LEAST, _MOST = 0.05, 32.0
_CHECK = 8
_MARGIN = 16
_CTRL = Qt.KeyboardModifier.ControlModifier


class PictureView(QAbstractScrollArea):
    """One picture on a chequered ground; it fits into the view until somebody zooms.

    `zoom` is pixels of the screen for one of the picture. `zoomed` comes when it has changed.
    Ctrl and the wheel, + and − zoom, 0 fits, 1 gives the original size; the mouse drags.
    """

    zoomed = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._picture: Picture | None = None
        self._drawn = QImage()
        self._zoom = 1.0
        self.fits = True
        self._grabbed: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        themes.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one pixel of the picture."""
        return self._zoom

    def show_picture(self, picture: Picture | None) -> None:
        """Show another picture, or none; one of the same size stays where it is."""
        same = picture and self._picture and picture.size == self._picture.size
        self._picture = picture
        self._drawn = QImage()
        if same:
            self._set_zoom(self._zoom, fits=self.fits)
        else:
            self.fit()

    def fit(self) -> None:
        """Show all of the picture, at most in its original size."""
        if self._picture is not None:
            room = self.maximumViewportSize() - QSize(2 * _MARGIN, 2 * _MARGIN)
            size = self._picture.size
            wanted = min(
                room.width() / max(size.width(), 1), room.height() / max(size.height(), 1), 1.0
            )
            self._set_zoom(wanted, fits=True)

    def set_zoom(self, zoom: float, fixed: QPointF | None = None) -> None:
        """Zoom; the point `fixed` of the viewport, else its middle, keeps what it shows."""
        fixed = fixed or QPointF(self.viewport().rect().center())
        point = self.picture_point(fixed)
        self._set_zoom(zoom, fits=False)
        at = point * self._zoom
        self.horizontalScrollBar().setValue(round(at.x() + _MARGIN - fixed.x()))
        self.verticalScrollBar().setValue(round(at.y() + _MARGIN - fixed.y()))

    def picture_point(self, point: QPointF) -> QPointF:
        """Which point of the picture stands at a point of the viewport."""
        return (point - QPointF(self._target().topLeft())) / self._zoom

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / _STEP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the picture, pixel by pixel when it is enlarged."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._themes.colour("sunken"))
        picture = self._picture
        if picture is None:
            return
        target = self._target()
        self._paint_checks(painter, target.intersected(self.viewport().rect()), target.topLeft())
        if picture.source and (self._drawn.isNull() or self._drawn.size() != self._wanted()):
            self._drawn = picture.drawn(self._wanted())
        image = self._drawn if not self._drawn.isNull() else picture.image
        smooth = self._zoom < 1 or bool(picture.source)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(target, image)
        painter.setPen(self._themes.colour("border"))
        painter.drawRect(target.adjusted(-1, -1, 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting, or keep the bars right."""
        super().resizeEvent(event)
        if self.fits:
            self.fit()
        else:
            self._update_bars()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom where the mouse is."""
        if not event.modifiers() & _CTRL:
            super().wheelEvent(event)
            return
        steps = event.angleDelta().y() / 120
        if steps:
            self.set_zoom(self._zoom * _STEP**steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+, −, 0 and 1 zoom."""
        acts = {"+": self.zoom_in, "=": self.zoom_in, "-": self.zoom_out, "0": self.fit}
        act = acts.get(event.text())
        if act is not None:
            act()
        elif event.text() == "1":
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture."""
        if self._grabbed is None:
            return
        moved = event.position().toPoint() - self._grabbed
        self._grabbed = event.position().toPoint()
        for bar, by in (
            (self.horizontalScrollBar(), moved.x()),
            (self.verticalScrollBar(), moved.y()),
        ):
            bar.setValue(bar.value() - by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the picture."""
        self._grabbed = None
        self.viewport().unsetCursor()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between fitting and the original size."""
        if self.fits:
            self.set_zoom(1.0, event.position())
        else:
            self.fit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew: the ground does not move along."""
        self.viewport().update()

    def _set_zoom(self, zoom: float, *, fits: bool) -> None:
        self._zoom = min(max(zoom, _LEAST), _MOST)
        self.fits = fits
        self._update_bars()
        self.viewport().update()
        self.zoomed.emit()

    def _update_bars(self) -> None:
        shown = self._shown() + QSize(2 * _MARGIN, 2 * _MARGIN)
        seen = self.viewport().size()
        for bar, length, page in (
            (self.horizontalScrollBar(), shown.width(), seen.width()),
            (self.verticalScrollBar(), shown.height(), seen.height()),
        ):
            bar.setPageStep(page)
            bar.setSingleStep(_MARGIN)
            bar.setRange(0, 0 if self.fits else max(length - page, 0))

    def _shown(self) -> QSize:
        """The size of the picture on the screen."""
        size = self._picture.size if self._picture else QSize()
        return QSize(
            max(round(size.width() * self._zoom), 1), max(round(size.height() * self._zoom), 1)
        )

    def _wanted(self) -> QSize:
        return self._shown() * self.devicePixelRatio()

    def _target(self) -> QRect:
        """Where the picture is painted: in the middle, or scrolled."""
        size, room = self._shown(), self.viewport().size()
        x = (room.width() - size.width()) // 2
        y = (room.height() - size.height()) // 2
        if self.horizontalScrollBar().maximum():
            x = _MARGIN - self.horizontalScrollBar().value()
        if self.verticalScrollBar().maximum():
            y = _MARGIN - self.verticalScrollBar().value()
        return QRect(QPoint(x, y), size)

    def _paint_checks(self, painter: QPainter, rect: QRect, origin: QPoint) -> None:
        """Fill `rect` with squares that begin at `origin` of the picture."""
        tile = QPixmap(2 * _CHECK, 2 * _CHECK)
        tile.fill(self._themes.colour("editor"))
        squares = QPainter(tile)
        colour = self._themes.colour("hover")
        squares.fillRect(0, 0, _CHECK, _CHECK, colour)
        squares.fillRect(_CHECK, _CHECK, _CHECK, _CHECK, colour)
        squares.end()
        painter.drawTiledPixmap(rect, tile, rect.topLeft() - origin)
