"""EN 16931-1 with its bindings to UBL 2.1 and CII, as its official validation artefacts 1.3.16 ask it."""

from validators.en16931.cii import BODY as CII

__all__ = ["CII"]
