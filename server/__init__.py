"""Index in, answers out: the web server and the command line over a built index."""
