using Kiosk.Service.Upload;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>State of the upload to the collector.</summary>
/// <param name="Unsent">Journal records that the collector has not confirmed.</param>
/// <param name="Refused">Of those, records that it refused.</param>
/// <param name="Receipted">The record up to which its newest receipt vouches.</param>
/// <param name="LastSuccess">When it last stored a batch; null if never since the start.</param>
/// <param name="Problem">What is wrong and what to do, in both languages; null if nothing is.</param>
/// <param name="IsPutBack">Whether the problem is that the journal here was put back to an older state.</param>
internal sealed record UploadReport(ulong Unsent, ulong Refused, ulong Receipted, DateTimeOffset? LastSuccess, Phrase? Problem, bool IsPutBack = false)
{
    /// <returns>Null if nothing is uploaded.</returns>
    public static UploadReport? Of(UploadSnapshot upload) =>
        upload.IsOn ? new(upload.Unsent, upload.Parked, upload.Receipted, upload.LastAnswer, upload.PutBack ?? upload.Problem, upload.PutBack is not null) : null;
}
