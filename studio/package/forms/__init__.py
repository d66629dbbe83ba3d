"""Deploy forms: which resources of a package have one, and what it looks like."""

from studio.package.forms.building import SCENES, Form, Start, build
from studio.package.forms.instances import (
    check,
    is_shown,
    shown_values,
    spec_of,
    spec_path,
    unchecked,
    written,
    written_yaml,
)
from studio.package.forms.sources import FormSource, Nature, resources

__all__ = [
    "SCENES",
    "Form",
    "FormSource",
    "Nature",
    "Start",
    "build",
    "check",
    "is_shown",
    "resources",
    "shown_values",
    "spec_of",
    "spec_path",
    "unchecked",
    "written",
    "written_yaml",
]
