#!/usr/bin/python3
"""touch-panel.py LINK FIFO: a multi-touch panel of type B (uinput) with two fingers, 4000 by 2400 steps, behind the link.

Each line of the FIFO is a frame: "down SLOT X Y", "move SLOT X Y", "up SLOT"; several in one frame are separated by ";". "unplug" takes the panel away.
"""
import fcntl
import os
import struct
import sys

EV_SYN, EV_KEY, EV_ABS = 0, 1, 3
ABS_X, ABS_Y, SLOT, POSITION_X, POSITION_Y, TRACKING_ID, BTN_TOUCH = 0, 1, 0x2F, 0x35, 0x36, 0x39, 0x14A
UI_DEV_CREATE, UI_DEV_DESTROY, UI_DEV_SETUP, UI_ABS_SETUP, UI_GET_SYSNAME = 0x5501, 0x5502, 0x405C5503, 0x401C5504, 0x8040552C
UI_SET_EVBIT, UI_SET_KEYBIT, UI_SET_ABSBIT, UI_SET_PROPBIT = 0x40045564, 0x40045565, 0x40045567, 0x4004556E

link, fifo = sys.argv[1:]
panel = os.open("/dev/uinput", os.O_WRONLY)
for request, bit in [(UI_SET_EVBIT, EV_KEY), (UI_SET_EVBIT, EV_ABS), (UI_SET_KEYBIT, BTN_TOUCH), (UI_SET_PROPBIT, 1)]:
    fcntl.ioctl(panel, request, bit)
for axis, greatest in [(ABS_X, 3999), (ABS_Y, 2399), (SLOT, 1), (POSITION_X, 3999), (POSITION_Y, 2399), (TRACKING_ID, 65535)]:
    fcntl.ioctl(panel, UI_SET_ABSBIT, axis)
    fcntl.ioctl(panel, UI_ABS_SETUP, struct.pack("=HHiiiiii", axis, 0, 0, 0, greatest, 0, 0, 0))
fcntl.ioctl(panel, UI_DEV_SETUP, struct.pack("=HHHH80sI", 3, 1, 1, 1, b"two fingers", 0))
fcntl.ioctl(panel, UI_DEV_CREATE)
name = fcntl.ioctl(panel, UI_GET_SYSNAME, bytes(64)).rstrip(b"\0").decode()
node = next(entry for entry in os.listdir("/sys/devices/virtual/input/" + name) if entry.startswith("event"))
os.symlink("/dev/input/" + node, link)


def send(kind, code, value):
    os.write(panel, struct.pack("=qqHHi", 0, 0, kind, code, value))


fingers = set()
contacts = 0
with open(os.open(fifo, os.O_RDWR)) as lines:
    for line in lines:
        if line.strip() == "unplug":
            break
        for part in line.split(";"):
            action, slot, *place = part.split()
            send(EV_ABS, SLOT, int(slot))
            if action == "down":
                contacts += 1
                fingers.add(slot)
                send(EV_ABS, TRACKING_ID, contacts)
            elif action == "up":
                fingers.discard(slot)
                send(EV_ABS, TRACKING_ID, -1)
            for axis, value in zip([POSITION_X, POSITION_Y], place):
                send(EV_ABS, axis, int(value))
        send(EV_KEY, BTN_TOUCH, int(bool(fingers)))
        send(EV_SYN, 0, 0)
os.unlink(link)
fcntl.ioctl(panel, UI_DEV_DESTROY)
