"""Every address of the application, asked for with the ids of real records.

An argument that stands in no list here fails the sweeps: whoever adds a route says whose the thing is that it names.
"""

import re
from dataclasses import dataclass
from itertools import islice

from app.security.decorators import Scheme, declaration_of

# A record of one brand.
OF_A_BRAND = {
    *(
        "adjustment_id",
        "alert_id",
        "assignment_id",
        "attempt_id",
        "call_id",
        "delivery_id",
        "deposit_attempt_id",
        "deposit_id",
        "endpoint_id",
    ),
    *("brand_code", "game_session_id", "house_account", "integration_id"),
    *("job_id", "login_session_id", "player_id", "round_id", "session_id", "staff_id", "stop_id"),
    *("webhook_id", "withdrawal_id"),
}
# What one staff member made for themselves.
OF_SOMEBODY = {"bulk_id", "export_id", "view_id"}
# What only says more about one of these.
BESIDE = {"currency", "fingerprint", "purse"}
# What every brand has.
OF_EVERYBODY = {"certificate_id", "game_id"}
# What belongs to nobody, with an example and why.
OF_NOBODY = {
    "figure": "deposits",  # a definition; what is told of it is narrowed to the brands that may be seen
    "record_id": f"ev_{'0' * 26}",  # the audit log is of every brand; whoever may read some of them only is told so
    "token": "x",  # whoever was given one is let in
    "name": "dialogs",  # a section of the style guide, or a file of ours
    "level": "1",  # a level of friction in the style guide
    "number": "1",  # a job in the queue, which works for every brand; whoever has some of them only is told so
    "role": "support",  # what it may is the same in every brand; its holders are told by brand
    "payment_provider": "pretend",  # whoever signs is let in
    "integration": "northlight-norrsken",  # whoever signs is let in
    "operation": "balance",
    "provider": "northlight",  # of games, which every brand may have
    "area": "auth",  # of a setting: what it is called is no secret, who has which value is asked of the page
    "setting": "session-idle",
    "licence": "demo",  # shared by brands; whoever has none of them is told that there is no such thing
    "profile": "demo-europe",
}
CALLS = {"/games/calls/": "provider_call", "/payments/entries/": "entry"}  # two kinds of records have this name
LONG_AGO = {"Last-Event-ID": "1"}  # so that a stream has news at once
PIECE = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass(frozen=True)
class Address:
    """One route and method; `target` is the outside id of what it names, empty when it names nothing of anybody's."""

    name: str
    method: str
    path: str
    target: str
    is_for_machines: bool


def arguments(app):
    """The names of the arguments of all routes."""
    return {name for rule in app.url_map.iter_rules() for name in rule.arguments}


def guarded(app, named, *, scheme=None):
    """Every address that takes a right: of staff, or with `scheme` of keys; filled in with what is `named`."""
    found = []
    for rule in app.url_map.iter_rules():
        declared = declaration_of(app.view_functions[rule.endpoint])
        if declared.permission is None or declared.scheme is not scheme:
            continue
        filled = {name: _value(rule.rule, name, named) for name in rule.arguments}
        whose = sorted(rule.arguments & (OF_A_BRAND | OF_SOMEBODY))
        path = app.url_map.bind("localhost").build(rule.endpoint, filled, force_external=False)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            target = str(filled[whose[0]]) if whose else ""
            found.append(Address(f"{method} {rule.rule}", method, path, target, scheme is Scheme.API_KEY))
    return found


def _value(rule, name, named):
    if name == "call_id":
        return named[next(kind for start, kind in CALLS.items() if rule.startswith(start))]
    return OF_NOBODY[name] if name in OF_NOBODY else named[name]


def said(answer):
    """All that an answer says; of a stream, which would go on, its greeting and its first news."""
    if answer.mimetype != "text/event-stream":
        return answer.get_data(as_text=True)
    with answer:
        return "".join(each.decode() for each in islice(answer.iter_encoded(), 2))


def masked(answer):
    """The answer without what is another at each request: ids and the address itself, the time, tokens."""
    text = re.sub(r"\b[a-z]{2,3}_[0-9A-Z]{26}\b", "ID", answer.get_data(as_text=True))
    text = re.sub(r"/house/\d+", "/house/NUMBER", text)
    text = re.sub(r"/settings/brands/\w+", "/settings/brands/CODE", text)
    text = re.sub(r"\d\d:\d\d:\d\d\.\d{3} UTC", "NOW", text)
    return re.sub(r'(name="csrf_token" value=|"X-CSRFToken": ?)"[^"]+"', "TOKEN", text)
