"""Writes what was measured into docs/performance.md, between its two marks."""

import os
import platform
from collections.abc import Sequence
from typing import Final

from bench.figures import ClassStart, Comparison, Memory
from bench.servers import ROOT

PAGE: Final = ROOT / "docs" / "performance.md"
BEGIN: Final = "<!-- written by `make bench` -->\n"
END: Final = "<!-- end of what `make bench` writes -->\n"

NAMES: Final = {
    "page": "The quiz page of 20 questions",
    "save": "Saving one answer durably",
    "submit": "Handing in and marking 20 questions",
}
AIMS: Final = {"page": 0.6, "save": 0.5}
SAVES_A_SUBMISSION_MAY_COST: Final = 4


def in_words(comparison: Comparison) -> str:
    """One line for the screen."""
    product, bare = comparison.of_product, comparison.of_bare
    low, high = comparison.spread
    return (
        f"{comparison.database:10} {comparison.job:6} {comparison.students:2} students: "
        f"{product.per_second:6.0f}/s, p50 {_ms(product.share(0.5))} ms, "
        f"p99 {_ms(product.share(0.99))} ms; bare {bare.per_second:6.0f}/s, "
        f"p99 {_ms(bare.share(0.99))} ms; ratio {comparison.ratio:.2f} ({low:.2f}–{high:.2f})"
    )


def write_page(
    comparisons: Sequence[Comparison], starts: Sequence[ClassStart], memories: Sequence[Memory]
) -> None:
    """Put the tables into the page; whatever else stands there stays."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    measured = "\n".join(
        [
            _machine(),
            *(_table(job, [each for each in comparisons if each.job == job]) for job in NAMES),
            _whole(comparisons, starts, memories),
        ]
    )
    PAGE.write_text(f"{before}{BEGIN}\n{measured}\n{END}{after}")
    print(measured)


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; the "
        "students run on the same machine as the server. Ratios hold elsewhere, absolute figures "
        "do not.\n"
    )


def _table(job: str, comparisons: Sequence[Comparison]) -> str:
    lines = [
        f"### {NAMES[job]}\n",
        "| Database | Students | Per second | p50 ms | p99 ms | Bare per second | p50 ms | p99 ms "
        "| Ratio | Rounds |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|",
        *map(_row, comparisons),
        "",
    ]
    return "\n".join(lines)


def _row(comparison: Comparison) -> str:
    product, bare = comparison.of_product, comparison.of_bare
    low, high = comparison.spread
    cells = [
        comparison.database,
        str(comparison.students),
        f"{product.per_second:.0f}",
        _ms(product.share(0.5)),
        _ms(product.share(0.99)),
        f"{bare.per_second:.0f}",
        _ms(bare.share(0.5)),
        _ms(bare.share(0.99)),
        f"**{comparison.ratio:.2f}**",
        f"{low:.2f} to {high:.2f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _whole(
    comparisons: Sequence[Comparison], starts: Sequence[ClassStart], memories: Sequence[Memory]
) -> str:
    lines = [
        "### Targets\n",
        "| What | Database | Target | Found |",
        "|---|---|---|---|",
        *_ratio_rows(comparisons),
        *_saving_rows(comparisons),
        *_submission_rows(comparisons),
    ]
    for start in starts:
        slowest = _ms(start.pages.share(0.99))
        lines.append(
            f"| 40 students start in one second: page, p99 | {start.database} | under 1 000 ms "
            f"| {slowest} ms |"
        )
    for memory in memories:
        lines.append(
            f"| One worker after {memory.requests} requests | {memory.database} | under 150 MB "
            f"| {memory.megabytes:.0f} MB |"
        )
    return "\n".join([*lines, ""])


def _ratio_rows(comparisons: Sequence[Comparison]) -> list[str]:
    return [
        f"| {NAMES[each.job]}, 16 students | {each.database} | at least {AIMS[each.job]} of bare "
        f"| {each.ratio:.2f} |"
        for each in comparisons
        if each.students == 16 and each.job in AIMS
    ]


def _saving_rows(comparisons: Sequence[Comparison]) -> list[str]:
    return [
        f"| {NAMES['save']}, 16 students, p99 | {each.database} "
        f"| {'at most 50 ms' if each.database == 'SQLite' else '–'} "
        f"| {_ms(each.of_product.share(0.99))} ms (bare {_ms(each.of_bare.share(0.99))} ms) |"
        for each in comparisons
        if each.students == 16 and each.job == "save"
    ]


def _submission_rows(comparisons: Sequence[Comparison]) -> list[str]:
    rates = {
        (each.database, each.job, each.students): each.of_product.per_second for each in comparisons
    }
    return [
        f"| {NAMES['submit']}, {students} students | {database} "
        f"| at most {SAVES_A_SUBMISSION_MAY_COST} saves "
        f"| {rates[database, 'save', students] / rate:.1f} saves |"
        for (database, job, students), rate in rates.items()
        if job == "submit" and students in (1, 16) and rate
    ]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"
