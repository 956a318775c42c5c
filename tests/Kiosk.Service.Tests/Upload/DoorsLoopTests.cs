using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;
using Kiosk.Service.Configuration;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Upload;

/// <summary>A terminal at a meeting that hears of the other doors.</summary>
public sealed class DoorsLoopTests : IAsyncDisposable
{
    private static readonly string Context = AttendanceBook.ContextOf(TestCacheSource.Meeting, TestCacheSource.Meeting.Sessions[0]);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly FakeDoors doors = new();
    private readonly Hall hall;

    public DoorsLoopTests() => hall = new(member)
    {
        Collector = doors,
        Adjust = options => options.Upload = new UploadOptions { Collector = "http://127.0.0.1:9/", Key = TestCollectorKeyText },
    };

    private static string TestCollectorKeyText => CosignerKey.Of(TestCollectorKey.Of("hall").Key).ToString();

    public async ValueTask DisposeAsync()
    {
        await hall.DisposeAsync();
        doors.Dispose();
    }

    [Fact]
    public async Task Whoever_came_in_at_another_door_is_in_here_too_and_counts_once()
    {
        var terminal = await hall.OpenAsync();
        var earlier = hall.Time.GetUtcNow() - TimeSpan.FromMinutes(5);
        await doors.SayAsync(Arrival(1) with { Instant = earlier });
        await HeardAsync(terminal, 1);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.AdmissionAlreadyIn, outcome.Code);
        Assert.Equal((earlier, "5"), Assert.IsType<Screen.AlreadyIn>(outcome.Screen) is var screen ? (screen.At, screen.Door) : default);
        Assert.Contains("cửa số 5", string.Join(' ', ScreenWords.Of(outcome.Screen, Language.Vietnamese).Lines.Prepend(ScreenWords.Of(outcome.Screen, Language.Vietnamese).Headline)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, terminal.Operators.Overview().Figures.Presence!.Present);
        Assert.Equal([new CountLine("5", 1)], terminal.Operators.Overview().Figures.ByDoor);
        Assert.Equal("/v1/meetings/" + TestCacheSource.Meeting.Id + "/arrivals?after=0", doors.Asked[0]);
    }

