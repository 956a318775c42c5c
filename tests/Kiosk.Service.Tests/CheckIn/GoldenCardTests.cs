using System.Security.Cryptography.X509Certificates;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Row 1 of the hostile table: valid cards, however they are built.</summary>
public sealed class GoldenCardTests
{
    private const int PrivateOctetString = 0x04;

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("RSA-2048")]
    [InlineData("compressed certificate")]
    [InlineData("other names before the UUID")]
    [InlineData("other names after the UUID")]
    [InlineData("certificate of 2 kB")]
    public async Task A_card_in_order_is_admitted_recorded_and_welcomed(string make)
    {
        var card = Make(make);
        await using var hall = new Hall(card);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsync(ImageOf(card, make));

        Assert.Equal(ReasonCode.Admitted, outcome.Code);
        var screen = Assert.IsType<Screen.Admitted>(outcome.Screen);
        Assert.Equal(TestCacheSource.MemberOf(card).Name, screen.Name);
        var record = Assert.Single(hall.Records);
        Assert.Equal((JournalOutcome.Admitted, ReasonCode.Admitted, JournalMode.Meeting), (record.Outcome, record.Code, record.Mode));
        Assert.Equal(("dai-hoi-2026/phien-1", Hall.Door), (record.Context, record.Door));
        Assert.Equal(32, record.Pseudonym.Length);
        Assert.Equal(2UL, outcome.Receipt!.Sequence.Value);
    }

    private static IssuedCard Make(string make) => make switch
    {
        "P-384" => TappedCards.Member(1, KeyKind.P384),
        "RSA-2048" => TappedCards.Member(1, KeyKind.Rsa2048),
        "other names before the UUID" => WithUris("https://example.org/", UuidOf(TappedCards.Member(1))),
        "other names after the UUID" => WithUris(UuidOf(TappedCards.Member(1)), "https://example.org/"),
        "certificate of 2 kB" => TappedCards.Member(1).With(Padding(1500)),
        _ => TappedCards.Member(1),
    };

    private static CardImage ImageOf(IssuedCard card, string make) => make == "compressed certificate" ? card.Compressed() : card.Image();

    private static IssuedCard WithUris(params string[] uris) => TappedCards.Member(1).WithUris(uris);

    private static string UuidOf(IssuedCard card) => $"urn:uuid:{card.Uuid:D}";

    /// <summary>A private, non-critical extension, so that a verifier ignores it.</summary>
    private static X509Extension Padding(int length)
    {
        byte[] value = [PrivateOctetString, 0x82, (byte)(length >> 8), (byte)(length & 0xFF), .. Enumerable.Repeat((byte)0xA5, length)];
        return new X509Extension("1.3.6.1.4.1.55555.1", value, critical: false);
    }
}
