"""An answer printed: text, JSON, HTML, Markdown, SARIF, all from the same object.

Rule: nothing here computes; what is printed stands in the answer. Text from an input is escaped for its medium.
"""
