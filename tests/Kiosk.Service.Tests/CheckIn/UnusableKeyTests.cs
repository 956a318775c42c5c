using Kiosk.Service.Configuration;
using Kiosk.Service.Demo.Pki;
using Kiosk.Service.Journal;
using Kiosk.Service.Reasons;
using Kiosk.Service.SelfTest.Forging;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A card whose key no challenge is put to is refused and recorded like any other refused card, not asked for again.</summary>
public sealed class UnusableKeyTests
{
    [Fact]
    public Task A_key_too_weak_to_be_challenged_is_refused_with_the_one_line() => IsRefused(Hall.AtMeeting, PublicLine.NotConfirmed);

    [Fact]
    public Task Where_nobody_stands_by_it_is_not_verified() => IsRefused(Hall.VerifyOnly, PublicLine.NotVerified);

    private static async Task IsRefused(ModeOptions mode, PublicLine line)
    {
        var member = TappedCards.Member(1);
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(mode);

        var outcome = await terminal.TapAsync(member.Reissued(fields => fields.SubjectPublicKeyInfo = KeyForgery.RsaOfSize(1024)).Image());

        Assert.Equal(ReasonCode.CertWeakKey, outcome.Code);
        Assert.Equal(line, Assert.IsType<Screen.Refused>(outcome.Screen).Line);
        var record = Assert.Single(hall.Records);
        Assert.Equal((JournalOutcome.Denied, ReasonCode.CertWeakKey), (record.Outcome, record.Code));
    }
}
