"""From a job posting's text to a Posting: its title, place, terms and requirements."""
