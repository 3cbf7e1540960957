"""Files in, index out: reads committee papers and writes a searchable index."""
