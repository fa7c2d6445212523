"""Files dropped in the portal: written to the store as they arrive, within the limit, never whole in memory."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from domain.brouillon import StoredFile
from domain.errors import NavetteError
from domain.text import Text
from ledger import ContentStore

LONGEST_NAME = 255
"""Characters kept of a file's name."""


class TooLarge(NavetteError):
    """The file is larger than what may be deposited."""


class EmptyFile(NavetteError):
    """There is no byte in it."""


class Upload:
    """One file that arrives piece by piece. Whoever makes it ends it by :meth:`kept` or :meth:`drop`."""

    def __init__(self, store: ContentStore, most: int) -> None:
        """``most`` is the largest size, in bytes. Raises as :meth:`ledger.ContentStore.staging` does."""
        self._store, self._most = store, most
        self._path = store.staging() / f"portail-{uuid4().hex}"
        self._file = self._path.open("xb")
        self._path.chmod(0o600)
        self._digest, self._size = hashlib.sha256(), 0

    def write(self, piece: bytes) -> None:
        """Adds bytes. Raises :class:`TooLarge`; the file is gone then."""
        self._size += len(piece)
        if self._size > self._most:
            self.drop()
            raise TooLarge(
                _TOO_LARGE.with_({"most": self._most}),
                Text("Répartissez les factures en plusieurs dépôts.", "Spread the invoices over several deposits."),
            )
        self._digest.update(piece)
        self._file.write(piece)

    def kept(self, name: str) -> StoredFile:
        """The file in its place in the store, under the ``name`` its depositor gave it. Raises :class:`EmptyFile`, and
        :class:`domain.errors.Unavailable` on a full disk; nothing is left then.
        """
        try:
            self._file.close()
            if not self._size:
                raise EmptyFile(_EMPTY, Text("Choisissez le fichier et recommencez.", "Choose the file and try again."))
            sha256 = self._digest.hexdigest()
            location = self._store.adopt(self._path, sha256)
        finally:
            self._path.unlink(missing_ok=True)
        return StoredFile(name=plain_name(name), size=self._size, sha256=sha256, location=location)

    def drop(self) -> None:
        """Removes what arrived."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def keep(store: ContentStore, name: str, pieces: Iterable[bytes], most: int) -> StoredFile:
    """The file of these ``pieces``. Raises as :class:`Upload` does."""
    upload = Upload(store, most)
    try:
        for piece in pieces:
            upload.write(piece)
        return upload.kept(name)
    finally:
        upload.drop()


def plain_name(name: str) -> str:
    """The last part of a path that a browser may send, without what no name has; never empty."""
    whole = name.encode("utf-8", "replace").decode()
    last = Path(whole.replace("\\", "/")).name.replace("\0", "")
    return last[:LONGEST_NAME].strip() or "sans-nom"


_TOO_LARGE = Text(
    "Ce fichier est trop grand : la limite est de {most} octets.", "This file is too large: the limit is {most} bytes."
)
_EMPTY = Text("Ce fichier est vide, ou n'a pas été envoyé.", "This file is empty, or was not sent.")
