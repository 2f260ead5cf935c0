"""The settings: one table says what there is; a file, the environment and the command line say what holds."""

from reader.settings.files import keys_path, log_path, path
from reader.settings.layers import Flag, Layers, Loaded, load
from reader.settings.table import SETTINGS, Setting, Settings

__all__ = [
    "SETTINGS",
    "Flag",
    "Layers",
    "Loaded",
    "Setting",
    "Settings",
    "keys_path",
    "load",
    "log_path",
    "path",
]
