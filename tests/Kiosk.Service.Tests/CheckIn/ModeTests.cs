using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class ModeTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task Verify_only_keeps_nothing_and_shows_nothing_about_the_person()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.Admitted, outcome.Code);
        Assert.Equal(new Screen.Verified(), outcome.Screen);
        var record = Assert.Single(hall.Records);
        Assert.Equal((JournalMode.VerifyOnly, JournalOutcome.Admitted, ""), (record.Mode, record.Outcome, record.Context));
        Assert.True(record.Pseudonym.IsEmpty && record.Sealed.IsEmpty);
        LeftTraces.AssertNone(terminal, outcome, member);
    }

    [Fact]
    public async Task A_desk_without_a_catalogue_is_not_switched_to_procedures()
    {
        await using var hall = new Hall(member);
        hall.Source.Feed.PutProcedures([]);
        hall.Publish();
        var parts = await hall.OpenAsync();
        parts.Cache.Refresh();

        var refusal = Assert.Throws<ModeException>(() => parts.Modes.SwitchTo(new ModeSelection(ModeSelection.ForProcedure), parts.Cache.Current, hall.Time.GetUtcNow(), _ => { }));

        Assert.Equal($"There is no procedure to choose: the catalogue in cache generation {parts.Cache.Current.Number} is empty; bring a catalogue first: kiosk sync now", refusal.Message);
        Assert.Equal(ModeSelection.AtMeeting, parts.Modes.Standing.Kind);
    }

    [Fact]
    public async Task A_procedure_gives_a_receipt_number_that_finds_the_record()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.ForProcedure);

        var outcome = await terminal.TapAsync(member.Image());

        var screen = Assert.IsType<Screen.ProcedureReceipt>(outcome.Screen);
        Assert.Equal("HS-2026/0001", screen.CaseNumber);
        Assert.True(ReceiptNumber.TryParse(screen.ReceiptNumber, out var number));
        Assert.Equal((RunningTerminal.Id, outcome.Receipt!.Sequence.Value), (number.Terminal, number.Sequence));
        var record = Assert.Single(hall.Records);
        Assert.Equal((JournalMode.Procedure, "CD-01", 32), (record.Mode, record.Context, record.Pseudonym.Length));
    }

    [Fact]
    public async Task A_procedures_receipt_is_signed_by_the_terminals_key_and_says_what_the_screen_says()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.ForProcedure);

        var screen = Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen);

        var (receipt, token) = ProcedureReceipt.TryParse(screen.SignedText!)!.Value;
        Assert.Equal(new(screen.ReceiptNumber, "CD-01", screen.CaseNumber, DateTimeOffset.FromUnixTimeSeconds(screen.RecordedAt.ToUnixTimeSeconds()), screen.Due), receipt);
        Assert.True(token.IsSignedBy(terminal.Journal.DeviceKey.SubjectPublicKeyInfo.Span));
    }

    [Fact]
    public async Task A_receipts_result_date_passes_over_Tet_as_the_catalogue_says()
    {
        await using var hall = new Hall(member);
        hall.Source.Feed.PutProcedures(new ProcedureCatalogue(
            [TestCacheSource.Procedure with { Days = 55 }],
            new([new("Tết Dương lịch", new(2027, 1, 1)), new("Tết Nguyên đán", new(2027, 2, 4), new(2027, 2, 10))], [new("Làm bù", new(2027, 1, 30))])));
        hall.Publish();
        var terminal = await hall.OpenAsync(Hall.ForProcedure);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(new DateOnly(2027, 2, 12), Assert.IsType<Screen.ProcedureReceipt>(outcome.Screen).Due);
    }

    [Fact]
    public async Task A_member_may_come_with_the_same_procedure_again()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.ForProcedure);
        var first = await terminal.TapAsync(member.Image());
        hall.Time.Advance(RepeatTapGuard.Window);

        var second = await terminal.TapAsync(member.Image());

        Assert.Equal([ReasonCode.Admitted, ReasonCode.Admitted], [first.Code, second.Code]);
        Assert.NotEqual(
            Assert.IsType<Screen.ProcedureReceipt>(first.Screen).ReceiptNumber, Assert.IsType<Screen.ProcedureReceipt>(second.Screen).ReceiptNumber);
    }

    [Fact]
    public async Task Attendance_survives_a_restart_with_its_time_and_door()
    {
        await using var hall = new Hall(member);
        var before = await hall.OpenAsync();
        var first = await before.TapAsync(member.Image());
        hall.Time.Advance(TimeSpan.FromMinutes(10));

        var after = await hall.OpenAsync();
        var again = await after.TapAsync(member.Image());

        Assert.Equal(ReasonCode.AdmissionAlreadyIn, again.Code);
        Assert.Equal(new Screen.AlreadyIn(first.Receipt!.Instant, Hall.Door), again.Screen);
        Assert.Contains("\"presence\":{\"present\":1,", after.StatusJsonText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_clerk_switched_to_survives_a_restart()
    {
        await using var hall = new Hall(member);
        var parts = await hall.OpenAsync();
        parts.Control.SwitchMode(ModeSelection.From(Hall.ForProcedure), by: "test");

        var after = await hall.OpenAsync(Hall.AtMeeting);

        Assert.Equal(ModeSelection.From(Hall.ForProcedure), after.Modes.Current);
        Assert.IsType<Screen.ProcedureReceipt>((await after.TapAsync(member.Image())).Screen);
    }

    [Fact]
    public async Task What_could_not_be_kept_for_the_next_start_is_not_in_force_and_the_journal_says_so()
    {
        await using var hall = new Hall(member);
        var parts = await hall.OpenAsync();
        parts.Cache.Refresh();
        // A file cannot replace a folder, so the write fails.
        Directory.CreateDirectory(hall.Folders.ModeFile);

        Assert.ThrowsAny<IOException>(() => parts.Control.SwitchMode(new ModeSelection(ModeSelection.Verify), by: "test"));

        Assert.Equal(ModeSelection.AtMeeting, parts.Modes.Current.Kind);
        var switches = hall.Notes.Select(note => TerminalNote.Parse(note.Context)).Where(note => note.Event == TerminalNote.ModeSwitched);
        Assert.Equal([ModeSelection.Verify, "meeting:dai-hoi-2026"], switches.Select(note => note.Mode));
        Directory.Delete(hall.Folders.ModeFile);
    }

    [Theory]
    [InlineData("congress", null, null, null, "There is no mode \"congress\"; choose verify, meeting or procedure.")]
    [InlineData("meeting", null, null, null, "The mode meeting needs a meeting's id.")]
    [InlineData("meeting", "nowhere", null, null, "Meeting nowhere is not in cache generation 1, which holds: dai-hoi-2026.")]
    [InlineData("meeting", "dai-hoi-2026", "phien-9", null, "Meeting dai-hoi-2026 has no session phien-9; it has: phien-1.")]
    [InlineData("procedure", null, null, "XX", "Procedure XX is not in cache generation 1, which holds: CD-01.")]
    public async Task A_mode_that_cannot_be_entered_changes_nothing(string kind, string? meeting, string? session, string? procedure, string sentence)
    {
        await using var hall = new Hall(member);
        var parts = await hall.OpenAsync();
        parts.Cache.Refresh();
        var before = parts.Modes.Current;

        var refusal = Assert.Throws<ModeException>(() =>
            parts.Control.SwitchMode(new ModeSelection(kind, meeting, session, procedure), by: "test"));

        Assert.Equal(sentence, refusal.Message);
        Assert.Same(before, parts.Modes.Current);
        Assert.DoesNotContain(hall.Notes, note => TerminalNote.Parse(note.Context).Event == TerminalNote.ModeSwitched);
        Assert.False(File.Exists(hall.Folders.ModeFile));
    }
}
