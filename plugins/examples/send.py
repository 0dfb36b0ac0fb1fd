#!/usr/bin/env python3
"""Sends one lease message, as a client's script would: send.py <event> (see ../README.md)."""
import os, socket, sys

def sequence(spool):
    """Takes the next number: one rename, which only one process can win."""
    while True:
        last = max([int(n[5:]) for n in os.listdir(spool) if n.startswith(".seq.")], default=None)
        if last is None:
            open(f"{spool}/.seq.0", "x").close()
            continue
        try:
            os.rename(f"{spool}/.seq.{last}", f"{spool}/.seq.{last + 1}")
            return last + 1
        except FileNotFoundError:
            continue

spool, (host, port) = os.environ["DHCPMGR_SPOOL"], os.environ["DHCPMGR_MONITOR"].rsplit(":", 1)
token, number = open(os.environ["DHCPMGR_ROW"] + "/token").readline().strip(), sequence(spool)
message = f"DHCPMGR 1 {sys.argv[1]} {token} {number}\n".encode()
message += b"".join(k + b"=" + v + b"\0" for k, v in os.environb.items())
with open(f"{spool}/.new.{number}", "xb") as file:
    file.write(message)
os.rename(f"{spool}/.new.{number}", f"{spool}/{number}")
greeting = b"\xff\0\0\0\0\0\0\0\x01\x7f\x01\x08\0\0\x02" + len(message).to_bytes(8, "big")
with socket.create_connection((host, int(port)), timeout=1) as connection:
    connection.sendall(greeting + message)
