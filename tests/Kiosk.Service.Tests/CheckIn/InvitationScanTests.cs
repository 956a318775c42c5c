using System.Security.Cryptography;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>An invitation held to the scanner of the terminal as its host builds it.</summary>
public sealed class InvitationScanTests : IAsyncDisposable
{
    private static readonly InvitationNumber Number = InvitationNumber.TryParse("12")!.Value;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly Hall hall;
    private readonly Meeting meeting;
    private bool isAttended = true;

    public InvitationScanTests()
    {
        hall = new Hall(member) { Adjust = options => (options.Attended, options.Scanner) = (isAttended, new ScannerOptions { Kind = ScannerOptions.Keyboard, Device = "/dev/input/event9" }) };
        meeting = TestCacheSource.Meeting with { InvitationKeys = [key.ExportSubjectPublicKeyInfo()] };
        hall.Source.Feed.PutMeeting(meeting);
        hall.Source.Feed.Invite(meeting.Id, TestCacheSource.Invite(member) with { InvitationNumber = "7" }, new RosterEntry(Number.TagAt(meeting.Id), AttendeeClass.Guest, "Khách mời", new("B", "1", "3"), null, null, InvitationNumber: "12"));
        hall.Publish();
    }

    private string OfGuest => Signed(Number.TagAt(meeting.Id), "12", "Lê Thị Khách");

    private string OfMember => Signed(TestCacheSource.TagOf(member), "7", "Nguyễn Văn Đảng");

    [Fact]
    public async Task A_guest_without_a_card_is_welcomed_by_name_and_asked_for_a_document_and_the_record_says_by_what_they_came()
    {
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.ScanAsync(OfGuest);

        var screen = Assert.IsType<Screen.Admitted>(outcome.Screen);
        Assert.Equal(("Lê Thị Khách", "Khách mời", true, true), (screen.Name, screen.Role, screen.IsGuest, screen.ByInvitation));
        var record = Assert.Single(hall.Records);
        Assert.Equal((JournalOutcome.Admitted, ReasonCode.Admitted, JournalCounts.ByInvitation), (record.Outcome, record.Code, record.Counts));
        Assert.Equal(Pseudonym.ForMeeting(meeting, Number.TagAt(meeting.Id)).ToArray(), record.Pseudonym.ToArray());
    }

    [Fact]
    public async Task A_member_who_forgot_the_card_counts_and_the_card_found_later_counts_no_second_time()
    {
        var terminal = await hall.OpenAsync();

        await terminal.ScanAsync(OfMember);
        var tapped = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.AdmissionAlreadyIn, tapped.Code);
        Assert.Equal((1, 1), (terminal.Status.Of(terminal.Health).Presence!.Present, hall.Records.Count(record => record.Outcome is JournalOutcome.Admitted)));
        Assert.Equal(JournalCounts.Quorum | JournalCounts.VotingBase | JournalCounts.Vote | JournalCounts.ByInvitation, hall.Records[0].Counts);
    }

    [Fact]
    public async Task A_copy_finds_the_person_in_already_also_after_a_restart()
    {
        var terminal = await hall.OpenAsync();
        await terminal.ScanAsync(OfGuest);
        hall.Time.Advance(RepeatTapGuard.Window);

        Assert.Equal(ReasonCode.AdmissionAlreadyIn, (await terminal.ScanAsync(OfGuest)).Code);
        terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.AdmissionAlreadyIn, (await terminal.ScanAsync(OfGuest)).Code);
    }

    [Fact]
    public async Task A_scanner_that_reads_the_code_twice_makes_one_record()
    {
        var terminal = await hall.OpenAsync();

        var first = await terminal.ScanAsync(OfGuest);
        var second = await terminal.ScanAsync(OfGuest);

        Assert.Equal((ReasonCode.Admitted, ReasonCode.AdmissionAlreadyIn), (first.Code, second.Code));
    }

    [Fact]
    public async Task The_very_same_code_within_three_seconds_is_answered_as_before_without_a_record()
    {
        var (terminal, code) = (await hall.OpenAsync(), OfGuest);

        await terminal.ScanAsync(code);
        var second = await terminal.ScanAsync(code);

        Assert.True(second.IsRepeat);
        Assert.IsType<Screen.Admitted>(second.Screen);
        Assert.Single(hall.Records);
    }

    [Fact]
    public async Task What_is_no_invitation_is_asked_for_again_and_leaves_no_record()
    {
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.ScanAsync("https://example.org/");

        Assert.Equal(new Screen.TryAgain(ReadingAdvice.ScanAgain), outcome.Screen);
        Assert.Empty(hall.Records);
    }

    [Fact]
    public async Task A_forged_one_is_refused_with_a_record_that_names_nobody()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.ScanAsync(new MeetingInvitation(Number.TagAt(meeting.Id), Number, "Kẻ giả mạo", TestPki.Now.AddDays(1)).SignedFor(meeting, foreign));

        Assert.Equal(new Screen.Refused(PublicLine.InvitationNotConfirmed), outcome.Screen);
        var record = Assert.Single(hall.Records);
        Assert.Equal((JournalOutcome.Denied, ReasonCode.InvitationUntrusted, true, true), (record.Outcome, record.Code, record.Pseudonym.IsEmpty, record.Sealed.IsEmpty));
    }

    [Fact]
    public async Task A_roster_that_no_longer_names_it_takes_it_back_with_the_next_scan()
    {
        var terminal = await hall.OpenAsync();
        hall.Source.Feed.Invite(meeting.Id, TestCacheSource.Invite(member));
        hall.Publish();

        Assert.Equal(ReasonCode.InvitationWithdrawn, (await terminal.ScanAsync(OfMember)).Code);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task The_resting_screen_asks_for_card_or_invitation_where_staff_takes_them()
    {
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        Assert.True(Assert.IsType<Screen.Idle>(await seen.UntilAsync(screen => screen is Screen.Idle)).TakesInvitations);
    }

    [Fact]
    public async Task An_unattended_terminal_neither_asks_for_invitations_nor_takes_them()
    {
        isAttended = false;
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        Assert.False(Assert.IsType<Screen.Idle>(await seen.UntilAsync(screen => screen is Screen.Idle)).TakesInvitations);
        var outcome = await terminal.ScanAsync(OfGuest);

        Assert.Equal((ReasonCode.InvitationUnattended, new Screen.Refused(PublicLine.InvitationNotHere)), (outcome.Code, outcome.Screen));
        Assert.Equal(JournalOutcome.Denied, Assert.Single(hall.Records).Outcome);
    }

    [Fact]
    public async Task Scans_and_taps_of_one_person_at_once_make_one_arrival()
    {
        var terminal = await hall.OpenAsync();

        var (scan, tap) = (terminal.Answering.AnswerAsync(OfMember, CancellationToken.None).AsTask(), terminal.TapAsync(member.Image()));
        await Task.WhenAll(scan, tap);

        Assert.Equal([ReasonCode.Admitted, ReasonCode.AdmissionAlreadyIn], new[] { (await scan).Code, (await tap).Code }.Order());
    }

    public async ValueTask DisposeAsync()
    {
        await hall.DisposeAsync();
        key.Dispose();
    }

    private string Signed(CardTag tag, string number, string name) => new MeetingInvitation(tag, InvitationNumber.TryParse(number)!.Value, name, TestPki.Now.AddHours(5)).SignedFor(meeting, key);
}
