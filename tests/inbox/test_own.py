"""What only the one who asked for it finds in the inbox: a dry run to confirm, a file that is ready."""

from tests.payments.till import DECIDES
from tests.screens.strict import open_page

INBOX = "/inbox"
LIST = "/payments/withdrawals"
ACTS = ("payments.withdrawals.read", "bulk.own.read", "bulk.own.start", *DECIDES)
TAKES_OUT = ("payments.withdrawals.read", "payments.withdrawals.export", "exports.own.read")


def section(person, label):
    found = [each for each in open_page(person.client, INBOX).soup.select("#inbox section") if each.h2.text == label]
    return [link.text for link in found[0].select(".waits a")] if found else []


def test_a_dry_run_waits_for_its_yes_and_only_for_whoever_asked(till, person, work):
    till.asks(till.a_player(1500), 1500)
    paul, vera = person("paul", *ACTS), person("vera", *ACTS)
    tried = paul.post(f"{LIST}/bulk-rejections", data={"code": "identity", "text": ""}).location
    assert section(paul, "Dry runs to confirm") == []
    work()
    assert section(paul, "Dry runs to confirm") == ["Dry run: reject withdrawals: 1 would change"]
    assert section(vera, "Dry runs to confirm") == []
    assert paul.post(f"{tried}/runs", data={"count": "1"}).status_code == 303
    assert section(paul, "Dry runs to confirm") == []


def test_a_dry_run_that_would_change_nothing_waits_for_nobody(person, work):
    paul = person("paul", *ACTS)
    paul.post(f"{LIST}/bulk-rejections", data={"code": "identity", "text": ""})
    work()
    assert section(paul, "Dry runs to confirm") == []


def test_a_file_is_offered_to_whoever_asked_while_it_lasts(till, person, work):
    rita, vera = person("rita", *TAKES_OUT), person("vera", *TAKES_OUT)
    rita.post(f"{LIST}/exports", data={"format": "csv", "code": "report", "text": ""})
    assert section(rita, "Your files") == []
    work()
    assert section(rita, "Your files") == ["Export of withdrawals as CSV"]
    assert section(vera, "Your files") == []
    till.change("update export set expires_at = now() - interval '1 second'")
    assert section(rita, "Your files") == []
