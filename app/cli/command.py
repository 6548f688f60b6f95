"""How a module says that a function is a command."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

Run = Callable[[Namespace], int | None]


@dataclass(frozen=True)
class Argument:
    names: tuple[str, ...]
    options: dict[str, Any]


@dataclass(frozen=True)
class Command:
    """Words typed, what may follow them, and the function they run."""

    words: tuple[str, ...]
    arguments: tuple[Argument, ...]
    run: Run
    passes_on: bool


@dataclass
class Group:
    """The sub-commands under one word."""

    parser: ArgumentParser
    choices: Any
    groups: dict[str, "Group"] = field(default_factory=dict[str, "Group"])


_commands: dict[tuple[str, ...], Command] = {}


def argument(*names: str, **options: Any) -> Argument:
    """Declare an argument, in argparse's own words."""
    return Argument(names, options)


def command(words: str, *arguments: Argument, passes_on: bool = False) -> Callable[[Run], Run]:
    """Offer a function as `./countroom <words>`; its docstring is the help. Import what is heavy inside of it.

    With `passes_on`, what the command does not know itself stands in `options.rest`, for another program.
    """

    def offer(run: Run) -> Run:
        key = tuple(words.split())
        _commands[key] = Command(key, arguments, run, passes_on)
        return run

    return offer


def parser() -> ArgumentParser:
    """Return the parser of every command that a module of this package offers."""
    package = __name__.rpartition(".")[0]
    for found in iter_modules(import_module(package).__path__):
        if not found.name.startswith("_"):
            import_module(f"{package}.{found.name}")
    top = _group(ArgumentParser("countroom", description="The open back office for online gaming platforms."))
    for words in sorted(_commands):
        _add(_commands[words], below=top)
    return top.parser


def _add(offered: Command, *, below: Group) -> None:
    for word in offered.words[:-1]:
        if word not in below.groups:
            itself = below.choices.choices.get(word)  # a command of its own that also leads to others
            below.groups[word] = _group(
                itself or below.choices.add_parser(word, help=f"{word} …"), is_required=itself is None
            )
        below = below.groups[word]
    about = (offered.run.__doc__ or "").strip()
    leaf: ArgumentParser = below.choices.add_parser(offered.words[-1], help=about.splitlines()[0], description=about)
    for each in offered.arguments:
        leaf.add_argument(*each.names, **each.options)
    leaf.set_defaults(run=offered.run, passes_on=offered.passes_on)


def _group(parser: ArgumentParser, *, is_required: bool = True) -> Group:
    return Group(parser, parser.add_subparsers(metavar="command", required=is_required))
