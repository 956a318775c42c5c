using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Desk;

/// <summary><c>published.json</c>: the newest versions published from this desk.</summary>
internal sealed record PublicationMark(long Root, long Timestamp)
{
    private const int MaxLength = 4096;

    /// <exception cref="RegistryException">The file exists but is invalid, so it vouches for nothing.</exception>
    public static PublicationMark Read(string path)
    {
        if (!Path.Exists(path))
        {
            return new(0, 0);
        }

        try
        {
            return JsonSerializer.Deserialize(BoundedFile.Read(path, MaxLength), PublicationMarkContext.Default.PublicationMark) is { } mark
                ? mark
                : throw new RegistryException(new($"{path} không cho biết lần phát hành gần nhất: hãy khôi phục tệp, hoặc xóa đi nếu chắc chắn nguồn dữ liệu là mới nhất.", $"{path} does not say what was published last: restore it, or delete it when the feed is surely the newest."));
        }
        catch (JsonException e)
        {
            throw RegistryException.At(path, (e.LineNumber ?? 0) + 1, new("tệp không cho biết lần phát hành gần nhất: hãy khôi phục tệp, hoặc xóa đi nếu chắc chắn nguồn dữ liệu là mới nhất.", "this does not say what was published last: restore it, or delete it when the feed is surely the newest."));
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PublicationMarkContext.Default.PublicationMark);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, MaxDepth = 2)]
[JsonSerializable(typeof(PublicationMark))]
internal sealed partial class PublicationMarkContext : JsonSerializerContext;
