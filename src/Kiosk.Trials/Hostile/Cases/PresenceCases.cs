using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 5, 29 and 31: cards that leave, never finish, or are of another kind.</summary>
internal static class PresenceCases
{
    public static IEnumerable<HostileCase> All =>
    [
        Late("signature after the deadline", IssuedCardImages.WhenAuthenticating(new CardImageFault.Delay(TimeSpan.FromSeconds(5)))),
        Relayed("a P-256 signature 1.6 s late", pki => pki.Member, TimeSpan.FromSeconds(1.6)),
        Relayed("a P-256 signature 3.5 s late", pki => pki.Member, TimeSpan.FromSeconds(3.5)),
        Relayed("an RSA-2048 signature 3.5 s late", pki => pki.OnRsa2048, TimeSpan.FromSeconds(3.5)),
        Late("certificate after the deadline", IssuedCardImages.WhenRead(new CardImageFault.Delay(TimeSpan.FromSeconds(3)))),
        new(5, "another card in mid-transaction", Reject(ReasonCode.CardSwapped), (trial, stop) =>
            trial.TapAsync(trial.Pki.Member.Image(IssuedCardImages.WhenAuthenticating(new CardImageFault.Swap("other.json", trial.Pki.OtherMember.Image()))), stop)),
        new(5, "the same card again in mid-transaction", Reject(ReasonCode.CardSwapped), (trial, stop) =>
            trial.TapAsync(trial.Pki.Member.Image(IssuedCardImages.WhenAuthenticating(new CardImageFault.Swap("same.json", trial.Pki.Member.Image()))), stop)),
        Faulty(5, "removed at the start", ReasonCode.CardRemoved, IssuedCardImages.WhenSelected(new CardImageFault.Remove())),
        Faulty(5, "removed before the certificate", ReasonCode.CardRemoved, IssuedCardImages.WhenRead(new CardImageFault.Remove())),
        Faulty(5, "removed between certificate and challenge", ReasonCode.CardRemoved, IssuedCardImages.WhenAuthenticating(new CardImageFault.Remove())),

        Faulty(29, "61xx for ever at the certificate", ReasonCode.CardMalformed, IssuedCardImages.WhenRead(new CardImageFault.Loop61())),
        Faulty(29, "61xx for ever at the challenge", ReasonCode.CardMalformed, IssuedCardImages.WhenAuthenticating(new CardImageFault.Loop61())),
        Faulty(29, "6Cxx for ever at the certificate", ReasonCode.CardMalformed, IssuedCardImages.WhenRead(Status(0x6C10))),
        Faulty(29, "6C00 for ever at the challenge", ReasonCode.CardMalformed, IssuedCardImages.WhenAuthenticating(Status(0x6C00))),
        Faulty(29, "9000 with nothing at the certificate", ReasonCode.CardMalformed, IssuedCardImages.WhenRead(Status(0x9000))),
        Faulty(29, "9000 with nothing at the challenge", ReasonCode.CardMalformed, IssuedCardImages.WhenAuthenticating(Status(0x9000))),
        Faulty(29, "an error of the chip", ReasonCode.CardMalformed, IssuedCardImages.WhenAuthenticating(Status(0x6F00))),
        Faulty(29, "an answer cut short", ReasonCode.CardMalformed, IssuedCardImages.WhenRead(new CardImageFault.Truncate(40))),
        Faulty(29, "an answer garbled", ReasonCode.CardMalformed, IssuedCardImages.WhenRead(new CardImageFault.Garble())),
        Slow("5 s for every answer", TimeSpan.FromSeconds(5)),
        Slow("each answer in time, all together not", TimeSpan.FromSeconds(1.9)),

        OtherKind("a bank card", "3B6500002063CBB600", "A0000000041010"),
        OtherKind("a transit card", "3B8180018080", "D2760000850100"),
        OtherKind("a phone", "3B8A80014A434F5033315632323296", "F0010203040506"),
        OtherKind("a storage card", "3B8F8001804F0CA000000306030001000000006A", "A000000308000010000100"),
    ];

    private static CardImageFault.Status Status(ushort statusWord) => new(new StatusWord(statusWord));

    private static HostileCase Faulty(int row, string name, ReasonCode code, CardImageFaultRule fault) =>
        new(row, name, Reject(code), (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(fault), stop));

    private static HostileCase Late(string name, CardImageFaultRule fault) =>
        new(5, name, Reject(ReasonCode.CardTimeout), (trial, stop) => trial.TapAsTimePassesAsync(trial.Pki.Member.Image(fault), stop));

    private static HostileCase Relayed(string name, Func<TrialPki, IssuedCard> card, TimeSpan delay) => new(5, name, Reject(ReasonCode.KeyLate), (trial, stop) =>
        trial.TapAsTimePassesAsync(card(trial.Pki).Image(IssuedCardImages.WhenAuthenticating(new CardImageFault.Delay(delay))), stop));

    /// <summary>A slow card. The clock stops a second past the read deadline, so a later answer never arrives.</summary>
    private static HostileCase Slow(string name, TimeSpan delay) => new(29, name, Reject(ReasonCode.CardTimeout), (trial, stop) =>
    {
        var slow = new CardImageFault.Delay(delay);
        return trial.TapAsTimePassesAsync(trial.Pki.Member.Image(IssuedCardImages.WhenSelected(slow), IssuedCardImages.WhenRead(slow), IssuedCardImages.WhenAuthenticating(slow)), stop);
    });

    private static HostileCase OtherKind(string name, string answerToReset, string application) => new(31, name, Reject(ReasonCode.CardUnsupported), (trial, stop) => trial.TapAsync(
        new CardImage { AnswerToReset = new AnswerToReset(Convert.FromHexString(answerToReset)), Application = new ApplicationIdentifier(Convert.FromHexString(application)) },
        stop));
}
