using Kiosk.Feed.Records;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Taps on a terminal that the feed's list of terminals names.</summary>
public sealed class RevokedTerminalTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task A_terminal_whose_key_the_feed_revokes_serves_nobody_and_says_why()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.AtMeeting);
        List(hall, OwnRecord(hall) with { Revoked = new(TestPki.Now.AddHours(-1), "stolen") });

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.TerminalRevoked, outcome.Code);
        Assert.Contains("bị thu hồi ngày", Assert.IsType<Screen.OutOfService>(outcome.Screen).Detail!.Vietnamese, StringComparison.Ordinal);
        Assert.Contains("stolen", terminal.Health.Summary, StringComparison.Ordinal);
        Assert.Empty(hall.Records);
    }

    [Fact]
    public async Task A_terminal_that_is_enrolled_serves()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.AtMeeting);
        List(hall, OwnRecord(hall));

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task The_revocation_of_its_former_keys_does_not_touch_a_terminal_enrolled_anew()
    {
        await using var hall = new Hall(member);
        using var former = new TestTerminal(RunningTerminal.Id);
        var terminal = await hall.OpenAsync(Hall.AtMeeting);
        List(hall, former.RevokedAt(TestPki.Now.AddHours(-1)), OwnRecord(hall));

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    private static void List(Hall hall, params TerminalRecord[] records)
    {
        Array.ForEach(records, hall.Source.Feed.PutTerminal);
        hall.Publish();
    }

    /// <summary>What the feed lists of the terminal's own keys.</summary>
    private static TerminalRecord OwnRecord(Hall hall)
    {
        using var keys = KeyFile.Read(hall.Folders.DeviceKeyFile, files: null)!;
        using var authority = TerminalAuthority.Create("Terminals of a test", TestPki.Now);
        var answer = authority.Issue(EnrolmentRequest.Create(RunningTerminal.Id, keys, token: null), TestPki.Now);
        return new(RunningTerminal.Id, Hall.Door, answer.SigningCertificate, answer.DecryptionCertificate);
    }
}
