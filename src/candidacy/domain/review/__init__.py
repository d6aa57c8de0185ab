"""A CV held against a versioned rubric: points, evidence and a fix for each criterion."""
