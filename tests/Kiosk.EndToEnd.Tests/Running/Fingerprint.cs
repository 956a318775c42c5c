using System.Security.Cryptography;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>What is in a folder, by name and content.</summary>
internal static class Fingerprint
{
    /// <returns>A line for each file and folder: its path and the hash of its content.</returns>
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {(Directory.Exists(path) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))}"),
    ];
}
