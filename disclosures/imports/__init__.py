"""Check sheets and tables in every customary layout, read and matched as plain typed data."""
