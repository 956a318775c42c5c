namespace Kiosk.Hardware.Input;

/// <summary>A key of a keypad, by what it means on a screen. The digits have their own values.</summary>
public enum PadKey
{
    /// <summary>A key without a meaning here.</summary>
    None = 0,

    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,

    /// <summary>Up, left, or minus on a number pad.</summary>
    Previous,

    /// <summary>Down, right, or plus on a number pad.</summary>
    Next,

    /// <summary>Enter, OK, Select.</summary>
    Enter,

    /// <summary>Escape, Backspace, zero, or the decimal point on a number pad.</summary>
    Back,
}
