using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Verification.Profiles;

namespace Kiosk.Trials.World;

/// <summary>A signed feed of one province by a test authority, published into a folder. Changes take effect with the next publication. The keys exist only in memory.</summary>
/// <param name="folder">Receives <c>metadata</c> and <c>targets</c>, as served by a static server or copied onto a USB stick.</param>
/// <param name="time">The desk's clock.</param>
internal sealed class TrialFeed(string folder, ProvinceCode province, TimeProvider time)
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> national = new(StringComparer.Ordinal);
    private readonly Dictionary<CardTag, Func<AudienceKey, SetRow>> members = [];
    private readonly Dictionary<string, Meeting> meetings = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Meeting, CardTag Tag), Invitation> invitations = [];
    private readonly Dictionary<string, Point> points = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Point, CardTag Tag), Pass> passes = [];
    private readonly Dictionary<string, TerminalRecord> terminals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AudienceReader> readers = new(StringComparer.Ordinal);
    private FeedSigners signers = FeedSigners.CreateInMemory(province);

    public string Folder { get; } = folder;

    public ProvinceCode Province { get; } = province;

    /// <summary>Root version 1, with which terminals are set up.</summary>
    public string RootFile => Path.Combine(Folder, "metadata", "1.root.json");

    public SyncPolicy Policy { get; set; } = SyncPolicy.Default;

    /// <summary>The trust data by target path (<see cref="TargetPaths"/>).</summary>
    public IDictionary<string, ReadOnlyMemory<byte>> National => national;

    public void PutProfile(CardProfile profile) => national[TargetPaths.Profile] = profile.ToJson();

    /// <param name="der">The certificate that journals are sealed to.</param>
    public void PutRegistry(ReadOnlyMemory<byte> der) => national[TargetPaths.Registry] = der;

    public void PutProcedures(params IReadOnlyList<Procedure> procedures) => PutProcedures(ProcedureCatalogue.Empty with { Procedures = procedures });

    public void PutProcedures(ProcedureCatalogue catalogue) => national[TargetPaths.Procedures] = JsonSerializer.SerializeToUtf8Bytes(catalogue, RecordJson.Procedures);

    public void PutAnchor(string name, ReadOnlyMemory<byte> der) => national[$"{TargetPaths.Anchors}{name}{TargetPaths.CertificateEnding}"] = der;

    public void PutIssuer(string name, ReadOnlyMemory<byte> der) => national[$"{TargetPaths.Issuers}{name}{TargetPaths.CertificateEnding}"] = der;

    public void PutCrl(string name, ReadOnlyMemory<byte> der) => national[PathOfCrl(name)] = der;

    public void RemoveCrl(string name) => national.Remove(PathOfCrl(name));

    /// <summary>The key under which the next publication is sealed.</summary>
    public AudienceKey Audience { get; private set; } = AudienceKey.Create(province.Text, epoch: 1);

    public int Members => members.Count;

    public int Invitations => invitations.Count;

    /// <summary>The sets as they are published.</summary>
    public IReadOnlyList<SetContent> Sets() =>
    [
        ProvinceSealing.Members(Audience, members.Values.Select(seal => seal(Audience))),
        ProvinceSealing.Meetings(Audience, meetings.Values),
        ProvinceSealing.Rosters(Audience, invitations.Values),
        ProvinceSealing.Audience(Audience, readers.Values.Concat(terminals.Values.Where(terminal => terminal.Revoked is null).Select(AudienceReader.Of)).GroupBy(reader => reader.Id).Select(reader => reader.First())),
        .. points.Count == 0 ? (SetContent[])[] : [ProvinceSealing.Points(Audience, points.Values, passes.Values)],
        .. terminals.Count == 0 ? (SetContent[])[] : [new(DataClass.Terminals, TerminalRows.Of(terminals.Values))],
    ];

    /// <summary>Lets a terminal in to the province's data.</summary>
    public void LetIn(AudienceReader reader) => readers[reader.Id] = reader;

    /// <summary>Shuts a terminal out of publications to come; what it was let in to before it can still open until <see cref="BeginEpoch"/>.</summary>
    public void ShutOut(string id) => readers.Remove(id);

    /// <summary>Seals everything anew with the next publication.</summary>
    public void BeginEpoch() => Audience = AudienceKey.Create(Province.Text, Audience.Epoch + 1);

    /// <param name="subjectPublicKeyInfo">DER of the card's public key.</param>
    public void PutMember(Member member, ReadOnlyMemory<byte> uuid, ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var tag = CardTag.Of(uuid.Span);
        members[tag] = audience => new(audience.MemberKey(tag), MemberSeal.Seal(member, uuid.Span, subjectPublicKeyInfo.Span, audience));
    }

    /// <param name="row">Bytes in the form of a sealed record, which differ from one epoch to the next as sealed ones do.</param>
    public void PutMember(CardTag tag, SetRow row) => members[tag] = audience => audience.Epoch == 1 ? row : new(row.Key, (byte[])[.. row.Value.Span[..^1], (byte)(row.Value.Span[^1] ^ audience.Epoch)]);

    public void RemoveMember(CardTag tag) => members.Remove(tag);

    public void PutMeeting(Meeting meeting) => meetings[meeting.Id] = meeting;

    public void Invite(string meetingId, params IEnumerable<RosterEntry> entries)
    {
        foreach (var entry in entries)
        {
            invitations[(meetingId, entry.Tag)] = new(meetingId, entry);
        }
    }

    /// <summary>Takes a meeting and its list off the feed; does nothing where there is none.</summary>
    public void RemoveMeeting(string meetingId)
    {
        meetings.Remove(meetingId);
        foreach (var invited in invitations.Keys.Where(key => key.Meeting == meetingId).ToList())
        {
            invitations.Remove(invited);
        }
    }

    /// <summary>Puts a door without staff, under a key of its own, with the cards on its list.</summary>
    public void PutPoint(Point point, params IEnumerable<PassLine> list)
    {
        points[point.Id] = point with { Key = Enumerable.Repeat((byte)0x3C, MeetingRecordRules.KeyLength).ToArray() };
        foreach (var line in list)
        {
            passes[(point.Id, line.Tag)] = new(point.Id, line);
        }
    }

    /// <summary>Enrols a terminal, or replaces the record of that enrolment.</summary>
    public void PutTerminal(TerminalRecord record) => terminals[Convert.ToHexString(TerminalRows.KeyOf(record))] = record;

    /// <summary>Takes an invitation back.</summary>
    public void Withdraw(string meetingId, CardTag tag) => invitations.Remove((meetingId, tag));

    /// <summary>Publishes the current content; the first publication creates the feed.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        using var tree = new FeedTree(Folder, new NoFeedSync());
        var publisher = Publisher(tree);
        if (!File.Exists(RootFile))
        {
            await publisher.InitialiseAsync(cancellationToken);
        }

        national[TargetPaths.Policy] = Policy.ToJson();
        await publisher.PublishAsync(new FeedContent(national, [new ProvinceContent(Province, Sets())]), progress: null, cancellationToken);
    }

    /// <summary>Replaces all keys; the old root signs the new one.</summary>
    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        var before = signers.Root;
        signers = FeedSigners.CreateInMemory(Province);
        using var tree = new FeedTree(Folder, new NoFeedSync());
        await Publisher(tree).RotateAsync(before, cancellationToken);
    }

    private static string PathOfCrl(string name) => $"{TargetPaths.Crls}{name}{TargetPaths.CrlEnding}";

    private FeedPublisher Publisher(FeedTree tree) => new(tree, signers, PublishingRules.Default, time);
}
