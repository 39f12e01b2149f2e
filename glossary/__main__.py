"""``python -m glossary`` is the command line."""

import sys


def main() -> None:
    """Run the command line, which ends quietly even if it is interrupted while its modules load."""
    try:
        from glossary.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
