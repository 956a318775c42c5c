using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Service.Identity;

/// <summary>What a terminal keeps of its enrolment, beside its keys and readable by the service's user only.</summary>
/// <param name="Terminal">The terminal's id when it was written.</param>
/// <param name="Token">The token whose answer is awaited, in text; null if none is.</param>
/// <param name="Certificates">The last answer in PEM; null before the first.</param>
/// <param name="CollectorUrl">Where certificates are renewed; null if requests are carried to the desk.</param>
/// <param name="CollectorPin">The collector's key (<see cref="CollectorAddress.Pin"/>).</param>
internal sealed record EnrolmentFile(string Terminal, string? Token, string? Certificates, string? CollectorUrl, string? CollectorPin)
{
    private const int MaxLength = 256 * 1024;

    [JsonIgnore]
    public CollectorAddress? Collector => CollectorUrl is not null && CollectorPin is not null && CollectorAddress.TryParse(CollectorUrl, CollectorPin, out var address) ? address : null;

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="EnrolmentException">The file is damaged or belongs to another terminal id.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EnrolmentFile? Read(string path, string terminalId)
    {
        if (Place.KindOf(path) is PlaceKind.Absent)
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize(RegularFile.Read(path, MaxLength), EnrolmentJson.Default.EnrolmentFile) ?? throw new JsonException("null says nothing");
            return read.Terminal == terminalId ? read : throw new EnrolmentException(new(
                $"{path} là ghi danh của thiết bị {read.Terminal}, còn Kiosk:TerminalId là {terminalId}: hãy đặt lại Kiosk:TerminalId, hoặc xóa tệp và ghi danh thiết bị với mã mới.",
                $"{path} is the enrolment of terminal {read.Terminal}, and Kiosk:TerminalId is {terminalId}: set Kiosk:TerminalId right, or delete the file and enrol the terminal under its new id."));
        }
        catch (Exception e) when (e is JsonException or NotAFileException)
        {
            throw new EnrolmentException(new(
                $"{path} bị hỏng: hãy xóa tệp và ghi danh lại thiết bị bằng kiosk enrol.", $"{path} is damaged: delete it and enrol the terminal again with kiosk enrol."), e);
        }
    }

    public void Write(string path, IDurableFiles files) => files.Replace(path, JsonText.BytesOf(this, EnrolmentJson.Default.EnrolmentFile));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, MaxDepth = 2)]
[JsonSerializable(typeof(EnrolmentFile))]
internal sealed partial class EnrolmentJson : JsonSerializerContext;
