"""The public face: seven documented modules. Importing them reads no environment, opens no socket, starts no thread."""
