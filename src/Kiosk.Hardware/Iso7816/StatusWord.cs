namespace Kiosk.Hardware.Iso7816;

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

    /// <summary>61xx: more response bytes wait for GET RESPONSE.</summary>
    public bool HasMoreData => Sw1 == 0x61;

    /// <summary>6Cxx: the same command is to be sent again with Le = xx.</summary>
    public bool IsWrongLe => Sw1 == 0x6C;

    public override string ToString() => Value.ToString("X4");
}
