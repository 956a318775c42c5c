using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Registry.Judging;

/// <summary>Remedies for a member's certificate that no terminal would accept.</summary>
internal static class CardRemedies
{
    /// <summary>Where the rule that excludes the card is defined: a member of profile.json, or another source.</summary>
    public static Phrase PlaceOf(Objection objection) => objection switch
    {
        { Member: { } member } => member.Split('.') is [var outer, var inner] ? new($"\"{inner}\" của \"{outer}\" trong profile.json", $"\"{inner}\" of \"{outer}\" in profile.json") : new($"\"{member}\" trong profile.json", $"\"{member}\" in profile.json"),
        { Code: ReasonCode.CertUntrusted } => new("các CA trong anchors và issuers", "the CAs in anchors and issuers"),
        _ => new("chính các chứng thư số", "the certificates themselves"),
    };

    /// <summary>Completes a sentence.</summary>
    public static Phrase Of(Objection objection) => objection switch
    {
        { Code: ReasonCode.CertUntrusted } => new("hãy đặt chứng thư số của CA đã cấp vào issuers, hoặc bỏ dòng này.", "put the certificate of the CA that issued it into issuers, or take the line out."),
        { Code: ReasonCode.CertUsage } => new($"hãy đặt vào đây chứng thư số xác thực của chính thẻ (khóa 9E){(objection.Member is null ? "" : $", hoặc sửa {PlaceOf(objection).Vietnamese}")}.", $"put the card's own authentication certificate (key 9E) there{(objection.Member is null ? "" : $", or correct {PlaceOf(objection).English}")}."),
        { Member: not null } => new($"hãy cấp lại thẻ theo quy định đó, hoặc nếu muốn chấp nhận loại thẻ này thì sửa {PlaceOf(objection).Vietnamese}.", $"have the card issued anew by that rule, or, where such cards are meant to count, change {PlaceOf(objection).English}."),
        { Code: ReasonCode.KeyAlgorithm } => new("hãy cấp lại thẻ với khóa trên P-256 hoặc P-384, hoặc RSA 2048 hay 3072 bit.", "have the card issued anew with a key on P-256 or P-384, or with RSA of 2048 or 3072 bits."),
        _ => new("hãy cấp lại thẻ theo quy định đó.", "have the card issued anew by that rule."),
    };
}
