"""Ways into other libraries, one file each; none is imported unless it is asked for."""
