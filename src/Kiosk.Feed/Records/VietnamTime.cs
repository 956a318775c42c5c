using System.Globalization;

namespace Kiosk.Feed.Records;

/// <summary>Instants as people of the authority write them: where no zone is given, the time of Vietnam is meant, and never that of the machine that reads it.</summary>
public static class VietnamTime
{
    /// <summary>UTC+07:00 all year, since 1975.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mmzzz"];

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
