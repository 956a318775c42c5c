using static Kiosk.Hardware.Input.EvdevNative;

namespace Kiosk.Hardware.Input;

/// <summary>
/// Turns an input device's events into one finger, whichever protocol the device uses (Documentation/input/multi-touch-protocol.rst):
/// a single touch or an absolute pointer with its button, contacts in slots (type B), or contacts in a row (type A). The first finger counts; others are ignored,
/// and another counts only after all have left. Does no I/O: events in, touches out.
/// </summary>
/// <param name="slot">The device's current slot.</param>
internal sealed class TouchTracker(bool hasSlots, bool hasContacts, int slot = 0)
{
    private readonly Dictionary<int, int> contacts = [];
    private readonly Dictionary<int, (int X, int Y)> places = [];
    private int slot = slot;
    private int? followed;
    private bool waitsForAllToLeave;
    private bool isDown;
    private bool wasDown;
    private bool hasMoved;
    private bool isDropping;
    private int x;
    private int y;
    private int contactsInFrame;

    /// <returns>Non-null at the end of a frame in which the finger changed; raw coordinates.</returns>
    public (TouchPhase Phase, int X, int Y)? Take(ushort type, ushort code, int value)
    {
        if (isDropping)
        {
            return type == EV_SYN && code == SYN_REPORT ? EndDropping() : null;
        }

        switch (type)
        {
            case EV_ABS:
                TakeAxis(code, value);
                return null;
            case EV_KEY when !hasSlots && !hasContacts && code is BTN_TOUCH or BTN_LEFT:
                isDown = value != 0;
                return null;
            case EV_SYN when code == SYN_DROPPED:
                isDropping = true;
                return null;
            case EV_SYN when code == SYN_MT_REPORT:
                contactsInFrame++;
                return null;
            case EV_SYN when code == SYN_REPORT:
                return EndFrame();
            default:
                return null;
        }
    }

    private void TakeAxis(ushort code, int value)
    {
        if (hasSlots)
        {
            TakeSlotAxis(code, value);
        }
        else if (hasContacts)
        {
            // Only the first contact of a frame; it is evaluated at the frame's end.
            if (contactsInFrame == 0)
            {
                isDown |= code is ABS_MT_POSITION_X or ABS_MT_POSITION_Y;
                Move(code == ABS_MT_POSITION_X, code == ABS_MT_POSITION_Y, value);
            }
        }
        else
        {
            Move(code == ABS_X, code == ABS_Y, value);
        }
    }

    private void TakeSlotAxis(ushort code, int value)
    {
        switch (code)
        {
            case ABS_MT_SLOT:
                slot = value;
                break;
            case ABS_MT_TRACKING_ID when value >= 0:
                contacts[slot] = value;
                Follow();
                break;
            case ABS_MT_TRACKING_ID:
                contacts.Remove(slot);
                if (followed == slot)
                {
                    followed = null;
                    waitsForAllToLeave = contacts.Count > 0;
                }

                waitsForAllToLeave &= contacts.Count > 0;
                break;
            case ABS_MT_POSITION_X or ABS_MT_POSITION_Y:
                Place(code, value);
                break;
        }

        isDown = followed is not null;
    }

    // A finger that comes down where its slot's last one was gets no coordinates: the kernel omits unchanged values.
    private void Follow()
    {
        if (followed is null && !waitsForAllToLeave)
        {
            followed = slot;
            (x, y) = places.GetValueOrDefault(slot);
        }
    }

    private void Place(ushort code, int value)
    {
        var (formerX, formerY) = places.GetValueOrDefault(slot);
        places[slot] = code == ABS_MT_POSITION_X ? (value, formerY) : (formerX, value);
        if (followed == slot)
        {
            Move(code == ABS_MT_POSITION_X, code == ABS_MT_POSITION_Y, value);
        }
    }

    private void Move(bool isX, bool isY, int value)
    {
        hasMoved |= (isX && x != value) || (isY && y != value);
        x = isX ? value : x;
        y = isY ? value : y;
    }

    private (TouchPhase, int, int)? EndFrame()
    {
        TouchPhase? phase = (wasDown, isDown) switch
        {
            (false, true) => TouchPhase.Pressed,
            (true, false) => TouchPhase.Released,
            (true, true) when hasMoved => TouchPhase.Moved,
            _ => null,
        };
        (wasDown, hasMoved, contactsInFrame) = (isDown, false, 0);

        // In protocol A each frame lists all contacts; one that is not listed has left.
        isDown &= hasSlots || !hasContacts;
        return phase is { } happened ? (happened, x, y) : null;
    }

    // The kernel's queue overflowed: the release may have been lost, so the finger is considered gone.
    private (TouchPhase, int, int)? EndDropping()
    {
        var wasTouched = wasDown;
        (isDropping, isDown, wasDown, hasMoved, contactsInFrame, followed) = (false, false, false, false, 0, null);
        waitsForAllToLeave = false;
        contacts.Clear();
        return wasTouched ? (TouchPhase.Released, x, y) : null;
    }
}
