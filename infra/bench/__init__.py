"""`make bench`: what a transition, an import and the package cost, as counts and ratios."""
