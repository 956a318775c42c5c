using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Feed.Targets;

/// <summary>The signed list of released versions (<see cref="TargetPaths.Releases"/>) as a file.</summary>
public static class ReleaseList
{
    public const int MaxLength = 256 * 1024;

    /// <exception cref="TargetFormatException">The text is not a valid list.</exception>
    public static IReadOnlyList<Release> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var releases = JsonSerializer.Deserialize(json, RecordJson.Releases) ?? throw new TargetFormatException(new Phrase("giá trị null không có nội dung.", "null says nothing."));
            ReleaseRules.Check(releases);
            return releases;
        }
        catch (JsonException e)
        {
            throw new TargetFormatException(JsonMistake.In(json, e), e);
        }
        catch (RecordException e)
        {
            throw new TargetFormatException(e.Sentence, e);
        }
    }
}
