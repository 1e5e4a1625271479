"""Of one person's graded attempts at an assignment, one at most is open

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OPEN_AND_GRADED = sa.text("state = 'open' AND purpose = 'graded'")


def upgrade():
    op.create_index(
        "uq_attempts_one_open",
        "attempts",
        ["assignment_id", "person_id"],
        unique=True,
        sqlite_where=OPEN_AND_GRADED,
        postgresql_where=OPEN_AND_GRADED,
    )


def downgrade():
    op.drop_index("uq_attempts_one_open", "attempts")
