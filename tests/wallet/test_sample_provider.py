"""Adding a provider edits no file: a folder is dropped in, rows of settings are added, and it plays."""

import pytest

from app import create_app
from app.extensions import db
from tests.wallet.house import House

DIALECT = '''
"""A tiny dialect: one line of text, “key verb player currency game round id amount”."""

import hmac

from app.money import BadAmount, decimal_text, minor_units
from app.providers.commands import Balance, Batch, Bet, Rollback, Win
from app.providers.dialect import Answer
from app.providers.results import TOOK_EFFECT, Outcome, Rejected

MAXIMUM_BODY = 1000
SIGNATURE_HEADER = "Authorization"


def verify(inbound, secrets):
    given = (inbound.headers.get(SIGNATURE_HEADER) or "").encode()
    return any([hmac.compare_digest(secret, given) for secret in secrets])


def parse(inbound, exponents):
    try:
        verb, player, currency, game, *rest = inbound.body.decode().split()
        if verb == "balance":
            return Balance(player, currency, game)
        round_ref, ref, last = rest
        action = {"bet": Bet, "win": Win}.get(verb)
        if action:
            done = action(ref, minor_units(last, exponents[currency]), op_class=verb)
        else:
            done = Rollback(ref, last, op_class="rollback", target_class="bet")
        return Batch(player, currency, game, round_ref, (done,))
    except (ValueError, KeyError, BadAmount) as error:
        raise Rejected(Outcome.MALFORMED, "one line, please") from error


def render(command, result):
    balance = "-" if result.balance is None else decimal_text(result.balance, result.exponent)
    status = 200 if result.outcome in TOOK_EFFECT else 422
    return Answer(status, f"{result.outcome} {balance}".encode(), "text/plain")
'''


@pytest.fixture
def sample(settings, database, tmp_path):
    folder = tmp_path / "dialects"
    (folder / "telegraph").mkdir(parents=True)
    (folder / "telegraph" / "__init__.py").write_text(DIALECT)
    house = House(create_app("wallet", settings.model_copy(update={"dialect_paths": [folder]})))
    house.wallet.forget()
    yield house.build()
    house.wallet.close()
    with house.app.app_context():
        db.engine.dispose()


def test_a_provider_dropped_in_as_a_folder_plays(sample):
    sample.open_integration("wire", dialect="telegraph", secret="stop")
    player = sample.a_player(cash=1_000)

    def send(line):
        client = sample.app.test_client()
        answer = client.post("/wallet/wire/any", data=line, headers={"Authorization": "stop"})
        return answer.status_code, answer.text

    who = f"{player.ref} EUR slot"
    assert send(f"balance {who}") == (200, "applied 10.00")
    assert send(f"bet {who} r1 t1 2.50") == (200, "applied 7.50")
    assert send(f"win {who} r1 t1 5.00") == (200, "applied 12.50")
    assert send(f"bet {who} r1 t1 2.50") == (200, "applied 7.50")
    assert send(f"bet {who} r1 t2 99") == (422, "insufficient_funds 12.50")
    assert send(f"rollback {who} r1 t1 t1") == (200, "applied 15.00")
    assert send("stop") == (422, "malformed -")
    assert sample.purses(player) == (1_500, 0, 0)
    assert sample.faults() == []
    assert len(sample.log()) == 7


def test_a_dialect_that_is_not_there_is_our_fault_and_said_so(sample):
    sample.open_integration("ghost", dialect="nowhere")
    answer = sample.app.test_client().post("/wallet/ghost/any", data="x")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