    [Fact]
    public async Task Two_doors_that_admitted_one_person_before_they_knew_of_each_other_are_a_conflict_for_review()
    {
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        await doors.SayAsync(Arrival(1));
        await HeardAsync(terminal, 1);

        Assert.Equal(1, terminal.Register.Conflicts);
        Assert.Equal(1, terminal.Operators.Overview().Figures.Presence!.Present);
        Assert.Contains("1 person was admitted here and at another door", terminal.Operators.Overview().Figures.Presence!.Remark!.English, StringComparison.Ordinal);
        Assert.Contains("\"conflicts\":1", terminal.StatusJsonText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_the_support_desk_undid_may_enter_again_here()
    {
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        var undone = hall.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await doors.SayAsync(Arrival(1) with { Terminal = "desk", Instant = undone, Counts = JournalCounts.Nothing, Correction = JournalOutcome.Reverted });
        await HeardAsync(terminal, 1);
        Assert.Equal(0, terminal.Operators.Overview().Figures.Presence!.Present);
        hall.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);

        Assert.Equal(1, terminal.Operators.Overview().Figures.Presence!.Present);
        Assert.Equal(0, terminal.Register.Conflicts);
    }

    [Fact]
    public async Task An_arrival_reported_twice_is_one_and_the_next_request_goes_on_behind_it()
    {
        var terminal = await hall.OpenAsync();
        await doors.SayAsync(Arrival(7));
        await doors.SayAsync(Arrival(7));
        await HeardAsync(terminal, 1);
        await doors.HangUpAsync();
        var next = doors.SayAsync("");
        while (!next.IsCompleted)
        {
            hall.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Single(terminal.Register.Others.In(Context));
        Assert.EndsWith("?after=7", doors.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_arrivals_and_those_at_another_meeting_are_not_another_doors()
    {
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        await doors.SayAsync(ArrivalOfOtherDoor.Of(1, RunningTerminal.Id, terminal.Journal.Read().Last(entry => entry.Record.IsAttendance))!);
        await doors.SayAsync(Arrival(2) with { Context = "another/phien-1" });
        await doors.SayAsync(Arrival(3));
        await HeardAsync(terminal, 1);

        Assert.Equal(3UL, terminal.Register.Others.Position);
        Assert.Single(terminal.Register.Others.In(Context));
    }

    [Fact]
    public async Task What_this_terminal_recorded_before_it_was_enrolled_anew_counts()
    {
        var terminal = await hall.OpenAsync();
        await doors.SayAsync(Arrival(1) with { Terminal = RunningTerminal.Id });
        await HeardAsync(terminal, 1);

        Assert.Equal(ReasonCode.AdmissionAlreadyIn, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task Out_of_touch_the_door_goes_on_alone_and_its_screen_says_how_old_its_picture_is()
    {
        var terminal = await hall.OpenAsync();
        while (terminal.Register.Others.Remark is null)
        {
            await Task.Yield();
        }

        Assert.Contains("Nothing was heard from the other doors yet", terminal.Operators.Overview().Figures.Presence!.Remark!.English, StringComparison.Ordinal);
        await doors.SayAsync("");
        while (terminal.Register.Others.Remark is not null)
        {
            await Task.Yield();
        }

        hall.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("Mất liên lạc với các cửa khác; số liệu của các cửa đó nhận được 2 phút trước.", terminal.Register.Others.Remark!.Vietnamese);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task A_collector_that_hangs_up_is_missed_at_once_and_no_longer_when_it_answers_again()
    {
        var terminal = await hall.OpenAsync();
        await doors.SayAsync("");
        await RemarkAsync(terminal, remark => remark is null);

        await doors.HangUpAsync();
        await RemarkAsync(terminal, remark => remark?.English.StartsWith("Out of touch", StringComparison.Ordinal) is true);

        var again = doors.SayAsync("");
        await RemarkAsync(terminal, _ => again.IsCompleted, eachTime: () => hall.Time.Advance(TimeSpan.FromMilliseconds(10)));
        await RemarkAsync(terminal, remark => remark is null);
    }

    [Fact]
    public async Task The_pictures_age_is_told_from_the_last_word_and_a_tap_waits_for_nobody()
    {
        var terminal = await hall.OpenAsync();
        await doors.SayAsync("");
        await RemarkAsync(terminal, remark => remark is null);

        // The cable is pulled: nothing fails, nothing comes.
        hall.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Null(terminal.Register.Others.Remark);
        hall.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("Out of touch with the other doors; their figures arrived a few seconds ago.", terminal.Register.Others.Remark!.English);
        hall.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("Mất liên lạc với các cửa khác; số liệu của các cửa đó nhận được cách đây 30 giây.", terminal.Register.Others.Remark!.Vietnamese);
        var before = hall.Time.GetUtcNow();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        Assert.InRange(hall.Time.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromMilliseconds(300));
    }

    private static async Task RemarkAsync(RunningTerminal terminal, Func<Phrase?, bool> isReached, Action? eachTime = null)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isReached(terminal.Register.Others.Remark))
        {
            timeout.Token.ThrowIfCancellationRequested();
            eachTime?.Invoke();
            await Task.Yield();
        }
    }

    private ArrivalOfOtherDoor Arrival(ulong position) => new(
        position,
        Context,
        Pseudonym.ForMeeting(TestCacheSource.Meeting, TestCacheSource.TagOf(member)).ToString(),
        hall.Time.GetUtcNow(),
        "5",
        "HN-05",
        position,
        JournalCounts.Quorum);

    private static async Task HeardAsync(RunningTerminal terminal, int count)
    {
        while (terminal.Register.Others.In(Context).Count < count)
        {
            await Task.Yield();
        }
    }
}
