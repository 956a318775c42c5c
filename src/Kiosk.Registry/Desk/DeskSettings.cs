using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;

namespace Kiosk.Registry.Desk;

/// <summary><c>registry.json</c>: the feed's folder, the keys, and the requirements of each role. Paths are relative to the desk's folder.</summary>
/// <param name="Publications">The number of past publications whose files are kept.</param>
/// <param name="Deltas">The number of daily deltas offered for each set.</param>
/// <param name="Published">Where the feed is served: http(s)://… or a folder. Compared before each publication; null if the desk's own feed is served.</param>
internal sealed record DeskSettings(
    string Feed,
    IReadOnlyDictionary<string, KeySettings> Keys,
    IReadOnlyDictionary<string, RoleSettings> Roles,
    IReadOnlyDictionary<string, RoleSettings> Provinces,
    int Publications,
    int Deltas,
    string? Published = null)
{
    // Unescaped, because people read the file.
    private static readonly DeskSettingsContext Writing = new(new JsonSerializerOptions(DeskSettingsContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Writing.DeskSettings);

    /// <exception cref="RegistryException">Invalid settings; the message names the line.</exception>
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

/// <summary>One key: a file, or a command.</summary>
/// <param name="Pem">A private key in PEM, possibly encrypted (PKCS #8), not necessarily on this machine.</param>
/// <param name="Command">Program and arguments: reads the bytes to sign from standard input and writes the signature to standard output.</param>
/// <param name="Public">The public key in PEM, for writing a root without the private key.</param>
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
