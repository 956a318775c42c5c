using System.Globalization;

namespace Kiosk.Feed.Records;

/// <summary>Days in Vietnam, and instants as the authority's staff write them: text without an offset means Vietnam time, never the machine's local zone.</summary>
public static class VietnamTime
{
    /// <summary>UTC+07:00, constant since 1975.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mmzzz"];

    /// <summary>The day in Vietnam.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <param name="text">ISO 8601: date and time, with an offset, a Z, or neither.</param>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        var zoned = text switch
        {
            null => "",
            [.., 'Z'] => text[..^1] + "+00:00",
            [.., '+' or '-', _, _, ':', _, _] => text,
            _ => text + "+07:00",
        };
        return DateTimeOffset.TryParseExact(zoned, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }
}
