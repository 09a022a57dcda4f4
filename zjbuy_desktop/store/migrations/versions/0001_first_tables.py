"""The first tables. Never changed once released: it must do the same in ten years, whatever the tables are."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table and index."""
    _project()
    _roster()
    _stages()
    _returns()
    _mending()
    _return_units()
    _need_lines()
    _facts_and_events()
    _plans()
    _awards()
    _papers()
    _audit()


def _project() -> None:
    op.create_table(
        "project",
        *w.numbers("id"),
        *w.texts("name", "mode", "category_code", "category_name", "kind"),
        *w.flags("in_central_catalogue", "public_attention"),
        *w.texts("lead_unit", "method"),
        sa.Column("call_deadline", sa.Date(), nullable=True),
        *w.texts("suitability", "designation", "category_edition", "project_number"),
        *w.numbers("fiscal_year"),
        *w.texts("evaluation", "evaluation_reason", "sign_together_note"),
        *w.flags("lead_ranks_above"),
        *w.texts("stage_hint", "created_at", "updated_at"),
        sa.CheckConstraint("kind IN ('货物', '服务')", name="ck_project_kind"),
        sa.CheckConstraint(
            "method IN ('公开招标', '邀请招标', '竞争性谈判', '竞争性磋商', '询价', '单一来源采购')",
            name="ck_project_method",
        ),
        sa.CheckConstraint("mode IN ('统采分签', '统采统签')", name="ck_project_mode"),
        sa.CheckConstraint("name <> ''", name="ck_project_name"),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
    )


def _roster() -> None:
    op.create_table(
        "unit",
        *w.numbers("project_id"),
        *w.texts(
            "name",
            "uscc",
            "budget_code",
            "level",
            "district",
            "role",
            "contact",
            "phone",
            "address",
        ),
        *w.numbers("position"),
        sa.CheckConstraint(
            "level IN ('中央', '省级', '设区市级', '县级', '乡镇级')", name="ck_unit_level"
        ),
        sa.CheckConstraint("name <> ''", name="ck_unit_name"),
        sa.CheckConstraint("role IN ('牵头单位', '参与单位')", name="ck_unit_role"),
        w.of_project("unit"),
        sa.PrimaryKeyConstraint("project_id", "name", name="pk_unit"),
    )
    op.create_table(
        "lot",
        *w.numbers("id", "project_id"),
        *w.texts("name", "item", "spec", "measure"),
        sa.Column("ceiling_fen", sa.Integer(), nullable=True),
        *w.numbers("position"),
        *w.whole("lot", "ceiling_fen"),
        w.of_project("lot"),
        sa.PrimaryKeyConstraint("id", name="pk_lot"),
        sa.UniqueConstraint("project_id", "name", name="uq_lot_project_id_name"),
    )
    op.create_table(
        "recommendation",
        *w.numbers("project_id"),
        *w.texts("by_unit", "recommended", "reason"),
        *w.numbers("position"),
        w.of_unit("recommendation", "by_unit", ondelete="CASCADE"),
        w.of_project("recommendation"),
        sa.PrimaryKeyConstraint("project_id", "by_unit", name="pk_recommendation"),
    )


def _stages() -> None:
    op.create_table(
        "draft",
        *w.numbers("project_id"),
        *w.texts("stage", "payload"),
        *w.numbers("version"),
        *w.texts("saved_at"),
        sa.CheckConstraint("json_valid(payload)", name="ck_draft_payload"),
        w.of_project("draft"),
        sa.PrimaryKeyConstraint("project_id", "stage", name="pk_draft"),
    )
    op.create_table(
        "override",
        *w.numbers("project_id"),
        *w.texts("rule", "subject", "reason"),
        sa.CheckConstraint("trim(reason) <> ''", name="ck_override_reason"),
        w.of_project("override"),
        sa.PrimaryKeyConstraint("project_id", "rule", "subject", name="pk_override"),
    )
    op.create_table(
        "stage_record",
        *w.numbers("project_id"),
        *w.texts("stage"),
        sa.Column("completed_on", sa.Date(), nullable=True),
        *w.flags("stale", "taken_over"),
        *w.texts("note"),
        w.of_project("stage_record"),
        sa.PrimaryKeyConstraint("project_id", "stage", name="pk_stage_record"),
    )


