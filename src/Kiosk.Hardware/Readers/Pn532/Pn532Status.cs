namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The status byte at the start of an answer about a card (UM0701-02, 7.1).</summary>
internal readonly record struct Pn532Status(byte Value)
{
    private const byte ErrorMask = 0x3F;
    private const byte MoreMask = 0x40;

    public bool IsSuccess => (Value & ErrorMask) == 0;

    /// <summary>The chip holds more of the card's answer.</summary>
    public bool HasMore => (Value & MoreMask) != 0;

    /// <summary>Overheating or antenna overcurrent: not the card's fault.</summary>
    public bool IsChipInTrouble => (Value & ErrorMask) is 0x0D or 0x2D;

    public override string ToString() => $"{Value & ErrorMask:X2} ({Meaning})";

    private string Meaning => (Value & ErrorMask) switch
    {
        0x01 => "the card does not answer",
        0x02 => "CRC error",
        0x03 => "parity error",
        0x04 => "wrong bit count",
        0x05 => "framing error",
        0x06 => "collision",
        0x07 => "buffer too small",
        0x09 => "RF buffer overflow",
        0x0A => "RF field not switched on in time",
        0x0B => "RF protocol error",
        0x0D => "overheated",
        0x0E => "internal buffer overflow",
        0x10 => "invalid parameter",
        0x13 => "wrong data format",
        0x25 => "invalid state",
        0x26 => "operation not allowed",
        0x27 => "no card is activated",
        0x29 => "the card was released",
        0x2B => "the card disappeared",
        0x2D => "overcurrent",
        _ => "failed",
    };
}
