using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Durability;
using Kiosk.Service.Admission;
using Kiosk.Service.Configuration;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>The terminal's door: the one in the settings, until the terminal takes another's place, which survives a restart.</summary>
internal sealed class TerminalDoor
{
    private const int MaxFile = 4 * 1024;

    private readonly string? path;
    private readonly IDurableFiles? files;
    private DoorPlace place;

    /// <summary>A door that stays.</summary>
    public TerminalDoor(string name, DoorDirection direction = DoorDirection.In) => place = new(name, direction);

    private TerminalDoor(DoorPlace place, string path, IDurableFiles files) => (this.place, this.path, this.files) = (place, path, files);

    /// <summary>By the name members know.</summary>
    public string Name => Volatile.Read(ref place).Name;

    public DoorDirection Direction => Volatile.Read(ref place).Direction;

    /// <param name="configured">What the settings say.</param>
    /// <exception cref="OutOfServiceException">The file of the door that was taken cannot be read: the terminal would record at another.</exception>
    public static TerminalDoor Open(KioskFolders folders, DoorPlace configured, IDurableFiles files)
    {
        var file = folders.DoorFile;
        if (!Path.Exists(file))
        {
            return new(configured, file, files);
        }

        try
        {
            return new(DoorPlace.Parse(RegularFile.Read(file, MaxFile)), file, files);
        }
        catch (Exception exception) when (exception is JsonException or IOException or NotAFileException or UnauthorizedAccessException)
        {
            throw new OutOfServiceException(
                new OutOfService(ReasonCode.TerminalOutOfService, new(
                    $"{file}: không đọc được cửa mà máy này đã nhận thay. Hãy xóa tệp này để trở về cửa nêu trong thiết lập.",
                    $"{file}: the door that this terminal took over cannot be read. Remove the file to return to the door in the settings.")),
                exception);
        }
    }

    /// <summary>Takes another door's place: first the journal, then the file, then memory.</summary>
    /// <param name="record">Writes the new place to the journal. If it throws, nothing is changed.</param>
    /// <exception cref="IOException">The file could not be written; the former door stays and is recorded again.</exception>
    public void TakeOver(DoorPlace other, Action<DoorPlace> record)
    {
        record(other);
        try
        {
            files?.Replace(path!, other.ToJson());
        }
        catch (IOException)
        {
            record(place);
            throw;
        }

        Volatile.Write(ref place, other);
    }
}

/// <summary>A door, and which way people pass it.</summary>
internal sealed record DoorPlace(string Name, DoorDirection Direction)
{
    public const int MaxNameLength = 64;

    public static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DoorPlaceJson.Default.DoorPlace);

    /// <exception cref="JsonException">The text is no door.</exception>
    public static DoorPlace Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, DoorPlaceJson.Default.DoorPlace) is { } place && IsName(place.Name) && Enum.IsDefined(place.Direction) ? place : throw new JsonException("This is no door.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DoorPlace))]
internal sealed partial class DoorPlaceJson : JsonSerializerContext;
