using Kiosk.Verification.Reasons;

namespace Kiosk.Registry.Judging;

/// <summary>What to do about a member's certificate under which no terminal would take the card.</summary>
internal static class CardRemedies
{
    /// <summary>Where the rule stands that excludes the card: a member of profile.json in words, or what it is judged by otherwise.</summary>
    public static string PlaceOf(Objection objection) => objection switch
    {
        { Member: { } member } => member.Split('.') is [var outer, var inner] ? $"\"{inner}\" of \"{outer}\" in profile.json" : $"\"{member}\" in profile.json",
        { Code: ReasonCode.CertUntrusted } => "the CAs in anchors and issuers",
        _ => "the certificates themselves",
    };

    /// <summary>The rest of a sentence.</summary>
    public static string Of(Objection objection) => objection switch
    {
        { Code: ReasonCode.CertUntrusted } => "put the certificate of the CA that issued it into issuers, or take the line out.",
        { Code: ReasonCode.CertUsage } => $"put the card's own authentication certificate (key 9E) there{(objection.Member is null ? "" : $", or correct {PlaceOf(objection)}")}.",
        { Member: not null } => $"have the card issued anew by that rule, or, where such cards are meant to count, change {PlaceOf(objection)}.",
        { Code: ReasonCode.KeyAlgorithm } => "have the card issued anew with a key on P-256 or P-384, or with RSA of 2048 or 3072 bits.",
        _ => "have the card issued anew by that rule.",
    };
}
