"""Deploy forms: which resources of a package have one, and what it looks like."""

from studio.package.forms.building import Form, build
from studio.package.forms.sources import FormSource, Nature, resources

__all__ = ["Form", "FormSource", "Nature", "build", "resources"]
