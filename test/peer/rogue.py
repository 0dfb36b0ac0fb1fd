#!/usr/bin/env python3
"""A hostile or broken DHCPv4 server for tests, inside a network namespace.

Standard library only; raw AF_PACKET frames, so that nothing of the kernel's IP stack is in the way.
Prints one JSON object per line: what it received, what it sent, and first {"ready": ...}.

  rogue.py --interface uplink0 --mode normal
  rogue.py --interface uplink0 --mode hostile --lease 30 --text 'x$(touch /tmp/pwned)'
  rogue.py --interface uplink0 --mode normal --lease infinite --t1 50 --t2 20 --mask 255.0.255.0

Modes
  normal           offers and acknowledges
  silent           answers nothing
  offer-only       offers, never answers a request
  nak-always       offers; every request gets a NAK
  nak-from-other   every request gets a NAK whose server identifier is another, then a good ACK
  hostile          normal, and every option that takes text or octets carries --text
"""

import argparse
import ipaddress
import json
import signal
import socket
import struct
import sys
import time

DISCOVER, OFFER, REQUEST, DECLINE, ACK, NAK, RELEASE, INFORM = range(1, 9)
NAMES = {1: "DISCOVER", 2: "OFFER", 3: "REQUEST", 4: "DECLINE", 5: "ACK", 6: "NAK", 7: "RELEASE", 8: "INFORM"}
COOKIE = b"\x63\x82\x53\x63"
ETH_IPV4 = 0x0800
# What a server says about the exchange itself; --mode hostile leaves these alone.
EXCHANGE = {0, 1, 3, 50, 51, 52, 53, 54, 55, 57, 58, 59, 61, 82, 255}


def say(**fields):
    fields["time"] = round(time.time(), 4)
    print(json.dumps(fields, sort_keys=True), flush=True)


def address(text):
    return ipaddress.IPv4Address(text).packed


def seconds(text):
    """'infinite', 'none' (option left out), or a number."""
    if text == "infinite":
        return 0xFFFFFFFF
    return None if text == "none" else int(text)


def parse(frame):
    """(client MAC, xid, ciaddr, options), or None for what is no DHCP request to a server."""
    if len(frame) < 14 + 20 + 8 + 240 or struct.unpack_from("!H", frame, 12)[0] != ETH_IPV4:
        return None
    ip = frame[14:]
    header = (ip[0] & 0x0F) * 4
    if ip[0] >> 4 != 4 or header < 20 or ip[9] != 17 or len(ip) < header + 8 + 240:
        return None
    if struct.unpack_from("!H", ip, header + 2)[0] != 67:
        return None
    bootp = ip[header + 8:]
    if bootp[0] != 1 or bootp[236:240] != COOKIE:
        return None
    options, at = {}, 240
    while at < len(bootp) and bootp[at] != 255:
        if bootp[at] == 0:
            at += 1
            continue
        if at + 1 >= len(bootp) or at + 2 + bootp[at + 1] > len(bootp):
            break
        code, length = bootp[at], bootp[at + 1]
        options[code] = options.get(code, b"") + bootp[at + 2:at + 2 + length]
        at += 2 + length
    return bootp[28:34], bootp[4:8], bootp[12:16], options


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def encode(options):
    """Options of more than 255 octets are split (RFC 3396)."""
    wire = b""
    for code, value in options:
        pieces = [value[i:i + 255] for i in range(0, len(value), 255)] or [b""]
        for piece in pieces:
            wire += bytes([code, len(piece)]) + piece
    return wire + b"\xff"


