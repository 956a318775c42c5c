using System.Text.Json.Serialization;

namespace Kiosk.Journal;

/// <summary>
/// The part of an event that only the registry may read, kept to the minimum: the registry looks up names and card numbers by the tag. Null if not applicable.
/// </summary>
/// <param name="Tag">Card tag, 32 lower-case hexadecimal digits.</param>
/// <param name="Class">The capacity in which the person was convened.</param>
/// <param name="Seat">As printed on the seating plan.</param>
/// <param name="Flag">Stable name of the reason for a later review, where the policy says record and flag.</param>
/// <param name="RevocationAsOf">thisUpdate of the oldest CRL the card's verdict rests on; later revocations were unknown at the door.</param>
/// <param name="By">Who recorded it: an account at a support desk, or, as <see cref="OfCard"/> has it, the card of an operator or of a procedure desk's clerk.</param>
/// <param name="GuestName">Of a guest whom a support desk let in without a line on the list.</param>
/// <param name="Replaces">Tag of the card that <paramref name="Tag"/> replaces: it was handed in, and ends.</param>
/// <param name="Fields">What a member says is wrong in their own record: words of <c>name</c>, <c>unit</c>, <c>card-number</c>, <c>status</c>, with spaces between them.</param>
/// <param name="Note">What was remarked at a support desk.</param>
/// <param name="Invitation">Number of the signed invitation by which the person came without a card.</param>
internal sealed record SealedDetails(
    string? Tag = null,
    string? Class = null,
    string? Role = null,
    string? Seat = null,
    string? Delegation = null,
    bool? CountsForQuorum = null,
    bool? CountsForVotingBase = null,
    bool? MayVote = null,
    bool? Late = null,
    string? CaseNumber = null,
    string? ReceiptNumber = null,
    string? Purpose = null,
    string? Flag = null,
    DateTimeOffset? RevocationAsOf = null,
    string? By = null,
    string? GuestName = null,
    string? Note = null,
    string? Replaces = null,
    string? Invitation = null,
    string? Fields = null)
{
    private const string CardPrefix = "card:";

    /// <summary>The tag of the card in <see cref="By"/>; null if it names no card.</summary>
    [JsonIgnore]
    public string? ByCard => By?.StartsWith(CardPrefix, StringComparison.Ordinal) is true ? By[CardPrefix.Length..] : null;

    /// <summary>A card as <see cref="By"/> names it.</summary>
    public static string OfCard(string tag) => CardPrefix + tag;
}

/// <summary>Serializes sealed details without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SealedDetails))]
internal sealed partial class SealedDetailsJson : JsonSerializerContext;
