"""Why a connection did not come about, below the libraries that wrap what the system said."""

from __future__ import annotations

import re
import ssl
from typing import TYPE_CHECKING

from studio.wording import message

if TYPE_CHECKING:
    from studio.wording import Message

_ALERT = re.compile(r"ALERT_(BAD_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|UNSUPPORTED_CERT)")


def reason_of(error: BaseException) -> Message | str:
    """What the system said, without a full stop; what is said of certificates in plain words."""
    found: BaseException = error
    pending: list[object] = [error]
    seen: list[object] = []
    while pending:
        current = pending.pop()
        if not isinstance(current, BaseException) or current in seen:
            continue
        seen.append(current)
        if isinstance(current, OSError) and current.strerror:
            found = current
        pending += [*current.args, getattr(current, "reason", None), current.__context__]
    if isinstance(found, ssl.SSLCertVerificationError):
        return message(
            "its certificate is not trusted ({said})", said=found.verify_message.rstrip(".")
        )
    if isinstance(found, ssl.SSLError) and _ALERT.search(found.reason or ""):
        return message(
            "it wants a certificate, and does not accept ours ({said})", said=found.reason
        )
    said = found.strerror if isinstance(found, OSError) and found.strerror else str(found)
    return said.rstrip(".")
