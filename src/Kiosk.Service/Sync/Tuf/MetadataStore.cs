using Kiosk.Durability;
using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>The trusted metadata of one feed as files of a folder: <c>root.json</c>, <c>timestamp.json</c>, <c>ROLE.json</c> with the role quoted, byte for byte as received.</summary>
internal sealed class MetadataStore(string folder, IDurableFiles files)
{
    public string Folder => folder;

    /// <summary>Puts the root in place that was shipped with the terminal.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Initialise(ReadOnlySpan<byte> trustedRoot)
    {
        DurableFolder.Create(folder, files);
        Write(RoleName.Root, trustedRoot);
    }

    /// <returns>Null where nothing was kept, or what lies there is too long to be metadata.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? Read(string role)
    {
        try
        {
            using var file = RegularFile.OpenStream(PathOf(role));
            if (file.Length > MetadataParser.MaxLength)
            {
                return null;
            }

            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>How new the feed is whose metadata is kept, whatever has expired since.</summary>
    /// <returns>Null where root, timestamp or snapshot is missing, or they are not signed or do not belong together.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public FeedVersions? KeptVersions()
    {
        if (Read(RoleName.Root) is not { } root || Read(RoleName.Timestamp) is not { } timestamp || Read(RoleName.Snapshot) is not { } snapshot)
        {
            return null;
        }

        try
        {
            var kept = TrustedMetadataSet.Start(root, DateTimeOffset.MinValue, ExpiryRule.Flag);
            return kept.EndRootUpdate() is MetadataUpdate.Accepted && kept.UpdateTimestamp(timestamp) is MetadataUpdate.Accepted && kept.UpdateSnapshot(snapshot) is MetadataUpdate.Accepted
                ? FeedVersions.Of(kept)
                : null;
        }
        catch (MetadataFormatException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The file cannot be written; the one before is still there.</exception>
    public void Write(string role, ReadOnlySpan<byte> content) => files.Replace(PathOf(role), content);

    /// <exception cref="IOException">A file cannot be deleted, or the folder not synced.</exception>
    public void Delete(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            File.Delete(PathOf(role));
        }

        files.SyncFolder(folder);
    }

    private string PathOf(string role) => Path.Combine(folder, RoleName.QuotedFileNameOf(role));
}
