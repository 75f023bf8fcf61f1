"""Who imports whom, as the design draws the house, and what the bot's own process does without."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from bot.engine.loading import DefaultLoader
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PLAIN_DATA = "plain data"  # whatever is not named below
RECEIPT = "bot/receipts/receipt"  # which a page carries: plain data in the room of those who make it
LAYERS = (  # from the top: a room imports itself and what stands below it
    {"__main__"},
    {"cli"},
    {"commands"},
    {"app"},
    {"bench", "chat", "sandbox"},
    {"jobs", "web"},
    {"engine", "store"},
    {"correcting", "exports"},
    {"receipts"},
    {"reading"},
    {PLAIN_DATA},
)
LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
RUN = """\
import asyncio, sys
from functools import partial
from pathlib import Path
from pydantic import SecretStr
from bot.app import run
from bot.engine.language_models import local_model
from bot.engine.loading import DefaultLoader
from bot.engine.worker import Tools
from bot.settings import Settings

nowhere = "http://127.0.0.1:9"
settings = Settings(
    token=SecretStr("1:none"), data_dir=Path(sys.argv[1]), listen="127.0.0.1:0", api_url=nowhere, llm_url=nowhere
)
DefaultLoader.of(settings), local_model(settings, Path("model.gguf"))

async def main():
    stop = asyncio.Event()
    stop.set()
    await run(settings, stop, load=partial(Tools, None, None))  # what a worker loads takes seconds, and is not ours

asyncio.run(main())
print(*sys.modules)
"""


def imports() -> Iterator[tuple[str, str]]:
    """Each import in the bot's code, wherever it stands in a file: the file, and the module or name imported."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.module and not node.level, f"{file}: a relative import"
                yield from ((file, f"{node.module}.{alias.name}") for alias in node.names)


def room_of(file: str) -> str:
    """The folder in `bot/` in which a file stands, or its own name where it stands in none."""
    name = file.split("/")[1].removesuffix(".py")
    is_receipt = f"{file.removesuffix('.py')}/".startswith(f"{RECEIPT}/")
    return name if name in LAYER and not is_receipt else PLAIN_DATA


def rooms_that_import(*packages: str) -> set[str]:
    """The rooms in which one of these packages is imported."""
    return {room_of(file) for file, module in imports() if module.split(".")[0] in packages}


def test_imports_run_downwards() -> None:
    within = [(file, module) for file, module in imports() if module.startswith("bot.")]
    assert {room_of(file) for file, _ in within} == set(LAYER)
    upwards = []
    for file, module in within:
        importing, imported = room_of(file), room_of(module.replace(".", "/"))
        if imported != importing and LAYER[imported] <= LAYER[importing]:
            upwards.append(f"{file} imports {module}")
    assert upwards == []


def test_nothing_below_the_chat_knows_telegram() -> None:
    assert rooms_that_import("telegram") == {"app", "chat", "sandbox"}


def test_nothing_outside_the_store_knows_sql() -> None:
    assert rooms_that_import("sqlalchemy", "alembic") == {"store"}


def test_the_bots_own_process_does_without_what_reads(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    loaded = set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
    assert {"bot.app", "telegram", "pebble"} <= loaded
    assert loaded & {"numpy", "cv2", "PIL", "onnxruntime"} == set()


def test_a_worker_does_without_the_command_line_and_the_settings() -> None:
    loader = pickle.dumps(DefaultLoader.of(Settings(token=SecretStr("1:none"))))
    code = f"import pickle, sys, bot.__main__, bot.engine.worker; pickle.loads({loader!r}); print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
    assert loaded & {"bot.cli", "bot.settings", "pydantic", "typer", "asyncio"} == set()
