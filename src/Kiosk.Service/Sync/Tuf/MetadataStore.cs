using Kiosk.Durability;
using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>The trusted metadata of one feed, byte for byte as received, as files in a folder: <c>root.json</c>, <c>timestamp.json</c>, <c>ROLE.json</c> with the role URL-encoded.</summary>
internal sealed class MetadataStore(string folder, IDurableFiles files)
{
    public string Folder => folder;

    /// <summary>Stores the root shipped with the terminal.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Initialise(ReadOnlySpan<byte> trustedRoot)
    {
        DurableFolder.Create(folder, files);
        Write(RoleName.Root, trustedRoot);
    }

    /// <returns>Null if none is stored, or the file is too long to be metadata.</returns>
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

    /// <summary>The versions of the stored metadata, even if expired.</summary>
    /// <returns>Null if root, timestamp or snapshot is missing, unsigned or inconsistent.</returns>
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

    /// <exception cref="IOException">The file cannot be written; the previous one is unchanged.</exception>
    public void Write(string role, ReadOnlySpan<byte> content) => files.Replace(PathOf(role), content);

    /// <exception cref="IOException">A file cannot be deleted, or the folder cannot be synced.</exception>
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
