namespace Kiosk.Hardware.Input;

/// <summary>What a finger did.</summary>
public enum TouchPhase
{
    Released = 0,
    Pressed,
    Moved,
}

/// <summary>A finger on the panel, in pixels of the unrotated picture.</summary>
public readonly record struct TouchEvent(TouchPhase Phase, int X, int Y);
