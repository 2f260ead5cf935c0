"""The library: what was read, fetched, decided and marked, kept from run to run in one SQLite file.

`Library` is the whole of it; each of its parts has a module of its own.
"""
