using System.Security.Cryptography;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>Names and contents of a folder.</summary>
internal static class Fingerprint
{
    /// <returns>One line for each file and folder: its path and the hash of its content.</returns>
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {(Directory.Exists(path) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))}"),
    ];
}
