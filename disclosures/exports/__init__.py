"""Files made from frozen sheets and their comparisons; knows no model."""
