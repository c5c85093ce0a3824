"""What every server loads and no setting changes: imported once, before the servers part."""

import gc
from importlib import import_module
from pkgutil import walk_packages

import actions
import commands
import models
import public
import tests.scanned  # noqa: F401  it is loaded for what it does

for room in (models, actions, commands, public):
    for each in walk_packages(room.__path__, f"{room.__name__}."):
        if ".migrations" not in each.name:
            import_module(each.name)

gc.freeze()  # no server walks through it to find what may go
