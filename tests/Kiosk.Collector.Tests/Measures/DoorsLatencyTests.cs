using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Xunit.Abstractions;

namespace Kiosk.Collector.Tests.Measures;

/// <summary>How long after a door begins to send an arrival the other 49 know of it, over mutual TLS on loopback with a real PostgreSQL.</summary>
[SupportedOSPlatform("linux")]
public sealed class DoorsLatencyTests(PostgresFixture postgres, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    private const int Doors = 50;
    private const int Arrivals = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    [MeasureFact]
    public async Task An_arrival_is_known_at_fifty_doors_within_300_milliseconds()
    {
        await using var database = postgres.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        var doors = Enumerable.Range(1, Doors).Select(number => new TestTerminal(string.Create(CultureInfo.InvariantCulture, $"HN-{number:D2}"), collector.Address)).ToList();
        var sentAt = new long[Arrivals + 1];
        var listening = await Task.WhenAll(doors.Select(door => ListenAsync(door)));
        var heard = listening.Select(arrivals => HearAsync(arrivals, sentAt)).ToArray();

        for (var person = 1; person <= Arrivals; person++)
        {
            var door = doors[person % Doors];
            door.Journal.Append(TestJournal.Arrival(person, door.Journal.TerminalId));
            sentAt[person] = Stopwatch.GetTimestamp();
            await door.StoreAsync(door.Journal.Batch(door.Journal.Frames.Count, 1));
        }

        var delays = (await Task.WhenAll(heard)).SelectMany(list => list).Order().ToList();
        doors.ForEach(door => door.Dispose());
        var (median, p99) = (delays[delays.Count / 2], delays[delays.Count * 99 / 100]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{delays.Count} deliveries: median {median.TotalMilliseconds:F1} ms, p99 {p99.TotalMilliseconds:F1} ms, most {delays[^1].TotalMilliseconds:F1} ms"));
        Assert.Equal(Arrivals * (Doors - 1), delays.Count);
        MeasuredFigures.Report(new("collector.arrival-p99", p99.TotalMilliseconds, "ms", Limit.TotalMilliseconds, $"{Doors} doors, median {median.TotalMilliseconds:F1} ms"));
    }

    // The first line says that the collector listens to the database for this meeting.
    private static async Task<StreamReader> ListenAsync(TestTerminal door)
    {
        var arrivals = await door.OpenArrivalsAsync();
        await arrivals.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return arrivals;
    }

    private static async Task<List<TimeSpan>> HearAsync(StreamReader arrivals, long[] sentAt)
    {
        var delays = new List<TimeSpan>();
        var own = Arrivals / Doors;
        while (delays.Count < Arrivals - own)
        {
            var arrival = await TestTerminal.ReadArrivalAsync(arrivals);
            delays.Add(Stopwatch.GetElapsedTime(sentAt[(int)(arrival.Instant - TestJournal.Morning).TotalSeconds]));
        }

        arrivals.Dispose();
        return delays;
    }
}