class Rogue:
    def __init__(self, told):
        self.told = told
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_IPV4))
        self.socket.bind((told.interface, ETH_IPV4))
        self.mac = self.socket.getsockname()[4]
        self.server = address(told.server)
        self.text = told.text.encode("utf-8", "surrogateescape").decode("unicode_escape").encode("latin-1")

    def times(self):
        told, found = self.told, []
        for code, value in ((51, told.lease), (58, told.t1), (59, told.t2)):
            if seconds(value) is not None:
                found.append((code, struct.pack("!I", seconds(value))))
        return found

    def lease_options(self):
        told = self.told
        options = self.times()
        if told.mask != "none":
            options.append((1, address(told.mask)))
        if told.router != "none":
            options.append((3, b"".join(address(r) for r in told.router.split(","))))
        if told.mode == "hostile":
            wanted = [int(code) for code in told.only.split(",")] if told.only else range(1, 255)
            options += [(code, self.text[:told.longest]) for code in wanted if code not in EXCHANGE]
        else:
            options.append((6, self.server))
        for extra in told.option:
            code, _, hexadecimal = extra.partition("=")
            options = [o for o in options if o[0] != int(code)] + [(int(code), bytes.fromhex(hexadecimal))]
        return options

    def send(self, kind, client, xid, server, options, yiaddr):
        head = struct.pack("!BBBB4sHH4s4s4s4s", 2, 1, 6, 0, xid, 0, 0x8000, bytes(4), yiaddr, bytes(4), bytes(4))
        sname = file = b""
        if self.told.mode == "hostile":
            sname, file = self.text[:63], self.text[:127]
        bootp = head + client + bytes(10) + sname.ljust(64, b"\0") + file.ljust(128, b"\0") + COOKIE
        bootp += encode([(53, bytes([kind])), (54, server)] + options)
        # An IP datagram without fragments: what does not fit is cut at an option's end.
        udp = struct.pack("!HHHH", 67, 68, 8 + len(bootp), 0) + bootp
        ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, server, b"\xff" * 4)
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
        self.socket.send(client + self.mac + struct.pack("!H", ETH_IPV4) + ip + udp)
        say(sent=NAMES[kind], to=client.hex(":"), server=str(ipaddress.IPv4Address(server)),
            address=str(ipaddress.IPv4Address(yiaddr)), options=[code for code, _ in options])

    @staticmethod
    def fitting(options, asked):
        """As many options as fit the size that the client takes (option 57): udhcpc drops what is longer."""
        size = struct.unpack("!H", asked[57])[0] if len(asked.get(57, b"")) == 2 else 576
        room, chosen = min(max(size, 576), 1500) - 28 - 240 - 16, []
        for code, value in options:
            size = len(value) + 2 * max(1, -(-len(value) // 255))
            if size <= room:
                chosen.append((code, value))
                room -= size
        return chosen

    def answer(self, frame):
        request = parse(frame)
        if request is None:
            return
        client, xid, ciaddr, options = request
        kind = options.get(53, b"\0")[0]
        say(received=NAMES.get(kind, kind), source=client.hex(":"), ciaddr=str(ipaddress.IPv4Address(ciaddr)),
            requested=str(ipaddress.IPv4Address(options[50])) if len(options.get(50, b"")) == 4 else None,
            options={str(code): value.hex() for code, value in options.items()})
        mode, yiaddr = self.told.mode, address(self.told.address)
        if mode == "silent" or kind not in (DISCOVER, REQUEST):
            return
        lease = self.fitting(self.lease_options(), options)
        if kind == DISCOVER:
            self.send(OFFER, client, xid, self.server, lease, yiaddr)
        elif mode == "nak-always":
            self.send(NAK, client, xid, self.server, [(56, b"no")], bytes(4))
        elif mode == "nak-from-other":
            self.send(NAK, client, xid, address(self.told.other), [(56, b"not mine")], bytes(4))
            self.send(ACK, client, xid, self.server, lease, yiaddr)
        elif mode != "offer-only":
            self.send(ACK, client, xid, self.server, lease, yiaddr)

    def run(self):
        say(ready=self.told.mode, interface=self.told.interface)
        while True:
            self.answer(self.socket.recv(65535))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interface", required=True)
    parser.add_argument("--mode", default="normal",
                        choices=["normal", "silent", "offer-only", "nak-always", "nak-from-other", "hostile"])
    parser.add_argument("--server", default="198.51.100.1", help="server identifier and source address")
    parser.add_argument("--other", default="198.51.100.66", help="server identifier of the foreign NAK")
    parser.add_argument("--address", default="198.51.100.77", help="the address that is leased")
    parser.add_argument("--mask", default="255.255.255.0", help="option 1; none leaves it out")
    parser.add_argument("--router", default="198.51.100.1", help="option 3, comma-separated; none leaves it out")
    parser.add_argument("--lease", default="120", help="option 51: seconds, infinite, none")
    parser.add_argument("--t1", default="none", help="option 58: seconds, infinite, none")
    parser.add_argument("--t2", default="none", help="option 59: seconds, infinite, none")
    parser.add_argument("--option", action="append", default=[], metavar="CODE=HEX", help="any option, replaces")
    parser.add_argument("--text", default="x'\\n$(touch /tmp/dhcpmgr-pwned)`id`\\0%n<script>;&|\\\\",
                        help="of hostile options, with Python escapes")
    parser.add_argument("--longest", type=int, default=64, help="octets of --text per option")
    parser.add_argument("--only", metavar="CODES", help="these hostile options only, so that they surely fit")
    return parser.parse_args()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    Rogue(arguments()).run()
