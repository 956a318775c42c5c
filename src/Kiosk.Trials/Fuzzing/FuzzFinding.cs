using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Everything needed to reproduce a finding, as JSON: the card's responses, the nonce and the trust data. Keys and certificates are test data.</summary>
/// <param name="Fault">What was wrong, in one sentence.</param>
/// <param name="Mutation">What was mutated.</param>
/// <param name="Card">The mutated card image, for other tools; null for a CRL.</param>
internal sealed record FuzzFinding(int Seed, long Number, string Fault, string Mutation, string? Trace = null, JsonElement? Card = null)
{
    public FuzzConversation? Conversation { get; init; }

    /// <summary>The mutated CRL, DER; null for a card.</summary>
    public byte[]? List { get; init; }

    /// <summary>The part of the CRL that the CA signed.</summary>
    public byte[]? SignedPart { get; init; }

    public required byte[][] Anchors { get; init; }

    public required byte[][] Intermediates { get; init; }

    public required byte[][] Lists { get; init; }

    [JsonIgnore]
    public FuzzTrust Trust => new(FuzzWorld.ProfileFor(Conversation?.Genuine.IsBound ?? false), Anchors, Intermediates, Lists);

    public static FuzzFinding OfCard(int seed, long number, FuzzAnswer answer, FuzzedCard card, RecordingCard laid, byte[]? nonce, FuzzTrust trust) =>
        Create(seed, number, answer, card.Mutation, trust) with
        {
            Card = JsonDocument.Parse(card.Image.ToJson()).RootElement,
            Conversation = new FuzzConversation(
                laid.AnswerToReset.ToArray(), nonce, laid.Responses, card.Genuine.Certificate.ToArray(), card.Genuine.Chuid?.ToArray(), card.Genuine.Signature),
        };

    public static FuzzFinding OfList(int seed, long number, FuzzAnswer answer, FuzzedList list, FuzzTrust trust) =>
        Create(seed, number, answer, list.Mutation, trust) with { List = list.Encoded, SignedPart = list.Signed };

    /// <exception cref="JsonException">The text is not a finding.</exception>
    /// <returns>Null if it contains neither a conversation nor a CRL, or both.</returns>
    public static FuzzFinding? Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, FuzzJson.Default.FuzzFinding) is { } finding && (finding.Conversation is null) != (finding.List is null) ? finding : null;

    /// <summary>Saves it in a folder under a unique name.</summary>
    /// <returns>The path.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public string Save(string folder)
    {
        var path = Path.Combine(folder, $"fuzz-{Seed}-{(List is null ? "card" : "list")}-{Number}.json");
        using var file = PlainFile.Create(path);
        JsonSerializer.Serialize(file, this, FuzzJson.Default.FuzzFinding);
        return path;
    }

    private static FuzzFinding Create(int seed, long number, FuzzAnswer answer, string mutation, FuzzTrust trust) => new(seed, number, answer.Fault!, mutation, answer.Trace)
    {
        Anchors = [.. trust.Anchors],
        Intermediates = [.. trust.Intermediates],
        Lists = [.. trust.Lists],
    };
}

/// <summary>A card's responses, with the genuine data for comparison.</summary>
/// <param name="Responses">In order, status words included; null if the card left.</param>
internal sealed record FuzzConversation(
    byte[] AnswerToReset, byte[]? Nonce, IReadOnlyList<byte[]?> Responses, byte[] GenuineCertificate, byte[]? GenuineChuid, byte[]? GenuineSignature)
{
    public Genuine Genuine => new(GenuineCertificate, GenuineChuid is null ? default(ReadOnlyMemory<byte>?) : GenuineChuid) { Signature = GenuineSignature };

    public IVirtualCard Card => new TranscriptCard(AnswerToReset, Responses);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FuzzFinding))]
internal sealed partial class FuzzJson : JsonSerializerContext;
