using System.Text.Json;

namespace Kiosk.Journal.Upload;

/// <summary>What a terminal says of itself to the collector: <c>PUT /v1/terminals/ID/state</c>. Nothing personal.</summary>
/// <param name="At">By the terminal's own clock.</param>
/// <param name="ClockTrust">How far that clock is to be trusted, such as <c>Attested</c>.</param>
/// <param name="Mode">Such as <c>meeting</c>.</param>
/// <param name="IsReady">Whether it would admit somebody now.</param>
/// <param name="Outages">Stable names of the reasons why not (docs/reasons.md); empty when ready.</param>
/// <param name="IsSigning">Whether its newest records are signed, or will be.</param>
/// <param name="DiskFree">In bytes, where the journal lies; null if that is not known.</param>
/// <param name="Data">What cards are judged by; null if there is none that can be used.</param>
/// <param name="Meetings">The meetings of the next days that it has.</param>
internal sealed record TerminalState(
    string Version,
    DateTimeOffset At,
    string ClockTrust,
    string Mode,
    bool IsReady,
    IReadOnlyList<string> Outages,
    bool IsSigning,
    long? DiskFree,
    TerminalData? Data,
    TerminalQueue Queue,
    IReadOnlyList<MeetingAtHand> Meetings)
{
    public const string ContentType = "application/json";

    /// <summary>In bytes.</summary>
    public const int MaxLength = 65_536;

    private const int MaxTextLength = 100;

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, UploadJson.Default.TerminalState);

    /// <exception cref="FormatException">The bytes are no such state.</exception>
    public static TerminalState Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var state = (json.Length <= MaxLength ? JsonSerializer.Deserialize(json, UploadJson.Default.TerminalState) : null) ?? throw new FormatException("The terminal's state is empty or too long.");
            return !state.Texts.All(IsShown) ? throw new FormatException("A text in the terminal's state is empty, too long, or holds control characters.")
                : !state.Instants.All(UploadText.IsInstant) ? throw new FormatException("An instant in the terminal's state has no local time.")
                : state;
        }
        catch (JsonException malformed)
        {
            throw new FormatException("The terminal's state is not the JSON expected.", malformed);
        }
    }

    private IEnumerable<string> Texts =>
        [Version, ClockTrust, Mode, .. Outages, .. Data?.Sets.Select(set => set.Class) ?? [], .. Queue.Parked.Select(batch => batch.Code).OfType<string>(), .. Meetings.Select(meeting => meeting.Id)];

    private IEnumerable<DateTimeOffset> Instants =>
        [At, .. ((DateTimeOffset?[])[Data?.AsOf, Data?.ListsAsOf, Data?.BuiltAt]).OfType<DateTimeOffset>(), .. Queue.Parked.Select(batch => batch.Since), .. Meetings.Select(meeting => meeting.Opens)];

    private static bool IsShown(string text) => text.Length is > 0 and <= MaxTextLength && !text.Any(char.IsControl);
}

/// <summary>The data in a terminal's cache.</summary>
/// <param name="AsOf">Of the newest of its revocation lists; null without any.</param>
/// <param name="ListsAsOf">Of the oldest of its revocation lists; null without any.</param>
/// <param name="BuiltAt">When the terminal took them into use.</param>
internal sealed record TerminalData(long Generation, DateTimeOffset BuiltAt, DateTimeOffset? AsOf, DateTimeOffset? ListsAsOf, IReadOnlyList<TerminalDataSet> Sets)
{
    /// <summary>As many are reported.</summary>
    public const int MaxSets = 200;
}

/// <summary>One class of data of one province.</summary>
/// <param name="Province">Empty without a feed.</param>
/// <param name="Version">As the feed counts; terminals with the same feed have the same.</param>
internal sealed record TerminalDataSet(string Class, string Province, long Version, int Rows);

/// <summary>What a terminal has still to send.</summary>
/// <param name="Unsent">Records that the collector has not confirmed, parked ones included.</param>
/// <param name="Unsigned">Records that no checkpoint covers yet.</param>
/// <param name="Parked">What the collector refused.</param>
internal sealed record TerminalQueue(ulong Last, ulong Unsent, ulong Unsigned, IReadOnlyList<RefusedBatch> Parked)
{
    /// <summary>As many are reported.</summary>
    public const int MaxParked = 50;
}

/// <summary>A batch that the collector refused, as the terminal keeps it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A constant of <see cref="UploadRefusal"/>; null if there was none.</param>
internal sealed record RefusedBatch(ulong First, ulong Last, int Status, string? Code, DateTimeOffset Since);

/// <summary>A meeting that a terminal has in its cache.</summary>
/// <param name="Invited">Number of people on its roster.</param>
internal sealed record MeetingAtHand(string Id, DateTimeOffset Opens, int Invited);
