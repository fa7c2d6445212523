"""What a browser is sent to the provider with (OpenID Connect Core 1.0, section 3.1.2.1; RFC 7636).

The browser keeps a secret in a cookie. ``nonce`` and the verifier of PKCE are computed from it and from ``state``:
nobody has to keep them, and the ledger has digests only.
"""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import digest
from urllib.parse import urlencode

from hub.comptes.openid.provider import Provider
from hub.settings.openid import OidcTable

BACK = "/connexion/openid/retour"
"""The page of the portal to which the provider sends the browser back."""


def nonce_of(browser: str, state: str) -> str:
    """What the identity token must hold; 43 characters."""
    return _derived(browser, f"nonce:{state}")


def verifier_of(browser: str, state: str) -> str:
    """What proves that the code is redeemed for who asked for it; 43 characters."""
    return _derived(browser, f"verifier:{state}")


def address(provider: Provider, table: OidcTable, base: str, browser: str, state: str) -> str:
    """Where the browser is sent. ``base``: the address of the portal."""
    challenge = sha256(verifier_of(browser, state).encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": table.client_id,
        "redirect_uri": base + BACK,
        "scope": " ".join(table.scopes),
        "state": state,
        "nonce": nonce_of(browser, state),
        "code_challenge": urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **_assurance(table),
    }
    return with_query(provider.authorization, asked)


def with_query(url: str, asked: dict[str, str]) -> str:
    """The URL with these parameters after its own."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"


def _assurance(table: OidcTable) -> dict[str, str]:
    """One of the levels is asked for; ``claims`` is section 5.5.1.1."""
    if not table.acr_values:
        return {}
    if table.acr_request == "acr_values":
        return {"acr_values": " ".join(table.acr_values)}
    wanted = {"id_token": {"acr": {"essential": True, "values": list(table.acr_values)}}}
    return {"claims": json.dumps(wanted, separators=(",", ":"))}


def _derived(browser: str, name: str) -> str:
    return urlsafe_b64encode(digest(browser.encode(), name.encode(), "sha256")).rstrip(b"=").decode()
