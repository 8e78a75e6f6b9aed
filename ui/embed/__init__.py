"""The chat for other pages: a script tag, the widget that it brings, and a client in JavaScript."""
