"""`./countroom staff …`: the first person who can sign in; everybody else is added by that person."""

import getpass
import secrets
import sys
from argparse import Namespace

from app.cli import _instance
from app.cli.command import argument, command


@command(
    "staff add",
    argument("--email", required=True),
    argument("--name", required=True),
    argument("--role", required=True, help="a role's code, such as security_administrator"),
    argument("--generate", action="store_true", help="make a password and print it once"),
)
def add(options: Namespace) -> None:
    """Add a staff member with a role; the password comes from the prompt, from standard input, or is generated."""
    password = secrets.token_urlsafe(15) if options.generate else _read_password()
    with _instance.application():
        from app.services import staff

        member = staff.add(email=options.email, name=options.name, role_code=options.role, password=password)
        print(f"{member.name} can sign in as {member.email}.")
    if options.generate:
        print(f"Password, shown this once: {password}")


def _read_password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
