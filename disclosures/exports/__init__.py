"""Files made from frozen sheets."""
