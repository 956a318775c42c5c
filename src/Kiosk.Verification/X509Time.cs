using System.Formats.Asn1;

namespace Kiosk.Verification;

/// <summary>
/// Time ::= CHOICE { utcTime, generalTime } (RFC 5280, 4.1.2.5): to the second, in Z, UTCTime up to 2049 and GeneralizedTime from 2050; read tolerantly,
/// GeneralizedTime may stand for any year.
/// </summary>
internal static class X509Time
{
    private const int LastYearOfUtcTime = 2049;

    /// <exception cref="AsnContentException">Another form.</exception>
    public static DateTimeOffset Read(AsnReader reader, X509Reading reading)
    {
        if (reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime))
        {
            return reader.ReadUtcTime(LastYearOfUtcTime);
        }

        var instant = reader.ReadGeneralizedTime();
        return (instant.Year > LastYearOfUtcTime || reading == X509Reading.Tolerant) && instant.Ticks % TimeSpan.TicksPerSecond == 0
            ? instant
            : throw new AsnContentException("GeneralizedTime stands for whole seconds from 2050 on.");
    }
}
