using System.Text.Json.Serialization;

namespace Kiosk.Journal;

/// <summary>
/// What only the registry may read of an event. The least that it needs: names and card numbers are found there by the tag. What does not apply is null.
/// </summary>
/// <param name="Tag">Card tag, 32 lower-case hexadecimal digits.</param>
/// <param name="Class">As what the person was convened.</param>
/// <param name="Seat">As printed on the hall's plan.</param>
/// <param name="Flag">Stable name of the reason to look again, where the policy said record and flag.</param>
/// <param name="RevocationAsOf">thisUpdate of the oldest revocation list that the verdict on the card rests on; what was revoked later was not known at the door.</param>
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
    DateTimeOffset? RevocationAsOf = null);

/// <summary>Writes and reads sealed details without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SealedDetails))]
internal sealed partial class SealedDetailsJson : JsonSerializerContext;
