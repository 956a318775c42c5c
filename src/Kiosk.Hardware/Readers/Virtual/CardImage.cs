using System.Collections.Immutable;
using System.Text.Json;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Tlv;
using Kiosk.Words;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A virtual card as a JSON file: its content and its faults. The same file works with every virtual reader.</summary>
public sealed record CardImage
{
    private static readonly Phrase Samples = new("Tệp mẫu nằm trong thư mục cards của kiosk demo --data THƯ-MỤC.", "Samples lie in the folder cards of kiosk demo --data DIR.");

    /// <summary>The first member of evidence, now and before it named its kind; no image has either.</summary>
    private static readonly string[] EvidenceMarks = ["$.kind", "$.application"];

    /// <summary>The path it was read from; other images refer to it by its file name.</summary>
    public string Source { get; init; } = "";

    public required AnswerToReset AnswerToReset { get; init; }

    /// <summary>What SELECT accepts, whole or as a prefix of 9 bytes.</summary>
    public required ApplicationIdentifier Application { get; init; }

    /// <summary>The complete answers to GET DATA, wrapper (53) included.</summary>
    public IReadOnlyDictionary<BerTag, ReadOnlyMemory<byte>> Objects { get; init; } = ImmutableDictionary<BerTag, ReadOnlyMemory<byte>>.Empty;

    /// <summary>The private keys by key reference (9E: card authentication).</summary>
    public IReadOnlyDictionary<byte, CardImageKey> Keys { get; init; } = ImmutableDictionary<byte, CardImageKey>.Empty;

    public IReadOnlyList<CardImageFaultRule> Faults { get; init; } = [];

    /// <exception cref="CardImageException">The file, or one it names, cannot be read or is not a card image.</exception>
    public static CardImage Load(string path) => Load(path, depth: 0);

    /// <param name="source">The JSON's file; images it names are in the same folder.</param>
    /// <exception cref="CardImageException">The JSON is not a card image, or names a file that is not one.</exception>
    public static CardImage Parse(ReadOnlySpan<byte> json, string source) => Parse(json, source, depth: 0);

    internal static CardImage Load(string path, int depth) => Parse(CardImageFile.Read(path), path, depth);

    public string ToJson() => JsonSerializer.Serialize(CardImageWriter.Write(this), CardImageJson.Default.CardImageDocument);

    private static CardImage Parse(ReadOnlySpan<byte> json, string source, int depth)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, CardImageJson.Default.CardImageDocument)
                ?? throw new CardImageException(new Phrase($"{source}: null không phải tệp thẻ ảo.", $"{source}: null is no card image.").Then(Samples));
            return new CardImageReader(source, depth).Read(document);
        }
        catch (JsonException exception)
        {
            throw new CardImageException(EvidenceMarks.Contains(exception.Path) ? Evidence(source) : Shape(source, JsonMistake.In(json, exception)), exception);
        }
    }

    private static Phrase Evidence(string source) => new Phrase(
        $"{source}: đây là bằng chứng do kiosk card read in ra, để xác thực bằng kiosk card verify --evidence; tệp thẻ ảo chứa chính thẻ, kèm khóa của thẻ.",
        $"{source}: this is evidence as kiosk card read prints it, to be judged with kiosk card verify --evidence; a card image holds the card itself, with its key.").Then(Samples);

    /// <param name="mistake">What is wrong in it, in English, as of every JSON.</param>
    internal static Phrase Mistake(string source, string mistake) =>
        Phrase.WithDetail($"{source}: tệp thẻ ảo này chưa dùng được; hãy sửa chỗ nêu dưới đây, hoặc dùng tệp mẫu trong thư mục cards của kiosk demo --data THƯ-MỤC", mistake)
            with
        { English = $"{source}: {mistake}" };

    private static Phrase Shape(string source, string mistake) =>
        Phrase.WithDetail($"{source}: đây không phải tệp thẻ ảo, tức JSON có atr, aid, objects và keys. {Samples.Vietnamese.TrimEnd('.')}", mistake)
            with
        { English = $"{source}, {mistake} A card image is JSON with atr, aid, objects and keys. {Samples.English}" };
}
