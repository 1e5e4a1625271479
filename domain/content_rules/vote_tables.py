"""Tables of electoral votes: what data.yaml says of each, and the rows of its CSV file."""

from collections.abc import Mapping
from typing import Final

from domain.content_files import Citation, Fault, VoteTable
from domain.content_rules.drafts import CourseDraft, Marked
from domain.content_rules.known import Known
from domain.content_rules.reader import Reader, readers
from domain.content_rules.reference import cited, unique
from domain.pictures.tile_map import PLACES

COLUMNS: Final = ("state", "abbr", "electors", "winner", "votes_democratic", "votes_republican")
TOTALS: Final = ("electors", "democratic", "republican")
MOST_ELECTORS: Final = 10_000

_FIELDS: Final = ("id", "title", "democratic", "republican", "totals", "sources")


def check_tables(draft: CourseDraft, known: Known, faults: list[Fault]) -> dict[str, VoteTable]:
    """Return the tables of a course by id and add what is wrong with them to `faults`."""
    found = readers(draft.data, faults, _FIELDS)
    return unique([(reader, _table(reader, draft.tables, known)) for reader in found])


def _table(reader: Reader, files: Mapping[str, Marked], known: Known) -> VoteTable:
    own = reader.slug()
    democratic, republican = reader.text("democratic"), reader.text("republican")
    entries = _entries(files[own], reader.faults) if own in files else []
    table = VoteTable(
        id=own,
        title=reader.text("title"),
        democratic=democratic,
        republican=republican,
        rows=tuple(
            _row(each, {"democratic": democratic, "republican": republican}) for each in entries
        ),
        sources=_sources(reader, known),
    )
    _check_once(entries)
    _check_totals(reader, table)
    return table


def _entries(marked: Marked, faults: list[Fault]) -> list[Reader]:
    found = readers(marked, faults, COLUMNS)
    if not found:
        message = (
            f"The table has no rows: begin with a line `{','.join(COLUMNS)}`, then the states."
        )
        faults.append(Fault(marked.file, 1, "no_rows", message))
    return found


def _sources(reader: Reader, known: Known) -> tuple[Citation, ...]:
    return tuple(cited(each, known) for each in reader.entries("sources", ("source", "at")))


def _row(reader: Reader, candidates: Mapping[str, str]) -> dict[str, str | int]:
    votes = {name: reader.whole(f"votes_{name}", 0, MOST_ELECTORS) for name in candidates}
    electors = reader.whole("electors", 1, MOST_ELECTORS)
    if sum(votes.values()) > electors:
        message = f"{sum(votes.values())} votes are more than {electors} electors: correct them."
        reader.fault("too_many_votes", message, "electors")
    winner = reader.one_of("winner", tuple(candidates.values()))
    most = max(votes, key=lambda name: votes[name])
    if winner in candidates.values() and winner != candidates[most]:
        message = f"{candidates[most]} has more votes here than {winner}: correct one of them."
        reader.fault("not_the_winner", message, "winner")
    abbr = reader.text("abbr")
    if abbr and abbr not in PLACES:
        reader.fault("unknown_state", f'There is no state "{abbr[:20]}": correct it.', "abbr")
    return {
        "state": reader.text("state"),
        "abbr": abbr,
        "electors": electors,
        "winner": winner,
        **votes,
    }


def _check_once(entries: list[Reader]) -> None:
    seen: set[object] = set()
    for reader in entries:
        abbr = reader.values.get("abbr")
        if abbr in seen:
            reader.fault("duplicate_id", f'"{abbr}" stands here twice: remove one.', "abbr")
        seen.add(abbr)


def _check_totals(reader: Reader, table: VoteTable) -> None:
    totals = reader.part("totals", TOTALS)
    if totals is None:
        message = 'Say in "totals" what the columns must add up to.'
        reader.fault("missing", message, "totals")
        return
    for name in TOTALS:
        expected = totals.whole(name, 0, MOST_ELECTORS)
        found = sum(int(row[name]) for row in table.rows)
        if table.rows and found != expected:
            message = f'The column "{name}" adds up to {found}, not {expected}: correct one.'
            totals.fault("wrong_total", message, name)
