using System.Globalization;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>Everything that was written to the first eight GPIO lines and to the PWM channel, in order, each with the kernel's own time: no load of the machine hides or moves a change.</summary>
/// <param name="before">The levels before the first write.</param>
internal sealed class LineTrace(string before, IReadOnlyList<(double At, int Line, bool IsHigh)> writes, IReadOnlyList<(double At, string State)> pwm)
{
    private const int LampLines = 3;
    private const string Kept = "# entries-in-buffer/entries-written: ";

    /// <summary>The lamp's colours in turn, the levels of its three lines, each with its beginning. A colour is written line by line; what the lines show in between is no colour.</summary>
    public IReadOnlyList<(double At, string Levels)> Colors => ColorsOf(before, [.. writes.Where(write => write.Line < LampLines)]);

    /// <summary>The stretches in which the line was high, without one that had begun before or had not ended.</summary>
    public IReadOnlyList<Stretch> PulsesOf(int line) =>
        Stretch.Of([(double.NegativeInfinity, before[line] == '1'), .. writes.Where(write => write.Line == line).Select(write => (write.At, write.IsHigh))]);

    /// <summary>The stretches in which the lamp had this colour, without one that had begun before or had not ended.</summary>
    public IReadOnlyList<Stretch> FlashesOf(string color) => Stretch.Of([.. Colors.Select(state => (state.At, state.Levels == color))]);

    /// <summary>The stretches in which the PWM channel was on with this period and duty, without one that had not ended.</summary>
    public IReadOnlyList<Stretch> TonesOf(long period, long duty) =>
        Stretch.Of([(double.NegativeInfinity, false), .. pwm.Select(write => (write.At, write.State == $"period={period} duty_cycle={duty} polarity=0 enabled=1"))]);

    /// <param name="text">The number of the first line in the kernel's events, a level for each of eight lines, each on a line of its own; then what tracefs has in its file <c>trace</c>.</param>
    public static LineTrace Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (first, levels) = (int.Parse(lines[0], CultureInfo.InvariantCulture), string.Concat(lines[1..9]));
        var kept = lines.Single(line => line.StartsWith(Kept, StringComparison.Ordinal))[Kept.Length..].Split('/', ' ');
        Assert.True(kept[0] == kept[1], $"Of {kept[1]} changes the kernel kept only {kept[0]}.");
        return new(
            levels,
            [.. EventsOf("gpio_value:", lines).Select(found => (found.At, int.Parse(found.Words[0], CultureInfo.InvariantCulture) - first, found.Words[2] == "1"))],
            [.. EventsOf("pwm_apply:", lines).Select(found => (found.At, string.Join(' ', found.Words[1..])))]);
    }

    /// <summary>Such as <c>.NET Timer-212 [001] ..... 1764409200.123456: gpio_value: 1011 set 1</c>; the name of a thread may have blanks.</summary>
    private static IEnumerable<(double At, string[] Words)> EventsOf(string name, string[] lines) =>
        from words in lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        let at = Array.IndexOf(words, name)
        where at > 0
        select (double.Parse(words[at - 1].TrimEnd(':'), CultureInfo.InvariantCulture), words[(at + 1)..]);

    private static List<(double At, string Levels)> ColorsOf(string before, (double At, int Line, bool IsHigh)[] writes)
    {
        var levels = before[..LampLines].ToCharArray();
        var colors = new List<(double At, string Levels)> { (double.NegativeInfinity, new(levels)) };
        foreach (var color in writes.Chunk(LampLines).Where(chunk => chunk.Length == LampLines))
        {
            Assert.Equal(LampLines, color.Select(write => write.Line).Distinct().Count());
            foreach (var (_, line, isHigh) in color)
            {
                levels[line] = isHigh ? '1' : '0';
            }

            colors.Add((color[^1].At, new(levels)));
        }

        return colors;
    }
}
