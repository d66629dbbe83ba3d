"""How far all layers of an image together are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.services.engine.buildevents import LayerMoved

_ENDED = ("Pushed", "Layer already exists", "Mounted from", "Pull complete", "Already exists")


class LayerProgress:
    """Adds up what is told of the layers of one pull or push."""

    def __init__(self) -> None:
        self._done: dict[str, int] = {}
        self._total: dict[str, int] = {}
        self._ended: set[str] = set()

    def follow(self, event: LayerMoved) -> None:
        """Take note of one event; those that concern no layer change nothing."""
        if not event.layer:
            return
        if event.status.startswith(_ENDED):
            self._ended.add(event.layer)
            self._done[event.layer] = self._total.get(event.layer, 0)
        elif event.total and not event.status.startswith("Extracting"):
            self._total[event.layer] = event.total
            self._done[event.layer] = min(event.done, event.total)
        else:
            self._done.setdefault(event.layer, 0)

    @property
    def layers(self) -> tuple[int, int]:
        """Layers done and in all."""
        return len(self._ended), len(self._done)

    @property
    def fraction(self) -> float:
        """From 0 to 1, by bytes where they are known and by layers otherwise."""
        total = sum(self._total.values())
        if total:
            return sum(self._done[layer] for layer in self._total) / total
        done, count = self.layers
        return done / count if count else 0.0
