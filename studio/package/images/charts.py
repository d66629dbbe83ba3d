"""The images that a chart names: in its values, those of its sub-charts, and its templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.formats.shapes import at
from studio.package.images.addresses import dotted
from studio.package.images.chartfiles import VALUES, chart_at
from studio.package.images.structured import Candidate, candidates
from studio.package.images.templates import facts_of, resolved
from studio.package.images.uses import DIGEST, FULL, REGISTRY, REPOSITORY, TAG, Field, How, Use
from studio.package.snapshot import Place
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.images.chartfiles import Chart
    from studio.package.images.templates import Expression, Mentions
    from studio.package.snapshot import Snapshot
    from studio.yamltext.pointers import Pointer

GLOBAL_REGISTRY = ("global", "imageRegistry")
"""The value by which many charts replace the registry of all their images."""

_PART_OF_KEY = {
    "registry": REGISTRY, "repository": REPOSITORY, "repo": REPOSITORY, "image": REPOSITORY,
    "name": REPOSITORY, "tag": TAG, "version": TAG, "digest": DIGEST, "sha": DIGEST,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChartImages:
    """The uses of a chart, and the dependencies that are not in it: their images stay unknown."""

    uses: tuple[Use, ...] = ()
    missing: tuple[str, ...] = ()


def chart_images(snapshot: Snapshot, root: str) -> ChartImages:
    """The images of the chart in the folder `root`, "" for the top; empty where there is none."""
    chart = chart_at(snapshot, root)
    if chart is None:
        return ChartImages()
    uses: list[Use] = []
    missing: list[str] = []
    for each, above in _with_ancestors(chart, ()):
        uses += _Reader(snapshot, each, above).uses()
        missing += (dotted((*each.prefix, name)) or name for name in each.missing)
    return ChartImages(tuple(uses), tuple(missing))


def _with_ancestors(
    chart: Chart, above: tuple[Chart, ...]
) -> Iterator[tuple[Chart, tuple[Chart, ...]]]:
    yield chart, above
    for child in chart.charts:
        yield from _with_ancestors(child, (*above, chart))


@dataclass(slots=True)
class _Reader:
    """Joins what the values and the templates of one chart say."""

    snapshot: Snapshot
    chart: Chart
    above: tuple[Chart, ...]
    defines: dict[str, Mentions] = field(default_factory=dict[str, "Mentions"])

    def uses(self) -> Iterator[Use]:
        """The uses of this chart without those of the charts below it."""
        found = list(self._in_values())
        expressions: list[tuple[str, Expression]] = []
        literals: list[tuple[str, int, str]] = []
        for path, content in self.chart.templates():
            facts = facts_of(content)
            self.defines |= facts.defines
            expressions += ((path, each) for each in facts.expressions)
            literals += ((path, start, text) for start, text in facts.literals)
        joined: list[tuple[str, Expression, list[int]]] = []
        for path, expression in expressions:
            mentions = resolved(expression.mentions, self.defines)
            places = [] if expression.literal else self._named_by(mentions, found)
            for index in places:
                if mentions.app_version:
                    found[index] = self._versioned(found[index])
            joined.append((path, expression, places))
        # Without templates (a chart may be looked at before they are written) appVersion is meant.
        if not expressions:
            found = [self._versioned(each) for each in found]
        yield from map(self._use, found)
        for path, expression, places in joined:
            yield from self._template_uses(path, expression, [found[index] for index in places])
        for path, start, text in literals:
            yield _in_template(path, start, text, rewritten=False, guess=True)

    def _in_values(self) -> Iterator[Candidate]:
        """The candidates in the values, but for those of other charts."""
        others = {child.prefix[-1] for child in self.chart.charts}
        if self.above:
            others.add("global")
        registry = at(self.chart.values, *GLOBAL_REGISTRY)
        for name, value in self.chart.values.items():
            if name in others:
                continue
            for found in candidates(value, (name,), name):
                if isinstance(registry, str) and registry and REGISTRY in found.places:
                    places = {**found.places, REGISTRY: GLOBAL_REGISTRY}
                    found = Candidate(places, {**found.texts, REGISTRY: registry}, found.guess)
                yield found

    def _named_by(self, mentions: Mentions, found: list[Candidate]) -> list[int]:
        """The candidates that an expression refers to; a new one where it makes one itself."""
        places: list[int] = []
        for index, each in enumerate(found):
            named = set(each.places.values()) | {
                place[:-1] for part, place in each.places.items() if part != FULL
            }
            if {place for place in named if place != GLOBAL_REGISTRY} & mentions.paths:
                places.append(index)
        if not places:
            made = self._made_of(mentions.paths)
            if made is not None:
                found.append(made)
                places.append(len(found) - 1)
        return places

    def _made_of(self, paths: frozenset[Pointer]) -> Candidate | None:
        """The image that the values at `paths` make up by the names of their keys."""
        texts: dict[str, str] = {}
        places: dict[str, Pointer] = {}
        for path in sorted(paths, key=str):
            value = at(self.chart.values, *path)
            key = str(path[-1]).lower()
            part = next((part for word, part in _PART_OF_KEY.items() if key.endswith(word)), None)
            if part is None or isinstance(value, (dict, list, bool)) or part in places:
                continue
            places[part] = path
            if value not in (None, ""):
                texts[part] = str(value)
        if not texts.get(REPOSITORY):
            return None
        if places.keys() == {REPOSITORY}:
            return Candidate({FULL: places[REPOSITORY]}, {FULL: texts[REPOSITORY]})
        return Candidate(places, texts)

    def _versioned(self, found: Candidate) -> Candidate:
        """The candidate with the chart's appVersion, where its tag is left to that."""
        absent = self.chart.missing and found.places.get(TAG, ("",))[0] in self.chart.missing
        says_none = TAG in found.places and not found.texts.keys() & {TAG, DIGEST}
        if not says_none or absent or not self.chart.app_version:
            return found
        return found._replace(texts={**found.texts, TAG: self.chart.app_version})

    def _use(self, found: Candidate) -> Use:
        fields = tuple(
            self._field(part, pointer, found.texts.get(part, ""))
            for part, pointer in found.places.items()
        )
        main = found.places.get(FULL) or found.places[REPOSITORY]
        rewritten = all(each.address for each in fields)
        name = dotted((*self.chart.prefix, *main))
        return Use(found.reference, How.VALUES, fields, rewritten, found.guess, name=name)

    def _field(self, part: str, pointer: Pointer, text: str) -> Field:
        """Where the value at `pointer` is written: in the outermost chart if that sets it."""
        outer = (*self.chart.prefix, *pointer)
        for chart in (*self.above, self.chart):
            path = chart.paths.get(VALUES, "")
            inner = outer[len(chart.prefix) :]
            content = chart.text(VALUES)
            if content is not None and find(content.yaml_tree.root, inner) is not None:
                return Field(
                    part,
                    Place(path, inner),
                    text,
                    address=dotted(outer),
                    exists=not chart.prefix,
                )
        outermost = (*self.above, self.chart)[0]
        path = outermost.paths.get(VALUES, "")
        return Field(part, Place(path, outer), text, address=dotted(outer), exists=False)

    def _said(self, pointer: Pointer) -> str | None:
        """A value as a template prints it; None where there is no scalar."""
        value = at(self.chart.values, *pointer)
        return None if value is None or isinstance(value, (dict, list, bool)) else str(value)

    def _template_uses(
        self, path: str, expression: Expression, found: list[Candidate]
    ) -> Iterator[Use]:
        """The use of an image by a template: through values, or as a literal."""
        for each in found:
            yield _in_template(path, expression.start, each.reference, rewritten=True)
        if expression.literal:
            filled = expression.filled(self._said, self.chart.app_version)
            reference = filled or expression.literal.rstrip(":@")
            yield _in_template(path, expression.start, reference, rewritten=False)


def _in_template(
    path: str, start: int, reference: str, *, rewritten: bool, guess: bool = False
) -> Use:
    only = (Field(FULL, Place(path), reference),)
    return Use(reference, How.TEMPLATE, only, rewritten, guess, start)
