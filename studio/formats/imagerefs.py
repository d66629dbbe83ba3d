"""References to container images by the grammar of the distribution specification."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from studio.wording import Message, message

DEFAULT_HOST = "docker.io"
DEFAULT_TAG = "latest"
MAX_NAME = 255
"""Characters of host and path together."""

_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = re.compile(rf"(?:{_WORD}(?:\.{_WORD})*|\[[a-fA-F0-9:]+\])")
_PORT = re.compile(r"[0-9]+")
_COMPONENT = re.compile(r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DIGEST = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}")
_IMAGE_ID = re.compile(r"[a-f0-9]{64}")
_DEFAULT_HOSTS = frozenset({DEFAULT_HOST, f"index.{DEFAULT_HOST}"})


@dataclass(frozen=True, slots=True)
class ImageReference:
    """An image by name; what was not written is "".

    `host` has no port; `path` is all between host and tag, `digest` such as `sha256:…`.
    """

    host: str
    port: str
    path: str
    tag: str = ""
    digest: str = ""

    @property
    def endpoint(self) -> str:
        """Host and port, as in `registry.example.com:5000`."""
        return f"{self.host}:{self.port}" if self.port else self.host

    @property
    def repository(self) -> str:
        """All but tag and digest."""
        return f"{self.endpoint}/{self.path}" if self.host else self.path

    @property
    def name(self) -> str:
        """The last component of the path."""
        return self.path.rpartition("/")[2]

    @property
    def prefix(self) -> str:
        """The repository without its last component; "" where it has only one."""
        return self.repository.rpartition("/")[0]

    @property
    def is_pinned(self) -> bool:
        """Whether a digest, or a tag other than `latest`, says which build is meant."""
        return bool(self.digest) or self.tag not in {"", DEFAULT_TAG}

    def normalised(self) -> ImageReference:
        """The same image with everything written out that a container engine adds.

        `nginx` becomes `docker.io/library/nginx:latest`; names of hosts are in lower case.
        """
        # Without a dot it is the upper case that makes it a host.
        host = (self.host.lower() if "." in self.host else self.host) or DEFAULT_HOST
        path, port = self.path, self.port
        if host in _DEFAULT_HOSTS and not port:
            host = DEFAULT_HOST
            path = path if "/" in path else f"library/{path}"
        tag = self.tag or ("" if self.digest else DEFAULT_TAG)
        return ImageReference(host, port, path, tag, self.digest)

    def with_tag(self, tag: str) -> ImageReference:
        """The same repository with another tag and no digest."""
        return replace(self, tag=tag, digest="")

    def __str__(self) -> str:
        tag = f":{self.tag}" if self.tag else ""
        digest = f"@{self.digest}" if self.digest else ""
        return f"{self.repository}{tag}{digest}"


def parse_reference(text: str) -> ImageReference | Message:
    """The reference that `text` writes, or a sentence that says why it is none.

    The first component is a host when it holds a dot, a colon or an upper-case letter or is
    `localhost`, as container engines decide it.
    """
    name, at, digest = text.partition("@")
    if at and not _DIGEST.fullmatch(digest):
        return message("`{digest}` is no digest such as `sha256:…`.", digest=digest)
    head, slash, last = name.rpartition("/")
    last, colon, tag = last.partition(":")
    if colon and not _TAG.fullmatch(tag):
        return message(
            "`{tag}` is no tag: letters, digits, `_`, `.` and `-`, at most 128.", tag=tag
        )
    repository = head + slash + last
    first, slash, rest = repository.partition("/")
    if slash and _is_host(first):
        host, port = _split_port(first)
        path = rest
    else:
        host, port, path = "", "", repository
    flaw = _host_flaw(first, host, port) or _path_flaw(repository, path)
    return flaw or ImageReference(host, port, path, tag, digest)


def reference_of(text: str) -> ImageReference | None:
    """The reference that `text` writes, None where it is none."""
    found = parse_reference(text)
    return found if isinstance(found, ImageReference) else None


def is_tag(text: str) -> bool:
    """Whether `text` may stand behind the colon."""
    return bool(_TAG.fullmatch(text))


def is_repository_path(text: str) -> bool:
    """Whether `text` may stand between host and tag: Docker's rule for image names."""
    return len(text) <= MAX_NAME and all(map(_COMPONENT.fullmatch, text.split("/")))


def _is_host(component: str) -> bool:
    return (
        "." in component
        or ":" in component
        or component == "localhost"
        or component != component.lower()
    )


def _split_port(component: str) -> tuple[str, str]:
    """Host and port; the colons of an IPv6 address in brackets are none of a port."""
    if component.endswith("]"):
        return component, ""
    host, _, port = component.rpartition(":")
    return (host, port) if host else (component, "")


def _host_flaw(component: str, host: str, port: str) -> Message | None:
    if not host:
        return None
    if not _HOST.fullmatch(host) or (port and not _PORT.fullmatch(port)) or component[-1] == ":":
        return message("`{host}` is no host, or host and port.", host=component)
    return None


def _path_flaw(repository: str, path: str) -> Message | None:
    if not path:
        return message("The name of the image is missing.")
    if len(repository) > MAX_NAME:
        return message("The name has more than {limit} characters.", limit=MAX_NAME)
    if _IMAGE_ID.fullmatch(repository):
        return message("This is the id of an image, not its name.")
    if path != path.lower():
        return message("`{path}` must be in lower case.", path=path)
    for component in path.split("/"):
        if not component:
            return message("A part of the name is empty: one `/` too many stands in it.")
        if not _COMPONENT.fullmatch(component):
            return message(
                "`{part}` is no part of an image name: lower-case letters and digits, joined by "
                "`.`, `_`, `__` or `-`.",
                part=component,
            )
    return None
