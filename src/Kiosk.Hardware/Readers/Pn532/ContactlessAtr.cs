using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The ATR that PC/SC readers construct for contactless cards (PC/SC part 3, 3.1.3.2.3), so that all readers report the same one.</summary>
internal static class ContactlessAtr
{
    private const int MaxHistorical = 15;
    private const byte HasTa = 0x10;
    private const byte HasTb = 0x20;
    private const byte HasTc = 0x40;
    private const byte Iso14443APart3 = 0x03;

    public static AnswerToReset Of(Pn532Target target) =>
        new(target.HasApdus ? WithTck([0x3B, (byte)(0x80 | Historical(target).Length), 0x80, 0x01, .. Historical(target)]) : OfStorageCard(target.Sak));

    /// <summary>Historical bytes of an ATS: those after T0 and the interface bytes it announces (ISO/IEC 14443-4, 5.2.7).</summary>
    private static ReadOnlySpan<byte> Historical(Pn532Target target)
    {
        var ats = target.AnswerToSelect.Span;
        if (ats.Length < 2)
        {
            return default;
        }

        var start = 2 + (Has(HasTa) ? 1 : 0) + (Has(HasTb) ? 1 : 0) + (Has(HasTc) ? 1 : 0);
        return start >= ats.Length ? default : ats[start..Math.Min(ats.Length, start + MaxHistorical)];

        bool Has(byte announcement) => (target.AnswerToSelect.Span[1] & announcement) != 0;
    }

    /// <summary>PC/SC part 3, 3.1.3.2.3.2: the registered application provider, the standard, the card's name by its SAK.</summary>
    private static byte[] OfStorageCard(byte sak)
    {
        byte name = (sak & 0x7F) switch
        {
            0x08 => 0x01,
            0x18 => 0x02,
            0x00 => 0x03,
            0x09 => 0x26,
            _ => 0x00,
        };
        return WithTck([0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, Iso14443APart3, 0x00, name, 0x00, 0x00, 0x00, 0x00]);
    }

    private static byte[] WithTck(ReadOnlySpan<byte> atr)
    {
        byte check = 0;
        foreach (var value in atr[1..])
        {
            check ^= value;
        }

        return [.. atr, check];
    }
}
