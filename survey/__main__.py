"""`thuocdo`, and `python -m survey` wherever the package is."""

import gc


def main() -> None:
    """Begin. Nothing that is read at the start is garbage, so none is looked for in it, then or at
    the end: that is a third of the time of a short command."""
    gc.disable()
    from survey.app import cli

    gc.freeze()
    gc.enable()
    cli(prog_name="thuocdo")


if __name__ == "__main__":
    main()
