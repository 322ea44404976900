"""What waits for whom, and the start page; never imports the admin."""
