namespace Kiosk.Journal.Upload;

/// <summary>What terminals and collectors can tell each other, store and show.</summary>
internal static class UploadText
{
    private const int FirstYear = 1970;

    // In the last days of the year 9999 an instant has no local time east of Greenwich.
    private const int LastYear = 9998;

    /// <summary>Whether an instant has a local time everywhere, with room before and after it.</summary>
    public static bool IsInstant(DateTimeOffset instant) => instant.UtcDateTime.Year is >= FirstYear and <= LastYear;

    /// <summary>With a blank in place of each control character.</summary>
    public static string Fit(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
