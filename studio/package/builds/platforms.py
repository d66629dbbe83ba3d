"""Platforms as `linux/arm64`, and OSC's words for their architectures."""

from __future__ import annotations

import re
from typing import NamedTuple

from studio.formats.imagemap import conventions

_WORD = re.compile(r"[a-z0-9_]+")
_ALIASES = {"x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "armhf": "arm"}

# `go tool dist list` and what Go has reserved (go/build, syslist.go).
_ARCHITECTURES = frozenset({
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle",
    "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64",
    "s390", "s390x", "sparc", "sparc64", "wasm",
})  # fmt: skip
_SYSTEMS = frozenset({
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux",
    "nacl", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
})  # fmt: skip


class Platform(NamedTuple):
    """What an image runs on, in Go's words; `variant` such as `v7`, "" for the usual one."""

    os: str
    architecture: str
    variant: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, self))

    @property
    def is_known(self) -> bool:
        """Whether Go has a word for the system and for the architecture."""
        return self.os in _SYSTEMS and self.architecture in _ARCHITECTURES

    @property
    def osc_architecture(self) -> str:
        """OSC's word for the architecture (`x86_64`), Go's where OSC has none."""
        words = {go: osc for osc, go in conventions().architectures.items()}
        return words.get(self.architecture, self.architecture + self.variant)

    @property
    def build_args(self) -> dict[str, str]:
        """What BuildKit and Podman tell a Dockerfile that asks for it by ARG."""
        return {
            "TARGETPLATFORM": str(self),
            "TARGETOS": self.os,
            "TARGETARCH": self.architecture,
            "TARGETVARIANT": self.variant,
        }


def parse_platform(text: str) -> Platform | None:
    """The platform that `text` names, such as `linux/arm64`; None where it names none.

    `linux/arm64/v8` is the usual arm64, so its variant is left out, as engines do.
    """
    os, _, rest = text.strip().lower().partition("/")
    architecture, _, variant = rest.partition("/")
    architecture = _ALIASES.get(architecture, architecture)
    if not _WORD.fullmatch(os) or not _WORD.fullmatch(architecture):
        return None
    if variant and not _WORD.fullmatch(variant):
        return None
    if (architecture, variant) in {("arm64", "v8"), ("arm64", "8"), ("amd64", "v1")}:
        variant = ""
    return Platform(os, architecture, variant)
