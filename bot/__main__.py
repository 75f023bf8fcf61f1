"""`python -m bot` is the same as `legible`."""


def main() -> None:
    """Start the command line, which a worker that starts by importing this file does without."""
    from bot.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
