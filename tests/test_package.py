"""The package as others meet it: its names, what importing it costs, and where it imports from."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).resolve().parents[1]


def test_the_api_is_three_names_and_a_version() -> None:
    assert reader.__all__ == ["UnreadableError", "__version__", "judge", "read"]
    assert all(hasattr(reader, name) for name in reader.__all__)
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        _ = reader.raed


def test_a_quotation_is_judged_by_two_texts() -> None:
    source = "The quay was let for nine years, and nobody asked the harbour about any of it."
    assert reader.judge("let for nine years, and nobody asked the harbour", source).verdict == "verbatim"
    assert reader.judge("let for two years, and nobody asked the harbour", source).severity == "major"


def test_importing_it_loads_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import reader; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert [name for name in done.stdout.split() if name.startswith("reader.")] == []


def test_nothing_is_imported_from_the_folder_one_stands_in(tmp_path: Path) -> None:
    for name in ("argparse", "textual", "selectolax", "httpx", "tomllib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the current folder')")
    (tmp_path / "post.html").write_text("<title>Quay</title><p>Nobody asked the harbour, and it noticed.</p>")
    for command in ("-m reader", "-P -m reader"):
        arguments = [sys.executable, *command.split(), "check", "post.html", "--offline"]
        done = subprocess.run(arguments, capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Quay" in done.stdout


def test_the_hook_in_the_readme_is_yaml_in_which_no_value_reads_as_a_key() -> None:
    """A plain scalar of YAML holds no colon before a space or at its end: `--library :memory:` needs marks."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    values = [line.partition(": ")[2] for block in blocks for line in block.splitlines()]
    assert any("pullquote check" in value for value in values)
    assert not [one for one in values if one[:1] not in "\"'" and re.search(r":(?: |$)", one)]
