"""Which rules of EN 16931 a document of each profile of Factur-X answers to, and which the extended profiles relax.

Source: the rule ids that the validation artefacts of Factur-X 1.09 (1.09.2 for EXTENDED) and of EXTENDED-CTC-FR 1.4.0
name for each profile. What a profile may hold at all is its schema's business.
"""

from validators.facturx.profiles import ANSWERED as ANSWERED
from validators.facturx.profiles import RELAXED_CII as RELAXED_CII
from validators.facturx.profiles import RELAXED_UBL as RELAXED_UBL
