using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A terminal that takes the place of one that broke down.</summary>
public sealed class TakeOverTests : IAsyncDisposable
{
    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly Hall hall;

    public TakeOverTests() => hall = new(member);

    [Fact]
    public async Task What_is_recorded_from_then_on_is_recorded_at_the_other_door_also_after_a_restart()
    {
        var terminal = await hall.OpenAsync();
        terminal.Control.TakeOver(new("5", DoorDirection.Both), "test");

        await terminal.TapAsync(member.Image());
        terminal = await hall.OpenAsync();
        hall.Time.Advance(TimeSpan.FromMinutes(5));
        var left = await terminal.TapAsync(member.Image());

        Assert.IsType<Screen.SteppedOut>(left.Screen);
        Assert.Equal([("5", JournalOutcome.Admitted), ("5", JournalOutcome.Left)], hall.Records.Select(record => (record.Door, record.Outcome)));
        Assert.Contains(hall.Notes, note => note.Door == Hall.Door && TerminalNote.Parse(note.Context) is { Event: TerminalNote.DoorTaken, Mode: "door:5", By: "test" });
    }

    [Fact]
    public async Task Whoever_came_in_at_the_broken_door_by_its_journal_on_a_stick_is_in_here()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        var taken = new TakenRecords(hall.Folders.Taken, terminal.Journal.Frames, new DurableFiles());
        taken.Take("HN-02", JournalReader.Open(hall.Folders.Journal), ulong.MaxValue);

        // The other terminal's records, in a terminal that has none of its own.
        await using var other = new Hall(member);
        var fresh = await other.OpenAsync();
        new TakenRecords(other.Folders.Taken, fresh.Journal.Frames, new DurableFiles()).Take("HN-02", JournalReader.Open(hall.Folders.Journal), ulong.MaxValue);
        fresh.Acts.TakeOver(Hall.Door, direction: null, "test");

        Assert.Equal(ReasonCode.AdmissionAlreadyIn, (await fresh.TapAsync(member.Image())).Code);
        Assert.Equal(1, fresh.Status.Of(fresh.Health).Presence!.Present);
    }

    [Fact]
    public async Task What_the_other_terminal_has_not_signed_is_not_taken()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        var last = terminal.Journal.LastSequence.Value;

        var taken = new TakenRecords(hall.Folders.Taken, terminal.Journal.Frames, new DurableFiles());

        Assert.Equal((1, 0), (taken.Take("HN-02", JournalReader.Open(hall.Folders.Journal), last), taken.Take("HN-02", JournalReader.Open(hall.Folders.Journal), last - 1)));
    }

    [Fact]
    public async Task What_another_hand_wrote_there_says_nothing()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        var context = AttendanceBook.ContextOf(TestCacheSource.Meeting, TestCacheSource.Meeting.Sessions[0]);
        var taken = new TakenRecords(hall.Folders.Taken, terminal.Journal.Frames, new DurableFiles());
        taken.Take("HN-02", JournalReader.Open(hall.Folders.Journal), ulong.MaxValue);
        var file = Assert.Single(Directory.EnumerateFiles(hall.Folders.Taken));
        Assert.Single(taken.In(context));

        var content = await File.ReadAllBytesAsync(file);
        content[10] ^= 1;
        await File.WriteAllBytesAsync(file, content);

        Assert.Empty(taken.In(context));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"name\":\"2\"}")]
    [InlineData("{\"name\":\"\",\"direction\":\"In\"}")]
    [InlineData("{\"name\":\"2\",\"direction\":\"Sideways\"}")]
    public void A_door_that_cannot_be_read_keeps_the_terminal_out_of_service(string content)
    {
        Directory.CreateDirectory(hall.Folders.Data);
        File.WriteAllText(hall.Folders.DoorFile, content);

        Assert.Throws<OutOfServiceException>(() => TerminalDoor.Open(hall.Folders, new("1", DoorDirection.In), new DurableFiles()));
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();
}
