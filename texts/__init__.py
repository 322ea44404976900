"""What a text is: fields, normalization, entities, differences; knows no model."""
