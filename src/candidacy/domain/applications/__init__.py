"""Applications followed from saved to decided: stages, figures, tables that come in, mail, calendars."""
