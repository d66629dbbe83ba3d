"""What one entry of a package holds: text, bytes by reference, or nothing but a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from studio.yamltext.encoding import Decoded, encode
from studio.yamltext.nodes import parse, parse_json

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import BinaryIO

    from studio.yamltext.nodes import Tree

T = TypeVar("T")

_CHUNK = 1 << 20


class FileText:
    r"""The text of a file; immutable, compared by value.

    `text` holds code points with "\n" line ends. `eol` ("\n", "\r\n" or "\r") and `bom` are put
    back on save. Where a file mixes line ends `eol` is "" and `text` keeps them as they are.
    """

    __slots__ = ("_cache", "bom", "eol", "text")

    def __init__(self, text: str, eol: str = "\n", *, bom: bool = False) -> None:
        self.text = text
        self.eol = eol
        self.bom = bom
        self._cache: dict[Hashable, Any] = {}

    def with_text(self, text: str) -> FileText:
        """The same file with other text; line ends and BOM stay."""
        return FileText(text, self.eol, bom=self.bom)

    @property
    def mixed_line_ends(self) -> bool:
        """Whether the file has more than one kind of line end."""
        return not self.eol

    @property
    def size(self) -> int:
        """Bytes on disk."""
        extra = self.text.count("\n") if self.eol == "\r\n" else 0
        return len(self.text.encode("utf-8", "surrogatepass")) + extra + (3 if self.bom else 0)

    def encoded(self) -> bytes:
        """The bytes of the file, with its line ends and BOM."""
        return encode(Decoded(self.text, self.eol, self.bom))

    @property
    def yaml_tree(self) -> Tree:
        """The text parsed as YAML; parsed once."""
        return self.memo("yaml", lambda: parse(self.text))

    @property
    def json_tree(self) -> Tree:
        """The text parsed as JSON; parsed once."""
        return self.memo("json", lambda: parse_json(self.text))

    @property
    def is_parsed(self) -> bool:
        """Whether asking for `yaml_tree` takes no time."""
        return "yaml" in self._cache

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, computed once for this text under `key`; it must depend on nothing else."""
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, FileText):
            return NotImplemented
        return (self.eol, self.bom, self.text) == (other.eol, other.bom, other.text)

    def __hash__(self) -> int:
        return hash((self.text, self.eol, self.bom))

    def __repr__(self) -> str:
        return f"FileText({self.text[:30]!r}, {self.eol!r}, bom={self.bom})"


class BlobSource(Protocol):
    """Where the bytes of a blob can be read from, as often as needed."""

    def open(self) -> BinaryIO:
        """A new stream at the first byte; raises OSError when the bytes are gone."""
        ...


class FileBlob:
    """A file by reference: an image tar, a logo, anything that is not text.

    Two blobs are equal when they share their source, or when both digests are known and equal.
    The digest is computed on demand: hashing gigabytes would make opening slow. `glimpse` is a
    digest of samples, "" where none were taken.
    """

    __slots__ = ("_sha256", "glimpse", "size", "source")

    def __init__(
        self, size: int, source: BlobSource, sha256: str | None = None, *, glimpse: str = ""
    ) -> None:
        self.size = size
        self.source = source
        self.glimpse = glimpse
        self._sha256 = sha256

    def open(self) -> BinaryIO:
        """A new stream at the first byte."""
        return self.source.open()

    def read(self, limit: int = -1) -> bytes:
        """The first `limit` bytes, by default all of them."""
        with self.open() as stream:
            return stream.read(limit)

    @property
    def is_hashed(self) -> bool:
        """Whether asking for the digest takes no time."""
        return self._sha256 is not None

    @property
    def sha256(self) -> str:
        """The digest in hexadecimal; reads the whole file the first time."""
        if self._sha256 is None:
            import hashlib

            digest = hashlib.sha256()
            with self.open() as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
            self._sha256 = digest.hexdigest()
        return self._sha256

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FileBlob):
            return NotImplemented
        if self.source == other.source:
            return True
        known = self._sha256, other._sha256
        return None not in known and known[0] == known[1]

    def __hash__(self) -> int:
        return hash(self.size)

    def __repr__(self) -> str:
        return f"FileBlob({self.size}, {self.source!r})"


class Folder:
    """An empty folder that the author made; its path ends in "/"."""

    __slots__ = ()
    size = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folder)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "Folder()"


Content: TypeAlias = FileText | FileBlob | Folder
