"""EN 16931 rules that apply to each Factur-X profile, and those that the extended profiles relax.

Source: the rule ids that the validation artefacts of Factur-X 1.09 (1.09.2 for EXTENDED) and of EXTENDED-CTC-FR 1.4.0
name for each profile. The content a profile allows is checked by its schema.
"""

from validators.facturx.profiles import ANSWERED as ANSWERED
from validators.facturx.profiles import RELAXED_CII as RELAXED_CII
from validators.facturx.profiles import RELAXED_UBL as RELAXED_UBL
