namespace Kiosk.Trials.Hostile.Play;

/// <summary>One case of the hostile table: a card, a certificate, a list or a moment, and what the terminal must answer to it, step by step.</summary>
/// <param name="Row">Of the table, 1 to 32.</param>
/// <param name="Name">Unique within the row.</param>
/// <param name="Expected">The answer to each tap and each publication, in order.</param>
/// <param name="Play">Plays the case on a terminal of its own.</param>
internal sealed record HostileCase(int Row, string Name, IReadOnlyList<Answer> Expected, Func<Trial, CancellationToken, Task> Play)
{
    public HostileCase(int row, string name, Answer expected, Func<Trial, CancellationToken, Task> play)
        : this(row, name, [expected], play)
    {
    }

    public override string ToString() => $"row {Row}: {Name}";
}
