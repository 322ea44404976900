"""The frozen sheet as plain data, and what is known of one or two of them."""
