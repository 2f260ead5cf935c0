"""The words that a setting, and an option of the same name, may be. It loads nothing: `--help` needs them."""

PREFETCH = ("off", "same-site", "all")
VIEWS = ("together", "side by side", "commentary only", "quoted only")
IMAGES = ("auto", "kitty", "sixel", "blocks", "off")
PRESETS = ("default", "vim", "emacs")
