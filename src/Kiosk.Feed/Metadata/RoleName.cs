namespace Kiosk.Feed.Metadata;

/// <summary>Names of roles, and of their files.</summary>
public static class RoleName
{
    public const string Root = "root";
    public const string Timestamp = "timestamp";
    public const string Snapshot = "snapshot";
    public const string Targets = "targets";

    /// <summary>Maximum length of a delegated role's name once quoted: version, extension and a temporary suffix must fit a file name of 255 bytes.</summary>
    internal const int MaxQuotedLength = 220;

    public static IReadOnlyList<string> TopLevel { get; } = [Root, Timestamp, Snapshot, Targets];

    /// <summary>The role's file as snapshot and timestamp list it: not quoted.</summary>
    public static string FileNameOf(string role) => role + ".json";

    /// <summary>The role's file on a disk or in an address: everything but letters, digits, <c>-</c>, <c>.</c>, <c>_</c> and <c>~</c> is percent-encoded UTF-8.</summary>
    /// <param name="version">The prefix that consistent snapshots and root have; null for none.</param>
    public static string QuotedFileNameOf(string role, long? version = null) =>
        version is { } prefix ? FormattableString.Invariant($"{prefix}.{Uri.EscapeDataString(role)}.json") : $"{Uri.EscapeDataString(role)}.json";

    /// <summary>Whether a delegation may use the name: no top-level role's, not empty, not longer than a file name bears.</summary>
    public static bool IsDelegable(string role) => role.Length > 0 && !TopLevel.Contains(role) && Uri.EscapeDataString(role).Length <= MaxQuotedLength;
}
