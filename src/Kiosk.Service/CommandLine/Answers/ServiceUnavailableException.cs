using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Answers;

/// <summary>A service, reader or daemon does not answer (exit code 3).</summary>
internal sealed class ServiceUnavailableException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException)
{
    /// <summary>It may be running, but this user has no access to it.</summary>
    public bool IsDenied { get; init; }
}
