"""Rules about signatures. A document without a signature gets no finding: signing is optional."""

from domain.finding import Level, Pack, Rule, Severity
from domain.text import Text

_TS_119_102 = "ETSI EN 319 102-1"
_DEPOSIT = "PDF_SIGNE_PADES, PDF_SIGNE_XADES (IFormatDepot)"


def _rule(
    code: str, severity: Severity, fr: str, en: str, remedy_fr: str, remedy_en: str, source: str = _TS_119_102
) -> Rule:
    return Rule(
        code=code,
        pack=Pack.LECTURE,
        severity=severity,
        message=Text(fr, en),
        remedy=Text(remedy_fr, remedy_en),
        source=source,
    )


TRUSTED = _rule(
    "SIG-01",
    Severity.INFO,
    "{sign}{when} : intacte, certificat de confiance délivré par {issuer}{more}.",
    "{sign}{when}: intact, trusted certificate issued by {issuer}{more}.",
    "Rien à faire.",
    "Nothing to do.",
)
INTACT = _rule(
    "SIG-02",
    Severity.INFO,
    "Signature intacte de {who} ; sans liste de confiance, l'identité du signataire n'est pas vérifiée.",
    "Intact signature by {who}; without a trust list the signer's identity is not verified.",
    "Rien à faire pour le fournisseur ; l'exploitant peut régler [signatures] trust.",
    "Nothing to do for the supplier; the operator may set [signatures] trust.",
)
UNTRUSTED = _rule(
    "SIG-03",
    Severity.WARNING,
    "{sign}{when} : {but}son certificat, délivré par {issuer}, ne mène à aucune autorité de confiance.",
    "{sign}{when}: {but}its certificate, issued by {issuer}, leads to no trusted authority.",
    "Signez avec un certificat délivré par une autorité reconnue, et joignez les certificats intermédiaires à la "
    "signature.",
    "Sign with a certificate of a recognised authority, and include the intermediate certificates in the signature.",
)
SELF_SIGNED = _rule(
    "SIG-04",
    Severity.WARNING,
    "{sign}{when} : {but}le certificat est autosigné : n'importe qui peut en faire un à ce nom.",
    "{sign}{when}: {but}the certificate is self-signed: anybody can make one in that name.",
    "Signez avec un certificat délivré par une autorité reconnue.",
    "Sign with a certificate of a recognised authority.",
)
EXPIRED = _rule(
    "SIG-05",
    Severity.WARNING,
    "{sign}{when} : le certificat avait expiré le {ended}.",
    "{sign}{when}: the certificate had expired on {ended}.",
    "Signez avec un certificat en cours de validité.",
    "Sign with a certificate that is in force.",
)
NOT_YET = _rule(
    "SIG-06",
    Severity.WARNING,
    "{sign}{when} : le certificat n'était valable qu'à partir du {ended}.",
    "{sign}{when}: the certificate was valid from {ended} only.",
    "Vérifiez l'horloge du poste qui signe.",
    "Check the clock of the machine that signs.",
)
REVOKED = _rule(
    "SIG-07",
    Severity.WARNING,
    "{sign}{when} : le certificat a été révoqué le {ended}.",
    "{sign}{when}: the certificate was revoked on {ended}.",
    "Demandez un nouveau certificat à votre autorité, et signez de nouveau.",
    "Ask your authority for a new certificate, and sign again.",
)
ALTERED = _rule(
    "SIG-08",
    Severity.FATAL,
    "Le document a été modifié après {the_sign}{when} : le contenu n'est plus celui qui a été signé.",
    "The document was altered after {the_sign}{when}: its content is not what was signed.",
    "Déposez le document tel qu'il est sorti du logiciel de signature, sans l'ouvrir ni l'enregistrer de nouveau ; "
    "s'il a été corrigé, signez-le de nouveau.",
    "Deposit the document as the signing software wrote it, without opening and saving it again; if it was corrected, "
    "sign it again.",
)
REWRITTEN = _rule(
    "SIG-09",
    Severity.FATAL,
    "Le PDF a été modifié après {the_sign}{when}, au-delà de ce que la signature permet : ce qu'on y lit peut "
    "différer de ce qui a été signé.",
    "The PDF was changed after {the_sign}{when} beyond what it allows: what it shows may differ from what was signed.",
    "Déposez le PDF tel qu'il a été signé ; signez en dernier, une fois les annotations et les tampons posés.",
    "Deposit the PDF as it was signed; sign last, once notes and stamps are in place.",
    "ISO 32000-2 §12.8.2.2",
)
UNREADABLE = _rule(
    "SIG-10",
    Severity.WARNING,
    "Une signature{place} ne peut pas être vérifiée ({detail}).",
    "A signature{place} cannot be checked ({detail}).",
    "Signez de nouveau au format PAdES, CAdES ou XAdES ; sans signature la facture est recevable aussi.",
    "Sign again in PAdES, CAdES or XAdES; an invoice without a signature is admissible too.",
)
WEAK = _rule(
    "SIG-11",
    Severity.WARNING,
    "{sign}{when} : algorithme trop faible pour protéger le document ({weak}).",
    "{sign}{when}: an algorithm too weak to protect the document ({weak}).",
    "Signez avec SHA-256 et une clé RSA de 2048 bits au moins, ou elliptique de 256 bits.",
    "Sign with SHA-256 and an RSA key of 2048 bits at least, or an elliptic one of 256 bits.",
    "ANSSI, Guide des mécanismes cryptographiques",
)
PARTIAL = _rule(
    "SIG-12",
    Severity.WARNING,
    "{sign}{when} : elle ne couvre pas tout le document, et rien ne protège le reste.",
    "{sign}{when}: it does not cover the whole document, and nothing protects the rest.",
    "Signez le document entier.",
    "Sign the whole document.",
    "ISO 32000-2 §12.8.1",
)
FILLED = _rule(
    "SIG-13",
    Severity.WARNING,
    "Des champs de formulaire ont été remplis après {the_sign}{when} : vérifiez-les à la lecture.",
    "Fields of a form were filled in after {the_sign}{when}: check them as you read.",
    "Remplissez le formulaire avant de signer.",
    "Fill in the form before signing.",
    "ISO 32000-2 §12.8.2.2",
)
UNCLEAR = _rule(
    "SIG-14",
    Severity.WARNING,
    "{sign}{when} : non vérifiée, ce qui a été ajouté au document après elle ne peut pas être contrôlé{why}.",
    "{sign}{when}: not verified, what was added to the document after it cannot be checked{why}.",
    "Déposez le document tel qu'il a été signé.",
    "Deposit the document as it was signed.",
    "ISO 32000-2 §12.8.2.2",
)
MANY = _rule(
    "SIG-15",
    Severity.WARNING,
    "Le document porte {count} signatures ; seules les {limit} premières sont vérifiées.",
    "The document bears {count} signatures; only the first {limit} are checked.",
    "Rien à faire si les premières suffisent.",
    "Nothing to do if the first ones are enough.",
    "Navette",
)
EARLY = _rule(
    "SIG-16",
    Severity.WARNING,
    "{sign}{when} : cette date est postérieure au dépôt.",
    "{sign}{when}: that is later than the deposit.",
    "Vérifiez l'horloge du poste qui signe.",
    "Check the clock of the machine that signs.",
)
ORPHAN = Rule(
    code="SIG-17",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    level=Level.DEPOT,
    message=Text(
        "La signature « {name} » ne correspond à aucun fichier de l'archive : elle n'est pas vérifiée.",
        "The signature “{name}” matches no file of the archive: it is not checked.",
    ),
    remedy=Text(
        "Nommez-la comme le fichier qu'elle signe, suivi de .p7s (facture.pdf et facture.pdf.p7s).",
        "Name it after the file it signs, followed by .p7s (invoice.pdf and invoice.pdf.p7s).",
    ),
    source=_DEPOSIT,
)
ALONE = Rule(
    code="SIG-18",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier est une signature détachée, sans la facture qu'elle signe.",
        "The file is a detached signature, without the invoice it signs.",
    ),
    remedy=Text(
        "Mettez la facture et sa signature dans une même archive ZIP, puis déposez l'archive.",
        "Put the invoice and its signature in one ZIP archive, then deposit the archive.",
    ),
    source=_DEPOSIT,
)
RULES: tuple[Rule, ...] = (
    TRUSTED,
    INTACT,
    UNTRUSTED,
    SELF_SIGNED,
    EXPIRED,
    NOT_YET,
    REVOKED,
    ALTERED,
    REWRITTEN,
    UNREADABLE,
    WEAK,
    PARTIAL,
    FILLED,
    UNCLEAR,
    MANY,
    EARLY,
    ORPHAN,
    ALONE,
)
"""Every rule about signatures."""
