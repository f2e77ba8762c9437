"""The catalogues of the words on the screens: made from the sources by `python -m tests.language`."""
