using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Verification.Profiles;

namespace Kiosk.Trials.World;

/// <summary>A signed feed of one province by a test authority, published into a folder. Changes take effect with the next publication. The keys exist only in memory.</summary>
/// <param name="folder">Receives <c>metadata</c> and <c>targets</c>, as served by a static server or copied onto a USB stick.</param>
/// <param name="time">The desk's clock.</param>
internal sealed class TrialFeed(string folder, ProvinceCode province, TimeProvider time)
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> national = new(StringComparer.Ordinal);
    private readonly Dictionary<DataClass, SortedDictionary<string, SetRow>> sets = DataClasses.All.ToDictionary(one => one, _ => new SortedDictionary<string, SetRow>(StringComparer.Ordinal));
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

    public int Count(DataClass dataClass) => sets[dataClass].Count;

    /// <summary>In ascending order of the keys.</summary>
    public IReadOnlyCollection<SetRow> Rows(DataClass dataClass) => sets[dataClass].Values;

    /// <param name="record">Sealed.</param>
    public void PutMember(CardTag tag, ReadOnlyMemory<byte> record) => Put(DataClass.Members, tag.ToArray(), record);

    public void RemoveMember(CardTag tag) => sets[DataClass.Members].Remove(Convert.ToHexString(tag.ToArray()));

    public void PutMeeting(Meeting meeting) => Put(DataClass.Meetings, DataClasses.MeetingKey(meeting.Id), JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting));

    public void Invite(string meetingId, params IEnumerable<RosterEntry> entries)
    {
        foreach (var entry in entries)
        {
            Put(DataClass.Rosters, DataClasses.RosterKey(meetingId, entry.Tag), JsonSerializer.SerializeToUtf8Bytes(entry, RecordJson.RosterEntry));
        }
    }

    /// <summary>Enrols a terminal, or replaces the record of that enrolment.</summary>
    public void PutTerminal(TerminalRecord record) => Put(DataClass.Terminals, TerminalRows.KeyOf(record), JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Terminal));

    /// <summary>Takes an invitation back.</summary>
    public void Withdraw(string meetingId, CardTag tag) => sets[DataClass.Rosters].Remove(Convert.ToHexString(DataClasses.RosterKey(meetingId, tag)));

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
        SetContent[] contents = [.. sets.Where(set => set.Key is not DataClass.Terminals || set.Value.Count > 0).Select(set => new SetContent(set.Key, set.Value.Values))];
        await publisher.PublishAsync(new FeedContent(national, [new ProvinceContent(Province, contents)]), progress: null, cancellationToken);
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

    private void Put(DataClass dataClass, byte[] key, ReadOnlyMemory<byte> value) => sets[dataClass][Convert.ToHexString(key)] = new SetRow(key, value);
}
