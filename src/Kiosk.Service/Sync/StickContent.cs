namespace Kiosk.Service.Sync;

/// <summary>What a stick holds.</summary>
internal abstract record StickContent
{
    private StickContent()
    {
    }

    /// <summary>A feed; nothing of it is trusted yet.</summary>
    public sealed record Found(StickFeedFiles Feed) : StickContent;

    /// <summary>Something else.</summary>
    /// <param name="Sentence">What, and what to do.</param>
    public sealed record NoFeed(string Sentence) : StickContent;

    /// <summary>There is no stick.</summary>
    /// <param name="Sentence">What to do.</param>
    public sealed record Absent(string Sentence) : StickContent;
}
