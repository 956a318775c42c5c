using System.Text.Json;
using Kiosk.Words;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Recognizes content sent in place of a file.</summary>
internal static class ForeignContent
{
    /// <summary>Number of bytes needed to distinguish a page from a file.</summary>
    public const int BeginningLength = 64;

    // No feed file starts like this: metadata starts with {, the rest with DER or a set's magic number.
    private static readonly string[] PageStarts = ["<!doctype", "<html", "<head", "<body", "<script", "<meta", "<center", "<?xml", "<error", "<!--"];

    /// <summary>Whether these are the first bytes of a web page.</summary>
    public static bool IsPage(ReadOnlySpan<byte> beginning)
    {
        var mark = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        var start = mark.TrimStart(" \t\r\n"u8);
        Span<char> text = stackalloc char[int.Min(start.Length, BeginningLength)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)start[i];
        }

        foreach (var page in PageStarts)
        {
            if (((ReadOnlySpan<char>)text).StartsWith(page, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is wrong with a file that cannot be parsed as metadata, phrased to follow its name.</summary>
    /// <param name="otherwise">The parser's message, for use if it is JSON.</param>
    public static Phrase Describe(ReadOnlySpan<byte> content, string otherwise) => content switch
    {
        [] => new("tệp trống", "it is empty"),
        [0xEF, 0xBB, 0xBF, ..] => new(
            "tệp bắt đầu bằng dấu thứ tự byte (EF BB BF) mà bàn phát hành không ghi: trình soạn thảo hoặc máy chủ đã sửa tệp",
            "it begins with a byte order mark (EF BB BF), which the desk did not write: an editor or a server changed it"),
        [0x1F, 0x8B, ..] => new("tệp bị nén (gzip), điều bàn phát hành không làm", "it is packed (gzip), which the desk did not do"),
        _ when content.IndexOfAnyExcept((byte)0) < 0 => new(
            $"cả {content.Length} byte của tệp đều bằng không: tệp chưa được ghi đến hết", $"its {content.Length} bytes are all zero: it was not written to its end"),
        _ when IsPage(content) => new("đây là một trang web", "it is a web page"),
        _ => DescribeJson(content) ?? new($"tệp bị sửa hoặc hư hỏng [{otherwise}]", $"it was changed or damaged: {otherwise}"),
    };

    private static Phrase? DescribeJson(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    return content[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty ? null : new(
                        $"có gì đó được thêm sau cuối tệp, ở byte {reader.BytesConsumed} trên {content.Length}", $"something was added after its end, which is at byte {reader.BytesConsumed} of {content.Length}");
                }
            }

            return new($"tệp đứt ngang sau {content.Length} byte", $"it breaks off after {content.Length} bytes");
        }
        catch (JsonException e)
        {
            return new(
                $"tệp bị sửa hoặc hư hỏng: từ dòng {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} không còn là JSON",
                $"it was changed or damaged: it is no JSON from line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} on");
        }
    }
}
