using Kiosk.Words;

namespace Kiosk.Service.Printing;

/// <summary>Whether a printer took a job or can take one. A printer that does not is no outage: the receipt is on the screen and in the journal.</summary>
internal abstract record PrinterState
{
    private PrinterState()
    {
    }

    public sealed record Ready : PrinterState;

    /// <param name="Sentence">What is wrong and what to do, for an operator; ends without a full stop.</param>
    public sealed record Unavailable(Phrase Sentence) : PrinterState;
}
