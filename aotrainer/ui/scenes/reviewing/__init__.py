"""Looking back: the therapist's screens of what one person did, and what is said of it."""
