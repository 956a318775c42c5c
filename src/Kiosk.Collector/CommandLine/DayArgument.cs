using System.Globalization;
using Kiosk.Feed.Records;

namespace Kiosk.Collector.CommandLine;

/// <summary>A day in Vietnam, as arguments name it.</summary>
internal static class DayArgument
{
    public static DateOnly Today => VietnamTime.DateOf(TimeProvider.System.GetUtcNow());

    /// <exception cref="CollectorException">It is no day.</exception>
    public static DateOnly Parse(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new CollectorException(new($"\"{text}\" không phải ngày dạng 2026-11-29.", $"\"{text}\" is no day such as 2026-11-29."));
}
