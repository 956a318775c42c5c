using System.Diagnostics;
using Kiosk.Durability;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Benchmarks;

/// <summary>
/// A tap while the terminal sends its journal without a pause, compared with the same tap while it sends nothing: in turn, on the same journal, through the same pcscd. The collector, which is another machine,
/// only answers.
/// </summary>
internal static class UploadBench
{
    private const int WarmUps = 100;
    private const int History = 3_000;

    /// <summary>In milliseconds.</summary>
    private const int MaxPhase = 20;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var folder = new BenchFolder();
        var card = TestPki.Issue(serial: 6);
        await using var lying = await CardOnReader.LayAsync(folder, card);
        var arrival = lying.Arrival;
        using var terminal = new BenchTerminal(folder, lying.Reader, card);
        await terminal.TapAsync(arrival);
        terminal.Repeat(History);

        var collector = new GatedCollector(() => terminal.Journal.LastSequence.Value);
        var options = new UploadOptions { Collector = "http://127.0.0.1:9/", Key = CosignerKey.Of(TestJournalKeys.Of("collector").Signer.Key).ToString() };
        var taps = new Heartbeat(TimeProvider.System);
        var folders = new KioskFolders(Directory.CreateDirectory(folder.At("data")).FullName);
        using var setup = new UploadSetup(options, folders, terminal.Journal, new UploadState(terminal.Journal), new DurableFiles(), TimeProvider.System, () => collector) { Taps = taps };
        using var loop = new UploadLoop(setup, terminal.Journal, ModeSwitch.Open(folders, new ModeOptions(), PointPlace.None, new DurableFiles()), TimeProvider.System, NullLogger<UploadLoop>.Instance);
        await loop.StartAsync(CancellationToken.None);
        var both = new SideBySide();
        for (var tap = -WarmUps; tap < (size == BenchSize.Quick ? 200 : 600); tap++)
        {
            await collector.OpenAsync();
            // Anywhere in a batch.
            await Task.Delay(Random.Shared.Next(MaxPhase));
            var sending = await TimeAsync(terminal, arrival, taps);
            await collector.CloseAsync();
            await Task.Delay(Random.Shared.Next(MaxPhase));
            var quiet = await TimeAsync(terminal, arrival, taps);
            if (tap >= 0)
            {
                both.Add(sending, quiet);
            }
        }

        await collector.OpenAsync();
        await loop.StopAsync(CancellationToken.None);
        return [both.ToFigure("upload.tap", 1.1)];
    }

    private static async Task<double> TimeAsync(BenchTerminal terminal, Cards.CardArrival arrival, Heartbeat taps)
    {
        var start = Stopwatch.GetTimestamp();
        taps.Busy();
        await terminal.TapAsync(arrival);
        var taken = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        taps.Waiting();
        return taken;
    }
}
