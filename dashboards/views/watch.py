"""What changed for the entities and searches that are watched."""

from dashboards.base import shell

shell.head("Watch")
shell.empty("Nothing is watched yet.", "Press Watch on a page.")
shell.foot()
