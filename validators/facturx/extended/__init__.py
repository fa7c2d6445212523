"""The rules that extended profiles put in the place of EN 16931's: Factur-X EXTENDED and EXTENDED-CTC-FR."""

from validators.facturx.extended import cii, ubl
from validators.facturx.extended.sentences import RULES

FACTURX_CII, CTC_FR_CII, CTC_FR_UBL = cii.FACTURX, cii.CTC_FR, ubl.CTC_FR

__all__ = ["CTC_FR_CII", "CTC_FR_UBL", "FACTURX_CII", "RULES"]
