"""Why a connection failed is said in French, whatever the resolver, the socket or paramiko say."""

import ast
import inspect
import socket

import paramiko.packet
import paramiko.transport
import pytest
from paramiko.ssh_exception import IncompatiblePeer, SSHException

from connectors.sftp import lost_connection
from domain import system_faults


def said(kind: str) -> list[str]:
    """The sentences with which paramiko's transport raises ``kind``."""
    found = set()
    for module in (paramiko.transport, paramiko.packet):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == kind and node.args:
                words = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                found.add(" ".join(word for word in words if isinstance(word, str)))
    return sorted(found)


@pytest.mark.parametrize("sentence", said("SSHException"))
def test_every_sentence_of_paramiko_becomes_one_of_ours(sentence: str) -> None:
    text = lost_connection.reason(SSHException(sentence))
    assert sentence not in text.fr
    assert text.fr != text.en


@pytest.mark.parametrize("sentence", [one for one in said("IncompatiblePeer") if "(" in one])
def test_what_is_not_shared_is_named(sentence: str) -> None:
    assert lost_connection.not_shared(IncompatiblePeer(sentence)).fr != "raison inconnue"


def test_sockets_and_resolvers_have_their_own() -> None:
    assert lost_connection.reason(socket.gaierror(socket.EAI_NONAME, "Odd")).fr == "nom d'hôte inconnu"
    assert lost_connection.reason(socket.gaierror(-99, "Odd")).fr == "ce nom d'hôte ne se résout pas"
    refused = ConnectionRefusedError(111, "Connection refused")
    assert lost_connection.reason(refused) == system_faults.sentence(refused)
    assert lost_connection.reason(EOFError()) == lost_connection.CLOSED
