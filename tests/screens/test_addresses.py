"""An address that no record can be named by leads nowhere, whatever it is of."""

import pytest

from tests.cast import hire, sign_in


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/games/providers/north%00light"),
        ("GET", "/settings/licences/de%00mo"),
        ("GET", "/settings/brands/%00"),
        ("POST", "/security/roles/sup%00port/permissions"),
    ],
)
def test_a_name_with_a_nul_is_nobodys(app, database, method, address):
    head, walter = (sign_in(app, hire(app, name)) for name in ("hedda", "walter"))
    data = {"may": "players.players.read", "seen": "", "code": "duties"}
    for person in (head, walter):
        answer = person.client.open(address, method=method, headers=person.csrf, data=data)
        assert answer.status_code == 404
