using System.Globalization;

namespace Kiosk.Service.Configuration;

/// <summary>Syntax of GPIO lines, device nodes and times of day in settings, with one sentence per rule.</summary>
internal static class DeviceAddresses
{
    // Vietnam uses UTC+07:00 all year.
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);

    private const int MaxName = 31;

    /// <returns>Null if the value is empty or names a GPIO line.</returns>
    public static string? MistakeInLine(string key, string value)
    {
        var colon = value.LastIndexOf(':');
        var isLine = colon < 0
            ? IsName(value)
            : IsName(value[..colon]) && int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset < 1024;
        return value.Length == 0 || isLine ? null : $"{key} is \"{value}\" and must be a line's name such as GPIO17, or chip and offset such as gpiochip0:17.\n{key} là \"{value}\", trong khi phải là tên đường như GPIO17, hoặc chip và số thứ tự như gpiochip0:17.";
    }

    /// <returns>Null if the value is empty or an absolute path.</returns>
    public static string? MistakeInNode(string key, string value, string example) =>
        value.Length == 0 || value.StartsWith('/') ? null : $"{key} is \"{value}\" and must be the path of a node such as {example}.\n{key} là \"{value}\", trong khi phải là đường dẫn thiết bị như {example}.";

    /// <returns>Null if the value is empty or a time of day.</returns>
    public static string? MistakeInTime(string key, string value) =>
        value.Length == 0 || TimeOf(value) is not null ? null : $"{key} is \"{value}\" and must be a time of day in Vietnam such as 22:00.\n{key} là \"{value}\", trong khi phải là giờ trong ngày theo giờ Việt Nam như 22:00.";

    public static TimeOnly? TimeOf(string value) =>
        TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Whether an instant lies within hours of the day in Vietnam, which may span midnight; never where none are given.</summary>
    public static bool IsWithin(string from, string to, DateTimeOffset instant)
    {
        if (TimeOf(from) is not { } begin || TimeOf(to) is not { } end)
        {
            return false;
        }

        var now = TimeOnly.FromDateTime(instant.ToOffset(VietnamOffset).DateTime);
        return begin <= end ? now >= begin && now < end : now >= begin || now < end;
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
