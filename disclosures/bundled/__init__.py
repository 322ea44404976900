"""The guideline and the sample sheet that ship with the program."""
