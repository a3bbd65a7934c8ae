"""The command `review`: doubtful pairs one by one, judged before the machine's score is shown."""

from __future__ import annotations

import getpass
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from etl.commands.shared.options import take_options
from etl.common.database import open_database
from etl.common.settings import Settings, ThroughlineError, this_day
from etl.common.words import printable
from etl.names.review import JUDGEMENTS, Judgement, append_judgement, judged_on, review_queue

ANSWERS = {"s": "same", "d": "different", "u": "unsure", "k": "skip", "q": "quit"}
# Letter or word, and nothing that merely begins like one: `skip` is not `same`.
WORDS = ANSWERS | {word: word for word in ANSWERS.values()}


@dataclass(frozen=True)
class ReviewOptions:
    """Which pairs are shown, and where the answers go."""

    limit: Annotated[int, typer.Option(help="How many pairs to show.", min=1)] = 20
    kind: Annotated[str | None, typer.Option(help="Only `firm` or only `person`.")] = None
    by: Annotated[str | None, typer.Option(help="Who judges; your login unless told.")] = None
    is_listed: Annotated[bool, typer.Option("--list", help="Print the queue and ask nothing.")] = (
        False
    )
    as_json: Annotated[bool, typer.Option("--json", help="Print the queue as JSON.")] = False
    judgements: Annotated[
        Path, typer.Option(help="File to append to.", show_default="sql/seeds/judgement.csv")
    ] = JUDGEMENTS


@take_options
def review_command(told: ReviewOptions, settings: Settings) -> None:
    """Judge the pairs of names whose answer would move the most money.

    Each is shown with what speaks for and against it; the machine's probability is shown after the
    answer. Answers are lines of sql/seeds/judgement.csv, and hold from the next build on.
    """
    if told.kind not in (None, "firm", "person"):
        raise ThroughlineError(f"no kind {told.kind!r}: write firm or person")
    with open_database(settings.database) as engine:
        pairs = review_queue(engine, told.kind, told.judgements)[: told.limit]
    if told.as_json:
        typer.echo(json.dumps([_blind(pair) for pair in pairs], indent=1, default=str))
        return
    if not pairs:
        typer.echo("no doubtful pair is left to judge")
    for number, pair in enumerate(pairs, 1):
        _show(pair, number, len(pairs))
        if not told.is_listed and not _ask(pair, told.by or getpass.getuser(), told.judgements):
            break


def _blind(pair: dict[str, Any]) -> dict[str, Any]:
    """A pair without the machine's score."""
    # Who sees the score first tends to agree with it.
    return {name: value for name, value in pair.items() if name not in ("probability", "review_id")}


def _show(pair: dict[str, Any], number: int, count: int) -> None:
    """Both sides and the evidence, without the score."""
    amount = "unknown" if pair["amount_usd"] is None else f"{pair['amount_usd']:,.2f} USD"
    typer.echo(f"\n{number} of {count}: {pair['record_count']:,} records, {amount}")
    typer.echo(f"  left:    {pair['left_text']}")
    typer.echo(f"  right:   {pair['right_text']}  ({pair['right_ref']})")
    typer.echo(f"  for:     {'; '.join(pair['for_reasons'] or ['nothing'])}")
    typer.echo(f"  against: {'; '.join(pair['against_reasons'] or ['nothing'])}")


def _ask(pair: dict[str, Any], by: str, judgements: Path) -> bool:
    """Ask for one judgement and keep it; false when the reviewer stops."""
    refs = (pair["left_ref"], pair["right_ref"])
    # The list is as old as this run: another reviewer may have been here.
    others = judged_on(refs, judgements)
    for one in others:
        typer.echo(f"  already judged by {printable(one.maker)}; your answer is kept beside it")
    while True:
        # Enter skips: a judgement is never made by accident.
        answer = typer.prompt("  [s]ame [d]ifferent [u]nsure s[k]ip [q]uit", default="k")
        verdict = WORDS.get(answer.strip().lower())
        if verdict:
            break
        typer.echo("  answer with s, d, u, k or q")
    if verdict == "quit":
        return False
    if verdict != "skip":
        reason = typer.prompt("  why, in a line")
        answered = Judgement(*refs, verdict, reason, by, this_day().isoformat())
        kept = "kept" if append_judgement(answered, judgements) else "kept before"
        typer.echo(f"  {kept}. The machine's probability was {pair['probability']:.2f}")
        if others:
            for one in judged_on(refs, judgements):
                typer.echo(f"  judged by {printable(one.sentence)}")
    return True
