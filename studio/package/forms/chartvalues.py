"""The schema and the values of a chart, read once for each content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studio.formats.schemas import Located
from studio.formats.shapes import mapping
from studio.formats.valuesschema import schema_from_values
from studio.package.forms.sources import Nature
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
    content = snapshot.text(path)
    folder = path.rpartition("/")[0]
    beside = snapshot.text(f"{folder}/values.yaml" if folder else "values.yaml")
    if content is None:
        return ChartValues(Located({"type": "object"}), None, None)
    if source.nature is Nature.VALUES:
        made = content.memo("values schema", lambda: schema_from_values(content.yaml_tree))
        return ChartValues(Located(made, ()), made, _values(content))
    schema = content.memo("json value", lambda: to_python(content.json_tree.root))
    return ChartValues(Located(mapping(schema), ()), schema, _values(beside))


def _values(content: FileText | None) -> Any:
    if content is None:
        return None
    return content.memo("yaml value", lambda: to_python(content.yaml_tree.root))
