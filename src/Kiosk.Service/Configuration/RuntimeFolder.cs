namespace Kiosk.Service.Configuration;

/// <summary>Where files lie that are gone with the service: in memory.</summary>
internal static class RuntimeFolder
{
    /// <summary>The directory that systemd creates for the service (RuntimeDirectory=), or its usual location if there is none.</summary>
    public static string Path => Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY") is { Length: > 0 } folders ? folders.Split(':')[0] : "/run/kiosk";
}
