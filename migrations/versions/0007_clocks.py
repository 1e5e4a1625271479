"""Time limits, closing and late policies, accommodations, and dates for several students

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

COLUMNS = {
    'assignments': (
        ('time_limit_minutes', sa.Integer(), None),
        ('closing_policy', sa.String(), 'full_time'),
        ('late_policy', sa.String(), 'mark_late'),
        ('late_percent', sa.Integer(), '0'),
    ),
    'assignment_overrides': (
        ('time_limit_minutes', sa.Integer(), None),
        ('group_due_at', sa.DateTime(timezone=True), None),
        ('group_closes_at', sa.DateTime(timezone=True), None),
        ('group_time_limit_minutes', sa.Integer(), None),
    ),
    'assignment_results': (('begun_at', sa.DateTime(timezone=True), None),),
}

# What `flask progress rebuild` comes to: the attempt handed in first, else the open one.
BEGUN_AT = """
    UPDATE assignment_results SET begun_at = (
        SELECT coalesce(attempts.reopened_at, attempts.started_at) FROM attempts
        WHERE attempts.assignment_id = assignment_results.assignment_id
          AND attempts.person_id = assignment_results.person_id
          AND attempts.purpose = 'graded'
        ORDER BY attempts.submitted_at IS NULL, attempts.submitted_at, attempts.number
        LIMIT 1
    )
"""


def upgrade():
    op.create_table('accommodation_profiles',
    sa.Column('school_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('time_percent', sa.Integer(), nullable=False),
    sa.Column('extra_attempts', sa.Integer(), nullable=False),
    sa.Column('extra_days', sa.Integer(), nullable=False),
    sa.Column('hides_timer', sa.Boolean(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_accommodation_profiles_person_id_people')),
    sa.ForeignKeyConstraint(['school_id'], ['schools.id'], name=op.f('fk_accommodation_profiles_school_id_schools')),
    sa.PrimaryKeyConstraint('school_id', 'person_id', name=op.f('pk_accommodation_profiles'))
    )
    # Assignments that are there have no time limit, and take late work in full as they did. Columns
    # are added and dropped in place: a table that others refer to cannot be made anew on SQLite.
    for table, columns in COLUMNS.items():
        for name, kind, default in columns:
            op.add_column(table, sa.Column(name, kind, nullable=default is None, server_default=default))

    op.execute(BEGUN_AT)


def downgrade():
    for table, columns in COLUMNS.items():
        for name, _kind, _default in columns:
            op.drop_column(table, name)

    op.drop_table('accommodation_profiles')
