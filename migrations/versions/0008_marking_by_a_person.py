"""Marking by a person: what was decided, and which answers still wait

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'person_marks',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('school_id', sa.Uuid(), nullable=False),
        sa.Column('attempt_id', sa.Uuid(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('answer', sa.JSON(none_as_null=True), nullable=False),
        sa.Column('levels', sa.JSON(none_as_null=True), nullable=False),
        sa.Column('comment', sa.String(), nullable=False),
        sa.Column('marked_by', sa.Uuid(), nullable=False),
        sa.Column('marked_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['school_id'], ['schools.id'], name=op.f('fk_person_marks_school_id_schools')),
        sa.ForeignKeyConstraint(['attempt_id'], ['attempts.id'], name=op.f('fk_person_marks_attempt_id_attempts')),
        sa.ForeignKeyConstraint(['marked_by'], ['people.id'], name=op.f('fk_person_marks_marked_by_people')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_person_marks')),
        sa.UniqueConstraint('attempt_id', 'position', 'number', name=op.f('uq_person_marks_attempt_id_position_number')),
    )
    # No question asked so far awaits a person, so nothing waits.
    op.add_column(
        'item_results',
        sa.Column('awaits_person', sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(
        'ix_item_results_awaiting',
        'item_results',
        ['attempt_id'],
        sqlite_where=sa.text('awaits_person'),
        postgresql_where=sa.text('awaits_person'),
    )
    op.add_column(
        'assignment_results',
        sa.Column('awaiting', sa.Integer(), nullable=False, server_default='0'),
    )


def downgrade():
    op.drop_column('assignment_results', 'awaiting')
    op.drop_index('ix_item_results_awaiting', table_name='item_results')
    op.drop_column('item_results', 'awaits_person')
    op.drop_table('person_marks')
