"""Family names as lists gave them, and which login cards were made together

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.add_column(sa.Column('family_name', sa.String(), nullable=True))

    op.create_table('login_card_sheets',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('school_id', sa.Uuid(), nullable=False),
    sa.Column('class_id', sa.Uuid(), nullable=True),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cards', sa.JSON(none_as_null=True), nullable=False),
    sa.ForeignKeyConstraint(['class_id'], ['classes.id'], name=op.f('fk_login_card_sheets_class_id_classes')),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_login_card_sheets_made_by_people')),
    sa.ForeignKeyConstraint(['school_id'], ['schools.id'], name=op.f('fk_login_card_sheets_school_id_schools')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_login_card_sheets'))
    )


def downgrade():
    op.drop_table('login_card_sheets')
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_column('family_name')
