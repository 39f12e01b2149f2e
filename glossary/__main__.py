"""The command line, for ``python -m glossary``."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C while its modules load ends it without a traceback."""
    try:
        from glossary.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
