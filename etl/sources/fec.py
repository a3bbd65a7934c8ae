"""FEC bulk files: pipe-separated, no header line, quote characters are data (no quoting)."""

from __future__ import annotations

from etl.common.published import Table, columns_from

_FILED = (
    "CMTE_ID=filer_committee_id AMNDT_IND=amendment_code RPT_TP=report_type_code "
    "TRANSACTION_PGI=election_code IMAGE_NUM=image_number TRANSACTION_TP=transaction_type_code "
    "ENTITY_TP=entity_type_code NAME=name CITY=city_name STATE=state_code ZIP_CODE=zip_code "
    "EMPLOYER=employer OCCUPATION=occupation TRANSACTION_DT=transaction_date:fec_date "
    "TRANSACTION_AMT=amount_usd:money OTHER_ID=other_id "
)
_FILING = (
    "TRAN_ID=transaction_id FILE_NUM=file_number MEMO_CD=memo_code MEMO_TEXT=memo_text "
    "SUB_ID=sub_id"
)


def _itemized_table(name: str, spec: str, members: tuple[str, ...]) -> Table:
    """A table of itemized transactions, keyed by SUB_ID."""
    return Table(
        name=name,
        layout="pipe",
        columns=columns_from(spec),
        key=("sub_id",),
        date_column="transaction_date",
        members=members,
        has_cycle=True,
    )


def _register(name: str, spec: str, key: tuple[str, ...], members: tuple[str, ...]) -> Table:
    """A register (committees, candidates, linkages): one snapshot per cycle."""
    return Table(
        name=name,
        layout="pipe",
        columns=columns_from(spec),
        key=key,
        members=members,
        has_cycle=True,
    )


TABLES = (
    _itemized_table("fec_itcont", _FILED + _FILING, ("itcont*", "indiv*")),
    _itemized_table("fec_itoth", _FILED + _FILING, ("itoth*", "oth[0-9]*")),
    _itemized_table("fec_itpas2", _FILED + "CAND_ID=candidate_id " + _FILING, ("itpas2*", "pas2*")),
    _register(
        "fec_cm",
        "CMTE_ID=committee_id CMTE_NM=committee_name TRES_NM=treasurer_name "
        "CMTE_ST1=street_1 CMTE_ST2=street_2 CMTE_CITY=city_name CMTE_ST=state_code "
        "CMTE_ZIP=zip_code CMTE_DSGN=designation_code CMTE_TP=committee_type_code "
        "CMTE_PTY_AFFILIATION=party_code CMTE_FILING_FREQ=filing_frequency_code "
        "ORG_TP=organization_type_code CONNECTED_ORG_NM=connected_organization_name "
        "CAND_ID=candidate_id",
        ("committee_id", "cycle"),
        ("cm", "cm[0-9]*"),
    ),
    _register(
        "fec_cn",
        "CAND_ID=candidate_id CAND_NAME=candidate_name CAND_PTY_AFFILIATION=party_code "
        "CAND_ELECTION_YR=election_year:integer CAND_OFFICE_ST=office_state_code "
        "CAND_OFFICE=office_code CAND_OFFICE_DISTRICT=office_district_code "
        "CAND_ICI=incumbency_code CAND_STATUS=status_code CAND_PCC=principal_committee_id "
        "CAND_ST1=street_1 CAND_ST2=street_2 CAND_CITY=city_name CAND_ST=state_code "
        "CAND_ZIP=zip_code",
        ("candidate_id", "cycle"),
        ("cn", "cn[0-9]*"),
    ),
    _register(
        "fec_ccl",
        "CAND_ID=candidate_id CAND_ELECTION_YR=candidate_election_year:integer "
        "FEC_ELECTION_YR=fec_election_year:integer CMTE_ID=committee_id "
        "CMTE_TP=committee_type_code CMTE_DSGN=designation_code LINKAGE_ID=linkage_id",
        ("linkage_id", "cycle"),
        ("ccl", "ccl[0-9]*"),
    ),
    _register(
        "fec_webk",
        "CMTE_ID=committee_id CMTE_NM=committee_name CMTE_TP=committee_type_code "
        "CMTE_DSGN=designation_code CMTE_FILING_FREQ=filing_frequency_code "
        "TTL_RECEIPTS=receipts_usd:money TRANS_FROM_AFF=transfers_from_affiliates_usd:money "
        "INDV_CONTRIB=individual_contributions_usd:money "
        "OTHER_POL_CMTE_CONTRIB=committee_contributions_usd:money "
        "CAND_CONTRIB=candidate_contributions_usd:money CAND_LOANS=candidate_loans_usd:money "
        "TTL_LOANS_RECEIVED=loans_received_usd:money TTL_DISB=disbursements_usd:money "
        "TRANF_TO_AFF=transfers_to_affiliates_usd:money "
        "INDV_REFUNDS=individual_refunds_usd:money "
        "OTHER_POL_CMTE_REFUNDS=committee_refunds_usd:money "
        "CAND_LOAN_REPAY=candidate_loans_repaid_usd:money LOAN_REPAY=loans_repaid_usd:money "
        "COH_BOP=opening_cash_usd:money COH_COP=closing_cash_usd:money "
        "DEBTS_OWED_BY=debts_usd:money NONFED_TRANS_RECEIVED=nonfederal_transfers_usd:money "
        "CONTRIB_TO_OTHER_CMTE=given_to_committees_usd:money "
        "IND_EXP=independent_expenditures_usd:money "
        "PTY_COORD_EXP=coordinated_expenditures_usd:money "
        "NONFED_SHARE_EXP=nonfederal_share_usd:money CVG_END_DT=coverage_end_date:date",
        ("committee_id", "cycle"),
        ("webk[0-9]*", "webk"),
    ),
    _register(
        "fec_weball",
        "CAND_ID=candidate_id CAND_NAME=candidate_name CAND_ICI=incumbency_code "
        "PTY_CD=party_number CAND_PTY_AFFILIATION=party_code TTL_RECEIPTS=receipts_usd:money "
        "TRANS_FROM_AUTH=transfers_from_authorized_usd:money TTL_DISB=disbursements_usd:money "
        "TRANS_TO_AUTH=transfers_to_authorized_usd:money COH_BOP=opening_cash_usd:money "
        "COH_COP=closing_cash_usd:money CAND_CONTRIB=candidate_contributions_usd:money "
        "CAND_LOANS=candidate_loans_usd:money OTHER_LOANS=other_loans_usd:money "
        "CAND_LOAN_REPAY=candidate_loans_repaid_usd:money "
        "OTHER_LOAN_REPAY=other_loans_repaid_usd:money DEBTS_OWED_BY=debts_usd:money "
        "TTL_INDIV_CONTRIB=individual_contributions_usd:money CAND_OFFICE_ST=office_state_code "
        "CAND_OFFICE_DISTRICT=office_district_code SPEC_ELECTION=special_election_code "
        "PRIM_ELECTION=primary_election_code RUN_ELECTION=runoff_election_code "
        "GEN_ELECTION=general_election_code GEN_ELECTION_PRECENT=general_election_percent "
        "OTHER_POL_CMTE_CONTRIB=committee_contributions_usd:money "
        "POL_PTY_CONTRIB=party_contributions_usd:money CVG_END_DT=coverage_end_date:date "
        "INDIV_REFUNDS=individual_refunds_usd:money CMTE_REFUNDS=committee_refunds_usd:money",
        ("candidate_id", "cycle"),
        ("weball[0-9]*", "weball"),
    ),
)
