using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Sync;

/// <summary>The root that a terminal is set up with: a file that the settings name, until the first sync has kept it.</summary>
internal sealed class FeedRoot(MetadataStore metadata)
{
    /// <summary>Whether a root is trusted that an update can start from.</summary>
    public bool IsKept => metadata.Read(RoleName.Root) is { } kept && FaultOf(kept) is null;

    /// <summary>Whether the file can be put in place, where none is trusted yet; changes nothing.</summary>
    /// <returns>A sentence when there is neither a trusted root nor one that can be.</returns>
    /// <exception cref="IOException">What is kept cannot be read.</exception>
    public string? MistakeOf(string file)
    {
        if (IsKept)
        {
            return null;
        }

        if (file.Length == 0)
        {
            return $"No root of a feed is trusted in {metadata.Folder} yet; name its file: Kiosk:Sync:Root.";
        }

        try
        {
            return FaultOf(Read(file)) is { } fault ? $"{file} cannot be used as the root of a feed: {fault}" : null;
        }
        catch (FileNotFoundException)
        {
            return $"Kiosk:Sync:Root names {file}, which is missing.";
        }
        catch (NotAFileException other)
        {
            return $"Kiosk:Sync:Root names {file}: {other.Reason}";
        }
        catch (UnauthorizedAccessException)
        {
            return $"Kiosk:Sync:Root names {file}, which {SystemUser.Current} may not read; it holds nothing secret: sudo chmod a+r {ShellWord.Of(file)}";
        }
    }

    /// <summary>What the file holds that the settings name.</summary>
    /// <exception cref="IOException">It is no file, longer than metadata, or cannot be read.</exception>
    public static byte[] Read(string file) => RegularFile.Read(file, MetadataParser.MaxLength);

    /// <returns>Null for a root that an update can start from.</returns>
    public static string? FaultOf(byte[] root)
    {
        try
        {
            _ = TrustedMetadataSet.Start(root, DateTimeOffset.MinValue, ExpiryRule.Flag);
            return null;
        }
        catch (MetadataFormatException e)
        {
            return e.Message;
        }
    }
}
