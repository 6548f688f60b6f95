"""A machine that nobody may reach, and a resolver that leads there."""

import socket
import threading
from ipaddress import ip_address

import pytest


class Trap:
    """A listening socket on loopback that counts who connects, and a guard that sees every attempt to."""

    def __init__(self):
        self.attempts = []
        self.accepted = 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.thread = threading.Thread(target=self.accept)
        self.thread.start()

    def accept(self):
        while True:
            caller, _ = self.listening.accept()
            with caller:
                if caller.recv(4) == b"stop":
                    return
                self.accepted += 1

    def close(self):
        with socket.socket() as last:
            REAL_CONNECT(last, ("127.0.0.1", self.port))
            last.sendall(b"stop")
        self.thread.join()
        self.listening.close()


REAL_CONNECT = socket.socket.connect


@pytest.fixture
def trap(monkeypatch):
    """Every attempt of Python to connect is noted and refused."""
    set_up = Trap()

    def connect(_, address):
        set_up.attempts.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    yield set_up
    set_up.close()


def hostile_resolver(host, port):
    """Reads numbers in every way the C library does, and leads every name to this machine."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(ip_address(each[4][0].partition("%")[0])) for each in found]
    except (OSError, UnicodeError, ValueError):
        return ["127.0.0.1"]
