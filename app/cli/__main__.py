"""`python -m app.cli`: runs one command and says in one sentence why it could not."""

import sys

from app.cli.command import parser
from app.errors import Refused


def main(words: list[str]) -> int:
    reader = parser()
    options, options.rest = reader.parse_known_args(words or ["--help"])
    if options.rest and not options.passes_on:
        reader.error(f"this means nothing here: {' '.join(options.rest)}")
    try:
        return options.run(options) or 0
    except Refused as refused:
        print(f"countroom: {refused.message}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
