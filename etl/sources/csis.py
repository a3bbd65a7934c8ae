"""Large contractors and who bought them: the parent table of CSIS (public domain, CC0).

Optional: contract records name parents themselves; this fills in where they do not. Every cell is
text; what is unknown is written NULL.
"""

from __future__ import annotations

from etl.common.published import Table, columns_from

TABLES = (
    Table(
        name="csis_parent",
        layout="csv",
        columns=columns_from(
            "ParentID=parent_name Ticker=ticker ShortName=short_name BloombergID=bloomberg_id "
            "DIIGIndex=diig_index LargeGreaterThan1B=large_greater_than1_b "
            "LargeGreaterThan3B=large_greater_than3_b PMC=pmc "
            "HRFprivatemilitary=hr_fprivatemilitary SIGIRprivemilitary=sigi_rprivemilitary "
            "SIGIRDuns=sigir_duns Subsidiary=subsidiary MergerYear=merger_year "
            "RevenueInMillions=revenue_in_millions RevenueYear=revenue_year "
            "RevenueSourceLink=revenue_source_link Replace=replace JointVenture=joint_venture "
            "LastYear=last_year FirstYear=first_year SizeGuess=size_guess "
            "NumberOfYears=number_of_years DACIM=dacim UnknownCompany=unknown_company "
            "FPDSannualRevenue=fpd_sannual_revenue Top100Federal=top100_federal "
            "AlwaysDisplay=always_display MergerDate=merger_date MergerURL=merger_url "
            "FirstDate=first_date FirstURL=first_url SpunOffFrom=spun_off_from Top6=top6 "
            "HooverID=hoover_id LexisNexisID=lexis_nexis_id "
            "TopStandardizedVendor=top_standardized_vendor CSIScreatedDate=csi_screated_date "
            "CSISmodifiedDate=csi_smodified_date CSISmodifiedBy=csi_smodified_by "
            "overrideparentdunsnumber=overrideparentdunsnumber "
            "parentheadquarterscountrycode=parentheadquarterscountrycode IsForeign=is_foreign "
            "isinternationalNGO=isinternational_ngo isenterprise=isenterprise "
            "ismultilateral=ismultilateral isngo=isngo isgovernment=isgovernment "
            "multilateraltype=multilateraltype isfaithbased=isfaithbased isnetwork=isnetwork "
            "ispublicprivatepartnership=ispublicprivatepartnership "
            "isUniversityorResearchInstitute=is_universityor_research_institute "
            "topISO3countrycode=top_iso3countrycode totalamount=totalamount "
            "topISO3countrytotalamount=top_iso3countrytotalamount "
            "isInNeedOfInvestigation=is_in_need_of_investigation "
            "isoverrideISO3countrycode=isoverride_iso3countrycode isnonprofit=isnonprofit "
            "IsPreTop6=is_pre_top6 IsSiliconValley=is_silicon_valley EntityID=entity_id "
            "Abbreviation=abbreviation"
        ),
        key=("parent_name",),
        signature=frozenset({"ParentID", "DIIGIndex", "MergerYear"}),
    ),
)
