from tests.admin.conftest import empty_app

__all__ = ["empty_app"]
