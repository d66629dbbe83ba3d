"""Images pushed as the window does it."""

from __future__ import annotations

from studio.formats.imagerefs import parse_reference
from studio.package.builds.platforms import Platform
from studio.services.builds.imageworks import EngineImage, push_images
from studio.services.engine.building import build
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.images import inspect
from studio.services.engine.transfer import pull
from tests.services.engine.orders import order


def test_several_platforms_are_pushed_under_one_name(docker_engine, daemons, tmp_path):
    registry = daemons.registry()
    wanted = []
    for platform in ("linux/amd64", "linux/arm64"):
        asked = order(tmp_path, "FROM scratch\nCOPY a /a\n", {"a": platform}, platform=platform)
        image = build(docker_engine, asked).image
        wanted.append(EngineImage(image.id, parse_reference("etcd:1.0"), image.platform))
    endpoint = endpoint_at(docker_engine.endpoint.url)
    told = []
    names = push_images(
        endpoint, wanted, f"{registry.address}/team", None, lambda *each: told.append(each)
    )
    name = f"{registry.address}/team/etcd:1.0"
    assert names == (name, f"{name}-x86_64", f"{name}-aarch64")
    assert told
    pull(docker_engine, parse_reference(name), Platform("linux", "arm64"))
    assert inspect(docker_engine, name).platform.architecture == "arm64"
    alone = push_images(endpoint, wanted[:1], f"{registry.address}/own", None, lambda *_: None)
    assert alone == (f"{registry.address}/own/etcd:1.0",)
