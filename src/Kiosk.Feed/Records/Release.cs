namespace Kiosk.Feed.Records;

/// <summary>A version of the terminal's software that the authority has released for one kind of machine.</summary>
/// <param name="Version">Two to four numbers with dots, such as "1.4.2".</param>
/// <param name="Architecture">As Debian names it: "amd64" or "arm64".</param>
/// <param name="RootHash">The dm-verity root hash of its file system, 64 lower-case hexadecimal digits: no other file system has it.</param>
/// <param name="Update">The file name of its update bundle, which the feed carries below <see cref="Targets.TargetPaths.Updates"/>; null if terminals are not to install it from the feed.</param>
public sealed record Release(string Version, string Architecture, string RootHash, string? Update)
{
    /// <exception cref="FormatException">The rules of releases were not checked.</exception>
    public bool IsNewerThan(string version) => System.Version.Parse(Version) > System.Version.Parse(version);
}
