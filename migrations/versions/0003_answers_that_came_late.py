"""Answers that came late, and who handed in

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IS_LATE = sa.text("outcome = 'late'")


def upgrade():
    op.create_table(
        "late_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answer_before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("answers_were_out", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_late_decisions_attempt_id_attempts")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_late_decisions_decided_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name=op.f("fk_late_decisions_response_id_responses")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_late_decisions_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_decisions")),
        sa.UniqueConstraint("response_id", name=op.f("uq_late_decisions_response_id")),
    )
    op.create_index("ix_late_decisions_place", "late_decisions", ["attempt_id", "position"])
    with op.batch_alter_table("responses") as responses:
        responses.add_column(sa.Column("device_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_responses_late",
        "responses",
        ["attempt_id"],
        sqlite_where=IS_LATE,
        postgresql_where=IS_LATE,
    )
    with op.batch_alter_table("attempts") as attempts:
        attempts.add_column(sa.Column("submitted_by", sa.Uuid(), nullable=True))
        attempts.create_foreign_key(
            op.f("fk_attempts_submitted_by_people"), "people", ["submitted_by"], ["id"]
        )
    # Until now only its learner could hand in, and what came afterwards was refused.
    op.execute("UPDATE attempts SET submitted_by = person_id WHERE state = 'submitted'")
    op.execute(
        "UPDATE responses SET outcome = 'refused' WHERE outcome = 'late' AND EXISTS ("
        "SELECT 1 FROM attempts WHERE attempts.id = responses.attempt_id "
        "AND attempts.state = 'submitted' AND attempts.submitted_at <= responses.received_at)"
    )


def downgrade():
    op.execute("UPDATE responses SET outcome = 'late' WHERE outcome = 'refused'")
    with op.batch_alter_table("attempts") as attempts:
        attempts.drop_constraint(op.f("fk_attempts_submitted_by_people"), type_="foreignkey")
        attempts.drop_column("submitted_by")
    op.drop_index("ix_responses_late", table_name="responses")
    with op.batch_alter_table("responses") as responses:
        responses.drop_column("device_at")
    op.drop_index("ix_late_decisions_place", table_name="late_decisions")
    op.drop_table("late_decisions")
