"""The tables: declared with SQLModel, read and written through SQLAlchemy Core.

Rows are never loaded as objects: that costs twelve times as much as Core, and the case is made
of core's own frozen values.
"""

from sqlmodel import SQLModel

from zjbuy_desktop.store.tables import (
    archiving,
    disputes,
    entries,
    gaps,
    handing,
    mappings,
    merging,
    outlines,
    papers,
    projects,
    recognition,
    records,
    results,
    returns,
    row_log,
    tendering,
    versions,
)

MODULES = (
    projects, returns, records, papers, recognition, merging, results, versions, mappings,
    outlines, gaps, entries, tendering, disputes, archiving, handing, row_log,
)  # fmt: skip
METADATA = SQLModel.metadata

project = METADATA.tables["project"]
lot = METADATA.tables["lot"]
unit = METADATA.tables["unit"]
recommendation = METADATA.tables["recommendation"]
stage_record = METADATA.tables["stage_record"]
override = METADATA.tables["override"]
draft = METADATA.tables["draft"]

original = METADATA.tables["original"]
import_batch = METADATA.tables["import_batch"]
return_file = METADATA.tables["return_file"]
return_unit = METADATA.tables["return_unit"]
cell_problem = METADATA.tables["cell_problem"]
correction = METADATA.tables["correction"]
need_line = METADATA.tables["need_line"]
unit_facts = METADATA.tables["unit_facts"]

version_decision = METADATA.tables["version_decision"]
correction_batch = METADATA.tables["correction_batch"]
need_snapshot = METADATA.tables["need_snapshot"]
event_evidence = METADATA.tables["event_evidence"]

event = METADATA.tables["event"]
plan_entry = METADATA.tables["plan_entry"]
plan_filing = METADATA.tables["plan_filing"]
agency = METADATA.tables["agency"]
tender = METADATA.tables["tender"]
clarification = METADATA.tables["clarification"]
lot_award = METADATA.tables["lot_award"]
supplement = METADATA.tables["supplement"]
dispute = METADATA.tables["dispute"]
assistance = METADATA.tables["assistance"]
performance_step = METADATA.tables["performance_step"]
signed_contract = METADATA.tables["signed_contract"]
paper_details = METADATA.tables["paper_details"]
made_paper = METADATA.tables["made_paper"]
paper_particulars = METADATA.tables["paper_particulars"]
paper_run = METADATA.tables["paper_run"]
paper_move = METADATA.tables["paper_move"]
scan_batch = METADATA.tables["scan_batch"]
scan_page = METADATA.tables["scan_page"]
office_text = METADATA.tables["office_text"]
common_assignment = METADATA.tables["common_assignment"]
declined_merge = METADATA.tables["declined_merge"]
setting = METADATA.tables["setting"]
audit_event = METADATA.tables["audit_event"]
header_mapping = METADATA.tables["header_mapping"]
return_mapping = METADATA.tables["return_mapping"]
project_outline = METADATA.tables["project_outline"]
gap_choice = METADATA.tables["gap_choice"]
entry_tick = METADATA.tables["entry_tick"]
archive_file = METADATA.tables["archive_file"]
form_key = METADATA.tables["form_key"]
baton = METADATA.tables["baton"]
meta = METADATA.tables["meta"]
