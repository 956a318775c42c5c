using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Service.Upload;

/// <summary>The state of uploads at one moment.</summary>
/// <param name="IsOn">Whether a collector is named in the settings; otherwise nothing else means anything.</param>
/// <param name="Unsent">Records that the collector has not confirmed, parked ones included.</param>
/// <param name="Parked">Of those, records that the collector refused.</param>
/// <param name="Contiguous">The record up to which the collector holds everything.</param>
/// <param name="Receipted">The record up to which the newest receipt vouches.</param>
/// <param name="LastAnswer">When the collector last stored a batch, by the terminal's clock; null if never since the start.</param>
/// <param name="Problem">What is wrong and what to do; null if nothing is.</param>
/// <param name="PutBack">What shows that the journal here was put back to an older state, and what to do; null if nothing does.</param>
internal sealed record UploadSnapshot(bool IsOn, ulong Unsent, ulong Parked, ulong Contiguous, ulong Receipted, DateTimeOffset? LastAnswer, Phrase? Problem, Phrase? PutBack = null)
{
    /// <summary>The refused batches themselves, oldest first.</summary>
    public IReadOnlyList<ParkedBatch> Batches { get; init; } = [];

    public static UploadSnapshot Off { get; } = new(IsOn: false, 0, 0, 0, 0, null, null);
}
