using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>Validates the list of releases.</summary>
public static class ReleaseRules
{
    private const int MaxCount = 1000;
    private const int MaxNameLength = 80;
    private const int HashDigits = 64;
    private const string UpdateEnding = ".raucb";

    /// <exception cref="RecordException">A rule is broken; names the first and the number of its entry.</exception>
    public static void Check(IReadOnlyList<Release> releases)
    {
        if (releases.Count > MaxCount)
        {
            throw new RecordException(new Phrase($"danh sách có {releases.Count} bản phát hành, tối đa {MaxCount}.", $"the list has {releases.Count} releases, of {MaxCount} at most."));
        }

        var known = new HashSet<(string, string)>();
        for (var i = 0; i < releases.Count; i++)
        {
            if (Fault(releases[i], known) is { } fault)
            {
                throw new RecordException(new Phrase($"mục {i + 1}: {fault.Vietnamese}.", $"entry {i + 1}: {fault.English}."));
            }
        }
    }

    private static Phrase? Fault(Release? release, HashSet<(string, string)> known) => release switch
    {
        null => new("giá trị null không có nội dung", "null says nothing"),
        _ when !IsVersion(release.Version) => new($"phiên bản \"{release.Version}\" phải gồm hai đến bốn số cách nhau bằng dấu chấm", $"the version \"{release.Version}\" is not two to four numbers with dots"),
        { Architecture: not ("amd64" or "arm64") } => new($"kiến trúc \"{release.Architecture}\" phải là amd64 hoặc arm64", $"the architecture \"{release.Architecture}\" is neither amd64 nor arm64"),
        _ when release.RootHash.Length != HashDigits || !release.RootHash.All(char.IsAsciiHexDigitLower) => new($"rootHash phải gồm {HashDigits} chữ số thập lục phân viết thường", $"the rootHash is not {HashDigits} lower-case hexadecimal digits"),
        { Update: { } name } when !IsFileName(name) => new($"tên gói cập nhật \"{name}\" phải gồm chữ cái không dấu, chữ số, '-', '_', '.' và kết thúc bằng {UpdateEnding}", $"the update's name \"{name}\" is not letters, digits, '-', '_' and '.' with the ending {UpdateEnding}"),
        _ when !known.Add((release.Version, release.Architecture)) => new($"đã có phiên bản {release.Version} cho {release.Architecture} ở trên", $"version {release.Version} for {release.Architecture} is above already"),
        _ => null,
    };

    // The last test refuses leading zeros and spaces, so that a version has one way to be written.
    private static bool IsVersion(string text) => Version.TryParse(text, out var version) && version.ToString() == text;

    private static bool IsFileName(string name) =>
        name.Length is > 6 and <= MaxNameLength && name.EndsWith(UpdateEnding, StringComparison.Ordinal) && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
