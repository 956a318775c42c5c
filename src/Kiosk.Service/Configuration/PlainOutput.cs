namespace Kiosk.Service.Configuration;

/// <summary>Whether escape sequences are unwanted (no-color.org) or not supported.</summary>
internal static class PlainOutput
{
    public static bool IsWanted => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is "dumb";
}
