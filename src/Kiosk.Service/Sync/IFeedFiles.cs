using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Sync;

/// <summary>A whole feed on a server or a USB stick. Its content is untrusted.</summary>
internal interface IFeedFiles : IFeedSource
{
    FeedOrigin Origin { get; }

    /// <summary>Appends the rest of a target to a partial file, or starts over if the source cannot resume.</summary>
    /// <param name="location">URL-encoded path below the folder of targets.</param>
    /// <param name="partial">Positioned at its end.</param>
    /// <param name="length">The target's signed length in bytes, never exceeded.</param>
    /// <param name="meter">Charged for each byte before it is written.</param>
    /// <returns>Null if the source sent everything; the caller must check the hash.</returns>
    /// <exception cref="BudgetSpentException">Thrown by <paramref name="meter"/>; the partial file can be resumed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    Task<FetchOutcome.Failed?> FetchTargetAsync(string location, FileStream partial, long length, ByteBudget meter, CancellationToken cancellationToken);
}
