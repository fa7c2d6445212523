"""SSH authentication: key file, agent, password, in this order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from paramiko.agent import Agent
from paramiko.pkey import PKey, UnknownKeyType
from paramiko.ssh_exception import AuthenticationException, BadAuthenticationType, SSHException

from connectors.settings import SftpSettings
from connectors.sftp.transport import NamedTransport
from domain import system_faults
from domain.errors import AccessRefused, SettingsError
from domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    name: Text
    attempt: Callable[[NamedTransport], object]


def log_in(transport: NamedTransport, settings: SftpSettings) -> None:
    """Log in by the first method the server accepts.

    Raises :class:`AccessRefused` when it accepts none, :class:`SettingsError` for a key file that cannot be used,
    paramiko's ``SSHException`` when the connection breaks.
    """
    refusals: list[Text] = []
    for method in _methods(settings):
        try:
            method.attempt(transport)
        except BadAuthenticationType as refusal:
            taken = ", ".join(refusal.allowed_types)
            refusals.append(
                Text(
                    f"{method.name.fr} : le serveur n'accepte que {taken}",
                    f"{method.name.en}: the server only takes {taken}",
                )
            )
        except AuthenticationException:
            if not (transport.is_active() or transport.dismissed or refusals):
                raise SSHException("the connection broke during the login") from None
            refusals.append(Text(f"{method.name.fr} : refusé", f"{method.name.en}: refused"))
            if not transport.is_active():
                break
        if transport.is_authenticated():
            return
    raise _refused(settings, refusals)


def _methods(settings: SftpSettings) -> Iterator[_Way]:
    user = settings.username
    if settings.key_file:
        key = _key(settings)
        name = Text(f"clé {settings.key_file}", f"key {settings.key_file}")
        yield _Way(name=name, attempt=lambda transport: transport.auth_publickey(user, key))
    if settings.agent:
        yield from _agent_ways(user)
    if settings.password is not None:
        password = settings.password
        yield _Way(
            name=Text("mot de passe", "password"), attempt=lambda transport: transport.auth_password(user, password)
        )


def _agent_ways(user: str) -> Iterator[_Way]:
    agent = Agent()
    try:
        for key in agent.get_keys():
            yield _Way(
                name=Text(f"clé de l'agent {key.get_name()}", f"agent's key {key.get_name()}"),
                attempt=lambda transport, key=key: transport.auth_publickey(user, key),  # type: ignore[misc]
            )
    finally:
        agent.close()


def _key(settings: SftpSettings) -> PKey:
    path = settings.key_file
    if path is None:
        raise SettingsError(
            Text("Aucun fichier de clé n'est nommé.", "No key file is named."),
            Text("Nommez-en un avec key_file.", "Name one with key_file."),
        )
    try:
        passphrase = settings.passphrase
        return PKey.from_path(path, passphrase.encode() if passphrase else None)  # type: ignore[arg-type]
    except OSError as error:
        reason = system_faults.sentence(error)
        raise SettingsError(
            Text(
                f"Le fichier de clé {path} ne peut pas être lu : {reason.fr}.",
                f"The key file {path} cannot be read: {reason.en}.",
            ),
            Text("Vérifiez le chemin et les droits.", "Check path and rights."),
        ) from error
    except (SSHException, UnknownKeyType, ValueError, TypeError) as error:
        raise SettingsError(
            Text(f"Le fichier de clé {path} ne peut pas servir.", f"The key file {path} cannot be used."),
            Text(
                "Sa phrase de passe manque ou est fausse, ou ce n'est pas une clé privée ed25519, ECDSA ou RSA.",
                "Its passphrase may be missing or wrong, or it is no ed25519, ECDSA or RSA private key.",
            ),
        ) from error


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
