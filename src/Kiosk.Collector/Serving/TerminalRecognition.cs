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

    /// <summary>A terminal whose key the desk revoked, or the CA that signed its certificate.</summary>
    /// <param name="Authority">The name of that CA; null if it is the terminal's own key.</param>
    public sealed record Revoked(string TerminalId, TerminalRevocation Why, string? Authority = null) : TerminalRecognition;

    /// <param name="Key">Of its journal, named by its id.</param>
    public sealed record Known(NoteKey Key) : TerminalRecognition;
}
