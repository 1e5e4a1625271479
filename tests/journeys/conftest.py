from tests.browser.conftest import chromium, open_context, site

__all__ = ["chromium", "open_context", "site"]
