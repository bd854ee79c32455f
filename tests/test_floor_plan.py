"""Imports point one way: down. The floors are those of the README; this test is what keeps them."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A room may import from lower floors only, and not from its neighbours.
FLOORS = [
    {"core"},
    {"users", "partners", "press", "translations", "review", "wording", "desk"},
    {"news", "events", "collection"},
    {"home"},
    {"config", "demo"},
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
# Wagtail can say the rules of the tree in no other way than by names.
MAY_NAME_UPWARD = {"parent_page_types", "subpage_types"}


def modules():
    for room in LEVEL:
        base = ROOT / room if (ROOT / room).is_dir() else ROOT / "site" / room
        for path in sorted(base.rglob("*.py")):
            if "migrations" not in path.parts:
                yield room, path


def imported(tree):
    """Yield ``(line, room)`` of every import and of every model named in a string."""
    allowed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in MAY_NAME_UPWARD for target in node.targets
        ):
            allowed |= {id(child) for child in ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name.split(".")[0]) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in allowed
            and (match := re.fullmatch(r"([a-z]+)\.[A-Z]\w+", node.value))
        ):
            yield node.lineno, match[1]


def test_every_import_points_down():
    wrong = []
    for room, path in modules():
        for line, other in imported(ast.parse(path.read_text())):
            if other in LEVEL and other != room and LEVEL[other] >= LEVEL[room]:
                wrong.append(f"{path.relative_to(ROOT)}:{line} {room} looks at {other}")
    assert not wrong, "\n".join(wrong)


def test_the_test_sees_what_it_forbids():
    found = set(
        imported(
            ast.parse(
                "from home.models import HomePage\nx = 'news.NewsPage'\nparent_page_types = ['home.HomePage']"
            )
        )
    )
    assert found == {(1, "home"), (2, "news")}


@pytest.mark.parametrize("name", ["models", "blocks"])
def test_packages_say_what_they_offer(name):
    for package in ROOT.rglob(f"{name}/__init__.py"):
        if ".venv" not in package.parts and "demo" not in package.parts:
            assert "__all__" in package.read_text(), package
