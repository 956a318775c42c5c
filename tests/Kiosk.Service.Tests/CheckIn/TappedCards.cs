using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Members' cards to place on the reader.</summary>
internal static class TappedCards
{
    /// <summary>A member's card whose serial number cannot occur in a text by chance.</summary>
    public static IssuedCard Member(int number, KeyKind kind = KeyKind.P256) =>
        TestPki.Issue(number, kind).WithSerialNumber(0x4B, 0x1D, 0xC0, 0xFF, 0xEE, 0x12, 0x34, checked((byte)number));
}
