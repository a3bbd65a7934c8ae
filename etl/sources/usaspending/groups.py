"""The groups of award types: the publisher searches one at a time."""

from __future__ import annotations

AWARD_GROUPS = {
    "contracts": ("A", "B", "C", "D"),
    "idvs": ("IDV_A", "IDV_B", "IDV_B_A", "IDV_B_B", "IDV_B_C", "IDV_C", "IDV_D", "IDV_E"),
}
