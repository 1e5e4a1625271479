"""What a lesson's teacher notes say about repairing a misconception in class

Revision: 0009
Follows: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('misconceptions', sa.Column('notes_lesson_id', sa.String(), nullable=True))
    op.add_column('misconceptions', sa.Column('repair_in_class', sa.String(), nullable=True))


def downgrade():
    op.drop_column('misconceptions', 'repair_in_class')
    op.drop_column('misconceptions', 'notes_lesson_id')
