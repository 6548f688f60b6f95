"""Hostile addresses: none of them makes us connect to anything."""

import pytest

from app.egress import client
from tests.egress.conftest import hostile_resolver

HOSTILE = """
http://127.0.0.1/
http://127.0.0.1:{port}/
https://127.0.0.1:{port}/
https://127.0.0.1/
https://127.1/
https://127.0.1/
https://2130706433/
https://0x7f000001/
https://0x7f.0.0.1/
https://0x7f.1/
https://0177.0.0.1/
https://017700000001/
https://0177.0.0.0x1/
https://127.0.0.01/
https://127.000.000.001/
https://127.0.0.1./
https://0/
https://0.0.0.0/
https://0.0.0.0:8443/
https://10.0.0.1/
https://10.255.255.255/
https://172.16.0.1/
https://172.31.255.254/
https://192.168.1.1/
https://100.64.0.1/
https://100.127.255.254/
https://169.254.169.254/latest/meta-data/
https://0xa9fea9fe/
https://2852039166/
https://0251.0376.0251.0376/
https://192.0.0.192/
https://192.0.2.1/
https://198.18.0.1/
https://198.51.100.7/
https://203.0.113.9/
https://192.88.99.1/
https://224.0.0.1/
https://239.255.255.250/
https://240.0.0.1/
https://255.255.255.255/
https://[::1]/
https://[::1]:{port}/
https://[::]/
https://[0:0:0:0:0:0:0:1]/
https://[::ffff:127.0.0.1]/
https://[::ffff:7f00:1]/
https://[::ffff:10.0.0.1]:8443/
https://[0:0:0:0:0:ffff:127.0.0.1]/
https://[::127.0.0.1]/
https://[64:ff9b::7f00:1]/
https://[64:ff9b::10.0.0.1]/
https://[64:ff9b:1::a00:1]/
https://[2002:7f00:1::]/
https://[2002:a00:1::1]/
https://[2001:0:7f00:1::]/
https://[2001:db8::1]/
https://[fe80::1]/
https://[fe80::1%25lo]/
https://[fe80::1%lo]/
https://[fc00::1]/
https://[fd12:3456:789a::1]/
https://[fec0::1]/
https://[ff02::1]/
https://[100::1]/
https://[3fff::1]/
https://[5f00::1]/
https://[::1/
https://::1/
https://localhost/
https://localhost:{port}/
https://localhost./
https://LOCALHOST/
https://localhost.localdomain/
https://app.localhost/
https://intranet/
https://127.0.0.1.nip.example/
https://inside.example.com/
https://inside.example.com./
https://rebinding.example.com:8443/
https://hooks.example.com:{port}/
https://hooks.example.com:22/
https://hooks.example.com:5432/
https://hooks.example.com:0/
https://hooks.example.com:99999/
https://hooks.example.com:/
https://hooks.example.com:443:{port}/
https://user@hooks.example.com/
https://user:password@127.0.0.1/
https://hooks.example.com@127.0.0.1/
https://hooks.example.com:443@127.0.0.1:{port}/
https://127.0.0.1:{port}#@hooks.example.com/
https://hooks.example.com#@127.0.0.1/
https://127.0.0.1:{port}?@hooks.example.com/
https://127.0.0.1\\@hooks.example.com/
https://hooks.example.com\\@127.0.0.1/
https:\\\\127.0.0.1/
https:///127.0.0.1/
https:/127.0.0.1/
https:127.0.0.1/
//127.0.0.1/
///127.0.0.1/
127.0.0.1:{port}
https://
https://./
https://../
https://%31%32%37.0.0.1/
https://127.0.0.1%2f@hooks.example.com/
https://127%2e0%2e0%2e1/
https://loc%61lhost/
https://hooks.example.com%00.127.0.0.1/
https://１２７.0.0.1/
https://①②⑦.⓪.⓪.①/
https://127。0。0。1/
https://ⓛocalhost/
https://lоcalhost.example.com/
https://bücher.example.com/
https://ex ample.com/
https://hooks.example.com/ HTTP/1.1
https://hooks_.example.com/
https://-hooks.example.com/
https://hooks..example.com/
https://*.example.com/
https://example.123/
https://hooks.example.0x7f/
ftp://127.0.0.1/
file:///etc/passwd
gopher://127.0.0.1:{port}/_POST
dict://127.0.0.1:{port}/
data:text/plain,hello
javascript:alert(1)
unix:///var/run/socket
jar:https://127.0.0.1!/
""".strip().splitlines()
UNWRITABLE = [
    "https://hooks.example.com/\r\nHost: 127.0.0.1",
    "https://127.0.0.1\t.example.com/",
    "\nhttps://127.0.0.1/",
    "https://127.0.0.1\0.example.com/",
    "https://hooks.example.com/" + "a" * 3000,
    "",
    " ",
]


def test_there_are_more_than_sixty():
    assert len({*HOSTILE, *UNWRITABLE}) == len(HOSTILE) + len(UNWRITABLE) > 60


@pytest.mark.parametrize("address", [*HOSTILE, *UNWRITABLE])
def test_no_hostile_address_makes_us_connect(trap, address):
    answer = client.post(address.replace("{port}", str(trap.port)), headers={}, body=b"{}", resolve=hostile_resolver)
    assert (trap.attempts, trap.accepted) == ([], 0)
    assert answer.status == 0
    assert answer.error.endswith(".")


@pytest.mark.parametrize("address", [each for each in (*HOSTILE, *UNWRITABLE) if not each.startswith("http://127.")])
def test_nor_where_this_very_machine_may_be_called_for_a_test(trap, address):
    client.post(
        address.replace("{port}", str(trap.port)), headers={}, body=b"", with_loopback=True, resolve=hostile_resolver
    )
    assert (trap.attempts, trap.accepted) == ([], 0)


def test_a_resolver_that_answers_otherwise_the_second_time_is_asked_once(trap):
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    client.post("https://rebinding.example.com/", headers={}, body=b"", resolve=rebinding)
    assert (asked, trap.attempts) == (["rebinding.example.com"], [("93.184.216.34", 443)])


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "nonsense"])
def test_a_name_with_one_address_inside_is_not_called_at_all(trap, inside):
    answers = (["93.184.216.34", inside], [inside, "93.184.216.34"], [inside])
    for found in answers:
        told = client.post("https://mixed.example.com/", headers={}, body=b"", resolve=lambda *_, f=found: f)
        assert "not public" in told.error
    assert trap.attempts == []


def test_the_trap_sees_whoever_does_connect(trap):
    answer = client.post(f"http://127.0.0.1:{trap.port}/", headers={}, body=b"", with_loopback=True)
    assert trap.attempts == [("127.0.0.1", trap.port)]
    assert answer.error == "The connection was refused."
