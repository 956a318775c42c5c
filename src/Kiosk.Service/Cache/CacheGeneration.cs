using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Cache;

/// <summary>
/// Everything a tap is judged by, as of one build; it never changes. What each tap needs is in memory; members, meetings and rosters are read from the file when
/// they are asked for. Safe for concurrent readers.
/// </summary>
/// <remarks>Every look-up throws <see cref="CacheException"/> when the file is damaged, or when the generation was replaced and closed meanwhile.</remarks>
internal sealed class CacheGeneration : IDisposable
{
    private readonly GenerationHeader header;
    private readonly CachedAudience audience;
    private readonly Lazy<ProcedureCatalogue> catalogue;

    private CacheGeneration(GenerationFile file, GenerationHeader header, AudienceKeyring? keyring)
    {
        File = file;
        this.header = header;
        audience = new(file, [.. header.SetsOf(DataClass.Audience)], keyring);
        Members = new(file, [.. header.SetsOf(DataClass.Members)], audience);
        Meetings = new(file, [.. header.SetsOf(DataClass.Meetings)], audience);
        Points = new(file, [.. header.SetsOf(DataClass.Points)], audience);
        Terminals = new(file, [.. header.SetsOf(DataClass.Terminals)]);
        catalogue = new(() => file.Parse(GenerationTables.Procedures, file.Get(GenerationTables.Procedures, GenerationTables.OnlyRow), RecordJson.Procedures));
        RegistryCertificate = file.Get(GenerationTables.Registry, GenerationTables.OnlyRow);
        (Profile, Trust) = CachedTrust.Read(file, header.Counts);
    }

    public long Number => header.Number;

    /// <summary>The terminal's clock at the build.</summary>
    public DateTimeOffset BuiltAt => header.BuiltAt;

    /// <summary>The newest thisUpdate among the CRLs, but for those that were dated ahead at the build. Null without any.</summary>
    public DateTimeOffset? NewestData => header.NewestData;

    /// <summary>What has surely passed by signed word: the authority's clock may be ahead of the terminal's by as much as the profile tolerates.</summary>
    public DateTimeOffset? SurelyPast => NewestData - Profile.Freshness.ClockTolerance;

    public CacheCounts Counts => header.Counts;

    public CardProfile Profile { get; }

    public TrustStore Trust { get; }

    /// <summary>DER of the certificate that journals are sealed to.</summary>
    public ReadOnlyMemory<byte> RegistryCertificate { get; }

    public IReadOnlyList<Procedure> Procedures => catalogue.Value.Procedures;

    /// <summary>By which results of procedures are due.</summary>
    public OfficeCalendar OfficeCalendar => catalogue.Value.Calendar;

    public CachedMembers Members { get; }

    public CachedMeetings Meetings { get; }

    public CachedPoints Points { get; }

    public CachedTerminals Terminals { get; }

    public IReadOnlyList<string> MeetingIds => Meetings.Ids;

    internal GenerationFile File { get; }

    internal GenerationHeader Header => header;

    /// <summary>Its number and those of the generations whose files it uses.</summary>
    internal IReadOnlyCollection<long> FileNumbers => [header.Number, .. header.Below.Select(layer => layer.Number)];

    /// <param name="keyring">Opens the sealed sets; null for a program that looks up no member or meeting.</param>
    /// <exception cref="CacheException">The file is not a whole generation with this number.</exception>
    public static CacheGeneration Open(OpenCacheFiles open, string path, long number, CacheSealKey key, AudienceKeyring? keyring)
    {
        var (file, header) = GenerationFile.Open(open, path, number, key);
        try
        {
            return new(file, header, keyring);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the keys to the sealed sets, so that no tap has to.</summary>
    /// <exception cref="CacheException"><see cref="CacheFault.NoAccess"/>: this terminal is not let in to a province's data.</exception>
    public void OpenAudience() => audience.OpenAll(header.SetsOf(DataClass.Members).Concat(header.SetsOf(DataClass.Meetings)).Concat(header.SetsOf(DataClass.Points)));

    /// <inheritdoc cref="CachedMembers.Open"/>
    public Member? OpenMember(VerifiedCard card) => Members.Open(card);

    /// <inheritdoc cref="CachedMeetings.Find"/>
    public Meeting? FindMeeting(string meetingId) => Meetings.Find(meetingId);

    /// <inheritdoc cref="CachedMeetings.FindInvitation"/>
    public RosterEntry? FindInvitation(string meetingId, CardTag tag) => Meetings.FindInvitation(meetingId, tag);

    /// <inheritdoc cref="CachedMeetings.Roster"/>
    public IEnumerable<RosterEntry> Roster(string meetingId) => Meetings.Roster(meetingId);

    public void Dispose()
    {
        File.Dispose();
        audience.Dispose();
    }
}
