using System.Globalization;

namespace Kiosk.Service.CommandLine;

/// <summary>The value of <c>--at</c>.</summary>
internal static class InstantArgument
{
    /// <param name="text">ISO 8601, without an offset in UTC; null for now.</param>
    /// <exception cref="InputException">No instant.</exception>
    public static DateTimeOffset Parse(string? text)
    {
        if (text is null)
        {
            return TimeProvider.System.GetUtcNow();
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : throw new InputException($"--at \"{text}\" is not an instant such as 2026-11-22T08:05:00Z.");
    }
}
