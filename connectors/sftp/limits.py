"""What the server says it takes: how many files and folders may be open at a time."""

import struct

from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.remote import LIMITS, Remote
from connectors.sftp.wire import Extended, ask_limits

_LIMITS = struct.Struct(">QQQQ")
"""Bytes of a packet, of a read, of a write; open handles; 0: not told (OpenSSH's PROTOCOL, section 4.8)."""


def learn(remote: Remote) -> Conversation[None]:
    """Asks a server that can say it for the number of handles, and keeps it in the session."""
    if not remote.offers(LIMITS):
        return
    (answer,) = yield Ask((ask_limits(),))
    if isinstance(answer, Extended) and len(answer.value) >= _LIMITS.size:
        *_, handles = _LIMITS.unpack_from(answer.value)
        if handles:
            remote.session.most_handles = handles
