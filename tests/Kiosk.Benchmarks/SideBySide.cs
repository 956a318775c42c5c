using System.Diagnostics;

namespace Kiosk.Benchmarks;

/// <summary>Times ours and the baseline alternately, so that other load on the machine affects both.</summary>
internal sealed class SideBySide
{
    /// <summary>In milliseconds: the runtime recompiles hot methods in the background once nothing new has been compiled for 100 ms.</summary>
    private const int CompilerDelay = 250;
    private const int Passes = 2;

    private readonly List<double> ours = [];
    private readonly List<double> bare = [];

    public double OursMicroseconds => Quantile(ours, 0.5);

    public double BareMicroseconds => Quantile(bare, 0.5);

    public static SideBySide Measure(int warmUps, int rounds, Action oursOnce, Action bareOnce)
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var round = 0; round < warmUps / Passes; round++)
            {
                oursOnce();
                bareOnce();
            }

            Thread.Sleep(CompilerDelay);
        }

        var both = new SideBySide();
        for (var round = 0; round < rounds; round++)
        {
            both.ours.Add(Time(oursOnce));
            both.bare.Add(Time(bareOnce));
        }

        return both;
    }

    public void Add(double oursMicroseconds, double bareMicroseconds)
    {
        ours.Add(oursMicroseconds);
        bare.Add(bareMicroseconds);
    }

    /// <summary>The ratio of medians.</summary>
    public Figure ToFigure(string name, double limit) =>
        new(name, OursMicroseconds / BareMicroseconds, "×", limit, $"{Duration(OursMicroseconds)} against {Duration(BareMicroseconds)}");

    /// <summary>The ratio of 99th percentiles.</summary>
    public Figure ToTailFigure(string name, double limit)
    {
        var (ourTail, bareTail) = (Quantile(ours, 0.99), Quantile(bare, 0.99));
        return new(name, ourTail / bareTail, "×", limit, $"{Duration(ourTail)} against {Duration(bareTail)}");
    }

    private static double Quantile(List<double> values, double quantile)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(quantile * (sorted.Length - 1))];
    }

    private static string Duration(double microseconds) => microseconds switch
    {
        < 1 => $"{microseconds * 1000:0} ns",
        < 1000 => $"{microseconds:0.0} µs",
        _ => $"{microseconds / 1000:0.00} ms",
    };

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
