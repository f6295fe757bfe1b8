"""The starter adapter of polnews: a small translation adapter for Gemma 3 270M, and how to prompt it.

Data only. `pip install "polnews[starter]"` installs what runs it.

>>> ADAPTER.name, METADATA.name, LICENSES.is_dir()
('polnews-starter-lora.gguf', 'starter.json', True)
"""

from pathlib import Path

__all__ = ["ADAPTER", "LICENSES", "METADATA"]

_HERE = Path(__file__).resolve().parent

ADAPTER = _HERE / "polnews-starter-lora.gguf"
"""The LoRA adapter."""

METADATA = _HERE / "starter.json"
"""Base model, digests, prompt, pairs and their measured quality."""

LICENSES = _HERE / "licenses"
"""Gemma Terms of Use, notice, training data with their licences."""
