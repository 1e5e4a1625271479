"""Which lessons are the core path of their course

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('lessons', sa.Column('core_period', sa.Integer(), nullable=True))


def downgrade():
    op.drop_column('lessons', 'core_period')
