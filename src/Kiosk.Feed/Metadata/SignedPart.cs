using System.Diagnostics;
using System.Text.Json;

namespace Kiosk.Feed.Metadata;

/// <summary>Writes the "signed" member of a metadata file as JSON.</summary>
internal static class SignedPart
{
    public static void Write(Utf8JsonWriter writer, RoleMetadata metadata)
    {
        writer.WriteStartObject();
        writer.WriteString("_type", metadata.Type);
        writer.WriteString("spec_version", RoleMetadata.SpecificationVersion);
        writer.WriteNumber("version", metadata.Version);
        writer.WriteString("expires", JsonFields.Format(metadata.Expires));
        switch (metadata)
        {
            case RootMetadata root:
                WriteRoot(writer, root);
                break;
            case TimestampMetadata timestamp:
                writer.WriteStartObject("meta");
                WriteMeta(writer, RoleName.FileNameOf(RoleName.Snapshot), timestamp.Snapshot);
                writer.WriteEndObject();
                break;
            case SnapshotMetadata snapshot:
                writer.WriteStartObject("meta");
                foreach (var (name, meta) in snapshot.Meta)
                {
                    WriteMeta(writer, name, meta);
                }

                writer.WriteEndObject();
                break;
            case TargetsMetadata targets:
                WriteTargets(writer, targets);
                break;
            default:
                throw new UnreachableException($"There is no role metadata of type {metadata.GetType()}.");
        }

        writer.WriteEndObject();
    }

    private static void WriteRoot(Utf8JsonWriter writer, RootMetadata root)
    {
        writer.WriteBoolean("consistent_snapshot", root.ConsistentSnapshot);
        WriteKeys(writer, root.Keys);
        writer.WriteStartObject("roles");
        foreach (var (name, role) in root.Roles)
        {
            writer.WriteStartObject(name);
            WriteRoleKeys(writer, role);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter writer, TargetsMetadata targets)
    {
        writer.WriteStartObject("targets");
        foreach (var (path, file) in targets.Targets)
        {
            writer.WriteStartObject(path);
            writer.WriteNumber("length", file.Length);
            WriteHashes(writer, file.Hashes);
            if (file.Custom is { } custom)
            {
                writer.WritePropertyName("custom");
                custom.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (targets.Delegations is { } delegations)
        {
            WriteDelegations(writer, delegations);
        }
    }

    private static void WriteDelegations(Utf8JsonWriter writer, Delegations delegations)
    {
        writer.WriteStartObject("delegations");
        WriteKeys(writer, delegations.Keys);
        if (delegations.Succinct is { } succinct)
        {
            writer.WriteStartObject("succinct_roles");
            WriteRoleKeys(writer, succinct.Keys);
            writer.WriteNumber("bit_length", succinct.BitLength);
            writer.WriteString("name_prefix", succinct.NamePrefix);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStartArray("roles");
            foreach (var role in delegations.Roles)
            {
                WriteRole(writer, role);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteRole(Utf8JsonWriter writer, DelegatedRole role)
    {
        writer.WriteStartObject();
        writer.WriteString("name", role.Name);
        WriteRoleKeys(writer, role.Keys);
        writer.WriteBoolean("terminating", role.IsTerminating);
        switch (role.Scope)
        {
            case DelegationScope.Paths paths:
                WriteTexts(writer, "paths", paths.Patterns.Select(pattern => pattern.Text));
                break;
            case DelegationScope.HashPrefixes hashes:
                WriteTexts(writer, "path_hash_prefixes", hashes.Prefixes);
                break;
            default:
                throw new MetadataFormatException($"The role {role.Name} is one of succinct roles and cannot be written alone.");
        }

        writer.WriteEndObject();
    }

    private static void WriteKeys(Utf8JsonWriter writer, IReadOnlyDictionary<string, TufKey> keys)
    {
        writer.WriteStartObject("keys");
        foreach (var (id, key) in keys)
        {
            writer.WritePropertyName(id);
            key.Json.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteRoleKeys(Utf8JsonWriter writer, RoleKeys role)
    {
        WriteTexts(writer, "keyids", role.KeyIds);
        writer.WriteNumber("threshold", role.Threshold);
    }

    private static void WriteMeta(Utf8JsonWriter writer, string name, MetaFile meta)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("version", meta.Version);
        if (meta.Length is { } length)
        {
            writer.WriteNumber("length", length);
        }

        if (meta.Hashes is { } hashes)
        {
            WriteHashes(writer, hashes);
        }

        writer.WriteEndObject();
    }

    private static void WriteHashes(Utf8JsonWriter writer, FileHashes hashes)
    {
        writer.WriteStartObject("hashes");
        foreach (var (algorithm, hash) in hashes.ByAlgorithm)
        {
            writer.WriteString(algorithm, hash);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
