"""Lists of programs are read whole or refused with the line that is wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from etl.common.settings import ThroughlineError
from etl.stories.programs import program_files, program_folder, read_program, read_program_file

KEY = "CONT_IDV_FA881120D0002_9700"


def listed(data: Path, text: str, name: str = "own.csv") -> Path:
    """A list by hand in the data folder."""
    folder = program_folder(data)
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_every_list_that_ships_is_read(tmp_path: Path) -> None:
    files = program_files(tmp_path)
    assert {"golden_dome", "shield"} <= set(files)
    for path, case_id in files.values():
        program = read_program_file(path, case_id)
        assert program.note and program.source_note and program.lines
        assert program.case_id == "golden_dome"
    dome = read_program("golden_dome", tmp_path)
    assert dome is not None and dome.title == "Golden Dome"
    (shield,) = [line for line in dome.lines if "SHIELD" in line.name]
    assert (shield.award_key, shield.piid, shield.ceiling_usd) == ("", "", Decimal(151_000_000_000))
    assert read_program("nobody", tmp_path) is None


def test_a_list_by_hand_needs_no_more_than_numbers(tmp_path: Path) -> None:
    path = listed(
        tmp_path, f"piid,award_key\r\nfa-8811 20d0002,\r\n,{KEY}\r\n,CONT_AWD_X_9700_-NONE-\r\n"
    )
    program = read_program("own", tmp_path)
    assert program is not None and (program.title, program.case_id) == ("own", None)
    assert [line.piid_key for line in program.lines] == ["FA881120D0002", "", ""]
    assert [line.part for line in program.lines] == ["vehicle", "vehicle", "order"]
    assert [line.number for line in program.lines] == [2, 3, 4]
    listed(tmp_path, f"award_key\n{KEY}\n", "golden_dome.csv")
    # a reader's own list goes before the one that ships
    own = read_program("golden_dome", tmp_path)
    assert own is not None and own.path.parent == path.parent


WRONG = {
    "": "is empty",
    "piid\n": "holds no line",
    "piid;name\nA;B\n": "semicolons",
    "piid,colour\nFA881120D0002,red\n": "line 1: the columns are piid, colour; known are part, ",
    "name\nSHIELD\n": "award_key or piid must be one of them",
    "piid,name\n,\n": "line 2: needs an award_key, a piid or a name",
    "piid\nFA881120D0002,more\n": "line 2: 2 cells, the header has 1",
    "award_key\nFA881120D0002\n": "line 2: award_key 'FA881120D0002' is none: it begins",
    "piid\n--\n": "too short for a number",
    f"award_key\n{KEY}\n{KEY}\n": f"line 3: {KEY} stands on line 2",
    "piid,ceiling_usd\nFA881120D0002,much\n": "line 2: ceiling_usd 'much' is no amount",
    "piid,ceiling_usd\nFA881120D0002,NaN\n": "is no amount of dollars",
    "piid,part\nFA881120D0002,thing\n": "line 2: part 'thing' is none of program, vehicle, order",
    "piid,source_url\nFA881120D0002,javascript:alert(1)\n": "is no web address",
    "piid,part,name\n,program,A\n,program,B\n": "line 3: a second line of part program",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=list(WRONG.values()))
def test_a_list_that_breaks_a_rule_is_refused_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    path = listed(tmp_path, text)
    with pytest.raises(ThroughlineError) as error:
        read_program_file(path)
    assert said in str(error.value) and str(path) in str(error.value)
