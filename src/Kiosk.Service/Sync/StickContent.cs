using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>What was found on a USB stick.</summary>
internal abstract record StickContent
{
    private StickContent()
    {
    }

    /// <summary>A feed, not yet trusted.</summary>
    public sealed record Found(StickFeedFiles Feed) : StickContent;

    /// <summary>The stick has no feed.</summary>
    /// <param name="Sentence">What it has instead, and the remedy.</param>
    public sealed record NoFeed(Phrase Sentence) : StickContent;

    /// <summary>No stick is mounted.</summary>
    /// <param name="Sentence">The remedy.</param>
    public sealed record Absent(Phrase Sentence) : StickContent;
}
