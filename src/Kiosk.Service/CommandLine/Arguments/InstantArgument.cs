using Kiosk.Feed.Records;
using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Parses an instant from the command line.</summary>
internal static class InstantArgument
{
    /// <param name="text">ISO 8601, in Vietnam time if it has no offset; null for now.</param>
    /// <param name="option">The option's name, for the message.</param>
    /// <exception cref="InputException">The text is not an instant.</exception>
    public static DateTimeOffset Parse(string? text, string option = "--at")
    {
        if (text is null)
        {
            return TimeProvider.System.GetUtcNow();
        }

        return VietnamTime.TryParse(text, out var instant)
            ? instant.ToUniversalTime()
            : throw new InputException(new(
                $"{option} \"{text}\" không phải thời điểm như 2026-11-22T08:05:00Z, hoặc 2026-11-22T15:05 theo giờ Việt Nam.",
                $"{option} \"{text}\" is not an instant such as 2026-11-22T08:05:00Z, or 2026-11-22T15:05 in Vietnam's time."));
    }
}
