"""Requests to a server that speaks the S3 protocol: each within bounds, asked again within bounds, and never believed
when it is half an answer.

What is missing is asked for as often as what does not answer: a store of many machines may answer 404 for a moment.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from domain.errors import Absent, NavetteError, Unavailable
from domain.text import Text
from ledger.content_store.place import Bucket

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Credential

Answer = TypeVar("Answer")

WAITS = (0.1, 0.3, 1.0, 2.0)
"""Seconds before each new try of a request."""
PIECE = 16 * 2**20
"""Bytes asked for by one request at most."""
AT_ONCE = 64 * 2**20
"""A file larger than that is sent in parts of :data:`PART` bytes, which become a file when the last has arrived."""
PART = 8 * 2**20
PARTS_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Size in bytes of a file, and when it was written, by the server's clock."""

    size: int
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is below a key, one level down."""

    folders: tuple[str, ...]
    files: Mapping[PurePosixPath, Facts]


class Incomplete(Exception):
    """An answer that is shorter than it says."""


class BucketRequests:
    """Threads may share one."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._store = _opened(bucket, retries=0)
        self._parts = _opened(bucket, retries=len(WAITS))
        self._lost = False
        """Whether the last request had no answer at all: until one has, each is tried once, not again and again."""

    def put(self, key: PurePosixPath, path: Path, *, once: bool = False) -> bool:
        """Sends the file; ``False`` when ``once`` and there is one already, which stays as it is."""
        if path.stat().st_size > AT_ONCE:
            return self._put_in_parts(key, path)
        return self.put_bytes(key, path.read_bytes(), once=once)

    def put_bytes(self, key: PurePosixPath, content: bytes, *, once: bool = False) -> bool:
        """Like :meth:`put`."""

        def ask() -> bool:
            try:
                obstore.put(self._store, str(key), content, mode="create" if once else "overwrite", use_multipart=False)
            except AlreadyExistsError:
                return False
            return True

        return self._tried(key, ask)[0]

    def piece(self, key: PurePosixPath, start: int, length: int) -> bytes:
        """So many bytes from ``start``, fewer where the file ends."""
        pieces = [
            self._piece(key, begin, min(PIECE, start + length - begin)) for begin in range(start, start + length, PIECE)
        ]
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def facts(self, key: PurePosixPath) -> Facts:
        """Raises :class:`domain.errors.Absent` when there is no such file."""

        def ask() -> Facts:
            found = obstore.head(self._store, str(key))
            return Facts(size=found["size"], written=found["last_modified"])

        return self._tried(key, ask)[0]

    def below(self, key: PurePosixPath | None) -> Listing:
        """What is below ``key``, or at the top; empty when nothing is."""

        def ask() -> Listing:
            found = obstore.list_with_delimiter(self._store, str(key) if key else None)
            files = {
                PurePosixPath(one["path"]): Facts(size=one["size"], written=one["last_modified"])
                for one in found["objects"]
            }
            return Listing(
                folders=tuple(sorted(PurePosixPath(one).name for one in found["common_prefixes"])),
                files=dict(sorted(files.items())),
            )

        return self._tried(key or self._bucket, ask)[0]

    def delete(self, key: PurePosixPath) -> bool:
        """Removes the file, if it is there; ``False`` when a try had no answer, which may still be carried out."""

        def ask() -> None:
            obstore.delete(self._store, str(key))

        return self._tried(key, ask)[1] == 0

    def _piece(self, key: PurePosixPath, start: int, length: int) -> bytes:
        def ask() -> bytes:
            try:
                found = obstore.get(self._store, str(key), options={"range": (start, start + length)})
            except BaseError as error:
                if _status(error) == "416" and obstore.head(self._store, str(key))["size"] <= start:
                    return b""
                raise
            content = bytes(found.bytes())
            if len(content) != min(length, found.meta["size"] - start):
                raise Incomplete
            return content

        return self._tried(key, ask)[0]

    def _put_in_parts(self, key: PurePosixPath, path: Path) -> bool:
        def ask() -> bool:
            obstore.put(self._parts, str(key), path, use_multipart=True, chunk_size=PART, max_concurrency=PARTS_AT_ONCE)
            return True

        return self._tried(key, ask)[0]

    def _tried(self, what: object, ask: Callable[[], Answer]) -> tuple[Answer, int]:
        """The answer, and how many tries had none before."""
        until = time.monotonic() + self._bucket.timeout
        tries = 0
        while True:
            try:
                answer = ask()
            except (BaseError, Incomplete, OSError) as error:
                if tries == len(WAITS) or self._lost or time.monotonic() + WAITS[tries] > until:
                    fault = self._fault(what, error)
                    self._lost = not isinstance(fault, Absent)
                    raise fault from error
                time.sleep(WAITS[tries])
                tries += 1
            else:
                self._lost = False
                return answer, tries

    def _fault(self, what: object, error: Exception) -> NavetteError:
        """What to tell of it; a key or secret is in none of these errors."""
        place = f"{self._bucket}/{what}" if what is not self._bucket else str(what)
        if isinstance(error, FileNotFoundError) and "NoSuchBucket" not in str(error):
            missing = Text("{name} manque dans le stockage des contenus.", "{name} is missing from the content store.")
            return Absent.about(place, missing, _FOUND_AGAIN)
        if isinstance(error, FileNotFoundError | PermissionDeniedError | UnauthenticatedError):
            reason = _code(error)
            return Absent.about(
                place,
                Text(
                    f"Le serveur du stockage des contenus refuse {{name}} ({reason}).",
                    f"The server of the content store refuses {{name}} ({reason}).",
                ),
                Text(
                    "Vérifiez le compartiment et la clé de `[store.s3]`, et ses droits ; un nouvel essai sera fait.",
                    "Check the bucket and the key of `[store.s3]`, and its rights; it will be tried again.",
                ),
            )
        reason = _code(error)
        return Unavailable(
            Text(
                f"Le serveur du stockage des contenus, {self._bucket.endpoint}, ne répond pas ({reason}).",
                f"The server of the content store, {self._bucket.endpoint}, does not answer ({reason}).",
            ),
            Text(
                "Vérifiez le serveur et `[store.s3]` ; un nouvel essai sera fait.",
                "Check the server and `[store.s3]`; it will be tried again.",
            ),
        )


