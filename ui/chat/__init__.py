"""The face in a browser: the page of the chat, and what the server writes into it."""
