#!/usr/bin/python3
"""network-time.py on|off: tells the kernel what a time daemon would (adjtimex): that its clock is held to network time, or that it is not."""
import ctypes
import sys

ADJ_MAXERROR, ADJ_ESTERROR, ADJ_STATUS, STA_PLL, STA_UNSYNC = 0x04, 0x08, 0x10, 0x0001, 0x0040


class Timex(ctypes.Structure):
    _fields_ = [("modes", ctypes.c_uint), ("offset", ctypes.c_long), ("freq", ctypes.c_long), ("maxerror", ctypes.c_long), ("esterror", ctypes.c_long),
                ("status", ctypes.c_int), ("rest", ctypes.c_long * 32)]


request = Timex(modes=ADJ_MAXERROR | ADJ_ESTERROR | ADJ_STATUS, status=STA_PLL if sys.argv[1] == "on" else STA_UNSYNC)
if ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(request)) < 0:
    sys.exit("adjtimex: errno %d" % ctypes.get_errno())
