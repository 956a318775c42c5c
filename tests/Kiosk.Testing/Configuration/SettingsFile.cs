using System.Text.Json;

namespace Kiosk.Testing.Configuration;

/// <summary>Writes settings files of terminals.</summary>
internal static class SettingsFile
{
    /// <param name="kiosk">The section <c>Kiosk</c>: an anonymous object, a dictionary or JSON.</param>
    /// <returns>The path.</returns>
    public static string Write(string path, object kiosk)
    {
        File.WriteAllText(path, JsonSerializer.Serialize(new { Kiosk = kiosk }));
        return path;
    }
}
