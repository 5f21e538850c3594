"""Pictures of what people see, to be looked at."""
