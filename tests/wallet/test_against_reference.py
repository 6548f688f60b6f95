"""Our wallet against the vendor's reference wallet. `./countroom prove wallet` runs 500 examples of 30 steps."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.wallet import faults
from tests.wallet.machine import WalletMachine
from tests.wallet.oracle import wallet_class

EXAMPLES, STEPS = (500, 30) if os.environ.get("COUNTROOM_PROVE") else (40, 30)


def run(house, transport, examples, *, by_chance, phases=tuple(Phase)):
    members = {"house": house, "transport": transport, "reference": wallet_class()}
    run_state_machine_as_test(
        type("Machine", (WalletMachine,), members),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=phases,
            derandomize=not by_chance,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_both_always_say_the_same(house):
    run(house, house, EXAMPLES, by_chance="COUNTROOM_PROVE" in os.environ)
    assert house.faults() == []


@pytest.mark.parametrize("fault", faults.ALL, ids=lambda fault: fault.__name__)
def test_an_injected_fault_is_caught(house, owner, fault):
    wallet_class()
    with pytest.raises(AssertionError):
        run(house, fault(house, owner), examples=200, by_chance=False, phases=(Phase.generate,))
