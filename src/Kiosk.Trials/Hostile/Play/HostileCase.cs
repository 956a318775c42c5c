namespace Kiosk.Trials.Hostile.Play;

/// <summary>One case of the hostile table: a card, certificate, CRL or moment, and the answers expected of the terminal, step by step.</summary>
/// <param name="Row">Row of the table, from 1.</param>
/// <param name="Name">Unique within the row.</param>
/// <param name="Expected">The answers to each tap and publication, in order.</param>
/// <param name="Play">Plays the case on a terminal of its own.</param>
internal sealed record HostileCase(int Row, string Name, IReadOnlyList<Answer> Expected, Func<Trial, CancellationToken, Task> Play)
{
    public HostileCase(int row, string name, Answer expected, Func<Trial, CancellationToken, Task> play)
        : this(row, name, [expected], play)
    {
    }

    public override string ToString() => $"row {Row}: {Name}";
}
