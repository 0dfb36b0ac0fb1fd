#!/usr/bin/env python3
"""Sends one router advertisement with the M flag, without prefix and without default route.

usage: advertise.py INTERFACE
"""
import socket
import struct
import sys

ALL_NODES = "ff02::1"
MANAGED = 0x80

with socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6) as out:
    index = socket.if_nametoindex(sys.argv[1])
    out.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
    out.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
    # Type 134, code 0, checksum by the kernel, hop limit, flags, lifetime 0, two timers.
    out.sendto(struct.pack("!BBHBBHII", 134, 0, 0, 64, MANAGED, 0, 0, 0), (ALL_NODES, 0, 0, index))
