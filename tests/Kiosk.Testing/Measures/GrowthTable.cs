using System.Diagnostics;
using System.Globalization;

namespace Kiosk.Testing.Measures;

/// <summary>How steps take longer as what they work on grows: a row a step, a column a size.</summary>
/// <param name="what">Grows.</param>
internal sealed class GrowthTable(string what, IReadOnlyList<int> sizes)
{
    /// <summary>Of a step whose work stays the same, from the smallest size to any other.</summary>
    private const double MaxConstantGrowth = 2;

    /// <summary>Of a step whose work grows with the size, beyond that growth.</summary>
    private const double MaxExcess = 1.5;

    private readonly List<(string Name, bool Grows, List<double> Microseconds)> steps = [];

    /// <summary>Adds a time at the next size.</summary>
    /// <param name="grows">Whether the step's work grows with the size.</param>
    public void Add(string step, bool grows, double microseconds)
    {
        if (steps.Find(known => known.Name == step) is not { Name: not null } found)
        {
            found = (step, grows, []);
            steps.Add(found);
        }

        found.Microseconds.Add(microseconds);
    }

    /// <summary>Times a step at the next size, once without counting and then so many times.</summary>
    public void Time(string step, bool grows, int rounds, Action once)
    {
        once();
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            once();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        Add(step, grows, times.Order().ElementAt(rounds / 2));
    }

    /// <summary>Prints it.</summary>
    /// <returns>Whether nothing grows faster than its work.</returns>
    public bool Print(TextWriter to)
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-46}{string.Concat(sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size,14:N0}")))}{string.Concat(sizes.Skip(1).Select(size => $"{"× " + (size / sizes[0]),9}"))}"));
        var holds = true;
        foreach (var (name, grows, times) in steps)
        {
            var ratios = times.Skip(1).Select(time => time / times[0]).ToList();
            var isOver = ratios.Zip(sizes.Skip(1)).Any(one => one.First > (grows ? MaxExcess * one.Second / sizes[0] : MaxConstantGrowth));
            holds &= !isOver;
            to.WriteLine($"  {name,-44}{string.Concat(times.Select(time => $"{Duration(time),14}"))}{string.Concat(ratios.Select(ratio => string.Create(CultureInfo.InvariantCulture, $"{ratio,9:0.00}")))}  {(isOver ? "OVER: grows faster than its work" : grows ? "grows with it" : "stays")}");
        }

        to.WriteLine();
        return holds;
    }

    private static string Duration(double microseconds) => microseconds switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.0} µs"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000_000:0.0} s"),
    };
}
