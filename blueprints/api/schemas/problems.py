"""What a refusal looks like."""

from pydantic import Field

from blueprints.api.schemas.fields import Shown


class FieldProblem(Shown):
    """A field by its JSON pointer (RFC 6901), and the sentence it breaks."""

    pointer: str
    message: str


class Problem(Shown):
    """RFC 9457. `detail` is a sentence to act on; quote `request_id` when you ask us."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldProblem] = Field(default_factory=list[FieldProblem])
