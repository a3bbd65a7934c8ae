"""The graph page: its address, what is drawn, the canvas and its panels."""
