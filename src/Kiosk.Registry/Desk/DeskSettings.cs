using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Text;

namespace Kiosk.Registry.Desk;

/// <summary><c>registry.json</c>: where the feed lies, which keys there are, and what each role asks for. Paths count from the desk's folder.</summary>
/// <param name="Publications">How many past publications keep their files.</param>
/// <param name="Deltas">How many day deltas are offered for each set.</param>
/// <param name="Published">Where the feed is served: http(s)://… or a folder. Compared before each publication; null where the desk's own feed is what is served.</param>
internal sealed record DeskSettings(
    string Feed,
    IReadOnlyDictionary<string, KeySettings> Keys,
    IReadOnlyDictionary<string, RoleSettings> Roles,
    IReadOnlyDictionary<string, RoleSettings> Provinces,
    int Publications,
    int Deltas,
    string? Published = null)
{
    // Letters as they are: the file is read by people.
    private static readonly DeskSettingsContext Writing = new(new JsonSerializerOptions(DeskSettingsContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Writing.DeskSettings);

    /// <exception cref="RegistryException">Not such settings; the sentence names the line.</exception>
    public static DeskSettings Parse(byte[] json, string path)
    {
        if (JsonSyntax.FaultOf(json) is var (line, sentence))
        {
            throw RegistryException.At(path, line, sentence);
        }

        if (!new JsonShape(json, (place, fault) => throw RegistryException.At(path, place, fault)).Check(DeskSettingsContext.Default.DeskSettings))
        {
            throw RegistryException.In(path, new("đây không phải cấu hình của bàn phát hành: hãy khôi phục tệp từ bản sao lưu.", "these are no settings of a desk: restore the file from a backup."));
        }

        try
        {
            return JsonSerializer.Deserialize(json, DeskSettingsContext.Default.DeskSettings) ?? throw RegistryException.At(path, 1, new("giá trị null không có nội dung.", "null says nothing."));
        }
        catch (JsonException e)
        {
            throw RegistryException.At(path, (e.LineNumber ?? 0) + 1, new("phần này lồng nhau sâu hơn mức của loại tệp này.", "this is nested deeper than such a file is."));
        }
    }
}

/// <summary>One key: a file here, or a command elsewhere.</summary>
/// <param name="Pem">A private key in PEM, which may be encrypted (PKCS #8) and need not be on this machine.</param>
/// <param name="Command">Program and arguments: gets the bytes to sign on its standard input and gives the signature on its standard output.</param>
/// <param name="Public">The public key in PEM: by it a root is written where the private key is not.</param>
internal sealed record KeySettings(string? Pem = null, IReadOnlyList<string>? Command = null, string? Public = null);

/// <param name="Keys">Names of <see cref="DeskSettings.Keys"/>.</param>
internal sealed record RoleSettings(IReadOnlyList<string> Keys, int Threshold, TimeSpan Lifetime);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(DeskSettings))]
internal sealed partial class DeskSettingsContext : JsonSerializerContext;