def _returns() -> None:
    op.create_table(
        "original",
        *w.texts("sha256"),
        *w.numbers("size"),
        *w.texts("first_name", "received_at"),
        *w.whole("original", "size"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_original_sha256"),
        sa.PrimaryKeyConstraint("sha256", name="pk_original"),
    )
    op.create_table(
        "import_batch",
        *w.numbers("id", "project_id"),
        *w.texts("at"),
        sa.Column("undone_at", sa.String(), nullable=True),
        w.of_project("import_batch"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    w.index("import_batch", "project_id")
    op.create_table(
        "return_file",
        *w.numbers("id", "batch_id", "project_id", "position"),
        *w.texts("name"),
        sa.Column("sha256", sa.String(), nullable=True),
        *w.texts("outcome", "units"),
        *w.numbers("line_count", "quantity", "amount_fen"),
        *w.texts("notes", "settled"),
        *w.whole("return_file", "amount_fen", "line_count"),
        sa.CheckConstraint(
            "outcome IN ('accepted', 'rejected', 'superseded', 'ignored')",
            name="ck_return_file_outcome",
        ),
        *w.whole("return_file", "quantity"),
        sa.CheckConstraint("json_valid(units) AND json_valid(notes)", name="ck_return_file_json"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name="fk_return_file_batch_id", ondelete="CASCADE"
        ),
        w.of_project("return_file"),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], name="fk_return_file_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_return_file"),
    )
    w.index("return_file", "batch_id")
    w.index("return_file", "project_id")
    w.index("return_file", "sha256")


def _mending() -> None:
    op.create_table(
        "cell_problem",
        *w.numbers("return_file_id", "position"),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        *w.texts("found", "expected", "hint"),
        w.of_file("cell_problem"),
        sa.PrimaryKeyConstraint("return_file_id", "position", name="pk_cell_problem"),
    )
    op.create_table(
        "correction",
        *w.numbers("id", "return_file_id"),
        *w.texts("sheet", "cell", "old", "new", "reason", "at"),
        sa.CheckConstraint("trim(reason) <> ''", name="ck_correction_reason"),
        w.of_file("correction"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
    )
    w.index("correction", "return_file_id")


def _return_units() -> None:
    op.create_table(
        "return_unit",
        *w.numbers("id", "return_file_id", "project_id"),
        *w.texts("unit"),
        *w.numbers("position"),
        *w.flags("current"),
        sa.Column("replaced_id", sa.Integer(), nullable=True),
        *w.numbers("line_count", "quantity", "amount_fen"),
        *w.whole("return_unit", "amount_fen", "line_count", "quantity"),
        w.of_unit("return_unit", "unit"),
        w.of_project("return_unit"),
        sa.ForeignKeyConstraint(
            ["replaced_id"],
            ["return_unit.id"],
            name="fk_return_unit_replaced_id",
            ondelete="SET NULL",
        ),
        w.of_file("return_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_return_unit"),
        sa.UniqueConstraint("return_file_id", "unit", name="uq_return_unit_return_file_id_unit"),
    )
    op.create_index("ix_return_unit_project_id_unit", "return_unit", ["project_id", "unit"])
    w.index("return_unit", "replaced_id")
    op.create_index(
        "uq_return_unit_one_current",
        "return_unit",
        ["project_id", "unit"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
    )


def _need_lines() -> None:
    op.create_table(
        "need_line",
        *w.numbers("id", "project_id", "return_file_id", "position"),
        *w.flags("current"),
        *w.texts("unit", "item", "spec", "measure"),
        *w.numbers("quantity", "price_fen", "amount_fen"),
        *w.texts(
            "category_code",
            "funding",
            "budget_item",
            "funds",
            "delivery",
            "intention",
            "note",
            "sheet",
            "cells",
        ),
        *w.whole("need_line", "amount_fen"),
        sa.CheckConstraint("funds IN ('是', '否', '待补')", name="ck_need_line_funds"),
        *w.whole("need_line", "price_fen"),
        sa.CheckConstraint(
            "typeof(quantity) = 'integer' AND quantity > 0", name="ck_need_line_quantity"
        ),
        sa.CheckConstraint(
            "price_fen = 0 OR quantity > 9000000000000000000 / price_fen OR amount_fen = (quantity * price_fen + 500) / 1000",
            name="ck_need_line_amount",
        ),
        w.of_unit("need_line", "unit"),
        w.of_project("need_line"),
        w.of_file("need_line"),
        sa.PrimaryKeyConstraint("id", name="pk_need_line"),
    )
    op.create_index(
        "ix_need_line_by_item",
        "need_line",
        ["project_id", "item", "current", "quantity", "amount_fen"],
    )
    op.create_index(
        "ix_need_line_by_unit",
        "need_line",
        ["project_id", "unit", "current", "quantity", "amount_fen"],
    )
    w.index("need_line", "return_file_id")


def _facts_and_events() -> None:
    op.create_table(
        "event",
        *w.numbers("id", "project_id"),
        *w.texts("kind"),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        *w.texts("note"),
        sa.CheckConstraint("kind <> ''", name="ck_event_kind"),
        w.of_unit("event", "unit"),
        w.of_project("event"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    w.index("event", "project_id")
    op.create_table(
        "unit_facts",
        *w.numbers("project_id"),
        *w.texts("unit", "funding", "budget_item", "funds", "delivery", "intention", "evidence"),
        sa.CheckConstraint("funds IN ('是', '否', '待补')", name="ck_unit_facts_funds"),
        w.of_unit("unit_facts", "unit", ondelete="CASCADE"),
        w.of_project("unit_facts"),
        sa.PrimaryKeyConstraint("project_id", "unit", name="pk_unit_facts"),
    )


def _plans() -> None:
    op.create_table(
        "agency",
        *w.numbers("project_id"),
        *w.texts("name", "uscc"),
        *w.flags("is_central"),
        *w.texts("reason", "contact", "phone", "fee", "agreement_number", "address"),
        w.of_project("agency"),
        sa.PrimaryKeyConstraint("project_id", name="pk_agency"),
    )
    op.create_table(
        "plan_entry",
        *w.numbers("id", "project_id"),
        *w.texts("kind", "unit", "number", "category_code"),
        *w.numbers("amount_fen"),
        *w.texts("source"),
        *w.whole("plan_entry", "amount_fen"),
        sa.CheckConstraint("kind IN ('provisional', 'formal')", name="ck_plan_entry_kind"),
        w.of_project("plan_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_entry"),
    )
    w.index("plan_entry", "project_id")
    op.create_table(
        "plan_filing",
        *w.numbers("project_id"),
        *w.texts("number", "plan_type"),
        w.of_project("plan_filing"),
        sa.PrimaryKeyConstraint("project_id", name="pk_plan_filing"),
    )


def _awards() -> None:
    op.create_table(
        "lot_award",
        *w.numbers("project_id"),
        *w.texts("lot", "supplier", "supplier_uscc"),
        sa.Column("unit_price_fen", sa.Integer(), nullable=True),
        sa.Column("total_fen", sa.Integer(), nullable=True),
        *w.texts("address", "contact", "phone"),
        *w.numbers("position"),
        *w.whole("lot_award", "total_fen", "unit_price_fen"),
        sa.CheckConstraint(
            "(unit_price_fen IS NULL) <> (total_fen IS NULL)", name="ck_lot_award_one_price"
        ),
        w.of_project("lot_award"),
        sa.PrimaryKeyConstraint("project_id", "lot", name="pk_lot_award"),
    )
    op.create_table(
        "supplement",
        *w.numbers("id", "project_id"),
        *w.texts("unit", "lot"),
        *w.numbers("amount_fen"),
        *w.texts("number"),
        *w.whole("supplement", "amount_fen"),
        w.of_unit("supplement", "unit"),
        w.of_project("supplement"),
        sa.PrimaryKeyConstraint("id", name="pk_supplement"),
    )
    w.index("supplement", "project_id")


def _papers() -> None:
    op.create_table(
        "made_paper",
        *w.numbers("id", "project_id"),
        *w.texts("kind", "unit", "number"),
        sa.Column("dated", sa.Date(), nullable=True),
        *w.flags("draft"),
        *w.texts("facts", "made_at", "file"),
        *w.numbers("pages"),
        *w.whole("made_paper", "pages"),
        sa.CheckConstraint("json_valid(facts)", name="ck_made_paper_facts"),
        w.of_project("made_paper"),
        sa.PrimaryKeyConstraint("id", name="pk_made_paper"),
    )
    w.index("made_paper", "project_id")
    op.create_table(
        "paper_details",
        *w.numbers("project_id"),
        *w.texts("kind", "unit", "number"),
        sa.Column("dated", sa.Date(), nullable=True),
        w.of_project("paper_details"),
        sa.PrimaryKeyConstraint("project_id", "kind", "unit", name="pk_paper_details"),
    )


def _audit() -> None:
    op.create_table(
        "audit_event",
        *w.numbers("seq"),
        *w.texts("at", "actor", "action"),
        sa.Column("project", sa.Integer(), nullable=True),
        *w.texts("summary", "payload", "prev_hash", "hash"),
        sa.CheckConstraint("json_valid(payload)", name="ck_audit_event_payload"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_event"),
        sa.UniqueConstraint("hash", name="uq_audit_event_hash"),
    )
    op.create_table(
        "meta", *w.texts("key", "value"), sa.PrimaryKeyConstraint("key", name="pk_meta")
    )
