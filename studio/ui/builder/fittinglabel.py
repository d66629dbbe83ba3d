"""A label that says the same in fewer words where there is less room."""

from __future__ import annotations

from studio.ui.controls.elided import ElidedLabel


class FittingLabel(ElidedLabel):
    """Shows the first of its wordings that fits, the last one shortened if need be."""

    _shorter: tuple[str, ...] = ()

    def say(self, words: str, *shorter: str) -> None:
        """Say something, with shorter ways to say it."""
        self._shorter = shorter
        self.setText(words)
        self.update()

    def shown_text(self) -> str:
        """What there is room for."""
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        for words in (self.text(), *self._shorter):
            if metrics.horizontalAdvance(words) <= width:
                return words
        last = (self.text(), *self._shorter)[-1]
        return metrics.elidedText(last, self._mode, width)
