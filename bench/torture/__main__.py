"""`make torture`: the full run on both databases; leaves with 1 if anything was lost or doubled."""

import sys
from random import randrange

from bench.databases import NAMES, open_database
from bench.torture.run import NOTHING_TO_REBUILD, Outcome, Plan, torture

STUDENTS = 40
ANSWERS = 25_500
SERVER_KILLS = 20
UP_FOR = (0.5, 3.0)
SECONDS_AT_MOST = 240.0


def main() -> None:
    """`python -m bench.torture [seed]`: the same seed kills in the same order."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else randrange(1_000_000)
    print(f"Seed {seed}.", flush=True)
    plan = Plan(STUDENTS, ANSWERS, SERVER_KILLS, UP_FOR, SECONDS_AT_MOST, seed)
    outcomes = []
    for name in NAMES:
        database = open_database(name)
        try:
            outcomes.append(torture(database, plan))
        finally:
            database.close()
        print(in_words(name, outcomes[-1]), flush=True)
    print(f"Acknowledged over both databases: {_acknowledged(outcomes):,}.")
    if not all(outcome.is_clean for outcome in outcomes):
        sys.exit("Something was lost, doubled or half done.")
    if not all(outcome.is_complete for outcome in outcomes):
        sys.exit("Nothing was lost, but the time was up before all was asked and killed.")
    print("Nothing was lost, nothing doubled, nothing half done.")


def _acknowledged(outcomes: list[Outcome]) -> int:
    return sum(outcome.findings.acknowledged for outcome in outcomes)


def in_words(name: str, outcome: Outcome) -> str:
    """What one run found."""
    found = outcome.findings
    kills = ", ".join(f"{victim} {times}" for victim, times in sorted(outcome.kills.items()))
    lines = [
        f"{name}: {outcome.seconds:.0f} s, kills: {kills}; back after at most "
        f"{outcome.slowest_return:.1f} s, {outcome.retries} requests sent again",
        f"  answers acknowledged {found.acknowledged:,}, found {found.found:,}, "
        f"lost {found.lost}, doubled {found.doubled}, wrong current answer {found.wrong_answers}",
        f"  attempts handed in {found.handed_in:,}, not graded {found.not_graded}, "
        f"half graded {found.half_graded}, miscounted {found.miscounted}",
        f"  projections: {NOTHING_TO_REBUILD}"
        if NOTHING_TO_REBUILD in outcome.rebuild_said
        else f"  projections:\n{outcome.rebuild_said}",
        *(f"  fault: {fault}" for fault in outcome.faults),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
