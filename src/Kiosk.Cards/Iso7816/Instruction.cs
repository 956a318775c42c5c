namespace Kiosk.Cards.Iso7816;

/// <summary>The INS bytes used (ISO/IEC 7816-4, table 4.2; NIST SP 800-73-4 part 2, table 2).</summary>
internal static class Instruction
{
    public const byte Verify = 0x20;
    public const byte GeneralAuthenticate = 0x87;
    public const byte Select = 0xA4;
    public const byte GetResponse = 0xC0;
    public const byte GetData = 0xCB;
}
