using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A door without staff that keeps count of who is inside.</summary>
public sealed class PassbackTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard other = TappedCards.Member(3);
    private readonly IssuedCard staff = TappedCards.Member(2);

    [Fact]
    public async Task Whoever_comes_in_twice_is_refused_until_they_leave_or_the_time_is_over()
    {
        await using var hall = At(PassbackAnswer.Refuse);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        hall.Time.Advance(Minute);

        var refused = await terminal.TapAsync(member.Image());

        Assert.Equal((ReasonCode.AdmissionPassback, (Screen)new Screen.Refused(PublicLine.NotVerified)), (refused.Code, refused.Screen));
        Assert.True(hall.Records[^1].Pseudonym.IsEmpty);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(other.Image())).Code);
        hall.Time.Advance(Hour);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task Whoever_was_let_in_again_may_place_the_card_at_once()
    {
        await using var hall = At(PassbackAnswer.Refuse);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        await terminal.TapAsync(member.Image());
        hall.Time.Advance(Minute);
        await terminal.TapAsync(member.Image());
        await terminal.TapAsync(staff.Image());

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task An_operator_who_comes_in_twice_is_not_let_in_by_their_own_card()
    {
        await using var hall = At(PassbackAnswer.Refuse);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(staff.Image())).Code);
        for (var time = 0; time < 3; time++)
        {
            hall.Time.Advance(TimeSpan.FromSeconds(5));

            Assert.Equal(ReasonCode.AdmissionPassback, (await terminal.TapAsync(staff.Image())).Code);
        }
    }

    [Fact]
    public async Task Where_the_rule_says_record_the_second_entry_passes_and_is_recorded_as_such()
    {
        await using var hall = At(PassbackAnswer.Record);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        await terminal.TapAsync(member.Image());
        hall.Time.Advance(Minute);

        var second = await terminal.TapAsync(member.Image());

        Assert.Equal(new Screen.Verified(), second.Screen);
        Assert.True(hall.Records[^1] is { Outcome: JournalOutcome.Admitted, Code: ReasonCode.AdmissionPassback });
    }

    [Fact]
    public async Task An_operators_card_lets_the_refused_person_in_once_more_and_passes_as_anybody_else_later()
    {
        await using var hall = At(PassbackAnswer.Refuse);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        await terminal.TapAsync(member.Image());
        hall.Time.Advance(Minute);
        await terminal.TapAsync(member.Image());

        var allowed = await terminal.TapAsync(staff.Image());

        Assert.Equal((ReasonCode.AdmissionAcknowledged, (Screen)new Screen.Acknowledged(MayComeInAgain: true)), (allowed.Code, allowed.Screen));
        Assert.True(hall.Records[^1] is { Outcome: JournalOutcome.Undone, Pseudonym.IsEmpty: false, Sealed.IsEmpty: false });
        hall.Time.Advance(Minute);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        hall.Time.Advance(Minute);
        Assert.Equal(ReasonCode.AdmissionPassback, (await terminal.TapAsync(member.Image())).Code);
        hall.Time.Advance(2 * Minute);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(staff.Image())).Code);
    }

    [Fact]
    public async Task What_the_points_other_terminal_recorded_counts_here_and_stays_known_over_a_restart_of_this_one()
    {
        await using var hall = At(PassbackAnswer.Refuse);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        await terminal.TapAsync(member.Image());
        terminal = await hall.OpenAsync(Hall.VerifyOnly);
        hall.Time.Advance(Minute);
        Assert.Equal(ReasonCode.AdmissionPassback, (await terminal.TapAsync(member.Image())).Code);

        Assert.Equal("point:kho", terminal.Modes.Followed);
        terminal.Register.Others.Follow(terminal.Modes.Followed);
        hall.Time.Advance(Minute);
        Assert.True(terminal.Register.Learn(new(1, hall.Records[^1].Context, Convert.ToHexStringLower(PersonOf(member).ToArray()), hall.Time.GetUtcNow(), "ra", "HN-08", 7, JournalCounts.Nothing, JournalOutcome.Left)));
        hall.Time.Advance(Minute);

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task Nobody_is_kept_inside_a_way_out_records_whoever_leaves_and_says_nothing_of_them()
    {
        await using var hall = At(PassbackAnswer.Refuse, options => options.Direction = "out", new PassRule(Units: ["Chi bộ 9"]));
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var left = await terminal.TapAsync(member.Image());

        Assert.Equal((ReasonCode.AdmissionLeft, (Screen)new Screen.Verified()), (left.Code, left.Screen));
        Assert.True(hall.Records[^1] is { Outcome: JournalOutcome.Left, Sealed.IsEmpty: true } record && record.Pseudonym.Span.SequenceEqual(PersonOf(member).ToArray()));
    }

    [Fact]
    public async Task A_door_for_both_ways_lets_whoever_is_inside_out()
    {
        await using var hall = At(PassbackAnswer.Refuse, options => options.Direction = "both");
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        var codes = new List<ReasonCode>();
        for (var i = 0; i < 3; i++)
        {
            codes.Add((await terminal.TapAsync(member.Image())).Code);
            hall.Time.Advance(Minute);
        }

        Assert.Equal([ReasonCode.Admitted, ReasonCode.AdmissionLeft, ReasonCode.Admitted], codes);
    }

    // The feed of these tests puts every point under the same key.
    private static Pseudonym PersonOf(IssuedCard card) => Pseudonym.ForPoint(new("kho", "Kho", [], Key: Enumerable.Repeat((byte)0x3C, 32).ToArray()), TestCacheSource.TagOf(card));

    private Hall At(PassbackAnswer second, Action<Kiosk.Service.Configuration.KioskOptions>? adjust = null, params PassRule[] rules)
    {
        var hall = new Hall(member, other)
        {
            Adjust = options =>
            {
                options.Relay.OpensInVerifyMode = true;
                adjust?.Invoke(options);
            },
        };
        hall.Source.Put(staff, TestCacheSource.MemberOf(staff) with { Duties = [Duty.Operator] });
        hall.Source.Feed.PutPoint(new("kho", "Kho lưu trữ", rules.Length > 0 ? rules : [new(Members: true)], [RunningTerminal.Id], Passback: new(second, Hour)));
        hall.Publish();
        return hall;
    }
}
