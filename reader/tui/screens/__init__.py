"""The screens: start, reading, and what opens over them."""
