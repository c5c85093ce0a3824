"""Leaves what a screen brings into memory out of the collection that follows every run."""

import gc

_frozen: set[str] = set()


def freeze_after_first_run(screen: str) -> None:
    """After a screen's first run in this process; later ones cost nothing.

    Streamlit collects the whole heap after each run: modules, tables and compiled statements
    that stay for good would be walked through with every click.
    """
    if screen not in _frozen:
        _frozen.add(screen)
        gc.collect()
        gc.freeze()
