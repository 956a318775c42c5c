using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Sources;

/// <summary>The list of released versions, and the update bundles that it names.</summary>
internal static class ReleaseFiles
{
    private const int MaxUpdateLength = 1024 * 1024 * 1024;

    /// <summary>What every bundle begins with: its payload is a squashfs image, its signature comes last.</summary>
    private static ReadOnlySpan<byte> Squashfs => "hsqs"u8;

    /// <exception cref="RegistryException">The first broken rule.</exception>
    public static void Check(IReadOnlyList<Release> releases, string path)
    {
        try
        {
            ReleaseRules.Check(releases);
        }
        catch (RecordException e)
        {
            throw RegistryException.In(path, e.Sentence, e);
        }
    }

    /// <exception cref="RegistryException">It is no bundle.</exception>
    public static byte[] Read(string path, string root)
    {
        var bundle = SourceFile.Read(path, root, MaxUpdateLength);
        return bundle.AsSpan().StartsWith(Squashfs)
            ? bundle
            : throw RegistryException.In(path, new("đây không phải gói cập nhật: hãy lấy tệp .raucb mà ./kiosk image đã ghi bên cạnh ảnh đĩa.", "this is no update bundle: take the file .raucb that ./kiosk image wrote beside the image."));
    }
}
