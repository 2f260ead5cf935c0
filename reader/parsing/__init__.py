"""Pages are parsed, extracted and cleaned in a child process that can be killed.

A page is hostile: it may be nested so deeply that a parser in C needs minutes for it, and no thread can be stopped
there. A child process can. It also keeps parsing off the interpreter that draws the screen, and it parses the article
while the interface is still being imported.
"""
