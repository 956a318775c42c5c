using System.Globalization;

namespace Kiosk.Words;

/// <summary>Formats numbers, dates and times for one language. Written out here because the system's locale data cannot be relied on.</summary>
public sealed class LocalFormat
{
    /// <summary>Vietnam's UTC offset since 1975; there is no daylight saving time.</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    private static readonly LocalFormat Vietnamese = new(new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," });
    private static readonly LocalFormat English = new(new() { NumberGroupSeparator = ",", NumberDecimalSeparator = "." });

    private readonly NumberFormatInfo numbers;

    private LocalFormat(NumberFormatInfo numbers) => this.numbers = numbers;

    public static LocalFormat Of(Language language) => language == Language.English ? English : Vietnamese;

    /// <summary>1.000 in Vietnamese, 1,000 in English. For counts only; identifiers such as versions are not grouped.</summary>
    public string Number(long value) => value.ToString("N0", numbers);

    /// <summary>81,2 % in Vietnamese, 81.2 % in English; truncated rather than rounded, so that 100 % means everybody.</summary>
    /// <param name="whole">At least 1.</param>
    public string Percent(int part, int whole) => (Math.Floor(part * 1000m / whole) / 10).ToString("N1", numbers) + " %";

    /// <summary>08:05, in Vietnam's time zone.</summary>
    public static string Time(DateTimeOffset instant) => instant.ToOffset(Offset).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>22/11/2026, in Vietnam's time zone.</summary>
    public static string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime));

    /// <summary>22/11/2026.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
