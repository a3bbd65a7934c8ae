"""The process of a job: `python -m etl.jobs FOLDER`, started by a page and by nobody else."""

import sys

from etl.common.running import stopping

if __name__ == "__main__":
    # Before the imports that take time, as for every command.
    stopping.watch()

import os
from pathlib import Path

from etl.jobs.work import run_job

if __name__ == "__main__":
    stopping.stop_in_order()
    run_job(Path(sys.argv[1]), os.getpid())
    # Every write is whole or absent: nothing waits for an answer that may never come.
    os._exit(0)
