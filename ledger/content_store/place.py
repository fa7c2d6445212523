"""Where a content store is: a folder, or a bucket of an object store; and the mark it must bear."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A bucket of a server that speaks the S3 protocol, and how it is reached."""

    endpoint: str
    """``https://host[:port]``: the address that is connected to; nothing is written to one that it redirects to."""
    region: str
    name: str
    prefix: str = ""
    """What every key begins with; empty, or without a slash at its ends."""
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    authority: str = field(default="", repr=False)
    """Certificates, in PEM, that the server's may end at beside those of the system."""
    virtual_host: bool = False
    """Whether the bucket is a part of the host's name, not of the path."""
    timeout: float = 60.0
    """Seconds one request may take."""
    folder: Path
    """The folder of this machine where files are spooled and composed."""

    def __str__(self) -> str:
        return "/".join(filter(None, (f"s3://{self.name}", self.prefix)))


Where = Path | Bucket


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedStore:
    """Where a content store is, and the mark it must bear: what a worker process is given of it."""

    where: Where
    mark: str | None = None
    """``None``: a store without a ledger."""