def _opened(bucket: Bucket, retries: int) -> S3Store:
    """The client. Its key is given for each request, so that no other server is asked for one; and so is what it would
    else take from variables of the environment.
    """
    key: S3Credential = {
        "access_key_id": bucket.access_key,
        "secret_access_key": bucket.secret_key,
        "expires_at": None,
    }
    client: ClientConfig = {
        "allow_http": bucket.endpoint.startswith("http://"),
        "timeout": timedelta(seconds=bucket.timeout),
    }
    if bucket.authority:
        client["root_certificate"] = bucket.authority
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        endpoint=bucket.endpoint,
        region=bucket.region,
        virtual_hosted_style_request=bucket.virtual_host,
        conditional_put="etag",
        skip_signature=False,
        unsigned_payload=False,
        s3_express=False,
        request_payer=False,
        disable_bulk_delete=True,
        client_options=client,
        retry_config={"max_retries": retries, "retry_timeout": timedelta(seconds=bucket.timeout)},
        credential_provider=lambda: key,
    )


_FOUND_AGAIN = Text(
    "Vérifiez le compartiment et le préfixe de `[store.s3]` ; un nouvel essai sera fait. Si ces octets sont perdus, "
    "restaurez-les depuis la sauvegarde.",
    "Check the bucket and the prefix of `[store.s3]`; it will be tried again. If these bytes are lost, restore them "
    "from the backup.",
)
_STATUS = re.compile(r"status code: ([0-9]{3})")
_CODE = re.compile(r"<Code>([A-Za-z]{1,60})</Code>")
_KIND = re.compile(r"kind: (Timeout|Connect|Request|Decode|Interrupted)\b")


def _status(error: Exception) -> str:
    """The status of HTTP that the server answered; empty when there was none."""
    found = _STATUS.search(str(error))
    return found[1] if found else ""


def _code(error: Exception) -> str:
    """In a word or two, what the server said, or how the line failed."""
    if isinstance(error, Incomplete):
        return "Incomplete"
    kinds = _KIND.findall(str(error))
    found = _CODE.search(str(error))
    return " ".join(filter(None, (_status(error), found[1] if found else "", *kinds[:1]))) or type(error).__name__
