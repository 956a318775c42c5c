using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Sync;

/// <summary>A whole feed: on a server, or on a stick. Nothing that comes from it is trusted.</summary>
internal interface IFeedFiles : IFeedSource
{
    FeedOrigin Origin { get; }

    /// <summary>Appends the rest of a target to a file that holds its beginning, or begins anew where the source cannot do that.</summary>
    /// <param name="location">Below the folder of targets, quoted for an address.</param>
    /// <param name="partial">Positioned at its end.</param>
    /// <param name="length">The target's signed length in bytes; more is never written.</param>
    /// <param name="meter">Told of every byte before it is written.</param>
    /// <returns>Null when the source sent all it has; the hash tells whether it was the right thing.</returns>
    /// <exception cref="BudgetSpentException">By <paramref name="meter"/>; what was written is good to go on from.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    Task<FetchOutcome.Failed?> FetchTargetAsync(string location, FileStream partial, long length, ByteBudget meter, CancellationToken cancellationToken);
}
