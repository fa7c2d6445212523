"""Tools that convert drawn layouts to PDF; all but reportlab are optional on a machine."""

import importlib
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from domain import system_faults
from domain.errors import Unavailable, Unequipped
from domain.text import Text

_TIMEOUT = 120
"""Time limit of a program in seconds, plus one second per document of a batch."""


class PdfTool(Enum):
    """The tools; the value is the program or Python package to install."""

    REPORTLAB = "reportlab"
    WEASYPRINT = "weasyprint"
    CHROMIUM = "chromium"
    LIBREOFFICE = "soffice"
    MATPLOTLIB = "matplotlib"


def missing_tool(tool: PdfTool) -> Text | None:
    """What to install for ``tool``; ``None`` when it is installed."""
    if tool in (PdfTool.CHROMIUM, PdfTool.LIBREOFFICE):
        if shutil.which(tool.value):
            return None
        return Text(f"le programme {tool.value}", f"the program {tool.value}")
    if importlib.util.find_spec(tool.value):
        return None
    return Text(f"le paquet Python {tool.value}", f"the Python package {tool.value}")


def to_pdf(tool: PdfTool, sources: Sequence[bytes]) -> Iterator[bytes]:
    """The PDF of each source, in order. Raises ``Unequipped`` without the tool, ``Unavailable`` when it fails."""
    missing = missing_tool(tool)
    if missing is not None:
        raise Unequipped(
            Text(f"Cette mise en page demande {missing.fr}.", f"This layout needs {missing.en}."),
            Text(
                f"Installez {missing.fr}, ou passez-vous de cette mise en page.",
                f"Install {missing.en}, or leave the layout out.",
            ),
        )
    if tool is PdfTool.WEASYPRINT:
        yield from (_weasyprint(source) for source in sources)
    elif tool is PdfTool.CHROMIUM:
        yield from (_chromium(source) for source in sources)
    elif tool is PdfTool.LIBREOFFICE:
        yield from _libreoffice(sources)
    else:
        yield from sources


def _weasyprint(source: bytes) -> bytes:
    maker: Any = importlib.import_module("weasyprint")
    made: bytes = maker.HTML(string=source.decode()).write_pdf()
    return made


def _chromium(source: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="navette-") as place:
        page, made = Path(place, "page.html"), Path(place, "page.pdf")
        page.write_bytes(source)
        _run(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={place}/profil", f"--print-to-pdf={made}", page.as_uri(),
        )  # fmt: skip
        return made.read_bytes()


def _libreoffice(sources: Sequence[bytes]) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="navette-") as place:
        pages = [Path(place, f"page-{rank:05d}.fods") for rank in range(len(sources))]
        for page, source in zip(pages, sources, strict=True):
            page.write_bytes(source)
        if pages:
            _run(
                "soffice", f"-env:UserInstallation=file://{place}/profil", "--headless", "--convert-to", "pdf",
                "--outdir", place, *map(str, pages), more=len(pages),
            )  # fmt: skip
        return [page.with_suffix(".pdf").read_bytes() for page in pages]


def _run(program: str, *arguments: str, more: int = 1) -> None:
    try:
        subprocess.run(  # noqa: S603
            [shutil.which(program) or program, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT + more,
        )
    except (OSError, subprocess.SubprocessError) as error:
        why = _reason(error)
        raise Unavailable(
            Text(f"{program} n'a pas fait de PDF : {why.fr}.", f"{program} made no PDF: {why.en}."),
            Text(
                f"Essayez {program} à la main sur cette machine.",
                f"Try {program} by hand on this machine.",
            ),
        ) from error


def _reason(error: OSError | subprocess.SubprocessError) -> Text:
    if isinstance(error, subprocess.TimeoutExpired):
        return Text(f"pas fini en {error.timeout:g} s", f"not done in {error.timeout:g} s")
    if isinstance(error, subprocess.CalledProcessError):
        return Text(f"code de sortie {error.returncode}", f"exit code {error.returncode}")
    return system_faults.sentence(error) if isinstance(error, OSError) else Text("il a échoué", "it failed")
