"""Every face of pullquote: command line, HTTP service and chat."""
