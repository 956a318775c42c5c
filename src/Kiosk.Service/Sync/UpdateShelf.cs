using System.Runtime.InteropServices;
using Kiosk.Feed.Records;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Sync;

/// <summary>Which updates of its own software this terminal takes from a feed.</summary>
/// <param name="Architecture">As releases name it.</param>
/// <param name="Version">What runs now.</param>
/// <param name="RootHash">Of the file system that was started.</param>
internal sealed record UpdateShelf(string Architecture, string Version, string RootHash)
{
    /// <returns>Null where the terminal was not started from an image: whoever installed the program updates it.</returns>
    public static UpdateShelf? OfThisMachine() =>
        InstalledSoftware.ReadRootHash() is not { } hash ? null : new(RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64", InstalledSoftware.Version, hash);

    /// <returns>The newest release that is newer than what runs and can be had from the feed; null if there is none.</returns>
    public Release? NewestOf(IReadOnlyList<Release>? releases) => releases?
        .Where(release => release.Architecture == Architecture && release.Update is not null && release.RootHash != RootHash && release.IsNewerThan(Version))
        .MaxBy(release => System.Version.Parse(release.Version));
}

/// <summary>An update that was fetched whole.</summary>
/// <param name="RootHash">Of the release's file system.</param>
/// <param name="File">Its name among the downloaded targets: its own SHA-256.</param>
internal sealed record FetchedUpdate(string Version, string RootHash, string File);
