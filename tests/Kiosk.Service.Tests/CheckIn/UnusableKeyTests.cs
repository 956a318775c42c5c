using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Trials.Forging;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A card whose key cannot be challenged is refused and recorded like any refused card; it is not asked for again.</summary>
public sealed class UnusableKeyTests
{
    [Fact]
    public Task A_key_too_weak_to_be_challenged_is_refused_with_the_one_line() => IsRefused(Hall.AtMeeting, PublicLine.NotConfirmed);

    [Fact]
    public Task Where_nobody_stands_by_it_is_not_verified() => IsRefused(Hall.VerifyOnly, PublicLine.NotVerified);

    [Fact]
    public async Task Held_to_the_reader_again_within_three_seconds_it_is_one_record()
    {
        var member = TappedCards.Member(1);
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        var card = member.Reissued(fields => fields.SubjectPublicKeyInfo = KeyForgery.RsaOfSize(1024)).Image();
        await terminal.TapAsync(card);

        Assert.True((await terminal.TapAsync(card)).IsRepeat);

        Assert.Single(hall.Records);
        hall.Time.Advance(RepeatTapGuard.Window);
        Assert.False((await terminal.TapAsync(card)).IsRepeat);
        Assert.Equal(2, hall.Records.Count);
    }

    [Fact]
    public async Task Another_card_with_an_unusable_key_is_another_tap()
    {
        var (member, other) = (TappedCards.Member(1), TappedCards.Member(2));
        await using var hall = new Hall(member, other);
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Reissued(fields => fields.SubjectPublicKeyInfo = KeyForgery.RsaOfSize(1024)).Image());

        Assert.False((await terminal.TapAsync(other.Reissued(fields => fields.SubjectPublicKeyInfo = KeyForgery.RsaOfSize(1024)).Image())).IsRepeat);

        Assert.Equal(2, hall.Records.Count);
    }

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
