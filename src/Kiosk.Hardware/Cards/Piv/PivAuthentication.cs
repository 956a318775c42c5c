using Kiosk.Hardware.Tlv;

namespace Kiosk.Hardware.Cards.Piv;

/// <summary>The dynamic authentication template of GENERAL AUTHENTICATE (NIST SP 800-73-4 part 2, 3.2.4 and table 7).</summary>
internal static class PivAuthentication
{
    /// <summary>The card authentication key: usable without a PIN over the contactless interface.</summary>
    public const byte CardAuthenticationKey = 0x9E;

    public static readonly BerTag Template = new(0x7C);
    public static readonly BerTag Challenge = new(0x81);
    public static readonly BerTag Response = new(0x82);
}
