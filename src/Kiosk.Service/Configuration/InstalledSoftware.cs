using System.Reflection;
using System.Text;
using Kiosk.Durability;

namespace Kiosk.Service.Configuration;

/// <summary>The software that this terminal runs.</summary>
internal static class InstalledSoftware
{
    /// <summary>Written by the image's first process, which opened the root by this hash; only root may change it.</summary>
    private const string RootHashFile = "/run/kiosk-root-hash";

    private const int HashDigits = 64;

    /// <summary>With the commit that it was built from, where that is known.</summary>
    public static string FullVersion { get; } = typeof(InstalledSoftware).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>As releases are named.</summary>
    public static string Version { get; } = FullVersion.Split('+')[0];

    /// <returns>Null where the program was not started from an image.</returns>
    public static string? ReadRootHash(string file = RootHashFile)
    {
        try
        {
            var text = Encoding.ASCII.GetString(RegularFile.Read(file, HashDigits + 1)).TrimEnd('\n');
            return text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower) ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
