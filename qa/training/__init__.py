"""How the bundled reader is exported and calibrated."""
