namespace Kiosk.Feed.Metadata;

/// <summary>Reads root metadata, and the key and role objects that root and delegations share.</summary>
internal static class RootReader
{
    private const int MaxKeyCount = 1024;
    private const int MaxThreshold = 1024;

    public static RootMetadata Read(JsonFields signed, long version, DateTimeOffset expires)
    {
        var roles = signed.Object("roles");
        return new(
            version,
            expires,
            ReadKeys(signed.Object("keys")),
            RoleName.TopLevel.ToDictionary(role => role, role => ReadRole(roles.Object(role)), StringComparer.Ordinal),
            // A missing member means that the repository has no consistent snapshots.
            signed.Has("consistent_snapshot") && signed.Boolean("consistent_snapshot"));
    }

    public static Dictionary<string, TufKey> ReadKeys(JsonFields keys)
    {
        var read = new Dictionary<string, TufKey>(StringComparer.Ordinal);
        foreach (var (id, value) in keys.Members())
        {
            if (read.Count == MaxKeyCount)
            {
                throw new MetadataFormatException($"The object {keys.Path} has more than {MaxKeyCount} keys.");
            }

            read.Add(id, TufKey.Read(id, new(value, keys.At(id))));
        }

        return read;
    }

    public static RoleKeys ReadRole(JsonFields role)
    {
        var keyIds = role.Texts("keyids");
        return keyIds.Length <= MaxKeyCount && role.Integer("threshold", 1) is var threshold and <= MaxThreshold
            ? new(keyIds, (int)threshold)
            : throw new MetadataFormatException($"The object {role.Path} has more than {MaxKeyCount} keys or a threshold above {MaxThreshold}.");
    }
}
