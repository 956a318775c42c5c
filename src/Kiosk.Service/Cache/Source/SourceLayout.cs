using Kiosk.Durability;

namespace Kiosk.Service.Cache.Source;

/// <summary>What may lie in a source folder, and nothing else.</summary>
/// <remarks>
/// <code>
/// profile.json           the card profile
/// registry.crt           the registry's certificate (.crt, .der or .pem)
/// members.jsonl          one {"tag":…,"sealed":…} a line
/// procedures.json        optional: the catalogue
/// anchors/*.crt          trust anchors (.crt, .der or .pem), one certificate a file
/// issuers/*.crt          optional: issuing CAs
/// crls/*.crl             optional: certificate revocation lists (.crl, .der or .pem)
/// meetings/ID.json       optional: a meeting, and meetings/ID.roster.jsonl, one invitation a line
/// </code>
/// </remarks>
internal static class SourceLayout
{
    public const string Profile = "profile.json";
    public const string Registry = "registry";
    public const string Members = "members.jsonl";
    public const string Procedures = "procedures.json";
    public const string Anchors = "anchors";
    public const string Issuers = "issuers";
    public const string Crls = "crls";
    public const string Meetings = "meetings";
    public const string MeetingEnding = ".json";
    public const string RosterEnding = ".roster.jsonl";

    public static IReadOnlyList<string> CertificateEndings { get; } = [".crt", ".der", ".pem"];

    public static IReadOnlyList<string> CrlEndings { get; } = [".crl", ".der", ".pem"];

    /// <exception cref="CacheSourceException">The folder is not there or holds something that has no place in it: a misspelt name must not pass for a missing file.</exception>
    public static void Check(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CacheSourceException($"There is no folder {folder}.");
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var isKnown = Directory.Exists(path)
                ? name is Anchors or Issuers or Crls or Meetings
                : name is Profile or Members or Procedures || CertificateEndings.Any(ending => name == Registry + ending);
            if (!isKnown)
            {
                throw new CacheSourceException($"{path} has no place in a source folder.");
            }

            RequireFile(path);
        }
    }

    // Opening a pipe would wait for its writer, and a device may never end.
    private static void RequireFile(string path)
    {
        if (Place.KindOf(path) is PlaceKind.Pipe or PlaceKind.Device or PlaceKind.Socket)
        {
            throw new CacheSourceException($"{path} is a pipe, a device or a socket; put a file in its place.");
        }
    }

    /// <summary>The files of a subfolder in the order of their names; none when the subfolder is not there.</summary>
    /// <exception cref="CacheSourceException">One has another ending.</exception>
    public static IReadOnlyList<string> Files(string folder, string subfolder, params IReadOnlyList<string> endings)
    {
        var path = Path.Combine(folder, subfolder);
        if (!Directory.Exists(path))
        {
            return [];
        }

        var files = Directory.GetFileSystemEntries(path);
        Array.Sort(files, StringComparer.Ordinal);
        var stranger = files.FirstOrDefault(file => !endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)) || Directory.Exists(file));
        if (stranger is null)
        {
            Array.ForEach(files, RequireFile);
        }

        return stranger is null
            ? files
            : throw new CacheSourceException($"{stranger} is not a file ending in {string.Join(" or ", endings)}.");
    }
}
