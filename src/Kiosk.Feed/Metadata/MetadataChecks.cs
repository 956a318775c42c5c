using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Feed.Metadata;

/// <summary>The comparisons of the client workflow. Each returns null if the check passes.</summary>
internal static class MetadataChecks
{
    public static MetadataUpdate.Refused Refuse(RefusalReason reason, string role, string sentence) => new(new MetadataRefusal(reason, role, sentence));

    /// <summary>TUF 1.0, 5.4.3.</summary>
    public static MetadataUpdate.Refused? FindRollback(TimestampMetadata trusted, TimestampMetadata offered)
    {
        if (offered.Version < trusted.Version)
        {
            return Refuse(RefusalReason.Rollback, RoleName.Timestamp, $"Timestamp version {offered.Version} is older than version {trusted.Version}, which is trusted already.");
        }

        return offered.Version > trusted.Version && offered.Snapshot.Version < trusted.Snapshot.Version
            ? Refuse(RefusalReason.Rollback, RoleName.Timestamp, $"Timestamp version {offered.Version} asks for snapshot {offered.Snapshot.Version}, older than the trusted {trusted.Snapshot.Version}.")
            : null;
    }

    /// <summary>TUF 1.0, 5.5.5.</summary>
    public static MetadataUpdate.Refused? FindRollback(SnapshotMetadata trusted, SnapshotMetadata offered)
    {
        foreach (var (name, before) in trusted.Meta)
        {
            if (!offered.Meta.TryGetValue(name, out var now))
            {
                return Refuse(RefusalReason.Rollback, RoleName.Snapshot, $"Snapshot version {offered.Version} no longer lists {name}, which version {trusted.Version} did.");
            }

            if (now.Version < before.Version)
            {
                return Refuse(RefusalReason.Rollback, RoleName.Snapshot, $"Snapshot version {offered.Version} lists {name} in version {now.Version}, older than the trusted {before.Version}.");
            }
        }

        return null;
    }

    /// <summary>TUF 1.0, 5.3.5, against a root that was in force and of which only the versions were kept.</summary>
    public static MetadataUpdate.Refused? FindRollback(FeedVersions inForce, RootMetadata offered)
    {
        if (offered.Version < inForce.Root)
        {
            return Refuse(RefusalReason.Rollback, RoleName.Root, $"Root version {offered.Version} is older than version {inForce.Root}, which was in force here.");
        }

        return inForce.IsOfAnotherFeed(offered)
            ? Refuse(RefusalReason.OtherFeed, RoleName.Root, $"Root version {offered.Version} is not the root version {inForce.Root} that was in force here.")
            : null;
    }

    /// <summary>TUF 1.0, 5.4.3, likewise.</summary>
    public static MetadataUpdate.Refused? FindRollback(FeedVersions inForce, TimestampMetadata offered)
    {
        if (offered.Version < inForce.Timestamp)
        {
            return Refuse(RefusalReason.Rollback, RoleName.Timestamp, $"Timestamp version {offered.Version} is older than version {inForce.Timestamp}, which was in force here.");
        }

        return offered.Snapshot.Version < inForce.Snapshot
            ? Refuse(RefusalReason.Rollback, RoleName.Timestamp, $"Timestamp version {offered.Version} asks for snapshot {offered.Snapshot.Version}, older than version {inForce.Snapshot}, which was in force here.")
            : null;
    }

    /// <summary>TUF 1.0, 5.5.5, likewise.</summary>
    public static MetadataUpdate.Refused? FindRollback(FeedVersions inForce, SnapshotMetadata offered)
    {
        foreach (var (name, before) in inForce.Roles)
        {
            if (!offered.Meta.TryGetValue(name, out var now))
            {
                return Refuse(RefusalReason.Rollback, RoleName.Snapshot, $"Snapshot version {offered.Version} no longer lists {name}, of which version {before} was in force here.");
            }

            if (now.Version < before)
            {
                return Refuse(RefusalReason.Rollback, RoleName.Snapshot, $"Snapshot version {offered.Version} lists {name} in version {now.Version}, older than version {before}, which was in force here.");
            }
        }

        return null;
    }

    /// <summary>TUF 1.0, 5.5.2 and 5.5.4, 5.6.2 and 5.6.4.</summary>
    public static MetadataUpdate.Refused? FindMismatch(string role, MetaFile stated, ReadOnlyMemory<byte> bytes, RoleMetadata offered)
    {
        if (stated.Length is { } length && bytes.Length != length)
        {
            return Refuse(RefusalReason.Mismatch, role, $"The metadata of {role} has {bytes.Length} bytes but {length} were stated.");
        }

        if (stated.Hashes is { } hashes && !hashes.Match(bytes.Span))
        {
            return Refuse(RefusalReason.Mismatch, role, $"The metadata of {role} does not match the stated hash.");
        }

        return offered.Version != stated.Version
            ? Refuse(RefusalReason.Mismatch, role, $"The metadata of {role} is version {offered.Version}, but {stated.Version} was stated.")
            : null;
    }

    public static bool TryParse<T>(
        Func<ReadOnlyMemory<byte>, SignedMetadata<T>> parse,
        ReadOnlyMemory<byte> bytes,
        string role,
        [NotNullWhen(true)] out SignedMetadata<T>? metadata,
        [NotNullWhen(false)] out MetadataUpdate.Refused? refused)
        where T : RoleMetadata
    {
        try
        {
            (metadata, refused) = (parse(bytes), null);
            return true;
        }
        catch (MetadataFormatException exception)
        {
            (metadata, refused) = (null, Refuse(RefusalReason.Malformed, role, exception.Message));
            return false;
        }
    }
}
