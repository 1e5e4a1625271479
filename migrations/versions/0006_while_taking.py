"""Flags, checked practice, and words explained while a quiz is taken

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    for name, moment in (('flags', 'flagged_at'), ('practice_checks', 'checked_at')):
        op.create_table(
            name,
            sa.Column('attempt_id', sa.Uuid(), nullable=False),
            sa.Column('position', sa.Integer(), nullable=False),
            sa.Column(moment, sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(
                ['attempt_id'], ['attempts.id'], name=op.f(f'fk_{name}_attempt_id_attempts')
            ),
            sa.PrimaryKeyConstraint('attempt_id', 'position', name=op.f(f'pk_{name}')),
        )
    # What was assigned before goes on as it began: without explanations.
    op.add_column(
        'assignments',
        sa.Column('explains_words', sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade():
    op.drop_column('assignments', 'explains_words')
    op.drop_table('practice_checks')
    op.drop_table('flags')
