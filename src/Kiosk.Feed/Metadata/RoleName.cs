namespace Kiosk.Feed.Metadata;

/// <summary>Role names and file names.</summary>
public static class RoleName
{
    public const string Root = "root";
    public const string Timestamp = "timestamp";
    public const string Snapshot = "snapshot";
    public const string Targets = "targets";

    /// <summary>Maximum length of a delegated role's name once quoted: version, extension and a temporary suffix must fit a file name of 255 bytes.</summary>
    internal const int MaxQuotedLength = 220;

    public static IReadOnlyList<string> TopLevel { get; } = [Root, Timestamp, Snapshot, Targets];

    /// <summary>The role's file name as snapshot and timestamp list it: not percent-encoded.</summary>
    public static string FileNameOf(string role) => role + ".json";

    /// <summary>The role's file name on disk and in URLs: everything but letters, digits, <c>-</c>, <c>.</c>, <c>_</c> and <c>~</c> is percent-encoded UTF-8.</summary>
    /// <param name="version">The version prefix of root and of consistent snapshots; null for none.</param>
    public static string QuotedFileNameOf(string role, long? version = null) =>
        version is { } prefix ? FormattableString.Invariant($"{prefix}.{Uri.EscapeDataString(role)}.json") : $"{Uri.EscapeDataString(role)}.json";

    /// <summary>Whether a delegated role may have the name: not empty, not a top-level role's, and not too long for a file name.</summary>
    public static bool IsDelegable(string role) => role.Length > 0 && !TopLevel.Contains(role) && Uri.EscapeDataString(role).Length <= MaxQuotedLength;
}
