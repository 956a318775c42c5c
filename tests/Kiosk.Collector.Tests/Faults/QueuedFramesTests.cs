using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Postgres;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Testing.Durability;
using Xunit.Abstractions;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>A terminal's own upload, into the program <c>collector serve</c> on PostgreSQL, after so long without a network that records have piled up; and sticks beside it.</summary>
[SupportedOSPlatform("linux")]
public sealed class QueuedFramesTests : IClassFixture<PostgresFixture>, IDisposable
{
    /// <summary>A terminal has 512 MB in all: what a backlog adds must not grow with it.</summary>
    private const long MaxGrowth = 64 * 1024 * 1024;

    /// <summary><c>./kiosk test --nightly</c> asks for a million.</summary>
    private static readonly int Queued = int.Parse(Environment.GetEnvironmentVariable("KIOSK_QUEUED_FRAMES") ?? "10000", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(2 * Queued);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly string database;
    private readonly ITestOutputHelper output;

    public QueuedFramesTests(PostgresFixture postgres, ITestOutputHelper output)
    {
        (this.output, database) = (output, postgres.Server.CreateDatabase());
        File.WriteAllText(folder["ca.pem"], TestTerminal.Authority.ExportCertificatePem());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Queued_frames_are_uploaded_whole_once_and_in_order_and_the_terminals_memory_stays_flat()
    {
        using var collector = await CollectorProcess.StartAsync(database, folder["collector"], folder["ca.pem"]);
        await using var stored = new PostgresDatabase(database);
        await using var door = new UploadingDoor(collector.Address, collector.Key);
        door.Admit(1, Queued);
        var (before, peak, clock) = (GC.GetTotalMemory(forceFullCollection: true), 0L, Stopwatch.StartNew());

        await door.StartAsync();
        await door.UntilAsync(
            state =>
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                return state is { Unsent: 0 } && state.Receipted == (ulong)Queued;
            },
            Limit);

        var (time, after) = (clock.Elapsed, GC.GetTotalMemory(forceFullCollection: true));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Queued} frames in {time.TotalSeconds:F1} s ({Queued / time.TotalSeconds:F0} a second); heap {before >> 20} MB before, {peak >> 20} MB at most with what was not collected yet, {after >> 20} MB after"));
        await StoredFrames.AssertOnceAsync(stored, door.Journal);
        Assert.Equal((ulong)Queued, door.VerifiedReceipt().Content.Size);
        Assert.Empty(await new JournalStore(stored).ForksAsync(CancellationToken.None));
        Assert.InRange(after - before, long.MinValue, MaxGrowth);
    }

    /// <summary>The verb <c>collector import</c> runs beside <c>collector serve</c>, with copies that are older and newer than what the wire has brought.</summary>
    [Fact]
    public async Task Sticks_that_a_courier_brings_while_the_terminal_sends_change_nothing_and_add_nothing_twice()
    {
        const int Count = 3_000;
        using var collector = await CollectorProcess.StartAsync(database, folder["collector"], folder["ca.pem"]);
        await using var stored = new PostgresDatabase(database);
        await using var door = new UploadingDoor(collector.Address, collector.Key);
        await File.WriteAllTextAsync(folder["terminals.txt"], $"{door.Journal.DeviceKey}\n");
        foreach (var (index, stick) in ((string[])["older", "newer", "newest"]).Index())
        {
            door.Admit((index * Count / 3) + 1, Count / 3);
            Directory.CreateDirectory(folder[stick]);
            door.Export(folder[stick]);
        }

        var newest = ImportAsync(folder["newest"]);
        await door.StartAsync();
        await Task.WhenAll(newest, ImportAsync(folder["older"]));
        await ImportAsync(folder["newer"]);
        await door.UntilAsync(state => state is { Unsent: 0, Receipted: Count });
        await door.StopAsync();

        await StoredFrames.AssertOnceAsync(stored, door.Journal);
        Assert.Equal((ulong)Count, door.VerifiedReceipt().Content.Size);
        Assert.Empty(await new JournalStore(stored).ForksAsync(CancellationToken.None));
    }

    private async Task ImportAsync(string stick) => (await CollectorProcess.RunAsync(database, folder["collector"], "import", stick, "--terminals", folder["terminals.txt"])).With(0);
}
