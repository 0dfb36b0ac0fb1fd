#!/usr/bin/env python3
"""Sends one lease message, as a client's script would: send.py <event> (see ../README.md)."""
import os, socket, sys


def claim(spool):
    """Creates the file of the next number, which only one process can."""
    seen = [name.removeprefix(".new.") for name in os.listdir(spool)]
    if os.path.exists(f"{spool}/.done"):
        seen.append(open(f"{spool}/.done").readline().strip())
    number = 1 + max([int(name) for name in seen if name.isdecimal()], default=0)
    return number, open(f"{spool}/.new.{number}", "xb")


spool, monitor = os.environ["DHCPMGR_SPOOL"], os.environ["DHCPMGR_MONITOR"].rsplit(":", 1)
token = open(os.environ["DHCPMGR_ROW"] + "/token").readline().strip()
number, file = claim(spool)
message = f"DHCPMGR 1 {sys.argv[1]} {token} {number}\n".encode()
message += b"".join(name + b"=" + value + b"\0" for name, value in os.environb.items())
with file:
    file.write(message)
os.rename(file.name, f"{spool}/{number}")
opening = b"\xff\0\0\0\0\0\0\0\x01\x7f\x01\x08\0\0\x02" + len(message).to_bytes(8, "big")
with socket.create_connection((monitor[0], int(monitor[1])), timeout=1) as connection:
    connection.sendall(opening + message)
