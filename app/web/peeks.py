"""A look at one record beside its list: which one is in the address."""

from flask import request

from app.web.hx import hx

TARGET = "peek"


def wanted() -> str:
    """The id of the record that is looked at, or nothing."""
    return request.args.get("peek", "")


def is_alone() -> bool:
    """Whether htmx asks for the look and leaves the list as it is."""
    return hx().partial and hx().target_id == TARGET
