"""`python -m aotrainer` is `aotrainer`."""

from aotrainer.cli import main

main()
