#!/usr/bin/python3
"""keyboard.py LINK FIFO: a keyboard (uinput) with the US layout behind the link, as a scanner of codes or a keypad is one, at a scanner's pace.

Each line of the FIFO is typed, with Enter at its end; a line that begins with "#" is numbers of keys to press instead, as linux/input-event-codes.h has them. "unplug" takes the keyboard away.
"""
import fcntl
import os
import struct
import sys
import time

EV_SYN, EV_KEY = 0, 1
SHIFT, ENTER = 42, 28
PAUSE = 0.004
UI_DEV_CREATE, UI_DEV_DESTROY, UI_DEV_SETUP, UI_GET_SYSNAME = 0x5501, 0x5502, 0x405C5503, 0x8040552C
UI_SET_EVBIT, UI_SET_KEYBIT = 0x40045564, 0x40045565
ROWS = [(2, "1234567890-=", "!@#$%^&*()_+"), (16, "qwertyuiop[]", "QWERTYUIOP{}"), (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'), (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"), (57, " ", "")]

keys = {}
for first, plain, shifted in ROWS:
    keys.update({letter: (first + at, False) for at, letter in enumerate(plain)})
    keys.update({letter: (first + at, True) for at, letter in enumerate(shifted)})

link, fifo = sys.argv[1:]
board = os.open("/dev/uinput", os.O_WRONLY)
fcntl.ioctl(board, UI_SET_EVBIT, EV_KEY)
for code in range(1, 128):
    fcntl.ioctl(board, UI_SET_KEYBIT, code)
fcntl.ioctl(board, UI_DEV_SETUP, struct.pack("=HHHH80sI", 3, 1, 2, 1, b"keys", 0))
fcntl.ioctl(board, UI_DEV_CREATE)
name = fcntl.ioctl(board, UI_GET_SYSNAME, bytes(64)).rstrip(b"\0").decode()
node = next(entry for entry in os.listdir("/sys/devices/virtual/input/" + name) if entry.startswith("event"))
os.symlink("/dev/input/" + node, link)


def send(kind, code, value):
    os.write(board, struct.pack("=qqHHi", 0, 0, kind, code, value))


def press(code):
    for value in (1, 0):
        send(EV_KEY, code, value)
        send(EV_SYN, 0, 0)
        # The kernel's queue holds 64 events, and a guest that is emulated may be slow to read them.
        time.sleep(PAUSE)


with open(os.open(fifo, os.O_RDWR)) as lines:
    for line in lines:
        line = line.rstrip("\n")
        if line == "unplug":
            break
        if line.startswith("#"):
            for code in line[1:].split():
                press(int(code))
            continue
        for letter in line:
            code, is_shifted = keys[letter]
            if is_shifted:
                send(EV_KEY, SHIFT, 1)
            press(code)
            if is_shifted:
                send(EV_KEY, SHIFT, 0)
        press(ENTER)
os.unlink(link)
fcntl.ioctl(board, UI_DEV_DESTROY)
