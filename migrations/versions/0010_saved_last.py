"""When an attempt was saved last is told by its answers alone

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column('attempts', 'last_saved_at')


def downgrade():
    op.add_column('attempts', sa.Column('last_saved_at', sa.DateTime(timezone=True), nullable=True))
    op.execute(
        'UPDATE attempts SET last_saved_at = (SELECT max(saved_at) FROM current_answers'
        ' WHERE current_answers.attempt_id = attempts.id)'
    )
