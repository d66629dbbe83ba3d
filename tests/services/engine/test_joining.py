"""One name in a registry for several platforms, which each machine resolves to its own."""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from studio.formats.imagerefs import parse_reference
from studio.package.builds.platforms import Platform
from studio.services.engine import images
from studio.services.engine.building import build
from studio.services.engine.credentials import Credential
from studio.services.engine.images import inspect
from studio.services.engine.joining import NotJoined, Pushed, join, own_tag
from studio.services.engine.transfer import pull, push
from tests.daemons import PASSWORD, USER
from tests.services.engine.orders import order

PLATFORMS = (Platform("linux", "amd64"), Platform("linux", "arm64"))


def pushed_parts(engine, registry, folder, credential=None, *, use_buildx=False):
    """The name for both, and an image of each platform pushed to the registry."""
    reference = parse_reference(f"{registry.address}/team/both:1.0")
    parts = []
    for platform in PLATFORMS:
        text = "FROM scratch\nCOPY program /program\n"
        files = {"program": f"{folder}{platform}"}
        asked = order(folder, text, files, platform=str(platform), name="both")
        built = build(engine, asked, use_buildx=use_buildx)
        part = Pushed(own_tag(reference, platform), platform)
        images.tag(engine, built.image.id, part.reference.repository, part.reference.tag)
        push(engine, part.reference, credential=credential)
        parts.append(part)
    return reference, parts


def require_both(engine, reference, credential=None):
    """Each platform gets its own image under the one name."""
    for platform in reversed(PLATFORMS):
        pull(engine, reference, platform, credential=credential)
        assert inspect(engine, str(reference)).platform == platform


def test_one_name_for_two_platforms(docker_engine, daemons, tmp_path):
    registry = daemons.registry()
    reference, parts = pushed_parts(docker_engine, registry, tmp_path)
    assert [part.reference.tag for part in parts] == ["1.0-x86_64", "1.0-aarch64"]
    digest = join(docker_engine, reference, parts)
    assert digest.startswith("sha256:")
    require_both(docker_engine, reference)


def test_with_a_password(docker_engine, daemons, tmp_path):
    registry = daemons.registry(closed=True)
    credential = Credential(registry.address, USER, PASSWORD)
    reference, parts = pushed_parts(docker_engine, registry, tmp_path, credential)
    with pytest.raises(NotJoined, match="401"):
        join(docker_engine, reference, parts)
    with pytest.raises(NotJoined, match="401"):
        join(docker_engine, reference, parts, Credential(registry.address, USER, "wrong"))
    join(docker_engine, reference, parts, credential)
    require_both(docker_engine, reference, credential)


def test_what_buildkit_built(buildx_engine, daemons, tmp_path):
    registry = daemons.registry()
    reference, parts = pushed_parts(buildx_engine, registry, tmp_path, use_buildx=True)
    join(buildx_engine, reference, parts)
    require_both(buildx_engine, reference)


def test_a_registry_that_is_gone_is_told_with_what_is_there(docker_engine, daemons, tmp_path):
    registry = daemons.registry()
    reference, parts = pushed_parts(docker_engine, registry, tmp_path)
    registry.stop()
    with pytest.raises(NotJoined, match=r"both:1\.0-x86_64") as failed:
        join(docker_engine, reference, parts)
    assert "refused" in str(failed.value)


MANIFEST = json.dumps({"schemaVersion": 2}).encode()


class TokenRegistry(BaseHTTPRequestHandler):
    """A registry that wants a token, as large ones do; real ones cannot be had here."""

    def do_GET(self):
        path = urlsplit(self.path)
        if path.path == "/token":
            self.server.asked.append((parse_qs(path.query), self.headers["Authorization"]))
            self.answer(200, b'{"token": "of-the-day"}')
        elif self.is_let_in():
            self.answer(
                200, MANIFEST, {"Content-Type": "application/vnd.oci.image.manifest.v1+json"}
            )

    def do_PUT(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.is_let_in():
            self.server.put.append((self.path, self.headers["Content-Type"], json.loads(data)))
            self.answer(201, b"")

    def is_let_in(self):
        if self.headers["Authorization"] == "Bearer of-the-day":
            return True
        realm = f"http://127.0.0.1:{self.server.server_port}/token"
        self.answer(401, b"", {"WWW-Authenticate": f'Bearer realm="{realm}",service="here"'})
        return False

    def answer(self, status, data, headers=()):
        self.send_response(status)
        for name, value in {**dict(headers), "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@pytest.fixture
def token_registry():
    with ThreadingHTTPServer(("127.0.0.1", 0), TokenRegistry) as server:
        server.asked, server.put = [], []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_registry_that_wants_a_token(docker_engine, token_registry):
    address = f"127.0.0.1:{token_registry.server_port}"
    reference = parse_reference(f"{address}/team/both:1.0")
    parts = [Pushed(own_tag(reference, platform), platform) for platform in PLATFORMS]
    join(docker_engine, reference, parts, Credential(address, USER, PASSWORD))
    ((query, authorization),) = token_registry.asked
    assert query == {"service": ["here"], "scope": ["repository:team/both:pull,push"]}
    assert authorization == f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
    ((path, kind, shape),) = token_registry.put
    assert path == "/v2/team/both/manifests/1.0"
    assert kind == shape["mediaType"] == "application/vnd.oci.image.index.v1+json"
    assert [each["size"] for each in shape["manifests"]] == [len(MANIFEST)] * 2
    assert [each["platform"]["architecture"] for each in shape["manifests"]] == ["amd64", "arm64"]
