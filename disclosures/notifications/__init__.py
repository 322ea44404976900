"""Who is told what by mail, and how mails are sent."""
