"""The blueprint that all pages of administrators belong to."""

from flask import Blueprint

bp = Blueprint("admin", __name__)
