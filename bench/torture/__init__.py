"""`make torture`: students answer while the server and the database are killed under them."""
