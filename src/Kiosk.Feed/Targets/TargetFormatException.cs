using Kiosk.Words;

namespace Kiosk.Feed.Targets;

/// <summary>A target file or its description violates the format. The message is one sentence without the file's name.</summary>
public sealed class TargetFormatException : SentenceException
{
    public TargetFormatException(Phrase sentence, Exception? innerException = null)
        : base(sentence, innerException)
    {
    }

    /// <param name="detail">In the format's own terms.</param>
    public TargetFormatException(string detail, Exception? innerException = null)
        : base(Phrase.WithDetail("tệp dữ liệu sai định dạng", detail), innerException)
    {
    }
}
