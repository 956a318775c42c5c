using System.Globalization;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>What the first eight GPIO lines did, as gpio-sim saw it: each change with the guest's time in seconds.</summary>
internal sealed record LineTrace(IReadOnlyList<(double At, string Levels)> Changes)
{
    public static LineTrace Parse(string text) => new(
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(words => (double.Parse(words[0], CultureInfo.InvariantCulture), words[1])),
    ]);

    /// <summary>How long each stretch in which the line was high lasted, in seconds; one that had not ended is left out.</summary>
    public IReadOnlyList<double> PulsesOf(int line)
    {
        var pulses = new List<double>();
        double? since = null;
        foreach (var (at, levels) in Changes)
        {
            if (levels[line] == '1')
            {
                since ??= at;
            }
            else if (since is { } begin)
            {
                pulses.Add(at - begin);
                since = null;
            }
        }

        return pulses;
    }

    /// <summary>Whether these levels, a dot for either, were ever there.</summary>
    public bool Had(string pattern) => Changes.Any(change => change.Levels.Zip(pattern).All(pair => pair.Second == '.' || pair.First == pair.Second));
}
