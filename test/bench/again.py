#!/usr/bin/env python3
"""A client behind a relay that did not hear the answer: the same DISCOVER over and over.

Usage: again.py SERVER RELAY COUNT; prints, a line each, the microseconds until each repeated
answer. Fails when one is missing, or is not the first one octet by octet.
"""
import socket
import struct
import sys
import time

SECONDS = 5
COOKIE = bytes([99, 130, 83, 99])
DISCOVER = bytes([53, 1, 1, 55, 3, 1, 3, 6, 255])
HARDWARE = bytes([2, 0, 0, 0, 0xA6, 0x41])


def main():
    server, relay, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    link.bind((relay, 67))
    link.settimeout(SECONDS)

    def ask(secs):
        head = struct.pack('!4BIHH', 1, 1, 6, 1, 0x4147414E, secs, 0)
        addresses = bytes(12) + socket.inet_aton(relay)
        message = head + addresses + HARDWARE + bytes(202) + COOKIE + DISCOVER
        begun = time.perf_counter_ns()
        link.sendto(message, (server, 67))
        answer = link.recv(2000)
        return answer, (time.perf_counter_ns() - begun) // 1000

    first, _ = ask(0)
    for i in range(count):
        answer, micros = ask(1 + i % 60)
        if answer != first:
            sys.exit('another answer: ' + answer.hex())
        print(micros)


if __name__ == '__main__':
    main()
