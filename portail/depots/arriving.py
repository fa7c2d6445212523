"""A form with a file, written to the store as it arrives: never whole in memory, and held by no thread that waits.

The token of the session comes before the file in the form: a file that no page of the session sent is not written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from domain.brouillon import StoredFile
from hub.brouillons.uploads import Upload
from portail.acces.asker import Elsewhere, Member
from portail.acces.file_bounds import CutShort, pieces
from portail.acces.origin import is_token
from portail.depots.parts import NoForm, Part, Parts

FILE, TOKEN = "fichier", "csrf"
PIECE = 1 << 18
"""Bytes that are gathered before they are written."""
LONGEST_FIELD, MOST_PARTS = 4096, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """The form as it came."""

    fields: Mapping[str, str]
    file: StoredFile | None
    """``None``: no file was chosen."""


async def arrived(request: Request, who: Member) -> Arrived:
    """The fields and the file of the form of ``request``.

    Raises :class:`portail.acces.asker.Elsewhere` for a form of no page of the session,
    :class:`portail.depots.parts.NoForm` for what is none, :class:`portail.acces.file_bounds.TooSlow`, and as
    :meth:`portail.arrivals.Arrivals.one_of` and :class:`hub.brouillons.uploads.Upload` do; nothing is left then.
    """
    form, portail = _Form(who=who), who.portail
    with portail.arrivals.one_of(who.compte.id, portail.settings.portail.files_at_once):
        try:
            await _taken(request, form)
        finally:
            await form.close()
    if not is_token(who.session.csrf, form.text(TOKEN)):
        raise Elsewhere
    return Arrived(fields={name: form.text(name) for name in form.fields}, file=form.file)


async def _taken(request: Request, form: "_Form") -> None:
    try:
        parts = Parts(request.headers.get("content-type", ""))
    except NoForm:
        raise Elsewhere from None  # no page of ours sends another kind
    try:
        async for piece in pieces(request, form.who.portail):
            for part in parts.of(piece):
                await form.take(part)
    except CutShort:
        raise NoForm from None
    parts.close()


@dataclass(slots=True, kw_only=True)
class _Form:
    """What came so far."""

    who: Member
    fields: dict[str, bytes] = field(default_factory=dict)
    file: StoredFile | None = None
    upload: Upload | None = None
    waiting: bytearray = field(default_factory=bytearray)
    """Bytes of the file that are not written yet."""
    parts: int = 0

    def text(self, name: str) -> str:
        return self.fields.get(name, b"").decode("utf-8", "replace")

    async def take(self, part: Part) -> None:
        self.parts += part.is_last
        if self.parts > MOST_PARTS:
            raise NoForm
        if part.filename is None:
            self.fields[part.name] = self.fields.get(part.name, b"") + part.content
            if len(self.fields[part.name]) > LONGEST_FIELD:
                raise NoForm
        elif part.name == FILE and self.file is None and (part.filename or part.content):
            await self._take_file(part, part.filename)

    async def _take_file(self, part: Part, name: str) -> None:
        if self.upload is None:
            if not is_token(self.who.session.csrf, self.text(TOKEN)):
                raise Elsewhere
            portail = self.who.portail
            most = portail.settings.run.deposit_bytes
            self.upload = await run_in_threadpool(Upload, portail.store, most)
        self.waiting += part.content
        if len(self.waiting) >= PIECE or part.is_last:
            piece, self.waiting = bytes(self.waiting), bytearray()
            await run_in_threadpool(self.upload.write, piece)
        if part.is_last:
            self.file = await run_in_threadpool(self.upload.kept, name)

    async def close(self) -> None:
        """Removes what did not come whole."""
        if self.upload is not None and self.file is None:
            await run_in_threadpool(self.upload.drop)
