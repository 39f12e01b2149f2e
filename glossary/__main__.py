"""``python -m glossary`` is the command line."""

from glossary.cli import main

main()
