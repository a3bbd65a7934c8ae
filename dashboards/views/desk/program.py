"""Programs that span vehicles: holders, ceilings apart from obligations, orders, money by role."""

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.places import Place, link
from dashboards.base.sections import Section, sections
from dashboards.base.texts import count_of, markdown
from dashboards.programs.listed import (
    Resolved,
    holder_table,
    line_table,
    order_table,
    resolve_program,
)
from dashboards.programs.picture import draw_times
from dashboards.programs.said import say_program
from dashboards.tables.case import event_table
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError, data_path
from etl.stories.programs import program_files, program_folder, read_program

OWN = (
    "A program of your own is a CSV file of awards: a column award_key or piid, one award a line, "
    "and, where you like, name, holder, ceiling_usd, note, source_note, source_url. The file's "
    "name is the program's."
)


def index() -> None:
    """Every program, each with how much of it is loaded."""
    shell.head("Programs")
    st.write("A program may span many vehicles and orders. Each list is a plain file.")
    lines = []
    for program_id in program_files(data_path()):
        try:
            program = read_program(program_id, data_path())
        except (ThroughlineError, OSError) as error:
            st.warning(markdown(error, 500))
            continue
        if program is not None:
            place = Place("views/program.py", {"id": program_id})
            resolved = resolve_program(program)
            count = count_of(len(program.lines), "vehicle or order", "vehicles and orders")
            loaded = len(program.lines) - resolved.missing_count
            whose = f"case {program.case_id}" if program.case_id else "by hand"
            lines.append(
                f"- {link(program.title, place)}: {count}, {loaded:,} loaded ({markdown(whose)})"
            )
    st.markdown("\n".join(lines) or "None is listed yet.")
    own()


def own() -> None:
    """How to list a program by hand."""
    with st.expander("List a program of your own"):
        st.markdown(f"{OWN} Put it into `{program_folder(data_path())}` and reload this page.")


def page(resolved: Resolved) -> None:
    """Sentences, the time line, then what is listed, who holds it, orders and events."""
    program = resolved.program
    shell.head(program.title, f"{program.title}, program")
    say_program(resolved)
    draw_times(resolved)
    values = resolved.values
    holders = len(queries.rows(read_query("program/holders"), values))
    orders = len(queries.rows(read_query("program/orders"), values))
    parts = [
        Section("holders", "Holders", lambda: show(holder_table(resolved), "holders"), holders,
                "No award that is listed is loaded, so that no holder is known."),
        Section("vehicles", "Vehicles", lambda: show(line_table(resolved), "lines"),
                len(program.lines)),
        Section("orders", "Orders", lambda: show(order_table(resolved), "orders"), orders,
                "No order under these vehicles is loaded. That is not that none was placed."),
    ]  # fmt: skip
    if program.case_id:
        case_id = program.case_id
        events = len(queries.rows(read_query("case/events"), {"case_id": case_id}))
        parts.append(
            Section("events", "Events", lambda: show(event_table(case_id), "events"), events,
                    "The case is not loaded: run it with `python -m etl run --case`.")
        )  # fmt: skip
    sections(parts)
    st.caption(markdown(f"Listed in {program.path.name}; the list is somebody's choice.", 200))
    own()


def open_program(program_id: str) -> None:
    """The program of the address, or what is wrong with it."""
    try:
        program = read_program(program_id, data_path())
    except (ThroughlineError, OSError) as error:
        shell.head("Programs")
        st.warning(markdown(error, 500))
        own()
        return
    if program is None:
        shell.head("Programs")
        st.warning("No program of that id is listed.")
        st.markdown(link("All programs", Place("views/program.py")))
        own()
        return
    page(resolve_program(program))


asked = st.query_params.get("id", "")
if asked:
    open_program(asked)
else:
    index()
shell.foot()
