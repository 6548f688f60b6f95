"""What a permission is. Each area keeps its own in `app/areas/<area>/permissions.py`."""

from enum import StrEnum
from typing import Self

from app import areas


class Template(StrEnum):
    """The roles shipped as templates; an installation changes them as data."""

    title_shown: str

    def __new__(cls, code: str, title: str) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.title_shown = code, title
        return member

    SUPPORT = "support", "Support"
    PAYMENTS = "payments", "Payments"
    FRAUD = "fraud", "Fraud"
    COMPLIANCE = "compliance", "Compliance (MLRO)"
    GAME_OPERATIONS = "game_operations", "Game operations"
    CRM = "crm", "CRM and VIP"
    FINANCE = "finance", "Finance"
    SECURITY_ADMINISTRATOR = "security_administrator", "Security administrator"
    PLATFORM_ENGINEER = "platform_engineer", "Platform engineer"
    PRODUCT_ANALYST = "product_analyst", "Product analyst"
    HEAD_OF_OPERATIONS = "head_of_operations", "Head of operations"
    AUDITOR = "auditor", "Auditor"


class Risk(StrEnum):
    """What a permission does at worst."""

    tone: str

    def __new__(cls, word: str, tone: str) -> Self:
        member = str.__new__(cls, word)
        member._value_, member.tone = word, tone
        return member

    LOW = "reads", ""
    RAISED = "takes out", "info"
    HIGH = "changes", "warn"
    CRITICAL = "money or access", "bad"


BY_ACTION = {"read": Risk.LOW, "find": Risk.LOW, "export": Risk.RAISED}


class Permission(StrEnum):
    """`area.resource.action`; read and write, and whatever reveals, apart. `held_by`: the templates that bring it.

    A sentence and a risk are said where the name alone does not tell them.
    """

    held_by: frozenset[Template]
    sentence: str
    risk: Risk

    def __new__(cls, value: str, *about: Template | Risk | str) -> Self:
        member = str.__new__(cls, value)
        _, resource, action = value.split(".")
        member._value_ = value
        member.held_by = frozenset(each for each in about if isinstance(each, Template))
        member.risk = next((each for each in about if isinstance(each, Risk)), BY_ACTION.get(action, Risk.HIGH))
        said = [str(each) for each in about if not isinstance(each, Template | Risk)]
        member.sentence = said[0] if said else f"{action.capitalize()} {resource.replace('_', ' ')}."
        return member

    @property
    def is_for_machines(self) -> bool:
        """Held by API keys, never by staff."""
        return self.value.startswith("api.")


def every() -> list[Permission]:
    """Every permission of every area, in alphabetical order."""
    areas.bring_in("permissions")
    return sorted(member for enum in Permission.__subclasses__() for member in enum)
