using System.Security.Cryptography.X509Certificates;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Demo.Pki;
using Kiosk.Service.Journal;
using Kiosk.Service.Reasons;
using Kiosk.Service.Verification;
using Kiosk.Testing.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Hostile cards, tapped. After each refusal nothing about the card may be found anywhere (row 32).</summary>
public sealed class HostileCardTests
{
    private const string NotConfirmed = "Chưa xác nhận được thẻ. Mời đồng chí đến bàn hỗ trợ để được hướng dẫn.";

    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task Row_2_an_answer_by_another_key_is_refused()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var otherKey = KeyPair.Create(KeyKind.P256);

        await AssertRefused(hall, terminal, member, member.CopyWith(otherKey), ReasonCode.KeyMismatch);
    }

    [Fact]
    public async Task Row_3_a_signature_replayed_from_an_earlier_tap_is_refused()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());

        var replaying = member.Image(TappedCards.WhenAuthenticating(new CardImageMisdeed.Replay(File: null)));

        await AssertRefused(hall, terminal, member, replaying, ReasonCode.KeyReplay);
    }

    [Fact]
    public async Task Row_3_one_signature_for_every_challenge_is_refused_the_first_time_and_the_second()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        // Nothing was skimmed yet: it signs zeros once and says the same for ever.
        var parrot = member.Image(TappedCards.WhenAuthenticating(new CardImageMisdeed.Replay(File: null)));

        await AssertRefused(hall, terminal, member, parrot, ReasonCode.KeyMismatch);
    }

    [Fact]
    public async Task Row_5_a_signature_after_the_deadline_leaves_no_record()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsTimePassesAsync(member.Image(TappedCards.WhenAuthenticating(new CardImageMisdeed.Delay(TimeSpan.FromSeconds(5)))));

        AssertUnread(hall, terminal, outcome, ReasonCode.CardTimeout);
    }

    [Fact]
    public async Task Row_5_a_certificate_after_the_deadline_leaves_no_record()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsTimePassesAsync(member.Image(TappedCards.WhenRead(new CardImageMisdeed.Delay(TimeSpan.FromSeconds(3)))));

        AssertUnread(hall, terminal, outcome, ReasonCode.CardTimeout);
    }

    [Fact]
    public async Task Row_5_another_card_after_a_loss_of_the_field_leaves_no_record()
    {
        var other = TappedCards.Member(2);
        await using var hall = new Hall(member, other);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsync(member.Image(TappedCards.WhenAuthenticating(new CardImageMisdeed.Swap("other.json", other.Image()))));

        AssertUnread(hall, terminal, outcome, ReasonCode.CardSwapped);
    }

    [Fact]
    public async Task Row_5_a_card_removed_before_the_challenge_leaves_no_record()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsync(member.Image(TappedCards.WhenAuthenticating(new CardImageMisdeed.Remove())));

        AssertUnread(hall, terminal, outcome, ReasonCode.CardRemoved);
    }

    [Theory]
    [InlineData("self-signed under the issuer's name")]
    [InlineData("foreign authority under our authority's name")]
    [InlineData("issued by a member's card")]
    [InlineData("issued by a CA below one that may have none below it")]
    [InlineData("names a root as issuer that did not sign it")]
    public async Task Row_13_a_certificate_without_a_path_to_the_anchor_is_refused(string forgery)
    {
        await using var hall = new Hall(member);
        var subordinate = TestPki.Issuing.CreateSubordinate("CN=Below the last, O=Test Authority", TestPki.Begin, TestPki.End);
        hall.Source.Writer.WriteIssuer("subordinate", subordinate.Certificate.Span);
        hall.Publish();
        var terminal = await hall.OpenAsync();
        var forged = forgery switch
        {
            "self-signed under the issuer's name" => SignedBy(member.Key, _ => { }),
            "foreign authority under our authority's name" => member.IssuedBy(TestPki.ForeignIssuing),
            "issued by a member's card" => IssuedByCard(TappedCards.Member(2)),
            "issued by a CA below one that may have none below it" => member.IssuedBy(subordinate),
            _ => member.Reissued(fields => fields.Issuer = NameOf(TestPki.Root.Certificate)),
        };

        await AssertRefused(hall, terminal, member, forged.Image(), ReasonCode.CertUntrusted);
    }

    [Fact]
    public async Task Row_14_a_card_is_good_until_the_last_second_and_not_after()
    {
        var card = member.ValidTo(TestPki.Now.AddMinutes(1));
        await using var hall = new Hall(card);
        var terminal = await hall.OpenAsync();
        hall.Time.Advance(TimeSpan.FromSeconds(60.9));
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(card.Image())).Code);

        hall.Time.Advance(TimeSpan.FromSeconds(0.1));

        await AssertRefused(hall, terminal, card, card.Image(), ReasonCode.CertExpired);
    }

    [Fact]
    public async Task Row_14_a_card_is_refused_until_its_first_second()
    {
        var card = member.ValidFrom(TestPki.Now.AddMinutes(1));
        await using var hall = new Hall(card);
        var terminal = await hall.OpenAsync();
        hall.Time.Advance(TimeSpan.FromSeconds(59.9));
        await AssertRefused(hall, terminal, card, card.Image(), ReasonCode.CertNotYetValid);

        hall.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(card.Image())).Code);
    }

    [Fact]
    public async Task Row_14_a_card_outlives_its_issuer_in_vain()
    {
        var issuer = TestPki.Root.CreateSubordinate("CN=Short-lived, O=Test Authority", TestPki.Begin, TestPki.Now.AddMinutes(1));
        var card = member.IssuedBy(issuer);
        await using var hall = new Hall(card);
        hall.Source.Writer.WriteIssuer("short-lived", issuer.Certificate.Span);
        hall.Source.Writer.WriteCrl("short-lived", issuer.IssueCrl(TestPki.Yesterday, TestPki.Yesterday.AddDays(7), 1, []));
        hall.Publish();
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(card.Image())).Code);

        hall.Time.Advance(TimeSpan.FromSeconds(61));

        await AssertRefused(hall, terminal, card, card.Image(), ReasonCode.CertExpired);
    }

    [Fact]
    public async Task Row_20_a_revoked_card_is_refused()
    {
        var card = member.RevokedAt(TestPki.Yesterday);
        await using var hall = new Hall(card);
        var terminal = await hall.OpenAsync();

        await AssertRefused(hall, terminal, card, card.Image(), ReasonCode.RevocationRevoked);
    }

    [Fact]
    public async Task Row_20_every_card_of_a_revoked_issuer_is_refused()
    {
        var card = member.IssuedBy(TestPki.OtherIssuing);
        await using var hall = new Hall(card);
        var revoked = new RevokedCertificate(TestPki.OtherIssuing.SerialNumber, TestPki.Yesterday);
        hall.Source.Writer.WriteCrl("root", TestPki.Root.IssueCrl(TestPki.Yesterday, TestPki.Yesterday.AddDays(7), 2, [revoked]));
        hall.Publish();
        var terminal = await hall.OpenAsync();

        await AssertRefused(hall, terminal, card, card.Image(), ReasonCode.RevocationIssuerRevoked);
    }

    [Fact]
    public async Task Row_20_a_card_on_hold_is_refused_and_admitted_when_a_newer_list_releases_it()
    {
        var held = member.RevokedAt(TestPki.Yesterday, CrlReason.CertificateHold);
        await using var hall = new Hall(held);
        var terminal = await hall.OpenAsync();
        await AssertRefused(hall, terminal, held, held.Image(), ReasonCode.RevocationOnHold);

        hall.PublishLists(number: 2, member);

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    /// <summary>Also row 30: the card's certificate was verified and kept a moment ago.</summary>
    [Fact]
    public async Task Row_25_a_newer_list_is_seen_by_the_very_next_tap()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);

        hall.PublishLists(number: 2, member.RevokedAt(TestPki.Yesterday));

        await AssertRefused(hall, terminal, member, member.Image(), ReasonCode.RevocationRevoked);
    }

    [Fact]
    public async Task Row_30_a_card_kept_a_moment_ago_is_refused_once_it_has_expired()
    {
        var card = member.ValidTo(TestPki.Now.AddSeconds(1));
        await using var hall = new Hall(card);
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(card.Image())).Code);

        hall.Time.Advance(TimeSpan.FromSeconds(2));

        await AssertRefused(hall, terminal, card, card.Image(), ReasonCode.CertExpired);
    }

    [Theory]
    [InlineData("3B80800101", "D2760000850101")]
    [InlineData("3B8F8001804F0CA000000306030001000000006A", "A000000308000010000100")]
    public async Task Row_31_a_card_of_another_kind_is_told_so_kindly(string answerToReset, string application)
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsync(new CardImage
        {
            AnswerToReset = new(Convert.FromHexString(answerToReset)),
            Application = new(Convert.FromHexString(application)),
        });

        Assert.Equal(ReasonCode.CardUnsupported, outcome.Code);
        Assert.Equal("Đây không phải thẻ đảng viên.", ScreenWords.Of(outcome.Screen, Language.Vietnamese).Headline);
        Assert.Empty(hall.Records);
    }

    private void AssertUnread(Hall hall, RunningTerminal terminal, CheckInOutcome outcome, ReasonCode code)
    {
        Assert.Equal(code, outcome.Code);
        Assert.IsType<Screen.TryAgain>(outcome.Screen);
        Assert.Null(outcome.Receipt);
        Assert.Empty(hall.Records);
        AssertNotPresent(terminal, hall);
        Traces.AssertNone(terminal, outcome, member);
    }

    private static async Task AssertRefused(Hall hall, RunningTerminal terminal, IssuedCard card, CardImage tapped, ReasonCode code)
    {
        var recorded = hall.Records.Count;

        var outcome = await terminal.TapAsync(tapped);

        Assert.Equal(code, outcome.Code);
        Assert.IsType<Screen.Refused>(outcome.Screen);
        Assert.Equal(NotConfirmed, ScreenWords.Of(outcome.Screen, Language.Vietnamese).Headline);
        var record = Assert.Single(hall.Records.Skip(recorded));
        Assert.Equal((JournalOutcome.Denied, code), (record.Outcome, record.Code));
        Assert.True(record.Pseudonym.IsEmpty && record.Sealed.IsEmpty, "A refusal was recorded with something about the person.");
        Assert.Contains($"code=\"{ReasonTable.NameOf(code)}\"", terminal.MetricsText, StringComparison.Ordinal);
        AssertNotPresent(terminal, hall);
        Traces.AssertNone(terminal, outcome, card);
    }

    /// <summary>The book holds as many as the journal has admissions: no refusal counts.</summary>
    private static void AssertNotPresent(RunningTerminal terminal, Hall hall)
    {
        var admitted = hall.Records.Count(record => record.Outcome == JournalOutcome.Admitted);

        Assert.Contains($"\"presence\":{{\"present\":{admitted},", terminal.StatusJsonText, StringComparison.Ordinal);
    }

    private IssuedCard SignedBy(KeyPair key, Action<TbsFields> edit) => member.Forged(der => CertificateForge.Reissue(der, key, edit));

    private IssuedCard IssuedByCard(IssuedCard issuer) => SignedBy(issuer.Key, fields => fields.Issuer = NameOf(issuer.Certificate));

    /// <summary>A certificate's subject, DER.</summary>
    private static byte[] NameOf(ReadOnlyMemory<byte> certificate)
    {
        using var parsed = X509CertificateLoader.LoadCertificate(certificate.Span);
        return parsed.SubjectName.RawData;
    }
}
