using Kiosk.Words;

namespace Kiosk.Journal.Upload;

/// <summary>How sending one batch ended. Nothing is lost in any case: the journal keeps every record.</summary>
internal abstract record UploadOutcome
{
    private UploadOutcome()
    {
    }

    /// <summary>What is wrong and what to do, for an operator; null if nothing is.</summary>
    public abstract Phrase? Problem { get; }

    /// <summary>The collector stored the batch.</summary>
    public sealed record Stored(UploadAnswer Answer) : UploadOutcome
    {
        public override Phrase? Problem => null;
    }

    /// <summary>The collector refuses this batch; the others may still be sent.</summary>
    /// <param name="Refusal">The collector's reason; null if it gave none.</param>
    public sealed record Parked(int Status, UploadRefusal? Refusal) : UploadOutcome
    {
        public override Phrase Problem => UploadPhrases.Parked(Status, Refusal);
    }

    /// <summary>The collector refuses this terminal.</summary>
    /// <param name="What">Why, and what to do.</param>
    /// <param name="Code">A constant of <see cref="UploadRefusal"/>; null if the collector gave none.</param>
    public sealed record Refused(Phrase What, string? Code = null) : UploadOutcome
    {
        public override Phrase Problem => What;
    }

    /// <summary>No answer, or none that can be used; the same batch is sent again.</summary>
    /// <param name="RetryAfter">How long the collector asked to wait; null if it did not.</param>
    public sealed record Postponed(Phrase What, TimeSpan? RetryAfter = null) : UploadOutcome
    {
        public override Phrase Problem => What;
    }
}
