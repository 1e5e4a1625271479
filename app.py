"""Plugs the parts together: `create_app()` for servers and tests, `python app.py` to try it."""

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from accounts.routes import bp as accounts
from admin.commands import register_commands as register_admin_commands
from admin.routes import bp as admin
from admin.try_it import serve_demo
from classes.routes import bp as classes
from config import Config, settings_or_leave
from content.commands import register_commands as register_content_commands
from lessons.routes import bp as lessons
from models.session import db, prepare_engine
from progress.commands import register_commands as register_progress_commands
from progress.routes import bp as progress
from quizzes.commands import register_commands as register_quizzes_commands
from quizzes.routes import bp as quizzes
from web import (
    access,
    compression,
    converters,
    errors,
    i18n,
    one_picture,
    resend,
    security_headers,
    session,
    static_files,
    templating,
)

BLUEPRINTS = (accounts, lessons, quizzes, classes, progress, admin)
PLUMBING = (
    converters,
    i18n,
    templating,
    static_files,
    errors,
    resend,
    compression,
    security_headers,
    access,
    one_picture,
)

csrf = CSRFProtect()
migrate = Migrate(directory="migrations", render_as_batch=True)


def create_app(config: Config | None = None) -> Flask:
    """Build the application from `config`, or from the environment if its settings are good."""
    config = config or settings_or_leave()
    app = Flask(__name__)
    app.jinja_environment = templating.Environment
    app.config.update(config.flask_settings())
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    _add_extensions(app)
    for part in PLUMBING:
        part.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for register in (
        register_admin_commands,
        register_content_commands,
        register_progress_commands,
        register_quizzes_commands,
    ):
        register(app)
    return app


def _add_extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    migrate.init_app(app, db)
    csrf.init_app(app)
    session.init_app(app)


if __name__ == "__main__":
    settings = settings_or_leave()
    serve_demo(create_app(settings), settings.host, settings.port)
