"""What the command line takes, told to shells and to people: completion scripts and the manual page.

Both come from the parsers themselves, so that neither can say anything else than the program does.
"""
