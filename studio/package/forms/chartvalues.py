"""The schema and the values of a chart, read once for each content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studio.formats.schemas import Located
from studio.formats.shapes import mapping
from studio.formats.valuesschema import schema_from_values
from studio.package.forms.sources import VALUE_FILES, Nature
from studio.package.layout import layout_of
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from studio.package.content import FileText
    from studio.package.forms.sources import FormSource
    from studio.package.snapshot import Snapshot


class ChartValues(NamedTuple):
    """The schema of a chart's values, the document that it refers to, and the values."""

    schema: Located
    root: Any
    defaults: Any


def chart_values(snapshot: Snapshot, source: FormSource) -> ChartValues:
    """What `values.schema.json` and `values.yaml` say; empty where they cannot be read."""
    path = source.schema.path if source.schema else ""
    return _read(snapshot, path, source.nature)


def released_values(snapshot: Snapshot) -> ChartValues | None:
    """The same of the chart that an OSC package wraps in `raw/`; None where it wraps none."""
    layout = layout_of(snapshot)
    for name, nature in VALUE_FILES:
        path = layout.in_deploy(f"raw/{name}")
        if snapshot.text(path) is not None:
            return _read(snapshot, path, nature)
    return None


def _read(snapshot: Snapshot, path: str, nature: Nature) -> ChartValues:
    content = snapshot.text(path)
    if content is None:
        return ChartValues(Located({"type": "object"}), None, None)
    if nature is Nature.VALUES:
        made = content.memo("values schema", lambda: schema_from_values(content.yaml_tree))
        return ChartValues(Located(made, ()), made, _values(content))
    schema = content.memo("json value", lambda: to_python(content.json_tree.root))
    beside = snapshot.text(f"{path.rpartition('/')[0]}/values.yaml".lstrip("/"))
    return ChartValues(Located(mapping(schema), ()), schema, _values(beside))


def _values(content: FileText | None) -> Any:
    if content is None:
        return None
    return content.memo("yaml value", lambda: to_python(content.yaml_tree.root))
