"""An article with its sources and verdicts, in the forms that other programs and people take.

All are functions of one plain value, `reader.export.document`: what is exported can be kept, and exported again.
"""
