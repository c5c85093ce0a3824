"""The tests' own PostgreSQL ends with them, however they end."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from settings import ROOT
from tests.clusters import OWNER

RUN = """
from tests.clusters import running_cluster
with running_cluster() as cluster:
    print(cluster.folder, flush=True)
    input()
"""


@pytest.mark.postgresql
def test_where_the_tests_are_killed_their_cluster_is_gone() -> None:
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [sys.executable, "-c", RUN]
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as tests:  # type: ignore[call-overload]  # three pipes
        folder = tests.stdout.readline().strip()
        psycopg.connect(host=folder, user=OWNER, dbname="postgres").close()
        tests.kill()
        tests.stderr.read()  # to its end, which whoever clears up holds open too

    assert not Path(folder).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=folder, user=OWNER, dbname="postgres")
