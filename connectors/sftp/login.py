"""SSH authentication by a key file, the agent's keys and a password: the first that is enough, or several of them, one
after the other, where the server wants two factors (OpenSSH: ``AuthenticationMethods publickey,password``), in the
server's order. A password is also given by ``keyboard-interactive``, where the server takes it in that way only.
"""

from collections.abc import Sequence

from paramiko.ssh_exception import AuthenticationException, BadAuthenticationType, SSHException

from connectors.settings import SftpSettings
from connectors.sftp.transport import NamedTransport
from connectors.sftp.ways import Way, ways_of
from domain.errors import AccessRefused
from domain.text import Text

_BOUNCES = 2
"""How often the server may say that it does not take a method now before we stop offering it."""


def log_in(transport: NamedTransport, settings: SftpSettings) -> None:
    """Log in.

    Raises :class:`AccessRefused` when the server accepts nothing of what there is, or wants more,
    :class:`SettingsError` for a key file that cannot be used, paramiko's ``SSHException`` when the connection breaks or
    is closed for too many connections.
    """
    with ways_of(settings) as ways:
        login = _Login(transport, ways)
        while login.goes_on():
            pass
        if not transport.is_authenticated():
            raise _refused(settings, login.refusals())


class _Login:
    """What was offered, what the server takes now, and what it refused."""

    def __init__(self, transport: NamedTransport, ways: Sequence[Way]) -> None:
        self._transport = transport
        self._left = list(ways)
        self._bounces = dict.fromkeys(map(id, ways), 0)
        self._taken: Sequence[str] | None = None
        """``None``: the server has not said."""
        self._refused: list[Text] = []

    def goes_on(self) -> bool:
        """Offers the next way; whether there is another to offer."""
        way = next((way for way in self._left if way.method(self._taken)), None)
        method = way.method(self._taken) if way else None
        if way is None or method is None:
            return False
        try:
            self._taken = way.attempt(self._transport, method)
        except BadAuthenticationType as refusal:
            self._not_now(way, refusal.allowed_types)
            return True
        except AuthenticationException:
            self._left.remove(way)
            return self._was_refused(way)
        self._left.remove(way)
        if not self._transport.is_authenticated():
            wanted = ", ".join(self._taken)
            self._refused.append(
                Text(
                    f"{way.name.fr} : accepté, et le serveur demande ensuite {wanted}",
                    f"{way.name.en}: accepted, and the server then asks for {wanted}",
                )
            )
        return not self._transport.is_authenticated()

    def _not_now(self, way: Way, taken: Sequence[str]) -> None:
        self._taken = taken
        self._bounces[id(way)] += 1
        if self._bounces[id(way)] >= _BOUNCES:
            self._left.remove(way)
            self._refused.append(_only(way, taken))

    def _was_refused(self, way: Way) -> bool:
        dismissed = self._transport.dismissed
        if self._transport.is_active():
            self._refused.append(Text(f"{way.name.fr} : refusé", f"{way.name.en}: refused"))
            return True
        if (dismissed is None and not self._refused) or (dismissed and dismissed.too_many):
            raise SSHException("the connection broke during the login")
        said = f" (« {dismissed.reason} »)" if dismissed and dismissed.reason else ""
        also = f" ({dismissed.reason!r})" if dismissed and dismissed.reason else ""
        self._refused.append(Text(f"{way.name.fr} : refusé{said}", f"{way.name.en}: refused{also}"))
        return False

    def refusals(self) -> list[Text]:
        """Why each way did not do, for people."""
        unused = [_only(way, self._taken) for way in self._left] if self._taken is not None else []
        return [*self._refused, *unused]


def _only(way: Way, taken: Sequence[str]) -> Text:
    kinds = ", ".join(taken)
    return Text(f"{way.name.fr} : le serveur n'accepte que {kinds}", f"{way.name.en}: the server only takes {kinds}")


def _refused(settings: SftpSettings, refusals: list[Text]) -> AccessRefused:
    place = f"{settings.username}@{settings.host}:{settings.port}"
    if not refusals:
        return AccessRefused(
            Text(f"{place} : il n'y a rien pour se connecter.", f"{place}: there is nothing to log in with."),
            Text(
                "Donnez key_file, agent (qui contient des clés) ou un mot de passe.",
                "Set key_file, agent (with keys in it) or a password.",
            ),
        )
    tried = Text(" ; ".join(one.fr for one in refusals), "; ".join(one.en for one in refusals))
    return AccessRefused(
        Text(
            f"{place} : le serveur a refusé la connexion ({tried.fr}).",
            f"{place}: the server refused the login ({tried.en}).",
        ),
        Text(
            "Vérifiez le nom d'utilisateur et le secret, et que l'exploitant du serveur a notre clé publique.",
            "Check the user name and the secret, and that the server's operator has our public key.",
        ),
    )
