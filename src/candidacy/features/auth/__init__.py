"""Who somebody is. Until accounts arrive: the one local user of a laptop."""
