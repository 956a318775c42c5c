using System.Globalization;

namespace Kiosk.Journal.Checkpoints;

/// <summary>Which data the terminal judged cards by, as its checkpoints state it: nothing older serves again.</summary>
/// <param name="Generation">Number of the cache's generation.</param>
/// <param name="Feed">Version of the timestamp of the feed that it was built from; 0 if it was built without one.</param>
internal sealed record DataInForce(long Generation, long Feed)
{
    public static DataInForce None { get; } = new(0, 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Generation} {Feed}");

    /// <exception cref="FormatException">The text is not two numbers.</exception>
    public static DataInForce Parse(string text) => text.Split(' ') is [var generation, var feed]
        ? new(long.Parse(generation, NumberStyles.None, CultureInfo.InvariantCulture), long.Parse(feed, NumberStyles.None, CultureInfo.InvariantCulture))
        : throw new FormatException("A generation and a feed's version are two numbers.");
}
