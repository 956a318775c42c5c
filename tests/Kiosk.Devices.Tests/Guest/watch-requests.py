#!/usr/bin/python3
"""watch-requests.py CHIP COMMAND...: runs the command and prints which of the chip's lines somebody took meanwhile, as offsets in the order in which they were taken."""
import fcntl
import os
import struct
import subprocess
import sys

GPIO_V2_GET_LINEINFO_WATCH_IOCTL, INFO_LENGTH, EVENT_LENGTH, OFFSET_AT, KIND_AT, REQUESTED = 0xC100B406, 256, 288, 64, 264, 1

chip = os.open(sys.argv[1], os.O_RDWR | os.O_NONBLOCK)
for line in range(16):
    info = bytearray(INFO_LENGTH)
    struct.pack_into("=I", info, OFFSET_AT, line)
    fcntl.ioctl(chip, GPIO_V2_GET_LINEINFO_WATCH_IOCTL, info)
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL)
taken = []
try:
    while True:
        event = os.read(chip, EVENT_LENGTH)
        if struct.unpack_from("=I", event, KIND_AT) == (REQUESTED,):
            taken += struct.unpack_from("=I", event, OFFSET_AT)
except BlockingIOError:
    print(*taken)
