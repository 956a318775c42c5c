using Kiosk.Words;

namespace Kiosk.Feed.Metadata;

/// <summary>Bytes are not valid metadata of the expected type. The message is one sentence that names the place.</summary>
public sealed class MetadataFormatException : SentenceException
{
    public MetadataFormatException(Phrase sentence, Exception? innerException = null)
        : base(sentence, innerException)
    {
    }

    /// <param name="detail">In the format's own terms.</param>
    public MetadataFormatException(string detail, Exception? innerException = null)
        : base(Phrase.WithDetail("siêu dữ liệu sai định dạng", detail), innerException)
    {
    }
}
