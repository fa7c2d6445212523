"""MIME types of attachments (BT-125-1, ``mimeCode``)."""

SOURCE = "MIME media types of EN 16931-1"
VERSION = "EN 16931 1.3.16 (2026-04-10)"

MIMES = frozenset(
    (
        "application/pdf image/png image/jpeg text/csv "
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
        "application/vnd.oasis.opendocument.spreadsheet"
    ).split()
)
"""PDF, images, CSV and spreadsheets."""
