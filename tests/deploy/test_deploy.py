"""The files in deploy/ agree with the program and stay locked down; no engine is needed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.errors import CannotRun, WrongSetting

pytestmark = pytest.mark.slow

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = DEPLOY / "legible.service"
FILES = [UNIT, DEPLOY / "Dockerfile", DEPLOY / "compose.yaml"]

KNOWN = {
    "Unit": {"After", "Description", "StartLimitIntervalSec", "Wants"},
    "Service": {
        *("AmbientCapabilities", "CapabilityBoundingSet", "DevicePolicy", "DynamicUser", "Environment"),
        *("EnvironmentFile", "ExecStart", "KeyringMode", "KillMode", "LoadCredential", "LockPersonality"),
        *("MemoryMax", "NoNewPrivileges", "OOMPolicy", "PrivateDevices", "PrivateTmp", "PrivateUsers"),
        *("ProtectClock", "ProtectControlGroups", "ProtectHome", "ProtectHostname", "ProtectKernelLogs"),
        *("ProtectKernelModules", "ProtectKernelTunables", "ProtectProc", "ProtectSystem", "RemoveIPC"),
        *("Restart", "RestartPreventExitStatus", "RestartSec", "RestrictAddressFamilies"),
        *("RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "StateDirectory"),
        *("StateDirectoryMode", "SystemCallArchitectures", "SystemCallErrorNumber", "SystemCallFilter"),
        *("TasksMax", "TimeoutStopSec", "Type", "UMask", "WorkingDirectory"),
    },
    "Install": {"WantedBy"},
}


def read_unit() -> dict[str, dict[str, list[str]]]:
    unit: dict[str, dict[str, list[str]]] = {}
    section = ""
    for line in UNIT.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            unit[section] = {}
        elif line and not line.startswith("#"):
            name, equals, value = line.partition("=")
            assert equals, line
            unit[section].setdefault(name, []).append(value)
    return unit


def dockerfile() -> list[str]:
    """The instructions, continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def stages() -> dict[str, list[str]]:
    """The instructions of each stage by its name, behind those of the stage that it builds on; the last one is ``."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in dockerfile():
        if line.startswith("FROM "):
            _, image, *named = line.split()
            name = named[-1] if named else ""
            found[name] = list(found.get(image, []))
        found[name].append(line)
    return found


def final_stage() -> list[str]:
    """The instructions of the image that is built where no target is named."""
    return stages()[""]


def compose() -> Any:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_the_unit_has_no_misspelt_setting() -> None:
    unit = read_unit()
    assert unit.keys() == KNOWN.keys()
    for section, settings in unit.items():
        assert set(settings) <= KNOWN[section]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "legible.service"
    unit.write_text(UNIT.read_text().replace("/opt/legible/bin/legible", "/bin/true"))
    check = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60
    )
    assert "legible.service" not in check.stderr
    assert check.returncode == 0, check.stderr


def test_the_unit_does_not_restart_what_a_restart_cannot_mend() -> None:
    service = read_unit()["Service"]
    codes = {int(code) for code in service["RestartPreventExitStatus"][0].split()}
    assert codes == {WrongSetting.exit_code, CannotRun.exit_code}
    assert service["Restart"] == ["on-failure"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("CapabilityBoundingSet", ""),
        ("KillMode", "mixed"),
    ],
)
def test_the_unit_is_locked_down(setting: str, value: str) -> None:
    assert read_unit()["Service"][setting] == [value]


def test_the_unit_hands_the_token_over_as_a_credential() -> None:
    service = read_unit()["Service"]
    name, _, _ = service["LoadCredential"][0].partition(":")
    assert f"BOT_TOKEN_FILE=%d/{name}" in service["Environment"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_named_exists(file: Path) -> None:
    from bot.settings import Settings

    known = {f"BOT_{field.upper()}" for field in Settings.model_fields}
    named = set(re.findall(r"\bBOT_[A-Z_]+", file.read_text()))
    assert named
    assert named <= known


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_secret_and_no_foreign_host(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"\bBOT_(TOKEN|LLM_KEY|WEBHOOK_SECRET)=", text)
    assert not re.search(r"\d{6,}:[\w-]{30,}", text)
    assert set(re.findall(r"https?://([^/'\"\s]+)", text)) <= {"127.0.0.1:8080"}
    assert "index-url" not in text


def test_images_come_without_a_registry_host() -> None:
    images = [line.split()[1] for line in dockerfile() if line.startswith("FROM ")]
    images += [service["image"] for service in compose()["services"].values()]
    assert images
    for image in images:
        assert re.fullmatch(r"[a-z]+(:[\w.-]+)?", image)


def test_the_image_does_not_run_as_root() -> None:
    users = [line.split()[1] for line in final_stage() if line.startswith("USER ")]
    assert users
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", users[-1])


def test_the_target_with_aspose_has_what_the_default_has() -> None:
    default, aspose = final_stage(), stages()["aspose"]
    shared = stages()["machine"]
    assert default[: len(shared)] == aspose[: len(shared)] == shared
    assert "LD_LIBRARY_PATH=/opt/openssl-1.1" in aspose[-1].split()
    assert "COPY --from=openssl /openssl /opt/openssl-1.1" in aspose


def test_the_health_check_asks_the_address_the_bot_listens_on() -> None:
    stage = "\n".join(final_stage())
    listen = re.search(r"BOT_LISTEN=0\.0\.0\.0:(\d+)", stage)
    assert listen
    assert f"http://127.0.0.1:{listen[1]}/health" in stage


def test_the_health_check_is_python() -> None:
    [check] = [line for line in final_stage() if line.startswith("HEALTHCHECK ")]
    code = re.search(r'"-c", "(.*)"\]', check)
    assert code
    compile(code[1], "HEALTHCHECK", "exec")


def test_the_data_folder_is_the_volume_of_both() -> None:
    stage = final_stage()
    assert "VOLUME /data" in stage
    assert any("BOT_DATA_DIR=/data" in line.split() for line in stage)
    assert compose()["services"]["bot"]["volumes"] == ["data:/data"]


def test_what_is_copied_into_the_image_is_in_the_context() -> None:
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    assert ignore[0] == "*"
    for line in dockerfile():
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert f"!{source}" in ignore
                assert (DEPLOY.parent / source).exists()


def test_compose_locks_the_container_down() -> None:
    bot = compose()["services"]["bot"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in bot["security_opt"]
    assert bot["restart"] == "on-failure:5"
    assert "mem_limit" in bot
    assert not {"ports", "privileged", "cap_add", "user", "network_mode"} & bot.keys()


def test_compose_reads_the_token_from_a_secret_that_git_ignores() -> None:
    whole = compose()
    bot = whole["services"]["bot"]
    [name] = bot["secrets"]
    assert bot["environment"]["BOT_TOKEN_FILE"] == f"/run/secrets/{name}"
    file = Path(whole["secrets"][name]["file"])
    assert file.name in (DEPLOY / ".gitignore").read_text().splitlines()
