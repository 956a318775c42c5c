using System.Formats.Asn1;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Crls;

/// <summary>Reads the times in CRL entries without allocating; same form as <see cref="X509Time"/>.</summary>
internal static class CrlTime
{
    private const byte UtcTime = 0x17;
    private const byte GeneralizedTime = 0x18;
    private const int LastYearOfUtcTime = 2049;

    /// <exception cref="AsnContentException">The form is wrong.</exception>
    public static DateTimeOffset Read(ref DerReader reader, X509Reading reading)
    {
        var isUtcTime = reader.NextTag == UtcTime;
        var text = reader.Read(isUtcTime ? UtcTime : GeneralizedTime);
        var form = isUtcTime ? X509Time.NoUtcTime : X509Time.NoGeneralizedTime;
        var digitsOfYear = isUtcTime ? 2 : 4;
        if (text.Length != digitsOfYear + 11 || text[^1] != (byte)'Z')
        {
            throw new DerRuleException(form);
        }

        var year = Number(text[..digitsOfYear], form);
        if (isUtcTime)
        {
            year += year < 50 ? 2000 : 1900;
        }
        else if (year <= LastYearOfUtcTime && reading == X509Reading.Strict)
        {
            throw new DerRuleException(X509Time.TooEarly);
        }

        var rest = text[digitsOfYear..];
        var (month, day) = (Number(rest[..2], form), Number(rest[2..4], form));
        var (hour, minute, second) = (Number(rest[4..6], form), Number(rest[6..8], form), Number(rest[8..10], form));
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            throw new DerRuleException("A time is no instant of the calendar.");
        }

        return new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
    }

    private static int Number(ReadOnlySpan<byte> digits, string form)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = digit is >= (byte)'0' and <= (byte)'9' ? (number * 10) + (digit - '0') : throw new DerRuleException(form);
        }

        return number;
    }
}
