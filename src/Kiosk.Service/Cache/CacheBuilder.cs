using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Service.Cache.Source;

namespace Kiosk.Service.Cache;

/// <summary>Builds the next generation from a source folder (<see cref="SourceLayout"/>), all of it or none of it.</summary>
internal sealed class CacheBuilder(CacheStore store, TimeProvider time)
{
    /// <summary>Reads the folder, writes a generation beside the one in force and puts it in force. A <see cref="KioskCache"/> sees it at its next refresh.</summary>
    /// <remarks>A CRL that cannot be used does not fail the build: the last good one of its issuer is carried over, and the refusal is in the report.</remarks>
    /// <param name="progress">Told once per stage and once per 10,000 members.</param>
    /// <exception cref="CacheSourceException">The folder is not what it should be; nothing was changed.</exception>
    /// <exception cref="CacheException">Another program is building, or the file does not read back as it was written; nothing was changed.</exception>
    /// <exception cref="IOException">The disk is full or failing; what was in force still is.</exception>
    public CacheBuildReport Build(string sourceFolder, IProgress<CacheBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        progress?.Report(new(CacheBuildStage.Reading, 0));
        var source = CacheSource.Read(sourceFolder, cancellationToken);
        using var writer = store.Create();
        using var previous = OpenPrevious(cancellationToken);
        progress?.Report(new(CacheBuildStage.Crls, 0));
        var crls = CrlSelection.Choose(source.CrlFiles, previous?.File, source.Authorities, source.Profile, cancellationToken);
        var revocations = WriteCrls(writer, crls.Chosen, cancellationToken);
        WriteTrust(writer, source);
        WriteMembers(writer, source.Members, progress, cancellationToken);
        var (meetings, invitations) = WriteMeetings(writer, source.Folder, cancellationToken);
        var counts = new CacheCounts(
            source.Anchors.Count,
            source.Issuers.Count,
            crls.Chosen.Count,
            revocations,
            RevocationChunks.Count(revocations),
            source.Members.Count,
            meetings,
            invitations,
            source.Procedures.Count);
        DateTimeOffset? newest = crls.Chosen.Count > 0 ? crls.Chosen.Max(crl => crl.Facts.ThisUpdate) : null;
        var header = new GenerationHeader(GenerationHeader.CurrentFormat, writer.Number, time.GetUtcNow(), newest, counts);
        progress?.Report(new(CacheBuildStage.Verifying, 0));
        writer.Publish(header, previous?.Number, cancellationToken);
        return new(header.Number, header.BuiltAt, counts, time.GetElapsedTime(started), crls.Refused);
    }

    private CacheGeneration? OpenPrevious(CancellationToken cancellationToken)
    {
        try
        {
            return store.Open(cancellationToken).Generation;
        }
        catch (CacheException)
        {
            // Nothing was built yet, or all of it is damaged: the cache can always be built anew.
            return null;
        }
    }

    private static int WriteCrls(GenerationWriter writer, IReadOnlyList<ChosenCrl> crls, CancellationToken cancellationToken)
    {
        var total = crls.Sum(crl => crl.Facts.EntryCount);
        if (total > RevocationChunks.GreatestCount || crls.Count > RevocationPlace.Greatest)
        {
            throw new CacheSourceException($"{crls.Count} CRLs with {total} entries are more than a terminal can hold.");
        }

        var (hashes, places) = (new ulong[total], new uint[total]);
        var written = 0;
        for (var number = 0; number < crls.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (der, crl) = crls[number].Load();
            var count = crl.EntryCount;
            CachedCrls.Write(writer, number, crls[number].Facts, der, crl, hashes.AsSpan(written, count), places.AsSpan(written, count));
            written += count;
        }

        Array.Sort(hashes, places);
        RevocationChunks.Write(writer, hashes, places);
        return total;
    }

    private static void WriteTrust(GenerationWriter writer, CacheSource source)
    {
        writer.Put(GenerationTables.Profile, GenerationTables.OnlyRow, source.ProfileJson);
        writer.Put(GenerationTables.Registry, GenerationTables.OnlyRow, source.RegistryCertificate);
        writer.Put(GenerationTables.Procedures, GenerationTables.OnlyRow, JsonSerializer.SerializeToUtf8Bytes(source.Procedures, RecordJson.Procedures));
        for (var i = 0; i < source.Anchors.Count; i++)
        {
            writer.Put(GenerationTables.Anchors, GenerationTables.Key(i), source.Anchors[i].Encoded.Span);
        }

        for (var i = 0; i < source.Issuers.Count; i++)
        {
            writer.Put(GenerationTables.Issuers, GenerationTables.Key(i), source.Issuers[i].Encoded.Span);
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
