"""From boxes to lines in the order in which a person reads them."""
