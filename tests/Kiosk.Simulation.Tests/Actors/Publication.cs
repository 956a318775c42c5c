namespace Kiosk.Simulation.Tests.Actors;

/// <summary>What one publication of the feed says about the delegates, kept apart from it.</summary>
/// <param name="Timestamp">The version of its timestamp.</param>
/// <param name="Folder">A copy of the tree as it was then.</param>
internal sealed record Publication(long Timestamp, string Folder, IReadOnlySet<int> Revoked, IReadOnlySet<int> Suspended, IReadOnlySet<int> Uninvited)
{
    /// <summary>Whether its data let somebody in to the meeting.</summary>
    public bool Admits(int person) => person < Cast.Delegates && !Revoked.Contains(person) && !Suspended.Contains(person) && !Uninvited.Contains(person);

    /// <summary>Whether its data call a card good, wherever its holder may go.</summary>
    public bool Trusts(int person) => person is not (Cast.Foreigner or Cast.Copy) && !Revoked.Contains(person);
}
