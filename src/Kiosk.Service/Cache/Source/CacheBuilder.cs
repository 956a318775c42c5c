using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache.Source;

/// <summary>Builds the next generation from a source folder (<see cref="SourceLayout"/>), all of it or none of it.</summary>
internal sealed class CacheBuilder(CacheStore store, TimeProvider time)
{
    /// <summary>Reads the folder, writes a generation beside the one in force and puts it in force. A <see cref="KioskCache"/> sees it at its next refresh.</summary>
    /// <remarks>A CRL that cannot be used does not fail the build: the last good one of its issuer is carried over, and the refusal is in the report.</remarks>
    /// <param name="progress">Told once per stage and once per 10,000 members.</param>
    /// <exception cref="CacheSourceException">The folder is not what it should be; nothing was changed.</exception>
    /// <exception cref="CacheException">What is in force came from a feed, another program is building, or the file does not read back as it was written; nothing was changed.</exception>
    /// <exception cref="IOException">The disk is full or failing; what was in force still is.</exception>
    public CacheBuildReport Build(string sourceFolder, IProgress<CacheBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        progress?.Report(new(CacheBuildStage.Reading, 0));
        var source = CacheSource.Read(sourceFolder, cancellationToken);
        SourceMeetings.Check(sourceFolder, cancellationToken);
        RequireNoFeed();
        using var writer = store.Create();
        using var previous = store.TryOpenBasis(cancellationToken)?.Generation;
        if (previous?.Header.Sets.Any(set => set.Hash.Length > 0) is true)
        {
            throw FromFeed($"Generation {previous.Number} in {store.Folder} came from a signed feed");
        }

        var layout = new GenerationLayout(writer.Number, previous: null, previousFile: null);
        layout.Own([.. GenerationTables.Trust, GenerationTables.Members, GenerationTables.Meetings, GenerationTables.Rosters]);
        writer.Start(layout);
        progress?.Report(new(CacheBuildStage.Crls, 0));
        var trust = TrustWriter.Write(writer, source.Trust, previous, time.GetUtcNow(), cancellationToken);
        WriteMembers(writer, source.Members, progress, cancellationToken);
        var (meetings, invitations) = WriteMeetings(writer, source.Folder, cancellationToken);
        var counts = trust.Counts with { Members = source.Members.Count, Meetings = meetings, Invitations = invitations };
        CachedSet[] sets = [CachedSet.Local(DataClass.Members, counts.Members), CachedSet.Local(DataClass.Meetings, meetings), CachedSet.Local(DataClass.Rosters, invitations)];
        var header = new GenerationHeader(
            GenerationHeader.CurrentFormat, writer.Number, time.GetUtcNow(), trust.NewestData, counts, layout.Tables, layout.Below, sets);
        progress?.Report(new(CacheBuildStage.Verifying, 0));
        writer.Publish(header, previous?.FileNumbers ?? [], cancellationToken).Generation.Dispose();
        return new(header.Number, header.BuiltAt, counts, time.GetElapsedTime(started), trust.RefusedCrls);
    }

    /// <param name="what">The beginning of a sentence.</param>
    public static CacheException FromFeed(string what) =>
        new(CacheFault.FromFeed, $"{what}, which a folder does not replace; build into another data folder: kiosk cache build --data DIR");

    // Before anything is made: a key that is made anew forgets what was in force.
    private void RequireNoFeed()
    {
        switch (store.Feed.Recall(store))
        {
            case null when !store.Feed.SaysThatNoneWas():
                throw FromFeed($"Nothing says any more what was in force in {store.Folder}: it may have come from a signed feed");
            case { Root: > 0 }:
                throw FromFeed($"What was last in force in {store.Folder} came from a signed feed");
            default:
                return;
        }
    }

    private static void WriteMembers(GenerationWriter writer, SourceMembers members, IProgress<CacheBuildProgress>? progress, CancellationToken cancellationToken)
    {
        const int membersPerReport = 10_000;
        var written = 0;
        foreach (var member in members.InOrder())
        {
            if (written % membersPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new(CacheBuildStage.Members, written));
            }

            writer.Put(GenerationTables.Members, member.Tag.ToArray(), member.Sealed.Span);
            written++;
        }
    }

    private static (int Meetings, int Invitations) WriteMeetings(GenerationWriter writer, string folder, CancellationToken cancellationToken)
    {
        var (meetings, invitations) = (0, 0);
        foreach (var (meeting, roster) in SourceMeetings.Read(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Put(GenerationTables.Meetings, GenerationTables.MeetingKey(meeting.Id), JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting));
            foreach (var entry in roster)
            {
                writer.Put(
                    GenerationTables.Rosters,
                    GenerationTables.RosterKey(meeting.Id, entry.Tag),
                    JsonSerializer.SerializeToUtf8Bytes(entry, RecordJson.RosterEntry));
            }

            meetings++;
            invitations += roster.Count;
        }

        return (meetings, invitations);
    }
}

/// <summary>What a build did.</summary>
/// <param name="RefusedCrls">One sentence for each CRL that was not taken, naming it and why.</param>
internal sealed record CacheBuildReport(long Number, DateTimeOffset BuiltAt, CacheCounts Counts, TimeSpan Duration, IReadOnlyList<string> RefusedCrls);

/// <summary>How far a build is.</summary>
/// <param name="Members">Written so far.</param>
internal readonly record struct CacheBuildProgress(CacheBuildStage Stage, int Members);

/// <summary>The stages of a build, in their order.</summary>
internal enum CacheBuildStage
{
    Reading = 0,
    Crls,
    Members,
    Verifying,
}
