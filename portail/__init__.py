"""The portal: pages and programs that see, in a browser or by HTTP, what the command line sees in a terminal."""
