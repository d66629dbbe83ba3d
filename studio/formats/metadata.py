"""What metadata.yaml says about an OSC package (osc_ss_0005)."""

from __future__ import annotations

from typing import Any

from studio.formats.shapes import mapping, text

HELM_GROUP = "helm.osc.huawei.com"
"""The API group of the custom resources that stand for a Helm release."""


def is_helm_type(metadata: Any, *, has_chart: bool) -> bool:
    """Whether an OSC package wraps a chart; `has_chart` tells that raw/Chart.yaml is there."""
    stated = text(mapping(metadata).get("type")).lower()
    return stated == "helm" if stated else has_chart
