"""What a call sends, and what it bears: redirects, floods, trickles, silence, false certificates."""

import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.egress import client
from app.egress.addresses import is_public

PUBLIC = "93.184.216.34"
REAL_CONNECT = socket.socket.connect


@contextmanager
def answering(reply, wrap=None):
    """A server on loopback for one caller: `reply(connection)` after the request's head; yields port and what came."""
    came = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)

        def serve():
            try:
                plain, _ = listening.accept()
                with wrap(plain) if wrap else plain as connection:
                    came.append(whole(connection))
                    reply(connection)
            except OSError:
                return  # the caller went away, or never came: the test looks at what it was told

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1], came
        thread.join()


def whole(connection):
    """A request with the body {}; whoever closes before reading it all resets the connection."""
    request = b""
    while not request.endswith(b"\r\n\r\n{}") and (more := connection.recv(65536)):
        request += more
    return request


def saying(text):
    return lambda connection: connection.sendall(text)


def post(port, path="/", **more):
    return client.post(f"http://127.0.0.1:{port}{path}", headers={}, body=b"{}", with_loopback=True, **more)


def test_an_answer_comes_back_whole():
    with answering(saying(b"HTTP/1.1 202 Fine\r\nX-Seen: 1\r\nContent-Length: 2\r\n\r\nok")) as (port, came):
        answer = post(port, "/in?a=b")
    assert (answer.status, answer.body, answer.headers["x-seen"], answer.error) == (202, b"ok", "1", "")
    assert came[0].startswith(b"POST /in?a=b HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{port}\r\n".encode() in came[0]


def test_a_redirect_is_an_answer_like_any_other(trap, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", REAL_CONNECT)
    for status in (301, 302, 303, 307, 308):
        head = f"HTTP/1.1 {status} There\r\nLocation: http://127.0.0.1:{trap.port}/\r\nContent-Length: 0\r\n\r\n"
        with answering(saying(head.encode())) as (port, _):
            assert post(port).status == status
    assert trap.accepted == 0


def test_no_proxy_of_the_environment_is_asked(trap, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", REAL_CONNECT)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
    with answering(saying(b"HTTP/1.1 204 Fine\r\n\r\n")) as (port, _):
        assert post(port).status == 204
    assert trap.accepted == 0


def test_of_a_flood_the_first_mebibyte_is_read():
    def flood(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with answering(flood) as (port, _):
        answer = post(port)
    assert (answer.status, len(answer.body), answer.is_cut) == (200, client.MOST_BYTES, True)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_trickle_ends_with_the_budget(head):
    gone = threading.Event()

    def trickle(connection):
        connection.sendall(head)
        while not gone.wait(0.02):
            connection.sendall(b"x")

    with answering(trickle) as (port, _):
        answer = post(port, seconds=0.3)
        gone.set()
    assert answer.error in ("No answer in time.", "No whole answer in time.")
    assert (answer.status, 300 <= answer.latency_ms < 3000) == (0, True)


def test_silence_ends_with_the_budget():
    gone = threading.Event()
    with answering(lambda _: gone.wait(5)) as (port, _):
        answer = post(port, seconds=0.2)
        gone.set()
    assert answer.error in ("No answer in time.", "No whole answer in time.")


def test_a_resolver_that_does_not_answer_ends_with_the_budget():
    gone = threading.Event()
    answer = client.post(
        "https://slow.example.com/", headers={}, body=b"", resolve=lambda *_: gone.wait(5), seconds=0.1
    )
    gone.set()
    assert answer.error == "The name was not resolved in time."


@pytest.mark.parametrize("nonsense", [b"", b"hello\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\0" * 100])
def test_what_is_no_answer_is_told_as_a_fault(nonsense):
    with answering(saying(nonsense)) as (port, _):
        answer = post(port)
    assert answer.status == 0
    assert answer.error.startswith("The connection broke")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for hooks.example.com that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example.com")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.example.com")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(built.public_bytes(serialization.Encoding.PEM) + secret)
    return path


@pytest.fixture
def call_tls(certificate, monkeypatch):
    """Calls a name that resolves to a public address, which a router leads to a TLS server on this machine."""
    names = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _, name, __: names.append(name)

    def call(host):
        fine = saying(b"HTTP/1.1 204 Fine\r\n\r\n")
        with answering(fine, lambda plain: context.wrap_socket(plain, server_side=True)) as (port, came):
            routed = {(PUBLIC, 443): ("127.0.0.1", port)}
            monkeypatch.setattr(
                socket.socket, "connect", lambda itself, address: REAL_CONNECT(itself, routed[tuple(address)])
            )
            answer = client.post(f"https://{host}/in", headers={}, body=b"{}", resolve=lambda *_: [PUBLIC])
        return answer, names, came

    return call


def test_the_pinned_address_is_called_by_its_name(call_tls, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    answer, names, came = call_tls("hooks.example.com")
    assert (answer.error, answer.status, answer.address, names) == ("", 204, PUBLIC, ["hooks.example.com"])
    assert b"\r\nHost: hooks.example.com\r\n" in came[0]


def test_a_certificate_for_another_name_is_not_trusted(call_tls, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    answer, _, came = call_tls("other.example.com")
    assert (answer.status, answer.error, came) == (0, "No trusted TLS connection: CERTIFICATE_VERIFY_FAILED.", [])


def test_a_certificate_of_nobody_is_not_trusted(call_tls):
    answer, _, came = call_tls("hooks.example.com")
    assert (answer.status, answer.error, came) == (0, "No trusted TLS connection: CERTIFICATE_VERIFY_FAILED.", [])


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001:830::200e"]
)
def test_public_addresses_are_public(address):
    assert is_public(address)
