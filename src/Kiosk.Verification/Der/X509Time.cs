using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>
/// Time ::= CHOICE { utcTime, generalTime } (RFC 5280, 4.1.2.5): with seconds, in Z, UTCTime up to 2049 and GeneralizedTime from 2050. Tolerant reading
/// accepts GeneralizedTime for any year.
/// </summary>
internal static class X509Time
{
    public const string NoUtcTime = "A UTCTime is written YYMMDDHHMMSSZ, with seconds and in Z (RFC 5280, 4.1.2.5.1).";
    public const string NoGeneralizedTime = "A GeneralizedTime is written YYYYMMDDHHMMSSZ, to the second and in Z (RFC 5280, 4.1.2.5.2).";
    public const string TooEarly = "A time before 2050 is a UTCTime, and this is a GeneralizedTime (RFC 5280, 4.1.2.5 and 5.1.2.4).";

    private const int LastYearOfUtcTime = 2049;

    /// <exception cref="AsnContentException">The form is wrong.</exception>
    public static DateTimeOffset Read(AsnReader reader, X509Reading reading)
    {
        var isUtcTime = reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime);
        var instant = isUtcTime ? ReadUtcTime(reader) : ReadGeneralizedTime(reader);
        return isUtcTime || instant.Year > LastYearOfUtcTime || reading == X509Reading.Tolerant ? instant : throw new DerRuleException(TooEarly);
    }

    private static DateTimeOffset ReadUtcTime(AsnReader reader)
    {
        try
        {
            return reader.ReadUtcTime(LastYearOfUtcTime);
        }
        catch (AsnContentException)
        {
            throw new DerRuleException(NoUtcTime);
        }
    }

    private static DateTimeOffset ReadGeneralizedTime(AsnReader reader)
    {
        try
        {
            return reader.ReadGeneralizedTime() is var instant && instant.Ticks % TimeSpan.TicksPerSecond == 0 ? instant : throw new DerRuleException(NoGeneralizedTime);
        }
        catch (AsnContentException)
        {
            throw new DerRuleException(NoGeneralizedTime);
        }
    }
}
