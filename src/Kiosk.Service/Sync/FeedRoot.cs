using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>The initial TUF root of a terminal: the file named in the settings, until the first sync stores it.</summary>
internal sealed class FeedRoot(MetadataStore metadata)
{
    /// <summary>Whether a usable trusted root is stored.</summary>
    public bool IsKept => metadata.Read(RoleName.Root) is { } kept && FaultOf(kept) is null;

    /// <summary>Checks the file if no root is stored yet; changes nothing.</summary>
    /// <returns>A sentence if neither the stored root nor the file is usable; otherwise null.</returns>
    /// <exception cref="IOException">The stored root cannot be read.</exception>
    public Phrase? MistakeOf(string file)
    {
        if (IsKept)
        {
            return null;
        }

        if (file.Length == 0)
        {
            return new(
                $"Trong {metadata.Folder} chưa có tệp gốc nào của nguồn dữ liệu được tin cậy; hãy nêu tệp đó: Kiosk:Sync:Root.",
                $"No root of a feed is trusted in {metadata.Folder} yet; name its file: Kiosk:Sync:Root.");
        }

        try
        {
            return FaultOf(Read(file)) is { } fault ? new(
                $"{file} không dùng làm tệp gốc của nguồn dữ liệu được: {fault.Vietnamese}",
                $"{file} cannot be used as the root of a feed: {fault.English}") : null;
        }
        catch (FileNotFoundException)
        {
            return new($"Kiosk:Sync:Root nêu {file}, nhưng không có tệp này.", $"Kiosk:Sync:Root names {file}, which is missing.");
        }
        catch (NotAFileException other)
        {
            return new($"Kiosk:Sync:Root nêu {file}: {other.Reason.Vietnamese}", $"Kiosk:Sync:Root names {file}: {other.Reason.English}");
        }
        catch (UnauthorizedAccessException)
        {
            return new(
                $"Kiosk:Sync:Root nêu {file}, mà {SystemUser.Current.ForChown} không có quyền đọc; tệp này không có gì bí mật: sudo chmod a+r {ShellWord.Of(file)}",
                $"Kiosk:Sync:Root names {file}, which {SystemUser.Current} may not read; it holds nothing secret: sudo chmod a+r {ShellWord.Of(file)}");
        }
    }

    /// <summary>Reads the file named in the settings.</summary>
    /// <exception cref="IOException">It is not a regular file, is too long for metadata, or cannot be read.</exception>
    public static byte[] Read(string file) => RegularFile.Read(file, MetadataParser.MaxLength);

    /// <returns>Null if the root is usable.</returns>
    public static Phrase? FaultOf(byte[] root)
    {
        try
        {
            _ = TrustedMetadataSet.Start(root, DateTimeOffset.MinValue, ExpiryRule.Flag);
            return null;
        }
        catch (MetadataFormatException e)
        {
            return e.Sentence;
        }
    }
}
