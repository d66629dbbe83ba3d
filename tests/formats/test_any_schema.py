"""Whatever stands in the place of a schema, of descriptors or of an instance, a form is made."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from studio.formats.deadpaths import diagnosis
from studio.formats.descriptors import DescriptorTree, read_descriptors
from studio.formats.fieldpaths import parse_path
from studio.formats.fields import FormContext, form_root
from studio.formats.leftout import left_out_by_descriptors, left_out_by_schema
from studio.formats.pruning import in_stable_order
from studio.formats.schemas import FACTS, Located, Schemas
from studio.formats.suggesting import suggested_entry, undescribed
from studio.formats.urns import capabilities
from studio.formats.violations import unchecked_rules, unknown_fields, violations
from tests.formats.test_pruning import OBJECTS

WORDS = st.sampled_from(["a", "b", "a.b", "a[0]", "spec", "", "string", "object", "array", "null"])
KEYWORDS = st.sampled_from([
    "type", "properties", "items", "additionalProperties", "required", "anyOf", "oneOf", "allOf",
    "$ref", "nullable", "a", "b", "x-kubernetes-int-or-string",
    "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource", *FACTS,
])  # fmt: skip
LEAVES = st.one_of(
    WORDS, st.none(), st.booleans(), st.integers(0, 3),
    st.sampled_from(["#", "#/properties/a", "#/items", "https://x", "integer", "(", "password"]),
)  # fmt: skip
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.dictionaries(KEYWORDS, inner, max_size=4),
        st.lists(inner, max_size=3),
        st.builds(lambda a, b: {"type": "object", "properties": {"a": a, "b": b}}, inner, inner),
    ),
    max_leaves=20,
)
URNS = st.one_of(
    WORDS,
    st.sampled_from([each.urn for each in capabilities()]),
    st.builds("{}:{}".format, st.sampled_from([each.urn for each in capabilities()]), WORDS),
    st.builds("{}:a:{}".format, st.sampled_from([each.urn for each in capabilities()]), WORDS),
)
ENTRIES = st.lists(
    st.one_of(
        LEAVES,
        st.fixed_dictionaries(
            {"path": WORDS},
            optional={
                "displayName": LEAVES,
                "description": LEAVES,
                "x-descriptors": st.lists(URNS, max_size=3),
                "restriction": st.fixed_dictionaries({"scenes": st.lists(WORDS, max_size=2)}),
            },
        ),
    ),
    max_size=5,
)


def form_of(schema, entries):
    tree = DescriptorTree(read_descriptors(entries))
    return form_root(FormContext(Schemas(schema), tree, "CCE"), Located(schema, ()))


@given(SCHEMAS, ENTRIES)
def test_a_form_is_made(schema, entries):
    root = form_of(schema, entries)
    for field in islice(root.shown(), 200):
        assert isinstance(field.label, str)
        assert isinstance(field.help, str)
        assert field.control.value
        assert isinstance(field.constraints, dict)
        assert isinstance(field.rules, tuple)
        assert field.hints is not None
        assert field.default is field.default
        assert isinstance(field.variant, str)
        assert suggested_entry(field)["path"]
        assert field.object_reference is None or field.object_reference.kind
    assert len(list(left_out_by_descriptors(root))) <= len(entries)
    assert list(islice(left_out_by_schema(root), 200)) is not None
    assert list(islice(undescribed(root, root.context.descriptors), 200)) is not None


@given(SCHEMAS, st.text("ab.[]0\"'spec", max_size=8))
def test_any_path_is_explained(schema, text):
    root = form_of(schema, [])
    path = parse_path(text)
    found = diagnosis(root, path)
    assert (found is None) == (bool(path) and root.at(path) is not None)
    if found is not None and found.meant is not None:
        assert root.at(found.meant) is not None


@given(SCHEMAS, OBJECTS)
def test_any_instance_is_checked(schema, instance):
    document = {"properties": {"spec": schema}} if isinstance(schema, dict) else {}
    whole = {"spec": instance}
    for chart in (False, True):
        for violation in violations(document, whole, chart=chart):
            assert str(violation.message)
    root = form_of(schema, [])
    assert all(each.path[0] == "spec" for each in unknown_fields(document, whole))
    assert in_stable_order(instance, {}, root) == instance or instance != instance
    assert all(str(each.message) for each in unchecked_rules(root, instance))
