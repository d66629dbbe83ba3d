"""A form as one web page for reviewers, which needs neither studio nor network."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Any, cast

from studio.formats.controls import Control
from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING, as_text
from studio.model.formrows import effective, is_shown
from studio.model.instance import found
from studio.resources import resource_path
from studio.wording import message
from studio.yamltext.plain import as_plain
from studio.yamltext.render import FlowStyle, write_flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.formats.fields import FieldSpec
    from studio.formats.violations import InstancePath
    from studio.model.form import FormModel
    from studio.package.card import CatalogueCard
    from studio.wording import Message

MOST_FIELDS = 4000
"""Fields after which a page ends; the schema of the largest operators has 14,000."""
_FLOW = FlowStyle(is_json=False, is_multiline=False)
_LOGOS = {b"\x89PNG": "png", b"\xff\xd8": "jpeg", b"GIF8": "gif"}
_INPUTS = {Control.PASSWORD: "password", Control.NUMBER: "number", Control.POD_COUNT: "number"}


def web_page(model: FormModel, card: CatalogueCard | None, language: str) -> str:
    """The page; groups can be opened, fields tried out, and the YAML stands below."""
    return _Page(model, language).whole(card)


class _Page:
    """Writes fields as they are reached, up to a number of them."""

    def __init__(self, model: FormModel, language: str) -> None:
        self._model = model
        self._language = language
        self._left = MOST_FIELDS

    def whole(self, card: CatalogueCard | None) -> str:
        """The page as HTML."""
        form = self._model.form
        if form is None:
            return ""
        name = card.title if card else form.source.kind
        head = escape(" · ".join(part for part in (name, card.version if card else "") if part))
        template = resource_path("templates", "form-page.html").read_text(encoding="utf-8")
        parts = {
            "language": self._language,
            "title": escape(f"{name} {form.source.kind} {form.version}"),
            "logo": _logo(card.logo) if card else "",
            "heading": escape(self._say(message("Create instance"))),
            "service": head,
            "resource": escape(f"{form.source.kind} {form.version} · {form.scene}"),
            "fields": "".join(self._inside(form.root, ())),
            "yaml_title": escape(self._say(message("YAML of the instance"))),
            "yaml": escape(self._model.text),
        }
        for key, text in parts.items():
            template = template.replace(f"{{{{{key}}}}}", text)
        return template

    def _inside(self, field: FieldSpec, path: InstancePath) -> Iterator[str]:
        root = self._model.form.root if self._model.form else field
        fields = field.fields
        shown = [f for f in fields if is_shown(root, f, (*path, f.name), self._model.spec)]
        yield from self._written((f for f in shown if not f.advanced), path)
        advanced = [each for each in shown if each.advanced]
        if advanced:
            inside = "".join(self._written(advanced, path))
            yield _group(self._say(message("Advanced")), "", inside)

    def _written(self, fields: Iterable[FieldSpec], path: InstancePath) -> Iterator[str]:
        for each in fields:
            if self._left <= 0:
                return
            self._left -= 1
            yield self._field(each, (*path, each.name))

    def _field(self, field: FieldSpec, path: InstancePath) -> str:
        star = '<b class="star">*</b>' if field.required else ""
        title = escape(field.label)
        if field.control is Control.GROUP and not field.is_recursive:
            return _group(f"{field.label}", star, "".join(self._inside(field, path)), field.help)
        value = effective(field, found(self._model.spec, path))
        help_text = f"<small>{escape(field.help)}</small>" if field.help else ""
        return (
            f'<label class="field"><span>{star}{title}</span>'
            f"<div>{self._control(field, value)}{help_text}</div></label>"
        )

    def _control(self, field: FieldSpec, value: Any) -> str:
        if field.control in {Control.SWITCH, Control.CHECKBOX}:
            checked = " checked" if as_text(value) == "true" else ""
            return f'<input type="checkbox"{checked}>'
        if field.options is not None:
            return _select([as_text(option) for option in field.options], as_text(value))
        if isinstance(value, (dict, list)):
            text = write_flow(as_plain(cast("object", value)), _FLOW)
            rows = min(len(items(value)) + len(mapping(value)), 8) + 1
            return f'<textarea rows="{rows}">{escape(text)}</textarea>'
        kind = _INPUTS.get(field.control, "text")
        text = "" if value is MISSING else as_text(value)
        return f'<input type="{kind}" value="{escape(text)}">'

    def _say(self, words: Message) -> str:
        return words.text(self._language)


def _group(title: str, star: str, inside: str, help_text: str = "") -> str:
    tip = f' title="{escape(help_text)}"' if help_text else ""
    return f"<details><summary{tip}>{star}{escape(title)}</summary>{inside}</details>"


def _select(options: list[str], value: str) -> str:
    given = [value] if value not in options else []
    written = [
        f"<option{' selected' if option == value else ''}>{escape(option)}</option>"
        for option in (*given, *options)
    ]
    return f"<select>{''.join(written)}</select>"


def _logo(data: bytes) -> str:
    if not data:
        return ""
    kind = next((name for start, name in _LOGOS.items() if data.startswith(start)), "svg+xml")
    return f'<img src="data:image/{kind};base64,{base64.b64encode(data).decode()}" alt="">'
