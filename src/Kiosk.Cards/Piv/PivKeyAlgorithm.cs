namespace Kiosk.Cards.Piv;

/// <summary>Algorithm references, P1 of GENERAL AUTHENTICATE (NIST SP 800-78-4, table 6-2).</summary>
public static class PivKeyAlgorithm
{
    public const byte Rsa3072 = 0x05;
    public const byte Rsa2048 = 0x07;
    public const byte EcP256 = 0x11;
    public const byte EcP384 = 0x14;
}
