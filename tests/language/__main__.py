"""`python -m tests.language` extracts the words, updates the catalogues and compiles them."""

from rich.console import Console

from tests.language.catalogues import po_path, write_all

if __name__ == "__main__":
    for code, lacking in write_all().items():
        Console().print(f"{code}: {lacking} to translate in {po_path(code)}", soft_wrap=True)
