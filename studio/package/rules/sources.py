"""Where it is written what rules demand, in words and with an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.wording import message

if TYPE_CHECKING:
    from studio.wording import Message

_ADDRESSES = {
    "osc_ss": "https://support.huaweicloud.com/devg-osc/{page}.html",
    "osc_sp": "https://support.huaweicloud.com/accessg-osc/{page}.html",
}
_PAGES = {
    "osc_ss_0004": message("OSC developer guide: the OSC package"),
    "osc_ss_0005": message("OSC developer guide: metadata.yaml"),
    "osc_ss_0009": message("OSC developer guide: custom service definitions"),
    "osc_ss_0010": message("OSC developer guide: monitoring and logs in vendor/"),
    "osc_ss_0011": message("OSC developer guide: raw/"),
    "osc_ss_0012": message("OSC developer guide: lifecycle.yaml"),
    "osc_ss_0016": message("OSC developer guide: Helm charts"),
    "osc_ss_0046": message("OSC developer guide: controls of the deploy form"),
    "osc_ss_0047": message("OSC developer guide: controls of the deploy form"),
    "osc_ss_0049": message("OSC developer guide: controls of the deploy form"),
    "osc_ss_0081": message("OSC developer guide: controls of the deploy form"),
    "osc_ss_0084": message("OSC developer guide: annotations of operators"),
    "osc_ss_0085": message("OSC developer guide: annotations of charts"),
    "osc_sp_0005": message("OSC provider guide: layout of the service package"),
    "osc_sp_0006": message("OSC provider guide: names of images"),
    "osc_sp_0007": message("OSC provider guide: content of the service package"),
    "osc_sp_0012": message("OSC provider guide: mapping.yaml"),
    "osc_sp_0020": message("OSC provider guide: pull secrets"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A page to read: what it is called, its address ("" if unknown) and its number ("" if none).

    `words` is a sentence of two languages, or a name that is the same in both.
    """

    words: Message | str
    address: str = ""
    page: str = ""

    def text(self, language: str = "en") -> str:
        """What it is called in a language."""
        return self.words if isinstance(self.words, str) else self.words.text(language)


def references(source: str) -> list[Reference]:
    """What the `source` of a rule refers to: pages of the OSC guides, addresses or names."""
    return [_reference(each) for each in source.split(", ") if each]


def _reference(source: str) -> Reference:
    if source in _PAGES:
        address = _ADDRESSES[source.rpartition("_")[0]].format(page=source)
        return Reference(_PAGES[source], address, source)
    if source.startswith("https://"):
        return Reference(source.removeprefix("https://").rstrip("/"), source)
    return Reference(source)
