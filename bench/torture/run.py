"""One run of torture on one database: students, kills, and the audit at the end."""

import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from random import Random
from threading import Event, Thread
from typing import Final

from app import create_app
from bench.databases import Database
from bench.pair import fill_school
from bench.servers import PRODUCT, ROOT, Server, free_port, settings
from bench.students import SignedIn
from bench.torture.audit import Findings, audit
from bench.torture.killer import SERVER, Killer
from bench.torture.ledger import Ledger
from bench.torture.student import ScriptedStudent
from bench.wire import Wire
from config import read_config

QUIZZES: Final = 6
NOTHING_TO_REBUILD: Final = "Nothing was different."


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked for: whichever of the first two is slower decides when it ends."""

    students: int
    answers: int
    server_kills: int
    up_for: tuple[float, float]
    seconds_at_most: float
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run ended."""

    plan: Plan
    findings: Findings
    kills: Counter[str]
    retries: int
    slowest_return: float
    seconds: float
    faults: tuple[str, ...]
    rebuild_said: str

    @property
    def is_clean(self) -> bool:
        return (
            self.findings.is_clean and not self.faults and NOTHING_TO_REBUILD in self.rebuild_said
        )

    @property
    def is_complete(self) -> bool:
        return (
            self.findings.acknowledged >= self.plan.answers
            and self.kills[SERVER] >= self.plan.server_kills
        )


def torture(database: Database, plan: Plan) -> Outcome:
    """Run the plan on an empty database."""
    school = fill_school(database, ready_quizzes=0, new_quizzes=QUIZZES)
    environ = settings(database.url, database.folder, free_port())
    server = Server(PRODUCT, environ, database.folder / "product.log")
    server.start()
    ledger, stop = Ledger(), Event()
    killer = Killer(server, database, Random(plan.seed), plan.up_for)
    began = time.monotonic()
    try:
        wire = Wire(server.port)
        browsers = [SignedIn(wire, pupil.sign_in_name) for pupil in school.pupils[: plan.students]]
        wire.close()
        threads = [
            Thread(
                target=ScriptedStudent(
                    number, server.port, browser, school.not_begun, ledger, stop, plan.seed
                ).run
            )
            for number, browser in enumerate(browsers, start=1)
        ]
        for thread in threads:
            thread.start()
        try:
            _kill_until_done(killer, ledger, plan, stop)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    finally:
        server.stop()
    seconds = time.monotonic() - began
    rebuild_said = _rebuild(environ)
    return Outcome(
        plan=plan,
        findings=audit(create_app(read_config(environ)), ledger),
        kills=killer.kills,
        retries=ledger.retries,
        slowest_return=killer.slowest_return,
        seconds=seconds,
        faults=tuple(ledger.faults),
        rebuild_said=rebuild_said,
    )


def _kill_until_done(killer: Killer, ledger: Ledger, plan: Plan, stop: Event) -> None:
    until = time.monotonic() + plan.seconds_at_most
    while time.monotonic() < until and not ledger.faults:
        if killer.kills[SERVER] < plan.server_kills:
            killer.kill_once(stop)
        elif len(ledger.acknowledged) < plan.answers:
            killer.watch(stop, 0.2)
        else:
            return


def _rebuild(environ: dict[str, str]) -> str:
    """What `flask progress rebuild` says."""
    command = [sys.executable, "-m", "flask", "progress", "rebuild"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    return done.stdout + done.stderr
