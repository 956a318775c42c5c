using System.Globalization;
using System.Runtime.Versioning;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Xunit.Sdk;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>A terminal's own upload over a wire that loses, doubles and delays, into a real PostgreSQL: every frame is stored once, and the receipt vouches for the journal.</summary>
[SupportedOSPlatform("linux")]
public sealed class UnreliableWireTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    /// <summary>How many frames wait when the network comes back; <c>./kiosk test --nightly</c> asks for a million.</summary>
    private static readonly int Queued = int.Parse(Environment.GetEnvironmentVariable("KIOSK_QUEUED_FRAMES") ?? "10000", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(2 * Queued);

    [Fact]
    public async Task Answers_lost_doubled_and_late_store_each_queued_frame_once_in_order()
    {
        await using var database = postgres.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        UnreliableHandler? wire = null;
        await using var door = new UploadingDoor(collector, network => wire = new(network));
        door.Admit(1, Queued);

        await door.StartAsync();
        await door.UntilAsync(state => state is { Unsent: 0 } && state.Receipted == (ulong)Queued, Limit);

        Assert.Equal(6, wire!.Faults.Count);
        await StoredFrames.AssertOnceAsync(database, door.Journal);
        Assert.Equal((ulong)Queued, door.VerifiedReceipt().Content.Size);
        Assert.Empty(await new JournalStore(database).ForksAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_old_disk_put_back_changes_nothing_that_is_stored_and_is_an_alarm()
    {
        await using var database = postgres.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        await using var door = new UploadingDoor(collector);
        door.Admit(1, 300);
        var putBack = door.TakeImage();
        door.Admit(301, 300);
        await door.StartAsync();
        await door.UntilAsync(state => state is { Unsent: 0, Receipted: 600 });
        var before = await StoredFrames.ReadAsync(database, UploadingDoor.Id);

        await putBack();
        await door.StartAsync();
        await door.UntilAsync(state => state.Problem is { } problem && problem.English.Contains("600 records of this terminal, and the journal here only 300", StringComparison.Ordinal));
        door.Admit(1_000, 400);
        await door.UntilAsync(state => state.Parked > 0);

        Assert.Equal(before, await StoredFrames.ReadAsync(database, UploadingDoor.Id));
        Assert.NotEmpty(await new JournalStore(database).ForksAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("DELETE FROM frame WHERE sequence = 50")]
    [InlineData("ALTER TABLE frame DROP CONSTRAINT frame_pkey; INSERT INTO frame SELECT * FROM frame WHERE sequence = 50")]
    [InlineData("UPDATE frame SET hash = decode(repeat('00', 32), 'hex') WHERE sequence = 50")]
    public async Task The_count_would_notice_a_lost_a_doubled_and_a_changed_frame(string fault)
    {
        await using var database = postgres.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        await using var door = new UploadingDoor(collector);
        door.Admit(1, 100);
        await door.StartAsync();
        await door.UntilAsync(state => state.Unsent == 0);
        await StoredFrames.AssertOnceAsync(database, door.Journal);

        await StoredFrames.ChangeAsync(database, fault);

        await Assert.ThrowsAnyAsync<XunitException>(() => StoredFrames.AssertOnceAsync(database, door.Journal));
    }
}
