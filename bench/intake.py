"""How fast enquiries come in: our whole front door, against a plain route that commits each.

Run `python -m bench intake [ROWS]`. Both are real servers over real files, and commit to disk
before they answer. They take turns, with one client and with sixteen, until each holds ROWS.
"""

import os
import sqlite3
import tempfile
import time
from statistics import median, quantiles
from typing import NamedTuple

from bench._posting import messages, post_all
from bench._serving import Serving, served, served_desk

ROWS = 8_000
SHARES = {1: 0.1, 16: 0.9}
"""Clients, and their part of the rows: one alone takes long over them."""
ROUNDS = 4
WARMING = 200


class Measured(NamedTuple):
    """Answers a second, wait in milliseconds, processor microseconds for each of both sides."""

    rate: float
    median: float
    slowest: float
    server: float
    client: float

    def __str__(self) -> str:
        waits = f"p50 {self.median:5.1f} ms  p99 {self.slowest:6.1f} ms"
        worked = f"server {self.server:5.0f} µs  client {self.client:4.0f} µs"
        return f"{self.rate:6.0f}/s  {waits}  {worked}"


def measure(serving: Serving, first: int, count: int, clients: int) -> Measured:
    sent = messages(serving.port, first, count)
    server, client, began = serving.processor_seconds, time.process_time(), time.perf_counter()
    took = post_all(serving.port, iter(sent), clients)
    seconds, client = time.perf_counter() - began, time.process_time() - client
    server = serving.processor_seconds - server
    assert len(took) == count
    hundredths = quantiles(took, n=100)
    each = 1_000_000 / count
    return Measured(count / seconds, hundredths[49], hundredths[98], server * each, client * each)


def run(rows: int = ROWS) -> None:
    counts = {clients: int(rows * share / ROUNDS) for clients, share in SHARES.items()}
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = f"{folder}/desk.sqlite", f"{folder}/plain.sqlite"
        there = {"COPYDESK_DATABASE": ours, "COPYDESK_INTAKE_LIMIT": "off"}
        with (
            served_desk(there) as desk,
            served("bench.bare.intake:make_app", {"BENCH_DATABASE": plain}) as bare,
        ):
            for serving in (bare, desk):
                measure(serving, -WARMING, WARMING, max(SHARES))
            for clients, count in counts.items():
                compare(desk, bare, clients, count)
        for file in (plain, ours):
            assert _rows_in(file) == sum(counts.values()) * ROUNDS + WARMING


def compare(desk: Serving, bare: Serving, clients: int, count: int) -> None:
    """In turns, so that both see the same moods of the machine."""
    ratios, sent = [], clients * 1_000_000
    who = f"{clients} client{'s' * (clients > 1)}"
    print(f"{who}, {count:,} rows in turn, load {os.getloadavg()[0]:.1f}")
    for _ in range(ROUNDS):
        plain, ours = (measure(serving, sent, count, clients) for serving in (bare, desk))
        ratios.append(ours.rate / plain.rate)
        print(f"plain route {plain}\nfront door  {ours}  {ratios[-1]:.2f} times as many")
        sent += count
    print(f"{who}: median {median(ratios):.2f} times as many\n")


def _rows_in(file: str) -> int:
    with sqlite3.connect(file) as connection:
        return int(connection.execute("SELECT count(*) FROM enquiry").fetchone()[0])


if __name__ == "__main__":
    run()
