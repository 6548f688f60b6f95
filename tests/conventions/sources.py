"""Our own sources, as the convention tests read them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of ours: what git tracks or would; without git, what stands here and is no folder of tools."""
    listed = _asked_git() if shutil.which("git") else ""
    found = [ROOT / line for line in set(listed.splitlines())] or _walked()
    return tuple(sorted(path for path in found if path.is_file()))


def _asked_git() -> str:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def _walked() -> list[Path]:
    inner = (path for path in ROOT.rglob("*") if path.relative_to(ROOT).parts[0] not in ("instance", "test-results"))
    return [path for path in inner if not any(p[0] == "." or p == "__pycache__" for p in path.relative_to(ROOT).parts)]


def python_files(*folders: str) -> list[Path]:
    """Python files below the folders, as paths."""
    return [path for path in tracked() if path.suffix == ".py" and name(path).split("/")[0] in folders]


def templates() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".html" and name(path).startswith("templates/")]


def name(path: Path) -> str:
    """The path as everybody says it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last, as a reader sees them."""
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def imports(path: Path) -> set[str]:
    """The modules a file imports, dotted."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found
