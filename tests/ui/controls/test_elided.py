"""Names that do not fit, shortened to what tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetrics

from studio.ui.controls.elided import elided_file

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService


def test_shortened_files_can_be_told_apart(qapp):
    metrics = QFontMetrics(QFont())
    names = ("kafkabackup_crd.yaml", "kafkabackup_csd.yaml", "kafkacluster_crd.yaml")
    width = metrics.horizontalAdvance("kafkacluster")
    shown = [elided_file(name, metrics, width) for name in names]
    assert len(set(shown)) == len(names)
    assert all(metrics.horizontalAdvance(name) <= width for name in shown)
    assert elided_file(names[0], metrics, 500) == names[0]


def test_a_saved_image_keeps_its_architecture(themes: ThemeService):
    metrics = QFontMetrics(themes.font("body"))
    for end in ("-x86_64", "-aarch64"):
        name = f"kafka-exporter-1.3.0{end}.tar"
        whole = metrics.horizontalAdvance(name)
        for width in range(100, whole, 7):
            shown = elided_file(name, metrics, width)
            assert metrics.horizontalAdvance(shown) <= width
            assert shown.removesuffix("…").endswith(end)
    narrow = elided_file("kafka-exporter-1.3.0-x86_64.tar", metrics, 20)
    assert metrics.horizontalAdvance(narrow) <= 20
