"""The parts of a form that holds a file, as they arrive: nothing is kept but what was not taken yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header


class NoForm(Exception):
    """What was sent is no form with files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Bytes of one field; a field may come in several."""

    name: str
    filename: str | None
    """``None``: the field is no file."""
    content: bytes
    is_last: bool


class Parts:
    """Takes a body apart piece by piece. Raises :class:`NoForm`."""

    def __init__(self, content_type: str) -> None:
        """``content_type``: the header of the request."""
        kind, options = parse_options_header(content_type.encode("latin-1", "replace"))
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise NoForm
        self._found: list[Part] = []
        self._headers: dict[bytes, bytes] = {}
        self._name, self._value = b"", b""
        self._field: str = ""
        self._filename: str | None = None
        self._is_whole = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begins,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_ends,
                "on_headers_finished": self._headers_end,
                "on_part_data": self._data,
                "on_part_end": self._ends,
                "on_end": self._end,
            },
        )

    def of(self, piece: bytes) -> Iterator[Part]:
        """What ``piece`` of the body adds."""
        try:
            self._parser.write(piece)
        except FormParserError as error:
            raise NoForm from error
        found, self._found = self._found, []
        yield from found

    def close(self) -> None:
        """Raises :class:`NoForm` when the body ended too soon."""
        if not self._is_whole:
            raise NoForm

    def _begins(self) -> None:
        self._headers, self._name, self._value = {}, b"", b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_ends(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if b"name" not in options:
            raise NoForm
        filename = options.get(b"filename")
        self._field = _text(options[b"name"])
        self._filename = None if filename is None else _text(filename)

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._add(data[start:end], is_last=False)

    def _ends(self) -> None:
        self._add(b"", is_last=True)

    def _end(self) -> None:
        self._is_whole = True

    def _add(self, content: bytes, *, is_last: bool) -> None:
        self._found.append(Part(name=self._field, filename=self._filename, content=content, is_last=is_last))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
