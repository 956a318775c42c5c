using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.CheckIn;

/// <summary>A mode as chosen by a clerk or the settings: names only, which <see cref="ModeSwitch"/> looks up in the cache.</summary>
/// <param name="MissingDocuments">Those of the procedure that were not brought: bit 0 is the first. Null if nobody asked.</param>
internal sealed record ModeSelection(
    string Kind,
    string? Meeting = null,
    string? Session = null,
    string? Procedure = null,
    string? CaseNumber = null,
    string? Purpose = null,
    int? MissingDocuments = null)
{
    public const string Verify = "verify";
    public const string AtMeeting = "meeting";
    public const string ForProcedure = "procedure";

    /// <summary>A member at the screen looks at their own record; never the standing mode.</summary>
    public const string OwnRecord = "record";

    /// <summary>Kind and names, such as <c>meeting:hop-1/phien-1</c>; leaves out case number and purpose.</summary>
    public string Name => Kind switch
    {
        AtMeeting => $"{Kind}:{Meeting}{(Session is null ? "" : $"/{Session}")}",
        ForProcedure when Procedure is not null => $"{Kind}:{Procedure}",
        _ => Kind,
    };

    /// <summary>Whether a session, as records name it, is one of the meeting's.</summary>
    public bool Includes(string session) => Kind is AtMeeting && Meeting is not null && session.StartsWith($"{Meeting}/", StringComparison.Ordinal);

    public static ModeSelection From(ModeOptions options) =>
        new(options.Kind, options.Meeting, options.Session, options.Procedure, options.CaseNumber, options.Purpose);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ModeSelectionJson.Default.ModeSelection);

    /// <exception cref="JsonException">The text is not a mode.</exception>
    public static ModeSelection Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ModeSelectionJson.Default.ModeSelection) ?? throw new JsonException("null is not a mode.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModeSelection))]
internal sealed partial class ModeSelectionJson : JsonSerializerContext;
