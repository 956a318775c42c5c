using System.Text.Json.Nodes;

namespace Kiosk.Devices.Tests.Image;

/// <summary>What <c>log export --json</c> prints.</summary>
internal static class JournalLines
{
    /// <returns>The lines by the number of their record.</returns>
    public static IReadOnlyDictionary<ulong, string> Numbered(string exported) =>
        exported.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => JsonNode.Parse(line)!["sequence"]!.GetValue<ulong>());
}
