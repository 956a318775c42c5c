using Kiosk.Feed.Records;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Serving;

/// <summary>Who presented a certificate.</summary>
internal abstract record TerminalRecognition
{
    private TerminalRecognition()
    {
    }

    /// <summary>No certificate, or none of a terminal that was let in.</summary>
    public sealed record Unknown : TerminalRecognition
    {
        public static Unknown Instance { get; } = new();
    }

    /// <summary>A terminal whose key the desk revoked.</summary>
    public sealed record Revoked(string TerminalId, TerminalRevocation Why) : TerminalRecognition;

    /// <param name="Key">Of its journal, named by its id.</param>
    public sealed record Known(NoteKey Key) : TerminalRecognition;
}
