using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>A record breaks a rule that publisher and terminal both enforce. The message is one sentence without the file's name, which the caller adds.</summary>
public sealed class RecordException : SentenceException
{
    public RecordException(Phrase sentence, Exception? innerException = null)
        : base(sentence, innerException)
    {
    }

    /// <param name="detail">In the format's own terms.</param>
    public RecordException(string detail, Exception? innerException = null)
        : base(Phrase.WithDetail("bản ghi không hợp lệ", detail), innerException)
    {
    }
}
