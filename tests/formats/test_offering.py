"""Which controls are offered for which type of field."""

from __future__ import annotations

import pytest

from studio.formats.controls import Control
from studio.formats.descriptors import DescriptorTree
from studio.formats.fields import FormContext, form_root
from studio.formats.offering import FIRST_OPTION, first_options, offers
from studio.formats.schemas import Located, Schemas


def field(schema):
    """The only field of a form."""
    root = {"type": "object", "properties": {"a": schema}}
    context = FormContext(Schemas(root, None), DescriptorTree(), "CCE")
    return form_root(context, Located(root)).at(("a",))


C = Control
OSC_OF_TEXT = [C.TEXT, C.PASSWORD, C.SELECT, C.IMAGE_PULL_POLICY, C.K8S_OBJECT, C.PUBLIC_ACCESS]


@pytest.mark.parametrize(("schema", "osc", "others"), [
    ({"type": "string"}, OSC_OF_TEXT, []),
    ({"type": "string", "enum": ["a"]},
     [C.SELECT, C.TEXT, C.PASSWORD, C.IMAGE_PULL_POLICY, C.K8S_OBJECT, C.PUBLIC_ACCESS], []),
    ({"type": "integer"}, [C.NUMBER, C.SELECT, C.POD_COUNT], []),
    ({"type": "boolean"}, [C.SWITCH, C.PUBLIC_ACCESS], [C.CHECKBOX]),
    ({"type": "object"}, [C.YAML, C.RESOURCE_REQUIREMENTS, C.PUBLIC_ACCESS],
     [C.UPDATE_STRATEGY, C.NODE_AFFINITY, C.POD_AFFINITY, C.POD_ANTI_AFFINITY, C.SELECTOR]),
    ({"type": "array", "items": {"type": "string"}}, [C.ARRAY], [C.ENDPOINT_LIST]),
])  # fmt: skip
def test_only_what_suits_the_type_is_offered_and_osc_comes_first(schema, osc, others):
    found = offers(field(schema))
    assert [each.control for each in found if each.is_osc] == osc
    assert [each.control for each in found if not each.is_osc] == others
    assert [each.is_osc for each in found] == sorted((e.is_osc for e in found), reverse=True)


def test_what_the_schema_draws_by_itself_needs_no_capability():
    by_control = {each.control: each.capability for each in offers(field({"type": "integer"}))}
    assert by_control[C.NUMBER] == ""
    assert by_control[C.POD_COUNT] == "podCount"
    assert offers(field({"type": "string"}))[0].capability == "text"


@pytest.mark.parametrize(("schema", "options"), [
    ({"type": "integer", "enum": [1, 2, None]}, ("1", "2")),
    ({"type": "string", "default": "a"}, ("a",)),
    ({"type": "string"}, (FIRST_OPTION,)),
])  # fmt: skip
def test_a_list_begins_with_what_is_known(schema, options):
    assert first_options(field(schema)) == options
