namespace Kiosk.Cards.Iso7816;

/// <summary>SW1‖SW2 of a response APDU (ISO/IEC 7816-4, 5.6).</summary>
public readonly record struct StatusWord(ushort Value)
{
    public static readonly StatusWord Success = new(0x9000);
    public static readonly StatusWord WrongLength = new(0x6700);
    public static readonly StatusWord SecurityStatusNotSatisfied = new(0x6982);
    public static readonly StatusWord ConditionsOfUseNotSatisfied = new(0x6985);
    public static readonly StatusWord IncorrectDataField = new(0x6A80);
    public static readonly StatusWord FileOrApplicationNotFound = new(0x6A82);
    public static readonly StatusWord IncorrectP1P2 = new(0x6A86);
    public static readonly StatusWord ReferencedDataNotFound = new(0x6A88);
    public static readonly StatusWord InstructionNotSupported = new(0x6D00);
    public static readonly StatusWord ClassNotSupported = new(0x6E00);

    public byte Sw1 => (byte)(Value >> 8);

    public byte Sw2 => (byte)(Value & 0xFF);

    public bool IsSuccess => Value == 0x9000;

    /// <summary>61xx: more response data is available through GET RESPONSE.</summary>
    public bool HasMoreData => Sw1 == 0x61;

    /// <summary>6Cxx: resend the same command with Le = xx.</summary>
    public bool IsWrongLe => Sw1 == 0x6C;

    /// <summary>The status word with its meaning, for messages (ISO/IEC 7816-4, 5.6).</summary>
    public string Describe() => Value switch
    {
        0x6700 => "6700 (wrong length)",
        0x6982 => "6982 (security status not satisfied: a PIN, or a contact reader, is asked for)",
        0x6985 => "6985 (conditions of use not satisfied)",
        0x6A80 => "6A80 (incorrect data field)",
        0x6A82 => "6A82 (not found)",
        0x6A86 => "6A86 (incorrect P1 or P2: no such key or algorithm)",
        0x6A88 => "6A88 (referenced data not found)",
        0x6D00 => "6D00 (instruction not supported)",
        0x6E00 => "6E00 (class not supported)",
        _ => Sw1 switch
        {
            0x62 or 0x63 => $"{this} (a warning)",
            0x64 or 0x65 or 0x6F => $"{this} (the card failed)",
            _ => ToString(),
        },
    };

    public override string ToString() => Value.ToString("X4");
}
