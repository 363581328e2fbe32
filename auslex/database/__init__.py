"""Where it is kept: addresses, the schema and its migrations. The rooms that own the rows read and write them."""
