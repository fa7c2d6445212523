"""PDFs written object by object, for what no drawing library writes: layers, clips, masks, notes, fonts without ink."""

from dataclasses import dataclass, field

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_FIRST = 6
"""Number of the first object that a test adds."""


@dataclass(slots=True, kw_only=True)
class BarePdf:
    """One page of 400 by 300 points whose font is ``/F``; objects that are added are numbered from 6."""

    content: bytes = b""
    resources: bytes = b""
    """Entries of the page's resources beside its font."""
    page: bytes = b""
    """Entries of the page beside the usual ones."""
    catalog: bytes = b""
    objects: list[bytes] = field(default_factory=list)

    def add(self, body: bytes) -> int:
        """The number of a new object."""
        self.objects.append(body)
        return _FIRST + len(self.objects) - 1

    def stream(self, entries: bytes, content: bytes) -> int:
        """The number of a new stream with ``entries`` in its dictionary."""
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content))

    def form(self, content: bytes, entries: bytes = b"") -> int:
        """The number of a form of the page's size and font."""
        return self.stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /Font << /F 5 0 R >> >> " + entries,
            content,
        )

    def picture(self, shade: int) -> int:
        """The number of a picture of one grey."""
        entries = b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
        return self.stream(entries, bytes([shade]) * 4)

    def done(self) -> bytes:
        """The file."""
        bodies = [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % self.catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> %s >>"
            % (self.resources, self.page if b"/MediaBox" in self.page else b"/MediaBox [0 0 400 300] " + self.page),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(self.content), self.content),
            HELVETICA,
            *self.objects,
        ]
        file, starts = b"%PDF-1.7\n", []
        for number, body in enumerate(bodies, 1):
            starts.append(len(file))
            file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % start for start in starts)
        size = len(bodies) + 1
        end = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        return file + end % (size, table, size, len(file))


def at(x: float, y: float, text: str, size: float = 10) -> bytes:
    """Drawing of ``text`` from ``x``, ``y`` points above the bottom."""
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, shown)
