"""Everybody looks after their own account."""

from app.security.permissions import Permission, Template


class Account(Permission):
    OWN_MANAGE = "account.own.manage", "Change one’s own password, and end one’s own sessions.", *Template
