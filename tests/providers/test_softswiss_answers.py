"""How the SOFTSWISS dialect says what became of a call."""

import json
import re

import pytest
from beexar import ApiCode

from app.providers.commands import Balance, Batch, Bet, FinishRound, Rollback
from app.providers.results import TOOK_EFFECT, ActionResult, Outcome, Result
from app.providers.softswiss import render
from app.providers.softswiss.codes import CODES, WITH_BALANCE

BONUS = re.compile(r"\d{1,18}(\.\d{1,12})?")
REFUSALS = [outcome for outcome in Outcome if outcome not in TOOK_EFFECT]


def told(command, result):
    answer = render(command, result)
    return answer.status, json.loads(answer.body)


def test_a_balance_is_a_decimal_text_of_main_units():
    assert told(Balance("p", "EUR", "g"), Result(Outcome.APPLIED, 2, 1)) == (200, {"balance": "0.01"})
    assert told(FinishRound("p", "JPY", "r"), Result(Outcome.APPLIED, 0, 120)) == (200, {"balance": "120"})


def test_a_betwin_names_each_transaction_in_the_order_asked():
    actions = (ActionResult("t1", "ca_1"), ActionResult("t2", "ca_2", bonus=150))
    command = Batch("p", "EUR", "g", "r", (Bet("t1", 1), Bet("t2", 2)))
    status, body = told(command, Result(Outcome.APPLIED, 2, 990, "rd_1", actions))

    assert status == 200
    assert body == {
        "round_id": "rd_1",
        "transactions": [
            {"id_provider": "t1", "id": "ca_1", "bonus_amount": "0.00"},
            {"id_provider": "t2", "id": "ca_2", "bonus_amount": "1.50"},
        ],
        "balance": "9.90",
    }
    assert all(BONUS.fullmatch(item["bonus_amount"]) for item in body["transactions"])


def test_a_rollback_of_nothing_has_no_id_of_ours():
    command = Batch("p", "EUR", "g", "r", (Rollback("t2", "t1"),))
    result = Result(Outcome.APPLIED, 2, 990, "r", (ActionResult("t2", ""),))
    assert told(command, result) == (
        200,
        {"balance": "9.90", "round_id": "r", "transactions": [{"id_provider": "t2", "id": ""}]},
    )


@pytest.mark.parametrize("outcome", REFUSALS)
def test_every_refusal_has_its_code_and_a_sentence(outcome):
    status, body = told(None, Result(outcome, 2, 1234))

    assert status == (500 if body["meta"]["api_code"].startswith("5") else 400)
    assert body["code"] == ("internal" if status == 500 else "invalid_argument")
    assert body["msg"] == body["meta"]["api_message"]
    assert body["msg"].endswith(".")
    assert body["meta"].get("balance") == ("12.34" if body["meta"]["api_code"] in WITH_BALANCE else None)


def test_no_code_of_the_contract_is_missing():
    ours = {code.api_code for code in CODES.values()}
    theirs = {value for name, value in vars(ApiCode).items() if name.isupper()}
    assert ours == theirs


def test_a_refusal_that_needs_the_balance_is_never_told_without():
    for outcome in (Outcome.INSUFFICIENT_FUNDS, Outcome.LIMIT_REACHED, Outcome.STAKE_TOO_HIGH):
        with pytest.raises(ValueError, match="balance"):
            render(None, Result(outcome, 2))


def test_a_bad_signature_is_http_400_with_403_inside():
    status, body = told(None, Result(Outcome.BAD_SIGNATURE))
    assert (status, body["meta"]["api_code"]) == (400, "403")
