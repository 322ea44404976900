"""Submit and approve: what changes, who changed it and why, the decisions."""
