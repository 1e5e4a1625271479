"""Re-scores, challenges and notices; whether an answer is right stands beside its marks

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('rescores',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('school_id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('from_version_id', sa.Uuid(), nullable=False),
    sa.Column('to_version_id', sa.Uuid(), nullable=False),
    sa.Column('never_lower', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('rescored_by', sa.Uuid(), nullable=False),
    sa.Column('rescored_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignments.id'], name=op.f('fk_rescores_assignment_id_assignments')),
    sa.ForeignKeyConstraint(['from_version_id'], ['question_versions.id'], name=op.f('fk_rescores_from_version_id_question_versions')),
    sa.ForeignKeyConstraint(['rescored_by'], ['people.id'], name=op.f('fk_rescores_rescored_by_people')),
    sa.ForeignKeyConstraint(['school_id'], ['schools.id'], name=op.f('fk_rescores_school_id_schools')),
    sa.ForeignKeyConstraint(['to_version_id'], ['question_versions.id'], name=op.f('fk_rescores_to_version_id_question_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rescores')),
    sa.UniqueConstraint('assignment_id', 'from_version_id', 'to_version_id', name=op.f('uq_rescores_assignment_id_from_version_id_to_version_id'))
    )
    op.create_table('challenges',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('school_id', sa.Uuid(), nullable=False),
    sa.Column('class_id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_accepted', sa.Boolean(), nullable=True),
    sa.Column('reply', sa.String(), nullable=True),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['people.id'], name=op.f('fk_challenges_answered_by_people')),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignments.id'], name=op.f('fk_challenges_assignment_id_assignments')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempts.id'], name=op.f('fk_challenges_attempt_id_attempts')),
    sa.ForeignKeyConstraint(['class_id'], ['classes.id'], name=op.f('fk_challenges_class_id_classes')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_challenges_person_id_people')),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_challenges_question_id_questions')),
    sa.ForeignKeyConstraint(['school_id'], ['schools.id'], name=op.f('fk_challenges_school_id_schools')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_challenges'))
    )
    with op.batch_alter_table('challenges', schema=None) as batch_op:
        batch_op.create_index('ix_challenges_attempt', ['attempt_id', 'position'], unique=False)
        batch_op.create_index('ix_challenges_class', ['class_id', 'answered_at'], unique=False)
        batch_op.create_index('ix_challenges_question', ['question_id'], unique=False)
    op.create_table('notices',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('school_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('values', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notices_person_id_people')),
    sa.ForeignKeyConstraint(['school_id'], ['schools.id'], name=op.f('fk_notices_school_id_schools')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices'))
    )
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.create_index('ix_notices_person', ['person_id', 'seen_at'], unique=False)

    # Until now an answer was right when it had all of its marks.
    with op.batch_alter_table('item_results', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_right', sa.Boolean(), nullable=True))
    op.execute('UPDATE item_results SET is_right = (marks_numerator = marks_denominator)')
    with op.batch_alter_table('item_results', schema=None) as batch_op:
        batch_op.alter_column('is_right', existing_type=sa.Boolean(), nullable=False)


def downgrade():
    with op.batch_alter_table('item_results', schema=None) as batch_op:
        batch_op.drop_column('is_right')
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.drop_index('ix_notices_person')
    op.drop_table('notices')
    with op.batch_alter_table('challenges', schema=None) as batch_op:
        batch_op.drop_index('ix_challenges_question')
        batch_op.drop_index('ix_challenges_class')
        batch_op.drop_index('ix_challenges_attempt')
    op.drop_table('challenges')
    op.drop_table('rescores')
