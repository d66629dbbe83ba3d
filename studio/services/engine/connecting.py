"""Make a connection to an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from studio.errors import StudioError
from studio.formats.shapes import items, mapping, text
from studio.package.builds.platforms import Platform, parse_platform
from studio.services.engine.connection import (
    PATIENCE,
    SSH_BASE,
    Engine,
    EngineInfo,
    EngineRefused,
    complaint_of,
    require_success,
)
from studio.services.engine.systemreason import reason_of

if TYPE_CHECKING:
    from requests import Session

    from studio.services.engine.endpoints import Endpoint

_FALLBACK_API = "1.24"
_WANTS_TLS = "HTTP request to an HTTPS server"


class EngineUnreachable(StudioError):
    """Nobody answers at an endpoint."""


def connect(endpoint: Endpoint) -> Engine:
    """The engine at an endpoint, asked who it is; raises `EngineUnreachable`."""
    # Half a second, which only those pay who want an engine.
    from docker.errors import DockerException
    from requests import RequestException
    from urllib3.exceptions import HTTPError

    session: Session | None = None
    try:
        session, base = _session(endpoint)
        ping = session.get(f"{base}/_ping", timeout=PATIENCE)
        require_success(ping)
        api = ping.headers.get("Api-Version") or _FALLBACK_API
        answer = session.get(f"{base}/v{api}/version", timeout=PATIENCE)
        require_success(answer)
        info = _info(mapping(answer.json()), api)
    except (RequestException, HTTPError, DockerException, OSError, ValueError) as error:
        if session is not None:
            session.close()
        reason = (session is not None and complaint_of(session)) or reason_of(error)
        raise EngineUnreachable(
            "No engine answers at {url}: {reason}.", url=endpoint.url, reason=reason
        ) from error
    except EngineRefused as refused:
        if session is not None:
            session.close()
        if _WANTS_TLS in refused.reason:
            raise EngineUnreachable(
                "The engine at {url} speaks TLS only: name it by a docker context that has its"
                " certificates.",
                url=endpoint.url,
            ) from refused
        raise EngineUnreachable(
            "What answers at {url} is no container engine.", url=endpoint.url
        ) from refused
    return Engine(endpoint, session, base, info)


def _session(endpoint: Endpoint) -> tuple[Session, str]:
    """Docker's SDK as a session whose addresses begin with the base that is returned."""
    if endpoint.scheme == "ssh":
        from requests import Session

        from studio.services.engine.ssh import SshAdapter

        session = Session()
        session.trust_env = False  # proxies have no part in a tunnel
        session.mount(SSH_BASE, SshAdapter(endpoint.url))
        return session, SSH_BASE
    from docker import APIClient
    from docker.tls import TLSConfig
    from urllib3 import disable_warnings
    from urllib3.exceptions import InsecureRequestWarning

    files = endpoint.tls
    config: Any = False
    if files is not None:
        both = files.certificate and files.key
        config = TLSConfig(
            client_cert=(str(files.certificate), str(files.key)) if both else None,
            ca_cert=str(files.ca) if files.ca else None,
            verify=files.verify,
        )
        if not files.verify:
            # The author of the context has decided so; a warning for each request helps nobody.
            disable_warnings(InsecureRequestWarning)
    # A version, so that nothing is asked before we do, with our own time limit.
    client: Any = APIClient(
        endpoint.url, version=_FALLBACK_API, tls=config, timeout=int(PATIENCE[1])
    )
    if endpoint.scheme == "unix":
        from studio.services.engine.unixsockets import close_what_fails

        close_what_fails(client, endpoint.url.removeprefix("unix://"), int(PATIENCE[1]))
    # Else REQUESTS_CA_BUNDLE would win over the certificates of the context.
    client.trust_env = False
    return cast("Session", client), str(client.base_url)


def _info(version: dict[str, Any], api: str) -> EngineInfo:
    components = [text(mapping(each).get("Name")) for each in items(version.get("Components"))]
    product = "Podman" if any("Podman" in name for name in components) else "Docker"
    platform = parse_platform(f"{text(version.get('Os'))}/{text(version.get('Arch'))}")
    name = text(mapping(version.get("Platform")).get("Name"))
    return EngineInfo(
        product, text(version.get("Version")), api, platform or Platform("linux", "amd64"), name
    )
